"""What the browser tests share."""

from __future__ import annotations

import pytest

from . import firefox, webkit
from .driven import Driven

OTHERS = {
    "Firefox": (firefox.Firefox, firefox.PROGRAM, "no Firefox on this machine"),
    "WebKit": (webkit.WebKit, webkit.PROGRAM, f"no {' and no '.join(webkit.missing())}"),
}


@pytest.fixture(params=OTHERS)
def other(request, tmp_path) -> Driven:
    """A window of each browser that schools have beside Chromium, where it is installed."""
    start, program, reason = OTHERS[request.param]
    if not program:
        pytest.skip(reason)
    window = start(tmp_path)
    yield window
    window.close()
