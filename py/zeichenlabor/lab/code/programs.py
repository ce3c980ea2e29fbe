"""Generates Python programs that do the same as the page's buttons, with this package or Keras.

Each section continues that of the previous step, so every prefix of the list is a complete program.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..designing import listing
from ..designing.settings import Settings
from . import keras_listing
from .notebook import DATA


@dataclass(frozen=True)
class Section:
    """The code for one step of the page."""

    step: str
    code: str


@dataclass(frozen=True)
class Programs:
    """The program in both versions; ``cell`` replaces its beginning within the page."""

    zeichenlabor: list[Section]
    keras: list[Section]
    cell: str


@dataclass(frozen=True)
class Facts:
    """Parameters of the program.

    Attributes
    ----------
    settings : of the training
    samples : number of training pictures
    classes : their names
    files : names of the sheets' files in order; None if pictures were drawn, imported or edited, so
        that the project's data file is needed
    drawing : uint8 (28, 28), the canvas, or None
    apart : whether there is a separate test set
    """

    settings: Settings
    samples: int
    classes: Sequence[str]
    files: list[str] | None
    drawing: np.ndarray | None
    apart: bool = False


def programs(facts: Facts) -> Programs:
    """Generate the programs.

    Raises
    ------
    BadSetting, BadShape
        if the settings are not allowed
    """
    collect = _collect(facts)
    train = listing.training(facts.settings, facts.samples, len(facts.classes), facts.apart)
    split = listing.splitting(facts.settings, facts.apart)
    ours = {
        "collect": collect,
        "check": _CHECK,
        "train": train,
        "evaluate": listing.TESTING + _CONFUSION.format(predict="model.predict(images[test])"),
        "try": _try(facts, "glyph[None]"),
    }
    theirs = {
        "collect": collect,
        "check": _CHECK,
        "train": split
        + "\n"
        + keras_listing.training(facts.settings, facts.samples, len(facts.classes)),
        "evaluate": keras_listing.TESTING
        + _CONFUSION.format(predict="model.predict(x[test], verbose=0)"),
        "try": _try(facts, "glyph.reshape(1, *model.input_shape[1:]) / 255, verbose=0"),
    }
    return Programs(_sections(ours), _sections(theirs), _CELL)


def _sections(codes: dict[str, str]) -> list[Section]:
    """Add import lines to each step, except those of previous steps."""
    known: set[str] = set()
    sections = []
    for step, code in codes.items():
        lines = [line for line in listing.imports(code) if line not in known]
        known.update(lines)
        sections.append(Section(step, "\n".join([*lines, "", code]) if lines else code))
    return sections


def _collect(facts: Facts) -> str:
    if facts.files is None:
        return f"""\
from zeichenlabor.lab.code import load_project

project = load_project({DATA!r})
images, labels = project.images, project.labels
classes = {tuple(facts.classes)!r}
print(len(images), images.shape[1:])
"""
    return f"""\
{listing.reading(facts.files)}
classes = {tuple(facts.classes)!r}
print(len(images), images.shape[1:])
"""


_CELL = """\
import numpy as np

images, labels, classes = project.images, project.labels, project.classes
"""

_CHECK = """\
for label, name in enumerate(classes):
    print(name, np.sum(labels == label))
"""

_CONFUSION = """
predicted = {predict}.argmax(axis=1)
confusion = np.zeros((len(classes), len(classes)), int)
np.add.at(confusion, (labels[test], predicted), 1)
print(confusion)
"""


def _try(facts: Facts, argument: str) -> str:
    if facts.drawing is None:
        glyph = "glyph = images[test][0]"
    else:
        packed = base64.b64encode(zlib.compress(facts.drawing.tobytes(), 9)).decode()
        glyph = (
            "import base64\nimport zlib\n\n"
            f'drawing = zlib.decompress(base64.b64decode("{packed}"))\n'
            "glyph = np.frombuffer(drawing, np.uint8).reshape(28, 28)"
        )
    return f"""\
{glyph}
probabilities = model.predict({argument})[0]
print(classes[probabilities.argmax()], f"{{probabilities.max():.0%}}")
"""
