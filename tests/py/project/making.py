"""Small projects for tests, and the same as version 1 wrote them."""

from __future__ import annotations

import io
import json

import numpy as np

from zeichenlabor.project.file import ProjectContents
from zeichenlabor.project.parts import tiles_png
from zeichenlabor.zips import zip_bytes

JPEG = b"\xff\xd8\xff" + bytes(40)
CELLS = 30


def glyphs(seed: int, count: int = CELLS) -> np.ndarray:
    """Blobs that differ from hand to hand: uint8 (count, 28, 28)."""
    coarse = np.random.default_rng(seed).integers(0, 2, (count, 7, 7), np.uint8) * 255
    return coarse.repeat(4, axis=1).repeat(4, axis=2)


def sheet(id_: str, name: str, images: np.ndarray, sheet_id: int | None = None) -> dict:
    count = len(images)
    page = {
        "width": 300,
        "height": 400,
        "corners": [[0.5, 1], [299, 2], [298, 399], [1, 398]],
        "layout": {"rows": 1, "columns": count},
        "number": 1,
        "pages": 1,
        "quality": {"frame": 1, "upright": 1, "sharpness": 0.6, "light": 0.9, "warnings": []},
        "preview": {"bytes": np.frombuffer(JPEG, np.uint8), "width": 30, "height": 40},
        "sheetId": sheet_id,
    }
    result = {
        "classes": ["0", "1"],
        "status": ["kept"] * count,
        "labels": [place % 2 for place in range(count)],
        "cells": list(range(count)),
        "images": images.reshape(-1),
        "page": page,
        "more": [],
    }
    return {"id": id_, "name": name, "state": "done", "result": result, "error": None}


def weights() -> np.ndarray:
    file = io.BytesIO()
    np.savez(file, weights=np.arange(5, dtype=np.float32))
    return np.frombuffer(file.getvalue(), np.uint8)


def project(name: str = "7b", *seeds: int, sheet_id: int | None = None) -> ProjectContents:
    parts: dict = {
        "sheets": [],
        "step": "check",
        "checked": 30,
        "lesson": {"seen": ["pixel"], "solved": ["neuron"]},
    }
    for place, seed in enumerate(seeds or (1, 2), 1):
        id_ = f"sheet-{place}"
        parts["sheets"].append(id_)
        parts[f"sheets/{id_}"] = sheet(id_, f"scan {seed}.png", glyphs(seed), sheet_id)
    parts["editing"] = {"past": [{}], "now": {"sheet-1": {"3": "1", "4": None}}, "future": []}
    parts["underway"] = ["drawing-1"]
    parts["underway/drawing-1"] = {
        "id": "drawing-1",
        "name": "7",
        "drawing": glyphs(7, 1).reshape(-1),
        "size": 28,
    }
    parts["runs"] = ["run-1"]
    parts["runs/run-1"] = {
        "id": "run-1",
        "number": 1,
        "name": "",
        "starred": False,
        "at": 1.7e12,
        "settings": {"preset": "school-1", "epochs": 3, "seed": 1},
        "classes": ["0", "1"],
        "goal": 3,
        "samples": {"train": 24, "validation": 3, "test": 3},
        "data": 123,
        "parameters": 7850,
        "epochs": [{"type": "epoch", "epoch": 0, "loss": 0.5, "valLoss": None}],
        "diagnosis": None,
        "seconds": 1.5,
        "state": "stopped",
        "result": None,
        "dropped": False,
        "kept": {"epochs": 1, "batch": 0},
        "weights": None,
    }
    parts["weights/run-1"] = weights()
    parts["choice"] = {"preset": "school-1", "seed": 1}
    return ProjectContents(name, parts)


def png(number: int) -> np.ndarray:
    return np.frombuffer(b"\x89PNG" + number.to_bytes(2, "big"), np.uint8)


def with_names(names: list[str], called: str) -> ProjectContents:
    """A project with these names wherever a name can stand."""
    known = project(called[:60])
    source = sheet("sheet-1", called, glyphs(1, len(names)))
    source["result"] |= {"classes": names, "labels": list(range(len(names)))}
    known.parts["sheets/sheet-1"] = source | {"origin": called, "writer": called}
    known.parts["sheets/sheet-2"]["name"] = called
    now = {"sheet-1": {str(cell): name for cell, name in enumerate(names)}}
    known.parts["editing"] = {"past": [], "now": now, "future": []}
    known.parts["template"] = {
        "text": " ".join(names),
        "columns": 20,
        "paper": "a4",
        "pictures": {name: png(number) for number, name in enumerate(names)},
    }
    known.parts["path"] = {
        "open": True,
        "done": names,
        "answers": dict.fromkeys(names, called),
        "name": "",
        "confused": False,
        "hurried": True,
        "evaluated": "run-1",
    }
    known.parts["runs/run-1"] |= {"name": called, "classes": names}
    return known


def version_1(images: np.ndarray) -> bytes:
    """The fixture of a file that the first version has written."""
    source = sheet("sheet-1", "scan.png", images)
    source["result"]["images"] = {"$file": "sheets/sheet-1.png", "tiles": len(images)}
    source["result"]["page"]["preview"]["bytes"] = {"$file": "sheets/sheet-1.jpg"}
    files = {
        "sheets.json": json.dumps(["sheet-1"]).encode(),
        "sheets/sheet-1.json": json.dumps(source).encode(),
        "sheets/sheet-1.png": tiles_png(images),
        "sheets/sheet-1.jpg": JPEG,
        "edits.json": json.dumps([{"sheet": "sheet-1", "cell": 3, "label": "1"}]).encode(),
    }
    manifest = {"format": "zeichenlabor-project", "version": 1, "name": "alt", "files": [*files]}
    return zip_bytes({"zeichenlabor.json": json.dumps(manifest).encode(), **files})


def same(a: object, b: object) -> bool:
    """Whether two trees with arrays are equal."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return (a.dtype, a.tobytes()) == (b.dtype, b.tobytes())  # not a number is itself, too
    return a == b
