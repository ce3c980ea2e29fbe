"""Other kinds of networks, small enough to learn while one watches."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from ...glyphs import SIZE
from ...nn import Adam, Dense, MeanSquaredError, Sequential
from ...nn.activations import activate
from ...nn.training import BatchEnd
from ..desks.bench import Bench
from .material import DIGITS, floats, glyph, own_or_practice

SHOWN = 8
"""Digits that the autoencoder shows."""


def autoencoder(
    bench: Bench, code: int, epochs: int = 25
) -> Generator[dict[str, Any], bool, dict[str, Any]]:
    """Squeeze pictures into ``code`` numbers and draw them anew; yields before and every ten steps.

    ``drawn`` are the network's pictures of the ``shown`` ones, ``loss`` the mean squared error.
    """
    images, labels, own, _ = own_or_practice(bench, 400)
    flat = images.reshape(len(images), -1)
    model = Sequential(
        [Dense(64, "relu"), Dense(code), Dense(64, "relu"), Dense(flat.shape[1], "sigmoid")]
    )
    model.compile(Adam(0.004), MeanSquaredError(), metrics=())
    shown = np.array([np.flatnonzero(labels == label)[0] for label in np.unique(labels)[:SHOWN]])
    targets = flat.astype(np.float32) / 255
    model.build(flat.shape[1:], seed=1)

    def told(step: int, loss: float) -> dict[str, Any]:
        drawn = np.rint(255 * model.predict(flat[shown])).astype(np.uint8)
        return {"step": step, "shown": images[shown], "drawn": drawn, "loss": loss, "own": own}

    latest = told(0, model.evaluate(flat[shown], targets[shown]).loss)
    yield latest
    steps = 0
    for event in model.fit_events(flat, targets, epochs=epochs, batch_size=40, seed=1):
        steps += isinstance(event, BatchEnd)
        if not isinstance(event, BatchEnd) or steps % 10:
            continue
        latest = told(steps, event.loss)
        if (yield latest):
            break
    return latest


MEMORY = 32
"""Numbers that the recurrent network remembers."""

STEPS = 12
"""Of learning in each of its epochs."""


def recurrent(bench: Bench, epochs: int = 24) -> Generator[dict[str, Any], bool, dict[str, Any]]:
    """Train a recurrent network to read pictures row by row; yields at first and every epoch.

    h_t = tanh(x_t W + h_(t-1) U + b) is one dense layer that sees the row and its own last
    values; the answer is read from the last of them. The gradient runs back through all 28
    rows (backpropagation through time, Werbos 1990). Each event has the accuracy for
    pictures kept aside and all weights, for `reread`.
    """
    images, labels, own, names = own_or_practice(bench, 400)
    rows = images / np.float32(255)
    kept = len(rows) // 5
    cell, reader = _recurrent(len(names))
    told: dict[str, Any] = {}
    for epoch in range(epochs + 1):
        order = np.random.default_rng(epoch).permutation(len(rows) - kept)
        for batch in np.array_split(order, STEPS) if epoch else ():
            _learn(cell, reader, rows[kept + batch], labels[kept + batch])
        right = reader.predict(_states(cell, rows[:kept])[-1]).argmax(axis=1) == labels[:kept]
        told = {
            "epoch": epoch,
            "weights": np.concatenate([cell.parameters.values, reader.parameters.values]),
            "accuracy": float(right.mean()),
            "own": own,
            "names": names,
        }
        if (yield told):
            break
    return told


def reread(image: memoryview, weights: memoryview) -> dict[str, Any]:
    """The memory and the answers of such a network at every row of a picture."""
    own = np.frombuffer(weights, np.float32)
    of_reader = own.size - (SIZE + MEMORY + 1) * MEMORY
    cell, reader = _recurrent(of_reader // (MEMORY + 1))
    cell.parameters.values[:] = own[: cell.parameters.values.size]
    reader.parameters.values[:] = own[cell.parameters.values.size :]
    states = _states(cell, glyph(image)[None] / np.float32(255))[1:, 0]
    return {"memory": states, "shares": reader.predict(states)}


def _recurrent(classes: int = DIGITS) -> tuple[Sequential, Sequential]:
    """The layer that remembers, and the one that reads the answer from its memory."""
    cell = Sequential([Dense(MEMORY, "tanh")])
    cell.compile(Adam(0.01))
    cell.build((SIZE + MEMORY,), seed=1)
    reader = Sequential([Dense(classes, "softmax")])
    reader.compile(Adam(0.01))
    reader.build((MEMORY,), seed=1)
    return cell, reader


def _states(cell: Sequential, rows: np.ndarray) -> np.ndarray:
    """States (1 + 28, n, MEMORY) of the recurrent layer, the first one empty."""
    states = [np.zeros((len(rows), MEMORY), np.float32)]
    for row in range(rows.shape[1]):
        inputs = np.hstack([rows[:, row], states[-1]])
        states.append(cell.forward(inputs).copy())
    return np.stack(states)


def _learn(cell: Sequential, reader: Sequential, rows: np.ndarray, labels: np.ndarray) -> None:
    """One step for one batch; every row adds to the gradient of the one layer."""
    states = _states(cell, rows)
    output = reader.forward(states[-1], training=True)
    slope = np.empty_like(output)
    reader.loss.measure(output, labels.astype(np.int32), slope, raw=True)
    back = reader.layers[0].backward(slope).copy()
    total = np.zeros_like(cell.parameters.gradients)
    for row in range(rows.shape[1] - 1, -1, -1):
        cell.forward(np.hstack([rows[:, row], states[row]]), training=True)
        back = cell.layers[0].backward(back)[:, rows.shape[2] :].copy()
        total += cell.parameters.gradients
    np.clip(total, -1, 1, out=cell.parameters.gradients)
    reader.optimizer.step(reader.parameters.values, reader.parameters.gradients)
    cell.optimizer.step(cell.parameters.values, cell.parameters.gradients)


def cell(forget: float, enter: float, leave: float, signal: list[float], at: int) -> dict[str, Any]:
    """A memory cell with three gates that a hand holds, for a signal of candidates.

    c_t = f · c_{t-1} + i · tanh(x_t), h_t = o · tanh(c_t): the LSTM of Hochreiter and
    Schmidhuber (1997, with the forget gate of Gers 1999), its gates set instead of learned.
    """
    kept, states, outputs = 0.0, [], []
    for x in activate(floats(signal), np.empty(len(signal)), "tanh"):
        kept = forget * kept + enter * float(x)
        states.append(kept)
        outputs.append(leave * float(activate(floats([kept]), np.empty(1), "tanh")[0]))
    return {"states": states, "outputs": outputs, "state": states[at], "output": outputs[at]}


TIMES = 24
_GAP = 1e-2


def cooling(
    rate: float, physics: bool, steps: int = 500
) -> Generator[dict[str, Any], bool, dict[str, Any]]:
    """Learn how a cup cools from three measurements, with or without the law of nature.

    The law y' = -rate · y enters the loss as the mean square of its residual at 24 times
    (Raissi 2019); y' is a central difference of the network's outputs, so the residual is
    linear in them and its gradient is exact.
    """
    times = np.linspace(0, 2, TIMES)
    measured = np.array([0.0, 0.25, 0.5])
    wanted = np.exp(-rate * measured)
    inputs = np.concatenate([measured, times, times - _GAP, times + _GAP]).astype(np.float32)
    model = Sequential([Dense(24, "tanh"), Dense(24, "tanh"), Dense(1)])
    model.compile(Adam(0.01), MeanSquaredError(), metrics=())
    model.build((1,), seed=2)
    known = len(measured)
    law = np.zeros((TIMES, len(inputs)))
    for place in range(TIMES):
        law[place, known + place] = rate
        law[place, known + TIMES + place] = -1 / (2 * _GAP)
        law[place, known + 2 * TIMES + place] = 1 / (2 * _GAP)

    def told(step: int) -> dict[str, Any]:
        curve = model.predict(times[:, None].astype(np.float32))[:, 0].astype(np.float64)
        truth = np.exp(-rate * times)
        return {
            "step": step,
            "x": times,
            "curve": curve,
            "truth": truth,
            "error": float(np.abs(curve - truth).max()),
            "measured": np.column_stack([measured, wanted]),
        }

    for step in range(steps):
        if step % 20 == 0 and (yield told(step)):
            break
        y = model.forward(inputs[:, None], training=True)[:, 0].astype(np.float64)
        slope = np.zeros(len(y))
        slope[:known] = 2 * (y[:known] - wanted) / known
        if physics:
            slope += 2 * law.T @ (law @ y) / TIMES
        _backward(model, slope)
    last = told(steps)
    yield last
    return last


def _backward(model: Sequential, slope: np.ndarray) -> None:
    """One step of a loss that the lesson has differentiated itself."""
    dy = slope.astype(np.float32)[:, None].copy()
    for place in range(len(model.layers) - 1, -1, -1):
        dy = model.layers[place].backward(dy, need_dx=place > 0)
    model.optimizer.step(model.parameters.values, model.parameters.gradients)
