"""The recipes of CONTRIBUTING.md, followed in a copy of the repository, each with a toy example.

The places are those that the text names, so text and toys cannot part. All steps together pass the
checks; without any one of them a check fails and names the place.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("site", "py", "tests/js", "tests/py", "tests/bench", "tests/conftest.py")
LANGUAGES = ("de", "en")

JS = ("i18n", "teachers", "cards", "path", "terms", "facts")
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]


class Step(NamedTuple):
    """One step of a recipe with a toy.

    Attributes
    ----------
    place : as CONTRIBUTING names it
    take : makes the step in a copy
    check : what fails without it: a test of `tests/js` by its name, else arguments of pytest
    says : what the failure names
    """

    place: str
    take: Callable[[Path], None]
    check: str
    says: str


def recipe(title: str) -> list[str]:
    """The places of the steps of a recipe."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (section,) = re.findall(rf"^### To add {title}\n(.*?)^###", text, re.M | re.S)
    return re.findall(r"^\d+\. `([^`]+)`:", section, re.M)


def into(place: str, *edits: tuple[str, str]) -> Callable[[Path], None]:
    """A step that puts texts behind openings that are there already; ``*`` is each language."""

    def take(copy: Path) -> None:
        for language in LANGUAGES if "*" in place else ("",):
            file = copy / place.replace("*", language)
            text = file.read_text("utf-8")
            for opening, new in edits:
                assert opening in text, f"{place}: {opening}"
                text = text.replace(opening, opening + new, 1)
            write(file, text)

    return take


def write(file: Path, text: str) -> None:
    """Write a file of a copy anew: it may be a link to the original."""
    file.unlink(missing_ok=True)
    file.write_text(text, "utf-8")


def whole(place: str, text: str) -> Callable[[Path], None]:
    """A step that writes a new file."""
    return lambda copy: write(copy / place, text)


def texts(place: str, name: str, *keys: str, text: str = "Toy") -> Callable[[Path], None]:
    """A step that adds texts to the object of this name."""
    lines = "".join(f"\n  '{key}': '{text}'," for key in keys)
    return into(place, (f"export const {name} = {{", lines))


# --- a language: British English, word for word the American one

TAG = "en-GB"


def copied(place: str) -> Callable[[Path], None]:
    """A copy of English, renamed inside."""
    english, own = place.replace(TAG, "en").rstrip("/"), place.rstrip("/")

    def take(copy: Path) -> None:
        if place.endswith("/"):
            shutil.copytree(copy / english, copy / own)
        else:
            text = (copy / english).read_text("utf-8").replace("'./en/", f"'./{TAG}/")
            (copy / own).write_text(text.replace("export const en ", "export const enGB "), "utf-8")

    return take


def commented(copy: Path) -> None:
    for file in (copy / "py/zeichenlabor/lab/code/examples").glob("*.py"):
        text = file.read_text("utf-8")
        lines = re.sub(r"^(.*# )en(: .*)\n", rf"\g<0>\1{TAG}\2\n", text, flags=re.M)
        lines = re.sub(r"^(.*  # )en\n", rf"\g<0>\1{TAG}\n", lines, flags=re.M)
        write(file, lines)


WORDS = "tests/py/lab/code/test_examples.py -k every_language_of_the_page"
LANGUAGE = [
    Step("site/i18n/<tag>/", copied(f"site/i18n/{TAG}/"), "i18n", f"site/i18n/{TAG}/"),
    Step("site/i18n/<tag>.js", copied(f"site/i18n/{TAG}.js"), "i18n", f"site/i18n/{TAG}.js"),
    Step(
        "site/i18n/index.js",
        into(
            "site/i18n/index.js",
            ("import { en } from './en.js';", f"\nimport {{ enGB }} from './{TAG}.js';"),
            ("  en: language('English', en),", f"\n  '{TAG}': language('British English', enGB),"),
        ),
        "i18n",
        "site/i18n/index.js",
    ),
    Step("site/teachers/<tag>/", copied(f"site/teachers/{TAG}/"), "teachers", f"teachers/{TAG}/"),
    Step("site/teachers/<tag>.js", copied(f"site/teachers/{TAG}.js"), "teachers", "site/teachers"),
    Step("py/zeichenlabor/lab/code/examples/*.py", commented, WORDS, "examples/first.py"),
]

# --- a layer: takes pictures only, and doubles them

