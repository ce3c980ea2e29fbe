"""The page that is read for practice is one: nothing of it is refused or skipped."""

from __future__ import annotations

from zeichenlabor.lab.collecting import paper, warming


def test_practice_reads_a_whole_page(monkeypatch):
    read = []
    monkeypatch.setattr(warming, "read_page", lambda *given: read.append(paper.read_page(*given)))
    warming.practise()
    (source,) = read
    assert len(source.labels) == 600
