"""The training loop: events, stopping, resuming, divergence, determinism, accepted data."""

import dataclasses
import itertools

import numpy as np
import pytest

from zeichenlabor.errors import BadSetting, BadShape, Diverged
from zeichenlabor.nn import (
    L2,
    SGD,
    Activation,
    Adam,
    BatchEnd,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    EarlyStopping,
    EpochEnd,
    ExponentialDecay,
    Flatten,
    Position,
    Reshape,
    RMSprop,
    Sequential,
    training,
)
from zeichenlabor.nn.training import MICRO_BATCH


def blobs(n=90, classes=3, seed=0):
    """Pictures 4×4 whose bright quarter is the class: easy, and different from seed to seed."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, n)
    images = rng.integers(0, 80, (n, 4, 4), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[2 * (label // 2) : 2 * (label // 2) + 2, 2 * (label % 2) : 2 * (label % 2) + 2] += 150
    return images, labels


def mlp(optimizer="adam", **settings):
    model = Sequential([Flatten(), Dense(8, "relu"), Dropout(0.1), Dense(3, "softmax")], **settings)
    model.compile(optimizer, "sparse_categorical_crossentropy")
    return model


def cnn():
    model = Sequential(
        [Conv2D(4, 2, activation="relu"), BatchNormalization(), Flatten(), Dense(3, "softmax")]
    )
    model.compile(Adam(0.01), "sparse_categorical_crossentropy")
    return model


# --- learning


@pytest.mark.parametrize("make", [lambda: mlp(Adam(0.02)), cnn, lambda: mlp(RMSprop(0.01))])
def test_an_easy_task_is_learnt(make):
    model = make()
    model.fit(*blobs(300), epochs=12, batch_size=16)
    assert model.evaluate(*blobs(200, seed=1)).accuracy > 0.95


def test_training_follows_the_definition():
    """One epoch equals the textbook's loop, written out here in NumPy."""
    x, y = blobs(20)
    model = Sequential([Flatten(), Dense(3, "softmax")], dtype="float64")
    model.compile(SGD(0.1), "sparse_categorical_crossentropy")
    model.build((4, 4), seed=5)
    w, b = model.get_weights()
    model.fit(x, y, batch_size=6, shuffle=False)
    rows = x.reshape(20, 16) / 255
    for begin in range(0, 20, 6):
        part, labels = rows[begin : begin + 6], y[begin : begin + 6]
        z = part @ w + b
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        p[np.arange(len(labels)), labels] -= 1
        w -= 0.1 * part.T @ p / len(labels)
        b -= 0.1 * p.mean(axis=0)
    np.testing.assert_allclose(model.get_weights()[0], w, rtol=1e-10)
    np.testing.assert_allclose(model.get_weights()[1], b, rtol=1e-10)


# --- determinism


@pytest.mark.parametrize("make", [mlp, cnn])
def test_the_same_seed_gives_the_same_weights(make):
    results = []
    for seed in (1, 1, 2):
        model = make()
        model.fit(*blobs(), epochs=2, batch_size=16, seed=seed)
        results.append(model.get_weights())
    for a, b, c in zip(*results, strict=True):
        np.testing.assert_array_equal(a, b)
        assert (a != c).any()


def test_the_seed_of_fit_decides_what_dropout_silences():
    """Also where the weights are there already."""
    results = []
    for seed in (1, 1, 2):
        model = Sequential([Flatten(), Dropout(0.5), Dense(3)])
        model.compile(SGD(0.1), "mse")
        model.build((4, 4), seed=0)
        model.fit(*blobs(), shuffle=False, seed=seed)
        results.append(model.get_weights()[0])
    np.testing.assert_array_equal(results[0], results[1])
    assert (results[0] != results[2]).any()


def test_samples_are_shuffled_not_batches():
    seen = []

    def spy(images, rng):
        seen.append(images.reshape(len(images), -1)[:, 0].tolist())
        return images

    x = np.repeat(np.arange(24, dtype=np.uint8), 16).reshape(24, 4, 4)
    mlp().fit(x, np.zeros(24, int), epochs=2, batch_size=8, augmentation=spy)
    first, second = seen[0] + seen[1] + seen[2], seen[3] + seen[4] + seen[5]
    assert sorted(first) == sorted(second) == list(range(24))
    assert first != second
    assert {frozenset(batch) for batch in seen[:3]}.isdisjoint(map(frozenset, seen[3:]))


