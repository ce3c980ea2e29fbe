"""Fixtures of the package's tests, natively and in Pyodide."""

from __future__ import annotations

import pytest

from zeichenlabor.lab.designing import effort

FAST = 1e12
"""Operations per second: no network is refused because the machine is busy just now."""


@pytest.fixture(autouse=True)
def any_machine(request, monkeypatch):
    """Nothing depends on how fast this machine is, but for the tests of just that."""
    if not request.module.__name__.endswith("test_effort"):
        monkeypatch.setattr(effort, "speed", lambda: FAST)
