"""Writes ``site/worker/records.js``: the JSDoc types of all records that Python sends to the page.

A record is a dataclass; `bridge.py` turns it into an object with camelCase names. Its fields'
types come from the annotations, its comments from the docstring. After a change of a record::

    PYTHONPATH=py python -m sitebuild.records

needs NumPy and Pillow. The file is committed, as editors and ``tsc`` read it; a test compares it.
"""

from __future__ import annotations

import re
import textwrap
import types
import typing
from dataclasses import MISSING, Field, fields
from inspect import cleandoc
from pathlib import Path
from typing import Any, Literal

import numpy as np

from zeichenlabor.lab import pieces
from zeichenlabor.lab.code import completion, damage, outputs, programs
from zeichenlabor.lab.collecting import camera, collection, duplicates, sheet_reading, tiff_pages
from zeichenlabor.lab.designing import design
from zeichenlabor.lab.designing.settings import Settings
from zeichenlabor.lab.evaluating import atlas, classics, evaluation, novelty, suspects
from zeichenlabor.lab.explaining import byhand, explanation, plane
from zeichenlabor.lab.services import (
    arrival,
    collect,
    evaluate,
    keep,
    look,
    photograph,
    plan,
    train,
    write,
)
from zeichenlabor.lab.training import diagnosis, ending, pace, runs, stepping
from zeichenlabor.nn import training
from zeichenlabor.project import export_service, service
from zeichenlabor.sheets import quality

FILE = Path(__file__).resolve().parents[2] / "site/worker/records.js"
WIDTH = 120

RECORDS: dict[str, type] = {
    "SourceResult": sheet_reading.SourceResult,
    "SourceRest": sheet_reading.SourceRest,
    "PageResult": sheet_reading.PageResult,
    "PagePreview": sheet_reading.Preview,
    "PagePicture": sheet_reading.Picture,
    "Quality": quality.Quality,
    "SheetEvent": sheet_reading.SheetProgress,
    "SplitPage": tiff_pages.PageEvent,
    "CameraView": camera.View,
    "Edit": collection.Edit,
    "Origin": collection.Origin,
    "Twin": collect.Twin,
    "Duplicates": duplicates.Duplicates,
    "DuplicatesProgress": duplicates.DuplicatesProgress,
    "Drawn": collect.Drawn,
    "Layer": design.LayerInfo,
    "Preset": train.PresetInfo,
    "Problem": design.Problem,
    "Design": design.Design,
    "Distorted": plan.Distorted,
    "SplitSizes": train.SplitSizes,
    "TrainStart": train.TrainStart,
    "TrainBatch": training.BatchEnd,
    "TrainEpoch": training.EpochEnd,
    "Diagnosis": diagnosis.Diagnosis,
    "Pace": pace.Pace,
    "Checkpoint": runs.Checkpoint,
    "Ending": ending.Ending,
    "TrainStep": stepping.Step,
    "TrainResult": train.TrainResult,
    "Restored": keep.Restored,
    "EvaluateResult": evaluation.EvaluateResult,
    "ClassScore": evaluation.ClassScore,
    "SheetScore": evaluation.SheetScore,
    "Suspects": suspects.Suspects,
    "Progress": evaluation.Progress,
    "Fold": evaluation.Fold,
    "WriterProgress": evaluation.WriterProgress,
    "WriterResult": evaluation.WriterResult,
    "Plan": evaluate.Plan,
    "Packed": pieces.Packed,
    "ClassicRow": classics.Row,
    "Comparison": classics.Comparison,
    "AtlasPictures": atlas.Pictures,
    "AtlasPlaces": atlas.Places,
    "Drawings": evaluate.Drawings,
    "Limit": novelty.Limit,
    "Judgement": novelty.Judgement,
    "ReadLine": write.ReadLine,
    "ReadPhoto": photograph.ReadPhoto,
    "Understood": write.Understood,
    "PredictResult": look.Prediction,
    "Explanation": look.Explanation,
    "LayerView": explanation.LayerView,
    "UnitView": explanation.UnitView,
    "Term": explanation.Term,
    "Edges": explanation.Edges,
    "Relevance": explanation.Relevance,
    "Neighbours": look.Neighbours,
    "Dream": explanation.Dream,
    "LayerStep": byhand.LayerStep,
    "Walk": byhand.Walk,
    "Path": byhand.Path,
    "PlanePoints": plane.Points,
    "PlaneView": plane.PlaneView,
    "CodeText": outputs.Text,
    "CodeTable": outputs.Table,
    "CodePictures": outputs.Pictures,
    "ChartLine": outputs.Line,
    "CodeChart": outputs.Chart,
    "CodeFetching": outputs.Fetching,
    "CodeFailure": outputs.Failure,
    "Damage": damage.Damage,
    "ProgramSection": programs.Section,
    "Programs": programs.Programs,
    "CompletionOption": completion.Option,
    "Completions": completion.Completions,
    "Arrived": arrival.Arrived,
    "PackedPart": service.PackedPart,
    "OpenedProject": service.OpenedProject,
    "Rounding": export_service.Rounding,
    "ExportedFile": export_service.ExportedFile,
}
"""By their names in JavaScript."""

