"""The table of snippets: the results of real Keras match ``answers.json``.

``python -m tests.exports.test_snippets`` writes that file anew.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from types import ModuleType

os.environ["KERAS_BACKEND"] = "jax"  # before anybody imports Keras

import numpy as np
import pytest

from tests.snippets import ANSWERS, Snippet, answer, answers, name_of, same, snippets


def keras_as_tensorflow() -> None:
    """There is no TensorFlow here: Keras itself, and the same arithmetic by ``keras.ops``."""
    import keras
    from keras.src.utils.module_utils import tensorflow as real

    assert not real.available  # Keras has looked now, and does not take ours for the real one
    tensorflow = ModuleType("tensorflow")
    tensorflow.__path__ = []
    tensorflow.keras = keras
    tensorflow.executing_eagerly = lambda: True  # Keras' layers for pictures ask whoever is there
    ops = keras.ops
    for name in ("argmax", "cast", "one_hot", "reshape"):
        setattr(tensorflow, name, getattr(ops, name))
    tensorflow.constant, tensorflow.float32 = ops.convert_to_tensor, "float32"
    tensorflow.nn, tensorflow.random = ops, ModuleType("tensorflow.random")
    tensorflow.random.set_seed = lambda seed: keras.utils.set_random_seed(seed)
    sys.modules["tensorflow"] = tensorflow
    sys.modules["tensorflow.keras"] = keras
    for name in ("models", "layers", "utils", "optimizers", "callbacks", "datasets"):
        sys.modules[f"tensorflow.keras.{name}"] = importlib.import_module(f"keras.{name}")


def run(snippet: Snippet) -> object:
    import keras

    if "tensorflow" not in sys.modules:
        keras_as_tensorflow()
    keras.utils.clear_session()
    return answer(snippet.code)[0]


@pytest.mark.parametrize("snippet", snippets(), ids=name_of)
def test_keras_answers_what_is_kept(snippet, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run(snippet)
    assert same(found, answers()[snippet.code]), found


def write() -> None:
    import tempfile

    kept = {}
    os.chdir(tempfile.mkdtemp())
    for snippet in snippets():
        kept[snippet.code] = run(snippet)
    rows = ",\n".join(f"{json.dumps(code)}: {json.dumps(told)}" for code, told in kept.items())
    ANSWERS.write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    np.seterr(all="ignore")
    write()
