"""A network is given away and brought back, as the page asks for it."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import numpy as np
import pytest

from tests.py.lab.test_laboratory import BAR, SETTINGS, bars, drain, put
from tests.py.project.exports.test_forms import PAGE_TEXTS, TEXTS
from zeichenlabor.errors import BadWeights, Busy, Cancelled, NoModel, WrongWeights
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.evaluating.hidden import hidden
from zeichenlabor.lab.evaluating.novelty import Novelty
from zeichenlabor.nn import training
from zeichenlabor.project.export_service import Export

DIGITS = list("0123456789")
OTHER = {**SETTINGS, "preset": "one-layer"}


@pytest.fixture
def laboratory() -> Laboratory:
    laboratory = Laboratory()
    put(laboratory, "a", *bars(300))
    drain(laboratory.train.start_training(SETTINGS))
    return laboratory


def exporting(laboratory: Laboratory) -> Export:
    return Export(laboratory.session)


def npz(laboratory: Laboratory) -> bytes:
    content = exporting(laboratory).numpy(DIGITS, {"readme": ""}).bytes.tobytes()
    return zipfile.ZipFile(io.BytesIO(content)).read("network.npz")


def keras_npz(laboratory: Laboratory) -> bytes:
    file = io.BytesIO()
    np.savez(file, *laboratory.session.model.get_weights())
    return file.getvalue()


def test_every_form_is_given(laboratory):
    service = exporting(laboratory)
    page = service.page(DIGITS, PAGE_TEXTS, "de", "Mara")
    assert b"Mara" in page.bytes.tobytes()
    assert page.rounding is None
    assert b'"test": 30' in page.bytes.tobytes()
    for taken in (
        service.notebook(DIGITS, TEXTS),
        service.tensorflow(DIGITS, TEXTS),
        service.numpy(DIGITS, TEXTS),
    ):
        archive = zipfile.ZipFile(io.BytesIO(taken.bytes.tobytes()))
        assert archive.read("README.txt")
    assert b"zeichenlabor" in service.onnx(DIGITS).bytes.tobytes()


def test_a_page_takes_along_what_tells_the_unknown(laboratory):
    def taken(**wishes):
        html = (
            exporting(laboratory).page(DIGITS, PAGE_TEXTS, "de", **wishes).bytes.tobytes().decode()
        )
        return [
            html.split(f'id="{name}">')[1].split("</script>")[0] for name in ("network", "known")
        ]

    told, numbers = taken(lost=0.1)
    known = json.loads(told)["known"]
    values = np.frombuffer(base64.b64decode(numbers), "<f2").reshape(-1, known["width"])
    assert known["width"] == laboratory.session.model.layers[-1].input_shape[-1]
    novelty, validation = Novelty(values, steps=0), laboratory.session.subsets.validation
    far = novelty.distances(hidden(laboratory.session.model, validation.images)) > known["limit"]
    assert far.mean() == pytest.approx(0.1, abs=1.5 / len(far))
    told, numbers = taken()
    assert (json.loads(told)["known"], numbers) == (None, "")


@pytest.mark.parametrize("odd", ["\ud800", "\u2028", "a\nb", "</script>", '"""', "\\", "é" * 300])
def test_every_form_takes_every_name(laboratory, odd):
    service, names = exporting(laboratory), [odd, *DIGITS[1:]]
    for taken in (
        service.page(names, PAGE_TEXTS, "de"),
        service.notebook(names, TEXTS),
        service.tensorflow(names, TEXTS),
        service.onnx(names, TEXTS),
        service.numpy(names, TEXTS),
    ):
        assert len(taken.bytes)


def test_what_rounding_costs_is_measured(laboratory):
    drain(laboratory.train.start_training({**SETTINGS, "preset": "blog", "epochs": 1}))
    rounding = exporting(laboratory).page(DIGITS, PAGE_TEXTS, "de").rounding
    assert 0 < rounding.share < 0.01
    assert (rounding.different, rounding.pictures) == (0, 30)


def test_before_a_training_there_is_nothing_to_give():
    with pytest.raises(NoModel):
        exporting(Laboratory()).onnx(DIGITS)


@pytest.mark.parametrize("content", [npz, keras_npz])
def test_weights_come_back(laboratory, content):
    images, _ = bars(20, seed=9)
    answers = laboratory.session.model.predict(images).copy()
    file, settings = content(laboratory), OTHER if content is npz else SETTINGS
    home = Laboratory()
    put(home, "a", *bars(300))
    returned = exporting(home).import_weights(memoryview(file), settings, DIGITS)
    assert returned.settings.preset == SETTINGS["preset"]
    assert returned.start.samples.test == 30
    np.testing.assert_array_equal(home.session.model.predict(images), answers)
    assert drain(home.train.resume_training(1))[1].epochs == 1
    home.keep.restore_run(memoryview(returned.checkpoint.weights.tobytes()))
    np.testing.assert_array_equal(home.session.model.predict(images), answers)


def test_weights_come_back_without_pictures(laboratory):
    returned = exporting(home := Laboratory()).import_weights(
        memoryview(npz(laboratory)), OTHER, DIGITS
    )
    assert returned.start.samples.test == 0
    assert home.look.predict(**BAR).probabilities.size == 10
    assert exporting(home).page(DIGITS, PAGE_TEXTS, "en").rounding is None


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"settings": OTHER}, WrongWeights),
        ({"file": memoryview(b"no")}, BadWeights),
    ],
)
def test_what_does_not_fit_changes_nothing(laboratory, change, error):
    model = laboratory.session.model
    given = {"file": memoryview(keras_npz(laboratory)), "settings": SETTINGS, "classes": DIGITS}
    with pytest.raises(error):
        exporting(laboratory).import_weights(**(given | change))
    assert laboratory.session.model is model


def test_other_classes_are_named(laboratory):
    with pytest.raises(WrongWeights) as caught:
        exporting(laboratory).import_weights(memoryview(npz(laboratory)), SETTINGS, ["a", "b"])
    assert caught.value.params["expected"] == "a b"


def test_while_a_training_runs_no_weights_are_brought(laboratory):
    file = keras_npz(laboratory)
    running = laboratory.train.start_training(SETTINGS, run="run-1")
    next(running)
    model, before = laboratory.session.model, laboratory.session.run()
    with pytest.raises(Busy):
        exporting(laboratory).import_weights(memoryview(file), SETTINGS, DIGITS, run="run-2")
    assert laboratory.session.model is model
    assert laboratory.session.name == "run-1"
    assert laboratory.session.run() == before
    assert drain(running)[1].state == "done"
    exporting(laboratory).import_weights(memoryview(file), SETTINGS, DIGITS, run="run-2")
    assert laboratory.session.name == "run-2"


def test_the_page_is_written_in_parts_and_can_be_stopped(monkeypatch, laboratory):
    operations = laboratory.session.model.count_operations()
    monkeypatch.setattr(training, "PASS_OPERATIONS", operations)
    work = exporting(laboratory).writing_page(DIGITS, PAGE_TEXTS, "de")
    next(work)
    with pytest.raises(Cancelled):
        work.send(True)
