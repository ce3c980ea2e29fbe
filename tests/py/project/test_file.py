"""Project files: the same project again, ordinary files inside, and what damage leaves."""

from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.errors import Cancelled, NotAProject, ProjectTooNew
from zeichenlabor.lab.collecting.sheet_reading import DOUBTS, MENDED
from zeichenlabor.lab.services import Session
from zeichenlabor.project.file import ProjectContents, read_project, write_project
from zeichenlabor.project.service import Files
from zeichenlabor.zips import zip_bytes

from .making import glyphs, project, same, version_1


def rewritten(content: bytes, change=lambda files: None) -> bytes:
    """The archive with other files in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    return zip_bytes(files)


def test_a_project_is_the_same_again():
    written = project()
    again = read_project(write_project(written))
    assert again.name == "7b"
    assert again.lost == ()
    assert same(again.parts, written.parts)


def test_whatever_was_mended_or_is_doubtful_in_a_dataset_no_picture_is_lost():
    written = project()
    written.parts["sheets/sheet-1"]["result"] |= {
        "mended": list(MENDED),
        "doubts": list(DOUBTS),
    }
    again = read_project(write_project(written))
    assert again.lost == ()
    assert same(again.parts, written.parts)


def test_the_same_project_gives_the_same_bytes():
    assert write_project(project()) == write_project(project())


def test_ordinary_programs_open_what_is_inside():
    with zipfile.ZipFile(io.BytesIO(write_project(project()))) as archive:
        assert archive.testzip() is None
        assert "README.txt" in archive.namelist()
        manifest = json.loads(archive.read("zeichenlabor.json"))
        assert manifest["version"] == 2
        with Image.open(archive.open("sheets/sheet-1.result.images.png")) as image:
            tiles = np.asarray(image)
        assert np.array_equal(tiles[:28, 28:56], glyphs(1)[1])
        assert np.load(archive.open("weights/run-1.npz"))["weights"].shape == (5,)


def test_a_file_packed_anew_by_hand_is_read():
    with zipfile.ZipFile(io.BytesIO(write_project(project()))) as archive:
        files = {f"Mein Ordner/{name}": archive.read(name) for name in archive.namelist()}
    again = read_project(zip_bytes(files))
    assert same(again.parts, project().parts)


def test_the_first_version_is_migrated():
    again = read_project(version_1(glyphs(5)))
    assert again.name == "alt"
    assert again.parts["editing"]["now"] == {"sheet-1": {"3": "1"}}
    assert "edits" not in again.parts
    assert np.array_equal(
        again.parts["sheets/sheet-1"]["result"]["images"].reshape(-1, 28, 28), glyphs(5)
    )
    assert same(read_project(write_project(again)).parts, again.parts)


def test_a_newer_version_is_refused():
    def newer(files):
        manifest = json.loads(files["zeichenlabor.json"])
        files["zeichenlabor.json"] = json.dumps(manifest | {"version": 3}).encode()

    with pytest.raises(ProjectTooNew) as raised:
        read_project(rewritten(write_project(project()), newer))
    assert raised.value.params == {"version": 3}


def damaged(name: str) -> bytes:
    content = bytearray(write_project(project()))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
    place = info.header_offset + 30 + len(name) + info.compress_size // 2
    content[place] ^= 0xFF
    return bytes(content)


@pytest.mark.parametrize(
    ("file", "lost", "gone"),
    [
        ("sheets/sheet-1.result.images.png", "scan 1.png", "sheets/sheet-1"),
        ("sheets/sheet-2.json", "sheets/sheet-2", "sheets/sheet-2"),
        ("weights/run-1.npz", "weights/run-1", "weights/run-1"),
        ("editing.json", "editing", "editing"),
    ],
)
def test_only_the_damaged_part_is_lost_and_it_says_which(file, lost, gone):
    again = read_project(damaged(file))
    assert again.lost == (lost,)
    expected = {name: part for name, part in project().parts.items() if name != gone}
    if gone.startswith("sheets/"):
        expected["sheets"] = [one for one in expected["sheets"] if one not in gone]
    assert same(again.parts, expected)


def test_a_lost_picture_of_the_page_leaves_the_handwriting():
    again = read_project(damaged("sheets/sheet-1.result.page.preview.bytes.jpg"))
    assert again.lost == ("scan 1.png",)
    assert again.parts["sheets/sheet-1"]["result"]["page"] is None
    assert len(again.parts["sheets/sheet-1"]["result"]["labels"]) == 30


def test_a_lost_manifest_leaves_the_parts():
    again = read_project(damaged("zeichenlabor.json"))
    assert again.lost == ("zeichenlabor.json",)
    assert same(again.parts, project().parts)


def test_a_download_that_was_cut_off_gives_what_has_arrived():
    content = write_project(project())
    again = read_project(content[: len(content) * 3 // 4])
    assert "editing" in again.parts
    assert again.lost
    assert set(again.parts) < set(project().parts)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\3\4" * 50])
def test_what_is_no_project_is_refused(content):
    with pytest.raises(NotAProject):
        read_project(content)


def test_a_zip_of_something_else_is_refused():
    with pytest.raises(NotAProject):
        read_project(zip_bytes({"letter.txt": b"hello"}))


def test_the_page_and_the_desk_understand_each_other():
    service = Files(Session())
    opened = service.read(memoryview(write_project(project())))
    parts = [
        {"name": part.name, "text": part.text, "files": [memoryview(file) for file in part.files]}
        for part in opened.parts
    ]
    content = service.write(opened.name, parts)
    assert content.tobytes() == write_project(project())


def test_what_takes_long_with_files_can_be_stopped_at_every_source():
    service = Files(Session())
    content = memoryview(write_project(project("7b", *range(1, 9))))
    parts = [
        {"name": part.name, "text": part.text, "files": [memoryview(file) for file in part.files]}
        for part in service.read(content).parts
    ]
    both = [{"name": "a.zip", "file": content}, {"name": "b.zip", "file": content}]
    for method, given in {
        "project.read": {"file": content},
        "project.write": {"name": "7b", "parts": parts},
        "project.merge": {"name": "7", "files": both},
    }.items():
        assert (
            sum(1 for _ in service.methods[method](**given)) > 16
        )  # one for each source, at least
        work = service.methods[method](**given)
        next(work)
        with pytest.raises(Cancelled):
            work.send(True)


def test_an_empty_project_has_a_file_too():
    again = read_project(write_project(ProjectContents("", {"sheets": []})))
    assert again.parts == {"sheets": []}
