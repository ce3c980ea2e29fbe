"""One step in detail, compared with a step of `nn` and with the formulas."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.test_laboratory import BAR, bars, written
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.designing import presets
from zeichenlabor.lab.explaining import byhand
from zeichenlabor.nn import SGD


def test_the_step_is_the_engines():
    model = byhand.small_network()
    x = np.array([byhand.SMALL_INPUTS], np.float32)
    before = model.evaluate(x, np.array([1])).loss
    found = byhand.small_walk(label=1, steps=0)
    model.fit(x, np.array([1]), epochs=1, batch_size=1)
    after = [layer for step in found.layers for layer in (step.kernel_after, step.bias_after)]
    for mine, engines in zip(after, model.get_weights(), strict=True):
        np.testing.assert_allclose(mine, engines, rtol=1e-6)
    assert found.loss == pytest.approx(before)
    assert found.loss_after == pytest.approx(model.evaluate(x, np.array([1])).loss, rel=1e-5)
    assert found.loss_after < found.loss


def test_each_number_follows_from_those_before():
    found = byhand.small_walk(label=0, steps=3)
    first, last = found.layers
    np.testing.assert_allclose(first.z, first.inputs @ first.kernel + first.bias)
    np.testing.assert_allclose(first.y, np.maximum(first.z, 0), atol=1e-6)
    np.testing.assert_allclose(last.inputs, first.y)
    exps = np.exp(last.z)
    np.testing.assert_allclose(last.y, exps / exps.sum(), rtol=1e-5)
    assert found.loss == pytest.approx(-np.log(last.y[0]), rel=1e-5)
    np.testing.assert_allclose(last.dz, last.y - [1, 0], atol=1e-7)
    np.testing.assert_allclose(first.dy, last.kernel @ last.dz)
    np.testing.assert_allclose(first.dz, first.dy * (first.z > 0), atol=1e-6)
    for layer in found.layers:
        np.testing.assert_allclose(layer.dkernel, np.outer(layer.inputs, layer.dz), atol=1e-6)
        moved = layer.kernel - found.rate * layer.dkernel
        np.testing.assert_allclose(layer.kernel_after, moved, atol=1e-6)
        np.testing.assert_allclose(layer.bias_after, layer.bias - found.rate * layer.dz, atol=1e-6)


def test_one_hidden_unit_of_the_small_network_is_silent():
    first = byhand.small_walk(label=0, steps=0).layers[0]
    assert (first.y == 0).tolist() == [False, True, False]


def test_steps_go_on_where_the_last_one_ended():
    one, two = (byhand.small_walk(label=1, steps=steps) for steps in (0, 1))
    assert two.loss == pytest.approx(one.loss_after, rel=1e-5)


@pytest.mark.parametrize("preset", ["school-1", "school-2"])
def test_a_path_through_a_real_network_is_the_engines(preset):
    model, glyph = presets.build(preset, seed=3), bars(3)[0][2]
    before = model.get_weights()
    found = byhand.path(model, glyph, label=4, unit=2)
    for mine, now in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, now)
    assert (found.label, found.unit, found.target) == (4, 2, 0)
    shares = model.predict(glyph[None])[0]
    assert found.share == pytest.approx(shares[2], rel=1e-4)
    assert found.loss == pytest.approx(-np.log(shares[4]), rel=1e-4)
    model.compile(SGD(learning_rate=byhand.RATE))
    targets = model.loss.prepare(np.array([4]), model.output_shape, model.dtype)
    model.compute_gradients(*model.draw(glyph[None], np.zeros(1, np.int32), targets))
    gradients = model.layers[-1].gradients["kernel"]
    assert found.gradient == pytest.approx(gradients[found.hidden, 2], rel=1e-3)
    assert found.weight_after == pytest.approx(found.weight - byhand.RATE * found.gradient)
    hidden = [layer for layer in model.layers if layer.gradients and layer.output_shape][-2]
    first = hidden.gradients["kernel"][found.source, found.hidden]
    assert found.first_gradient == pytest.approx(first, rel=1e-2, abs=1e-7)
    assert found.first_sum is not None
    assert found.loss_after < found.loss


def test_a_place_that_is_not_there_counts_as_not_chosen():
    model, glyph = presets.build("school-1", seed=3), bars(3)[0][2]
    free = byhand.path(model, glyph, label=4)
    assert byhand.path(model, glyph, 4, unit=99, hidden=9999, source=-1) == free


def test_the_page_asks_for_both():
    laboratory = Laboratory()
    assert laboratory.look.small_step(label=0, steps=0).label == 0
    assert laboratory.look.path_step(**BAR, classes=10, label=3).label == 3
    assert laboratory.look.path_step(**written(), classes=10, label=3) is None
