"""Keras, TensorFlow and pyplot in a cell: tutorials run, and missing names are reported."""

from __future__ import annotations

import importlib.util
import re
import sys

import numpy as np
import pytest

from zeichenlabor.data.pen import glyphs
from zeichenlabor.errors import MissingName
from zeichenlabor.lab import Laboratory
from zeichenlabor.lab.code import standins
from zeichenlabor.nn import kernels

from .conftest import CLASSES, Page

pytestmark = pytest.mark.skipif(
    any(
        importlib.util.find_spec(name) and importlib.util.find_spec(name).origin
        for name in standins.PACKAGES
    ),
    reason="the real packages are here",
)


@pytest.fixture(scope="module")
def mnist() -> Page:
    """A page whose pictures stand for MNIST: 240 to learn from, 60 set apart."""
    labels = np.arange(300) % 10
    images = glyphs([str(label) for label in labels], seed=1)
    laboratory = Laboratory()
    laboratory.collect.restore_sheet(
        "mnist", CLASSES, memoryview(images.tobytes()), labels.tolist(), range(300), 240
    )
    return Page(laboratory)


@pytest.mark.parametrize(
    "line",
    [
        "import tensorflow as tf",
        "from tensorflow import keras",
        "from tensorflow.keras import layers, models",
        "from tensorflow.keras.layers import Dense, Flatten",
        "from tensorflow.keras.optimizers.schedules import ExponentialDecay",
        "import tensorflow.keras.backend as K",
        "import keras",
        "from keras.datasets import mnist",
        "from keras.models import Sequential, load_model",
        "from keras.utils import to_categorical",
        "import matplotlib.pyplot as plt",
        "from matplotlib import pyplot as plt",
        "from matplotlib import cm",
        "import matplotlib",
    ],
)
def test_a_tutorials_imports_run(page, line):
    assert page.text(line) == ""


@pytest.mark.parametrize(
    ("line", "module", "name"),
    [
        ("from keras.layers import GRU", "keras.layers", "GRU"),
        ("import keras\nkeras.layers.MultiHeadAttention", "keras.layers", "MultiHeadAttention"),
        ("import keras.applications", "keras", "applications"),
        ("from tensorflow.keras.preprocessing.image import x", "keras", "preprocessing"),
        ("import tensorflow as tf\ntf.data.TFRecordDataset", "tensorflow.data", "TFRecordDataset"),
        ("import matplotlib.animation", "matplotlib", "animation"),
        ("import matplotlib.pyplot as plt\nplt.quiver", "matplotlib.pyplot", "quiver"),
        ("import matplotlib.pyplot as plt\nplt.gca().scatter", "matplotlib.axes.Axes", "scatter"),
        (
            "import keras\nclass C(keras.callbacks.Callback):\n"
            "    def on_epoch_start(self, logs=None):\n        pass",
            "keras.callbacks.Callback",
            "on_epoch_start",
        ),
        (
            "import keras\nclass Mine(keras.metrics.Metric):\n    pass",
            "keras.metrics",
            "class Mine(Metric)",
        ),
    ],
)
def test_a_missing_name_is_told_in_words(page, line, module, name):
    failure = page.run(line)[-1]
    assert failure.code == "ours", failure
    assert failure.params["error"] == MissingName.code
    assert failure.params["params"]["module"] == module
    assert failure.params["params"]["name"] == name


def test_who_can_do_without_a_module_does(page):
    source = "try:\n    import matplotlib.patches\nexcept ImportError as error:\n    print(error)"
    assert "matplotlib has no patches here" in page.text(source)


