"""The hot loops in WebAssembly, called on NumPy's own memory through ctypes.

Same signatures as `reference`, which is also the fallback: the module returns `NOT_FOR_ME` for
arguments other than plain float32 arrays (and for shapes that do not fit, so that NumPy raises its
usual error). All checks are made in C, which gets the *objects* (`id` is their address in CPython);
see simd.h.
"""

from __future__ import annotations

import ctypes
import math
from pathlib import Path

import numpy as np

from zeichenlabor import compiled
from zeichenlabor.nn.kernels import reference

HERE = Path(__file__).parent

DONE = 1  # return values of the module's functions, see simd.h

CODES = {name: code for code, name in enumerate(reference.ACTIVATIONS)}

_f = ctypes.c_float
_i = ctypes.c_int
#: Only functions that take floats need declared arguments; a call with plain
#: integers is three times as fast without.
ARGUMENTS = {
    "dropout": [_i, _i, ctypes.c_uint, _f, ctypes.c_uint, ctypes.c_uint],
    "sgd_step": [_i, _i, _i, _f, _f, _i],
    "rmsprop_step": [_i, _i, _i, _f, _f, _f, _f],
    "adam_step": [_i, _i, _i, _i, _f, _f, _f, _f, _f],
    "penalty": [_i, _i, _f, _f, _i],
    "add_scaled": [_i, _i, _f],
    "batch_norm_forward": [_i] * 8 + [_f, _f],
    "batch_norm_inference": [_i] * 6 + [_f, _i],
    "batch_norm_input_gradient": [_i] * 8 + [_f],
}

#: One round of `run_tile`: a multiplication and an addition for 4 rows, 8 columns, 384 steps.
TILE_OPERATIONS = 2 * 4 * 8 * 384

_library = None
_tile_numbers = np.zeros((4 + 8) * 384 + 4 * 8, np.float32)
_results = np.zeros(2)  # results of a call besides its arrays
_scratch = np.empty(0, np.uint8)  # the module's memory for copies; grows to the largest need


def load(variant: str) -> None:
    """Load "simd" or "relaxed-simd" and make it the module behind these functions.

    Raises
    ------
    OSError
        outside Pyodide, or where the engine lacks these instructions
    """
    global _library, _scratch
    library = compiled.load(HERE / f"{variant}.wasm")
    for name, types in ARGUMENTS.items():
        getattr(library, name).argtypes = types
    if _scratch.size < library.least_scratch():
        _scratch = np.empty(library.least_scratch(), np.uint8)
    library.use_scratch(id(_scratch))
    _library = library


def run_tile(rounds: int) -> None:
    """Run the innermost loop on numbers in the nearest cache, TILE_OPERATIONS per round."""
    _library.run_tile(id(_tile_numbers), rounds)


# --- matrix product and dense layer -----------------------------------------------------


def matmul(a, b, out, *, transpose_a=False, transpose_b=False, accumulate=False):
    if not _library.matmul(id(a), id(b), id(out), transpose_a, transpose_b, accumulate):
        reference.matmul(
            a, b, out, transpose_a=transpose_a, transpose_b=transpose_b, accumulate=accumulate
        )


def dense_forward(x, w, b, out, *, activation="linear", z=None):
    if not _library.dense_forward(id(x), id(w), id(b), id(out), CODES[activation], id(z)):
        reference.dense_forward(x, w, b, out, activation=activation, z=z)


def dense_backward(x, w, y, dy, dw, db, dx, *, activation="linear", z=None):
    if not _library.dense_backward(
        id(x), id(w), id(y), id(dy), id(dw), id(db), id(dx), CODES[activation], id(z)
    ):
        reference.dense_backward(x, w, y, dy, dw, db, dx, activation=activation, z=z)


# --- activations ------------------------------------------------------------------------


def activation_forward(z, out, *, activation):
    if not _library.activation_forward(id(z), id(out), CODES[activation]):
        reference.activation_forward(z, out, activation=activation)


