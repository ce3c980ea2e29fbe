"""Two hundred rounds of disturbed sessions: what was lost.

Kills at random moments, full, missing and cleared storage, other tabs, wrong clocks, discarded
tabs. ``SEED=17 ROUNDS=1 python3 build.py bench kills`` repeats one.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

from tests.bench.context import Context
from tests.e2e.harms import Device

ROUNDS = int(os.environ.get("ROUNDS", "200"))
FIRST = int(os.environ.get("SEED", "0"))


def run(context: Context) -> list[dict]:
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        device = Device(context.playwright, context.url, Path(folder) / "profile")
        device.open()
        for seed in range(FIRST, FIRST + ROUNDS):
            played = device.harm(seed)
            rounds.append(played)
            lost = f" LOST {played.lost}" if played.lost else ""
            told = played.detail or played.action
            void = " VOID" if played.void else ""
            print(f"{seed:3} {played.killed:16} {told:7} {played.after}{lost}{void}", flush=True)
        device.close()
    harmful = [played for played in rounds if played.lost]
    moments = Counter(f"{played.killed}, {played.action}" for played in rounds)
    return [
        {
            "name": "rounds in which something saved was lost",
            "value": len(harmful),
            "unit": f"of {ROUNDS}",
            "moments": dict(moments),
            "void": sum(played.void for played in rounds),
            "harmful": [(played.seed, played.killed, played.lost) for played in harmful],
        }
    ]
