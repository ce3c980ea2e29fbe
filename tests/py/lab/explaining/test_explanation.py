"""Explanations against the network itself: sums add up, slopes are slopes, neighbours are near."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from zeichenlabor.lab.designing import presets
from zeichenlabor.lab.explaining import explanation
from zeichenlabor.nn import LSTM, Dense, LayerNormalization, Sequential, SimpleRNN, activations


@pytest.fixture(params=["school-1", "school-2", "codelab-cnn", "own-handwriting"])
def model(request):
    return presets.build(request.param, seed=3)


@pytest.fixture
def glyph() -> np.ndarray:
    picture = np.zeros((28, 28), np.uint8)
    picture[4:24, 12:16] = 230
    picture[10:14, 6:22] = 90
    return picture


def test_every_weighted_units_sum_leads_to_its_value(model, glyph):
    outputs = model.activations(glyph[None])
    checked = 0
    for view in explanation.layer_views(model, glyph, outputs):
        for unit in (0, view.shape[-1] - 1):
            place = [view.shape[0] // 2, 0] if len(view.shape) == 3 else []
            seen = explanation.unit_view(model, glyph, outputs, view.index, unit, *place)
            if seen.weights is None:
                continue
            assert seen.sum == pytest.approx(float(seen.products.astype(float).sum()), abs=1e-4)
            z = np.array([[seen.before]])
            if view.activation == "softmax":
                sums = [
                    explanation.unit_view(model, glyph, outputs, view.index, k).before
                    for k in range(view.shape[0])
                ]
                expected = activations.activate(
                    np.array([sums]), np.empty((1, len(sums))), "softmax"
                )
                assert seen.value == pytest.approx(expected[0, unit], abs=1e-5)
            else:
                expected = activations.activate(z, z.copy(), view.activation or "linear")
                assert seen.value == pytest.approx(expected[0, 0], abs=1e-4)
            checked += 1
    assert checked >= 4


def test_pooling_shows_its_window(glyph):
    model = presets.build("school-2", seed=0)
    outputs = model.activations(glyph[None])
    pool = next(
        v for v in explanation.layer_views(model, glyph, outputs) if v.kind == "MaxPooling2D"
    )
    seen = explanation.unit_view(model, glyph, outputs, pool.index, 5, 6, 4)
    assert seen.shape == [2, 2, 1]
    assert (seen.top, seen.left) == (12, 8)
    assert seen.value == seen.inputs.max()


def test_normalisation_is_told_with_its_numbers(glyph):
    model = presets.build("own-handwriting", seed=0)
    outputs = model.activations(glyph[None])
    views = explanation.layer_views(model, glyph, outputs)
    view = next(v for v in views if v.kind == "BatchNormalization")
    seen = explanation.unit_view(model, glyph, outputs, view.index, 2, 10, 10)
    parts = seen.normalization
    normal = (float(seen.inputs[0, 0, 0]) - parts["mean"]) / parts["deviation"]
    assert seen.value == pytest.approx(parts["gamma"] * normal + parts["beta"], abs=1e-5)


@pytest.fixture
def reader() -> Sequential:
    """Reads the rows of a picture: in both directions, with sequences between the layers."""
    model = Sequential(
        [
            SimpleRNN(5, return_sequences=True, go_backwards=True),
            LayerNormalization(),
            LSTM(4),
            Dense(10, "softmax"),
        ]
    )
    model.build((28, 28), seed=3)
    return model


def test_a_memory_is_shown_step_by_step(reader, glyph):
    outputs = reader.activations(glyph[None])
    views = explanation.layer_views(reader, glyph, outputs)
    assert [view.shape for view in views] == [[28, 1, 5], [28, 1, 5], [28, 1, 4], [10]]
    assert np.allclose(views[0].values[:, 0], outputs[0][0], atol=1e-5)
    assert np.allclose(views[2].values[-1, 0], outputs[2][0], atol=1e-5)


def test_a_simple_rnns_unit_adds_the_row_and_the_memory(reader, glyph):
    outputs = reader.activations(glyph[None])
    seen = explanation.unit_view(reader, glyph, outputs, 0, 2, 9, 0)
    row, before = glyph[::-1][9] / 255, outputs[0][0][8]
    assert np.allclose(seen.inputs[0, :, 0], [*row, *before])
    assert seen.value == pytest.approx(np.tanh(seen.sum + seen.bias), abs=1e-5)
    assert seen.value == pytest.approx(outputs[0][0][9, 2], abs=1e-5)
    first = explanation.unit_view(reader, glyph, outputs, 0, 2, 0, 0)
    assert not first.inputs[0, 28:].any()


def test_an_lstms_gates_lead_to_its_value(reader, glyph):
    outputs = reader.activations(glyph[None])
    for step in (0, 27):
        seen = explanation.unit_view(reader, glyph, outputs, 2, 1, step, 0)
        gates = seen.gates
        assert gates["c"] == pytest.approx(
            gates["f"] * gates["before"] + gates["i"] * gates["g"], abs=1e-5
        )
        assert seen.value == pytest.approx(gates["o"] * np.tanh(gates["c"]), abs=1e-5)
    assert seen.value == pytest.approx(outputs[2][0][1], abs=1e-5)


def test_a_layer_normalization_is_told_with_its_numbers(reader, glyph):
    outputs = reader.activations(glyph[None])
    seen = explanation.unit_view(reader, glyph, outputs, 1, 4, 12, 0)
    normal = (seen.inputs[0, 0, 0] - seen.normalization["mean"]) / seen.normalization["deviation"]
    assert seen.value == pytest.approx(normal, abs=1e-4)


def test_the_first_layers_weights_are_a_picture_and_the_deeper_ones_maps(glyph):
    for key, layer, shape in (("school-1", 1, [28, 28, 1]), ("school-2", 6, [5, 5, 64])):
        model = presets.build(key, seed=0)
        seen = explanation.unit_view(model, glyph, model.activations(glyph[None]), layer, 0)
        assert seen.shape == shape


def test_a_unit_that_is_not_there_is_none(model, glyph):
    outputs = model.activations(glyph[None])
    last = len(model.layers) - 1
    assert explanation.unit_view(model, glyph, outputs, last, 10) is None
    assert explanation.unit_view(model, glyph, outputs, 99, 0) is None
    assert explanation.unit_view(model, glyph, outputs, 0, 0) is None  # reshapes only


def test_gradient_times_input_adds_up_for_a_linear_network(glyph):
    """One layer is linear in the pixels: the pixels' shares are exactly the unit's sum."""
    model = presets.build("one-layer", seed=2)
    seen = explanation.unit_view(model, glyph, model.activations(glyph[None]), 1, 7)
    found = explanation.relevance(model, glyph, "gradient", 7)
    assert found.values.sum() == pytest.approx(seen.sum, abs=1e-4)
    assert found.largest == pytest.approx(np.abs(found.values).max())


def test_occlusion_finds_nothing_where_there_is_no_ink(glyph):
    model = presets.build("school-1", seed=2)
    values = explanation.relevance(model, glyph, "occlusion", 1).values
    assert np.abs(values[4:24, 6:22]).max() > 0
    assert np.abs(values[:, 26:]).max() == 0


def test_occlusion_is_exactly_zero_there_whatever_a_processor_makes_of_equal_rows(glyph):
    """Rows of one product may be summed in different orders, and noise would then be shown."""
    rng = np.random.default_rng(0)

    def predicting(pictures):
        yield
        return rng.random((len(pictures), 10)) * 1e-7

    model = SimpleNamespace(predicting=predicting)
    values = explanation.relevance(model, glyph, "occlusion", 1).values
    assert np.abs(values[4:24, 6:22]).max() > 0
    assert np.abs(values[:, 26:]).max() == 0


def test_occlusion_of_one_pixel_is_the_mean_fall_of_its_squares(glyph):
    model = presets.build("school-1", seed=2)
    values = explanation.relevance(model, glyph, "occlusion", 1).values
    falls = []
    for y in (10, 12):
        for x in (10, 12):
            hidden = glyph.copy()
            hidden[y : y + 4, x : x + 4] = 0
            falls.append(model.predict(glyph[None])[0, 1] - model.predict(hidden[None])[0, 1])
    assert values[12, 12] == pytest.approx(np.mean(falls), abs=1e-6)


def test_the_nearest_pictures_come_first(glyph):
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (3000, 28, 28), dtype=np.uint8)
    images[2500] = glyph
    rows, distances = explanation.nearest(images, glyph, 5)
    flat = (images.reshape(3000, -1).astype(float) - glyph.reshape(-1)) / 255
    expected = np.sqrt((flat**2).sum(axis=1))
    assert rows.tolist() == np.argsort(expected, kind="stable")[:5].tolist()
    np.testing.assert_allclose(distances, np.sort(expected)[:5], rtol=1e-5)
    assert distances[0] == 0


def test_a_dream_becomes_surer_of_its_class():
    model = presets.build("one-layer", seed=2)
    steps = list(explanation.dream(model, 4, steps=20))
    assert len(steps) == 21
    assert steps[-1].share > steps[0].share + 0.2
    assert all(step.glyph.shape == (28, 28) and step.label == 4 for step in steps)


def test_looking_changes_no_training(glyph):
    """A look between two batches must not touch what the next batch learns."""
    images = np.random.default_rng(0).integers(0, 256, (60, 28, 28), dtype=np.uint8)
    labels = np.arange(60) % 10

    def train(curious):
        model = presets.build("own-handwriting", seed=1)
        for _ in model.fit_events(images, labels, epochs=2, batch_size=20, seed=1):
            if curious:
                explanation.look(model, glyph, {"unit": None, "relevance": "gradient"})
        return model.get_weights()

    for plain, looked in zip(train(False), train(True), strict=True):
        np.testing.assert_array_equal(plain, looked)


def test_the_strongest_weights_between_dense_layers_are_told():
    model = presets.build("school-1", seed=1)
    first, second = explanation.edges(model, count=5)
    for found in (first, second):
        kernel = model.layers[found.layer].kernel
        strongest = np.sort(np.abs(kernel), axis=None)[::-1][:5]
        np.testing.assert_allclose(np.abs(found.weights), strongest)
        np.testing.assert_allclose(kernel[found.sources, found.targets], found.weights)
        assert found.largest == pytest.approx(strongest[0])
    assert first.layer == second.before


def test_there_are_no_edges_across_a_flattened_picture():
    (found,) = explanation.edges(presets.build("school-2", seed=1))
    assert len(found.weights) == explanation.MOST_EDGES
