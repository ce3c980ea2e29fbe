"""The table by which tests/js/taken-line.test.js goes has Python's answers of today."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.py.project.exports import lines

AGAIN = "python -m tests.py.project.exports.lines"


@pytest.fixture(scope="module")
def table() -> dict:
    return json.loads(lines.TABLE.read_text(encoding="utf-8"))


@pytest.mark.native("reads a file of another test")
def test_meanings_are_todays(table):
    assert table["meanings"] == lines.meanings(), AGAIN


@pytest.mark.native("reads a file of another test")
def test_redrawn_symbols_are_todays(table):
    for one, other in zip(table["redrawn"], lines.redrawn(), strict=True):
        assert np.abs(np.subtract(one["glyph"], other["glyph"])).mean() < 0.5, AGAIN


@pytest.mark.native("reads a file of another test")
def test_cuts_are_todays(table):
    """But for a pixel, which a rounding may decide, and a doubt at its limit."""
    alike = []
    for one, other in zip(table["cuts"], lines.cuts(), strict=True):
        for was, now in zip(one["strokes"], other["strokes"], strict=True):
            np.testing.assert_allclose(was, now, rtol=0, atol=0.11, err_msg=AGAIN)
        np.testing.assert_allclose(one["boxes"], other["boxes"], rtol=0, atol=1, err_msg=AGAIN)
        assert one["spaces"] == other["spaces"], AGAIN
        alike += [was == now for was, now in zip(one["sure"], other["sure"], strict=True)]
    assert np.mean(alike) > 0.98, AGAIN
