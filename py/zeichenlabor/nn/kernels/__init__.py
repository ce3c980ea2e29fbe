"""The hot loops of training: one set of signatures, two back ends.

`reference` is NumPy: readable, for every float type. `simd` is WebAssembly,
compiled from the C sources in this folder, for float32 inside Pyodide. The
functions stand here as module attributes, and `use` rebinds them all at once,
so a call costs no look-up beyond the attribute's.
"""

from __future__ import annotations

from zeichenlabor.nn.kernels import reference, simd
from zeichenlabor.nn.kernels.reference import (
    ACTIVATIONS,
    NEED_Z,
    col2im,
    same_padding,
    window_output,
)

FUNCTIONS = (
    "matmul",
    "dense_forward",
    "dense_backward",
    "activation_forward",
    "activation_backward",
    "conv2d_forward",
    "conv2d_backward",
    "max_pool_forward",
    "max_pool_backward",
    "average_pool_forward",
    "average_pool_backward",
    "global_average_forward",
    "global_average_backward",
    "softmax",
    "softmax_cross_entropy",
    "batch_norm_forward",
    "batch_norm_inference",
    "batch_norm_backward",
    "batch_norm_statistics",
    "batch_norm_gradient_sums",
    "batch_norm_input_gradient",
    "dropout",
    "sgd_step",
    "rmsprop_step",
    "adam_step",
    "penalty",
    "add_scaled",
    "gather",
)

__all__ = [
    "ACTIVATIONS",
    "BACKENDS",
    "FUNCTIONS",
    "NEED_Z",
    "backend",
    "col2im",
    "same_padding",
    "use",
    "use_fastest",
    "window_output",
    *FUNCTIONS,
]

BACKENDS = ("relaxed-simd", "simd", "numpy")  # the fastest first

_active = "numpy"


def backend() -> str:
    """Name of the back end in use: "numpy", "simd" or "relaxed-simd"."""
    return _active


def use(name: str) -> None:
    """Choose one of `BACKENDS`.

    Raises
    ------
    OSError
        where the SIMD module cannot be loaded
    """
    global _active
    if name not in BACKENDS:
        raise ValueError(f"no back end {name!r}, only {', '.join(BACKENDS)}")
    if name == "numpy":
        module = reference
    else:
        simd.load(name)
        module = simd
    for function in FUNCTIONS:
        globals()[function] = getattr(module, function)
    _active = name


def use_fastest() -> None:
    """Choose the first of `BACKENDS` that loads; NumPy always does."""
    for name in BACKENDS:
        try:
            use(name)
        except OSError:
            continue
        return


use_fastest()
