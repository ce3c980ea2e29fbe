"""The table of presets: each can be built, described and trained."""

import json
from pathlib import Path

import numpy as np
import pytest

from zeichenlabor.errors import BadSetting
from zeichenlabor.lab import presets
from zeichenlabor.lab.presets import PRESETS
from zeichenlabor.nn import LearningRateSchedule

RECORD = Path(__file__).resolve().parents[3] / "tests/bench/presets.json"


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_describes_itself_in_plain_data(key):
    description = json.loads(json.dumps(PRESETS[key].describe()))
    assert description["key"] == key
    assert description["layers"][-1]["output_shape"] == [10]
    model = PRESETS[key].build()
    assert sum(layer["parameters"] for layer in description["layers"]) == model.count_params()


@pytest.mark.parametrize(
    ("key", "weights"),
    [
        ("one-layer", 7_850),
        ("winter-1990", 169_670),
        ("tutorial", 109_386),
        ("blog", 235_146),
        ("school-1", 89_610),
        ("school-2", 225_034),
    ],
)
def test_known_sizes(key, weights):
    assert PRESETS[key].build().count_params() == weights


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_trains(key):
    preset = PRESETS[key]
    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 256, (24, 28, 28), np.uint8), rng.integers(0, 7, 24)
    model = preset.build(classes=7, samples=24, epochs=1, seed=3)
    before = model.get_weights()
    model.fit(x, y, **(preset.fit_settings(24) | {"epochs": 1}))
    assert np.isfinite(model.evaluate(x, y).loss)
    assert any((a != b).any() for a, b in zip(before, model.get_weights(), strict=True))


@pytest.mark.parametrize("key", PRESETS)
def test_the_chosen_learning_rate_is_the_highest_one(key):
    preset = PRESETS[key]
    optimizer = preset.build(samples=1280, epochs=4, batch_size=128, learning_rate=0.02).optimizer
    rate = optimizer.learning_rate
    if isinstance(rate, LearningRateSchedule):
        rates = [rate(step) for step in range(40)]
        assert max(rates) == pytest.approx(0.02, rel=0.02)
        assert rates[-1] < 0.3 * max(rates)
    else:
        assert rate == 0.02


def test_a_small_collection_gets_more_epochs():
    preset = PRESETS["school-1"]
    assert preset.epochs_for(60_000) == preset.epochs
    assert preset.epochs_for(480) * 15 >= preset.least_steps
    assert preset.epochs_for(480, batch_size=480) == preset.least_steps


def test_the_same_seed_draws_the_same_weights():
    first, same, other = (presets.build("school-1", seed=seed).get_weights() for seed in (1, 1, 2))
    assert (first[0] == same[0]).all()
    assert (first[0] != other[0]).any()


def test_an_unknown_preset_is_refused():
    with pytest.raises(BadSetting) as caught:
        presets.build("transformer")
    assert caught.value.params["value"] == "transformer"


@pytest.mark.native("reads the repository's record of measurements")
def test_what_was_measured_is_what_is_expected():
    """A preset that is changed must be measured anew where its expectation moves."""
    measured = {row["name"]: row["value"] for row in json.loads(RECORD.read_text("utf-8"))}
    for key, preset in PRESETS.items():
        expected = preset.expected
        assert 100 * expected.at_least <= measured[key] <= 100 * expected.at_most, key
