"""ONNX: the form that most tools for neural networks read.

Written from the specification (onnx.proto3 and docs/Operators.md of the ONNX project),
operator set 13: the newest that needs nothing newer than 2020. ONNX puts channels in
front of rows and columns and our networks put them last, so the signal is turned where
an operator needs it, and turned back where the order of the values matters.

The file's input is ``pictures``, float32 (n, *input shape) from 0 to 1; its output is
``answers``, (n, classes). ``classes`` among its metadata is a JSON list of names.
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
_OPERATORS = {"relu": "Relu", "elu": "Elu", "sigmoid": "Sigmoid", "tanh": "Tanh"}


def model_bytes(model: Sequential, classes: Sequence[str], about: str = "") -> bytes:
    """Return the network as an ``.onnx`` file; ``about`` is its documentation, for people.

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
    """Nodes in a row; `signal` names the latest output."""

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
        """Nothing: only training silences units."""

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
        """Normalise the last of two axes: ONNX' own operator would take the first."""
        slope = 1 / np.sqrt(step.weights["moving_variance"] + np.float32(step.config["epsilon"]))
        slope = slope * step.weights.get("gamma", np.float32(1))
        shift = step.weights.get("beta", np.float32(0)) - step.weights["moving_mean"] * slope
        self.add("Mul", [self.constant(f"{step.name}/slope", slope)])
        self.add("Add", [self.constant(f"{step.name}/shift", shift)])

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
        """Z Φ(z) with Φ(z) = (1 + erf(z / √2)) / 2; its own operator came in 2023."""
        z = self.signal
        self.add("Mul", [self.scalar(0.5**0.5)])
        self.add("Erf", [])
        self.add("Add", [self.scalar(1.0)])
        self.add("Mul", [self.scalar(0.5)])
        self.add("Mul", [z])

    def turn(self, *, first: bool) -> None:
        """Put the channels first or last, where they are not there yet."""
        if self.channels_first is not first:
            self.add("Transpose", [], perm=_CHANNELS_FIRST if first else _CHANNELS_LAST)
            self.channels_first = first

    def add(self, operator: str, others: list[str], output: str = "", **attributes: object) -> None:
        """Append a node that takes the signal and ``others`` and gives the new signal."""
        name = f"{operator}_{len(self.nodes)}"
        output = output or name
        self.nodes.append(
            b"".join(
                [
                    *(pb.block(1, one) for one in [self.signal, *others]),
                    pb.block(2, output),
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
    else:
        told = pb.integers(8, value) + pb.integer(20, _INTS_ATTRIBUTE)
    return pb.block(1, name) + told


def _value(name: str, shape: tuple[int, ...]) -> bytes:
    """Return the ValueInfoProto of a float32 tensor; its first axis ``n`` is free."""
    dims = [pb.block(2, "n"), *(pb.integer(1, size) for size in shape)]
    tensor = pb.integer(1, _FLOAT) + pb.block(2, b"".join(pb.block(1, dim) for dim in dims))
    return pb.block(1, name) + pb.block(2, pb.block(1, tensor))