def activation_backward(dy, y, dz, *, activation, z=None, db=None):
    if not _library.activation_backward(id(dy), id(y), id(dz), CODES[activation], id(z), id(db)):
        reference.activation_backward(dy, y, dz, activation=activation, z=z, db=db)


# --- convolution and pooling -------------------------------------------------------------


def conv2d_forward(x, w, b, out, *, strides=(1, 1), padding="valid", activation="linear", z=None):
    arguments = (
        *(id(x), id(w), id(b), id(out)),
        *(*strides, padding == "same", CODES[activation], id(z)),
    )
    if not _with_scratch(_library.conv2d_forward, arguments):
        reference.conv2d_forward(
            x, w, b, out, strides=strides, padding=padding, activation=activation, z=z
        )


def conv2d_backward(
    x, w, y, dy, dw, db, dx, *, strides=(1, 1), padding="valid", activation="linear", z=None
):
    arguments = (
        *(id(x), id(w), id(y), id(dy), id(dw), id(db), id(dx)),
        *(*strides, padding == "same", CODES[activation], id(z)),
    )
    if not _with_scratch(_library.conv2d_backward, arguments):
        reference.conv2d_backward(
            *(x, w, y, dy, dw, db, dx),
            strides=strides,
            padding=padding,
            activation=activation,
            z=z,
        )


def _with_scratch(function, arguments):
    """Call ``function``; where it asks for more scratch memory, again with that much."""
    global _scratch
    answer = function(*arguments)
    if answer <= DONE:
        return answer
    _scratch = np.empty(answer, np.uint8)
    _library.use_scratch(id(_scratch))
    return function(*arguments)


def max_pool_forward(x, out, argmax, *, pool_size, strides, padding="valid"):
    if not _library.max_pool_forward(
        id(x), id(out), id(argmax), *pool_size, *strides, padding == "same"
    ):
        reference.max_pool_forward(
            x, out, argmax, pool_size=pool_size, strides=strides, padding=padding
        )


def max_pool_backward(dy, argmax, dx, *, pool_size, strides, padding="valid"):
    if not _library.max_pool_backward(
        id(dy), id(argmax), id(dx), *pool_size, *strides, padding == "same"
    ):
        reference.max_pool_backward(
            dy, argmax, dx, pool_size=pool_size, strides=strides, padding=padding
        )


def average_pool_forward(x, out, *, pool_size, strides, padding="valid"):
    if not _library.average_pool_forward(id(x), id(out), *pool_size, *strides, padding == "same"):
        reference.average_pool_forward(
            x, out, pool_size=pool_size, strides=strides, padding=padding
        )


def average_pool_backward(dy, dx, *, pool_size, strides, padding="valid"):
    if not _library.average_pool_backward(id(dy), id(dx), *pool_size, *strides, padding == "same"):
        reference.average_pool_backward(
            dy, dx, pool_size=pool_size, strides=strides, padding=padding
        )


def global_average_forward(x, out):
    if not _library.global_average_forward(id(x), id(out)):
        reference.global_average_forward(x, out)


def global_average_backward(dy, dx):
    if not _library.global_average_backward(id(dy), id(dx)):
        reference.global_average_backward(dy, dx)


# --- softmax and batch normalisation ------------------------------------------------------


def softmax(z, out):
    if not _library.softmax(id(z), id(out)):
        reference.softmax(z, out)


def softmax_cross_entropy(z, labels, dz, *, probabilities=None):
    if not _library.softmax_cross_entropy(
        id(z), id(labels), id(dz), id(probabilities), id(_results)
    ):
        return reference.softmax_cross_entropy(z, labels, dz, probabilities=probabilities)
    return float(_results[0]), int(_results[1])


def batch_norm_forward(
    x, gamma, beta, running_mean, running_variance, out, mean, inverse_std, *, momentum, epsilon
):
    arrays = (x, gamma, beta, running_mean, running_variance, out, mean, inverse_std)
    if not _library.batch_norm_forward(*map(id, arrays), momentum, epsilon):
        reference.batch_norm_forward(*arrays, momentum=momentum, epsilon=epsilon)


