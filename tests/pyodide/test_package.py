"""Runs each module of tests/py again inside Pyodide, with pytest in the page."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT

MODULES = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "tests/py").rglob("test_*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_module_passes_inside_pyodide(python, module):
    code, report = json.loads(python.run(RUN.format(module=module)))
    print(report)
    assert code == 0, f"{module} failed inside Pyodide; its report is below"


def test_a_failing_test_is_noticed(python):
    """The bridge between the two pytests carries failures."""
    python.run("open('tests/py/test_wrong.py', 'w').write('def test_one(): assert 1 == 2')")
    code, report = json.loads(python.run(RUN.format(module="tests/py/test_wrong.py")))
    assert code == 1
    assert "assert 1 == 2" in report


RUN = """
import contextlib, io, json, pytest
report = io.StringIO()
with contextlib.redirect_stdout(report), contextlib.redirect_stderr(report):
    code = pytest.main(['-q', '-rs', '-p', 'no:cacheprovider', {module!r}])
json.dumps([int(code), report.getvalue()])
"""
