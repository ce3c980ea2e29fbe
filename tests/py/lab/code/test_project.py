"""The object ``project`` in cells, and the changes that it allows."""

from __future__ import annotations

import numpy as np
import pytest

from tests.py.lab.code.conftest import CLASSES, SETTINGS
from zeichenlabor.errors import BadDataFile, NoWeights
from zeichenlabor.lab.code import PastRun, load_project
from zeichenlabor.lab.training import runs

SAME = """
import numpy as np
train, validation, test = project.split()
model = project.model
print(len(project), project.classes, len(train))
print(model.evaluate(project.images[test], project.labels[test]))
print(project.history, sorted(set(project.writers)), project.images.sum())
"""


def test_the_split_is_that_of_the_buttons(page):
    page.train()
    page.run("train, validation, test = project.split()")
    test = page.laboratory.code.namespace["test"]
    samples = page.laboratory.session.collection.samples()
    np.testing.assert_array_equal(samples.images[test], page.laboratory.session.subsets.test.images)


def test_a_cell_cannot_harm_the_networks_weights(page):
    page.train()
    before = page.laboratory.session.model.get_weights()
    page.text(
        "m = project.model\nm.fit(project.images, project.labels, epochs=1)\nm.layers.clear()"
    )
    for a, b in zip(before, page.laboratory.session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_edits_are_told_and_count_at_once_and_later(page):
    text = page.text(
        "project.relabel([0, 1], '7')\nproject.leave_out(2)\nprint(project.labels[:3])"
    )
    assert text == "[7 7 3]\n"
    edits = [edit for output in page.outputs if output.type == "edited" for edit in output.edits]
    assert edits == [
        {"sheet": "a", "cell": 0, "label": "7"},
        {"sheet": "a", "cell": 1, "label": "7"},
        {"sheet": "a", "cell": 2, "label": None},
    ]
    assert page.text("print(project.labels[:3], len(project))") == "[7 7 3] 299\n"
    page.project["edits"] = []  # taken back in the page
    assert page.text("print(project.labels[:3], len(project))") == "[0 1 2] 300\n"


def test_a_class_that_is_not_there_is_refused(page):
    assert page.run("project.relabel(0, 'x')")[-1].params["error"] == "model/bad-setting"


@pytest.mark.parametrize(
    ("rows", "meant"),
    [
        ("project.labels == 3", list(range(3, 300, 10))),
        ("np.flatnonzero(project.labels == 3)[:2]", [3, 13]),
        ("-1", [299]),
        ("[[0, 1], [2, 3]]", [0, 1, 2, 3]),
        ("range(2)", [0, 1]),
        ("[]", []),
        ("project.labels == 99", []),
    ],
)
def test_rows_are_what_they_are_in_numpys_brackets(page, rows, meant):
    for change in (f"project.relabel({rows}, '7')", f"project.leave_out({rows})"):
        page.project["edits"] = []
        page.run(f"import numpy as np\n{change}")
        edits = page.project["edits"]
        assert [edit["cell"] + 150 * (edit["sheet"] == "b") for edit in edits] == meant


@pytest.mark.parametrize("rows", ["0.7", "[0.7]", "True", "[True, False]", "300", "'3'", "None"])
def test_what_are_no_rows_changes_nothing(page, rows):
    for change in (f"project.relabel({rows}, '7')", f"project.leave_out({rows})"):
        assert page.run(change)[-1].code == "index"
    assert page.project["edits"] == []


def test_the_drawing_is_the_canvas(page):
    assert page.text("project.drawing is None") == "True\n"
    page.project["drawing"] = memoryview(bytes(783) + b"\x07")
    assert page.text("project.drawing[27, 27]") == "7\n"


def test_a_saved_project_runs_the_same_cells_with_the_same_numbers(page, tmp_path, capsys):
    page.train()
    page.project["edits"] = [{"sheet": "a", "cell": 3, "label": "8"}]
    here = page.text(SAME)
    path = tmp_path / "project.npz"
    path.write_bytes(page.laboratory.code.data(page.project).tobytes())
    exec(SAME, {"project": load_project(path)})
    assert capsys.readouterr().out == here


def trained(page, number: int = 1) -> dict:
    """What the page tells of a training that has just been done."""
    page.train()
    weights = page.laboratory.keep.save_run().weights.tobytes()
    return {"number": number, "epochs": 3, "test_accuracy": 0.5, "weights": memoryview(weights)}


def test_a_run_brings_its_network_along(page):
    page.project["runs"] = [trained(page)]
    session = page.laboratory.session
    before = session.model.get_weights()
    page.run(
        "run = project.runs[0]\nmodel = run.model()\nmodel.fit(project.images, project.labels)"
    )
    run, model = (page.laboratory.code.namespace[name] for name in ("run", "model"))
    assert (run["epochs"], dict(run)["number"]) == (3, 1)
    for ours, fresh, trained_on in zip(
        before, run.model().get_weights(), model.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(ours, fresh)
        assert not np.array_equal(ours, trained_on)
    np.testing.assert_array_equal(
        session.model.predict(session.subsets.test.images),
        run.model().predict(session.subsets.test.images),
    )


def test_a_run_whose_weights_were_given_up_says_so(page):
    page.project["runs"] = [trained(page) | {"weights": None}]
    failure = page.run("project.runs[0].model()")[-1]
    assert failure.params == {"error": "request/no-weights", "params": {"number": 1}}
    with pytest.raises(NoWeights):
        PastRun({"number": 1}).model()


def test_a_run_says_shortly_what_it_is(page):
    page.project["runs"] = [trained(page)]
    said = "[<PastRun 1: 3 epochs, 50.0% of the test pictures right>]\n"
    assert page.text("project.runs") == said


def test_a_saved_project_keeps_the_networks_of_its_runs(page):
    page.project["runs"] = [trained(page) | {"weights": None}, trained(page, 2)]
    project = load_project(page.laboratory.code.data(page.project).tobytes())
    assert [dict(run)["number"] for run in project.runs] == [1, 2]
    with pytest.raises(NoWeights):
        project.runs[0].model()
    images = page.laboratory.session.subsets.test.images
    np.testing.assert_array_equal(
        project.runs[1].model().predict(images), page.laboratory.session.model.predict(images)
    )


def test_a_file_that_is_no_project_is_refused(tmp_path):
    with pytest.raises(BadDataFile):
        load_project(b"nothing of the kind")
    with pytest.raises(BadDataFile):
        load_project(tmp_path / "none.npz")


# --- a network of one's own


NETWORK = """
from zeichenlabor.nn import *

model = Sequential([{}])
model.compile("adam")
model.build({})
model.fit(project.images.reshape(-1, *{}), project.labels, epochs=1)
project.use(model)
"""
FITTING = {
    "dense": ('Flatten(), Dense(20, "relu"), Dense(10, "softmax")', "(28, 28)"),
    "flat pictures": ('Dense(20, "relu"), Dense(10, "softmax")', "(784,)"),
    "a softmax of its own": ("Flatten(), Dense(10), Activation('softmax')", "(28, 28)"),
    "convolution": ('Conv2D(4, 3, strides=2), Flatten(), Dense(10, "softmax")', "(28, 28, 1)"),
    "normalised": ('Flatten(), BatchNormalization(), Dense(10, "softmax")', "(28, 28)"),
}


@pytest.mark.parametrize("case", FITTING)
def test_a_network_of_a_cell_reads_on_the_canvas(page, case):
    layers, shape = FITTING[case]
    (used,) = [one for one in page.run(NETWORK.format(layers, shape, shape)) if one.type == "used"]
    model = page.laboratory.code.namespace["model"]
    session = page.laboratory.session
    images = session.collection.samples(CLASSES).images
    told = model.predict(images.reshape(-1, *model.input_shape))
    np.testing.assert_allclose(session.model.predict(images), told, atol=1e-6)
    again = runs.revive(used.checkpoint.weights.tobytes()).model
    np.testing.assert_allclose(again.predict(images), told, atol=1e-6)
    assert used.start.samples.test == 30
    assert session.settings.split_seed == 1


def test_what_happens_to_it_later_changes_nothing_on_the_canvas(page):
    layers, shape = FITTING["dense"]
    page.run(NETWORK.format(layers, shape, shape))
    images = page.laboratory.session.collection.samples(CLASSES).images
    before = page.laboratory.session.model.predict(images)
    page.run("model.set_weights([w * 0 for w in model.get_weights()])")
    np.testing.assert_array_equal(page.laboratory.session.model.predict(images), before)
    np.testing.assert_allclose(page.laboratory.session.model.predict(images), before)
    assert page.text("(project.model.predict(project.images) == 0.1).all()") == "False\n"


@pytest.mark.parametrize(
    ("layers", "shape", "setting"),
    [
        ('Flatten(), Dense(7, "softmax")', "(28, 28)", "layers[-1]"),
        ("Flatten(), Dense(10)", "(28, 28)", "layers[-1]"),
        ('Flatten(), Dense(10, "softmax")', "(14, 56)", "input_shape"),
    ],
)
def test_a_network_for_something_else_is_refused(page, layers, shape, setting):
    page.train()
    before = page.laboratory.session.model
    source = NETWORK.format(layers, shape, shape).replace("model.fit", "# ")
    failure = page.run(source)[-1]
    assert failure.code == "ours"
    assert failure.params["error"] == "model/unfit"
    assert failure.params["params"]["setting"] == setting
    assert page.laboratory.session.model is before


def test_a_network_that_was_not_built_is_refused(page):
    source = "from zeichenlabor.nn import *\nproject.use(Sequential([Flatten(), Dense(10)]))"
    assert page.run(source)[-1].params["error"] == "model/unfit"


def test_a_layer_that_the_editor_lacks_is_refused(page):
    layers, shape = 'Flatten(), Dense(3000), Dense(10, "softmax")', "(28, 28)"
    failure = page.run(NETWORK.format(layers, shape, shape))[-1]
    assert failure.params["error"] == "model/bad-setting"


def test_a_training_that_runs_keeps_its_network(page):
    training = page.laboratory.train.start_training(SETTINGS)
    next(training)
    next(training)
    layers, shape = FITTING["dense"]
    source = NETWORK.format(layers, shape, shape)
    assert page.run(source)[-1].params["error"] == "request/busy"
    for _ in training:
        pass
    assert page.run(source)[-1].type == "used"


def test_a_network_that_draws_pictures_is_no_network_of_the_page(page):
    """It is told, for the page's forms and exports are of classes."""
    failure = page.run(
        "from zeichenlabor.lab.designing import presets\nmodel = presets.autoencoder()\n"
        "model.build((28, 28, 1))\nproject.use(model)"
    )[-1]
    assert failure.params["error"] == "model/unfit"
