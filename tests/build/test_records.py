"""The page's record types match Python's dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from sitebuild import records
from zeichenlabor.arrays import Matrix
from zeichenlabor.lab.collecting.collection import Origin


def test_the_types_of_the_page_are_up_to_date():
    assert records.FILE.read_text(encoding="utf-8") == records.written(), (
        "a record has changed: run PYTHONPATH=py python -m sitebuild.records"
    )


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (float | None, "number | null"),
        (list[str | None], "(string | null)[]"),
        (tuple[float, float], "number[]"),
        (dict[str, Any], "Record<string, any>"),
        (Literal["done", "stopped"], "'done' | 'stopped'"),
        (NDArray[np.uint8] | None, "Uint8Array | null"),
        (NDArray[np.int64], "number[]"),
        (Matrix, "number[][]"),
        (list[list[Origin]], "Origin[][]"),
    ],
)
def test_a_type_of_python_on_the_page(annotation, expected):
    assert records.type_of(annotation) == expected


def test_an_array_without_a_dtype_is_refused():
    with pytest.raises(TypeError):
        records.type_of(np.ndarray)


def test_a_record_of_no_known_name_is_refused():
    @dataclass
    class Stranger:
        name: str

    with pytest.raises(TypeError):
        records.type_of(list[Stranger])
