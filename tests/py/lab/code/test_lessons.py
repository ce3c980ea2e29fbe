"""The four lessons that this app replaces, each typed into one cell as it stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_standins import mnist  # noqa: F401
from .test_standins import pytestmark as absent

pytestmark = [absent, pytest.mark.native("reads the repository's programs")]

FOLDER = Path(__file__).parent / "lessons"
LESSONS = {
    "blog": {"pictures": 2, "chart": 4, "table": 2},
    "codelab": {"chart": 1},
    "school": {"chart": 2},
    "tutorial": {},
}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_program_runs_in_one_cell(lesson, mnist, tmp_path, monkeypatch):  # noqa: F811
    if lesson == "blog":
        pytest.importorskip("sklearn")
    monkeypatch.chdir(tmp_path)
    outputs = mnist.run((FOLDER / f"{lesson}.py").read_text(encoding="utf-8"))
    failures = [output for output in outputs if output.type == "failure"]
    assert not failures, failures[0].traceback
    kinds = [output.type for output in outputs]
    for kind, count in LESSONS[lesson].items():
        assert kinds.count(kind) == count, kinds
    text = "".join(output.text for output in outputs if output.type == "text")
    assert "Test accuracy: " in text
    assert (text.count("235,146") == 4) == (lesson == "blog")
