"""Damage by a cell is detected; changes by the page itself are not damage."""

from __future__ import annotations

import builtins
import hashlib
import json
import sys
import time
import warnings
import zipfile

import numpy as np
import pytest

from zeichenlabor.lab.code import damage, display
from zeichenlabor.lab.code.damage import Damage, Intact
from zeichenlabor.nn import Dense, Flatten, Sequential
from zeichenlabor.project import service  # noqa: F401 (its modules are what the page has)


@pytest.fixture
def intact():
    return Intact()


def test_nothing_is_damaged_by_a_training(intact):
    model = Sequential([Flatten(), Dense(3, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    images = np.zeros((8, 28, 28), np.uint8)
    model.fit(images, np.arange(8) % 3, epochs=1, verbose=0)
    assert intact.damage() == Damage([], False)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (np, "zeros"),
        (np.random, "default_rng"),
        (builtins, "zip"),
        (json, "loads"),
        (time, "perf_counter"),
        (hashlib, "sha256"),
        (zipfile, "ZipFile"),
        (np, "pi"),
        (display, "ROWS"),
    ],
)
def test_what_is_replaced_or_gone_is_named(intact, monkeypatch, module, name):
    full = f"{module.__name__}.{name}"
    with monkeypatch.context() as cell:
        cell.setattr(module, name, None)
        assert intact.damage().names == [full]
    with monkeypatch.context() as cell:
        cell.delattr(module, name)
        found = intact.damage().names
    assert found == [full]
    assert intact.damage().names == []


@pytest.mark.parametrize("name", ["fit", "__call__", "layers", "from_config"])
def test_a_method_that_is_replaced_is_named(intact, monkeypatch, name):
    owner = next(one for one in Sequential.__mro__ if name in vars(one))
    monkeypatch.setattr(owner, name, lambda *_: None)
    full = f"{owner.__module__}.{owner.__qualname__}.{name}"
    assert intact.damage().names == [full]


def test_what_python_itself_needs_of_its_place_is_looked_after():
    place = {"js.setTimeout": len, "js.Promise": int}
    intact = Intact(lambda: dict(place))
    assert intact.damage().names == []
    place["js.setTimeout"] = None
    assert intact.damage().names == ["js.setTimeout"]


def test_a_module_that_is_gone_is_named(intact, monkeypatch):
    monkeypatch.delitem(sys.modules, "zeichenlabor.nn")
    assert intact.damage().names == ["zeichenlabor.nn"]


def test_new_names_and_modules_are_no_damage(intact, monkeypatch):
    monkeypatch.setattr(np, "mine", 1, raising=False)
    monkeypatch.setitem(sys.modules, "mine", np)
    assert intact.damage().names == []


def test_too_little_room_to_go_deep_is_named_more_is_none(intact):
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(limit - 1)
        assert intact.damage().names == ["sys.setrecursionlimit"]
        sys.setrecursionlimit(limit + 1)
        assert intact.damage().names == []
    finally:
        sys.setrecursionlimit(limit)


def test_hooks_may_be_replaced(intact, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", print)
    monkeypatch.setattr(warnings, "showwarning", print)
    assert intact.damage().names == []


def test_what_other_modules_count_for_themselves_is_no_damage(intact, monkeypatch):
    monkeypatch.setattr(json, "_MOST", 1, raising=False)
    with_it = Intact()
    monkeypatch.setattr(json, "_MOST", 2)
    assert with_it.damage().names == intact.damage().names == []


def test_no_room_is_told_only_where_it_is_looked_at(intact, monkeypatch):
    monkeypatch.setattr(damage, "_ROOM", sys.maxsize)
    assert intact.damage().memory
    assert not intact.damage(thorough=False).memory
