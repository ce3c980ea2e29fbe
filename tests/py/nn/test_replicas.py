"""Steps whose micro-batches replicas compute: the same weights, bit for bit."""

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
from zeichenlabor.nn.replicas import (
    AGAIN,
    TRIALS,
    WARM_UP,
    MicroBatch,
    ReplicaStep,
    StageStatistics,
)

SEED = 3
BATCH = 72  # five micro-batches, the last of them small
PICTURES = 160  # the last batch has two micro-batches

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
    elif kind == "both":
        layers[1:1] = [BatchNormalization(scale=False), Conv2D(3, 3), BatchNormalization()]
        layers[4:4] = [Dropout(0.3)]
        layers[0].kernel_regularizer = L2(0.01)
    elif kind == "dense":
        layers = [Flatten(), Dense(8, "relu"), Dense(3, "softmax")]
    model = Sequential(layers)
    loss = "categorical_crossentropy" if kind == "one-hot" else "sparse_categorical_crossentropy"
    model.compile(optimizer, loss)
    return model


def augmentation_of(kind):
    return Augmentation() if kind in ("augmentation", "both") else None


class LocalReplicas:
    """Replicas in the same process. They answer while they are waited for, the last one first."""

    def __init__(self, kind, count, dies_after=None):
        self.kind, self.alive, self.dies_after = kind, count, dies_after
        self.asked, self.waited, self.replicas, self.under_way = 0, 0, {}, []

    def count(self):
        return self.alive

    def ask(self, number, step, distributed):
        self.asked += 1
        if number not in self.replicas:
            model = network(self.kind)
            model.build(IMAGES.shape[1:], seed=99)
            self.replicas[number] = Replica(model, SEED, augmentation_of(self.kind))
        results = self.replicas[number].compute(step)
        self.under_way.append((results, [block[0].first for block in step.blocks], distributed))

    def answer(self, number, stage, everything):
        self.replicas[number].hear(stage, everything)

    def wait(self):
        """Let the latest of those work that have something to do."""
        self.waited += 1
        if self.waited == self.dies_after:
            self.alive -= 1
            for _, _, distributed in self.under_way:
                distributed.lose()
            self.under_way = []
            return
        for entry in reversed(self.under_way):
            results, firsts, distributed = entry
            told = next(results)
            if isinstance(told, StageStatistics):
                distributed.put_found(told)
            elif told is None:
                continue
            else:
                distributed.put(firsts.pop(0), told)
                if not firsts:
                    self.under_way.remove(entry)
            return


class Always(Replicas):
    """Whatever pays."""

    def _pays(self):
        return True


def trained(kind, local=None, **settings):
    model = network(kind)
    settings = {"epochs": 2} | settings
    events = model.fit_events(
        IMAGES,
        LABELS,
        batch_size=BATCH,
        seed=SEED,
        augmentation=augmentation_of(kind),
        replicas=Always(local) if local else None,
        **settings,
    )
    return model, [(event.loss, event.accuracy, event.penalty) for event in events if event]


