"""Datasets are imported, and the collection is exported and imported again."""

from __future__ import annotations

import gzip
import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.data import (
    Dataset,
    idx_bytes,
    load_digits,
    load_npz,
    npz_bytes,
    parse_idx,
    sprite_bytes,
)
from zeichenlabor.data.pen import glyphs
from zeichenlabor.errors import BadDataFile
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.collecting import ready
from zeichenlabor.lab.collecting.collection import Edit


@pytest.fixture
def samples() -> Dataset:
    rng = np.random.default_rng(1)
    labels = np.arange(60) % 3
    images = rng.integers(1, 255, (60, 28, 28), dtype=np.uint8)
    return Dataset(images, labels, ("0", "1", "2"))


def unpacked(content: np.ndarray) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content.tobytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files(**contents: bytes) -> list[dict]:
    return [{"name": name, "file": memoryview(content)} for name, content in contents.items()]


def test_idx_files_are_paired_by_their_lengths(samples):
    found = ready.from_files(
        files(
            labels_b=idx_bytes(samples.labels[:20]),
            images_a=idx_bytes(samples.images[20:]),
            images_b=idx_bytes(samples.images[:20]),
            labels_a=idx_bytes(samples.labels[20:]),
        )
    )
    assert len(found.labels) == 60
    np.testing.assert_array_equal(found.images[:40], samples.images[20:])
    np.testing.assert_array_equal(found.labels[:40], samples.labels[20:])


