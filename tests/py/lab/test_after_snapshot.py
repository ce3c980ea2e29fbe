"""Adaptation of Python after a start from a snapshot."""

import locale
import os
import random
import sys
import time

import numpy as np
import pytest

from zeichenlabor.lab.after_snapshot import adapt_to_machine, set_time_zone
from zeichenlabor.nn import kernels

NAMES = ("tzname", "timezone", "altzone", "daylight")


@pytest.fixture
def kept(monkeypatch):
    """Everything is put back afterwards."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in NAMES:
        monkeypatch.setattr(time, name, getattr(time, name))
    place, state = locale.setlocale(locale.LC_CTYPE), random.getstate()
    active = kernels.backend()
    yield
    locale.setlocale(locale.LC_CTYPE, place)
    random.setstate(state)
    kernels.use(active)


def test_chance_is_a_new_one_each_time(kept):
    drawn = set()
    for _ in range(3):
        random.seed(1)
        np.random.seed(1)  # noqa: NPY002
        adapt_to_machine("", "")
        drawn |= {random.random(), float(np.random.rand())}  # noqa: NPY002
    assert len(drawn) == 6


def test_the_language_is_the_browsers(kept):
    adapt_to_machine("", "")
    assert os.environ["LANG"] == "C.UTF-8"


def test_the_browser_is_the_one_that_is_there(kept, monkeypatch):
    class Info:
        def __init__(self, runtime: str) -> None:
            self.runtime = runtime

        def __replace__(self, **changes: str) -> "Info":
            return Info(**changes)

    monkeypatch.setattr(sys, "_emscripten_info", Info("recording"), raising=False)
    adapt_to_machine("", "Mozilla/5.0 (Android 15)")
    assert sys._emscripten_info.runtime == "Mozilla/5.0 (Android 15)"


def test_the_fastest_kernels_are_chosen(kept):
    kernels.use_fastest()
    fastest = kernels.backend()
    kernels.use("numpy")
    adapt_to_machine("", "")
    assert kernels.backend() == fastest


@pytest.mark.native("Emscripten asks for the time zone only once")
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney"])
def test_the_time_zone_is_told_as_by_the_module_itself(monkeypatch, zone):
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        expected = {name: getattr(time, name) for name in NAMES}
        for name in NAMES:
            setattr(time, name, None)
        set_time_zone()
        told = {name: getattr(time, name) for name in NAMES}
    time.tzset()
    assert told == expected
