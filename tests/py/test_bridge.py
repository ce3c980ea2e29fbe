"""What the bridge tells of requests that end early; JavaScript is played by a few names."""

from __future__ import annotations

import asyncio
import importlib
import sys
import types

import pytest

pytestmark = pytest.mark.native("in Pyodide, JavaScript is the real one")


@pytest.fixture
def bridge(monkeypatch):
    names = {
        "js": {"Object": types.SimpleNamespace(fromEntries=None)},
        "pyodide_js": {},
        "pyodide": {},
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
