"""A laboratory with a few hundred synthetic digits, in which tests run cells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from zeichenlabor.data.pen import glyphs
from zeichenlabor.lab import Laboratory

CLASSES = list("0123456789")
SETTINGS = {"preset": "school-1", "epochs": 3, "batch_size": 32, "learning_rate": 0.002, "seed": 5}


class Page:
    """What the page does with cells: run them, keep what they put out, carry out their edits."""

    def __init__(self, laboratory: Laboratory) -> None:
        self.laboratory = laboratory
        self.project = {"classes": CLASSES, "edits": [], "names": {"a": "anna.png"}}
        self.outputs: list = []

    def run(self, source: str, name: str = "Zelle 1") -> list:
        """All outputs of a cell that does not wait for anything; text of one stream as one."""
        self.outputs = []
        running = self.laboratory.code.run(source, name, self.project, self.outputs.append)
        try:
            running.send(None)
        except StopIteration as end:
            self.done = end.value["done"]
        self.outputs = joined(self.outputs)
        for output in self.outputs:
            if output.type == "edited":
                self.project["edits"] += output.edits
        return self.outputs

    def text(self, source: str) -> str:
        """All that a cell prints; a failure fails the test."""
        outputs = self.run(source)
        failures = [output for output in outputs if output.type == "failure"]
        assert not failures, failures[0].traceback
        return "".join(output.text for output in outputs if output.type == "text")

    def train(self) -> None:
        for _ in self.laboratory.train.start_training(SETTINGS):
            pass


def joined(outputs: list) -> list:
    """Neighbouring pieces of text as one: how they are cut depends on the clock."""
    whole: list = []
    for output in outputs:
        last = whole[-1] if whole else None
        if output.type == "text" == getattr(last, "type", "") and output.stream == last.stream:
            whole[-1] = replace(last, text=last.text + output.text)
        else:
            whole.append(output)
    return whole


@pytest.fixture(scope="session")
def digits() -> tuple[np.ndarray, np.ndarray]:
    labels = np.arange(300) % 10
    return glyphs([str(label) for label in labels], seed=1), labels


@pytest.fixture
def page(digits) -> Page:
    images, labels = digits
    laboratory = Laboratory()
    for sheet, rows in (("a", slice(0, 150)), ("b", slice(150, 300))):
        part = images[rows]
        laboratory.collect.restore_sheet(
            sheet, CLASSES, memoryview(part.tobytes()), labels[rows].tolist(), range(len(part))
        )
    return Page(laboratory)
