"""The settings of a training: validated by one table, used by training and listing."""

from __future__ import annotations

import json
import random
import re
from dataclasses import asdict, fields
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor import sheets
from zeichenlabor.errors import BadSetting, Exploded
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.designing import presets
from zeichenlabor.lab.designing.kinds import NEW
from zeichenlabor.lab.designing.settings import Settings

ROOT = Path(__file__).resolve().parents[4]
TABLE = {row["name"]: row for row in Settings.describe()}
SMALL = {"preset": "school-1", "epochs": 2, "batch_size": 20, "learning_rate": 0.003, "seed": 4}

CONVOLUTIONS = [
    {"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": 5, "strides": 2}},
    {"class_name": "BatchNormalization", "config": {}},
    {"class_name": "Activation", "config": {"activation": "gelu"}},
    {"class_name": "MaxPooling2D", "config": {"pool_size": 2}},
    {"class_name": "Flatten", "config": {}},
    {"class_name": "Dropout", "config": {"rate": 0.3}},
    {"class_name": "Dense", "config": {"units": 12, "activation": "tanh"}},
]
AVERAGES = [
    {"class_name": "Conv2D", "config": {"filters": 3, "kernel_size": 3, "padding": "same"}},
    {"class_name": "AveragePooling2D", "config": {"pool_size": 4}},
    {"class_name": "GlobalAveragePooling2D", "config": {}},
]
FLAT = [{"class_name": "Flatten"}, {"class_name": "Dense", "config": {"units": 9}}]


def plain_forms(row, chance):
    """Some plain form of a family, with settings of its own."""
    option = chance.choice(row["options"])
    config = {}
    for field in option["fields"]:
        if field["required"] or chance.random() < 0.6:
            config[field["name"]] = some_value(field, chance)
    return {"class_name": option["class_name"], "config": config}


def some_value(field, chance):
    if field["name"] == "minval":
        return -0.05
    if field["kind"] == "flag":
        return chance.random() < 0.5
    if field["kind"] == "choice":
        return chance.choice(field["options"])
    if field["kind"] == "integer":
        return chance.randint(max(field["minimum"], 1), 4)
    return chance.uniform(0.05, 0.4)


def random_settings(seed: int) -> dict:
    chance = random.Random(seed)

    def maybe(make):
        return make() if chance.random() < 0.6 else None

    return {
        "preset": chance.choice(["one-layer", "school-1", "blog-dropout", "own-handwriting"]),
        "epochs": chance.randint(1, 2),
        "batch_size": chance.choice([1, 7, 16, 64]) if seed % 10 == 0 else chance.choice([16, 33]),
        "learning_rate": chance.choice([0.0005, 0.01]),
        "seed": chance.randrange(1000),
        "layers": chance.choice([CONVOLUTIONS, AVERAGES, FLAT]),
        "optimizer": maybe(lambda: plain_forms(TABLE["optimizer"], chance)),
        "schedule": maybe(lambda: plain_forms(TABLE["schedule"], chance)),
        "early_stopping": maybe(lambda: plain_forms(TABLE["early_stopping"], chance)),
        "validation_share": chance.choice([0.1, 0.25]),
        "augmentation": maybe(lambda: {"rotation": 10.0, "elastic": 0.5, "shift": 1}),
        "initializer": maybe(lambda: plain_forms(TABLE["initializer"], chance)),
        "regularizer": maybe(lambda: plain_forms(TABLE["regularizer"], chance)),
        "shuffle": chance.random() < 0.6,
        "split_seed": maybe(lambda: chance.randrange(100)),
    }


@pytest.fixture(scope="module")
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "a", *bars(90))
    return laboratory


def program(laboratory: Laboratory, settings: dict) -> str:
    """The page's program up to the test, as a person would copy it."""
    project = {"classes": list("0123456789"), "edits": []}
    parts = laboratory.code.programs(settings, project, ["a.png"]).zeichenlabor
    return "\n".join(part.code for part in parts[:4])


