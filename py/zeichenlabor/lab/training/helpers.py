"""Helper workers that compute micro-batches of a training's steps: its replicas, over messages.

Messages are records of JSON types and arrays, as they pass between workers. `Helpers` is the
training worker's side, `Helper` the helper's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from ...nn import Replica
from ...nn.ahead import Ahead, Place
from ...nn.replicas import BlockResult, DistributedStep, MicroBatch, ReplicaStep, StageStatistics
from ..designing import presets
from ..designing.settings import Settings

Tell = Callable[[str, Mapping[str, Any]], None]
"""``tell(method, params)`` sends a request to a helper, see `Helper.methods`."""


def wait_for_nobody() -> None:
    """Do not wait: there are no helpers."""


class Helpers:
    """The helpers that this worker's trainings may use.

    Parameters
    ----------
    wait : returns what a training yields while it waits for them; `hear` lets it go on
    """

    def __init__(self, wait: Callable[[], Any] = wait_for_nobody) -> None:
        self.wait = wait
        self.workers: dict[int, Tell] = {}
        self._networks = 0
        self._steps = 0
        self._current: DistributedStep | None = None
        self._asked: set[int] = set()
        self._ahead: Ahead | None = None
        self._altered_for = 0

    def join(self, helper: int, tell: Tell) -> None:
        """Add a helper."""
        self.workers[helper] = tell

    def leave(self, helper: int) -> None:
        """Remove a helper; the current step is lost if it was computing for it."""
        self.workers.pop(helper, None)
        if self._current and helper in self._asked:
            self._current.lose()

    def replicas_of(self, settings: Settings, classes: int, samples: int) -> HelperReplicas:
        """Return the replicas of a network that is trained here, one per helper."""
        self._networks += 1
        about = {"settings": json.dumps(asdict(settings)), "classes": classes, "samples": samples}
        return HelperReplicas(self, {"network": self._networks} | about)

    def begin(self, step: DistributedStep) -> int:
        """Begin a step; returns its number."""
        if step is not self._current:
            self._current, self._asked = step, set()
            self._steps += 1
        return self._steps

    def expect(self, ahead: Ahead, network: int) -> None:
        """Accept augmented pictures for this network's training, and from now on for no other."""
        self._ahead, self._altered_for = ahead, network

    def ask(self, helper: int, method: str, params: Mapping[str, Any]) -> None:
        """Send a helper a request that belongs to the current step."""
        self._asked.add(helper)
        if helper in self.workers:
            self.workers[helper](method, params)
        elif self._current:
            self._current.lose()

    def hear(self, event: Mapping[str, Any]) -> None:
        """Receive a helper's message; those about another step or training are ignored."""
        if "altered" in event:
            if self._ahead and event["network"] == self._altered_for:
                altered = np.frombuffer(event["altered"], np.float32).reshape(event["shape"])
                self._ahead.put(tuple(event["at"]), altered)
            return
        if event["step"] != self._steps or self._current is None:
            return
        if "gradients" in event:
            gradients = np.frombuffer(event["gradients"], np.float32)
            result = BlockResult(event["losses"], event["hits"], gradients)
            self._current.put(event["first"], result)
        else:
            found = zip(event["firsts"], _stacked(event), strict=True)
            self._current.put_found(StageStatistics(event["stage"], dict(found)))


class HelperReplicas:
    """The replicas of one network, one in each helper: `nn.replicas.RemoteReplicas`."""

    def __init__(self, helpers: Helpers, about: Mapping[str, Any]) -> None:
        self._helpers, self._about = helpers, about
        self._has: set[int] = set()
        self._now: list[int] = []

    def count(self) -> int:
        self._now = list(self._helpers.workers)
        return len(self._now)

    def ask(self, replica: int, step: ReplicaStep, to: DistributedStep) -> None:
        helper, number = self._now[replica], self._helpers.begin(to)
        self._open(helper)
        params = {"network": self._about["network"], "step": number, **vars(step)}
        params["blocks"] = [
            [{**vars(one), "shape": list(one.pictures.shape)} for one in block]
            for block in step.blocks
        ]
        self._helpers.ask(helper, "replica.compute", params)

    def answer(self, replica: int, stage: int, everything: np.ndarray) -> None:
        params = {"network": self._about["network"], "stage": stage, **_flat(everything)}
        self._helpers.ask(self._now[replica], "replica.hear", params)

    def alter(self, replica: int, at: Place, pictures: np.ndarray, ahead: Ahead) -> None:
        helper, network = self._now[replica], self._about["network"]
        self._helpers.expect(ahead, network)
        self._open(helper)
        params = {"network": network, "at": at, "pictures": pictures}
        self._helpers.ask(helper, "replica.alter", params | {"shape": list(pictures.shape)})

    def wait(self) -> Any:
        return self._helpers.wait()

    def _open(self, helper):
        if helper not in self._has:
            self._has.add(helper)
            self._helpers.ask(helper, "replica.open", self._about)


