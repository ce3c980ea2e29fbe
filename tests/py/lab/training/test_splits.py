"""Training and test data, including test sets of sources."""

from __future__ import annotations

import numpy as np
import pytest

from zeichenlabor.data import idx_bytes
from zeichenlabor.errors import TooFewSamples
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.code import Project, load_project
from zeichenlabor.lab.code.snapshot import snapshot_bytes
from zeichenlabor.lab.collecting import ready
from zeichenlabor.lab.collecting.collection import TO_LEARN, TO_TEST
from zeichenlabor.lab.designing import listing

NAMES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)


def pictures(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (count, 28, 28), np.uint8), np.arange(count) % 10


def files(learn: int = 600, test: int = 100) -> list[dict]:
    """Four idx files as MNIST's, the test's in front."""
    arrays = dict(zip(NAMES, (*pictures(learn, 1), *pictures(test, 2)), strict=True))
    names = sorted(NAMES)
    return [{"name": name, "file": idx_bytes(arrays[name])} for name in names]


def parts(laboratory: Laboratory, **changes):
    laboratory.train.reset_training(
        {"preset": "one-layer", "epochs": 1, "batch_size": 32, "learning_rate": 0.01, "seed": 3}
        | changes
    )
    return laboratory.session.subsets


def test_a_collection_with_its_own_test_keeps_it():
    laboratory = Laboratory()
    result = laboratory.collect.load_files("a", files(), most=70_000)
    assert result.test_from == 600
    found = parts(laboratory)
    assert [len(part) for part in (found.train, found.validation, found.test)] == [540, 60, 100]
    assert sorted(origin.cell for origin in found.test.origins) == list(range(600, 700))
    np.testing.assert_array_equal(np.bincount(found.validation.labels), [6] * 10)


def test_beside_such_a_collection_others_are_shared_out_as_always():
    laboratory = Laboratory()
    laboratory.collect.load_files("a", files(), most=70_000)
    images, labels = pictures(200, 5)
    laboratory.session.collection.put("b", list("0123456789"), images, labels, np.arange(200))
    found = parts(laboratory)
    of_b = [sum(o.sheet == "b" for o in part.origins) for part in (found.train, found.test)]
    assert of_b == [160, 20]
    assert len(found.test) == 120


def test_what_the_page_gives_back_is_for_the_same():
    laboratory, again = Laboratory(), Laboratory()
    result = laboratory.collect.load_files("a", files(60, 20), most=70_000)
    again.collect.restore_sheet(
        "a",
        result.classes,
        memoryview(np.ascontiguousarray(result.images)).cast("B"),
        result.labels,
        result.cells,
        result.test_from,
    )
    np.testing.assert_array_equal(
        again.session.samples(None, (), None).apart, [TO_LEARN] * 60 + [TO_TEST] * 20
    )


@pytest.mark.parametrize("most", [70, 350, 699])
def test_of_fewer_pictures_the_test_keeps_its_share(most):
    samples = ready.limited(ready.from_files(files()), most)
    learn = samples.test_from
    assert len(samples.labels) == pytest.approx(most, abs=20)
    assert (len(samples.labels) - learn) / len(samples.labels) == pytest.approx(1 / 7, abs=0.08)


def test_files_of_one_kind_set_nothing_apart():
    for kind in ("t10k", "train"):
        only = [one for one in files() if one["name"].startswith(kind)]
        assert ready.from_files(only).test_from is None


@pytest.mark.parametrize("few", range(1, 9))
def test_beside_such_a_collection_a_single_drawing_is_enough(few):
    laboratory = Laboratory()
    laboratory.collect.load_files("a", files(), most=70_000)
    images, labels = pictures(few, 5)
    laboratory.session.collection.put("b", list("0123456789"), images, labels, np.arange(few))
    found = parts(laboratory)
    assert sum(len(part) for part in (found.train, found.validation, found.test)) == 700 + few
    assert {origin.cell for origin in found.test.origins if origin.sheet == "a"} == {
        *range(600, 700)
    }


def test_of_such_a_collection_only_the_test_left_is_too_few():
    laboratory = Laboratory()
    laboratory.session.collection.put("a", list("0123456789"), *pictures(100, 1), np.arange(100), 0)
    with pytest.raises(TooFewSamples):
        parts(laboratory)


def test_where_its_test_was_left_out_it_is_shared_out_as_always():
    laboratory = Laboratory()
    laboratory.session.collection.put(
        "a", list("0123456789"), *pictures(100, 1), np.arange(100), 100
    )
    found = parts(laboratory)
    assert [len(part) for part in (found.train, found.validation, found.test)] == [80, 10, 10]


def test_code_shares_out_as_the_buttons_do():
    laboratory = Laboratory()
    laboratory.collect.load_files("a", files(60, 20), most=70_000)
    images, labels = pictures(30, 5)
    collection = laboratory.session.collection
    collection.put("b", list("0123456789"), images, labels, np.arange(30))
    found = parts(laboratory)
    chosen = laboratory.session.settings
    project = Project(
        collection, collection.classes(), seed=chosen.split_seed, shares=chosen.shares
    )
    assert project.apart is not None
    for known in (project, load_project(snapshot_bytes(project))):
        for name, rows in known.split()._asdict().items():
            np.testing.assert_array_equal(known.images[rows], getattr(found, name).images)
    assert "apart=project.apart" in listing.splitting(chosen, apart=True)


def test_a_file_with_a_test_keeps_it():
    laboratory, again = Laboratory(), Laboratory()
    laboratory.collect.load_files("a", files(60, 20), most=70_000)
    counted = {"classes": list("0123456789"), "edits": []}
    content = laboratory.collect.save_collection("npz", **counted).tobytes()
    again.collect.load_files("a", [{"name": "all.npz", "file": content}], most=70_000)
    tests = [
        sorted(image.tobytes() for image in parts(one).test.images) for one in (laboratory, again)
    ]
    assert tests[0] == tests[1]


def test_without_shuffling_the_order_stays():
    laboratory = Laboratory()
    laboratory.collect.load_files("a", files(), most=70_000)
    found = parts(laboratory, shuffle=False)
    cells = [origin.cell for origin in found.train.origins]
    assert cells == sorted(cells)


def test_mnist_is_shared_out_as_its_authors_did(data_dir):
    folder = data_dir / "mnist"
    given = [{"name": path.name, "file": path.read_bytes()} for path in folder.glob("*.gz")]
    samples = ready.from_files(given)
    assert samples.test_from == 60_000
    assert samples.labels[60_000:60_004].tolist() == [7, 2, 1, 0]
