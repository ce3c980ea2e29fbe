"""TensorFlow.js: a LayersModel, that is Keras' configuration as JSON and the raw weights.

``tf.loadLayersModel`` loads ``model.json``, and ``weights.bin`` from the same folder. The format is
that of tensorflowjs_converter; this module translates what TensorFlow.js names differently.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ...nn import Sequential
from ...nn.kernels.reference import LEAKY_SLOPE
from ...zips import zip_bytes
from .network import Step, not_expressible, steps

GLYPH = Path(__file__).parent / "page" / "glyph.js"

_CONVOLUTION = ("filters", "kernel_size", "strides", "padding", "activation", "use_bias")
_RECURRENT = ("units", "activation", "use_bias", "return_sequences", "go_backwards")
_SETTINGS = {
    "Dense": ("units", "activation", "use_bias"),
    "Conv2D": _CONVOLUTION,
    "MaxPooling2D": ("pool_size", "strides", "padding"),
    "AveragePooling2D": ("pool_size", "strides", "padding"),
    "GlobalAveragePooling2D": (),
    "Flatten": (),
    "Reshape": ("target_shape",),
    "Dropout": ("rate",),
    "BatchNormalization": ("momentum", "epsilon", "center", "scale"),
    "Activation": ("activation",),
    "UpSampling2D": ("size",),
    "Conv2DTranspose": _CONVOLUTION,
    "LayerNormalization": ("epsilon", "center", "scale"),
    "SimpleRNN": _RECURRENT,
    "LSTM": (*_RECURRENT, "recurrent_activation"),
}
"""The settings of each layer that are needed for prediction."""


def zipped(model: Sequential, readme: str) -> bytes:
    """Return a zip of ``model.json``, ``weights.bin``, ``glyph.js`` and a readme.

    ``glyph.js`` normalises drawings.
    """
    recipe = GLYPH.read_text(encoding="utf-8")
    return zip_bytes(files(model) | {"glyph.js": recipe, "README.txt": readme})


def files(model: Sequential) -> dict[str, bytes]:
    """Return ``model.json`` and ``weights.bin``.

    Raises
    ------
    NoModel, NotExpressible
        as `network.steps`
    """
    found = steps(model, "tensorflow-js")
    layers = [layer for step in found for layer in _layers(step)]
    layers[0]["config"]["batch_input_shape"] = [None, *model.input_shape]
    arrays = [(f"{s.name}/{name}", array) for s in found for name, array in s.weights.items()]
    weights = [{"name": n, "shape": list(a.shape), "dtype": "float32"} for n, a in arrays]
    description = {
        "format": "layers-model",
        "generatedBy": "zeichenlabor",
        "convertedBy": None,
        "modelTopology": {
            "keras_version": "2.15.0",  # the dialect of these settings
            "backend": "tensorflow",
            "model_config": {
                "class_name": "Sequential",
                "config": {"name": "zeichenlabor", "layers": layers},
            },
        },
        "weightsManifest": [{"paths": ["weights.bin"], "weights": weights}],
    }
    return {
        "model.json": json.dumps(description, indent=1).encode(),
        "weights.bin": b"".join(array.astype("<f4").tobytes() for _, array in arrays),
    }


def _layers(step: Step) -> list[dict[str, Any]]:
    """Return a step's layers: two if TensorFlow.js needs a separate layer for the activation."""
    config = {name: step.config[name] for name in _SETTINGS[step.kind]}
    if step.kind == "Flatten" and len(step.input_shape) == 1:
        return [_layer("Activation", step.name, {"activation": "linear"})]  # which needs more axes
    if step.kind == "Reshape":
        config["target_shape"] = step.output_shape  # the following layers do not resolve a -1
    if step.kind in ("SimpleRNN", "LSTM") and "leaky_relu" in config.values():
        raise not_expressible(step.kind, "tensorflow-js")  # a layer can only follow the last step
    if config.get("activation") != "leaky_relu":
        return [_layer(step.kind, step.name, config)]
    bend = _layer("LeakyReLU", f"{step.name}_leaky_relu", {"alpha": LEAKY_SLOPE})
    if step.kind == "Activation":
        return [bend]
    return [_layer(step.kind, step.name, config | {"activation": "linear"}), bend]


def _layer(kind: str, name: str, config: dict[str, Any]) -> dict[str, Any]:
    return {"class_name": kind, "config": {"name": name, "trainable": True, **config}}
