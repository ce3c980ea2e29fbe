"""What the browser tests share."""

from __future__ import annotations

import pytest

from sitebuild.third_party import CACHE

from . import firefox, webkit
from .driven import Driven
from .visited import VisitedBrowser


@pytest.fixture(scope="session")
def browser(browser, site_dir, site_url) -> VisitedBrowser:
    """One headless Chromium for all tests; each opens contexts of its own."""
    return VisitedBrowser(browser, site_dir, site_url, CACHE / "visited")


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
