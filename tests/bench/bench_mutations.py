"""Ten thousand damaged files: each opens right or is refused with a typed error, soon and small.

A defect is any other exception, or a project that is not the same when it is written again.
"""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator

from tests.bench.context import Context
from tests.py.project.making import glyphs, version_1
from tests.py.project.mutating import altered, damaged
from tests.py.project.test_mutations import (
    CONTENT,
    open_again,
    picture,
    put_back,
    read_picture,
    trained,
)
from zeichenlabor.lab.collecting.ready import sample_sheet

DIGITS = [str(digit) for digit in range(10)]


def run(context: Context) -> list[dict]:
    return [measured(name, cases) for name, cases in subjects().items()]


def subjects() -> dict[str, Iterator[Callable[[], str]]]:
    first = version_1(glyphs(5))
    sheet = sample_sheet(DIGITS, 1).tobytes()
    training = trained()
    return {
        "project files, bytes": (
            lambda seed=seed: open_again(damaged(CONTENT, seed)) for seed in range(3000)
        ),
        "project files, altered with care": (
            lambda seed=seed: open_again(altered(CONTENT, seed)) for seed in range(3000)
        ),
        "trainings with their weights": (
            lambda seed=seed: put_back(damaged(training, seed)) for seed in range(2000)
        ),
        "project files of version 1": (
            lambda seed=seed: open_again(damaged(first, seed)) for seed in range(1000)
        ),
        "pictures of pages": (
            lambda seed=seed: read_picture(damaged(sheet, seed)) for seed in range(100)
        ),
        "small pictures": (
            lambda seed=seed: read_picture(damaged(picture(("PNG", "JPEG")[seed % 2]), seed))
            for seed in range(900)
        ),
    }


def measured(name: str, cases: Iterator[Callable[[], str]]) -> dict:
    """What became of all cases of one kind, the slowest of them, and what they took of memory."""
    outcomes: Counter[str] = Counter()
    defects: list[str] = []
    slowest = 0.0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, case in enumerate(cases):
        start = time.perf_counter()
        try:
            outcomes[case()] += 1
        except Exception as error:
            defects.append(f"{number}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.perf_counter() - start)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "name": f"{name}: defects",
        "value": len(defects),
        "unit": f"of {sum(outcomes.values()) + len(defects)}",
        **outcomes,
        "slowest_s": round(slowest, 2),
        "grown_mb": round(grown / 1024),
        "defects": defects[:5],
    }
