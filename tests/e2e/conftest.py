"""Fixtures of the browser tests."""

from __future__ import annotations

import faulthandler
import sys

import pytest

from . import firefox, webkit
from .driven import Driven

LONGEST_S = 900
"""Of a test that is not marked as long, on the slowest machine."""

OTHERS = {
    "Firefox": (firefox.Firefox, firefox.PROGRAM, "no Firefox on this machine"),
    "WebKit": (webkit.WebKit, webkit.PROGRAM, f"no {' and no '.join(webkit.missing())}"),
}


@pytest.fixture(autouse=True)
def deadline(request):
    """A test that hangs ends its process: pytest-xdist names the test, and goes on without it."""
    if not request.node.get_closest_marker("long"):
        faulthandler.dump_traceback_later(LONGEST_S, exit=True, file=sys.__stderr__)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(params=OTHERS)
def other(request, tmp_path) -> Driven:
    """A window of each browser that schools have beside Chromium, where it is installed."""
    start, program, reason = OTHERS[request.param]
    if not program:
        pytest.skip(reason)
    window = start(tmp_path)
    yield window
    window.close()