# --- events


def test_events_tell_every_batch_and_epoch():
    model = mlp()
    events = list(model.fit_events(*blobs(50), epochs=2, batch_size=16, validation_split=0.2))
    kinds = [type(event).__name__ for event in events]
    assert kinds == ["BatchEnd"] * 3 + ["EpochEnd"] + ["BatchEnd"] * 3 + ["EpochEnd"]
    assert [(e.epoch, e.batch, e.batches) for e in events if isinstance(e, BatchEnd)] == [
        (epoch, batch, 3) for epoch in range(2) for batch in range(3)
    ]
    batches, end = events[:3], events[3]
    sizes = [16, 16, 8]
    for name in ("loss", "accuracy"):
        mean = sum(getattr(b, name) * n for b, n in zip(batches, sizes, strict=True)) / 40
        assert getattr(end, name) == pytest.approx(mean)
    assert end.seconds > 0
    assert end.samples_per_second == pytest.approx(40 / end.seconds)
    last = events[-1]
    assert (last.val_loss, last.val_accuracy) == model.evaluate(*(part[40:] for part in blobs(50)))
    assert all(dataclasses.is_dataclass(event) for event in events)


def test_verbose_prints_a_line_per_epoch(capsys):
    model = mlp()
    model.fit(*blobs(40), epochs=2, validation_split=0.5, verbose=2)
    lines = capsys.readouterr().out.splitlines()
    assert [text.split(" - ")[0] for text in lines] == ["Epoch 1", "Epoch 2"]
    assert "val_accuracy: " in lines[0]
    found = model.evaluate(*blobs(40), verbose=1)
    assert capsys.readouterr().out == f"loss: {found.loss:.4g} - accuracy: {found.accuracy:.4g}\n"
    model.fit(*blobs(40))
    assert capsys.readouterr().out == ""


def test_no_validation_no_values():
    *_, end = mlp().fit_events(*blobs(10), batch_size=16)
    assert isinstance(end, EpochEnd)
    assert end.val_loss is None
    assert end.val_accuracy is None


