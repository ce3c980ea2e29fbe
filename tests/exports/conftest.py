"""The exported networks, and a server for browsers."""

from __future__ import annotations

import os
import tarfile
import threading
from pathlib import Path

import pytest

import build
from tests.py.project.exports.examples import (
    ACTIVATIONS,
    SEQUENCES,
    everything,
    pictures,
    sequences,
    trained,
)
from zeichenlabor.lab.designing import presets

os.environ["KERAS_BACKEND"] = "jax"  # before anybody imports Keras

ALL = {f"all-{name}": (everything, name) for name in ACTIVATIONS}
ALL |= {f"sequences-{name}": (sequences, name) for name in SEQUENCES}
ALL |= {key: (trained, key) for key in presets.PRESETS}
TFJS = "tensorflow-tfjs-4.22.0.tgz"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.filterwarnings("default"))  # those of others are not ours


@pytest.fixture(scope="session")
def networks():
    """All trained presets, and for each activation networks of all layers, by name."""
    return {name: make(setting) for name, (make, setting) in ALL.items()}


@pytest.fixture(params=ALL)
def network(request, networks):
    return networks[request.param]


@pytest.fixture(scope="session")
def images():
    """A hundred pictures: uint8 (100, 28, 28)."""
    return pictures()[0]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """A folder that a browser sees at the address beside it."""
    folder: Path = tmp_path_factory.mktemp("served")
    (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">')
    with build.site_server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def tensorflow_js(served) -> str:
    """The address of TensorFlow.js."""
    with tarfile.open(build.ThirdParty.from_lock().path(TFJS)) as tarball:
        content = tarball.extractfile("package/dist/tf.min.js").read()
    (served[0] / "tf.min.js").write_bytes(content)
    return "tf.min.js"


@pytest.fixture(scope="session")
def page(browser, served):
    """An empty page of that server."""
    page = browser.new_page()
    page.goto(served[1])
    yield page
    page.close()
