"""The predictor reads as the engine does, with NumPy alone."""

from __future__ import annotations

import ast
import io
import json
import zipfile

import numpy as np
import pytest

from tests.py.project.exports.examples import (
    ACTIVATIONS,
    DIGITS,
    SEQUENCES,
    everything,
    pictures,
    sequences,
    trained,
)
from zeichenlabor.lab.designing import presets
from zeichenlabor.project.exports import predictor


def read(model, folder) -> np.ndarray:
    """Unpack the zip and let its own program read a hundred pictures."""
    archive = zipfile.ZipFile(io.BytesIO(predictor.zipped(model, DIGITS, None, "read me")))
    archive.extractall(folder)
    space: dict = {}
    exec((folder / "predict.py").read_text(encoding="utf-8"), space)
    return space["predict"](pictures()[0], folder / "network.npz")


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_layer_and_activation(activation, tmp_path):
    model = everything(activation)
    np.testing.assert_allclose(read(model, tmp_path), model.predict(pictures()[0]), atol=1e-5)


@pytest.mark.parametrize("activation", SEQUENCES)
def test_sequences_and_the_way_back_to_pictures(activation, tmp_path):
    model = sequences(activation)
    np.testing.assert_allclose(read(model, tmp_path), model.predict(pictures()[0]), atol=1e-5)


@pytest.mark.native("trains all presets")
@pytest.mark.parametrize("key", ["school-1", "codelab-cnn-batch-norm", "own-handwriting"])
def test_presets(key, tmp_path):
    model = trained(key)
    np.testing.assert_allclose(read(model, tmp_path), model.predict(pictures()[0]), atol=1e-5)


def test_the_program_is_short_and_needs_numpy_only():
    source = predictor.PROGRAM.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 44
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import)]
    assert {alias.name for node in imports for alias in node.names} == {"json", "math", "numpy"}


def test_the_file_tells_classes_and_settings():
    model = presets.build("one-layer", classes=3)
    content = predictor.zipped(model, ["ä", "<b>", "?"], {"preset": "one-layer"}, "lies mich")
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["network.npz", "predict.py", "README.txt"]
    config = json.loads(np.load(io.BytesIO(archive.read("network.npz")))["config"].tobytes())
    assert config["classes"] == ["ä", "<b>", "?"]
    assert config["settings"] == {"preset": "one-layer"}


def test_the_same_network_gives_the_same_bytes():
    model = presets.build("one-layer")
    assert predictor.zipped(model, DIGITS, None, "") == predictor.zipped(model, DIGITS, None, "")
