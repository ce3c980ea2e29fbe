"""The page that is read for warm-up is read completely."""

from __future__ import annotations

from zeichenlabor.lab.collecting import sheet_reading, warm_up


def test_practice_reads_a_whole_page(monkeypatch):
    read = []
    monkeypatch.setattr(
        warm_up, "read_page", lambda *given: read.append(sheet_reading.read_page(*given))
    )
    warm_up.read_practice_page()
    (source,) = read
    assert len(source.labels) == 600
