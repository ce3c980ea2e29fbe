"""The laboratory as the bridge uses it: collect, train, stop, go on, evaluate, predict."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from zeichenlabor.errors import (
    BadSetting,
    Busy,
    NoModel,
    NotAnImage,
    OtherNetwork,
    TooFewSamples,
)
from zeichenlabor.lab import Laboratory
from zeichenlabor.style import PEN

SETTINGS = {
    "preset": "school-1",
    "epochs": 3,
    "batch_size": 32,
    "learning_rate": 0.01,
    "seed": 5,
}


def bars(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Pictures of ten kinds that a net tells apart easily: a bar whose height is its class."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 10
    images = rng.integers(0, 60, (count, 28, 28), dtype=np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[2 * label + 4 : 2 * label + 7, 4:24] = 255
    return images, labels


def written(*strokes: list[tuple[float, float]]) -> dict:
    """Strokes as the page sends them."""
    points = np.array([point for stroke in strokes for point in stroke], np.float32)
    return {"points": memoryview(points.tobytes()), "counts": [len(stroke) for stroke in strokes]}


BAR = written([(60, 168), (260, 170)])


def put(laboratory: Laboratory, sheet: str, images: np.ndarray, labels: np.ndarray) -> None:
    """Collect pictures as the page hands them over."""
    cells = list(range(len(labels)))
    laboratory.collect.restore_sheet(
        sheet, list("0123456789"), memoryview(images.tobytes()), labels.tolist(), cells
    )


@pytest.fixture
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    for sheet in ("a", "b"):
        images, labels = bars(200, seed=ord(sheet))
        put(laboratory, sheet, images, labels)
    return laboratory


def drain(generator, stop_after: int | None = None):
    """All events of a training and its result; stopped after so many events."""
    events, answer = [], None
    try:
        while True:
            events.append(generator.send(answer))
            answer = True if stop_after is not None and len(events) > stop_after else None
    except StopIteration as end:
        return events, end.value


def test_a_training_tells_its_parts_batches_and_epochs(laboratory):
    events, result = drain(laboratory.train.start_training(SETTINGS))
    start, epochs = events[0], [event for event in events if event.type == "epoch"]
    assert (start.samples.train, start.samples.validation, start.samples.test) == (320, 40, 40)
    assert start.batches == 10
    assert [event.type for event in events].count("batch") == 30
    assert [event.epoch for event in epochs] == [0, 1, 2]
    assert (result.state, result.epochs) == ("done", 3)
    assert epochs[-1].val_accuracy > 0.9


def test_a_stopped_training_keeps_its_weights_and_goes_on(laboratory):
    events, result = drain(laboratory.train.start_training(SETTINGS), stop_after=14)
    assert (result.state, result.epochs) == ("stopped", 1)
    stopped = [weight.copy() for weight in laboratory.session.model.get_weights()]
    events, result = drain(laboratory.train.resume_training(2))
    assert (result.state, result.epochs) == ("done", 3)
    assert [event.epoch for event in events if event.type == "epoch"] == [1, 2]
    changed = laboratory.session.model.get_weights()
    assert any(np.abs(a - b).max() > 1e-4 for a, b in zip(stopped, changed, strict=True))


def test_the_same_seed_gives_the_same_network(laboratory):
    drain(laboratory.train.start_training(SETTINGS))
    first = [weight.copy() for weight in laboratory.session.model.get_weights()]
    drain(laboratory.train.start_training(SETTINGS))
    for a, b in zip(first, laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_evaluation_agrees_with_its_own_predictions(laboratory):
    drain(laboratory.train.start_training(SETTINGS))
    found = laboratory.evaluate.evaluate()
    assert len(found.labels) == len(found.images) == len(found.origins) == 40
    assert found.accuracy == pytest.approx(np.mean(found.predicted == found.labels))
    np.testing.assert_array_equal(found.predicted, found.probabilities.argmax(axis=1))
    right = found.probabilities[np.arange(40), found.labels]
    assert found.loss == pytest.approx(-np.log(right).mean(), rel=1e-4)


def test_test_pictures_come_from_the_cells_that_are_named(laboratory):
    drain(laboratory.train.start_training(SETTINGS))
    found = laboratory.evaluate.evaluate()
    for image, origin in zip(found.images, found.origins, strict=True):
        images, _ = bars(200, seed=ord(origin.sheet))
        np.testing.assert_array_equal(image, images[origin.cell])


def test_a_forgotten_sheet_is_not_trained_on(laboratory):
    laboratory.collect.forget_sheet("b")
    events, _ = drain(laboratory.train.start_training(SETTINGS))
    assert events[0].samples.train == 160


def test_nothing_to_train_on():
    with pytest.raises(TooFewSamples):
        drain(Laboratory().train.start_training(SETTINGS))


def test_an_unknown_preset_harms_nothing(laboratory):
    drain(laboratory.train.start_training(SETTINGS))
    before = laboratory.evaluate.evaluate().accuracy
    with pytest.raises(BadSetting):
        drain(laboratory.train.start_training(SETTINGS | {"preset": "no such"}))
    assert laboratory.evaluate.evaluate().accuracy == before


def test_before_any_training():
    laboratory = Laboratory()
    with pytest.raises(NoModel):
        laboratory.evaluate.evaluate()
    with pytest.raises(NoModel):
        drain(laboratory.train.resume_training(1))
    found = laboratory.look.predict(**BAR)
    assert found.glyph.shape == (28, 28)
    assert found.probabilities.sum() == pytest.approx(1, abs=1e-5)


def test_a_drawing_has_the_style_of_the_pictures_that_were_learned(laboratory):
    fine, broad = np.zeros((2, 40, 28, 28), np.uint8)
    fine[:, 13:15, 4:24] = broad[:, 11:16, 4:24] = 255
    seen = []
    for images, width in ((fine, 2), (broad, 5)):
        laboratory = Laboratory()
        assert laboratory.look.predict(**BAR).pen == PEN
        put(laboratory, "sheet", images, np.arange(40) % 10)
        drain(laboratory.train.start_training(SETTINGS))
        found = laboratory.look.predict(**BAR)
        assert found.pen == pytest.approx(width, rel=0.2)
        assert laboratory.look.explain(**BAR).pen == found.pen
        seen.append(int((found.glyph > 127).any(axis=1).sum()))
        again = Laboratory()
        again.keep.restore_run(memoryview(laboratory.keep.save_run().weights.tobytes()))
        assert again.session.style == laboratory.session.style
    assert seen[0] < seen[1]


def test_an_empty_canvas_has_no_answer():
    found = Laboratory().look.predict(**written())
    assert found.glyph is None
    assert len(found.probabilities) == 0


def test_a_broken_file_raises_and_keeps_nothing(laboratory):
    before = len(laboratory.session.collection)
    with pytest.raises(NotAnImage):
        laboratory.collect.read_sheet(
            "c", "c.png", memoryview(b"\x89PNG nothing"), lambda event: None
        )
    assert len(laboratory.session.collection) == before


def test_a_real_sheet_is_kept_under_its_id(data_dir):
    laboratory = Laboratory()
    file = (data_dir / "sheets" / "sheet-02.png").read_bytes()
    progress = []
    found = laboratory.collect.read_sheet("x", "sheet-02.png", memoryview(file), progress.append)
    assert len(laboratory.session.collection) == found.status.count("kept")
    assert len(found.images) == len(found.labels) == len(found.cells)
    assert "empty" not in [found.status[cell] for cell in found.cells]
    assert found.classes == list("0123456789")
    preview = found.page.preview
    assert preview.bytes[:2].tobytes() == b"\xff\xd8"
    assert max(preview.width, preview.height) == 1400
    assert {event.phase for event in progress} == {"decode", "frame", "cells"}


def test_every_preset_is_described_with_its_shapes():
    described = {preset.key: preset for preset in Laboratory().train.presets()}
    blog = described["blog"]
    assert [layer.kind for layer in blog.layers] == ["Flatten", "Dense", "Dense", "Dense"]
    assert [layer.shape for layer in blog.layers] == [[784], [256], [128], [10]]
    assert sum(layer.parameters for layer in blog.layers) == 235_146


def test_a_small_collection_gets_more_epochs():
    laboratory = Laboratory()
    at_first = {preset.key: preset.settings.epochs for preset in laboratory.train.presets()}
    images, labels = bars(100)
    put(laboratory, "a", images, labels)
    for preset in laboratory.train.presets():
        assert preset.settings.epochs > at_first[preset.key]


def test_while_a_training_runs_nothing_else_changes_the_network(laboratory):
    running = laboratory.train.start_training(SETTINGS, run="run-1")
    next(running)
    saved = laboratory.keep.save_run().weights
    for change in (
        lambda: drain(laboratory.train.start_training(SETTINGS)),
        lambda: laboratory.train.reset_training(SETTINGS),
        lambda: drain(laboratory.train.resume_training(1)),
        lambda: drain(laboratory.train.step_training()),
        lambda: laboratory.keep.restore_run(memoryview(saved)),
        lambda: laboratory.session.expect(None),
    ):
        with pytest.raises(Busy):
            change()
    drain(running)
    assert laboratory.session.epochs == SETTINGS["epochs"]
    laboratory.train.reset_training(SETTINGS)


def test_a_training_that_is_closed_or_fails_leaves_the_bench_free(laboratory):
    running = laboratory.train.start_training(SETTINGS)
    next(running)
    running.close()
    laboratory.train.reset_training(SETTINGS)


def test_the_network_answers_for_its_own_training_only(laboratory):
    session = laboratory.session
    laboratory.train.reset_training(SETTINGS, run="run-1")
    session.expect("run-1")
    with pytest.raises(OtherNetwork):
        session.expect("run-2")
    session.expect(None)  # the page knows of none
    with pytest.raises(NoModel):
        laboratory.evaluate.evaluate()


def test_a_question_about_no_training_does_not_undo_one_that_has_just_begun(laboratory):
    """A drawing that was asked about before the page heard of the network comes behind it."""
    session = laboratory.session
    begun = laboratory.train.reset_training(SETTINGS, run="run-1")
    weights = session.model.parameters.values.copy()
    for _ in range(2):
        session.expect(None)
    session.expect("run-1")
    assert np.array_equal(session.model.parameters.values, weights)
    drain(laboratory.train.step_training())
    assert session.run().origin.data == begun.data
    assert session.position.batch == 1
    session.expect(None)
    laboratory.train.reset_training(SETTINGS, run="run-2")
    with pytest.raises(OtherNetwork):
        session.expect("run-1")  # by now it is no more


def test_a_training_learns_from_the_named_sources_alone(laboratory):
    images, labels = bars(100)
    put(laboratory, "removed on the page", images, labels)
    sheets = [sheet for sheet in laboratory.session.collection.sources if "page" not in sheet]
    named = [{"sheet": sheet, "writer": ""} for sheet in sheets]
    laboratory.train.reset_training(SETTINGS, sources=named)
    parts = laboratory.session.subsets
    origins = [*parts.train.origins, *parts.validation.origins, *parts.test.origins]
    assert {origin.sheet for origin in origins} == set(sheets)


@pytest.mark.native("starts Python anew")
def test_a_drawing_imports_nothing():
    """It is read before the modules' sources are there."""
    program = f"""
import sys
from zeichenlabor.lab import Laboratory
laboratory, before = Laboratory(), set(sys.modules)
laboratory.look.predict(memoryview({BAR["points"].tobytes()!r}), {BAR["counts"]})
print(sorted(set(sys.modules) - before))
"""
    path = os.pathsep.join(sys.path)
    environment = os.environ | {"PYTHONPATH": path}
    found = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
