"""Names of all kinds go through a project's file and come back as they were."""

from __future__ import annotations

import io
import json
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from zeichenlabor.lab.services import Session
from zeichenlabor.project.file import read_project, write_project
from zeichenlabor.project.merging import merge
from zeichenlabor.project.service import Files

from .making import project, same, with_names

ODD = [
    *("α", "β", "☀", "я", "日本", "שלום", "हि", "ñ", "n\u0303", "😀", "👩‍👩‍👧", "❤️", "\ud83d"),
    *("-", "--", ".", "..", "../x", "a/b", "a\\b", "a.b", "", " ", "\n", "\0", "\u2028", "\x7f"),
    *("A", "a", "CON", "con", "nul.txt", "a:b", "a*", "?", '"', "<b>", "x" * 60, "x" * 59 + "y"),
    *("$file", "$$file", "$", "page", "images", "tiles", "__proto__", "constructor", "0", "-1"),
]
LETTERS = st.characters(exclude_categories=())  # halves of letters, too
NAMES = st.one_of(st.sampled_from(ODD), st.text(LETTERS, max_size=60))
SEVERAL = st.lists(NAMES, min_size=2, max_size=30, unique=True)


@given(SEVERAL, NAMES)
@settings(max_examples=60, deadline=None)
def test_every_name_is_the_same_again_and_in_its_order(names, called):
    written = with_names(names, called)
    again = read_project(write_project(written))
    assert again.lost == ()
    assert again.name == written.name
    assert same(again.parts, written.parts)
    order = list(again.parts["template"]["pictures"])
    assert order == names


@given(SEVERAL, NAMES)
@settings(max_examples=20, deadline=None)
def test_the_way_to_the_page_and_back_changes_nothing(names, called):
    service = Files(Session())
    content = write_project(with_names(names, called))
    opened = service.read(memoryview(content))
    assert all(part.text.isascii() for part in opened.parts)
    parts = [
        {"name": part.name, "text": part.text, "files": [memoryview(file) for file in part.files]}
        for part in opened.parts
    ]
    assert service.write(opened.name, parts).tobytes() == content


@given(SEVERAL)
@settings(max_examples=60, deadline=None)
def test_files_inside_have_names_that_every_file_system_takes(names):
    with zipfile.ZipFile(io.BytesIO(write_project(with_names(names, "x")))) as archive:
        inside = archive.namelist()
        manifest = json.loads(archive.read("zeichenlabor.json"))
    assert len({name.lower() for name in inside}) == len(inside)
    assert set(manifest["files"]) == set(inside) - {"zeichenlabor.json"}
    for name in inside:
        assert name.isascii()
        assert name.isprintable()
        assert len(name) < 150
        assert name.count("/") <= 1
        assert not name.startswith(("/", "."))
        assert not set(name) & set('<>:"\\|?*')


def test_two_lost_sheets_that_are_called_the_same_are_named_twice():
    written = project()
    for sheet_ in ("sheet-1", "sheet-2"):
        written.parts[f"sheets/{sheet_}"]["name"] = "scan.png"
        written.parts[f"sheets/{sheet_}"]["result"]["labels"] = [7] * 30
    assert read_project(write_project(written)).lost == ("scan.png", "scan.png")


def test_a_source_that_has_gone_through_many_projects_is_kept():
    known = project("p" * 60)
    for _ in range(20):
        known = merge([known], "p" * 60).project
    again = read_project(write_project(known))
    assert again.lost == ()
    assert len(again.parts["sheets"]) == 2
