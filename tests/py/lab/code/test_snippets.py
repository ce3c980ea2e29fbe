"""The table of snippets: results as in Keras, or an error that names what is missing."""

from __future__ import annotations

import pytest

from tests.snippets import answer, answers, fails, kinds_of, name_of, same, snippets
from zeichenlabor.errors import ZeichenlaborError
from zeichenlabor.lab.code import standins

from .test_standins import pytestmark as absent

pytestmark = [absent, pytest.mark.native("reads the repository's table")]

ALL = snippets()


@pytest.fixture(autouse=True)
def installed(tmp_path, monkeypatch):
    standins.install()
    monkeypatch.chdir(tmp_path)
    standins.module("keras.utils").set_random_seed(0)
    standins.module("keras.utils").clear_session()


def test_there_are_enough_and_few_are_missing():
    assert len(ALL) >= 150
    assert sum(bool(snippet.missing) for snippet in ALL) <= 10
    assert {snippet.code for snippet in ALL} == set(answers())


@pytest.mark.parametrize("snippet", ALL, ids=name_of)
def test_the_engine_answers_as_keras(snippet):
    found, error = answer(snippet.code)
    if snippet.missing:
        assert isinstance(error, ZeichenlaborError), (found, error)
        assert not fails(answers()[snippet.code])  # Keras can
        return
    told = answers()[snippet.code]
    if error is not None and fails(told):
        assert told["error"] in kinds_of(error), (told, error)
        assert told["error"] != "Exception"  # which would be any
        return
    assert same(found, told), (found, told, error)