def batch_norm_statistics(x, mean, variance):
    if not _library.batch_norm_statistics(id(x), id(mean), id(variance)):
        reference.batch_norm_statistics(x, mean, variance)


def batch_norm_inference(
    x, gamma, beta, running_mean, running_variance, out, *, epsilon, activation="linear"
):
    arrays = (x, gamma, beta, running_mean, running_variance, out)
    if not _library.batch_norm_inference(*map(id, arrays), epsilon, CODES[activation]):
        reference.batch_norm_inference(*arrays, epsilon=epsilon, activation=activation)


def batch_norm_backward(dy, x, gamma, mean, inverse_std, dx, dgamma, dbeta):
    arrays = (dy, x, gamma, mean, inverse_std, dx, dgamma, dbeta)
    if not _library.batch_norm_backward(*map(id, arrays)):
        reference.batch_norm_backward(*arrays)


def batch_norm_gradient_sums(dy, x, mean, inverse_std, sum_dy, sum_dy_normal):
    arrays = (dy, x, mean, inverse_std, sum_dy, sum_dy_normal)
    if not _library.batch_norm_gradient_sums(*map(id, arrays)):
        reference.batch_norm_gradient_sums(*arrays)


def batch_norm_input_gradient(dy, x, gamma, mean, inverse_std, sum_dy, sum_dy_normal, dx, *, share):
    arrays = (dy, x, gamma, mean, inverse_std, sum_dy, sum_dy_normal, dx)
    if not _library.batch_norm_input_gradient(*map(id, arrays), share):
        reference.batch_norm_input_gradient(*arrays, share=share)


# --- dropout ----------------------------------------------------------------------------


def dropout(x, out, *, rate, seed, step):
    if not _library.dropout(id(x), id(out), int(rate * 2.0**32), 1 / (1 - rate), seed, step):
        reference.dropout(x, out, rate=rate, seed=seed, step=step)


# --- optimizer steps --------------------------------------------------------------------


def sgd_step(w, g, velocity, *, learning_rate, momentum=0.0, nesterov=False):
    if not _library.sgd_step(id(w), id(g), id(velocity), learning_rate, momentum, nesterov):
        reference.sgd_step(
            w, g, velocity, learning_rate=learning_rate, momentum=momentum, nesterov=nesterov
        )


def rmsprop_step(w, g, average, *, learning_rate, rho, epsilon):
    if not _library.rmsprop_step(id(w), id(g), id(average), learning_rate, rho, 1 - rho, epsilon):
        reference.rmsprop_step(w, g, average, learning_rate=learning_rate, rho=rho, epsilon=epsilon)


def adam_step(w, g, m, v, *, step, learning_rate, beta_1, beta_2, epsilon, weight_decay=0.0):
    rate = learning_rate * math.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    keep = 1 - learning_rate * weight_decay
    if not _library.adam_step(
        id(w), id(g), id(m), id(v), rate, 1 - beta_1, 1 - beta_2, epsilon, keep
    ):
        reference.adam_step(
            w,
            g,
            m,
            v,
            step=step,
            learning_rate=learning_rate,
            beta_1=beta_1,
            beta_2=beta_2,
            epsilon=epsilon,
            weight_decay=weight_decay,
        )


def penalty(w, g, *, l1=0.0, l2=0.0):
    if not _library.penalty(id(w), id(g), l1, l2, id(_results)):
        return reference.penalty(w, g, l1=l1, l2=l2)
    return l1 * float(_results[0]) + l2 * float(_results[1])


def add_scaled(g, total, *, scale):
    if not _library.add_scaled(id(g), id(total), scale):
        reference.add_scaled(g, total, scale=scale)


# --- batches ----------------------------------------------------------------------------


def gather(x, rows, out, *, labels=None, labels_out=None):
    if not _library.gather(id(x), id(rows), id(out), id(labels), id(labels_out)):
        reference.gather(x, rows, out, labels=labels, labels_out=labels_out)
