"""Train: presets, trainings, and single steps."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

from ...errors import Diverged, Exploded
from ...nn import BatchEnd, EpochEnd, Replicas
from ..collecting.collection import Samples
from ..designing import presets
from ..designing.design import LayerInfo, layer_info
from ..designing.effort import check_effort
from ..designing.settings import Settings
from ..session import Service, Session, Subsets
from ..training import runs
from ..training.diagnosis import diagnose_history, explodes, picture_loss, training_loss
from ..training.ending import ending_of
from ..training.helpers import Helpers
from ..training.pace import Stopwatch
from ..training.splits import split_samples
from ..training.stepping import Step, StepProbe


@dataclass(frozen=True)
class PresetInfo:
    """A preset as the page offers it.

    Attributes
    ----------
    layers : including the output layer
    settings : with explicit values; the number of epochs suits the collection
    at_least, at_most : bounds of its accuracy on MNIST
    """

    key: str
    layers: list[LayerInfo]
    settings: Settings
    at_least: float
    at_most: float


@dataclass(frozen=True)
class SplitSizes:
    train: int
    validation: int
    test: int


@dataclass(frozen=True)
class TrainStart:
    """Facts about a training that has started.

    Attributes
    ----------
    for_helpers : whether helpers could compute some of each step
    data : the checksum of its training pictures
    at : start time, in milliseconds since 1970
    """

    samples: SplitSizes
    batches: int
    parameters: int
    data: int
    at: float
    for_helpers: bool = False
    type: str = field(default="start", init=False)


@dataclass(frozen=True)
class TrainResult:
    state: Literal["done", "stopped"]
    epochs: int


class Train(Service):
    """Trains the session's network.

    A training is a generator: it yields events, returns its result, and stops early if it is sent
    True. Its last event is the training as a file.
    """

    def __init__(self, session: Session, helpers: Helpers) -> None:
        super().__init__(session)
        self._helpers = helpers
        self.methods = {
            "presets": self.presets,
            "train.start": self.start_training,
            "train.resume": self.resume_training,
            "train.step": self.step_training,
            "train.reset": self.reset_training,
        }

    def presets(self, classes: int = 10, pictures: int | None = None) -> list[PresetInfo]:
        """Describe the presets.

        Parameters
        ----------
        pictures : how many count; by default all
        """
        count = len(self.session.collection) if pictures is None else pictures
        return [
            _preset_info(preset, classes, preset.samples_of(count))
            for preset in presets.PRESETS.values()
        ]

    def start_training(
        self,
        settings: dict[str, Any],
        classes: list[str] | None = None,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
        run: str | None = None,
    ) -> Generator[Any, bool, TrainResult]:
        """Train a new network on the collection; the session has it before the first event.

        Parameters
        ----------
        classes : names of the network's outputs; by default those of the sources
        edits : of single pictures: the fields of `Edit`
        sources : those that count, as in `Collection.counted`
        run : id for this training

        Raises
        ------
        TooFewSamples
            if a class has too few pictures for the three subsets
        TooLarge
            if a batch would take too long
        Busy
            if a training is running
        """
        self._begin(Settings(**settings), classes, edits, sources, run)
        return self._train(self.session.settings.epochs)

    def reset_training(
        self,
        settings: dict[str, Any],
        classes: list[str] | None = None,
        edits: Sequence[Mapping[str, Any]] = (),
        sources: Sequence[Mapping[str, str]] | None = None,
        run: str | None = None,
    ) -> TrainStart:
        """Initialise a new network without training it.

        Raises
        ------
        TooFewSamples, TooLarge, Busy
            as `start_training`
        """
        self._begin(Settings(**settings), classes, edits, sources, run)
        return self._start()

    def step_training(self) -> Generator[Any, bool, Step]:
        """Make a single training step, to show its effect.

        Raises
        ------
        NoModel
            if no training has been started or reset yet
        TooLarge
            as `resume_training`
        Diverged
            if the loss is not finite after the step; the weights are then restored
        """
        self.session.trained_subsets()
        check_effort(self.session.model, self.session.settings.batch_size)
        with self.session.training():
            self.session.position.stopped = False  # manual steps are counted as usual
            probe = StepProbe(
                self.session.model, self.session.trained_subsets().train, self.session.run()
            )
            groups = self._learn(1)
            begun = [*next(groups), *next(groups)]
            try:
                step = probe.after()
            except Diverged as error:
                groups.throw(error)
            yield from self._tell(chain([begun], groups), stopped=True)
            groups.close()
            yield self._checkpoint()
            return step

    def _begin(self, chosen: Settings, classes, edits, sources, run) -> None:
        """Split the collection and initialise the weights."""
        self.session.check_free()
        counted = self.session.collection.counted(sources, classes, edits)
        names = counted.classes() if classes is None else list(classes)
        subsets = take_subsets(counted.samples(names), chosen)
        model = presets.build_for(chosen, classes=len(names), samples=len(subsets.train))
        check_effort(model, chosen.batch_size)
        origin = runs.trained_on(names, subsets.train)
        self.session.put(model, chosen, subsets, origin, run)

    def resume_training(self, epochs: int) -> Generator[Any, bool, TrainResult]:
        """Train the session's network for more epochs on the same split.

        An unfinished epoch is the first of them; it continues where it was stopped.

        Raises
        ------
        NoModel
            if no training has been started yet
        TooLarge
            if a batch would take too long, since the training was begun on a faster machine
        """
        self.session.trained_subsets()
        check_effort(self.session.model, self.session.settings.batch_size)
        return (yield from self._train(epochs))

    def _train(self, epochs: int) -> Generator[Any, bool, TrainResult]:
        with self.session.training():
            groups = self._learn(epochs, pauses=True)
            stopped = yield from self._tell(groups)
            groups.close()
            yield self._checkpoint()
        return TrainResult("stopped" if stopped else "done", self.session.epochs)

    def _tell(
        self, groups: Iterable[list[Any]], stopped: bool = False
    ) -> Generator[Any, bool, bool]:
        """Yield the events until stopped; never stops between an epoch's last batch and its end."""
        for group in groups:
            for event in group:
                stopped = (yield event) or stopped
            if stopped and self.session.position.batch < self._batches():
                return True
        return False

    def _learn(self, epochs: int, pauses: bool = False) -> Generator[list[Any], None, None]:
        """Train; yields events, and with ``pauses`` also None within steps.

        Raises
        ------
        Exploded
            if the loss has become far worse than for guessing, even by the last step of an epoch;
            the network is then restored to the beginning of that epoch
        """
        session, subsets = self.session, self.session.trained_subsets()
        batches = self._batches()
        stopwatch = Stopwatch(epochs * batches - session.position.batch)
        keeper = runs.Keeper()
        yield [self._start()]
        # After a pause it is the same epoch, which is judged by, and restored to, its beginning.
        if session.position.batch == 0 or session.epoch_start is None:
            session.epoch_start = runs.Snapshot(session.position, session.model)
        start = session.epoch_start if pauses else runs.Snapshot(session.position, session.model)
        first_loss = session.position.first_loss
        given = presets.fit_arguments(session.settings, validated=len(subsets.validation) > 0)
        goal = session.epochs + epochs
        replicas = self._replicas()
        events = session.model.fit_events(
            subsets.train.images,
            subsets.train.labels,
            validation_data=(subsets.validation.images, subsets.validation.labels),
            epochs=goal,
            position=session.position,
            pauses=pauses,
            replicas=replicas if pauses else None,
            **given,
        )
        try:
            for event in events:
                if not isinstance(event, (BatchEnd, EpochEnd)):
                    yield [event]
                    continue
                if isinstance(event, BatchEnd):
                    first_loss = session.position.first_loss
                    pace = stopwatch.count(len(subsets.train) / batches, replicas.workers)
                    yield [event, *([pace] if pace else []), *self._kept_within(keeper)]
                    continue
                if self._is_ruined(event, first_loss):
                    raise Exploded(epoch=event.epoch + 1, learning_rate=event.learning_rate)
                session.history.append(event)
                start = session.epoch_start = runs.Snapshot(session.position, session.model)
                first_loss = None
                diagnosis = diagnose_history(session.history, self._classes())
                yield [diagnosis, event, *self._kept(keeper)]
        except Diverged:
            events.close()
            session.position = start.put_into(session.model)
            raise
        if ending := ending_of(given["callbacks"], session.epochs, goal):
            yield [ending]

    def _replicas(self) -> Replicas:
        """The replicas of the current network, one per helper."""
        settings, samples = self.session.settings, len(self.session.trained_subsets().train)
        return Replicas(self._helpers.replicas_of(settings, self._classes(), samples))

    def _kept(self, keeper: runs.Keeper) -> list[runs.Checkpoint]:
        return [keeper.pack(self.session.run(), self.session.model)] if keeper.due() else []

    def _kept_within(self, keeper: runs.Keeper) -> list[runs.Checkpoint]:
        """The same within a long epoch, in which the worker may end."""
        if not keeper.late():
            return []
        self.session.model.show_average(True)  # as if the training were stopped
        kept = self._kept(keeper)
        self.session.model.show_average(False)
        return kept

    def _checkpoint(self) -> runs.Checkpoint:
        """Pack the final state: early stopping may have restored the best weights."""
        return runs.checkpoint_of(self.session.run(), self.session.model)

    def _batches(self) -> int:
        return -(-len(self.session.subsets.train) // self.session.settings.batch_size)

    def _start(self) -> TrainStart:
        subsets, model = self.session.subsets, self.session.model
        size = min(self.session.settings.batch_size, len(subsets.train))
        alters = presets.fit_arguments(self.session.settings)["augmentation"] is not None
        return TrainStart(
            SplitSizes(len(subsets.train), len(subsets.validation), len(subsets.test)),
            self._batches(),
            model.count_params(),
            self.session.origin.data,
            time.time() * 1000,
            alters or model.micro_batch_size(size) < size,
        )

    def _is_ruined(self, event: EpochEnd, first_loss: float | None) -> bool:
        """Whether the network has become far worse than guessing in this epoch.

        Batches are evaluated before their steps, so the epoch's loss does not include the effect of
        its last step. In case of doubt, some pictures are evaluated again.

        Parameters
        ----------
        first_loss : of the epoch's first batch, before its step
        """
        session, classes = self.session, self._classes()
        if session.history and explodes(
            picture_loss(session.history[-1]), picture_loss(event), classes
        ):
            return True
        validation_loss = event.val_loss - event.val_penalty
        if first_loss is None or not explodes(first_loss, validation_loss, classes):
            return False
        return explodes(first_loss, training_loss(session.model, session.subsets.train), classes)

    def _classes(self) -> int:
        return self.session.model.output_shape[-1]


def take_subsets(samples: Samples, chosen: Settings) -> Subsets:
    """Split the samples for a training with these settings.

    Raises
    ------
    TooFewSamples
        if a class has too few pictures for the three subsets
    """
    return Subsets(*(samples.take(rows) for rows in split_samples(samples, chosen)))


def _preset_info(preset: presets.Preset, classes: int, samples: int) -> PresetInfo:
    settings = preset.settings(samples)
    model = presets.assemble(settings, classes=classes, samples=samples)
    model.lay_out(presets.PICTURE)
    return PresetInfo(
        key=preset.key,
        layers=[layer_info(layer) for layer in model.layers],
        settings=settings,
        at_least=preset.expected.at_least,
        at_most=preset.expected.at_most,
    )
