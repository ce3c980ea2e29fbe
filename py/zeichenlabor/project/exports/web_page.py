"""One HTML file to take home: a canvas, the trained network, and the code that evaluates it.

It opens with a double click, from a USB stick or an e-mail, and makes no requests: its
Content-Security-Policy allows only this file's own script and style, by their hashes. The code is
in page/; the weights are included as base64.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ...nn import Sequential
from ...style import STYLE, Style
from .network import Step, steps

FOLDER = Path(__file__).with_name("page")
MODULES = (
    "numbers",
    "glyph",
    "activations",
    "recurrent",
    "layers",
    "novelty",
    "pointers",
    "palmRejection",
    "small",
    "segment",
    "redraw",
    "curve",
    "strokes",
    "ink",
    "elements",
    "lineSense",
    "exact",
    "cutting",
    "meaning",
    "paper",
    "line",
    "page",
)
"""In this order, every module comes after those that it imports."""

MOST_FULL = 150_000
"""Networks with up to this many weights are stored as float32 (800 kB of text), larger ones as
float16.
"""


class Facts(NamedTuple):
    """Facts about the network: sizes of its datasets, and its accuracy."""

    train: int
    test: int
    accuracy: float


class Known(NamedTuple):
    """Data for recognising unknown symbols; see `lab.evaluating.novelty.Packed`.

    ``neighbor``: which of the nearest training pictures determines the distance, from 1.
    """

    values: np.ndarray
    limit: float
    neighbor: int


def precision_for(model: Sequential) -> str:
    """Return "float32" for small networks, else "float16"."""
    return "float32" if model.count_params() <= MOST_FULL else "float16"


def rounded(model: Sequential, precision: str) -> Sequential:
    """Return the same network with the weights that the page will have."""
    copy = Sequential.from_config(model.get_config())
    copy.set_weights([array.astype(precision).astype(np.float32) for array in model.get_weights()])
    return copy


def page(
    model: Sequential,
    classes: Sequence[str],
    texts: Mapping[str, Mapping[str, str]],
    language: str,
    *,
    name: str = "",
    style: Style = STYLE,
    facts: Facts | None = None,
    known: Known | None = None,
    precision: str | None = None,
) -> str:
    """Return the HTML.

    Parameters
    ----------
    texts : by language, by the names that page/ uses
    language : that the page opens in
    name : of the network's author
    style : of the pictures that it has learned
    known : if given, the page answers "?" for unknown symbols; otherwise it always names a class
    precision : "float32" or "float16"; by default as `precision_for` says

    Raises
    ------
    NoModel, NotExpressible
        as `network.steps`
    """
    found = steps(model, "html")
    precision = precision or precision_for(model)
    told = {
        "language": language,
        "texts": texts,
        "name": name,
        "style": {
            "pen": round(style.pen, 3),
            "slants": [round(slant, 3) for slant in style.slants],
        },
        "classes": list(classes),
        "layers": [_plain(step) for step in found],
        "precision": precision,
        "facts": facts and {**facts._asdict(), "weights": model.count_params()},
        "known": known
        and {
            "limit": known.limit,
            "neighbor": known.neighbor,
            "width": known.values.shape[1],
        },
    }
    arrays = [array.ravel() for step in found for array in step.weights.values()]
    numbers = np.concatenate(arrays).astype(np.dtype(precision).newbyteorder("<"))
    script, style = _script(), (FOLDER / "page.css").read_text(encoding="utf-8")
    values = {
        "language": html.escape(language),
        "policy": f"default-src 'none'; script-src {_source(script)}; style-src {_source(style)}; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "network": json.dumps(told, ensure_ascii=False).replace("<", "\\u003c"),
        "weights": base64.b64encode(numbers.tobytes()).decode(),
        "known": base64.b64encode(known.values.astype("<f2").tobytes()).decode() if known else "",
        "script": script,
    }
    skeleton = (FOLDER / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], skeleton)


def _plain(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "config": step.config,
        "input": step.input_shape,
        "output": step.output_shape,
        "weights": [[name, array.size] for name, array in step.weights.items()],
    }


def _script() -> str:
    """Return the modules as one script, each wrapped in a function with its own scope."""
    texts = [(FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in MODULES]
    functions = [_function(*pair) for pair in zip(MODULES, texts, strict=True)]
    return "\n".join(["const modules = {};", *functions])


def _function(name: str, text: str) -> str:
    """Return a module as a function call that returns its exports and receives its imports.

    JSDoc types are removed.
    """
    text = re.sub(r"^ */\*\* @.*\*/\n|^/\*\*\n \* @typedef[^/]*?\*/\n", "", text, flags=re.M)
    exported = re.findall(r"^export (?:const|function|class) (\w+)", text, flags=re.M)
    text = re.sub(
        r"^import (.*) from '\./(\w+)\.js';$", r"const \1 = modules.\2;", text, flags=re.M
    )
    text = re.sub(r"^export ", "", text, flags=re.M)
    return f"modules.{name} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();"


def _source(text: str) -> str:
    """Return the hash by which a policy allows an inline script or style."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
