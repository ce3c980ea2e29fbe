"""Other kinds of networks, small enough to be trained while the card is open."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from ...glyphs import SIZE
from ...nn import Adam, Dense, EpochEnd, MeanSquaredError, Sequential, SimpleRNN
from ...nn.activations import activate
from ...nn.training import BatchEnd
from ..designing import presets
from ..session import Session
from .material import DIGITS, floats, glyph, own_or_practice

SHOWN = 8
"""Number of digits that the autoencoder shows."""


def autoencoder(
    session: Session, code: int, epochs: int = 25
) -> Generator[dict[str, Any], bool, dict[str, Any]]:
    """Train an autoencoder with a bottleneck of ``code`` numbers; yields before and every ten
    steps.

    The convolutional preset is used if it has that bottleneck, otherwise dense layers. ``drawn``
    are the reconstructions of ``shown``, ``loss`` is their mean squared error, ``error`` the mean
    absolute error of a pixel.
    """
    images, labels, own, _ = own_or_practice(session, 400)
    folded = code == presets.AUTOENCODER_CODE
    model = presets.autoencoder() if folded else _squeezer(code)
    pictures = images[..., None] if folded else images.reshape(len(images), -1)
    shown = np.array([np.flatnonzero(labels == label)[0] for label in np.unique(labels)[:SHOWN]])
    targets = pictures.astype(np.float32) / 255
    model.build(pictures.shape[1:], seed=1)

    def told(step: int) -> dict[str, Any]:
        output = model.predict(pictures[shown])
        difference = output - targets[shown]
        return {
            "step": step,
            "shown": images[shown],
            "drawn": np.rint(255 * output).astype(np.uint8),
            "loss": float(np.square(difference).mean()),
            "error": float(np.abs(difference).mean()),
            "own": own,
        }

    latest = told(0)
    yield latest
    steps = 0
    for event in model.fit_events(pictures, targets, epochs=epochs, batch_size=40, seed=1):
        steps += isinstance(event, BatchEnd)
        if not isinstance(event, BatchEnd) or steps % 10:
            continue
        latest = told(steps)
        if (yield latest):
            break
    return latest


def _squeezer(code: int) -> Sequential:
    model = Sequential(
        [Dense(64, "relu"), Dense(code), Dense(64, "relu"), Dense(SIZE * SIZE, "sigmoid")]
    )
    model.compile(Adam(0.004), MeanSquaredError(), metrics=())
    return model


MEMORY = 32
"""Units of the recurrent network."""

STEPS = 12
"""Learning rate in each of its epochs."""


def recurrent(
    session: Session, epochs: int = 24
) -> Generator[dict[str, Any], bool, dict[str, Any]]:
    """Train a recurrent network that reads pictures row by row; yields initially and every epoch.

    The output depends on the state of `SimpleRNN` after the last row. Each event has the validation
    accuracy and all weights, for `reread`.
    """
    images, labels, own, names = own_or_practice(session, 400)
    kept = len(images) // 5
    model = _row_reader(len(names))

    def told(epoch: int) -> dict[str, Any]:
        right = model.predict(images[:kept]).argmax(axis=1) == labels[:kept]
        return {
            "epoch": epoch,
            "weights": model.parameters.values.copy(),
            "accuracy": float(right.mean()),
            "own": own,
            "names": names,
        }

    latest = told(0)
    if (yield latest):
        return latest
    batch_size = -(-(len(images) - kept) // STEPS)
    for event in model.fit_events(
        images[kept:], labels[kept:], epochs=epochs, batch_size=batch_size, seed=1
    ):
        if not isinstance(event, EpochEnd):
            continue
        latest = told(event.epoch + 1)
        if (yield latest):
            break
    return latest


def reread(image: memoryview, weights: memoryview) -> dict[str, Any]:
    """The states and outputs of such a network after every row of a picture."""
    own = np.frombuffer(weights, np.float32)
    model = _row_reader((own.size - (SIZE + MEMORY + 1) * MEMORY) // (MEMORY + 1))
    model.parameters.values[:] = own
    model.predict(glyph(image)[None])
    memory, reader = model.layers
    states = memory.memory()[0].copy()
    sums = reader.forward(states)
    return {"memory": states, "shares": activate(sums, np.empty_like(sums), "softmax")}


def _row_reader(classes: int = DIGITS) -> Sequential:
    model = Sequential([SimpleRNN(MEMORY), Dense(classes, "softmax")])
    model.compile(Adam(0.01))
    model.build((SIZE, SIZE), seed=1)
    return model


def cell(forget: float, enter: float, leave: float, signal: list[float], at: int) -> dict[str, Any]:
    """A memory cell with three gates set by hand, for a signal of candidates.

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
    """Fit the cooling of a cup to three measurements, with or without the physical law.

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
    """One step with a given gradient."""
    dy = slope.astype(np.float32)[:, None].copy()
    for place in range(len(model.layers) - 1, -1, -1):
        dy = model.layers[place].backward(dy, need_dx=place > 0)
    model.optimizer.step(model.parameters.values, model.parameters.gradients)
