"""The map of pictures against scikit-learn's principal components and t-SNE."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.test_laboratory import SETTINGS, bars, drain, put
from zeichenlabor.errors import NoModel
from zeichenlabor.glyphs import normalize_glyph
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.evaluating import atlas


@pytest.fixture(scope="module")
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "a", *bars(200))
    drain(laboratory.train.start_training(SETTINGS))
    return laboratory


@pytest.mark.parametrize("shape", [(40, 60), (60, 12)])
def test_the_components_are_scikit_learns(shape):
    decomposition = pytest.importorskip("sklearn.decomposition")
    x = np.random.default_rng(1).normal(size=shape) * np.linspace(3, 1, shape[1])
    expected = decomposition.PCA(5, svd_solver="full").fit_transform(x)
    found = atlas.principal_components(x, 5)
    np.testing.assert_allclose(np.abs(found), np.abs(expected), atol=1e-8)


def test_each_point_has_the_wanted_number_of_neighbours():
    manifold = pytest.importorskip("sklearn.manifold._t_sne")
    distance = pytest.importorskip("scipy.spatial.distance")
    x = np.random.default_rng(2).normal(size=(50, 4))
    found = atlas.joint_probabilities(x, 10)
    squares = distance.squareform(distance.pdist(x, "sqeuclidean")).astype(np.float32)
    expected = distance.squareform(manifold._joint_probabilities(squares, 10.0, False))
    np.testing.assert_allclose(found, expected, atol=1e-5)
    assert found.sum() == pytest.approx(1)


@pytest.mark.native("scikit-learn's own t-SNE takes its time there")
def test_the_map_keeps_neighbours_as_well_as_scikit_learns():
    manifold = pytest.importorskip("sklearn.manifold")
    images, _ = bars(150)
    x = atlas.principal_components(images.reshape(150, -1) / 255, 30)
    *_, mine = atlas.tsne(x)
    theirs = manifold.TSNE(method="exact", init="pca", max_iter=400).fit_transform(x)
    kept = [manifold.trustworthiness(x, y, n_neighbors=10) for y in (mine, theirs)]
    assert kept[0] > kept[1] - 0.02


@pytest.mark.parametrize("view", ["pixels", "net"])
def test_a_map_tells_pictures_components_and_steps(laboratory, view):
    events, last = drain(laboratory.evaluate.draw_atlas(view))
    pictures, first, *rest = events
    n = len(pictures.labels)
    assert n == len(laboratory.session.subsets.train) == len(pictures.images)
    assert first.way == "pca"
    assert {places.way for places in rest} == {"tsne"}
    assert [places.share for places in rest][-1] == 1
    assert last.positions.shape == (n, 2)
    assert np.abs(last.positions).max() == pytest.approx(1)


def test_the_network_sees_what_its_last_layer_is_given(laboratory):
    images = laboratory.session.subsets.train.images[:130]
    model = laboratory.session.model
    found = atlas.hidden(model, images)
    scores = found @ model.layers[-1].kernel + model.layers[-1].bias
    np.testing.assert_array_equal(scores.argmax(1), model.predict(images).argmax(1))


def test_a_map_can_be_ended(laboratory):
    events, last = drain(laboratory.evaluate.draw_atlas("pixels"), stop_after=4)
    assert last is events[-1]
    assert last.share < 0.2


def test_drawings_are_normalised_and_read(laboratory):
    drawings = np.zeros((3, 56, 56), np.uint8)
    drawings[0, 10:40, 25:30] = drawings[1, 20:25, 5:50] = 255
    found = laboratory.evaluate.read_drawings(memoryview(drawings.tobytes()), 56)
    for index in (0, 1):
        np.testing.assert_array_equal(found.images[index], normalize_glyph(drawings[index]))
        alone = laboratory.session.model.predict(found.images[index][None])[0]
        assert found.predicted[index] == alone.argmax()
        assert found.shares[index] == pytest.approx(alone.max())
    assert found.images[2].max() == 0


def test_without_a_training_there_is_no_map():
    laboratory = Laboratory()
    with pytest.raises(NoModel):
        drain(laboratory.evaluate.draw_atlas("net"))
    with pytest.raises(NoModel):
        laboratory.evaluate.read_drawings(memoryview(bytes(9)), 3)
