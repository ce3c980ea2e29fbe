"""Nothing that was saved is lost, whatever happens; the benchmark runs 200 rounds."""

from __future__ import annotations

import pytest

from .harms import HARMS, Device

pytestmark = pytest.mark.long

SEEDS = range(4)


@pytest.fixture
def session(playwright_api, site_url, tmp_path):
    session = Device(playwright_api, site_url, tmp_path / "profile")
    session.open()
    yield session
    session.close()


def test_no_kill_loses_what_was_saved(session):
    for seed in SEEDS:
        assert session.play(seed).lost == []


def test_no_harm_takes_what_was_saved(session):
    """One round of each harm."""
    assert session.play(0).lost == []  # with a sheet to lose
    missing = set(HARMS)
    seed = 0
    while missing:
        seed += 1
        if session.choose(seed) in missing:
            played = session.harm(seed)
            assert played.lost == []
            missing.discard(played.killed)
