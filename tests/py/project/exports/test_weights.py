"""Weights come back as they went, Keras' are taken, and nothing else is."""

from __future__ import annotations

import contextlib
import io
import pickle
import zipfile

import numpy as np
import pytest

from tests.py.project.exports.examples import DIGITS, everything
from zeichenlabor.errors import BadWeights, NoModel, WrongWeights
from zeichenlabor.lab.designing import presets
from zeichenlabor.nn import Dense, Flatten, Sequential
from zeichenlabor.project.exports import weights


def npz(*arrays: np.ndarray, **named: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, *arrays, **named)
    return file.getvalue()


def same(model: Sequential, other: Sequential) -> bool:
    pairs = zip(model.get_weights(), other.get_weights(), strict=True)
    return all(np.array_equal(one, two) for one, two in pairs)


def test_our_own_come_back():
    model = everything("relu")
    saved = weights.read(weights.npz_bytes(model, DIGITS, {"seed": 3}))
    other = Sequential.from_config(saved.config["network"])
    weights.put_into(other, saved.arrays)
    assert same(model, other)
    assert saved.config["classes"] == DIGITS
    assert saved.config["settings"] == {"seed": 3}


def test_those_of_keras_come_in_their_order():
    model, other = everything("relu"), presets.build("one-layer")
    many = [np.full((2,), float(place)) for place in range(12)]
    assert list(weights.read(npz(*many)).arrays) == [f"arr_{place}" for place in range(12)]
    for one in (model, other):
        fresh = Sequential.from_config(one.get_config())
        arrays = [array.astype(np.float64) for array in one.get_weights()]
        weights.put_into(fresh, weights.read(npz(*arrays)).arrays)
        assert same(one, fresh)


def test_columns_first_are_turned():
    model = presets.build("one-layer")
    kernel, bias = model.get_weights()
    weights.put_into(model, weights.read(npz(np.asfortranarray(kernel + 1), bias)).arrays)
    np.testing.assert_array_equal(model.get_weights()[0], kernel + 1)


@pytest.mark.parametrize(
    ("arrays", "params"),
    [
        ([np.zeros((784, 9)), np.zeros(9)], ("dense/kernel", "(784, 10)", "(784, 9)")),
        ([np.zeros((784, 10))], ("arr_…", "2", "1")),
        ([np.zeros((784, 10)), np.array(["a"] * 10)], ("dense/bias", "float32", "<U1, NaN, ∞")),
        (
            [np.full((784, 10), np.nan), np.zeros(10)],
            ("dense/kernel", "float32", "float64, NaN, ∞"),
        ),
    ],
)
def test_what_does_not_fit_is_named(arrays, params):
    model = presets.build("one-layer")
    before = model.get_weights()
    with pytest.raises(WrongWeights) as caught:
        weights.put_into(model, weights.read(npz(*arrays)).arrays)
    assert tuple(caught.value.params[key] for key in ("weight", "expected", "found")) == params
    assert all(map(np.array_equal, before, model.get_weights()))


def test_a_name_of_another_network_is_named():
    model = presets.build("one-layer")
    with pytest.raises(WrongWeights) as caught:
        weights.put_into(model, {"dense/kernel": np.zeros((784, 10)), "conv/bias": np.zeros(3)})
    assert caught.value.params["weight"] == "conv/bias"
    with pytest.raises(WrongWeights) as caught:
        weights.put_into(model, {"dense/kernel": np.zeros((784, 10))})
    assert caught.value.params["weight"] == "dense/bias"


def test_pickles_are_refused_unopened():
    class Trap:
        def __reduce__(self):
            return pytest.fail, ("a pickle was opened",)

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        header = b"\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
        archive.writestr("arr_0.npy", header.ljust(127) + b"\n" + pickle.dumps(Trap()))
    with pytest.raises(BadWeights) as caught:
        weights.read(file.getvalue())
    assert caught.value.params["reason"] == "pickle"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"\x93NUMPY", npz()])
def test_no_npz(content):
    with pytest.raises(BadWeights) as caught:
        weights.read(content)
    assert caught.value.params["reason"] == "not-npz"


def test_a_description_from_elsewhere():
    for text in (b"no json", b"[]", b'{"format": 99}'):
        with pytest.raises(BadWeights) as caught:
            weights.read(npz(np.zeros(1), config=np.frombuffer(text, np.uint8)))
        assert caught.value.params["reason"] == "config"


def test_damaged_files_fail_with_a_typed_error():
    good = weights.npz_bytes(presets.build("one-layer"), DIGITS, None)
    rng = np.random.default_rng(0)
    model = presets.build("one-layer")
    for _ in range(300):
        bad = bytearray(good)
        for place in rng.integers(0, len(bad), 8):
            bad[place] = rng.integers(256)
        cut = bytes(bad[: rng.integers(1, len(bad) + 1)])
        with contextlib.suppress(BadWeights, WrongWeights):
            weights.put_into(model, weights.read(cut).arrays)


def test_without_weights_there_is_nothing_to_save():
    with pytest.raises(NoModel):
        weights.npz_bytes(Sequential([Flatten(), Dense(2)]), ["a", "b"], None)
