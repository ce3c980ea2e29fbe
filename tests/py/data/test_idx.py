"""idx files: gzipped and raw, folder and single file, and everything that can be wrong."""

import gzip
import struct

import numpy as np
import pytest

from zeichenlabor.data import load_idx, parse_idx
from zeichenlabor.errors import BadDataFile

NAMES = {
    "train-images-idx3-ubyte": (3, (5, 28, 28)),
    "train-labels-idx1-ubyte": (1, (5,)),
    "t10k-images-idx3-ubyte": (3, (4, 28, 28)),
    "t10k-labels-idx1-ubyte": (1, (4,)),
}


def idx(array):
    head = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return head + array.astype(np.uint8).tobytes()


@pytest.fixture
def arrays():
    rng = np.random.default_rng(0)
    return {
        name: rng.integers(0, 10 if axes == 1 else 256, shape, np.uint8)
        for name, (axes, shape) in NAMES.items()
    }


@pytest.mark.parametrize("zipped", [(), ("train-images-idx3-ubyte",), tuple(NAMES)])
def test_a_folder_gives_mnists_four_arrays(tmp_path, arrays, zipped):
    for name, array in arrays.items():
        if name in zipped:
            (tmp_path / f"{name}.gz").write_bytes(gzip.compress(idx(array)))
        else:
            (tmp_path / name).write_bytes(idx(array))
    mnist = load_idx(tmp_path)
    for found, (name, expected) in zip(mnist, arrays.items(), strict=True):
        np.testing.assert_array_equal(found, expected)
        assert found.dtype == (np.int64 if "labels" in name else np.uint8)
    assert load_idx(str(tmp_path)).x_train.shape == (5, 28, 28)


def test_one_file_gives_its_array(tmp_path, arrays):
    path = tmp_path / "some.gz"
    path.write_bytes(gzip.compress(idx(arrays["t10k-labels-idx1-ubyte"])))
    np.testing.assert_array_equal(load_idx(path), arrays["t10k-labels-idx1-ubyte"])


def test_the_bytes_themselves_will_do(arrays):
    array = arrays["t10k-images-idx3-ubyte"]
    np.testing.assert_array_equal(load_idx(idx(array)), array)
    np.testing.assert_array_equal(load_idx(memoryview(gzip.compress(idx(array)))), array)


GOOD = idx(np.arange(12, dtype=np.uint8).reshape(3, 2, 2))
ZIPPED = gzip.compress(GOOD, mtime=0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "magic"),
        (b"\0\0\x08", "magic"),
        (b"%PDF-1.4 and so on", "magic"),
        (b"\0\0\x08\0" + GOOD[4:], "magic"),
        (b"\0\0\x08\x05" + GOOD[4:], "magic"),
        (b"\0\0\x0d\x03" + GOOD[4:], "type"),
        (GOOD[:9], "size"),
        (GOOD[:-1], "size"),
        (GOOD + b"\0", "size"),
        (b"\0\0\x08\x03" + b"\xff" * 12, "size"),
        (ZIPPED[:-9], "gzip"),
        (b"\x1f\x8b" + b"nothing like it", "gzip"),
        (ZIPPED[:12] + b"\xff\xff\xff" + ZIPPED[15:], "gzip"),
    ],
)
def test_malformed_files_are_refused(content, reason):
    with pytest.raises(BadDataFile) as caught:
        parse_idx(content, "file")
    assert caught.value.params == {"name": "file", "reason": reason}


@pytest.mark.native("packs 300 MB")
def test_a_bomb_is_not_unpacked():
    bomb = gzip.compress(bytes(300 << 20), 1)
    with pytest.raises(BadDataFile) as caught:
        parse_idx(bomb)
    assert caught.value.params["reason"] == "gzip"


def test_a_folder_with_a_file_missing_is_refused(tmp_path, arrays):
    for name, array in list(arrays.items())[:3]:
        (tmp_path / name).write_bytes(idx(array))
    with pytest.raises(BadDataFile) as caught:
        load_idx(tmp_path)
    assert caught.value.params == {"name": "t10k-labels-idx1-ubyte", "reason": "missing"}


def test_a_folder_with_files_mixed_up_is_refused(tmp_path, arrays):
    for name, array in arrays.items():
        (tmp_path / name).write_bytes(idx(array))
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(arrays["train-images-idx3-ubyte"]))
    with pytest.raises(BadDataFile) as caught:
        load_idx(tmp_path)
    assert caught.value.params["reason"] == "axes"
    labels = arrays["train-labels-idx1-ubyte"][:-1]
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(labels))
    with pytest.raises(BadDataFile) as caught:
        load_idx(tmp_path)
    assert caught.value.params["reason"] == "length"


def test_nothing_there_is_refused(tmp_path):
    with pytest.raises(BadDataFile):
        load_idx(tmp_path / "nowhere")


def test_the_real_mnist(data_dir):
    mnist = load_idx(data_dir / "mnist")
    assert mnist.x_train.shape == (60000, 28, 28)
    assert mnist.x_test.shape == (10000, 28, 28)
    assert mnist.x_train.dtype == np.uint8
    assert mnist.y_train[:5].tolist() == [5, 0, 4, 1, 9]
    assert np.bincount(mnist.y_test).tolist() == [
        980,
        1135,
        1032,
        1010,
        982,
        892,
        958,
        1028,
        974,
        1009,
    ]