class Helper:
    """A helper's side: a replica of the network that is trained.

    Parameters
    ----------
    wait : as of `Helpers`

    Attributes
    ----------
    methods : what can be asked for, by the names of the protocol
    """

    def __init__(self, wait: Callable[[], Any] = wait_for_nobody) -> None:
        self._wait = wait
        self.methods: dict[str, Callable[..., Any]] = {
            "replica.open": self.open,
            "replica.compute": self.compute,
            "replica.hear": self.hear,
            "replica.alter": self.alter,
        }
        self._network = 0
        self._replica: Replica | None = None

    def open(self, network: int, settings: str, classes: int, samples: int) -> None:
        """Build the network that is trained; its weights arrive with each step."""
        chosen = Settings(**json.loads(settings))
        model = presets.build_for(chosen, classes=classes, samples=samples)
        given = presets.fit_arguments(chosen)
        self._network = network
        self._replica = Replica(model, given["seed"], given["augmentation"], self._wait)

    def compute(
        self,
        network: int,
        step: int,
        at: tuple[int, int],
        size: int,
        iterations: int,
        weights: Any,
        blocks: list[list[dict[str, Any]]],
    ) -> Iterator[dict[str, Any] | Any]:
        """Compute micro-batches; yields records for `Helpers.hear`, or what to wait for."""
        if network != self._network:
            raise LookupError(f"network {network}, not {self._network}")
        mine = [[_micro_batch(**record) for record in block] for block in blocks]
        given = ReplicaStep(tuple(at), size, iterations, np.frombuffer(weights, np.float32), mine)
        return _records(step, given, self._replica.compute(given))

    def hear(self, network: int, stage: int, found: Any, shape: list[int]) -> None:
        """Receive the statistics of all micro-batches at a stage."""
        if network == self._network:
            self._replica.hear(stage, _stacked({"found": found, "shape": shape}))

    def alter(
        self, network: int, at: list[int], pictures: Any, shape: list[int]
    ) -> Iterator[dict[str, Any]]:
        """Augment the pictures of a coming batch; requests of an earlier training are ignored."""
        if network != self._network:
            return
        altered = self._replica.alter(np.frombuffer(pictures, np.uint8).reshape(shape), tuple(at))
        found = {"altered": altered, "shape": shape}
        yield {"network": network, "at": list(at), **found}


def _records(number, step, events):
    """The events of a replica, as records."""
    firsts = iter(block[0].first for block in step.blocks)
    for event in events:
        if isinstance(event, BlockResult):
            yield {"step": number, "first": next(firsts), **event._asdict()}
        elif isinstance(event, StageStatistics):
            found = _flat(np.stack(list(event.of.values())))
            yield {"step": number, "stage": event.stage, "firsts": list(event.of), **found}
        else:
            yield event


def _micro_batch(first, pictures, targets, shape):
    """A micro-batch from its record: labels are a list, other targets float32."""
    pictures = np.frombuffer(pictures, np.uint8).reshape(shape)
    if isinstance(targets, list):
        return MicroBatch(first, pictures, np.array(targets, np.int32))
    targets = np.frombuffer(targets, np.float32).reshape(len(pictures), -1)
    return MicroBatch(first, pictures, targets)


def _flat(stacked):
    return {"found": stacked, "shape": list(stacked.shape)}


def _stacked(event):
    return np.frombuffer(event["found"], np.float32).reshape(event["shape"])
