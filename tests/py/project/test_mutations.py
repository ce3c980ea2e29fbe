"""Damaged files of every kind open right or fail with a typed error; the benchmark tries more."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from tests.py.lab.training.test_runs import EASY, new_laboratory, train
from zeichenlabor.errors import ProjectError, ZeichenlaborError
from zeichenlabor.project.file import read_project, write_project
from zeichenlabor.sheets import read_sheet

from .making import glyphs, project, same, version_1
from .mutating import altered, damaged

CONTENT = write_project(project())


@pytest.fixture(scope="module")
def training() -> bytes:
    return trained()


def open_again(content: bytes) -> str:
    """What became of a project file: whole, part or refused."""
    try:
        opened = read_project(content)
    except ProjectError:
        return "refused"
    again = read_project(write_project(opened))
    assert again.lost == ()
    assert same(again.parts, opened.parts)
    return "part" if opened.lost else "whole"


def read_picture(content: bytes) -> str:
    """What became of a picture of a page: read or refused."""
    try:
        sheet = read_sheet(content)
    except ZeichenlaborError:
        return "refused"
    assert len(sheet.images) == len(sheet.labels)
    return "whole"


def trained() -> bytes:
    """The file of a training that has begun."""
    laboratory = new_laboratory()
    train(laboratory.train.start_training(EASY), 3)
    return laboratory.keep.save_run().weights.tobytes()


def put_back(content: bytes) -> str:
    """What became of a training's file: whole or refused."""
    try:
        new_laboratory().keep.restore_run(memoryview(content))
    except ZeichenlaborError:
        return "refused"
    return "whole"


def small_page() -> Image.Image:
    """A page of squared paper, just large enough to be read."""
    page = np.full((480, 340), 255, np.uint8)
    page[30:451:14, 30:311] = page[30:451, 30:311:14] = 0
    return Image.fromarray(page)


def picture(form: str) -> bytes:
    file = io.BytesIO()
    small_page().save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_project_file(seed):
    open_again(damaged(CONTENT, seed))


@pytest.mark.parametrize("seed", range(60))
def test_a_project_file_that_was_altered_with_care(seed):
    open_again(altered(CONTENT, seed))


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_file_of_the_first_version(seed):
    open_again(damaged(version_1(glyphs(5)), seed))


def test_what_is_not_damaged_opens(training):
    assert open_again(CONTENT) == "whole"
    assert put_back(training) == "whole"


@pytest.mark.parametrize("seed", range(15))
def test_a_damaged_training(seed, training):
    put_back(damaged(training, seed))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_picture(form, seed):
    read_picture(damaged(picture(form), seed))
