"""The playground: points of two classes, a network that separates them, and its views."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.errors import BadSetting
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.explaining import plane

SETTINGS = {
    "hidden": [6, 4],
    "activation": "tanh",
    "optimizer": "adam",
    "learning_rate": 0.03,
    "seed": 1,
}


def flat(given: plane.Points) -> tuple[list[float], list[int]]:
    return given.positions.ravel().tolist(), given.labels.tolist()


def drain(generator):
    views = []
    while True:
        try:
            views.append(next(generator))
        except StopIteration as end:
            return views, end.value


@pytest.mark.parametrize("kind", ["clouds", "circles", "xor", "spiral"])
def test_both_classes_have_as_many_points_and_all_lie_on_the_plane(kind):
    given = plane.points(kind, 200, 0.05, seed=3)
    assert np.bincount(given.labels).tolist() == [100, 100]
    assert np.abs(given.positions).max() <= plane.REACH
    assert np.array_equal(given.positions, plane.points(kind, 200, 0.05, seed=3).positions)


@pytest.mark.parametrize(
    ("kind", "hidden", "epochs", "reached"),
    [("clouds", [], 30, 0.95), ("circles", [6], 120, 0.95), ("xor", [4], 120, 0.9)],
)
def test_a_small_network_parts_the_points(kind, hidden, epochs, reached):
    laboratory = Laboratory()
    given = flat(plane.points(kind, 200, 0.0, seed=1))
    _, last = drain(laboratory.play.train(SETTINGS | {"hidden": hidden}, *given, epochs=epochs))
    assert last.epoch == epochs
    assert last.accuracy > reached


def test_without_a_hidden_layer_xor_stays_unsolved():
    given = flat(plane.points("xor", 200, 0.0, seed=1))
    _, last = drain(Laboratory().play.train(SETTINGS | {"hidden": []}, *given, epochs=100))
    assert last.accuracy < 0.75


def test_the_maps_are_the_outputs_of_the_units():
    laboratory = Laboratory()
    given = plane.points("xor", 60, 0.0, seed=2)
    _, view = drain(laboratory.play.train(SETTINGS, *flat(given), epochs=3))
    assert view.maps.shape == (6 + 4 + 1, plane.SIDE**2)
    # By hand, at the pixel in row 2 and column 20, with the weights as they are told.
    step = 2 * plane.REACH / plane.SIDE
    signal = np.array([20.5 * step - plane.REACH, plane.REACH - 2.5 * step])
    weights, biases, unit = view.weights.copy(), view.biases.copy(), 0
    for inputs, units in ((2, 6), (6, 4), (4, 1)):
        kernel, weights = (
            weights[: inputs * units].reshape(inputs, units),
            weights[inputs * units :],
        )
        bias, biases = biases[:units], biases[units:]
        signal = signal @ kernel + bias
        signal = np.tanh(signal) if units > 1 else 1 / (1 + np.exp(-signal))
        told = view.maps[unit : unit + units, 2 * plane.SIDE + 20]
        assert np.allclose(told, signal, atol=1e-5)
        unit += units
    assert weights.size == biases.size == 0


def test_it_stops_and_goes_on_and_begins_anew():
    play = Laboratory().play
    given = flat(plane.points("circles", 100, 0.0, seed=1))
    events = play.train(SETTINGS, *given, epochs=50)
    next(events)
    with pytest.raises(StopIteration) as end:
        events.send(True)
    assert end.value.value.epoch == 1
    assert drain(play.train(SETTINGS, *given, epochs=2))[1].epoch == 3
    assert drain(play.train(SETTINGS, *given, epochs=0))[1].epoch == 3
    assert drain(play.train(SETTINGS, *given, epochs=1, anew=True))[1].epoch == 1
    assert drain(play.train(SETTINGS | {"seed": 2}, *given, epochs=0))[1].epoch == 0


def test_stopped_and_resumed_is_the_same_as_at_once():
    given = flat(plane.points("circles", 100, 0.0, seed=1))
    one, two = Laboratory().play, Laboratory().play
    _, whole = drain(one.train(SETTINGS, *given, epochs=6))
    drain(two.train(SETTINGS, *given, epochs=2))
    _, parts = drain(two.train(SETTINGS, *given, epochs=4))
    assert np.array_equal(whole.weights, parts.weights)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hidden": [9]},
        {"hidden": [0]},
        {"hidden": [2] * 5},
        {"activation": "wow"},
        {"optimizer": "luck"},
        {"learning_rate": 0},
    ],
)
def test_a_bad_setting_is_named(wrong):
    with pytest.raises(BadSetting):
        drain(Laboratory().play.train(SETTINGS | wrong, [0, 0], [1], epochs=1))


def test_a_plane_without_points_can_be_looked_at():
    _, view = drain(Laboratory().play.train(SETTINGS, [], [], epochs=0))
    assert view.loss == 0
    assert np.isfinite(view.maps).all()


def test_an_unknown_kind_is_named():
    with pytest.raises(BadSetting):
        plane.points("cat", 10, 0, 0)
