"""What the bridge tells of requests that end early; JavaScript is played by a few names."""

from __future__ import annotations

import asyncio
import importlib
import re
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from zeichenlabor.lab import Laboratory
from zeichenlabor.project.export_service import Export
from zeichenlabor.project.service import Files

PROTOCOL = Path(__file__).resolve().parents[2] / "site/worker/protocol.js"
RECORDS = PROTOCOL.with_name("records.js")

pytestmark = pytest.mark.native("in Pyodide, JavaScript is the real one")


@pytest.fixture
def bridge(monkeypatch):
    names = {
        "js": {"Object": types.SimpleNamespace(fromEntries=None)},
        "pyodide_js": {},
        "pyodide": {"webloop": types.ModuleType("webloop")},
        "pyodide.code": {"find_imports": lambda source: []},
        "pyodide.ffi": {
            "JsProxy": object,
            "create_proxy": lambda value: value,
            "jsnull": None,
            "to_js": lambda value, dict_converter=None: value,
        },
    }
    for name, content in names.items():
        module = types.ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    yield importlib.import_module("zeichenlabor.bridge")
    sys.modules.pop("zeichenlabor.bridge", None)


def test_a_stop_while_something_is_waited_for_is_told_as_one(bridge):
    async def packages(source, allow_pypi, emit):
        await asyncio.sleep(60)

    looks = iter([False, True])
    run = bridge.Laboratory(packages).methods["code.run"]
    project = {"classes": [], "edits": []}
    work = run("import sklearn", "1", project, lambda output: None)
    answer = asyncio.run(bridge._awaited(work, lambda: next(looks, True)))
    assert answer["error"]["code"] == "request/cancelled"


def test_what_goes_wrong_meanwhile_is_told_as_it_is(bridge):
    async def wrong():
        raise bridge.MissingPackage(package="x")

    answer = asyncio.run(bridge._awaited(wrong(), lambda: False))
    assert (answer["error"]["code"], answer["error"]["params"]) == (
        "request/no-package",
        {"package": "x"},
    )


def test_keys_become_those_of_python_but_where_they_are_data(bridge):
    texts = {"pt-BR": {"titleOf": "Meu", "how-1": "x"}, "de": {"titleOf": "Mein"}}
    given = {"texts": texts, "splitSeed": 1, "settings": {"batchSize": 2, "layers": [{"padTo": 3}]}}
    assert bridge._snake_keys(given | {"names": {"sheetA": "Mia"}}) == {
        "texts": texts,
        "names": {"sheetA": "Mia"},
        "split_seed": 1,
        "settings": {"batch_size": 2, "layers": [{"pad_to": 3}]},
    }


def test_every_name_under_which_keys_are_data_is_one_that_the_page_sends(bridge):
    told = re.findall(r"Record<string, \w+>\} \[?(\w+)", PROTOCOL.read_text(encoding="utf-8"))
    wanted = {name for method in methods().values() for name in get_type_hints(method)}
    assert set(told) | wanted >= bridge.DATA


def test_every_field_that_python_tells_is_known_to_the_page(bridge):
    types = "".join(file.read_text(encoding="utf-8") for file in (PROTOCOL, RECORDS))
    known = set(re.findall(r"\w+", types))
    told = {kind for method in methods().values() for kind in dataclasses_in(answer_of(method))}
    told |= {kind for event in events() for kind in dataclasses_in(event)}
    assert len(told) > 40
    unknown = {
        f"{kind.__name__}.{field.name}"
        for kind in told
        for field in fields(kind)
        if bridge._camel(field.name) not in known
    }
    assert unknown == set()


def methods() -> dict[str, Callable[..., Any]]:
    laboratory = Laboratory()
    return {
        name: method
        for some in (laboratory, Files(laboratory.session), Export(laboratory.session))
        for name, method in some.methods.items()
    }


def answer_of(method: Callable[..., Any]) -> Any:
    return get_type_hints(method).get("return")


def events() -> Iterator[type]:
    """Classes whose objects say by themselves of which type they are."""
    ours = [module for name, module in sys.modules.items() if name.startswith("zeichenlabor.lab")]
    for kind in {kind for module in ours for kind in vars(module).values() if is_class(kind)}:
        if any(field.name == "type" and not field.init for field in fields(kind)):
            yield kind


def is_class(value: Any) -> bool:
    return isinstance(value, type) and is_dataclass(value)


def dataclasses_in(hint: Any) -> Iterator[type]:
    """All that an annotation speaks of, also in lists, generators and fields."""
    if is_class(hint):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from dataclasses_in(inner)
    for inner in get_args(hint):
        yield from dataclasses_in(inner)
