"""The schema of each part of a project; unknown parts are not read.

Names and meanings are those of the page's state (see ``site/storage/stateParts.js`` for the parts,
``site/worker/protocol.js`` for sources). The outputs of notebook cells and a pupil's name are not
exported: they stay on the device.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import numpy as np

from ..lab.code import notebook
from ..lab.collecting.sheet_reading import DOUBTS, MENDED
from .archive import MOST_BYTES
from .parts import SIDE
from .shapes import (
    Check,
    Unfit,
    anything,
    binary,
    either,
    flag,
    listed,
    mapped,
    maybe,
    number,
    one_of,
    record,
    text,
    whole,
)

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
LONGEST_NAME = 1000
"""Length limit of a source's name: a file's, with those of the projects that it was joined from."""
MOST_CELLS = 200_000
MOST_ARRAYS = 500


def identity(value: Any) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise Unfit(f"not an id: {value!r:.40}")
    return value


def cell(value: Any) -> str:
    """The number of a cell as a JSON key."""
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Unfit(f"not a cell: {value!r:.40}")
    return value


def maybe_off(inner: Check) -> Check:
    """The same, or null or false."""
    return lambda value: value if value is None or value is False else inner(value)


def always(constant: Any) -> Check:
    """What is not exported."""
    return lambda _: constant


def npz(value: Any) -> np.ndarray:
    """An archive of arrays with limited decompressed size; `lab.training.runs` reads it."""
    content = binary(value)
    try:
        with zipfile.ZipFile(io.BytesIO(content.tobytes())) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Unfit(f"not an npz file: {error}") from error
    if len(members) > MOST_ARRAYS or sum(member.file_size for member in members) > MOST_BYTES:
        raise Unfit("too many or too large arrays")
    return content


ERROR = record({"code": text(), "params": mapped(text(), anything, 20)}, {"detail": text(100_000)})

PAGE = record(
    {
        "width": whole(1, 100_000),
        "height": whole(1, 100_000),
        "corners": listed(listed(number, 2), 4),
        "layout": record({"rows": whole(1, 500), "columns": whole(1, 500)}),
        "number": whole(0, 1000),
        "pages": whole(0, 1000),
        "quality": record(
            {
                "frame": number,
                "upright": number,
                "sharpness": number,
                "light": number,
                "warnings": listed(text(60), 50),
            }
        ),
        "preview": record({"bytes": binary, "width": whole(1, 10_000), "height": whole(1, 10_000)}),
    },
    {
        "id": maybe(whole(0, 2**32 - 1)),
        "sheetId": maybe(whole(0, 2**32 - 1)),
        "twin": maybe(identity),
    },
)

_SOURCE = record(
    {
        "classes": listed(text(60), 1000),
        "status": listed(one_of("kept", "empty", "struck", "doubtful"), MOST_CELLS),
        "labels": listed(whole(0, 999), MOST_CELLS),
        "cells": listed(whole(0, MOST_CELLS), MOST_CELLS),
        "images": binary,
        "page": maybe(PAGE),
        "more": listed(whole(), 1000),
    },
    {
        "testFrom": maybe(whole(0, MOST_CELLS)),
        "mended": listed(one_of(*MENDED), len(MENDED)),
        "doubts": listed(one_of(*DOUBTS), len(DOUBTS)),
    },
)


def source(value: Any) -> dict[str, Any]:
    """The pictures of one source, with consistent lists."""
    known = _SOURCE(value)
    count = len(known["labels"])
    if known["images"].dtype != np.uint8 or known["images"].size != count * SIDE**2:
        raise Unfit(f"{known['images'].size} bytes of pictures for {count} labels")
    if len(known["cells"]) != count or max(known["cells"], default=-1) >= len(known["status"]):
        raise Unfit("cells that are not there")
    if len(set(known["cells"])) != count:
        raise Unfit("two pictures of one cell")
    if max(known["labels"], default=-1) >= len(known["classes"]):
        raise Unfit("labels without a class")
    if len(set(known["classes"])) != len(known["classes"]):
        raise Unfit("a class twice")
    if len(known["more"]) not in (0, len(known["classes"])):
        raise Unfit("more pictures of classes that are not there")
    if known["page"]:
        layout, corners = known["page"]["layout"], known["page"]["corners"]
        if layout["rows"] * layout["columns"] != len(known["status"]):
            raise Unfit("another layout")
        if [len(corner) for corner in corners] != [2] * 4:
            raise Unfit("no four corners")
    return known


SHEET = record(
    {
        "id": identity,
        "name": text(LONGEST_NAME),
        "state": one_of("waiting", "done", "failed"),
        "result": maybe(source),
        "error": maybe(ERROR),
    },
    {"progress": maybe(anything), "origin": text(2000), "writer": text(200), "pointed": flag}
    | {"corners": listed(listed(number, 2), 4), "classes": listed(text(60), 1000)}
    | {"top": listed(number, 2), "beside": listed(listed(listed(number, 2), 4), 16)},
)

EDITS = mapped(identity, mapped(cell, maybe(text(60)), MOST_CELLS), 4000)

_PLAIN = record({"class_name": text(60), "config": mapped(text(60), anything, 60)})
"""A configurable object, in Keras' names."""