LAYER_SOURCE = '''
"""Doubles its input."""

from ..settings import configurable
from .layer import Layer


@configurable
class Doubling2D(Layer):
    """``y = 2 x`` for (rows, columns, channels); ``dx = 2 dy``."""

    def output_shape_for(self, input_shape):
        if len(input_shape) != 3:
            raise self.bad_shape("reshape", input_shape)
        return input_shape

    def forward(self, x, training=False):
        return 2 * x

    def backward(self, dy, need_dx=True):
        return 2 * dy
'''
EVERYWHERE = "tests/py/nn/test_every_layer.py -k Doubling2D"
FORMS = "tests/py/project/exports/test_forms.py -k all_of_the_engines"
NUMPY = "tests/py/project/exports/test_predictor.py -k every_layer_and_activation[relu]"
ENGINE = "py/zeichenlabor/nn"
EXPORTS = "py/zeichenlabor/project/exports"


def layer_step(
    place: str, *edits: tuple[str, str], check: str = EVERYWHERE, says: str = ""
) -> Step:
    return Step(place, into(place, *edits), check, says or place)


LAYER = [
    Step(
        f"{ENGINE}/layers/<layer>.py",
        whole(f"{ENGINE}/layers/doubling2d.py", LAYER_SOURCE),
        EVERYWHERE,
        "zeichenlabor.nn.layers.doubling2d",
    ),
    layer_step(
        f"{ENGINE}/layers/__init__.py",
        ("from .dense import Dense\n", "from .doubling2d import Doubling2D\n"),
        ("__all__ = [", '\n    "Doubling2D",'),
    ),
    layer_step(
        f"{ENGINE}/__init__.py",
        ("from .layers import (", "\n    Doubling2D,"),
        ("__all__ = [", '\n    "Doubling2D",'),
    ),
    layer_step(
        f"{ENGINE}/sequential.py",
        ("from .layers import (", "\n    Doubling2D,"),
        ("_SPATIAL = (", "\n    Doubling2D,"),
    ),
    layer_step(
        "py/zeichenlabor/lab/designing/kinds.py",
        ("NEW: dict[str, dict[str, Any]] = {", '\n    "Doubling2D": {},'),
    ),
    Step(
        "site/i18n/*/design.js",
        texts("site/i18n/*/design.js", "design", "layer.Doubling2D"),
        EVERYWHERE,
        "design.js",
    ),
    layer_step("site/views/train/editor.js", ("const ON_PICTURES = [", "'Doubling2D', ")),
    layer_step(
        "py/zeichenlabor/lab/code/standins/configs.py",
        ("NAMES: dict[str, str] = {", '\n    "Doubling2D": "",'),
    ),
    layer_step(f"{EXPORTS}/network.py", ("KINDS = (", "\n    nn.Doubling2D,"), check=FORMS),
    layer_step(
        f"{EXPORTS}/onnx.py",
        (
            "    # --- the layers\n",
            "\n    def add_doubling2d(self, step: Step) -> None:"
            '\n        self.add("Add", [self.signal])\n',
        ),
        check=FORMS,
        says="add_doubling2d",
    ),
    layer_step(
        f"{EXPORTS}/tensorflow_js.py",
        ("_SETTINGS = {", '\n    "Doubling2D": (),'),
        check=FORMS,
        says="exports/tensorflow_js.py",
    ),
    layer_step(
        f"{EXPORTS}/predict_more.py",
        ("MORE |= {", '\n    "Doubling2D": lambda x, w, c: (2 * x, {}, {}),'),
        check=NUMPY,
        says="Not equal to tolerance",
    ),
    layer_step(
        f"{EXPORTS}/page/layers.js",
        ("const COMPUTE = {", "\n  Doubling2D: (_layer, _, x) => x.map((value) => 2 * value),"),
        check=FORMS,
        says="exports/page/layers.js",
    ),
    layer_step(
        "tests/py/nn/test_gradients.py",
        ("from zeichenlabor.nn import (", "\n    Doubling2D,"),
        ("LAYERS = {", '\n    "doubling": [Doubling2D(), Flatten()],'),
    ),
    layer_step(
        "tests/py/project/exports/examples.py",
        ("from zeichenlabor.nn import (", "\n    Doubling2D,"),
        ("    layers = [", "\n        Doubling2D(),"),
        check=FORMS,
    ),
]

# --- the others

TABLE = "py/zeichenlabor/lab/designing/presets.py"
MEASURED = "tests/py/lab/designing/test_presets.py -k measured"
PRESET_ROW = """
    Preset(
        key="toy",
        layers=_mlp(8),
        expected=Expected(at_least=0.5),
    ),"""
