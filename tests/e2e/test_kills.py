"""Nothing that was saved is lost when the browser is killed; the benchmark kills it fifty times."""

from __future__ import annotations

import pytest

from .kills import Session

pytestmark = pytest.mark.long

SEEDS = range(4)


@pytest.fixture
def session(playwright_api, site_url, tmp_path):
    session = Session(playwright_api, site_url, tmp_path / "profile")
    session.open()
    yield session
    session.close()


def test_no_kill_loses_what_was_saved(session):
    for seed in SEEDS:
        assert session.play(seed).lost == []
