"""The benchmark runner: tables, and serving of additional folders."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import replace

import numpy as np
import pytest

from tests.bench import preset_training
from tests.bench.context import Context
from tests.bench.run import table
from zeichenlabor.data import Mnist
from zeichenlabor.lab.designing.presets import PRESETS


def test_the_table_shows_every_row_under_its_benchmark():
    rows = [
        {"bench": "steps", "name": "W1", "value": 0.98765, "unit": "ms", "ratio": 5.2},
        {"bench": "steps", "name": "W2", "value": 4.9, "unit": "ms"},
        {"bench": "start", "name": "ready", "value": 3, "unit": "s"},
    ]
    lines = [line.split() for line in table(rows).splitlines() if line]
    assert lines == [
        ["steps"],
        ["W1", "0.9877", "ms", "ratio", "5.2"],
        ["W2", "4.9", "ms"],
        ["start"],
        ["ready", "3", "s"],
    ]


def read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode()


def test_a_folder_beside_the_site_is_served_and_no_other(tmp_path):
    for name in ("site", "peer", "secret"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.js").write_text(name)
    with Context(None, tmp_path / "site") as context:
        address = context.serve("tfjs", tmp_path / "peer")
        assert address == context.url + "tfjs/"
        assert read(address + "a.js") == "peer"
        assert read(context.url + "a.js") == "site"
        with pytest.raises(urllib.error.HTTPError):
            read(address + "%2e%2e/secret/a.js")


def test_an_unlocked_package_is_refused(third_party, tmp_path):
    with Context(third_party, tmp_path) as context, pytest.raises(KeyError, match="left-pad"):
        context.npm("left-pad", "1.3.0")


@pytest.mark.parametrize("key", PRESETS)
def test_presets_are_measured_with_the_settings_that_the_page_starts_with(key):
    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 256, (260, 28, 28), np.uint8), np.arange(260) % 10
    laboratory = preset_training.collected(Mnist(x[:200], y[:200], x[200:], y[200:]))
    settings = preset_training.starting_settings(laboratory, key, seed=3)
    laboratory.train.reset_training(settings)
    session, preset = laboratory.session, PRESETS[key]
    parts = [
        len(part)
        for part in (session.subsets.train, session.subsets.validation, session.subsets.test)
    ]
    held = round(200 * preset.validation_share)
    assert parts == [200 - held, held, 60]
    offered = {one.key: one for one in laboratory.train.presets()}[key].settings
    assert session.settings == replace(offered, seed=3, split_seed=3)