NAMES: dict[Any, str] = {record: name for name, record in RECORDS.items()} | {
    Settings: "Required<import('./protocol.js').TrainSettings>",
}
PLAIN = {str: "string", bool: "boolean", int: "number", float: "number", Any: "any"}
ARRAYS = {np.uint8: "Uint8Array", np.float32: "Float32Array"}
"""As the bridge sends them; all other arrays become nested lists."""
NEVER_NONE_ON_PAGE = {(training.BatchEnd, "accuracy"): float} | {
    (training.EpochEnd, name): float for name in ("accuracy", "val_loss", "val_accuracy")
}
"""What the engine may do without, but no training of the laboratory does."""
OPTIONAL_FIELDS = {
    (sheet_reading.SourceResult, "test_from"),
    (sheet_reading.SourceResult, "mended"),
    (sheet_reading.PageResult, "sheet_id"),
    (sheet_reading.SourceResult, "doubts"),
    (look.Prediction, "distance"),
    (training.BatchEnd, "penalty"),
    (training.EpochEnd, "penalty"),
    (training.EpochEnd, "val_penalty"),
}
"""What records that older versions have kept, or that the page makes itself, may lack."""


def written() -> str:
    """The whole file."""
    head = (
        "/**\n * The records that Python sends to the page.\n *\n"
        " * Written by py/sitebuild/records.py from Python's dataclasses; not to be edited.\n */\n"
    )
    return "\n".join([head, *map(_typedef, RECORDS, RECORDS.values()), "export {};\n"])


def type_of(annotation: Any) -> str:
    """An annotation of Python as TypeScript writes it.

    Raises
    ------
    TypeError
        where there is no such type
    """
    if annotation in NAMES:
        return NAMES[annotation]
    if annotation in PLAIN:
        return PLAIN[annotation]
    if annotation is None or annotation is type(None):
        return "null"
    if typing.is_typeddict(annotation):
        inner = typing.get_type_hints(annotation).items()
        return "{" + ", ".join(f"{name}: {type_of(hint)}" for name, hint in inner) + "}"
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Literal:
        return " | ".join(f"'{value}'" for value in arguments)
    if origin in (types.UnionType, typing.Union):
        return " | ".join(map(type_of, arguments))
    if origin in (list, tuple):
        inner = type_of(arguments[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<{type_of(arguments[0])}, {type_of(arguments[1])}>"
    if origin is np.ndarray:
        (dtype,) = typing.get_args(arguments[1])
        axes = [axis for axis in typing.get_args(arguments[0]) if axis is int]
        return ARRAYS.get(dtype, "number" + "[]" * (len(axes) or 1))
    raise TypeError(f"no type for the page: {annotation}")


def _typedef(title: str, record: type) -> str:
    hints = typing.get_type_hints(record)
    summary, notes = _told(record)
    lines = [*_wrapped(summary), f" * @typedef {{object}} {title}"]
    for field in fields(record):
        kind = _field_type(record, field, hints[field.name])
        name = camel(field.name)
        label = f"[{name}]" if (record, field.name) in OPTIONAL_FIELDS else name
        lines += _wrapped(f"@property {{{kind}}} {label}    {notes.get(field.name, '')}".rstrip())
    return "\n".join(["/**", *lines, " */", ""])


def _field_type(record: type, field: Field[Any], hint: Any) -> str:
    if field.name == "type" and field.default is not MISSING:
        return f"'{field.default}'"
    return type_of(NEVER_NONE_ON_PAGE.get((record, field.name), hint))


def camel(name: str) -> str:
    """A field's name on the page, as `bridge.py` makes it."""
    return re.sub("_([a-z])", lambda match: match.group(1).upper(), name)


def _told(record: type) -> tuple[str, dict[str, str]]:
    """A docstring's text above its attributes, and its note on each."""
    text = re.sub(r"``(\w+)``", lambda match: f"`{camel(match[1])}`", record.__doc__ or "")
    text = re.sub(r"\bNone\b", "null", text.replace("``", "`"))
    if text.startswith(f"{record.__name__}("):  # written by dataclass if there is no docstring
        return "", {}
    above, _, attributes = cleandoc(text).partition("\n\nAttributes\n----------\n")
    notes: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", attributes):
        first, _, rest = entry.partition("\n")
        names, _, note = first.partition(" : ")
        rest = re.sub(r"\s+", " ", rest).strip()
        if rest[:1].isupper():  # behind a type, of which the shape says more than TypeScript's
            note, rest = (f"{note}.", rest) if note.startswith("ndarray") else (rest, "")
        notes |= dict.fromkeys(names.split(", "), f"{note} {rest}".strip())
    return re.sub(r"\s+", " ", above), notes


def _wrapped(text: str) -> list[str]:
    """The text as lines of a comment; the gap in front of a property's note stays."""
    indent = "     " if text.startswith("@") else " "
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" * ",
        subsequent_indent=" *" + indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8", newline="\n")
