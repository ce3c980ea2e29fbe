"""Other programs give the same outputs as `nn`, to 1e-5, for every preset."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import zipfile

import numpy as np
import onnxruntime
import pytest

from tests.py.project.exports.examples import DIGITS
from tests.py.project.exports.test_forms import PAGE_TEXTS, TEXTS
from zeichenlabor.errors import NotExpressible
from zeichenlabor.project.exports import (
    notebook,
    onnx,
    predictor,
    tensorflow_js,
    web_page,
    weights,
)

CLOSE = {"rtol": 0, "atol": 1e-5}


def floats(network, images) -> np.ndarray:
    """The pictures as every form wants them: float32 from 0 to 1, in the input's shape."""
    return images.reshape(-1, *network.input_shape).astype(np.float32) / 255


def test_the_answers_are_worth_comparing(networks, images):
    for name, network in networks.items():
        answers = network.predict(images)
        assert answers.std(axis=0).max() > 0.01, name


def test_onnxruntime(network, images):
    session = onnxruntime.InferenceSession(onnx.model_bytes(network, DIGITS))
    (answers,) = session.run(["answers"], {"pictures": floats(network, images)})
    np.testing.assert_allclose(answers, network.predict(images), **CLOSE)
    assert json.loads(session.get_modelmeta().custom_metadata_map["classes"]) == DIGITS


def test_numpy_alone(network, images, tmp_path):
    archive = zipfile.ZipFile(io.BytesIO(predictor.zipped(network, DIGITS, None, "")))
    archive.extractall(tmp_path)
    spec = importlib.util.spec_from_file_location("alone", tmp_path / "predict.py")
    alone = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(alone)
    answers = alone.predict(images, tmp_path / "network.npz")
    np.testing.assert_allclose(answers, network.predict(images), **CLOSE)


def test_keras(network, images, tmp_path, monkeypatch):
    """The notebook's own cells make the network and take the weights; they come back, too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "network.npz").write_bytes(weights.npz_bytes(network, DIGITS, None))
    cells = dict(
        zip(
            ("start", "files", "data", "build", "test"),
            notebook.cells(network, DIGITS, notebook.Training(1, 50), TEXTS),
            strict=False,
        )
    )
    space: dict = {}
    exec(cells["start"][1] + "\n" + cells["build"][1], space)
    exec(cells["test"][1].partition("\n\n")[0], space)
    answers = np.asarray(space["model"](floats(network, images), training=False))
    np.testing.assert_allclose(answers, network.predict(images), **CLOSE)

    np.savez("weights.npz", *space["model"].get_weights())
    again = type(network).from_config(network.get_config())
    weights.put_into(again, weights.read((tmp_path / "weights.npz").read_bytes()).arrays)
    assert all(map(np.array_equal, again.get_weights(), network.get_weights()))


def test_tensorflow_js(network, images, served, page, tensorflow_js_loaded):
    if network.name == "sequences-leaky_relu":
        with pytest.raises(NotExpressible):
            tensorflow_js.files(network)
        return
    folder = served[0] / network.name  # of its own: a browser keeps what an address gave it
    folder.mkdir()
    for name, content in tensorflow_js.files(network).items():
        (folder / name).write_bytes(content)
    answers = page.evaluate(
        """async ([name, pictures, shape]) => {
          const model = await tf.loadLayersModel(`${name}/model.json`);
          return tf.tidy(() => model.predict(tf.tensor(pictures, shape))).arraySync();
        }""",
        [network.name, floats(network, images).ravel().tolist(), [100, *network.input_shape]],
    )
    np.testing.assert_allclose(answers, network.predict(images), **CLOSE)


@pytest.fixture(scope="module")
def tensorflow_js_loaded(page, served, tensorflow_js):
    page.add_script_tag(url=served[1] + tensorflow_js)
    page.evaluate("tf.setBackend('cpu')")


def page_answers(page, network, images, precision) -> np.ndarray:
    html = web_page.page(network, DIGITS, PAGE_TEXTS, "de", precision=precision)
    told, numbers = (
        html.split(f'id="{name}">')[1].split("</script>")[0] for name in ("network", "weights")
    )
    return np.array(
        page.evaluate(
            """async ([told, text, pictures]) => {
              const { createNetwork } = await import('/page/layers.js');
              const { numbersOf } = await import('/page/numbers.js');
              const { layers, precision } = JSON.parse(told);
              const network = createNetwork(layers, numbersOf(text, precision));
              return pictures.map((picture) => [...network(Uint8Array.from(picture)).at(-1)]);
            }""",
            [told, numbers, images.reshape(len(images), -1).tolist()],
        )
    )


@pytest.fixture(scope="module")
def page_modules(served):
    shutil.copytree(web_page.FOLDER, served[0] / "page", dirs_exist_ok=True)


def test_the_page_to_take_home(network, images, page, page_modules):
    answers = page_answers(page, network, images, "float32")
    np.testing.assert_allclose(answers, network.predict(images), **CLOSE)


@pytest.mark.parametrize("key", ["blog", "school-2", "codelab-cnn"])
def test_the_page_with_numbers_of_half_the_length(key, networks, images, page, page_modules):
    network = networks[key]
    answers = page_answers(page, network, images, "float16")
    shorter = web_page.rounded(network, "float16")
    np.testing.assert_allclose(answers, shorter.predict(images), **CLOSE)
    np.testing.assert_allclose(answers, network.predict(images), rtol=0, atol=0.01)
