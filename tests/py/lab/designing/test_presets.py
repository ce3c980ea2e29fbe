"""The table of presets: each can be built, described and trained."""

import json
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from zeichenlabor.errors import BadSetting
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.code.gallery import example
from zeichenlabor.lab.designing import presets
from zeichenlabor.lab.designing.presets import PRESETS
from zeichenlabor.lab.designing.settings import Settings
from zeichenlabor.nn import LearningRateSchedule

RECORD = Path(__file__).resolve().parents[4] / "tests/bench/presets.json"


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_is_offered_in_plain_data(key):
    offered = {preset.key: preset for preset in Laboratory().train.presets(classes=7)}
    info = json.loads(json.dumps(asdict(offered[key])))
    assert info["layers"][-1]["shape"] == [7]
    model = PRESETS[key].build(classes=7)
    assert sum(layer["parameters"] for layer in info["layers"]) == model.count_params()


@pytest.mark.parametrize("pictures", [0, 300, 70_000])
@pytest.mark.parametrize("key", PRESETS)
def test_the_page_starts_with_what_the_preset_says(key, pictures):
    """The page tells the four numbers that it shows; all else is the preset's (facts.js)."""
    preset = PRESETS[key]
    offered = {one.key: one for one in Laboratory().train.presets(10, pictures)}
    aloud = offered[key].settings
    samples = round(aloud.shares[0] * pictures) or presets.MNIST_SAMPLES
    assert aloud == preset.settings(samples)
    told = ("epochs", "batch_size", "learning_rate", "validation_share")
    quiet = Settings(key, seed=0, **{name: getattr(aloud, name) for name in told})
    assert quiet.shares == aloud.shares
    assert aloud.validation_share == preset.validation_share
    assert repr(presets.fit_arguments(quiet)) == repr(presets.fit_arguments(aloud))
    one, other = (
        presets.assemble(settings, classes=10, samples=samples) for settings in (quiet, aloud)
    )
    assert one.get_config() == other.get_config()
    assert one.get_compile_config() == other.get_compile_config()


def test_the_blog_checks_on_a_fifth_and_waits_for_ten_epochs():
    blog = PRESETS["blog"].settings()
    assert blog.shares == (0.7, 0.2, 0.1)
    assert blog.early_stopping["config"]["patience"] == 10


@pytest.mark.parametrize(
    ("key", "weights"),
    [
        ("one-layer", 7_850),
        ("winter-1990", 169_670),
        ("tutorial", 109_386),
        ("blog", 235_146),
        ("school-1", 89_610),
        ("school-1-distorted", 89_610),
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
    given = presets.fit_arguments(preset.settings(24), validated=False)
    model.fit(x, y, epochs=1, **given)
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
        assert key in measured, "tests/bench/presets.json"
        expected = preset.expected
        assert 100 * expected.at_least <= measured[key] <= 100 * expected.at_most, key


@pytest.mark.native("reads the page's sources")
def test_the_autoencoder_of_convolutions_is_the_cards_and_the_examples():
    model = presets.autoencoder()
    model.build((28, 28, 1))
    narrow = min(int(np.prod(layer.output_shape)) for layer in model.layers)
    assert narrow == presets.AUTOENCODER_CODE == 98
    assert model.count_params() == 451
    assert model.output_shape == (28, 28, 1)
    card = RECORD.parents[2] / "site/views/learn/cards/autoencoder.js"
    assert f"FOLDED = {presets.AUTOENCODER_CODE};" in card.read_text("utf-8")
    project = SimpleNamespace(images=np.zeros((16, 28, 28), np.uint8))
    scope = {"project": project, "show": lambda *pictures: None}
    exec(example("squeeze", "en"), scope)
    assert repr(scope["model"].layers) == repr(model.layers)