def test_npz_and_sprite_sheets_are_told_apart(samples):
    train = Dataset(samples.images[:50], samples.labels[:50], samples.classes)
    test = Dataset(samples.images[50:], samples.labels[50:], samples.classes)
    found = ready.from_files(files(mnist=npz_bytes(train, test)))
    np.testing.assert_array_equal(found.images, samples.images)
    dark = samples._replace(images=samples.images // 4)
    png, labels = sprite_bytes(dark)
    found = ready.from_files(files(labels=labels, picture=png))
    np.testing.assert_array_equal(found.images, dark.images)
    assert found.labels.tolist() == samples.labels.tolist()


@pytest.mark.parametrize(
    "contents",
    [
        {"a": b"nothing"},
        {"a": b"nothing", "b": b"either"},
        {"a": idx_bytes(np.zeros((4, 28, 28), np.uint8)), "b": idx_bytes(np.zeros(5, np.uint8))},
        {"a": idx_bytes(np.zeros((4, 8, 8), np.uint8)), "b": idx_bytes(np.zeros(4, np.uint8))},
        {"a": idx_bytes(np.zeros(4, np.uint8)), "b": idx_bytes(np.zeros(4, np.uint8))},
    ],
)
def test_other_files_are_refused(contents):
    with pytest.raises(BadDataFile):
        ready.from_files(files(**contents))


def test_a_large_collection_comes_in_two_parts_that_hold_each_picture_once():
    labels = np.arange(2400) % 2
    images = np.ones((2400, 28, 28), np.uint8) * labels[:, None, None].astype(np.uint8)
    images[:, 9:18, 14] = 255
    laboratory = Laboratory()
    given = files(x=idx_bytes(images), y=idx_bytes(labels))
    result = laboratory.collect.load_files("mnist", given, most=2200)
    assert len(result.images) == len(result.cells) == 2 * ready.SHOWN
    assert result.more == [1100 - ready.SHOWN] * 2
    assert len(laboratory.session.collection) == 2200
    rest = laboratory.collect.rest_of_sheet("mnist")
    assert np.bincount(rest.labels).tolist() == result.more
    assert sorted(result.cells + rest.cells) == list(range(2200))
    np.testing.assert_array_equal(rest.images[:, 0, 0], rest.labels)


def test_edits_reach_the_pictures_that_came_later():
    labels = np.arange(2000) % 2
    images = np.zeros((2000, 28, 28), np.uint8)
    images[:, 9:18, 14] = 255
    laboratory = Laboratory()
    given = files(x=idx_bytes(images), y=idx_bytes(labels))
    laboratory.collect.load_files("mnist", given, most=2000)
    out, moved = laboratory.collect.rest_of_sheet("mnist").cells[-2:]
    edits = [Edit("mnist", out, None), Edit("mnist", moved, "0")]
    samples = laboratory.session.collection.samples(["0", "1"], edits)
    assert len(samples) == 1999
    assert [samples.labels[i] for i, o in enumerate(samples.origins) if o.cell == moved] == [0]


def test_scikit_learns_digits():
    pytest.importorskip("sklearn")
    laboratory = Laboratory()
    result = laboratory.collect.load_digits("digits")
    assert result.classes == list("0123456789")
    assert len(laboratory.session.collection) == 1797


@pytest.mark.parametrize("form", ["idx", "sprites"])
def test_what_is_saved_can_be_dropped_again(samples, form):
    dark = samples._replace(images=samples.images // 4)
    saved = unpacked(ready.exported(dark, form))
    assert saved.pop("classes.txt") == b"0\n1\n2"
    found = ready.from_files(files(**saved))
    np.testing.assert_array_equal(found.images, dark.images)
    np.testing.assert_array_equal(found.labels, dark.labels)


def test_npz_is_split_and_folders_are_by_class(samples):
    arrays = load_npz(ready.exported(samples, "npz").tobytes())
    assert (len(arrays.x_train), len(arrays.x_test)) == (54, 6)
    names = list(unpacked(ready.exported(samples, "folders")))
    assert len(names) == 60
    assert len({name.split("/")[0] for name in names}) == 3


def test_the_edits_are_saved_too(samples):
    laboratory = Laboratory()
    laboratory.collect.load_files(
        "s", files(x=idx_bytes(samples.images), y=idx_bytes(samples.labels)), most=100
    )
    edits = [{"sheet": "s", "cell": 0, "label": None}, {"sheet": "s", "cell": 1, "label": "2"}]
    saved = unpacked(laboratory.collect.save_collection("idx", ["0", "1", "2"], edits))
    found = ready.from_files(files(**{k: v for k, v in saved.items() if k != "classes.txt"}))
    assert np.bincount(found.labels).tolist() == [19, 19, 21]


@pytest.mark.native("draws a whole page")
def test_a_sample_sheet_is_read_like_any_other():
    laboratory = Laboratory()
    jpeg = laboratory.collect.sample_sheet(["a", "b"], seed=2)
    source = laboratory.collect.read_sheet("x", "x.jpg", memoryview(jpeg), lambda event: None)
    assert source.classes == ["a", "b"]
    assert len(laboratory.session.collection) > 550


@pytest.mark.parametrize("form", ["folders", "idx", "npz", "sprites"])
@pytest.mark.parametrize("count", [3, 40])
def test_an_export_of_ours_comes_back_with_its_classes(form, count):
    names = ["α", "A", "a", "-", "?", "☀", "日本", "CON", *map(str, range(100))][:count]
    labels = np.arange(count * 10) % count
    images = np.random.default_rng(1).integers(1, 100, (len(labels), 28, 28), dtype=np.uint8)
    written = Dataset(images, labels, tuple(names))
    name = f"zeichenlabor-{form}.{'npz' if form == 'npz' else 'zip'}"
    content = memoryview(ready.exported(written, form).tobytes())
    found = ready.from_files([{"name": name, "file": content}])
    assert found.classes == tuple(names)
    assert sorted(zip(found.labels, map(bytes, found.images), strict=True)) == sorted(
        zip(written.labels, map(bytes, written.images), strict=True)
    )


def foreign_folders(samples: Dataset, side: int = 28) -> list[dict]:
    """What another program writes: folders within a folder, and its system's files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("__MACOSX/digits/2/._0.png", "no picture")
        for place, (image, label) in enumerate(zip(samples.images, samples.labels, strict=True)):
            picture = io.BytesIO()
            Image.fromarray(image).resize((side, side)).save(picture, "PNG")
            archive.writestr(f"digits/{samples.classes[label]}/{place}.png", picture.getvalue())
    return [{"name": "digits.zip", "file": memoryview(file.getvalue())}]


@pytest.mark.parametrize("is_dark", [True, False], ids=["white on black", "black on white"])
def test_class_folders_of_another_program_come_in_with_their_names(is_dark):
    pytest.importorskip("sklearn")
    images, labels, _ = load_digits()
    written = Dataset(images[:60], labels[:60] % 3, ("10", "9", "a"))
    given = written if is_dark else written._replace(images=255 - written.images)
    found = ready.from_files(foreign_folders(given))
    assert (found.classes, found.mended) == (("9", "10", "a"), ())
    names = [written.classes[label] for label in written.labels]
    assert [found.classes[label] for label in found.labels] == names
    np.testing.assert_array_equal(found.images, written.images)


def test_pictures_of_another_size_are_named(samples):
    with pytest.raises(BadDataFile) as caught:
        ready.from_files(foreign_folders(samples, side=32))
    assert caught.value.params == {"name": "digits.zip", "reason": "shape"}


def test_another_zip_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(BadDataFile):
        ready.from_files([{"name": "a.zip", "file": memoryview(file.getvalue())}])
    with pytest.raises(BadDataFile):
        ready.from_files([{"name": "a.zip", "file": memoryview(b"PK")}])


def test_labels_that_begin_with_one_make_no_empty_class():
    pytest.importorskip("sklearn")
    images, labels, _ = load_digits()
    some = labels > 0
    given = {"x-images": idx_bytes(images[some]), "x-labels": idx_bytes(labels[some])}
    found = ready.from_files([{"name": name, "file": file} for name, file in given.items()])
    assert found.classes == tuple("123456789")
    np.testing.assert_array_equal(found.labels, labels[some] - 1)


def test_turned_and_inverted_files_are_put_right_and_it_is_told():
    pytest.importorskip("sklearn")
    images, labels, _ = load_digits()
    lying = 255 - images.swapaxes(1, 2)
    given = {"x-images": idx_bytes(lying), "x-labels": idx_bytes(labels)}
    found = ready.from_files([{"name": name, "file": file} for name, file in given.items()])
    assert ready.source_result(found).mended == ["inverted", "turned"]
    np.testing.assert_array_equal(found.images, images)
    laboratory = Laboratory()
    files = [{"name": name, "file": file} for name, file in given.items()]
    result = laboratory.collect.load_files("s", files, most=2000, as_it_was=True)
    assert result.mended == []
    np.testing.assert_array_equal(laboratory.session.collection.sources["s"].images, lying)


def test_an_npz_of_ours_comes_back_with_its_classes_also_where_the_first_has_no_pictures():
    pytest.importorskip("sklearn")
    images, labels, _ = load_digits()
    some = labels > 0
    samples = Dataset(images[some], labels[some], tuple("ABCDEFGHIJ"))
    content = bytes(ready.exported(samples, "npz"))
    assert ready.from_files([{"name": "a.npz", "file": content}]).classes == samples.classes


def strokes(count: int, ink: int = 255, paper: int = 0) -> np.ndarray:
    images = np.full((count, 28, 28), paper, np.uint8)
    images[:, 6:22, 13:15] = ink
    return images


def read(images, labels, **settings) -> ready.Ready:
    file = io.BytesIO()
    np.savez_compressed(file, x=images, y=labels)
    return ready.from_files([{"name": "a.npz", "file": file.getvalue()}], **settings)


def test_pictures_without_ink_are_left_out_and_it_is_told():
    images, labels = strokes(12), np.arange(12) % 3
    images[[1, 5]] = 0
    images[7] = 200
    file = io.BytesIO()
    np.savez(file, x_train=images[:6], y_train=labels[:6], x_test=images[6:], y_test=labels[6:])
    found = ready.from_files([{"name": "a.npz", "file": file.getvalue()}])
    assert found.mended == ("blank",)
    assert (len(found.images), found.test_from) == (9, 4)
    np.testing.assert_array_equal(found.labels, np.delete(labels, [1, 5, 7]))
    assert len(read(images, labels, as_it_was=True).images) == 12


@pytest.mark.parametrize(
    ("images", "labels", "reason"),
    [
        (strokes(6, ink=0), np.arange(6), "blank"),
        (strokes(6), np.arange(6) - 1, "negative"),
        (strokes(300), np.arange(300), "classes"),
        (strokes(0), np.arange(0), "none"),
    ],
)
def test_data_that_cannot_be_used_are_refused_with_the_reason(images, labels, reason):
    with pytest.raises(BadDataFile) as caught:
        read(images, labels)
    assert caught.value.params["reason"] == reason


def test_labels_of_the_other_set_are_not_taken_though_there_are_as_many():
    images, labels = idx_bytes(strokes(6)), idx_bytes(np.arange(6) % 2)

    def given(labels_name):
        names = {"t10k-images-idx3-ubyte": images, labels_name: labels}
        return [{"name": name, "file": file} for name, file in names.items()]

    with pytest.raises(BadDataFile) as caught:
        ready.from_files(given("train-labels-idx1-ubyte"))
    assert caught.value.params["reason"] == "labels"
    assert len(ready.from_files(given("labels")).labels) == 6


def test_binary_pictures_are_scaled():
    given = {"x-images": idx_bytes(strokes(6, ink=1)), "x-labels": idx_bytes(np.arange(6) % 2)}
    found = ready.from_files([{"name": name, "file": file} for name, file in given.items()])
    np.testing.assert_array_equal(found.images, strokes(6))


def test_large_labels_are_the_classes_that_occur():
    found = read(strokes(6), np.array([300, 70, 300, 4000, 70, 300]))
    assert found.classes == ("70", "300", "4000")
    assert found.labels.tolist() == [1, 0, 1, 2, 0, 1]


def test_pictures_are_turned_as_wished():
    images, labels = strokes(6), np.arange(6) % 2
    images[:, 6, 15:20] = 255
    found = read(images.swapaxes(1, 2), labels, turn="transposed")
    np.testing.assert_array_equal(found.images, images)
    assert found.mended == ("turned",)


@pytest.fixture(scope="module")
def digits() -> tuple[np.ndarray, np.ndarray]:
    pytest.importorskip("sklearn")
    images, labels, _ = load_digits()
    return images, labels


SWAPPED = np.array([0, 1, 2, 5, 4, 3, 6, 7, 8, 9])


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda labels: labels + 1, "0123456789"),
        (lambda labels: np.where(labels == 0, 10, labels), "1234567890"),
        (lambda labels: labels + 48, "0123456789"),
        (lambda labels: SWAPPED[labels], "0125436789"),
        (lambda labels: (labels * 7 + 4) % 10, "8147036925"),
    ],
    ids=["from 1", "10 is 0", "ASCII", "two swapped", "mixed up"],
)
def test_classes_are_called_like_their_digits_and_it_is_told(digits, change, names):
    images, labels = digits
    found = read(images, change(labels))
    assert found.classes == tuple(names)
    np.testing.assert_array_equal(np.array(found.classes)[found.labels].astype(int), labels)
    assert found.mended == ("renamed",)
    assert read(images, change(labels), as_it_was=True).mended == ()


@pytest.mark.native("reads MNIST")
def test_pictures_that_lie_on_their_side_are_turned_though_their_labels_name_other_digits(data_dir):
    images, labels = (
        parse_idx(gzip.decompress((data_dir / f"mnist/t10k-{kind}-ubyte.gz").read_bytes()))[:600]
        for kind in ("images-idx3", "labels-idx1")
    )
    found = read(images.swapaxes(1, 2), labels + 1)
    np.testing.assert_array_equal(found.images, images)
    assert (found.mended, found.classes) == (("turned", "renamed"), tuple("0123456789"))
    assert read(images, labels + 1).mended == ("renamed",)


def test_letters_under_numbers_are_not_turned():
    letters = np.concatenate([glyphs([letter] * 40, seed=5) for letter in "ABqSkenb"])
    assert read(letters, np.repeat(np.arange(1, 9), 40)).mended == ()


def test_names_that_fit_or_cannot_be_judged_are_kept(digits):
    images, labels = digits
    assert read(images, labels).mended == ()
    assert read(images[:30], labels[:30] + 1).mended == ()  # too few of each
    some = labels < 3
    assert read(images[some], labels[some] + 1).mended == ()  # three classes may be anything


def test_labels_that_belong_to_other_pictures_are_told(digits):
    images, labels = digits
    shuffled = np.random.default_rng(2).permutation(labels)
    assert (read(images, shuffled).mended, read(images, shuffled).doubts) == ((), ("scattered",))
    assert ready.source_result(read(images, shuffled)).doubts == ["scattered"]
    assert read(images, labels).doubts == ()
    assert read(images[:200], shuffled[:200]).doubts == ()  # 20 of each could be chance
    letters = np.random.default_rng(2).permutation(labels % 2)
    assert read(images, letters).doubts == ()  # two classes may look alike
