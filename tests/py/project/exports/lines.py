"""Lines for the page to take home, with Python's own answers: written here, read by node.

``python -m tests.py.project.exports.lines`` writes them anew.
"""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from tests.py.lines.test_strokes import written
from zeichenlabor.errors import LineError
from zeichenlabor.lab.services.write import Write
from zeichenlabor.lab.session import Session
from zeichenlabor.lines import cut_strokes, redraw
from zeichenlabor.style import Style

TABLE = Path(__file__).parents[3] / "js/line-cases.json"
PEN = 4
GAP = 12
PIECE = 3.0
"""Points of a stroke lie so close, as the page's smoothed strokes do."""

TEXTS = ["3+4×2", "12÷4=3", "(5−2)·7", "47445", "555577", "iji", "üiü", "0,5+1.5", "8:2", "1−1"]
TEXTS += ["=", "12 34 5", "7", "2 + 5", "2026"]

CLOSE = ["47445", "2026", "3+4×2", "818"]
"""Written without room between the symbols, so that neighbours touch."""

MEANT = ["", "   ", "7", "007", "0171 2345", "3,5", "3.5", ",5", "5.", "1.234.567", "1.234,5"]
MEANT += ["1,234.5", "1 000 000,25", "24.12.2026", "1.5 2.5", "..", "haus", "große Wäsche", "xx"]
MEANT += ["B AB 123", "x²", "²", "٣", "3+4×2", "3 + 4 × 2", "12:4", "12/4=3", "1÷3", "2÷3×3", "=5"]
MEANT += ["1+1=3", "1+1=2=", "1+1=", "1=1=1", "(2+3)(4-1)", "2(3)", "(2)3", "-5+2", "--5", "3×−2"]
MEANT += [
    "+3",
    "3-+2",
    "((1+2)",
    "1+2)",
    "()",
    "(",
    ")",
    "1÷0",
    "0÷5",
    "5÷(2−2)",
    "3+",
    "×3",
    "3 4+1",
]
MEANT += [
    "1.2.3+1",
    "1,,2+1",
    "1÷7=2÷14",
    "3==3",
    "1+=1",
    "9" * 40 + "×" + "9" * 40,
    "1÷1024",
    "0,1+0,2",
]
MEANT += ["-1÷3", "−0,5×4", "1:2:2", "a+b", "x", "2x3", "5*3", "+", "=", "1 + 2 = 3 "]


def cuts() -> list[dict[str, Any]]:
    """Lines of several hands, cut by geometry alone; strokes as lists of x, y, x, y …"""
    found = []
    apart = [(text, GAP, hand) for text in TEXTS for hand in range(8)]
    close = [(text, 0, hand) for text in CLOSE for hand in range(6)]
    for text, gap, hand in [*apart, *close]:
        strokes = [dense(stroke) for stroke in written(text, hand, gap)]
        symbols = cut_strokes(strokes, PEN)
        found.append(
            {
                "text": text,
                "gap": gap,
                "strokes": [stroke.ravel().tolist() for stroke in strokes],
                "boxes": [[int(side) for side in one.box] for one in symbols],
                "sure": [bool(one.sure) for one in symbols],
                "spaces": [bool(one.space_before) for one in symbols],
            }
        )
    return found


def dense(stroke: np.ndarray) -> np.ndarray:
    """Put points between those that lie far apart; as text has them."""
    points = [stroke[0]]
    for start, stop in pairwise(stroke):
        count = max(int(np.ceil(np.hypot(*(stop - start)) / PIECE)), 1)
        points += [start + (stop - start) * step / count for step in range(1, count + 1)]
    return np.round(points, 1)


def redrawn() -> list[dict[str, Any]]:
    """Digits of several hands, each drawn anew; strokes as lists of x, y, x, y …"""
    found = []
    for digit in range(10):
        strokes = [dense(stroke) for stroke in written(str(digit), digit)]
        style = Style(1.5 + 0.1 * digit, (-0.1, 0.05 * digit - 0.1))
        glyph = redraw(strokes, style).ravel().tolist()
        points = [one.ravel().tolist() for one in strokes]
        found.append({"style": style._asdict(), "strokes": points, "glyph": glyph})
    return found


def meanings() -> list[dict[str, Any]]:
    """What lines mean, or the code of what is wrong with them."""
    chance = random.Random(19)
    drawn = ["".join(chance.choices("0123+−×÷=()., ", k=chance.randint(2, 9))) for _ in range(300)]
    understand = Write(Session()).understand
    found = []
    for line in [*MEANT, *drawn]:
        try:
            answer = asdict(understand(list(line)))
        except LineError as error:
            answer = {"code": error.code.removeprefix("line/"), "params": error.params}
        found.append({"line": line, "answer": answer})
    return found


def table() -> str:
    """Return the table as text, a case a line."""
    parts = {"cuts": cuts(), "redrawn": redrawn(), "meanings": meanings()}
    bodies = [
        f'"{name}": [\n' + ",\n".join(json.dumps(one, ensure_ascii=False) for one in cases) + "\n]"
        for name, cases in parts.items()
    ]
    return "{\n" + f'"pen": {PEN},\n' + ",\n".join(bodies) + "\n}\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
