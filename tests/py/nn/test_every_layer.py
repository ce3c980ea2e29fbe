"""Each kind of layer is registered everywhere; failures name what a new one lacks.

`tests/py/project/exports/test_forms.py` asks for its place in the exports.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import numpy as np
import pytest

from tests.py.nn.checking import network
from tests.py.nn.test_gradients import LAYERS, picture
from zeichenlabor import nn
from zeichenlabor.errors import BadShape
from zeichenlabor.lab.code.standins.configs import NAMES
from zeichenlabor.lab.designing.kinds import IN_CODE_ONLY, NEW
from zeichenlabor.lab.explaining import explanation
from zeichenlabor.nn import layers
from zeichenlabor.nn.sequential import _SPATIAL

pytestmark = pytest.mark.native("reads the repository's sources")

ROOT = Path(__file__).resolve().parents[3]
EDITOR = ROOT / "site/views/train/editor.js"


def kinds() -> dict[str, type[nn.Layer]]:
    """All layers that the folder's files define."""
    found = {}
    for info in pkgutil.iter_modules(layers.__path__):
        module = importlib.import_module(f"{layers.__name__}.{info.name}")
        for name, cls in inspect.getmembers(module, inspect.isclass):
            own = issubclass(cls, nn.Layer) and cls.__module__ == module.__name__
            if own and not vars(cls).get("abstract"):
                found[name] = cls
    return found


KINDS = kinds()


def tried(kind: str) -> tuple[nn.Sequential, nn.Layer]:
    """One of the networks whose gradients are tested, and such a layer in it.

    Its layers are copies: a layer that is in two networks shares its weights between them.
    """
    for stack in LAYERS.values():
        for layer in stack:
            if type(layer).__name__ == kind:
                copies = [type(one).from_config(one.get_config()) for one in stack]
                model = network(copies, "mse", (6, 5, 2))
                return model, next(one for one in model.layers if type(one).__name__ == kind)
    raise AssertionError(f"{kind} is missing in LAYERS of tests/py/nn/test_gradients.py")


@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_imported(kind):
    assert kind in layers.__all__, "py/zeichenlabor/nn/layers/__init__.py"
    assert kind in nn.__all__, "py/zeichenlabor/nn/__init__.py"


@pytest.mark.parametrize("kind", KINDS)
def test_its_gradients_are_tested(kind):
    tried(kind)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"BatchNormalization"}))
def test_each_picture_of_a_batch_is_computed_by_itself(kind):
    """Else micro-batches are silently wrong: `nn.lockstep` knows batch normalization only."""
    _, layer = tried(kind)
    x = np.random.default_rng(2).standard_normal((4, *layer.input_shape))
    answers = []
    for others in (0, 1):
        answers.append(layer.forward(np.concatenate([x[:2] + others, x[2:]]), training=True).copy())
    before, after = (answer[2:] for answer in answers)
    np.testing.assert_allclose(after, before, err_msg=f"{kind} mixes the pictures of a batch")


@pytest.mark.parametrize("kind", KINDS)
def test_a_layer_for_pictures_is_given_their_channel(kind):
    """A first layer that takes (rows, columns, channels) alone is in Sequential's list."""
    _, layer = tried(kind)
    twin = type(layer).from_config(layer.get_config())
    takes = []
    for shape in ((12, 12), (12, 12, 1)):
        try:
            twin.build(shape)
            takes.append(shape)
        except BadShape:
            pass
    if takes == [(12, 12, 1)]:
        assert issubclass(KINDS[kind], _SPATIAL), "_SPATIAL in py/zeichenlabor/nn/sequential.py"


@pytest.mark.parametrize("kind", KINDS)
def test_keras_configuration_is_told(kind):
    assert kind in NAMES, "NAMES in py/zeichenlabor/lab/code/standins/configs.py"


@pytest.mark.parametrize("kind", KINDS)
def test_the_editor_offers_it(kind):
    where = "py/zeichenlabor/lab/designing/kinds.py"
    assert (kind in NEW) != (kind in IN_CODE_ONLY), f"{where} has {kind} in NEW or IN_CODE_ONLY"
    if kind not in NEW:
        return
    for language in (ROOT / "site/i18n").glob("*/design.js"):
        assert f"'layer.{kind}':" in language.read_text("utf-8"), language.relative_to(ROOT)
    if issubclass(KINDS[kind], _SPATIAL):
        source = EDITOR.read_text("utf-8")
        lists = re.findall(r"const (?:ON_PICTURES|FLATTENING) = \[([^]]*)\]", source)
        assert len(lists) == 2
        assert f"'{kind}'" in "".join(lists), f"{EDITOR.relative_to(ROOT)}: where it is added"


@pytest.mark.parametrize("kind", KINDS)
def test_try_shows_what_it_computes(kind):
    """All layers but those that pass their values on, unchanged or laid out differently."""
    model, layer = tried(kind)
    index = model.layers.index(layer)
    x = picture(1)
    outputs = []
    for one in model.layers:
        x = one.forward(x).copy()
        outputs.append(x)
    before = picture(1) if index == 0 else outputs[index - 1]
    same = before.shape == outputs[index].shape and np.array_equal(before, outputs[index])
    moved = np.array_equal(before.ravel(), outputs[index].ravel())
    passes = isinstance(layer, explanation.PASSING)
    where = "PASSING in py/zeichenlabor/lab/explaining/explanation.py"
    assert passes == (same or moved), f"{kind}: {where}"
