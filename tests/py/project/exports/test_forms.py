"""What each form says by itself; that others understand it is tested in tests/exports."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile

import numpy as np
import pytest

from tests.py.project.exports.examples import DIGITS, everything, pictures, sequences
from zeichenlabor.errors import NotExpressible
from zeichenlabor.lab.designing import presets
from zeichenlabor.nn import (
    CategoricalCrossentropy,
    Dense,
    EarlyStopping,
    Flatten,
    HeNormal,
    Layer,
    Sequential,
)
from zeichenlabor.project.exports import (
    notebook,
    onnx,
    predictor,
    protobuf,
    tensorflow_js,
    web_page,
)
from zeichenlabor.project.exports.network import KINDS
from zeichenlabor.project.exports.web_page import FOLDER

TEXTS = dict.fromkeys(
    ("start", "files", "data", "build", "test", "train", "save", "readme"), "# Text"
)
TRAINING = notebook.Training(3, 32, [EarlyStopping("val_accuracy", patience=2)])
PARTS = {name: notebook.Subset(*pictures(20)) for name in ("train", "val", "test")}
PAGE_TEXTS = {"de": {"title": "Mein Netz"}, "en": {"title": "My network"}}

FORMS = {
    "npz": lambda model: predictor.zipped(model, DIGITS, None, ""),
    "onnx": lambda model: onnx.model_bytes(model, DIGITS),
    "tensorflow-js": lambda model: tensorflow_js.zipped(model, ""),
    "keras": lambda model: notebook.zipped(model, DIGITS, PARTS, TRAINING, TEXTS),
    "html": lambda model: web_page.page(model, DIGITS, PAGE_TEXTS, "de"),
}


class Twice(Dense):
    """A layer of somebody's own."""


@pytest.mark.parametrize("form", FORMS)
def test_a_layer_of_ones_own_is_refused(form):
    model = Sequential([Flatten(), Twice(10)])
    model.compile()
    model.build((28, 28))
    with pytest.raises(NotExpressible) as caught:
        FORMS[form](model)
    assert caught.value.params == {"layer": "Twice", "form": form}


def test_all_of_the_engines_layers_can_leave():
    engine = {one for one in Layer.known().values() if one.__module__.startswith("zeichenlabor")}
    assert engine == set(KINDS), "KINDS in py/zeichenlabor/project/exports/network.py"
    examples = [*everything("relu").layers, *sequences("tanh").layers]
    tried = {type(layer) for layer in examples}
    assert tried == set(KINDS), "everything or sequences in tests/py/project/exports/examples.py"
    page = (FOLDER / "layers.js").read_text("utf-8")
    for kind in KINDS:
        name = kind.__name__
        assert hasattr(onnx._Graph, f"add_{name.lower()}"), f"{name}: exports/onnx.py"
        assert name in tensorflow_js._SETTINGS, f"{name}: exports/tensorflow_js.py"
        assert re.search(rf"^  {name}: ", page, re.M), f"{name}: exports/page/layers.js"


def test_varints():
    assert protobuf.varint(0) == b"\0"
    assert protobuf.varint(300) == b"\xac\x02"
    assert protobuf.varint(-1) == b"\xff" * 9 + b"\x01"


def test_tensorflow_js_has_a_layer_for_a_slope():
    files = tensorflow_js.files(everything("leaky_relu"))
    told = json.loads(files["model.json"])
    layers = told["modelTopology"]["model_config"]["config"]["layers"]
    slopes = [one["config"]["alpha"] for one in layers if one["class_name"] == "LeakyReLU"]
    assert slopes == [0.2] * 4
    sizes = [np.prod(one["shape"]) for one in told["weightsManifest"][0]["weights"]]
    assert 4 * sum(sizes) == len(files["weights.bin"])


def test_the_notebook_is_python_with_keras_imports():
    model = Sequential([Flatten(name="a"), Dense(10, "softmax", kernel_initializer=HeNormal())])
    model.compile("adam", CategoricalCrossentropy(label_smoothing=0.1))
    model.build((28, 28))
    archive = zipfile.ZipFile(
        io.BytesIO(notebook.zipped(model, ['"""', "\n"], PARTS, TRAINING, TEXTS))
    )
    told = json.loads(archive.read("zeichenlabor.ipynb"))
    assert (told["nbformat"], told["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in told["cells"]}) == len(told["cells"])
    code = ["".join(c["source"]) for c in told["cells"] if c["cell_type"] == "code"]
    for source in code:
        compile(source, "cell", "exec")
    text = "\n".join(code)
    assert "from keras.initializers import HeNormal\n" in text
    assert "from keras.callbacks import EarlyStopping\n" in text
    assert "to_categorical(y, len(classes))" in text
    assert "name=" not in text
    assert "shuffle=True" in text
    assert np.load(io.BytesIO(archive.read("data.npz")))["x_val"].shape == (20, 28, 28)


def test_the_page_allows_itself_and_nothing_else():
    html = web_page.page(presets.build("one-layer"), DIGITS, PAGE_TEXTS, "en")
    policy = re.search('Content-Security-Policy" content="([^"]+)"', html)[1]
    for tag in ("script", "style"):
        element = '<script type="module">' if tag == "script" else "<style>"
        content = html.split(element)[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not re.search(r"""(src|href)=|https?://|\bimport\b .*from|^export """, html, re.M)


def test_names_stay_data_in_the_page():
    evil = "</script><script>alert(1)</script>{style}"
    html = web_page.page(presets.build("one-layer"), [evil] * 10, PAGE_TEXTS, "de", name=evil)
    assert "alert(1)</script>" not in html
    told = json.loads(html.split('id="network">')[1].split("</script>")[0])
    assert told["classes"][0] == told["name"] == evil


def test_the_page_stays_small():
    small, large = presets.build("own-handwriting"), presets.build("codelab-cnn")
    assert len(web_page.page(small, DIGITS, PAGE_TEXTS, "de")) < 320_000
    assert len(web_page.page(large, DIGITS, PAGE_TEXTS, "de")) < 1_100_000
    assert [web_page.precision_for(model) for model in (small, large)] == ["float32", "float16"]