@pytest.mark.parametrize("count", [1, 2, 3, 9])
@pytest.mark.parametrize(
    "kind",
    ["plain", "dropout", "augmentation", "penalty", "average", "one-hot", "batch norm", "both"],
)
def test_the_weights_are_the_same_with_any_number_of_replicas(kind, count):
    alone, told = trained(kind)
    local = LocalReplicas(kind, count)
    together, heard = trained(kind, local)
    assert len(local.replicas) == min(count, 4)
    assert told == heard
    np.testing.assert_array_equal(alone.parameters.values, together.parameters.values)
    for one, other in zip(
        alone.optimizer.get_state()["arrays"],
        together.optimizer.get_state()["arrays"],
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(alone.parameters.non_trainable, together.parameters.non_trainable)


@pytest.mark.parametrize("dies_after", [1, 2, 3, 7])
@pytest.mark.parametrize("kind", ["dropout", "both"])
def test_a_step_in_which_a_replica_dies_is_made_again(kind, dies_after):
    alone, told = trained(kind)
    local = LocalReplicas(kind, 2, dies_after)
    together, heard = trained(kind, local)
    assert local.alive == 1
    assert told == heard
    np.testing.assert_array_equal(alone.parameters.values, together.parameters.values)
    np.testing.assert_array_equal(alone.parameters.non_trainable, together.parameters.non_trainable)


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
        local = LocalReplicas("augmentation", count)
        events = stopped.fit_events(IMAGES, LABELS, **settings, replicas=Always(local))
        for seen, _ in enumerate(events, 1):
            if seen == ends:
                break
        events.close()
    np.testing.assert_array_equal(alone.parameters.values, stopped.parameters.values)


@pytest.mark.parametrize("kind", ["dropout", "both"])
def test_what_comes_late_for_another_step_is_not_heard(kind):
    local, model = LocalReplicas(kind, 1), network(kind)
    settings = {
        "batch_size": BATCH,
        "seed": SEED,
        "pauses": True,
        "replicas": Always(local),
        "augmentation": augmentation_of(kind),
    }
    events = model.fit_events(IMAGES, LABELS, **settings)
    next(events)
    late, local.under_way = local.under_way, []
    events.close()
    again, _ = trained(kind)
    model.build(IMAGES.shape[1:], seed=SEED)
    events = model.fit_events(IMAGES, LABELS, **settings, epochs=2)
    next(events)
    for _, firsts, distributed in late:
        for first in firsts:
            distributed.put(first, "of a step that was never made")
        distributed.lose()
    for _ in events:
        pass
    np.testing.assert_array_equal(again.parameters.values, model.parameters.values)


def test_an_undivided_step_is_not_distributed():
    local = LocalReplicas("dense", 2)
    trained("dense", local)
    assert local.asked == 0


@pytest.mark.parametrize(("together", "pays"), [(0.5, True), (2.0, False)])
def test_what_pays_is_measured(together, pays):
    local, seconds = LocalReplicas("plain", 1), [0.0]
    replicas = Replicas(local, clock=lambda: seconds[0])
    distributed = []
    for _ in range(30):
        given = replicas.begin(*step_with(2)).blocks
        seconds[0] += together if given else 1.0
        replicas.end()
        distributed.append(bool(given))
    trial = WARM_UP + 2 * TRIALS
    assert distributed[:trial].count(True) == WARM_UP + TRIALS
    assert distributed[trial:] == [pays] * (30 - trial)


@pytest.mark.parametrize("lucky", ["distributed", "alone"])
def test_one_lucky_step_decides_nothing(lucky):
    local, seconds = LocalReplicas("plain", 1), [0.0]
    replicas = Replicas(local, clock=lambda: seconds[0])
    usual = (
        {"distributed": 2.0, "alone": 1.0}
        if lucky == "distributed"
        else {"distributed": 1.0, "alone": 2.0}
    )
    luck, distributed = {lucky: 1}, []
    for number in range(30):
        way = "distributed" if replicas.begin(*step_with(2)).blocks else "alone"
        has_luck = number > 2 * WARM_UP and luck.pop(way, 0)
        seconds[0] += 0.1 if has_luck else usual[way]
        replicas.end()
        distributed.append(way == "distributed")
    assert not luck
    assert distributed[-1] == (lucky == "alone")


def test_it_is_measured_anew_after_a_while():
    local, seconds = LocalReplicas("plain", 1), [0.0]
    replicas = Replicas(local, clock=lambda: seconds[0])
    distributed = []
    for number in range(2 * AGAIN):
        given = replicas.begin(*step_with(2)).blocks
        together = 0.5 if number < AGAIN else 2.0
        seconds[0] += together if given else 1.0
        replicas.end()
        distributed.append(replicas.workers)
    assert distributed[AGAIN - 2] == 2
    assert distributed[-1] == 1


def test_it_is_measured_anew_when_a_replica_has_come():
    local, seconds = LocalReplicas("plain", 0), [0.0]
    replicas = Replicas(local, clock=lambda: seconds[0])

    def begin():
        given = replicas.begin(*step_with(3)).blocks
        replicas.end()
        return len(given)

    assert [begin() for _ in range(20)] == [0] * 20
    local.alive = 2
    assert begin() == 2


def step_with(micro_batches):
    def step_of(blocks):
        given = [[MicroBatch(first, IMAGES[:4], LABELS[:4]) for first in block] for block in blocks]
        return ReplicaStep((0, 0), 4 * micro_batches, 0, np.zeros(1), given)

    return [4 * place for place in range(micro_batches)], step_of


@pytest.mark.parametrize("count", [0, 2])
def test_only_what_is_given_away_is_copied(count):
    asked = []
    firsts, step_of = step_with(5)

    def counted(some):
        asked.extend(first for block in some for first in block)
        return step_of(some)

    distributed = Always(LocalReplicas("plain", count)).begin(firsts, counted)
    assert asked == firsts[distributed.local :] == (firsts[2:] if count else [])