PRESET = [
    Step(TABLE, into(TABLE, ("_TABLE = (", PRESET_ROW)), "i18n", TABLE),
    Step(
        "site/i18n/*/train.js",
        texts("site/i18n/*/train.js", "train", "preset.toy", "preset.toy.story"),
        "i18n",
        "preset.toy",
    ),
    Step(
        "tests/bench/presets.json",
        into("tests/bench/presets.json", ("[", '\n {"name": "toy", "value": 91},')),
        MEASURED,
        "tests/bench/presets.json",
    ),
]

RULES = "py/zeichenlabor/lab/designing/settings.py"
EXPLAINED = "tests/py/lab/designing/test_settings.py -k every_setting"
SETTING = [
    Step(
        RULES,
        into(
            RULES,
            (
                "optional=True), default=None)\n    early_stopping: dict[str, Any] | bool | None ="
                " setting(_STOPPING, default=None)\n",
                "    toy: float = setting(Number(minimum=0), default=1.0)\n",
            ),
        ),
        EXPLAINED,
        "GROUPS",
    ),
    Step(
        TABLE,
        into(
            TABLE,
            (
                "    steps = steps_per_epoch(samples, settings.batch_size)\n",
                "    steps = round(steps * settings.toy)\n",
            ),
        ),
        EXPLAINED,
        TABLE,
    ),
    Step(
        "site/i18n/*/design.js",
        texts("site/i18n/*/design.js", "design", "set.toy", "set.toy.help"),
        EXPLAINED,
        "design.js",
    ),
    Step(
        "site/views/train/settings.js",
        into("site/views/train/settings.js", ("  steps: [", "'toy', ")),
        EXPLAINED,
        "site/views/train/settings.js",
    ),
]

CARD_SOURCE = """
import { html } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Soon, Told } from '../components/controls.js';

/** @type {import('../components/card.js').Card} */
export const toy = {
  id: 'toy',
  where: 'train',
  sketch: 'M6 4v24h38',
  formulas: ['1 + 1 = 2'],
  Picture(props) {
    const told = useAnswer(props, 'toy', {});
    if (!told) return html`<${Soon} t=${props.t} />`;
    return html`<${Told} name="sum" label=${props.t('card.toy')} value=${told.sum} />`;
  },
};
"""
CARDS = "site/views/learn/cards"
LESSONS = "py/zeichenlabor/lab/lessons/__init__.py"
SOLUTION = "Look at it closely, and then once more."


def solution(task: str) -> Step:
    place = "site/teachers/*/solutions.js"
    return Step(place, texts(place, "solutions", task, text=SOLUTION), "teachers", "solutions.js")


CARD = [
    Step(f"{CARDS}/<id>.js", whole(f"{CARDS}/toy.js", CARD_SOURCE), "teachers", "card.toy"),
    Step(
        f"{CARDS}/index.js",
        into(
            f"{CARDS}/index.js",
            ("import { tensors } from './tensors.js';", "\nimport { toy } from './toy.js';"),
            ("{ id: 'judging', cards: [", "toy, "),
        ),
        "cards",
        f"{CARDS}/index.js",
    ),
    Step(
        "site/i18n/*/cards/<chapter>.js",
        texts(
            "site/i18n/*/cards/judging.js",
            "judging",
            *(f"card.toy{part}" for part in ("", ".term", ".task", ".text", ".exactly")),
            text="One and one.",
        ),
        "cards",
        "card.toy",
    ),
    Step(
        LESSONS,
        into(
            LESSONS,
            (
                "LESSONS: dict[str, Callable[..., Any]] = {",
                '\n    "toy": lambda: {"sum": 1 + 1},',
            ),
        ),
        "tests/py/lab/test_lessons.py -k the_cards_ask",
        LESSONS,
    ),
    solution("card.toy"),
]

STATIONS = "site/state/path.js"
TASKS = "site/views/learn/tasks.js"
STATION = [
    Step(
        STATIONS,
        into(
            STATIONS,
            (
                "export const STATIONS = [",
                "\n  { id: 'toy', step: 'train', minutes: 1, core: [], reached: () => false },",
            ),
        ),
        "teachers",
        "station.toy",
    ),
    Step(
        "site/i18n/*/path.js",
        texts("site/i18n/*/path.js", "path", "station.toy", "station.toy.text"),
        "i18n",
        "station.toy",
    ),
    Step(
        "site/i18n/*/guide.js",
        texts("site/i18n/*/guide.js", "guide", "guide.station.toy"),
        "i18n",
        "guide.station.toy",
    ),
    Step(TASKS, into(TASKS, ("const STATIONS = [", "\n  'toy',")), "teachers", TASKS),
    solution("station.toy"),
]

