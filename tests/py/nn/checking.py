"""Finite differences: the slow, obvious gradient, as the oracle for the fast one."""

from __future__ import annotations

import numpy as np

from zeichenlabor.nn import SGD, Sequential

STEP = 1e-6  # near the cube root of float64's precision, where both errors are small


def network(layers, loss="mse", input_shape=None, seed=1):
    """A compiled float64 network whose weights are all away from 0."""
    model = Sequential(layers, dtype="float64")
    model.compile(SGD(), loss)
    model.build(input_shape, seed=seed)
    rng = np.random.default_rng(seed)
    model.set_weights([w + 0.1 * rng.standard_normal(w.shape) for w in model.get_weights()])
    return model


def numeric_gradient(function, array):
    """Return the derivative of ``function()`` by each element of ``array``."""
    gradient = np.empty_like(array)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + STEP
        above = function()
        array[place] = kept - STEP
        below = function()
        array[place] = kept
        gradient[place] = (above - below) / (2 * STEP)
    return gradient


def assert_gradients(model, x, targets):
    """Compare the backward pass with finite differences, for all weights and for the input."""
    measured = model.parameters.non_trainable.copy()

    def loss():
        np.copyto(model.parameters.non_trainable, measured)  # running statistics do not count
        return model.compute_gradients(x, targets)[0] / len(x)

    expected = numeric_gradient(loss, model.parameters.values)
    expected_x = numeric_gradient(loss, x)
    loss()
    np.testing.assert_allclose(model.parameters.gradients, expected, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(input_gradient(model, x, targets), expected_x, rtol=1e-5, atol=1e-7)


def input_gradient(model, x, targets):
    """The mean loss's gradient with respect to ``x``, by the layers' backward passes."""
    output = model.forward(x, training=True)
    dy = np.empty_like(output)
    model.loss.measure(output, targets, dy, model._raw_output)
    for layer in reversed(model.layers):
        dy = layer.backward(dy, need_dx=True)
    return dy