def test_keras_itself_finds_no_tensorflow_of_ours(monkeypatch, tmp_path):
    """It asks for TensorFlow, and would take it for the real one."""
    standins.install()
    monkeypatch.delitem(sys.modules, "tensorflow", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert importlib.util.find_spec("tensorflow")
    (tmp_path / "keras.py").touch()
    importlib.invalidate_caches()
    assert importlib.util.find_spec("tensorflow") is None


def test_asking_whether_a_name_is_there_is_answered(page):
    assert page.text("import keras\nprint(hasattr(keras, 'nonesuch'))") == "False\n"


def test_mnist_comes_from_the_projects_pictures(mnist, page):
    told = mnist.text(
        "import keras\n(x, y), (u, v) = keras.datasets.mnist.load_data()\n"
        "x[0] = 0\nprint(x.shape, x.dtype, y.shape, y.dtype, u.shape, v[:3])"
    )
    assert told == "(240, 28, 28) uint8 (240,) uint8 (60, 28, 28) [0 1 2]\n"
    failure = page.run("import keras\nkeras.datasets.mnist.load_data()")[-1]
    assert failure.params["error"] == "data/no-mnist"


def test_a_seed_decides_the_first_weights(page):
    source = (
        "import numpy as np, random, keras\nkeras.utils.set_random_seed({})\n"
        "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])\n"
        "print(model.get_weights()[0].sum(), np.random.rand(), random.random())"
    )
    assert page.text(source.format(7)) == page.text(source.format(7)) != page.text(source.format(8))


def test_compile_and_fit_have_keras_defaults(page):
    text = page.text(
        "import keras, numpy as np\n"
        "x, y = np.ones((8, 4)), np.ones((8, 2))\n"
        "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n"
        "model.compile('sgd', 'mse')\n"
        "history = model.fit(x, y, epochs=2)\n"
        "print(list(history.history), type(model.evaluate(x, y, verbose=0)).__name__)"
    )
    assert text.endswith("['loss'] float\n")
    assert text.count("loss: ") == 2  # a line for each epoch
    failure = page.run("model.compile('sgd')")[-1]
    assert failure.params["params"]["setting"] == "loss"


def test_networks_are_saved_and_opened(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = page.text(
        "import keras, numpy as np\n"
        "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, 'softmax')])\n"
        "model.compile('adam', 'mse', metrics=['accuracy'])\n"
        "model.save('a.keras')\nmodel.save_weights('a.weights.h5')\n"
        "again = keras.models.load_model('a.keras')\n"
        "x = np.ones((2, 4), 'float32')\n"
        "print((again.predict(x) == model.predict(x)).all(), again.optimizer)\n"
        "model.layers[0].set_weights([np.zeros((4, 2)), np.zeros(2)])\n"
        "model.load_weights('a.weights.h5')\n"
        "print((again.predict(x) == model.predict(x)).all())"
    )
    assert text == "True Adam()\nTrue\n"
    (tmp_path / "b.keras").write_bytes(b"PK of Keras itself")
    failure = page.run("keras.models.load_model('b.keras')")[-1]
    assert failure.params["error"] == "weights/bad-file"
    assert page.run("model.save('a')")[-1].params["params"]["setting"] == "filepath"


def test_a_callback_of_ones_own_is_told_of_epochs(page):
    text = page.text(
        "import keras, numpy as np\n"
        "class Stop(keras.callbacks.Callback):\n"
        "    def __init__(self, last):\n        super().__init__()\n        self.last = last\n"
        "    def on_train_begin(self, logs):\n        print('begin', logs)\n"
        "    def on_epoch_end(self, epoch, logs=None):\n"
        "        print(epoch, sorted(logs))\n"
        "        self.model.stop_training = epoch == self.last\n"
        "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n"
        "model.compile('sgd', 'mse')\n"
        "end = keras.callbacks.LambdaCallback(on_train_end=lambda logs: print('end'))\n"
        "h = model.fit(np.ones((8, 4)), np.ones((8, 2)), epochs=9, verbose=0,\n"
        "              callbacks=[Stop(1), end])"
    )
    assert text.splitlines() == ["begin {}", "0 ['loss']", "1 ['loss']", "end"]


def test_who_stands_behind_a_schedule_reads_the_learning_rate(page):
    text = page.text(
        "import keras, numpy as np\n"
        "from keras.callbacks import LambdaCallback, LearningRateScheduler\n"
        "told = lambda: LambdaCallback(on_epoch_end=lambda epoch, logs: print(sorted(logs)))\n"
        "rate = LearningRateScheduler(lambda epoch, rate: 0.5)\n"
        "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n"
        "model.compile('sgd', 'mse')\n"
        "behind = told()\n"
        "for callbacks in ([told(), rate, behind], [behind]):\n"
        "    model.fit(np.zeros((8, 4)), np.zeros((8, 2)), callbacks=callbacks, verbose=0)"
    )
    assert text.splitlines() == ["['loss']", "['learning_rate', 'loss']", "['loss']"]


# --- pyplot


def drawn(page, source: str) -> list:
    outputs = page.run("import matplotlib.pyplot as plt\nimport numpy as np\n" + source)
    failures = [output for output in outputs if output.type == "failure"]
    assert not failures, failures[0].traceback
    return outputs


def test_curves_become_a_chart_with_names_and_axes(page):
    (chart,) = drawn(
        page,
        "plt.plot([1, 2, 3], label='a')\nplt.plot([0, 2], [5, 6], 'r--')\n"
        "plt.title('T')\nplt.xlabel('x')\nplt.ylabel('y')\nplt.legend(['p', 'q'])\nplt.show()",
    )
    assert chart.title == "T (y / x)"
    assert [(line.name, line.x, line.y) for line in chart.lines] == [
        ("a", [0, 1, 2], [1, 2, 3]),
        ("q", [0, 2], [5, 6]),
    ]


def test_what_is_not_shown_is_shown_at_the_cells_end(page):
    outputs = drawn(page, "plt.bar(['a', 'b'], [3, 4.5])\nprint('after')")
    assert [output.type for output in outputs] == ["text", "chart"]
    assert (outputs[1].names, outputs[1].values) == (["a", "b"], [3, 4.5])
    assert drawn(page, "plt.plot([1])\nplt.close();") == []
    assert page.run("plt.plot([1])\n1 / 0")[-1].type == "failure"
    assert drawn(page, "plt.show();") == []  # a cell that failed leaves nothing behind


def test_a_histogram_has_shares_weights_and_sums_where_they_are_asked_for(page):
    text = page.text(
        "import matplotlib.pyplot as plt\n"
        "n, bins, patches = plt.hist([0, 1, 1, 4], 2)\nprint(n.tolist(), bins.tolist())\n"
        "print(plt.hist([0, 1, 1, 4], 2, density=True)[0].tolist())\n"
        "print(plt.hist([0, 4], 2, weights=[3, 5])[0].tolist())\n"
        "print(plt.hist([0, 1, 1, 4], 2, cumulative=True)[0].tolist())\n"
        "print(plt.hist([0, 1, 1, 4], 2, density=True, cumulative=True)[0].tolist())\n"
    )
    shares = ["[3.0, 1.0] [0.0, 2.0, 4.0]", "[0.375, 0.125]", "[3.0, 5.0]", "[3.0, 4.0]"]
    assert text.splitlines()[: len(shares) + 1] == [*shares, "[0.75, 1.0]"]


def test_pictures_of_one_figure_stand_side_by_side(page):
    (pictures,) = drawn(
        page,
        "fig, axes = plt.subplots(2, 3)\nfor n, ax in enumerate(axes.flat):\n"
        "    ax.imshow(np.arange(4).reshape(2, 2), cmap='gray')\n    ax.set_title(n)\n"
        "    ax.axis('off')\nplt.tight_layout()\nplt.show()",
    )
    assert (pictures.count, pictures.titles) == (6, list("012345"))
    assert pictures.pixels[0, :, :, 0].tolist() == [[0, 85], [170, 255]]  # black to white


@pytest.mark.parametrize(
    ("shown", "first"),
    [
        ("[[0, 1]], cmap='gray_r'", [255, 255, 255, 255]),
        ("[[0, 1]], cmap=plt.cm.binary", [255, 255, 255, 255]),
        ("[[0, 1]]", [68, 1, 84, 255]),
        ("[[5, 10]], cmap='gray', vmin=0, vmax=10", [128, 128, 128, 255]),
        ("[[[1.0, 0, 0]]]", [255, 0, 0, 255]),
        ("np.full((1, 1, 4), 7, 'uint8')", [7, 7, 7, 7]),
    ],
)
def test_pictures_have_their_colours(page, shown, first):
    (pictures,) = drawn(page, f"plt.imshow({shown})\nplt.show()")
    assert pictures.pixels[0, 0, 0].tolist() == first


def test_a_matrix_with_its_numbers_is_a_table(page):
    title, table = drawn(
        page,
        "m = np.arange(4).reshape(2, 2)\nplt.imshow(m, cmap=plt.cm.Blues)\nplt.colorbar()\n"
        "plt.title('C')\nfor i in range(2):\n    for j in range(2):\n"
        "        plt.text(j, i, f'{m[i, j]}!', ha='center')\nplt.show()",
    )
    assert title.text == "C\n"
    assert table.rows == [["0!", "1!"], ["2!", "3!"]]


def test_a_place_of_a_figure_is_found_again(page):
    first, second = drawn(
        page,
        "plt.subplot(1, 2, 1)\nplt.plot([1])\nplt.subplot(122)\nplt.plot([2])\n"
        "plt.subplot(1, 2, 1)\nplt.plot([3])\nplt.show()",
    )
    assert sorted(len(chart.lines) for chart in (first, second)) == [1, 2]


@pytest.mark.parametrize("line", ["plt.imshow([[1]], cmap='nonesuch')", "plt.scatter([1], [2])"])
def test_what_cannot_be_drawn_is_told(page, line):
    failure = page.run(f"import matplotlib.pyplot as plt\n{line}")[-1]
    assert failure.params["error"] == MissingName.code


def test_stand_ins_are_found_by_name_where_the_real_ones_are():
    assert standins.module("tensorflow.keras.layers") is standins.module("keras.layers")
    with pytest.raises(MissingName):
        standins.module("keras.applications")


def test_a_called_loss_gives_a_tensor_and_shapes_begin_with_the_batch(page):
    told = page.text(
        "import keras, numpy as np\n"
        "loss = keras.losses.MeanSquaredError()(np.zeros((2, 2)), np.ones((2, 2)))\n"
        "print(loss.shape, loss.dtype, loss.numpy(), f'{loss:.2f}')\n"
        "model = keras.Sequential([keras.Input((4, 4, 1)), keras.layers.Flatten()])\n"
        "print(model.input_shape, model.output_shape)\n"
        "print(keras.Sequential([keras.layers.Dense(2)]).input_shape)"
    )
    assert told == "() float32 1.0 1.00\n(None, 4, 4, 1) (None, 16)\nNone\n"


def test_bytes_are_the_numbers_that_they_are_as_in_keras(page):
    told = page.text(
        "import keras, numpy as np\n"
        "layer = keras.layers.Dense(1, kernel_initializer='ones')\n"
        "model = keras.Sequential([keras.Input((2,)), layer])\n"
        "model.compile('sgd', 'mse')\n"
        "x, y = np.array([[200, 55]], 'uint8'), np.array([255.0])\n"
        "print(model.predict(x, verbose=0), model(x), model.evaluate(x, y, verbose=0))\n"
        "history = model.fit(x, y, validation_data=(x, y), verbose=0).history\n"
        "print(history['loss'], history['val_loss'])"
    )
    assert told == "[[255.]] [[255.]] 0.0\n[0.0] [0.0]\n"


@pytest.mark.parametrize(
    "made",
    [
        "keras.Model(inputs, layers.Dense(10, activation='softmax')(layers.Flatten()(inputs)))",
        "keras.Sequential([inputs, layers.Flatten(), layers.Dense(10), layers.Softmax()])",
        "keras.Sequential([keras.Sequential([inputs, layers.Flatten(), layers.Dense(12), "
        "layers.LeakyReLU(negative_slope=0.2)]), "
        "layers.Dense(10, activation='softmax')])",
    ],
)
def test_the_page_takes_a_network_in_keras_words(mnist, made):
    told = mnist.text(
        "import keras\nfrom keras import layers\ninputs = keras.Input((28, 28))\n"
        f"model = {made}\nmodel.compile('adam', 'sparse_categorical_crossentropy')\n"
        "x, y = project.images[:40] / 255, project.labels[:40]\n"
        "history = model.fit(x, y, verbose=0)\nproject.use(model)\n"
        "print((abs(project.model.predict(x) - model.predict(x)) < 1e-5).all())"
    )
    assert told == "True\n"


def test_a_layer_that_the_page_lacks_is_told_when_it_is_given_to_it(mnist):
    failure = mnist.run(
        "import keras\nfrom keras import layers\n"
        "model = keras.Sequential([layers.Rescaling(2.0, input_shape=(28, 28)), layers.Flatten(), "
        "layers.Dense(10, activation='softmax')])\n"
        "model.compile('adam', 'sparse_categorical_crossentropy')\nproject.use(model)"
    )[-1]
    assert failure.kind == "BadSetting"
    assert failure.params["params"]["value"] == "Rescaling"


def test_a_layer_in_keras_words_gives_the_kernels_plain_arrays(monkeypatch):
    """The fast ones take nothing else: with a subclass each step would be NumPy's."""
    seen = set()

    def watched(kernel):
        def call(*given, **named):
            seen.update(type(one) for one in given if isinstance(one, np.ndarray))
            return kernel(*given, **named)

        return call

    for name in kernels.FUNCTIONS:
        monkeypatch.setattr(kernels, name, watched(getattr(kernels, name)))
    words = standins.module("keras.layers")
    model = standins.module("keras").Sequential(
        [
            words.Conv2D(2, 3, kernel_regularizer="l2", input_shape=(8, 8, 1)),
            words.BatchNormalization(),
            words.Flatten(),
            words.Dense(3, "softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    x, y = np.ones((40, 8, 8, 1), np.float32), np.arange(40) % 3
    model.fit(x, y, epochs=1, validation_split=0.5, verbose=0)
    half = standins.module("keras").Sequential(model.layers[:2])  # which shares its weights
    half.predict(x, verbose=0)
    assert seen == {np.ndarray}
    assert {type(array) for array in half.parameters.arrays} == {np.ndarray}


def test_a_training_prints_keras_lines(page):
    told = page.text(
        "import keras, numpy as np\n"
        "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, 'softmax')])\n"
        "model.compile('sgd', 'sparse_categorical_crossentropy', metrics=['accuracy'])\n"
        "x, y = np.ones((40, 4), 'float32'), np.zeros(40)\n"
        "history = model.fit(x, y, batch_size=10, epochs=2, validation_data=(x, y), verbose=2)\n"
        "found = model.evaluate(x, y)"
    )
    told_of = [f"{name}: [\\d.e+-]+" for name in ("accuracy", "loss", "val_accuracy", "val_loss")]
    line = r"4/4 - \d+s - \d+m?s/step - " + " - ".join(told_of)
    first, second, third, fourth, last = told.splitlines()
    assert (first, third) == ("Epoch 1/2", "Epoch 2/2")
    assert re.fullmatch(line, second)
    assert re.fullmatch(line, fourth)
    assert re.fullmatch(r"2/2 ━{20} \d+s \d+m?s/step - " + " - ".join(told_of[:2]), last)


def test_a_dataset_trains_as_its_arrays_do(page):
    told = page.text(
        "import numpy as np, tensorflow as tf\nfrom tensorflow import keras\n"
        "x = np.random.default_rng(0).random((40, 8), np.float32)\ny = np.arange(40) % 3\n"
        "def train(*data, **more):\n"
        "    keras.utils.set_random_seed(1)\n"
        "    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3, 'softmax')])\n"
        "    model.compile('sgd', 'sparse_categorical_crossentropy', metrics=['accuracy'])\n"
        "    return model, model.fit(*data, epochs=2, verbose=0, **more).history\n"
        "data = tf.data.Dataset.from_tensor_slices((x / 2, y)).map(lambda x, y: (x * 2, y))\n"
        "training = data.cache().batch(10).prefetch(tf.data.experimental.AUTOTUNE)\n"
        "model, found = train(training.repeat(), steps_per_epoch=4,\n"
        "                     validation_data=data.batch(40).repeat(), validation_steps=1)\n"
        "_, plain = train(x, y, batch_size=10, shuffle=False, validation_data=(x, y))\n"
        "print(np.allclose(list(found.values()), list(plain.values())), list(found))\n"
        "print(len(training), [one.shape for one in next(iter(training))])\n"
        "print(model.predict(training).shape, model.predict(x, steps=1).shape)\n"
        "print(model.evaluate(training, verbose=0) == model.evaluate(x, y, verbose=0))"
    )
    assert told.splitlines() == [
        "True ['accuracy', 'loss', 'val_accuracy', 'val_loss']",
        "4 [(10, 8), (10,)]",
        "(40, 3) (32, 3)",
        "True",
    ]


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        ("model.fit(data)", "x"),
        ("model.fit(data.batch(2).repeat())", "steps_per_epoch"),
        ("model.fit(data.batch(2), steps_per_epoch=5)", "steps_per_epoch"),
        (
            "model.fit(data.batch(2), validation_data=data.batch(1), validation_steps=1)",
            "validation_steps",
        ),
        ("tf.data.Dataset.from_tensor_slices((np.ones(2), np.ones(3)))", "tensors"),
    ],
)
def test_a_dataset_that_would_be_cut_is_refused(page, line, setting):
    page.text(
        "import numpy as np, tensorflow as tf\n"
        "data = tf.data.Dataset.from_tensor_slices((np.ones((3, 4), 'float32'), np.arange(3)))\n"
        "model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(3, 'softmax')])\n"
        "model.compile('sgd', 'sparse_categorical_crossentropy')"
    )
    assert page.run(line)[-1].params["params"]["setting"] == setting


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        ("model.fit(x, np.eye(3))", "y"),
        ("model.evaluate(x, np.eye(3))", "y"),
        ("model.fit(x, np.arange(3), batch_size=0)", "batch_size"),
        ("model.fit([[1.0]], np.arange(3))", "x"),
        (
            "model.fit(x, np.arange(3), callbacks=[keras.callbacks.EarlyStopping('val_los')])",
            "monitor",
        ),
        ("model.compile(keras.optimizers.SGD, 'mse')", "optimizer"),
        ("model.fit(x, [0, 1, 2], validation_data=(x, np.eye(3)))", "y"),
        ("model.add(layers.Dense(2, name='a')); model.add(layers.Dense(2, name='a'))", "name"),
        ("keras.Sequential([layers.Dense(2, name='a'), layers.Dense(2, name='a')])", "name"),
    ],
)
def test_what_keras_refuses_is_refused(page, line, setting):
    page.text(
        "import keras, numpy as np\nfrom keras import layers\nx = np.ones((3, 4), 'float32')\n"
        "model = keras.Sequential([keras.Input((4,)), layers.Dense(3, 'softmax')])\n"
        "model.compile('sgd', 'sparse_categorical_crossentropy')"
    )
    assert page.run(line)[-1].params["params"]["setting"] == setting
