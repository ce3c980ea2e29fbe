"""Fifty kills of the browser or of Python, at random moments of a session: what was lost."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from tests.bench.context import Context
from tests.e2e.kills import Session

KILLS = 50


def run(context: Context) -> list[dict]:
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        session = Session(context.playwright, context.url, Path(folder) / "profile")
        session.open()
        for seed in range(KILLS):
            played = session.play(seed)
            rounds.append(played)
            print(f"{seed:3} {played.killed:8} {played.action:7} {played.after}", flush=True)
        session.close()
    harmful = [played for played in rounds if played.lost]
    moments = Counter(f"{played.killed} while {played.action}" for played in rounds)
    return [
        {
            "name": "kills after which something saved was lost",
            "value": len(harmful),
            "unit": f"of {KILLS}",
            "moments": dict(moments),
            "harmful": [(played.seed, played.action, played.lost) for played in harmful],
        }
    ]
