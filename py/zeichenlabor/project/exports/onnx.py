"""ONNX: the format that most tools for neural networks read.

Written according to the specification (onnx.proto3 and docs/Operators.md of the ONNX project),
operator set 13, of 2020. ONNX has channels first, our networks last, so the signal is transposed
where an operator requires it, and back where the order of the values matters.

The input is ``pictures``, float32 (n, *input shape) from 0 to 1; the output is ``answers``, (n,
classes). The metadata ``classes`` is a JSON list of names.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from ...nn import Sequential
from ...nn.kernels.reference import LEAKY_SLOPE
from . import protobuf as pb
from .network import Step, steps

IR_VERSION = 7
OPERATOR_SET = 13

_FLOAT, _INT64 = 1, 7  # TensorProto.DataType
_FLOAT_ATTRIBUTE, _INT_ATTRIBUTE, _TEXT_ATTRIBUTE, _INTS_ATTRIBUTE = 1, 2, 3, 7
_CHANNELS_FIRST, _CHANNELS_LAST = (0, 3, 1, 2), (0, 2, 3, 1)
_FLOATS_ATTRIBUTE, _TEXTS_ATTRIBUTE = 6, 8
_RECURRENT_ACTIVATIONS = {
    "linear": "Affine",
    "relu": "Relu",
    "leaky_relu": "LeakyRelu",
    "elu": "Elu",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
}
_SLOPES = {"linear": 1.0, "leaky_relu": LEAKY_SLOPE, "elu": 1.0}
"""The attribute ``alpha``, where there is one."""
_OPERATORS = {"relu": "Relu", "elu": "Elu", "sigmoid": "Sigmoid", "tanh": "Tanh"}


def model_bytes(model: Sequential, classes: Sequence[str], about: str = "") -> bytes:
    """Return the network as an ``.onnx`` file; ``about`` is its documentation.

    Raises
    ------
    NoModel, NotExpressible
        as `network.steps`
    """
    graph = _Graph()
    for step in steps(model, "onnx"):
        getattr(graph, f"add_{step.kind.lower()}")(step)
    graph.turn(first=False)
    graph.add("Identity", [], output="answers")
    content = b"".join(
        [
            *(pb.block(1, node) for node in graph.nodes),
            pb.block(2, model.name),
            *(pb.block(5, tensor) for tensor in graph.tensors),
            pb.block(11, _value("pictures", model.input_shape)),
            pb.block(12, _value("answers", model.output_shape)),
        ]
    )
    return b"".join(
        [
            pb.integer(1, IR_VERSION),
            pb.block(2, "zeichenlabor"),
            pb.block(6, about),
            pb.block(7, content),
            pb.block(8, pb.block(1, "") + pb.integer(2, OPERATOR_SET)),
            pb.block(14, pb.block(1, "classes") + pb.block(2, json.dumps(list(classes)))),
        ]
    )


class _Graph:
    """A chain of nodes; `signal` is the name of the latest output."""

    def __init__(self) -> None:
        self.nodes: list[bytes] = []
        self.tensors: list[bytes] = []
        self.signal = "pictures"
        self.channels_first = False

    # --- the layers

    def add_dense(self, step: Step) -> None:
        self.add("MatMul", [self.tensor(step, "kernel")])
        if step.config["use_bias"]:
            self.add("Add", [self.tensor(step, "bias")])
        self.activate(step.config["activation"])

    def add_conv2d(self, step: Step) -> None:
        self.turn(first=True)
        kernel = self.constant(f"{step.name}/kernel", step.weights["kernel"].transpose(3, 2, 0, 1))
        bias = [self.tensor(step, "bias")] if step.config["use_bias"] else []
        self.add(
            "Conv",
            [kernel, *bias],
            kernel_shape=step.config["kernel_size"],
            strides=step.config["strides"],
            auto_pad=_padding(step),
        )
        self.activate(step.config["activation"])

    def add_maxpooling2d(self, step: Step) -> None:
        self._pool("MaxPool", step)

    def add_averagepooling2d(self, step: Step) -> None:
        self._pool("AveragePool", step, count_include_pad=0)

    def _pool(self, operator: str, step: Step, **attributes: int) -> None:
        self.turn(first=True)
        size = step.config["pool_size"]
        strides = step.config["strides"] or size
        self.add(
            operator, [], kernel_shape=size, strides=strides, auto_pad=_padding(step), **attributes
        )

    def add_globalaveragepooling2d(self, step: Step) -> None:
        self.turn(first=True)
        self.add("ReduceMean", [], axes=[2, 3], keepdims=0)
        self.channels_first = False

    def add_flatten(self, step: Step) -> None:
        self.add_reshape(step)

    def add_reshape(self, step: Step) -> None:
        self.turn(first=False)
        shape = np.array([-1, *step.output_shape], np.int64)
        self.add("Reshape", [self.constant(f"{step.name}/shape", shape)])

    def add_dropout(self, step: Step) -> None:
        """Nothing: dropout is active only in training."""

    def add_batchnormalization(self, step: Step) -> None:
        if len(step.input_shape) == 3:
            self.turn(first=True)
        elif len(step.input_shape) == 2:
            return self._normalize_last(step)
        mean, variance = step.weights["moving_mean"], step.weights["moving_variance"]
        gamma = step.weights.get("gamma", np.ones_like(mean))
        beta = step.weights.get("beta", np.zeros_like(mean))
        arrays = {"gamma": gamma, "beta": beta, "moving_mean": mean, "moving_variance": variance}
        names = [self.constant(f"{step.name}/{name}", array) for name, array in arrays.items()]
        self.add("BatchNormalization", names, epsilon=float(step.config["epsilon"]))
        return None

    def _normalize_last(self, step: Step) -> None:
        """Normalise the last of two axes; ONNX' own operator would use the first."""
        slope = 1 / np.sqrt(step.weights["moving_variance"] + np.float32(step.config["epsilon"]))
        slope = slope * step.weights.get("gamma", np.float32(1))
        shift = step.weights.get("beta", np.float32(0)) - step.weights["moving_mean"] * slope
        self.add("Mul", [self.constant(f"{step.name}/slope", slope)])
        self.add("Add", [self.constant(f"{step.name}/shift", shift)])

    def add_layernormalization(self, step: Step) -> None:
        """The operator LayerNormalization came in 2022."""
        self.turn(first=False)
        x = self.signal
        self.add("ReduceMean", [], axes=[-1], keepdims=1)
        mean, self.signal = self.signal, x
        self.add("Sub", [mean])
        apart = self.signal
        self.add("Mul", [apart])
        self.add("ReduceMean", [], axes=[-1], keepdims=1)
        self.add("Add", [self.scalar(step.config["epsilon"])])
        self.add("Sqrt", [])
        deviation, self.signal = self.signal, apart
        self.add("Div", [deviation])
        if step.config["scale"]:
            self.add("Mul", [self.tensor(step, "gamma")])
        if step.config["center"]:
            self.add("Add", [self.tensor(step, "beta")])

    def add_upsampling2d(self, step: Step) -> None:
        self.turn(first=True)
        scales = np.array([1, 1, *step.config["size"]], np.float32)
        self.add(
            "Resize",
            ["", self.constant(f"{step.name}/scales", scales)],
            mode="nearest",
            nearest_mode="floor",
            coordinate_transformation_mode="asymmetric",
        )

    def add_conv2dtranspose(self, step: Step) -> None:
        """Cropped or padded to the size that Keras gives."""
        self.turn(first=True)
        size, strides = step.config["kernel_size"], step.config["strides"]
        axes = zip(step.input_shape, step.output_shape, size, strides, strict=False)
        missing = [after - (before - 1) * s - k for before, after, k, s in axes]
        begin = [max(-m, 0) // 2 for m in missing]
        end = [max(-m, 0) - b for m, b in zip(missing, begin, strict=True)]
        kernel = self.constant(f"{step.name}/kernel", step.weights["kernel"].transpose(3, 2, 0, 1))
        self.add(
            "ConvTranspose",
            [kernel, *([self.tensor(step, "bias")] if step.config["use_bias"] else [])],
            kernel_shape=size,
            strides=strides,
            pads=[*begin, *end],
            output_padding=[max(m, 0) for m in missing],
        )
        self.activate(step.config["activation"])

    def add_simplernn(self, step: Step) -> None:
        self._recurrent("RNN", step, [0], [step.config["activation"]])

    def add_lstm(self, step: Step) -> None:
        """ONNX has the gates in the order i, o, f, g."""
        bend = step.config["activation"]
        activations = [step.config["recurrent_activation"], bend, bend]
        self._recurrent("LSTM", step, [0, 3, 1, 2], activations)

    def _recurrent(self, operator: str, step: Step, gates: list[int], bends: list[str]) -> None:
        def turned(name: str) -> np.ndarray:
            """Gate by gate in this order, a row per unit: (1, gates · units, …)."""
            quarters = np.split(step.weights[name].T, len(gates))
            return np.concatenate([quarters[gate] for gate in gates])[None]

        arrays = {"kernel": turned("kernel"), "recurrent_kernel": turned("recurrent_kernel")}
        if step.config["use_bias"]:
            bias = turned("bias")
            arrays["bias"] = np.concatenate([bias, np.zeros_like(bias)], axis=1)
        names = [self.constant(f"{step.name}/{name}", array) for name, array in arrays.items()]
        if step.config["go_backwards"]:
            ends = [np.array([value], np.int64) for value in (-1, -(2**31), 1, -1)]
            self.add(
                "Slice", [self.constant(f"{step.name}/from_{i}", e) for i, e in enumerate(ends)]
            )
        self.add("Transpose", [], perm=(1, 0, 2))
        every = step.config["return_sequences"]
        slopes = [_SLOPES[bend] for bend in bends if bend in _SLOPES]
        self.add(
            operator,
            names,
            unused=() if every else ("",),
            hidden_size=step.config["units"],
            activations=[_RECURRENT_ACTIVATIONS[bend] for bend in bends],
            **({"activation_alpha": slopes} if slopes else {}),
        )
        axis = self.constant(f"{step.name}/direction", np.array([1 if every else 0], np.int64))
        self.add("Squeeze", [axis])
        if every:
            self.add("Transpose", [], perm=(1, 0, 2))

    def add_activation(self, step: Step) -> None:
        self.activate(step.config["activation"])

    # --- their pieces

    def activate(self, activation: str) -> None:
        if activation == "softmax":
            self.turn(first=False)
            self.add("Softmax", [], axis=-1)
        elif activation == "leaky_relu":
            self.add("LeakyRelu", [], alpha=LEAKY_SLOPE)
        elif activation == "gelu":
            self._gelu()
        elif activation != "linear":
            self.add(_OPERATORS[activation], [])

    def _gelu(self) -> None:
        """Z Φ(z) with Φ(z) = (1 + erf(z / √2)) / 2; the operator Gelu came in 2023."""
        z = self.signal
        self.add("Mul", [self.scalar(0.5**0.5)])
        self.add("Erf", [])
        self.add("Add", [self.scalar(1.0)])
        self.add("Mul", [self.scalar(0.5)])
        self.add("Mul", [z])

    def turn(self, *, first: bool) -> None:
        """Transpose to channels first or last, if necessary."""
        if self.channels_first is not first:
            self.add("Transpose", [], perm=_CHANNELS_FIRST if first else _CHANNELS_LAST)
            self.channels_first = first

    def add(
        self,
        operator: str,
        others: list[str],
        output: str = "",
        unused: Sequence[str] = (),
        **attributes: object,
    ) -> None:
        """Append a node with the inputs signal and ``others``, whose output is the new signal.

        ``unused`` are the names of the outputs before the one that is used.
        """
        name = f"{operator}_{len(self.nodes)}"
        output = output or name
        self.nodes.append(
            b"".join(
                [
                    *(pb.block(1, one) for one in [self.signal, *others]),
                    *(pb.block(2, one) for one in [*unused, output]),
                    pb.block(3, name),
                    pb.block(4, operator),
                    *(pb.block(5, _attribute(*item)) for item in attributes.items()),
                ]
            )
        )
        self.signal = output

    def tensor(self, step: Step, name: str) -> str:
        return self.constant(f"{step.name}/{name}", step.weights[name])

    def scalar(self, value: float) -> str:
        return self.constant(f"constant_{len(self.tensors)}", np.array(value, np.float32))

    def constant(self, name: str, array: np.ndarray) -> str:
        kind = _INT64 if array.dtype == np.int64 else _FLOAT
        dtype = "<i8" if kind == _INT64 else "<f4"
        raw = np.ascontiguousarray(array, dtype).tobytes()
        dims = pb.integers(1, array.shape)
        self.tensors.append(dims + pb.integer(2, kind) + pb.block(8, name) + pb.block(9, raw))
        return name


def _padding(step: Step) -> str:
    return "SAME_UPPER" if step.config["padding"] == "same" else "VALID"


def _attribute(name: str, value: object) -> bytes:
    if isinstance(value, float):
        told = pb.number(2, value) + pb.integer(20, _FLOAT_ATTRIBUTE)
    elif isinstance(value, int):
        told = pb.integer(3, value) + pb.integer(20, _INT_ATTRIBUTE)
    elif isinstance(value, str):
        told = pb.block(4, value) + pb.integer(20, _TEXT_ATTRIBUTE)
    elif isinstance(value[0], float):
        told = b"".join(pb.number(7, one) for one in value) + pb.integer(20, _FLOATS_ATTRIBUTE)
    elif isinstance(value[0], str):
        told = b"".join(pb.block(9, one) for one in value) + pb.integer(20, _TEXTS_ATTRIBUTE)
    else:
        told = pb.integers(8, value) + pb.integer(20, _INTS_ATTRIBUTE)
    return pb.block(1, name) + told


def _value(name: str, shape: tuple[int, ...]) -> bytes:
    """Return the ValueInfoProto of a float32 tensor; its first axis ``n`` is free."""
    dims = [pb.block(2, "n"), *(pb.integer(1, size) for size in shape)]
    tensor = pb.integer(1, _FLOAT) + pb.block(2, b"".join(pb.block(1, dim) for dim in dims))
    return pb.block(1, name) + pb.block(2, pb.block(1, tensor))
