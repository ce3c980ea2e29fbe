"""Recurrent layers: read a sequence step by step and keep a memory of what has been read.

A picture is a sequence of rows, from top to bottom. At each step the layer combines its input with
its state; all steps share the same weights. `SimpleRNN` (Elman 1990)::

    z_t = x_t @ kernel + h_{t-1} @ recurrent_kernel + bias        h_t = a(z_t)

`LSTM` (Hochreiter and Schmidhuber 1997; with forget gates, Gers 2000) keeps a second memory c,
which gates between 0 and 1 protect: i lets new things in, f lets old ones stay, o shows them::

    i, f, g, o = r(z_i), r(z_f), a(z_g), r(z_o)        the four quarters of z_t
    c_t = f c_{t-1} + i g                              h_t = o a(c_t)

Backward, from the last step to the first (backpropagation through time): the gradient that
reaches h_t is that of step t's output plus what step t + 1 passes back through
``recurrent_kernel``. Two computations are done once for all steps: the products with ``kernel``
before the first step, and the gradients of the weights after the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from .. import kernels
from ..initializers import Initializer
from ..regularizers import Regularizer
from ..settings import Choice, Flag, Integer, Piece, configurable, setting
from .layer import Layer, Weight

ACTIVATION = Choice(
    options=tuple(name for name in kernels.ACTIVATIONS if name not in kernels.NEED_Z),
    none_is="linear",
)


@configurable
class _Recurrent(Layer):
    """Base of the recurrent layers.

    Input shape: (n, steps, features).
    Output shape: (n, units), the memory after the last step; with ``return_sequences``
    (n, steps, units), the memory after each.
    Inside, arrays are by steps: (steps · n, …), the rows of one step side by side.
    """

    abstract = True
    gate_count: ClassVar[int] = 1
    only: ClassVar[dict[str, tuple]] = {
        "kernel_constraint": (None,),
        "recurrent_constraint": (None,),
        "bias_constraint": (None,),
        "dropout": (0,),
        "recurrent_dropout": (0,),
        "seed": (None,),
        "return_state": (False,),
        "stateful": (False,),
        "unroll": (False, True),
        "zero_output_for_mask": (False,),
    }

    def output_shape_for(self, input_shape):
        """Return (units,) or (steps, units)."""
        if len(input_shape) != 2:
            raise self.bad_shape("sequence", input_shape)
        return (input_shape[0], self.units) if self.return_sequences else (self.units,)

    def wanted_weights(self):
        """Return the weights, each with gate_count · units columns.

        ``kernel`` has a row per feature, ``recurrent_kernel`` one per unit, ``bias`` is one row.
        """
        columns = self.gate_count * self.units
        wanted = {
            "kernel": Weight(
                (self.input_shape[1], columns), self.kernel_initializer, self.kernel_regularizer
            ),
            "recurrent_kernel": Weight(
                (self.units, columns), self.recurrent_initializer, self.recurrent_regularizer
            ),
        }
        if self.use_bias:
            wanted["bias"] = Weight((columns,), self.first_bias(), self.bias_regularizer)
        return wanted

    def count_places(self):
        """Return the steps of the sequence."""
        return self.input_shape[0]

    def first_bias(self):
        """Return the initializer of the bias."""
        return self.bias_initializer

    def rows(self, name: str, n: int, columns: int) -> np.ndarray:
        """Return an array (steps · n, columns) of the workspace."""
        return self.workspace.array(name, self.input_shape[0] * n, (columns,))

    def forward(self, x, training=False):
        n, steps, _ = x.shape
        self._x = self.rows("x", n, self.input_shape[1])
        _by_steps(self._x, n)[...] = self._in_order(x).swapaxes(0, 1)
        self._z = self.rows("z", n, self.gate_count * self.units)
        kernels.dense_forward(self._x, self.kernel, self.bias if self.use_bias else None, self._z)
        self._h = self.rows("h", n, self.units)
        for step in range(steps):
            now, before = _step(step, n), _step(step - 1, n)
            if step:
                kernels.matmul(
                    self._h[before], self.recurrent_kernel, self._z[now], accumulate=True
                )
            self.remember(now, before if step else None)
        y = self.workspace.array("y", n, self.output_shape)
        y[...] = self.memory() if self.return_sequences else self._h[now]
        return y

    def backward(self, dy, need_dx=True):
        n, steps = len(dy), self.input_shape[0]
        dz = self.rows("dz", n, self.gate_count * self.units)
        dh = self.workspace.array("dh", n, (self.units,))
        dh[...] = dy[:, -1] if self.return_sequences else dy
        self.start_backward(n)
        for step in range(steps - 1, -1, -1):
            now, before = _step(step, n), _step(step - 1, n)
            self.recall(now, before if step else None, dh, dz[now])
            if step:
                kernels.matmul(dz[now], self.recurrent_kernel, dh, transpose_b=True)
                if self.return_sequences:
                    dh += dy[:, step - 1]
        kernels.matmul(self._h[:-n], dz[n:], self.gradients["recurrent_kernel"], transpose_a=True)
        dx = self.rows("dx by steps", n, self.input_shape[1]) if need_dx else None
        kernels.dense_backward(
            *(self._x, self.kernel, self._z, dz),
            *(self.gradients["kernel"], self.gradients.get("bias"), dx),
        )
        if not need_dx:
            return None
        returned = self.workspace.array("dx", n, self.input_shape)
        self._in_order(returned)[...] = _by_steps(dx, n).swapaxes(0, 1)
        return returned

    def _in_order(self, sequences):
        """View of (n, steps, features) in the order of the steps."""
        return sequences[:, ::-1] if self.go_backwards else sequences

    def memory(self) -> np.ndarray:
        """Return the states after each step of the last forward pass: (n, steps, units)."""
        return _by_steps(self._h, len(self._h) // self.input_shape[0]).swapaxes(0, 1)

    def remember(self, now: slice, before: slice | None) -> None:
        """Set `_h[now]` from `_z[now]`; ``before`` is None at the first step."""
        raise NotImplementedError

    def start_backward(self, n: int) -> None:
        """Prepare what `recall` passes from step to step besides ``dh``."""

    def recall(self, now: slice, before: slice | None, dh: np.ndarray, dz: np.ndarray) -> None:
        """Set ``dz`` (n, gate_count · units) from the gradient ``dh`` (n, units)."""
        raise NotImplementedError


def _step(step, n):
    return slice(step * n, (step + 1) * n)


def _by_steps(rows, n):
    """View of (steps · n, columns) as (steps, n, columns)."""
    return rows.reshape(-1, n, rows.shape[1])


@configurable
class SimpleRNN(_Recurrent):
    """The plain recurrent layer: the memory is the output."""

    units: int = setting(Integer(minimum=1))
    activation: str = setting(ACTIVATION, default="tanh")
    use_bias: bool = setting(Flag(), default=True)
    kernel_initializer: Initializer = setting(Piece(family=Initializer), default="glorot_uniform")
    recurrent_initializer: Initializer = setting(Piece(family=Initializer), default="orthogonal")
    bias_initializer: Initializer = setting(Piece(family=Initializer), default="zeros")
    kernel_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )
    recurrent_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )
    bias_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )
    return_sequences: bool = setting(Flag(), default=False, kw_only=True)
    go_backwards: bool = setting(Flag(), default=False, kw_only=True)

    def remember(self, now, before):
        kernels.activation_forward(self._z[now], self._h[now], activation=self.activation)

    def recall(self, now, before, dh, dz):
        kernels.activation_backward(dh, self._h[now], dz, activation=self.activation)


@dataclass(frozen=True)
class _ForgetBias:
    """1 for the forget gates, so that memories last at the beginning (Jozefowicz 2015)."""

    others: Initializer

    def rng(self, *seeds):
        """Return the random generator for the others."""
        return self.others.rng(*seeds)

    def __call__(self, shape, rng):
        """Return the bias (4 · units,) in the order i, f, g, o."""
        units = shape[0] // 4
        i, f, g, o = (self.others((units,), rng) for _ in range(4))
        return np.concatenate([i, np.ones_like(f), g, o])


@configurable
class LSTM(_Recurrent):
    """Long short-term memory. The columns of the weights are in the order i, f, g, o."""

    gate_count = 4
    only: ClassVar[dict[str, tuple]] = {"use_cudnn": ("auto", True, False)}

    units: int = setting(Integer(minimum=1))
    activation: str = setting(ACTIVATION, default="tanh")
    recurrent_activation: str = setting(ACTIVATION, default="sigmoid")
    use_bias: bool = setting(Flag(), default=True)
    kernel_initializer: Initializer = setting(Piece(family=Initializer), default="glorot_uniform")
    recurrent_initializer: Initializer = setting(Piece(family=Initializer), default="orthogonal")
    bias_initializer: Initializer = setting(Piece(family=Initializer), default="zeros")
    unit_forget_bias: bool = setting(Flag(), default=True)
    kernel_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )
    recurrent_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )
    bias_regularizer: Regularizer | None = setting(
        Piece(family=Regularizer, optional=True), default=None
    )
    return_sequences: bool = setting(Flag(), default=False, kw_only=True)
    go_backwards: bool = setting(Flag(), default=False, kw_only=True)

    def first_bias(self):
        """Return the initializer of the bias."""
        return (
            _ForgetBias(self.bias_initializer) if self.unit_forget_bias else self.bias_initializer
        )

    def gates(self, step: int) -> dict[str, np.ndarray]:
        """Return the last forward pass's i, f, g, o and c at one step, each (n, units)."""
        now = _step(step, len(self._z) // self.input_shape[0])
        names = zip("ifgo", _quarters(self._z[now]), strict=True)
        return {**dict(names), "c": self._c[now]}

    def remember(self, now, before):
        z, units = self._z[now], self.units
        n = len(z)
        new = self.workspace.array("new", n, (units,))
        new[...] = z[:, 2 * units : 3 * units]
        kernels.activation_forward(z, z, activation=self.recurrent_activation)
        kernels.activation_forward(new, new, activation=self.activation)
        z[:, 2 * units : 3 * units] = new
        i, f, g, o = _quarters(z)
        self._c = self.rows("c", n, units)
        c = self._c[now]
        np.multiply(i, g, out=c)
        if before is not None:
            c += f * self._c[before]
        shown = self.rows("shown", n, units)[now]
        kernels.activation_forward(c, shown, activation=self.activation)
        np.multiply(o, shown, out=self._h[now])

    def start_backward(self, n):
        """No later step passes back a gradient for the last step's memory c."""
        self._dc = self.workspace.array("dc", n, (self.units,))
        self._dc[...] = 0

    def recall(self, now, before, dh, dz):
        n, units = dh.shape
        gates, dc = self._z[now], self._dc
        i, f, g, o = _quarters(gates)
        di, df, dg, do = _quarters(dz)
        shown = self.rows("shown", n, units)[now]
        np.multiply(dh, shown, out=do)
        dh *= o
        kernels.activation_backward(dh, shown, dh, activation=self.activation)
        dc += dh
        np.multiply(dc, g, out=di)
        if before is None:
            df[...] = 0
        else:
            np.multiply(dc, self._c[before], out=df)
        new, dnew = (self.workspace.array(name, n, (units,)) for name in ("new", "dnew"))
        new[...] = g
        np.multiply(dc, i, out=dnew)
        kernels.activation_backward(dnew, new, dnew, activation=self.activation)
        dg[...] = 0
        kernels.activation_backward(dz, gates, dz, activation=self.recurrent_activation)
        dg[...] = dnew
        dc *= f


def _quarters(array):
    """The columns of the gates i, f, g, o."""
    return np.split(array, 4, axis=1)
