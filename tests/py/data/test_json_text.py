"""Untrusted JSON is parsed as usual, unless it is nested too deeply."""

from __future__ import annotations

import json

import pytest

from zeichenlabor.data.json_text import DEEPEST, load_json


@pytest.mark.parametrize(
    "value",
    [None, 1.5, "ä", [], {"a": [1, {"b": [[]]}]}, ["[" * 1000, '"[[', "\\["], [[0]] * 1000],
)
def test_what_is_not_deep_is_parsed(value):
    text = json.dumps(value)
    assert load_json(text) == load_json(text.encode()) == value


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_the_deepest_level_is_parsed_and_the_next_refused(opening, closing):
    def nested(levels):
        return opening * levels + "0" + closing * levels

    assert load_json(nested(DEEPEST)) == json.loads(nested(DEEPEST))
    with pytest.raises(ValueError, match="deeper"):
        load_json(nested(DEEPEST + 1))


def test_a_hundred_thousand_levels_are_refused_too():
    with pytest.raises(ValueError, match="deeper"):
        load_json(b"[" * 100_000)


def test_what_is_no_json_is_refused():
    with pytest.raises(ValueError, match="Expecting"):
        load_json(b"[1, ")