SETTINGS = record(
    {"preset": text(60), "seed": whole(0, 2**32 - 1)},
    {
        "epochs": whole(1, 2000),
        "batchSize": whole(1, 1024),
        "learningRate": number,
        "layers": maybe(listed(_PLAIN, 60)),
        "optimizer": maybe(_PLAIN),
        "schedule": maybe(_PLAIN),
        "earlyStopping": maybe_off(_PLAIN),
        "validationShare": number,
        "augmentation": maybe_off(mapped(text(60), number, 20)),
        "initializer": maybe(_PLAIN),
        "regularizer": maybe_off(_PLAIN),
        "shuffle": flag,
        "splitSeed": whole(0, 2**32 - 1),
    },
)

_CELL = record(
    {
        "id": identity,
        "source": text(notebook.LONGEST_CELL),
        "example": maybe(text(100)),
        "state": always("new"),
        "number": always(0),
        "outputs": always([]),
        "error": always(None),
    }
)

_COUNT = record({"train": whole(), "validation": whole(), "test": whole()})


def epoch(value: Any) -> dict[str, Any]:
    """The metrics of an epoch: numbers only, since they are exported as tables."""
    known = mapped(text(40), anything, 30)(value)
    kind = {"type": one_of("epoch")(known.pop("type"))} if "type" in known else {}
    return kind | {name: maybe(number)(entry) for name, entry in known.items()}


_STEP = record(
    {"at": number, "loss": maybe(number), "accuracy": maybe(number), "learningRate": number}
)

_ENDING = record(
    {
        "type": always("ending"),
        "epoch": whole(1),
        "early": flag,
        "monitor": one_of("val_loss", "val_accuracy"),
        "bestEpoch": whole(1),
        "restored": flag,
    }
)

LEARNED = record(
    {
        "classes": listed(text(60), 1000),
        "sources": listed(
            record({"id": identity, "pictures": whole()}, {"cells": whole(), "counting": whole()}),
            4000,
        ),
        "edits": EDITS,
    }
)

RUN = record(
    {
        "id": identity,
        "number": whole(1),
        "name": text(200),
        "starred": flag,
        "at": number,
        "settings": SETTINGS,
        "classes": listed(text(60), 1000),
        "goal": whole(),
        "samples": _COUNT,
        "data": whole(),
        "parameters": whole(),
        "epochs": listed(epoch, 100_000),
        "diagnosis": maybe(mapped(text(60), anything, 20)),
        "seconds": number,
        "state": one_of("running", "stopped", "done", "diverged"),
        "result": maybe(record({"accuracy": number, "loss": maybe(number), "n": whole()})),
        "dropped": flag,
        "kept": record({"epochs": whole(), "batch": whole()}),
    },
    {"weights": maybe(npz), "ending": maybe(_ENDING), "learned": maybe(LEARNED)}
    | {"steps": listed(_STEP, 4000)},
)

SCHEMA: dict[str, Check] = {
    "sheets": listed(identity, 4000),
    "sheets/": SHEET,
    "file/": record({"name": text(1000), "lastModified": number, "content": binary}),
    "underway": listed(identity, 4000),
    "underway/": record({"id": identity, "name": text(60), "drawing": binary, "size": whole(1)}),
    "given/": record(
        {
            "files": listed(record({"name": text(1000), "file": binary}), 20),
            "most": whole(1, 10**7),
        },
        {"asItWas": flag, "turn": text(20)},
    ),
    "runs": listed(identity, 4000),
    "runs/": RUN,
    "weights/": npz,
    "editing": record(
        {"past": listed(EDITS, 500), "now": EDITS, "future": listed(EDITS, 500)},
    ),
    "edits": listed(anything),
    "checked": either(mapped(identity, whole(), 4000), whole()),
    "step": text(20),
    "choice": SETTINGS,
    "training": record({"run": maybe(identity)}),
    "notebook": record(
        {"cells": listed(_CELL, notebook.MOST_CELLS), "made": whole(), "runs": whole()}
    ),
    "lesson": record({"seen": listed(text(60), 1000)}, {"solved": listed(text(60), 1000)}),
    "playground": record({"solved": listed(text(60), 1000)}),
    "path": record(
        {
            "open": flag,
            "done": listed(text(60), 1000),
            "answers": mapped(text(60), text(20_000), 1000),
            "name": always(""),
            "confused": flag,
        },
        {"form": one_of(45, 90, 180), "started": always(None)}
        | {"hurried": flag, "evaluated": text(200)},
    ),
    "template": record(
        {"text": text(10_000), "columns": one_of(20, 12), "paper": text(20)},
        {"pictures": mapped(text(60), binary, 100)},
    ),
}
"""Checks by the part's name; a name that ends in a slash stands for all records of that kind."""


def check_of(part: str) -> Check | None:
    """The check for a part, or None if no part can have this name."""
    kind, slash, id_ = part.partition("/")
    if not ID.fullmatch(kind) or (slash and not ID.fullmatch(id_)):
        return None
    return SCHEMA.get(kind + slash)