@pytest.mark.parametrize("seed", range(50))
def test_the_listing_trains_the_very_network_of_the_buttons(laboratory, seed, monkeypatch, capsys):
    settings = random_settings(seed)
    try:
        drain(laboratory.train.start_training(settings))
    except Exploded:
        pytest.skip("the buttons go back to the weights before such a training")
    images, labels = bars(90)
    monkeypatch.setattr(
        sheets, "read_sheet", lambda file: SimpleNamespace(images=images, labels=labels)
    )
    scope: dict = {}
    exec(program(laboratory, settings), scope)
    mine = laboratory.session.model.get_weights()
    for a, b in zip(mine, scope["model"].get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert f"{laboratory.evaluate.evaluate().accuracy:.1%}" in capsys.readouterr().out


@pytest.mark.parametrize("seed", range(0, 50, 5))
def test_settings_survive_a_file(seed):
    settings = Settings(**random_settings(seed))
    again = Settings(**json.loads(json.dumps(asdict(settings))))
    assert again == settings


def test_an_old_record_is_still_valid():
    settings = Settings(**SETTINGS)
    assert settings.layers is None
    assert settings.shares == (0.8, 0.1, 0.1)
    assert settings.shuffle
    assert settings.split_seed == settings.seed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epochs", 0),
        ("epochs", "many"),
        ("batch_size", 0.5),
        ("learning_rate", 0),
        ("learning_rate", float("nan")),
        ("seed", -1),
        ("validation_share", 0.9),
        ("layers", [{"class_name": "Dense", "config": {"units": 0}}]),
        ("layers", [{"class_name": "Dense", "config": {"units": 100_000}}]),
        ("layers", [{"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": 40}}]),
        ("layers", [{"class_name": "Dense", "config": {"unknown": 1}}]),
        ("layers", [{"class_name": "Dense", "config": 5}]),
        ("layers", [{"class_name": "Attention"}]),
        ("layers", ["dense"]),
        ("layers", 7),
        ("layers", [{"class_name": "Flatten"}] * 41),
        ("optimizer", {"class_name": "Adam", "config": {"beta_1": 1}}),
        ("optimizer", "lion"),
        ("schedule", {"class_name": "Steps", "config": {"every": 0}}),
        ("early_stopping", {"class_name": "EarlyStopping", "config": {"patience": -1}}),
        ("early_stopping", {"class_name": "EarlyStopping", "config": {"monitor": "mood"}}),
        ("augmentation", {"rotation": 400}),
        ("augmentation", {"colour": 1}),
        ("augmentation", True),
        ("initializer", {"class_name": "RandomUniform", "config": {"minval": 0.1}}),
        ("initializer", {"class_name": "RandomNormal", "config": {"stddev": -1}}),
        ("regularizer", {"class_name": "L2", "config": {"l2": -1}}),
        ("shuffle", "no"),
        ("split_seed", 2**32),
    ],
)
def test_a_value_out_of_its_range_is_refused(name, value):
    with pytest.raises(BadSetting):
        Settings(**SMALL | {name: value})


def test_the_table_is_told_in_plain_data():
    table = json.loads(json.dumps(Settings.describe()))
    assert [row["name"] for row in table] == [field.name for field in fields(Settings)]
    layers = next(row for row in table if row["name"] == "layers")
    assert [option["class_name"] for option in layers["options"]] == list(NEW)


