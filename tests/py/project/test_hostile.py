"""Project files that mean harm: bombs, paths, pickles, wrong shapes."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.errors import BadDataFile, NotAProject, ProjectTooLarge
from zeichenlabor.lab import Laboratory
from zeichenlabor.project import archive as archives
from zeichenlabor.project import parts
from zeichenlabor.project.archive import Archive, Damaged
from zeichenlabor.project.file import read_project, write_project
from zeichenlabor.zips import zip_bytes

from .making import glyphs, project, sheet
from .test_file import rewritten


def with_part(name: str, value: object, **beside: bytes) -> bytes:
    """A project in which one part is another one."""

    def change(files):
        files[f"{name}.json"] = json.dumps(value).encode()
        files.update(beside)
        manifest = json.loads(files["zeichenlabor.json"])
        for changed in (f"{name}.json", *beside):
            digest = hashlib.sha256(files[changed]).hexdigest()
            manifest["files"][changed] = {"sha256": digest}
        files["zeichenlabor.json"] = json.dumps(manifest).encode()

    return rewritten(write_project(project()), change)


def plain_sheet(**changes: object) -> dict:
    value = sheet("sheet-1", "scan 1.png", glyphs(1))
    value["result"]["images"] = {"$file": "sheets/sheet-1.result.images.png", "tiles": 30}
    value["result"]["page"] = None
    value["result"] |= changes
    return value


def test_the_plain_sheet_is_right():
    assert read_project(with_part("sheets/sheet-1", plain_sheet())).lost == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": [0] * 29},
        {"labels": [7] * 30},
        {"labels": [-1] * 30},
        {"labels": ["0"] * 30},
        {"labels": [True] * 30},
        {"cells": [0] * 30},
        {"cells": list(range(1, 31))},
        {"classes": ["0", "0"]},
        {"classes": "01"},
        {"status": ["kept"] * 3},
        {"status": ["<b>"] * 30},
        {"more": [1]},
        {"images": [0] * 784 * 30},
        {"images": {"$file": "sheets/sheet-1.result.images.png", "tiles": 29}},
        {"images": {"$file": "sheets/sheet-1.result.images.png", "tiles": -1}},
        {"images": {"$file": "../../etc/passwd"}},
        {"images": {"$file": 7}},
        {"images": {"$file": "weights/run-1.npz"}},
        {"page": {"width": "wide"}},
    ],
)
def test_a_source_whose_lists_do_not_fit_is_not_taken(changes):
    again = read_project(with_part("sheets/sheet-1", plain_sheet(**changes)))
    assert "sheets/sheet-1" not in again.parts
    assert again.lost == ("scan 1.png",)
    assert again.parts["sheets"] == ["sheet-2"]


@pytest.mark.parametrize(
    "editing",
    [
        [],
        {"past": [], "now": {"../x": {"1": "a"}}, "future": []},
        {"past": [], "now": {"sheet-1": {"x": "a"}}, "future": []},
        {"past": [], "now": {"sheet-1": {"1": 7}}, "future": []},
        {"past": [{}] * 501, "now": {}, "future": []},
    ],
)
def test_edits_of_another_form_are_not_taken(editing):
    assert read_project(with_part("editing", editing)).lost == ("editing",)


def test_names_are_never_paths():
    content = with_part("../../evil", {"a": 1})
    assert not any(".." in name for name in read_project(content).parts)


def test_json_that_goes_very_deep_is_not_taken():
    def change(files):
        files["checked.json"] = b"[" * 100_000 + b"]" * 100_000
        manifest = json.loads(files["zeichenlabor.json"])
        digest = hashlib.sha256(files["checked.json"]).hexdigest()
        manifest["files"]["checked.json"] = {"sha256": digest}
        files["zeichenlabor.json"] = json.dumps(manifest).encode()

    assert read_project(rewritten(write_project(project()), change)).lost == ("checked",)


def test_json_of_very_many_values_is_not_parsed(monkeypatch):
    monkeypatch.setattr(parts, "MOST_VALUES", 100)
    assert parts.from_text(b"[" + b"1," * 100 + b"1]") == [1] * 101
    monkeypatch.setattr(parts, "load_json", lambda *_, **__: pytest.fail("it was parsed"))
    with pytest.raises(Damaged, match="too much"):
        parts.from_text(b"[" + b"1," * 101 + b"1]")


def test_a_bomb_is_not_unpacked():
    """The header claims 1 kB, the data go on to 64 MB; then the header tells the truth, of 1 GB."""
    bomb = zip_bytes({"zeichenlabor.json": bytes(1 << 26)})
    lying = bytearray(bomb)
    for signature, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = lying.find(signature) + place
        lying[at : at + 4] = struct.pack("<I", 1000)
    with pytest.raises(NotAProject):
        read_project(bytes(lying))
    huge = bytearray(bomb)
    at = huge.find(b"PK\1\2") + 24
    huge[at : at + 4] = struct.pack("<I", 1 << 30)
    with pytest.raises(ProjectTooLarge):
        read_project(bytes(huge))


def test_many_names_for_one_large_file_are_bounded(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES_IN_ALL", 1 << 20)
    many = {"files": [{"name": "a", "file": {"$file": "big.bin"}}] * 20, "most": 5}
    content = with_part("given/ready-1", many, **{"big.bin": bytes(1 << 18)})
    with pytest.raises(ProjectTooLarge):
        read_project(content)


def test_too_many_files_are_refused():
    with pytest.raises(ProjectTooLarge):
        Archive(zip_bytes({f"{n}.json": b"" for n in range(archives.MOST_FILES + 1)}))


def test_an_encrypted_file_is_damaged():
    content = bytearray(zip_bytes({"a": b"b"}))
    content[content.find(b"PK\1\2") + 8] |= 1
    with pytest.raises(Damaged):
        Archive(bytes(content)).read("a")


class Evil:
    def __reduce__(self):
        return (exec, ("raise SystemExit('executed')",))


def npz(**arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_a_pickle_among_the_weights_is_never_opened():
    """The archive is one of bounded size; what reads the arrays refuses the pickle."""
    content = npz(about=np.array([Evil()], object), weights=np.zeros(3, np.float32))
    again = read_project(
        with_part("weights/run-1", {"$file": "weights/run-1.npz"}, **{"weights/run-1.npz": content})
    )
    with pytest.raises(BadDataFile):
        Laboratory().keep.restore_run(memoryview(again.parts["weights/run-1"].tobytes()))


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"no zip"])
def test_weights_that_are_no_archive_are_not_taken(content):
    value = {"$file": "weights/run-1.npz"}
    again = read_project(with_part("weights/run-1", value, **{"weights/run-1.npz": content}))
    assert again.lost == ("weights/run-1",)


def test_weights_that_would_unpack_to_very_much_are_not_taken():
    content = bytearray(npz(weights=np.zeros(3, np.float32)))
    at = content.find(b"PK\1\2") + 24
    content[at : at + 4] = struct.pack("<I", 1 << 30)
    value = {"$file": "weights/run-1.npz"}
    again = read_project(with_part("weights/run-1", value, **{"weights/run-1.npz": bytes(content)}))
    assert again.lost == ("weights/run-1",)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("lesson", {"seen": 7}),
        ("notebook", {"cells": 7, "made": 0, "runs": 0}),
        ("choice", {"preset": "school-1", "seed": 1, "layers": 7}),
        ("path", {"open": True, "done": [7], "answers": {}, "confused": False}),
        ("runs/run-1", {"id": "run-1"}),
    ],
)
def test_a_slice_of_another_form_is_not_taken(part, value):
    assert read_project(with_part(part, value)).lost == (part,)


def test_a_part_that_nobody_knows_is_not_read():
    assert "surprise" not in read_project(with_part("surprise", {"a": 1})).parts


def test_a_picture_bomb_is_not_decoded():
    file = io.BytesIO()
    Image.new("L", (560, 56)).save(file, "PNG")
    content = bytearray(file.getvalue())
    content[16:24] = struct.pack(">2I", 60_000, 60_000)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    changed = plain_sheet(images={"$file": "bomb.png", "tiles": 30})
    again = read_project(with_part("sheets/sheet-1", changed, **{"bomb.png": bytes(content)}))
    assert again.lost == ("scan 1.png",)


def test_a_name_that_is_markup_is_text():
    value = plain_sheet() | {"name": "<img src=x onerror=alert(1)>"}
    again = read_project(with_part("sheets/sheet-1", value))
    assert again.parts["sheets/sheet-1"]["name"] == "<img src=x onerror=alert(1)>"


def test_two_files_of_one_name_are_no_danger():
    content = io.BytesIO(write_project(project()))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(content, "a") as archive:
        archive.writestr("editing.json", "[]")
    assert read_project(content.getvalue()).lost == ("editing",)


def test_what_was_looked_through_is_told_by_source_or_as_once_by_number():
    for value in ({"sheet-1": 600, "drawn-2": 3}, 30):
        archive = read_project(with_part("checked", value))
        assert archive.lost == ()
        assert archive.parts["checked"] == value
    assert read_project(with_part("checked", {"sheet-1": -1})).lost == ("checked",)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1, "7", None])
def test_a_number_of_another_kind_is_not_taken(value):
    assert read_project(with_part("checked", value)).lost == ("checked",)


def test_a_formula_among_the_curves_is_not_taken():
    """The curves go out as CSV, where a spreadsheet would run it."""
    run = project().parts["runs/run-1"]
    run["weights"] = None
    for field in ("loss", "valAccuracy", "type"):
        changed = run | {"epochs": [run["epochs"][0] | {field: '=HYPERLINK("http://a.example")'}]}
        assert read_project(with_part("runs/run-1", changed)).lost == ("runs/run-1",)
    assert read_project(with_part("runs/run-1", run)).lost == ()


@pytest.mark.parametrize("huge", [{"at": 10**400}, {"diagnosis": {"loss": 10**400}}])
def test_a_number_that_no_page_can_hold_loses_its_part_and_no_other(huge):
    again = read_project(with_part("runs/run-1", project().parts["runs/run-1"] | huge))
    assert again.lost == ("runs/run-1",)
    assert again.parts["runs"] == []
    assert again.parts["sheets"] == ["sheet-1", "sheet-2"]


@pytest.mark.parametrize("part", ["sheets/sheet-1", "runs/run-1"])
def test_a_record_has_the_id_by_which_it_is_found(part):
    value = plain_sheet() if part == "sheets/sheet-1" else project().parts[part]
    again = read_project(with_part(part, value | {"id": "another"}))
    assert again.lost == ()
    assert again.parts[part]["id"] == part.partition("/")[2]