CODE = "py/zeichenlabor/lab/code"
EXAMPLE = [
    Step(
        f"{CODE}/examples/<key>.py",
        whole(f"{CODE}/examples/toy.py", "# de: Eins.\n# en: One.\nprint(1)\n"),
        "teachers",
        "toy",
    ),
    Step(
        f"{CODE}/gallery.py",
        into(f"{CODE}/gallery.py", ("KEYS = (", '\n    "toy",')),
        "teachers",
        f"{CODE}/gallery.py",
    ),
    Step(
        "site/views/components/examples.js",
        into("site/views/components/examples.js", ("const EXAMPLES = [", "\n  'toy',")),
        "teachers",
        "site/views/components/examples.js",
    ),
    Step(
        "site/i18n/*/examples.js",
        texts(
            "site/i18n/*/examples.js",
            "examples",
            *(f"example.toy{p}" for p in ("", ".task", ".hint")),
        ),
        "i18n",
        "example.toy",
    ),
    solution("example.toy"),
]

RECIPES = {
    "a language": LANGUAGE,
    "a layer": LAYER,
    "a preset": PRESET,
    "a setting of a training": SETTING,
    "a card": CARD,
    "a station": STATION,
    "an example for the Code step": EXAMPLE,
}
MORE = {
    "a layer": [NUMPY, "tests/py/nn/test_gradients.py -k doubling"],
    "a preset": ["tests/py/lab/designing -k toy"],
    "a setting of a training": ["tests/py/lab/designing/test_settings.py -k old_record"],
    "an example for the Code step": ["tests/py/lab/code/test_examples.py -k toy"],
}
"""Further tests that a toy passes, by recipe."""


# --- following them


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """What the checks need of the repository."""
    folder = tmp_path_factory.mktemp("recipes") / "original"
    unwanted = shutil.ignore_patterns("__pycache__", "vendor", "*.png")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=unwanted)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for file in (ROOT / "tests").glob("*.py"):
        shutil.copy(file, folder / "tests")
    subprocess.run([sys.executable, "-m", "compileall", "-q", "py"], cwd=folder, check=True)
    return folder


@pytest.fixture
def copies(original, tmp_path) -> Iterator[Callable[[], Path]]:
    """Returns a fresh copy at each call: links, until a file is written."""
    count = iter(range(100))
    return lambda: shutil.copytree(original, tmp_path / str(next(count)), copy_function=os.link)


def run(copy: Path, check: str) -> subprocess.CompletedProcess:
    if check.endswith(JS):
        command = ["node", "--test", f"tests/js/{check}.test.js"]
    else:
        command = [*PYTEST, *check.split(" ", 3)]
    return subprocess.run(
        command, cwd=copy, capture_output=True, text=True, encoding="utf-8", timeout=120
    )


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_is_complete(title, copies):
    steps = RECIPES[title]
    assert [step.place for step in steps] == recipe(title)
    copy = copies()
    for step in steps:
        step.take(copy)
    for check in dict.fromkeys([*(step.check for step in steps), *MORE.get(title, ())]):
        done = run(copy, check)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("title", "place"), [(title, step.place) for title, steps in RECIPES.items() for step in steps]
)
def test_a_step_that_is_left_out_is_missed(title, place, copies):
    copy = copies()
    for step in RECIPES[title]:
        if step.place != place:
            step.take(copy)
    (left_out,) = (step for step in RECIPES[title] if step.place == place)
    done = run(copy, left_out.check)
    assert done.returncode != 0, "nothing misses it"
    assert left_out.says in done.stdout + done.stderr


def test_a_text_that_is_not_translated_is_missed_and_appears_in_english(copies):
    copy = copies()
    for step in LANGUAGE:
        step.take(copy)
    shell = copy / f"site/i18n/{TAG}/shell.js"
    write(shell, re.sub(r"\n  'app\.title'.*", "", shell.read_text("utf-8")))
    done = run(copy, "i18n")
    assert done.returncode == 1
    assert "app.title" in done.stdout
    script = """
        import { chooseLanguage, createTranslator } from './site/i18n/index.js';
        console.log(createTranslator(chooseLanguage(['en-gb']))('app.title'),
            createTranslator('en')('app.title'), chooseLanguage(['en-GB', 'de']));
    """
    (copy / "asked.mjs").write_text(script, "utf-8")
    told = subprocess.run(
        ["node", "asked.mjs"], cwd=copy, capture_output=True, text=True, check=True
    ).stdout.split()
    assert told[0] == told[1] != "app.title"
    assert told[2] == TAG
