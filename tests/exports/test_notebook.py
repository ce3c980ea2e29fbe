"""The notebook runs from its first cell to its last, as in Jupyter."""

from __future__ import annotations

import io
import os
import zipfile

import nbclient
import nbformat
import numpy as np

from tests.py.project.exports.examples import DIGITS, pictures
from tests.py.project.exports.test_forms import TEXTS
from zeichenlabor.data import Augmentation
from zeichenlabor.nn import EarlyStopping
from zeichenlabor.project.exports import notebook, weights


def test_it_tests_trains_and_saves(networks, tmp_path):
    network = networks["own-handwriting"]
    parts = {
        name: notebook.Subset(*pictures(count, seed=1))
        for name, count in (("train", 200), ("val", 50), ("test", 100))
    }
    stopping = EarlyStopping("val_accuracy", patience=2)
    training = notebook.Training(2, 50, [stopping], augmentation=Augmentation())
    content = notebook.zipped(network, DIGITS, parts, training, TEXTS)
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)

    told = nbformat.read(tmp_path / "zeichenlabor.ipynb", as_version=4)
    nbformat.validate(told)
    os.environ["KERAS_BACKEND"] = "jax"
    nbclient.NotebookClient(
        told, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()

    outputs = [
        "".join(one.get("text", "") for one in cell.get("outputs", [])) for cell in told.cells
    ]
    expected = network.evaluate(*parts["test"]).accuracy
    assert f"{expected:.1%}" in outputs[9]
    assert (tmp_path / "zeichenlabor.keras").stat().st_size > 100_000
    saved = weights.read((tmp_path / "weights.npz").read_bytes())
    shapes = [array.shape for array in network.get_weights()]
    assert [saved.arrays[f"arr_{place}"].shape for place in range(len(shapes))] == shapes
    assert not np.array_equal(saved.arrays["arr_0"], network.get_weights()[0])
