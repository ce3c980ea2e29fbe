"""Steps whose parts are computed elsewhere: the same weights, bit for bit."""

import numpy as np
import pytest

from zeichenlabor.data.augmentation import Augmentation
from zeichenlabor.nn import (
    L2,
    SGD,
    Adam,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Position,
    Replica,
    Replicas,
    Sequential,
)
from zeichenlabor.nn.replicas import TRIALS, WARM_UP

SEED = 3
BATCH = 72  # five parts, the last of them small
PICTURES = 160  # the last batch has two parts

rng = np.random.default_rng(5)
IMAGES = rng.integers(0, 256, (PICTURES, 12, 12)).astype(np.uint8)
LABELS = rng.integers(0, 3, PICTURES)


def network(kind):
    layers = [Conv2D(4, 3, activation="relu"), Flatten(), Dense(3, "softmax")]
    optimizer = Adam(0.01)
    if kind == "dropout":
        layers.insert(1, Dropout(0.4))
    elif kind == "penalty":
        layers[0].kernel_regularizer = L2(0.01)
    elif kind == "average":
        optimizer = SGD(0.05, momentum=0.9, use_ema=True)
    elif kind == "batch norm":
        layers.insert(1, BatchNormalization())
    elif kind == "dense":
        layers = [Flatten(), Dense(8, "relu"), Dense(3, "softmax")]
    model = Sequential(layers)
    loss = "categorical_crossentropy" if kind == "one-hot" else "sparse_categorical_crossentropy"
    model.compile(optimizer, loss)
    return model


def augmentation_of(kind):
    return Augmentation() if kind == "augmentation" else None


class Crew:
    """Replicas in the same process. They answer while they are waited for, the last one first."""

    def __init__(self, kind, count, dies_after=None):
        self.kind, self.alive, self.dies_after = kind, count, dies_after
        self.asked, self.replicas, self.under_way = 0, {}, []

    def count(self):
        return self.alive

    def ask(self, replica, step, tell):
        self.asked += 1
        if replica not in self.replicas:
            model = network(self.kind)
            model.build(IMAGES.shape[1:], seed=99)
            self.replicas[replica] = Replica(model, SEED, augmentation_of(self.kind))
        results = self.replicas[replica].compute(step)
        self.under_way += [(part.first, results, tell) for part in step.parts]

    def wait(self):
        assert self.under_way, "nothing more will come"
        if self.dies_after is not None and self.asked >= self.dies_after:
            self.alive -= 1
            self.dies_after = None
            for first, _, tell in self.under_way:
                tell(first, None)
            self.under_way = []
            return
        latest = self.under_way[-1][1]
        mine = [(first, tell) for first, results, tell in self.under_way if results is latest]
        self.under_way = [entry for entry in self.under_way if entry[1] is not latest]
        for (first, tell), result in zip(mine, latest, strict=True):
            tell(first, result)


class Always(Replicas):
    """Whatever pays."""

    def _is_to_share(self):
        return True


def trained(kind, crew=None, **settings):
    model = network(kind)
    settings = {"epochs": 2} | settings
    events = model.fit_events(
        IMAGES,
        LABELS,
        batch_size=BATCH,
        seed=SEED,
        augmentation=augmentation_of(kind),
        replicas=Always(crew) if crew else None,
        **settings,
    )
    return model, [(event.loss, event.accuracy, event.penalty) for event in events if event]


@pytest.mark.parametrize("count", [1, 2, 3, 9])
@pytest.mark.parametrize(
    "kind", ["plain", "dropout", "augmentation", "penalty", "average", "one-hot"]
)
def test_the_weights_are_the_same_with_any_number_of_replicas(kind, count):
    alone, told = trained(kind)
    crew = Crew(kind, count)
    together, heard = trained(kind, crew)
    assert len(crew.replicas) == min(count, 4)
    assert told == heard
    np.testing.assert_array_equal(alone.parameters.values, together.parameters.values)
    for one, other in zip(
        alone.optimizer.get_state()["arrays"],
        together.optimizer.get_state()["arrays"],
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("dies_after", [1, 2, 3])
def test_parts_of_a_replica_that_dies_are_computed_again(dies_after):
    alone, told = trained("dropout")
    crew = Crew("dropout", 2, dies_after)
    together, heard = trained("dropout", crew)
    assert crew.alive == 1
    assert told == heard
    np.testing.assert_array_equal(alone.parameters.values, together.parameters.values)


def test_a_training_goes_on_with_other_replicas_as_if_never_stopped():
    alone, _ = trained("augmentation")
    stopped, position = network("augmentation"), Position()
    settings = {
        "epochs": 2,
        "batch_size": BATCH,
        "seed": SEED,
        "position": position,
        "augmentation": Augmentation(),
        "pauses": True,
    }
    for count, ends in ((2, 3), (0, 9), (1, None)):
        crew = Crew("augmentation", count)
        events = stopped.fit_events(IMAGES, LABELS, **settings, replicas=Always(crew))
        for seen, _ in enumerate(events, 1):
            if seen == ends:
                break
        events.close()
    np.testing.assert_array_equal(alone.parameters.values, stopped.parameters.values)


def test_what_comes_late_for_another_step_is_not_heard():
    crew = Crew("plain", 1)
    model = network("plain")
    replicas = Always(crew)
    settings = {"batch_size": BATCH, "seed": SEED, "pauses": True, "replicas": replicas}
    events = model.fit_events(IMAGES, LABELS, **settings)
    next(events)
    late = crew.under_way
    crew.under_way = []
    events.close()
    again, _ = trained("plain")
    events = model.fit_events(IMAGES, LABELS, **settings, epochs=2)
    next(events)
    for first, _, tell in late:
        tell(first, "of a step that was never made")
    for _ in events:
        pass
    np.testing.assert_array_equal(again.parameters.values, model.parameters.values)


@pytest.mark.parametrize("kind", ["batch norm", "dense"])
def test_what_is_not_taken_in_parts_is_not_shared(kind):
    crew = Crew(kind, 2)
    trained(kind, crew)
    assert crew.asked == 0


@pytest.mark.parametrize(("together", "pays"), [(0.5, True), (2.0, False)])
def test_what_pays_is_measured(together, pays):
    crew, seconds = Crew("plain", 1), [0.0]
    replicas = Replicas(crew, clock=lambda: seconds[0])
    raw = dict.fromkeys((0, 4), (IMAGES[:4], LABELS[:4]))
    shared = []
    for _ in range(30):
        given = replicas.begin((0, 0, 0), 0, np.zeros(1), raw)
        seconds[0] += together if given else 1.0
        replicas.end()
        shared.append(bool(given))
    trial = WARM_UP + 2 * TRIALS
    assert shared[:trial].count(True) == WARM_UP + TRIALS
    assert shared[trial:] == [pays] * (30 - trial)


def test_it_is_measured_anew_when_a_replica_has_come():
    crew, seconds = Crew("plain", 0), [0.0]
    replicas = Replicas(crew, clock=lambda: seconds[0])
    raw = dict.fromkeys((0, 4, 8), (IMAGES[:4], LABELS[:4]))

    def begin():
        given = replicas.begin((0, 0, 0), 0, np.zeros(1), raw)
        replicas.end()
        return len(given)

    assert [begin() for _ in range(20)] == [0] * 20
    crew.alive = 2
    assert begin() == 2