@pytest.mark.parametrize("key", presets.PRESETS)
def test_the_presets_own_choices_said_aloud_change_nothing(key):
    """What the page shows as the preset's settings gives the preset's network."""
    preset = presets.find(key)
    aloud = preset.settings(60_000)
    quiet = Settings(key, aloud.epochs, aloud.batch_size, aloud.learning_rate, aloud.seed)
    told, kept = (
        presets.build_for(settings, classes=10, samples=60_000) for settings in (aloud, quiet)
    )
    assert told.get_config() == kept.get_config()
    assert told.get_compile_config() == kept.get_compile_config()
    for a, b in zip(told.get_weights(), kept.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert repr(presets.fit_arguments(aloud)) == repr(presets.fit_arguments(quiet))


def test_no_early_stopping_no_augmentation():
    blog = presets.fit_arguments(Settings(**SMALL | {"preset": "blog"}))
    assert len(blog["callbacks"]) == 1
    off = {"preset": "blog", "early_stopping": False, "augmentation": False}
    given = presets.fit_arguments(Settings(**SMALL | off))
    assert (given["callbacks"], given["augmentation"]) == ([], None)


def test_a_single_step_distorts_its_pictures():
    laboratory = Laboratory()
    put(laboratory, "a", *bars(90))
    steps = []
    for settings in (SMALL, SMALL | {"augmentation": {"rotation": 90}}):
        laboratory.train.reset_training(settings)
        steps.append(drain(laboratory.train.step_training())[1])
    plain, distorted = steps
    assert plain.loss == distorted.loss
    assert plain.loss_after != distorted.loss_after


def test_without_shuffling_pictures_come_as_they_were_collected():
    laboratory = Laboratory()
    images, labels = bars(90)
    put(laboratory, "a", images[np.argsort(labels)], np.sort(labels))
    learned = []
    for shuffle in (True, False):
        drain(laboratory.train.start_training(SMALL | {"shuffle": shuffle}))
        parts = laboratory.session.subsets
        learned.append([origin.cell for origin in parts.train.origins])
        assert bool(np.all(np.diff(parts.train.labels) >= 0)) is not shuffle
    assert learned[1] == sorted(learned[0])


def test_another_seed_changes_the_weights_and_not_the_parts():
    laboratory = Laboratory()
    put(laboratory, "a", *bars(90))
    seen = []
    for seed, split_seed in ((4, 9), (5, 9), (4, 8)):
        laboratory.train.reset_training(SMALL | {"seed": seed, "split_seed": split_seed})
        session = laboratory.session
        seen.append((session.model.get_weights()[0], session.subsets, session.origin.data))
    one, other, elsewhere = seen
    assert one[2] == other[2] != elsewhere[2]
    for part in ("train", "validation", "test"):
        assert getattr(one[1], part).origins == getattr(other[1], part).origins
    assert np.any(one[0] != other[0])
    np.testing.assert_array_equal(one[0], elsewhere[0])


def test_a_single_step_without_shuffling_sees_the_first_pictures():
    laboratory = Laboratory()
    put(laboratory, "a", *bars(90))
    settings = SMALL | {"shuffle": False, "batch_size": 7}
    laboratory.train.reset_training(settings)
    first = laboratory.session.subsets.train.take(np.arange(7))
    loss = laboratory.session.model.evaluate(first.images, first.labels).loss
    assert drain(laboratory.train.step_training())[1].loss == loss


def test_writers_are_compared_with_the_same_settings():
    laboratory = Laboratory()
    for sheet in ("a", "b"):
        put(laboratory, sheet, *bars(60, seed=ord(sheet)))
    settings = SMALL | {
        "layers": FLAT,
        "early_stopping": {"class_name": "EarlyStopping", "config": {"patience": 1}},
        "schedule": {"class_name": "WarmUp", "config": {}},
    }
    drain(laboratory.train.start_training(settings))
    _, result = drain(laboratory.evaluate.compare_writers("others"))
    assert (result.state, len(result.folds)) == ("done", 2)


def rows_of(table):
    """Every row, and those of the forms in it."""
    for row in table:
        yield row
        yield from rows_of(row.get("fields", []))
        for option in row.get("options") or []:
            if isinstance(option, dict):
                yield from rows_of(option["fields"])


@pytest.mark.native("reads the repository's sources")
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_setting_is_explained(language):
    texts = (ROOT / f"site/i18n/{language}/design.js").read_text("utf-8")
    table = Settings.describe()
    asked = {f"set.{row['name']}" for row in rows_of(table)} - {"set.preset", "set.layers"}
    asked |= {f"{key}.help" for key in asked}
    for row in table:
        for option in row.get("options", []):
            name = option["class_name"]
            asked |= (
                {f"layer.{name}"}
                if row["name"] == "layers"
                else {f"form.{row['name']}.{name}", f"form.{row['name']}.{name}.help"}
            )
    assert len(asked) > 100
    lacks = sorted(key for key in asked if f"'{key}':" not in texts)
    assert lacks == [], f"site/i18n/{language}/design.js"


@pytest.mark.native("reads the repository's sources")
def test_every_setting_has_its_place_on_the_page_and_is_used():
    names = {row["name"] for row in Settings.describe()}
    page = (ROOT / "site/views/train/settings.js").read_text("utf-8")
    groups = re.search(r"^const FIRST .*?^};", page, re.M | re.S)[0]
    placed = set(re.findall(r"'(\w+)'", groups))
    assert names - {"preset", "layers"} == placed, "GROUPS in site/views/train/settings.js"
    used = "".join(file.read_text("utf-8") for file in (ROOT / "py/zeichenlabor/lab").rglob("*.py"))
    idle = {name for name in names if not re.search(rf"settings\.{name}\b", used)}
    assert idle - {"validation_share"} == set(), "py/zeichenlabor/lab/designing/presets.py"
