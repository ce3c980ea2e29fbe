"""Callbacks, driven by a scripted series of values instead of a real training."""

import numpy as np
import pytest

from zeichenlabor.nn import (
    SGD,
    Callback,
    Dense,
    EarlyStopping,
    LearningRateScheduler,
    ReduceLROnPlateau,
    Sequential,
)


class Scripted:
    """Stands for a network whose epochs give the values of a list."""

    def __init__(self, callback, name, values):
        self.optimizer = SGD(1.0)
        self.stop_training = False
        self.weights = None
        callback.set_model(self)
        callback.on_train_begin()
        self.epochs = 0
        for epoch, value in enumerate(values):
            self.weights = [epoch]
            callback.on_epoch_begin(epoch)
            callback.on_epoch_end(epoch, {name: value})
            self.epochs += 1
            if self.stop_training:
                break
        callback.on_train_end()

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


@pytest.mark.parametrize(
    ("settings", "name", "values", "epochs"),
    [
        ({"patience": 2}, "val_loss", [3, 2, 1, 1.5, 1.2, 0], 5),
        ({"patience": 2}, "val_loss", [3, 2, 1, 1.5, 0.9, 1, 1, 0], 7),
        ({}, "val_loss", [3, 2, 2, 1], 3),
        ({"patience": 1, "min_delta": 0.5}, "val_loss", [3, 2.6, 2.4, 0], 2),
        ({"monitor": "val_accuracy", "patience": 2}, "val_accuracy", [0.1, 0.5, 0.4, 0.5, 1], 4),
        ({"monitor": "score", "mode": "max", "patience": 1}, "score", [1, 2, 1, 3], 3),
        ({"start_from_epoch": 3}, "val_loss", [1, 2, 3, 4, 3, 3.5, 1], 6),
        ({"monitor": "loss", "patience": 2}, "loss", [1, 2, 3], 3),
        ({"patience": 0}, "val_loss", [float("nan"), 1, 2], 3),
    ],
)
def test_early_stopping_stops_there(settings, name, values, epochs):
    callback = EarlyStopping(**settings)
    assert Scripted(callback, name, values).epochs == epochs
    assert callback.stopped_epoch == epochs - 1


def test_early_stopping_does_not_stop_while_it_improves():
    callback = EarlyStopping()
    assert Scripted(callback, "val_loss", [4, 3, 2, 1]).epochs == 4
    assert callback.stopped_epoch is None


def test_early_stopping_restores_the_best_weights():
    kept = EarlyStopping(patience=2, restore_best_weights=True)
    assert Scripted(kept, "val_loss", [3, 1, 2, 2, 0]).weights == [1]
    assert kept.best_epoch == 1
    assert kept.best == 1
    assert Scripted(EarlyStopping(patience=2), "val_loss", [3, 1, 2, 2, 0]).weights == [3]


def test_early_stopping_in_a_real_training():
    """Weights after the training are those of the epoch that measured best."""

    class Keep(Callback):
        abstract = True

        def on_train_begin(self):
            self.weights = []

        def on_epoch_end(self, epoch, logs):
            self.weights.append(self.model.get_weights())

    rng = np.random.default_rng(0)
    x, y = rng.random((60, 8)), rng.integers(0, 3, 60)  # nothing to learn: validation gets worse
    model = Sequential([Dense(32, "relu"), Dense(3, "softmax")])
    model.compile(SGD(0.5), "sparse_categorical_crossentropy")
    keep = Keep()
    stopping = EarlyStopping(patience=3, restore_best_weights=True)
    history = model.fit(x, y, epochs=200, validation_split=0.3, callbacks=[keep, stopping])
    best = int(np.argmin(history.history["val_loss"]))
    assert len(history.epoch) == best + 4
    for a, b in zip(model.get_weights(), keep.weights[best], strict=True):
        np.testing.assert_array_equal(a, b)


def test_learning_rate_scheduler():
    seen = []

    def halve(epoch, rate):
        seen.append((epoch, rate))
        return rate / 2

    model = Scripted(LearningRateScheduler(halve), "loss", [1, 1, 1])
    assert seen == [(0, 1.0), (1, 0.5), (2, 0.25)]
    assert model.optimizer.learning_rate == 0.125


def test_reduce_on_plateau():
    callback = ReduceLROnPlateau(patience=2, factor=0.1, min_lr=0.05)
    model = Scripted(callback, "val_loss", [3, 2, 2, 2])
    assert model.optimizer.learning_rate == pytest.approx(0.1)
    model = Scripted(callback, "val_loss", [3, 2, 2, 2, 2, 2])
    assert model.optimizer.learning_rate == pytest.approx(0.05)


def test_callbacks_are_told_in_order():
    told = []

    class Listener(Callback):
        abstract = True

        def on_train_begin(self):
            told.append("begin")

        def on_epoch_begin(self, epoch):
            told.append(f"epoch {epoch}")

        def on_epoch_end(self, epoch, logs):
            told.append(sorted(logs))

        def on_train_end(self):
            told.append("end")

    model = Sequential([Dense(2, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(np.zeros((4, 3)), np.zeros(4, int), epochs=2, callbacks=[Listener()])
    logs = ["accuracy", "learning_rate", "loss"]
    assert told == ["begin", "epoch 0", logs, "epoch 1", logs, "end"]
