"""Dataset files: every written format is read back, malformed files are rejected."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from zeichenlabor.data import (
    Dataset,
    folders_zip,
    idx_bytes,
    load_digits,
    load_idx,
    load_npz,
    load_sprites,
    npz_bytes,
    sprite_bytes,
)
from zeichenlabor.errors import BadDataFile


@pytest.fixture
def samples() -> Dataset:
    rng = np.random.default_rng(1)
    images = rng.integers(0, 120, (31, 28, 28), np.uint8)
    return Dataset(images, rng.integers(0, 3, 31), ("a", "b", "ü/ß"))


def npy(array: np.ndarray, **kwargs) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, array, **kwargs)
    return file.getvalue()


def npz(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return file.getvalue()


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def test_npz_comes_back(samples):
    test = Dataset(samples.images[:4], samples.labels[:4], samples.classes)
    read = load_npz(npz_bytes(samples, test))
    for got, want in zip(read, (*samples[:2], *test[:2]), strict=True):
        np.testing.assert_array_equal(got, want)
    assert read.y_train.dtype == np.int64


def test_numpys_own_npz_is_read(tmp_path, samples):
    path = tmp_path / "mnist.npz"
    images, labels, _ = samples
    np.savez(path, x_train=images, y_train=labels.astype(np.uint8), x_test=images, y_test=labels)
    np.testing.assert_array_equal(load_npz(path).x_test, images)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"x_train": npy(np.zeros((3, 28, 27), np.uint8))}, "shape"),
        ({"x_train": npy(np.full((3, 28, 28), np.nan, np.float32))}, "type"),
        ({"x_train": npy(np.full((3, 28, 28), -5, np.int16))}, "type"),
        ({"y_train": npy(np.full((3, 4), 0.5))}, "shape"),
        ({"y_train": npy(np.full(3, 0.5))}, "type"),
        ({"more": npy(np.zeros((3, 28, 28), np.uint8))}, "missing"),
        ({"x_train": npy(np.zeros((4, 28, 28), np.uint8))}, "count"),
        ({"x_train": npy(np.zeros((3, 28, 28), np.uint8))[:-1]}, "shape"),
        ({"x_train": b"PK nonsense"}, "zip"),
        ({"y_train": npy(np.array([1, "x", None], object), allow_pickle=True)}, "type"),
    ],
)
def test_malformed_npz_is_refused(changed, reason):
    images, labels = npy(np.zeros((3, 28, 28), np.uint8)), npy(np.zeros(3, np.uint8))
    members = {"x_train": images, "y_train": labels, "x_test": images, "y_test": labels}
    load_npz(npz(**members))
    with pytest.raises(BadDataFile) as caught:
        load_npz(npz(**(members | changed)))
    assert caught.value.params["reason"] == reason


STORED = {
    "by MedMNIST": lambda x, y: {
        "train_images": x[:9],
        "train_labels": y[:9, None],
        "val_images": x[9:12],
        "val_labels": y[9:12, None],
        "test_images": x[12:],
        "test_labels": y[12:, None],
    },
    "with values": lambda x, y: {"values": x, "labels": y},
    "for scikit-learn": lambda x, y: {"X": x.reshape(-1, 784), "y": y.astype(np.int32)},
    "for PyTorch": lambda x, y: {"data": x[:, None] / np.float32(255), "target": y},
    "for Keras": lambda x, y: {
        "images": (x / 255)[..., None].astype(np.float32),
        "labels": np.eye(3)[y],
    },
    "in colour": lambda x, y: {"arr_0": np.repeat(x[..., None], 3, axis=3), "arr_1": y * 1.0},
}


@pytest.mark.parametrize("form", STORED)
def test_npz_of_other_programs_is_read(form):
    rng = np.random.default_rng(2)
    images = rng.integers(0, 256, (15, 28, 28)).astype(np.uint8)
    labels = np.arange(15) % 3
    file = io.BytesIO()
    np.savez_compressed(file, **STORED[form](images, labels))
    found = load_npz(file.getvalue())
    np.testing.assert_array_equal(np.concatenate([found.x_train, found.x_test]), images)
    np.testing.assert_array_equal(np.concatenate([found.y_train, found.y_test]), labels)
    assert len(found.x_test) == (3 if form == "by MedMNIST" else 0)
    assert found.x_train.dtype == np.uint8
    assert found.y_train.dtype == np.int64


def test_an_npz_that_would_fill_the_memory_is_refused(monkeypatch):
    file = io.BytesIO()
    np.savez_compressed(file, x=np.zeros((9, 28, 28), np.uint8), y=np.zeros(9, int))
    load_npz(file.getvalue())
    monkeypatch.setattr("zeichenlabor.data.npz._MOST_BYTES_IN_ALL", 7_000)
    with pytest.raises(BadDataFile):
        load_npz(file.getvalue())


def test_standardized_pictures_are_scaled_by_their_extremes():
    images = np.zeros((4, 28, 28), np.float32) - 0.42
    images[:, 9:18, 14] = 2.8
    file = io.BytesIO()
    np.savez(file, x=images, y=np.arange(4))
    assert np.unique(load_npz(file.getvalue()).x_train).tolist() == [0, 255]


def test_npz_without_a_part_and_without_a_file(tmp_path):
    for source in (npz(x_train=b""), tmp_path / "none.npz"):
        with pytest.raises(BadDataFile) as caught:
            load_npz(source)
        assert caught.value.params["reason"] in {"missing", "zip"}


def test_mutated_npz_never_fails_otherwise(samples):
    whole = npz_bytes(samples, samples)
    rng = np.random.default_rng(2)
    for _ in range(150):
        data = bytearray(whole[: rng.integers(1, len(whole) + 1)])
        for place in rng.integers(0, len(data), 6):
            data[place] = rng.integers(256)
        try:
            load_npz(bytes(data))
        except BadDataFile:
            continue


def test_sprites_come_back(samples):
    read = load_sprites(*sprite_bytes(samples), samples.classes)
    np.testing.assert_array_equal(read.images, samples.images)
    np.testing.assert_array_equal(read.labels, samples.labels)
    assert read.classes == samples.classes


def test_a_grid_of_tiles_is_read_row_by_row(samples):
    grid = np.zeros((4, 28, 8, 28), np.uint8)
    for i, image in enumerate(samples.images):
        grid[i // 8, :, i % 8] = image
    read = load_sprites(
        png(grid.reshape(4 * 28, 8 * 28)), samples.labels.astype(np.uint8).tobytes()
    )
    np.testing.assert_array_equal(read.images, samples.images)
    np.testing.assert_array_equal(read.labels, samples.labels)


def test_dark_ink_on_white_is_inverted(samples):
    picture = png(255 - samples.images.reshape(-1, 784))
    read = load_sprites(picture, samples.labels.astype(np.uint8).tobytes())
    np.testing.assert_array_equal(read.images, samples.images)


@pytest.mark.parametrize(
    ("picture", "labels", "reason"),
    [
        (b"", b"\0", "image"),
        (png(np.zeros((3, 784), np.uint8))[:-30], bytes(3), "image"),
        (png(np.zeros((3, 783), np.uint8)), bytes(3), "shape"),
        (png(np.zeros((3, 784), np.uint8)), bytes(4), "labels"),
        (png(np.zeros((3, 784), np.uint8)), bytes(30), "labels"),  # no row is one-hot
        (png(np.zeros((3, 784), np.uint8)), bytes([0, 1, 200]), "labels"),
        (png(np.zeros((28, 28), np.uint8)), b"", "labels"),
    ],
)
def test_malformed_sprites_are_refused(picture, labels, reason):
    with pytest.raises(BadDataFile) as caught:
        load_sprites(picture, labels)
    assert caught.value.params["reason"] == reason


def test_idx_bytes_come_back(samples):
    np.testing.assert_array_equal(load_idx(idx_bytes(samples.images)), samples.images)
    np.testing.assert_array_equal(load_idx(idx_bytes(samples.labels)), samples.labels)


def test_folders_hold_every_picture_dark_on_white(samples):
    data = folders_zip(samples)
    assert data == folders_zip(samples)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert len(names) == 31
        assert {name.split("/")[0] for name in names} == {"00-a", "01-b", "02-ü_ß"}
        picture = np.asarray(Image.open(io.BytesIO(archive.read(names[5]))))
    np.testing.assert_array_equal(255 - picture, samples.images[5])


def test_scikit_learns_digits():
    pytest.importorskip("sklearn", reason="scikit-learn is not here")
    images, labels, classes = load_digits()
    assert images.shape == (1797, 28, 28)
    assert np.bincount(labels).min() > 170
    assert classes == tuple("0123456789")
    # The box of 20 pixels is filled the longer way.
    rows, columns = images.any(axis=2).sum(axis=1), images.any(axis=1).sum(axis=1)
    assert np.median(np.maximum(rows, columns)) == 20
