"""Lines of Keras as tutorials write them: read from a file, run, and their answers compared.

Their file is described in sitebuild/snippets.py. What real Keras answers is kept beside it in
``answers.json``; the stage exports compares that with Keras, tests/py with the engine.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import math
import re
import warnings
from typing import Any

import numpy as np

from sitebuild.snippets import FILE, Snippet
from sitebuild.snippets import snippets as read

ANSWERS = FILE.with_name("answers.json")
MOST_NUMBERS = 24

PRELUDE = '''
import math

import keras
import numpy as np
import tensorflow as tf
from keras import layers

rng = np.random.default_rng(0)
x = rng.random((40, 8, 8), np.float32)
v = rng.random((40, 8), np.float32)
y = (np.arange(40) * 7 % 3).astype("int64")


def fill(model):
    """Weights that are the same everywhere, and positive where there is one axis."""
    weights = []
    for place, old in enumerate(model.get_weights()):
        new = 0.3 * np.sin(np.arange(old.size) * 1.7 + place).reshape(old.shape)
        weights.append((abs(new) if new.ndim == 1 else new).astype("float32"))
    model.set_weights(weights)
    return model


def net(last=None):
    last = last or layers.Dense(3, activation="softmax")
    return fill(keras.Sequential([keras.Input((8,)), layers.Dense(6, activation="relu"), last]))


def train(optimizer, loss, targets, last=None, metrics=("accuracy",), **given):
    model = net(last)
    model.compile(optimizer=optimizer, loss=loss, metrics=metrics and list(metrics))
    given = {"epochs": 3, "batch_size": 10, "shuffle": False, "verbose": 0} | given
    return model.fit(v, targets, **given).history, model.predict(v[:2], verbose=0)


def trained(history=False):
    model = net()
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    told = model.fit(v, y, epochs=2, batch_size=10, shuffle=False, verbose=0)
    return told if history else model


def watched(callbacks):
    model = net()
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        v, y, epochs=5, batch_size=10, shuffle=False, verbose=0, validation_split=0.25,
        callbacks=callbacks if isinstance(callbacks, list) else [callbacks],
    )
    return history.epoch, history.history
'''


def snippets() -> list[Snippet]:
    """Read them all."""
    return read(FILE.read_text(encoding="utf-8"))


def name_of(snippet: Snippet) -> str:
    """For the names of tests."""
    return re.sub(r"\W+", "-", snippet.code)[:60].strip("-")


def answer(code: str, prelude: str = PRELUDE) -> tuple[Any, BaseException | None]:
    """Run a snippet: the value of its last line and what it printed, in JSON types; its error."""
    scope: dict[str, Any] = {"__name__": "__main__"}
    exec(prelude, scope)
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    try:
        with contextlib.redirect_stdout(printed), warnings.catch_warnings(action="ignore"):
            exec(compile(tree, "<snippet>", "exec"), scope)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "<snippet>", "eval"), scope)
    except Exception as error:
        return {"error": kinds_of(error)[0]}, error
    table = printed.getvalue() if "summary" in code else ""
    return {"value": plain(value), "printed": _lines(table)}, None


def kinds_of(error: BaseException) -> list[str]:
    """Python's own kinds of an error, the nearest one first: who catches it names one of them."""
    mro = type(error).__mro__
    return [kind.__name__ for kind in mro if kind.__module__ == "builtins" and kind is not object]


def fails(told: Any) -> bool:
    """Whether an answer is an error."""
    return isinstance(told, dict) and "error" in told


def plain(value: Any) -> Any:
    """A value in JSON types; of arrays their shape and their first numbers."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (int, float, np.number, np.ndarray)):
        array = np.asarray(value)
        numbers = [float(f"{number:.7g}") for number in array.reshape(-1)[:MOST_NUMBERS].tolist()]
        return {"shape": list(array.shape), "numbers": numbers} if array.ndim else numbers[0]
    return "something else"


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def same(a: Any, b: Any) -> bool:
    """Whether two answers agree, up to float32's rounding."""
    if isinstance(a, float | int) and isinstance(b, float | int):
        return math.isclose(a, b, rel_tol=2e-3, abs_tol=2e-4)
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def answers() -> dict[str, Any]:
    """What real Keras has answered, by the snippets' code."""
    return json.loads(ANSWERS.read_text(encoding="utf-8"))
