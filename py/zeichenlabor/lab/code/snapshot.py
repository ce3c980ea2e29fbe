"""A project as one ``.npz`` file, so that cells run outside the page, too."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np

from ...data.json_text import load_json
from ...data.split import SHARED, TO_LEARN
from ...errors import BadDataFile
from ..collecting.collection import Collection
from .clone import description, network
from .past_run import PastRun
from .project import Project

VERSION = 1


def snapshot_bytes(project: Project) -> bytes:
    """Write pictures, labels, the network, its history and the runs; edits are applied."""
    sheets = [origin.sheet for origin in project._samples.origins]
    known = {
        "version": VERSION,
        "classes": project.classes,
        "seed": project._seed,
        "shares": project._shares,
        "history": project._history,
        "runs": [dict(run) for run in project._runs],
        "sheets": list(dict.fromkeys(sheets)),
        "names": project._names,
        "model": None,
    }
    arrays = {"images": project.images, "labels": project.labels.astype(np.int32)}
    place = {sheet: index for index, sheet in enumerate(known["sheets"])}
    arrays["sheet"] = np.array([place[sheet] for sheet in sheets], np.int32)
    if project.apart is not None:
        arrays["apart"] = project.apart
    if project._drawing is not None:
        arrays["drawing"] = project._drawing
    if model := project._model:
        known["model"] = description(model)
        arrays |= {f"weight_{place:03}": weight for place, weight in enumerate(model.get_weights())}
    for place, run in enumerate(project._runs):
        if run._weights is not None:
            arrays[f"run_{place:03}"] = np.frombuffer(run._weights, np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, project=np.array(json.dumps(known)), **arrays)
    return file.getvalue()


def load_project(source: str | Path | bytes) -> Project:
    """Open what `snapshot_bytes` wrote.

    Raises
    ------
    BadDataFile
        if it is not such a file
    """
    name = "npz" if isinstance(source, bytes) else Path(source).name
    file = io.BytesIO(source) if isinstance(source, bytes) else Path(source)
    try:
        with np.load(file, allow_pickle=False) as stored:
            arrays = dict(stored)
        known = load_json(str(arrays["project"]))
    except (OSError, ValueError, KeyError) as error:
        raise BadDataFile(f"{name}: {error}", name=name, reason="zip") from error
    weights = [arrays[name] for name in sorted(arrays) if name.startswith("weight_")]
    collection = Collection()
    for place, sheet in enumerate(known["sheets"]):
        rows = np.flatnonzero(arrays["sheet"] == place)
        images, labels = arrays["images"][rows], arrays["labels"][rows]
        given = (sheet, known["classes"], images, labels, range(len(rows)))
        collection.put(*given, _test_from(arrays["apart"][rows]) if "apart" in arrays else None)
    files = [arrays.get(f"run_{place:03}") for place in range(len(known["runs"]))]
    kept = [None if file is None else file.tobytes() for file in files]
    return Project(
        collection,
        known["classes"],
        names=known["names"],
        model=known["model"] and network(known["model"], weights),
        seed=known["seed"],
        shares=known["shares"],
        history=known["history"],
        runs=[PastRun(*pair) for pair in zip(known["runs"], kept, strict=True)],
        drawing=arrays.get("drawing"),
    )


def _test_from(apart: np.ndarray) -> int | None:
    """The first cell of a source's test set, which follows its training pictures."""
    return None if (apart == SHARED).all() else int((apart == TO_LEARN).sum())
