"""What the browser tests share."""

from __future__ import annotations

import pytest

from sitebuild.third_party import CACHE

from .visited import VisitedBrowser


@pytest.fixture(scope="session")
def browser(browser, site_dir, site_url) -> VisitedBrowser:
    """One headless Chromium for all tests; each opens contexts of its own."""
    return VisitedBrowser(browser, site_dir, site_url, CACHE / "visited")