def test_validation_takes_the_last_share_and_does_not_train_on_it():
    x, y = blobs(40)
    halves = mlp()
    halves.fit(x[:30], y[:30], validation_data=(x[30:], y[30:]), batch_size=8)
    split = mlp()
    split.fit(x, y, validation_split=0.25, batch_size=8)
    for a, b in zip(halves.get_weights(), split.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_the_events_tell_the_learning_rate():
    model = mlp(SGD(ExponentialDecay(0.1, 1, 0.5)))
    rates = [event.learning_rate for event in model.fit_events(*blobs(48), batch_size=16)]
    assert rates == pytest.approx([0.1, 0.05, 0.025, 0.0125])


def test_without_metrics_nothing_is_counted():
    model = Sequential([Flatten(), Dense(3)])
    model.compile("sgd", "mse", metrics=())
    history = model.fit(*blobs(20), validation_split=0.5)
    assert sorted(history.history) == ["learning_rate", "loss", "val_loss"]
    assert model.evaluate(*blobs(20)).accuracy is None


# --- stopping and going on


def test_a_closed_generator_leaves_a_usable_network():
    model = mlp()
    events = model.fit_events(*blobs(), epochs=5, batch_size=16)
    for _ in range(3):
        next(events)
    at_stop = model.get_weights()
    events.close()
    for a, b in zip(at_stop, model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert np.isfinite(model.evaluate(*blobs()).loss)
    assert model.optimizer.iterations == 3


@pytest.mark.parametrize(
    "optimizer",
    [
        lambda: Adam(0.01),
        lambda: SGD(0.1, momentum=0.9),
        lambda: Adam(ExponentialDecay(0.01, 5, 0.9)),
        lambda: Adam(0.01, use_ema=True),
    ],
)
def test_training_in_two_parts_equals_training_in_one(optimizer):
    whole, parts = mlp(optimizer()), mlp(optimizer())
    whole.fit(*blobs(), epochs=4, batch_size=16, seed=9)
    parts.fit(*blobs(), epochs=2, batch_size=16, seed=9)
    history = parts.fit(*blobs(), epochs=4, initial_epoch=2, batch_size=16, seed=9)
    assert history.epoch == [2, 3]
    for a, b in zip(whole.get_weights(), parts.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("use_ema", [False, True])
def test_training_goes_on_in_another_network(use_ema):
    """Weights and the optimizer's state carry a training over, as to a new worker."""
    whole, first, second = (mlp(Adam(0.01, use_ema=use_ema)) for _ in range(3))
    whole.fit(*blobs(), epochs=4, seed=9)
    first.fit(*blobs(), epochs=2, seed=9)
    second.build((4, 4), seed=9)
    second.set_weights(first.get_weights())
    second.optimizer.set_state(first.optimizer.get_state())
    second.fit(*blobs(), epochs=4, initial_epoch=2, seed=9)
    for a, b in zip(whole.get_weights(), second.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_prediction_between_two_batches_changes_nothing():
    quiet, busy = cnn(), cnn()
    quiet.fit(*blobs(), batch_size=16, seed=2)
    for _ in busy.fit_events(*blobs(), batch_size=16, seed=2):
        busy.predict(blobs(5)[0])
        busy.activations(blobs(40)[0])
    for a, b in zip(quiet.get_weights(), busy.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


# --- averaged weights


def test_the_network_uses_averaged_weights_at_the_end_of_an_epoch():
    plain, averaged = mlp(SGD(0.1)), mlp(SGD(0.1, use_ema=True, ema_momentum=0.5))
    x, y = blobs(48)
    trail = []
    events = plain.fit_events(x, y, batch_size=16)
    for _ in range(3):
        next(events)
        trail.append(plain.get_weights()[0])
    averaged.fit(x, y, batch_size=16)
    expected = 0.25 * trail[0] + 0.25 * trail[1] + 0.5 * trail[2]
    np.testing.assert_allclose(averaged.get_weights()[0], expected, rtol=1e-5, atol=1e-7)


# --- divergence


@pytest.mark.filterwarnings("ignore:overflow encountered", "ignore:invalid value encountered")
def test_a_diverged_training_keeps_the_last_good_weights():
    model = Sequential([Flatten(), Dense(8), Dense(3)])
    model.compile(SGD(1e9), "mse")
    model.build((4, 4))
    before = model.get_weights()
    with pytest.raises(Diverged) as caught:
        model.fit(*blobs(), epochs=50, batch_size=16)
    assert caught.value.params["epoch"] == 0
    assert caught.value.params["learning_rate"] == 1e9
    for a, b in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    model.optimizer.learning_rate = 0.1
    model.fit(*blobs(), epochs=2)
    assert np.isfinite(model.evaluate(*blobs()).loss)


# --- what fit takes


def test_another_loss_takes_other_targets():
    """Labels for one loss, one-hot rows for the next, in the same network."""
    model = mlp()
    model.fit(*blobs(40))
    model.compile("adam", "mse")
    model.fit(*blobs(40))
    model.compile("adam", "sparse_categorical_crossentropy")
    assert np.isfinite(model.fit(*blobs(40)).history["loss"][0])


def test_targets_may_be_one_hot_rows():
    x, y = blobs(40)
    by_label, by_row = mlp(), mlp()
    by_label.fit(x, y)
    by_row.fit(x, np.eye(3)[y])
    for a, b in zip(by_label.get_weights(), by_row.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_pictures_may_be_targets():
    """An autoencoder: no class anywhere."""
    x = blobs(40)[0] / 255
    model = Sequential([Flatten(), Dense(16, "sigmoid")])
    model.compile(Adam(0.01), "mse", metrics=())
    history = model.fit(x, x.reshape(40, 16), epochs=5)
    assert history.history["loss"][-1] < history.history["loss"][0]


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"epochs": -1}, "epochs"),
        ({"epochs": 1.5}, "epochs"),
        ({"batch_size": 0}, "batch_size"),
        ({"validation_split": 1.0}, "validation_split"),
        ({"validation_split": -0.1}, "validation_split"),
        ({"seed": -1}, "seed"),
    ],
)
def test_wrong_settings_are_named_before_the_first_step(settings, named):
    with pytest.raises(BadSetting) as caught:
        mlp().fit(*blobs(), **settings)
    assert caught.value.params["setting"] == named


@pytest.mark.parametrize(
    ("x", "y", "remedy"),
    [
        (np.zeros((4, 4, 4)), np.zeros(5, int), "same-length"),
        (np.zeros((4, 4, 4)), np.array([0, 1, 2, 3]), "more-outputs"),
        (np.zeros((4, 4, 4)), np.array([0, 1, 2, -1]), "more-outputs"),
        (np.zeros((4, 4, 4)), np.array([0, 0.5, 1, 2]), "match-output"),
        (np.zeros((4, 4, 4)), np.zeros((4, 2)), "match-output"),
    ],
)
def test_data_that_do_not_fit_are_refused(x, y, remedy):
    with pytest.raises(BadShape) as caught:
        mlp().fit(x, y)
    assert caught.value.params["remedy"] == remedy


def test_no_samples_are_refused():
    with pytest.raises(BadSetting):
        mlp().fit(np.zeros((0, 4, 4)), np.zeros(0, int))


def test_the_augmentation_alters_training_but_not_validation():
    x, y = blobs(20)
    seen = []

    def blacken(images, rng):
        seen.append(len(images))
        return np.zeros_like(images)

    model = mlp(SGD(0.0))
    *_, end = model.fit_events(x, y, validation_split=0.5, batch_size=4, augmentation=blacken)
    assert seen == [4, 4, 2]
    assert end.val_loss == pytest.approx(model.evaluate(x[10:], y[10:]).loss)
    assert end.loss != pytest.approx(model.evaluate(x[:10], y[:10]).loss)


def test_pictures_stay_as_they_are():
    x, y = blobs(40)
    kept = x.copy()
    mlp().fit(x, y, validation_split=0.1)
    np.testing.assert_array_equal(x, kept)


# --- long steps in micro-batches


def convolutional():
    model = Sequential([Conv2D(3, 2, activation="relu"), Flatten(), Dense(3, "softmax")])
    model.compile(Adam(0.01), "sparse_categorical_crossentropy")
    return model


def test_a_step_in_micro_batches_is_the_step_of_the_whole_batch():
    images, labels = blobs(40)
    divided, whole = convolutional(), convolutional()
    (event, _) = divided.fit_events(images, labels, batch_size=40, seed=3, shuffle=False)
    whole.build(images.shape[1:], seed=3)
    loss, hits = whole.train_step(*whole.draw(images, np.arange(40, dtype=np.int32), labels))
    assert event.loss == pytest.approx(loss / 40, rel=1e-6)
    assert event.accuracy == hits / 40
    np.testing.assert_allclose(divided.parameters.values, whole.parameters.values, atol=1e-5)


def test_who_looks_between_micro_batches_changes_nothing():
    images, labels = blobs(120)
    settings = {"epochs": 2, "batch_size": 40, "validation_data": blobs(300, seed=1)}
    calm, busy = convolutional(), convolutional()
    history = calm.fit(images, labels, **settings).history
    pauses, losses = 0, []
    for event in busy.fit_events(images, labels, **settings, pauses=True):
        pauses += event is None
        losses += [event.val_loss] if isinstance(event, EpochEnd) else []
        busy.predict(images[:20])
        busy.input_gradient(images[:9], 1)
    assert pauses == 2 * (3 * 2 + 2)
    assert losses == history["val_loss"]
    np.testing.assert_array_equal(calm.parameters.values, busy.parameters.values)


def test_a_training_that_ends_in_a_pause_has_not_made_the_step():
    images, labels = blobs(120)
    calm, ended = convolutional(), convolutional()
    calm.fit(images, labels, epochs=1, batch_size=40)
    position = Position()
    events = ended.fit_events(images, labels, batch_size=40, position=position, pauses=True)
    for _ in range(5):  # pause, pause, step, pause, pause
        event = next(events)
    events.close()
    assert event is None
    assert position.batch == 1
    ended.fit(images, labels, batch_size=40, position=position)
    np.testing.assert_array_equal(calm.parameters.values, ended.parameters.values)


def test_a_costly_network_is_taken_in_smaller_micro_batches(monkeypatch):
    """So that whoever wants to pause waits for a micro-batch, not for a batch."""
    images, labels = blobs(40)
    model, whole = convolutional(), convolutional()
    model.build(images.shape[1:])
    one = training.STEP_PASSES * model.count_operations()
    assert model.micro_batch_size(40) == MICRO_BATCH
    whole.fit(images, labels, batch_size=40, seed=3)
    for most, size in ((one * 5, 5), (one - 1, 1)):
        monkeypatch.setattr(training, "PASS_OPERATIONS", most)
        divided = convolutional()
        events = list(divided.fit_events(images, labels, batch_size=40, seed=3, pauses=True))
        assert divided.micro_batch_size(40) == size
        # And between the passes of the measurement at the end.
        passes = -(-40 // max(most // divided.count_operations(), 1))
        assert events.count(None) == 40 // size - 1 + passes - 1
        np.testing.assert_allclose(divided.parameters.values, whole.parameters.values, atol=1e-5)


def test_only_a_costly_batch_of_dense_layers_is_divided(monkeypatch):
    images, labels = blobs(40)
    divided, whole = (Sequential([Flatten(), Dense(3, "softmax")]) for _ in range(2))
    for model in (divided, whole):
        model.compile(Adam(0.01), "sparse_categorical_crossentropy")
    whole.fit(images, labels, batch_size=40, seed=3)
    assert whole.micro_batch_size(40) == 40
    least = training.STEP_PASSES * whole.count_operations()
    monkeypatch.setattr(training, "PASS_OPERATIONS", 10 * least)
    divided.fit(images, labels, batch_size=40, seed=3)
    assert divided.micro_batch_size(40) == 10
    np.testing.assert_allclose(divided.parameters.values, whole.parameters.values, atol=1e-5)


def test_dropout_in_micro_batches_silences_other_units_in_each_of_them():
    layer = Dropout(0.5)
    model = Sequential([Flatten(), layer, Dense(3, "softmax")])
    model.compile(Adam(0.01), "sparse_categorical_crossentropy")
    model.build((8, 8))
    layer.seed, masks = 7, []
    for first in (0, 16, 32):
        layer.first = first
        mask = layer.forward(np.ones((16, 64), np.float32), training=True).copy()
        np.testing.assert_array_equal(layer.backward(np.ones((16, 64), np.float32)), mask)
        masks.append(mask > 0)
    for one, other in itertools.combinations(masks, 2):
        assert 0.35 < np.mean(one == other) < 0.65


def test_a_training_with_dropout_in_micro_batches_goes_on_as_if_never_stopped():
    def network():
        layers = [Conv2D(3, 2, activation="relu"), Dropout(0.3), Flatten(), Dense(3, "softmax")]
        model = Sequential(layers)
        model.compile(Adam(0.01), "sparse_categorical_crossentropy")
        return model

    images, labels = blobs(120)
    calm, stopped = network(), network()
    calm.fit(images, labels, batch_size=40)
    position = Position()
    events = stopped.fit_events(images, labels, batch_size=40, position=position, pauses=True)
    assert [next(events) is None for _ in range(5)] == [True, True, False, True, True]
    events.close()
    stopped.fit(images, labels, batch_size=40, position=position)
    np.testing.assert_array_equal(calm.parameters.values, stopped.parameters.values)


@pytest.mark.parametrize("normal_first", [True, False])
def test_micro_batches_are_normalised_by_the_whole_batch(normal_first):
    """Keras' meaning: the statistics are those of the batch, however it is divided."""

    def network():
        layers = [
            Conv2D(3, 2, use_bias=False, kernel_regularizer=L2(0.1)),
            BatchNormalization(momentum=0.7),
            Activation("relu"),
            Conv2D(4, 2),
            BatchNormalization(scale=False),
            Flatten(),
            Dense(3, "softmax"),
        ]
        first = [Reshape((*images.shape[1:], 1)), BatchNormalization()] if normal_first else []
        model = Sequential([*first, *layers], dtype="float64")
        model.compile(SGD(0.1), "sparse_categorical_crossentropy")
        return model

    images, labels = blobs(40)
    divided, whole = network(), network()
    whole.build(images.shape[1:], seed=3)
    rows = np.arange(40, dtype=np.int32)
    for epoch in range(3):
        position = Position(epoch=epoch)
        event = next(
            divided.fit_events(
                *(images, labels), epochs=9, batch_size=40, seed=3, shuffle=False, position=position
            )
        )
        loss, hits = whole.train_step(*whole.draw(images, rows, labels))
        assert event.loss == pytest.approx(loss / 40, rel=1e-9)
        assert event.penalty == pytest.approx(whole.penalty, rel=1e-9)
        assert event.accuracy == hits / 40
    assert divided.micro_batch_size(40) < 40
    for one, other in zip(divided.get_weights(), whole.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-7, atol=1e-9)


# --- what counts at the end of an epoch


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
@pytest.mark.parametrize("batch_size", [90, 45])
@pytest.mark.parametrize("validated", [True, False])
def test_a_bad_step_is_found_where_it_is_the_only_or_the_last_one(batch_size, validated):
    """The loss of a batch is measured before its step: that of the last one by nothing else."""
    model, position = mlp(), Position()
    data = {"validation_data": blobs(30, seed=1)} if validated else {}
    settings = data | {"batch_size": batch_size, "position": position}
    model.fit(*blobs(), epochs=3, **settings)
    good, loss = model.get_weights(), model.evaluate(*blobs()).loss
    last = 90 // batch_size - 1

    def go_on():
        model.optimizer.learning_rate = 0.001 if last else 1e38
        for event in model.fit_events(*blobs(), epochs=9, **settings):
            assert event.type == "batch", "an epoch that left a network without numbers"
            model.optimizer.learning_rate = 0.001 if event.batch < last - 1 else 1e38

    with pytest.raises(Diverged) as caught:
        go_on()
    assert (caught.value.params["epoch"], caught.value.params["batch"]) == (3, last + 1)
    assert (position.epoch, position.batch) == (3, 0)
    for a, b in zip(good, model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert model.evaluate(*blobs()).loss == loss


def test_early_stopping_ends_a_training_that_was_paused_just_then():
    """Closed behind every epoch, and behind every batch: the epochs are those of one run."""
    settings = {"epochs": 60, "batch_size": 30, "validation_data": blobs(30, seed=1)}

    def stopping():
        return [EarlyStopping("val_loss", patience=2, restore_best_weights=True)]

    whole = mlp()
    whole.compile(SGD(2.0))
    seen = len(whole.fit(*blobs(), **settings, callbacks=stopping()).epoch)
    assert seen < 60, "early stopping must have ended it"
    for kind in ("epoch", "batch"):
        paused, position, epochs, parts = mlp(), Position(), 0, 0
        paused.compile(SGD(2.0))
        while position.epoch < 60 and parts < 300:
            events = paused.fit_events(
                *blobs(), **settings, callbacks=stopping(), position=position
            )
            ended = True
            for event in events:
                epochs += event.type == "epoch"
                if event.type == kind:
                    ended = False
                    break
            events.close()
            parts += 1
            if ended:
                break
        assert epochs == position.epoch == seen
        np.testing.assert_array_equal(whole.parameters.values, paused.parameters.values)


def test_events_tell_what_of_the_loss_is_the_price_of_large_weights():
    plain, priced = mlp(), mlp()
    for layer in priced.layers[1:]:
        layer.kernel_regularizer = L2(0.05)
    for model in (plain, priced):
        model.compile(SGD(0.0))
        model.build((4, 4), seed=1)
    settings = {"batch_size": 20, "validation_data": blobs(30, seed=1)}
    for bare, event in zip(
        plain.fit_events(*blobs(), **settings), priced.fit_events(*blobs(), **settings), strict=True
    ):
        assert bare.penalty == 0
        assert event.penalty > 0.1
        assert event.loss - event.penalty == pytest.approx(bare.loss, rel=1e-4)
        if event.type == "epoch":
            assert bare.val_penalty == 0
            assert event.val_loss - event.val_penalty == pytest.approx(bare.val_loss, rel=1e-4)
