"""Long tasks with large networks are divided into parts, and can be stopped between them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import pytest

from tests.py.lab.test_laboratory import BAR, SETTINGS, bars, drain, put
from zeichenlabor.errors import Cancelled
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.stopping import stoppable
from zeichenlabor.nn import training

OCCLUSION = {"relevance": "occlusion"}


@pytest.fixture
def laboratory(monkeypatch: pytest.MonkeyPatch) -> Laboratory:
    """One whose network is so large for the machine that a pass takes a single picture."""
    laboratory = Laboratory()
    put(laboratory, "sheet", *bars(200))
    drain(laboratory.train.start_training(SETTINGS))
    monkeypatch.setattr(training, "PASS_OPERATIONS", laboratory.session.model.count_operations())
    return laboratory


def through(work: Generator, between: Callable[[], Any] = lambda: None) -> tuple[int, Any]:
    """How many pauses there were, in which ``between`` was done, and the result."""
    pauses = 0
    while True:
        try:
            next(work)
        except StopIteration as end:
            return pauses, end.value
        between()
        pauses += 1


LONG: dict[str, Callable[[Laboratory], Generator[None, bool, Any]]] = {
    "evaluate": lambda laboratory: laboratory.evaluate.evaluating(),
    "explain": lambda laboratory: laboratory.look.explain_or_begin(**BAR, wishes=OCCLUSION),
    "fonts": lambda laboratory: laboratory.evaluate.reading_drawings(
        memoryview(bars(5)[0].tobytes()), 28
    ),
    "unknown": lambda laboratory: laboratory.evaluate.judge_unknown(["0", "1"]),
}


@pytest.mark.parametrize("name", LONG)
def test_it_pauses_after_each_part_and_stops_in_the_first_pause(laboratory, name):
    assert through(LONG[name](laboratory))[0] > 3
    work = LONG[name](laboratory)
    next(work)
    with pytest.raises(Cancelled):
        work.send(True)


@pytest.mark.parametrize("name", ["evaluate", "explain", "unknown"])
def test_an_answer_is_never_of_two_networks(laboratory, name):
    work = LONG[name](laboratory)
    next(work)
    drain(laboratory.train.resume_training(1))
    with pytest.raises(Cancelled):
        drain(work)


def test_a_drawing_that_is_read_in_a_pause_changes_nothing(laboratory):
    whole = laboratory.evaluate.evaluate()
    work = laboratory.evaluate.evaluating()
    _, found = through(work, lambda: laboratory.look.predict(**BAR))
    np.testing.assert_array_equal(found.probabilities, whole.probabilities)
    assert found.loss == whole.loss


def test_what_needs_one_pass_is_explained_at_once(laboratory):
    assert laboratory.look.explain_or_begin(**BAR, wishes={"relevance": "gradient"}).relevance


def test_work_that_is_not_stopped_goes_to_its_end():
    def work():
        yield
        yield
        return "done"

    assert through(stoppable(work())) == (2, "done")
