"""Runs the benchmarks: every bench_NAME.py here, or those named.

Prints a table (or JSON), and keeps what was measured in build/bench.json with
the machine that it was measured on. `python3 build.py bench` does the set-up.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "py")]

import build  # noqa: E402
from tests.bench.context import Context  # noqa: E402

RESULT = ROOT / "build/bench.json"


def names() -> list[str]:
    return sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))


def measure(name: str, context: Context) -> list[dict]:
    rows = importlib.import_module(f"tests.bench.bench_{name}").run(context)
    return [{"bench": name, **row} for row in rows]


def machine(context: Context) -> dict:
    return {
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "cpu": cpu_name(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "chromium": context.browser.version,
    }


def cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def table(rows: list[dict]) -> str:
    """The rows in columns: name, value, unit, and what else a row says."""
    lines = []
    for bench in dict.fromkeys(row["bench"] for row in rows):
        lines.append(f"\n{bench}")
        for row in (row for row in rows if row["bench"] == bench):
            more = {k: v for k, v in row.items() if k not in {"bench", "name", "value", "unit"}}
            notes = "  ".join(f"{key} {shown(value)}" for key, value in more.items())
            line = f"  {row['name']:<48} {shown(row['value']):>12} {row['unit']:<10} {notes}"
            lines.append(line.rstrip())
    return "\n".join(lines)


def shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {' '.join(names())}")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--site", type=Path, default=ROOT / "dist", help="the built site")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names()):
        parser.error(f"no such benchmark: {' '.join(sorted(unknown))}")

    rows, failed = [], []
    with Context(build.ThirdParty.from_lock(), options.site) as context:
        for name in options.names or names():
            print(f"measuring {name}", file=sys.stderr, flush=True)
            try:
                rows += measure(name, context)
            except Exception:  # one broken benchmark must not cost the others their results
                traceback.print_exc()
                failed.append(name)
        result = {"machine": machine(context), "rows": rows}
    RESULT.parent.mkdir(exist_ok=True)
    build.write_json(RESULT, result)
    print(json.dumps(result, indent=1) if options.json else table(rows))
    print(f"\nwritten to {RESULT}", file=sys.stderr)
    if failed:
        print(f"failed: {' '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
