"""The accuracy of each preset, recorded in tests/bench/presets.json.

All of them take about an hour, so a plain run measures three quick ones; which,
and where, is chosen by the environment:

    ZEICHENLABOR_PRESETS=all                     or names, with commas; "sheets" are the scans
    ZEICHENLABOR_PRESETS_IN=native               instead of the browser
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from tests.bench import preset_training
from tests.bench.context import Context
from zeichenlabor.lab.designing.presets import PRESETS

RECORD = Path(__file__).resolve().parents[2] / "tests/bench/presets.json"
QUICK = "one-layer,tutorial,school-1"
EVERYTHING = [*PRESETS, "autoencoder", "sheets"]


def run(context: Context) -> list[dict]:
    chosen = os.environ.get("ZEICHENLABOR_PRESETS", QUICK)
    names = EVERYTHING if chosen == "all" else chosen.split(",")
    native = os.environ.get("ZEICHENLABOR_PRESETS_IN") == "native"
    rows = []
    for name in names:
        measured = _native(context, name) if native else _in_browser(context, name)
        rows += measured
        record(measured)
    return rows


def record(rows: list[dict]) -> None:
    """Put the rows into the kept file; a row replaces an older one of its name."""
    kept = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else []
    by_name = {row["name"]: row for row in kept}
    by_name |= {row["name"]: row | {"date": time.strftime("%Y-%m-%d")} for row in rows}
    order = {name: place for place, name in enumerate(EVERYTHING)}
    ordered = sorted(by_name.values(), key=lambda row: order.get(row["name"], len(order)))
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _native(context: Context, name: str) -> list[dict]:
    if name == "sheets":
        return preset_training.on_sheets(context.data, _tell)
    if name == "autoencoder":
        return [preset_training.autoencoder(context.data, _tell)]
    return [preset_training.on_mnist(name, context.data, _tell)]


def _in_browser(context: Context, name: str) -> list[dict]:
    """Train in the site's own Python, in a worker of a real Chromium."""
    here = context.serve("bench", Path(__file__).parent)
    context.serve("data", context.data)
    folder = "sheets" if name == "sheets" else "mnist"
    ending = ".png" if name == "sheets" else ".gz"
    files = [f"{folder}/{path.name}" for path in sorted((context.data / folder).glob(f"*{ending}"))]
    calls = {"sheets": "on_sheets(data, tell)", "autoencoder": "[autoencoder(data, tell)]"}
    call = calls.get(name, f"[on_mnist({name!r}, data, tell)]")
    code = f"{BROWSER_SETUP}\njson.dumps({call})"
    with context.page() as page:
        page.expose_function("tellBench", _tell)
        page.evaluate(START, {"worker": f"{here}preset_worker.js", "files": files, "code": code})
        answer = page.wait_for_function("() => window.benchAnswer", timeout=0).json_value()
    if "error" in answer:
        raise RuntimeError(answer["error"])
    browser = f"Chromium {context.browser.version}"
    return [row | {"browser": browser} for row in json.loads(answer["result"])]


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


BROWSER_SETUP = """
import json, sys
from pathlib import Path

sys.path.insert(0, '/home/pyodide')
from preset_training import autoencoder, on_mnist, on_sheets
data = Path('/data')
"""

START = """
({ worker, files, code }) => {
  const trainer = new Worker(worker, { type: 'module' });
  trainer.onerror = (event) => { window.benchAnswer = { error: event.message ?? 'worker' }; };
  trainer.onmessage = ({ data }) => {
    if (data.ready) trainer.postMessage({ files, code });
    else if (data.told) window.tellBench(data.told);
    else window.benchAnswer = data;
  };
}
"""
