"""Other workers that compute parts of a training's steps: its replicas, over messages.

Each of them is a mate. What a mate is told and what it tells are records of JSON types and
arrays, as they pass between workers; `Crew` is the training's end, `Mate` that of a helper.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from ...nn import Replica
from ...nn.ahead import Ahead, Place
from ...nn.replicas import Found, Part, PartResult, SharedStep, StepParts
from ..designing import presets
from ..designing.settings import Settings

Tell = Callable[[str, Mapping[str, Any]], None]
"""``tell(method, params)`` asks a mate, see `Mate.methods`."""


def nothing() -> None:
    """Wait for nobody."""


class Crew:
    """The mates of this worker.

    Parameters
    ----------
    wait : returns what a training yields while it waits for them; it goes on at `hear`
    """

    def __init__(self, wait: Callable[[], Any] = nothing) -> None:
        self.wait = wait
        self.mates: dict[int, Tell] = {}
        self._networks = 0
        self._steps = 0
        self._shared: SharedStep | None = None
        self._asked: set[int] = set()
        self._ahead: Ahead | None = None
        self._altered_for = 0

    def join(self, mate: int, tell: Tell) -> None:
        """Take another worker on."""
        self.mates[mate] = tell

    def leave(self, mate: int) -> None:
        """Do without a worker; the step at hand is lost where it had a share in it."""
        self.mates.pop(mate, None)
        if self._shared and mate in self._asked:
            self._shared.lose()

    def replicas_of(self, settings: Settings, classes: int, samples: int) -> Copies:
        """Return the replicas of a network that is trained here: as many as there are mates."""
        self._networks += 1
        about = {"settings": json.dumps(asdict(settings)), "classes": classes, "samples": samples}
        return Copies(self, {"network": self._networks} | about)

    def begin(self, shared: SharedStep) -> int:
        """Begin a step; returns its number."""
        if shared is not self._shared:
            self._shared, self._asked = shared, set()
            self._steps += 1
        return self._steps

    def expect(self, ahead: Ahead, network: int) -> None:
        """Expect altered pictures for a network's training, and for no other from now on."""
        self._ahead, self._altered_for = ahead, network

    def ask(self, mate: int, method: str, params: Mapping[str, Any]) -> None:
        """Ask a mate for a share in the step at hand."""
        self._asked.add(mate)
        if mate in self.mates:
            self.mates[mate](method, params)
        elif self._shared:
            self._shared.lose()

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take what a mate tells; what is of another step, or training, is not heard."""
        if "altered" in event:
            if self._ahead and event["network"] == self._altered_for:
                altered = np.frombuffer(event["altered"], np.float32).reshape(event["shape"])
                self._ahead.put(tuple(event["at"]), altered)
            return
        if event["step"] != self._steps or self._shared is None:
            return
        if "gradients" in event:
            gradients = np.frombuffer(event["gradients"], np.float32)
            result = PartResult(event["loss"], event["hits"], gradients)
            self._shared.put(event["first"], result)
        else:
            found = zip(event["firsts"], _stacked(event), strict=True)
            self._shared.put_found(Found(event["stage"], dict(found)))


class Copies:
    """The replicas of one network: `nn.replicas.Elsewhere`."""

    def __init__(self, crew: Crew, about: Mapping[str, Any]) -> None:
        self._crew, self._about = crew, about
        self._has: set[int] = set()
        self._now: list[int] = []

    def count(self) -> int:
        self._now = list(self._crew.mates)
        return len(self._now)

    def ask(self, replica: int, step: StepParts, shared: SharedStep) -> None:
        mate, number = self._now[replica], self._crew.begin(shared)
        self._open(mate)
        params = {"network": self._about["network"], "step": number, **vars(step)}
        params["parts"] = [
            {**vars(part), "shape": list(part.pictures.shape)} for part in step.parts
        ]
        self._crew.ask(mate, "parts.compute", params)

    def answer(self, replica: int, stage: int, everything: np.ndarray) -> None:
        params = {"network": self._about["network"], "stage": stage, **_flat(everything)}
        self._crew.ask(self._now[replica], "parts.hear", params)

    def alter(self, replica: int, at: Place, pictures: np.ndarray, ahead: Ahead) -> None:
        mate, network = self._now[replica], self._about["network"]
        self._crew.expect(ahead, network)
        self._open(mate)
        params = {"network": network, "at": at, "pictures": pictures}
        self._crew.ask(mate, "parts.alter", params | {"shape": list(pictures.shape)})

    def wait(self) -> Any:
        return self._crew.wait()

    def _open(self, mate):
        if mate not in self._has:
            self._has.add(mate)
            self._crew.ask(mate, "parts.open", self._about)


class Mate:
    """A helper's end: it has a replica of the network that is trained.

    Parameters
    ----------
    wait : as of `Crew`

    Attributes
    ----------
    methods : what can be asked for, by the names of the protocol
    """

    def __init__(self, wait: Callable[[], Any] = nothing) -> None:
        self._wait = wait
        self.methods: dict[str, Callable[..., Any]] = {
            "parts.open": self.open,
            "parts.compute": self.compute,
            "parts.hear": self.hear,
            "parts.alter": self.alter,
        }
        self._network = 0
        self._replica: Replica | None = None

    def open(self, network: int, settings: str, classes: int, samples: int) -> None:
        """Make the network as the one that is trained; weights come with each step."""
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
        parts: list[dict[str, Any]],
    ) -> Iterator[dict[str, Any] | Any]:
        """Compute parts of a step; yields records for `Crew.hear`, and what to wait for."""
        if network != self._network:
            raise LookupError(f"network {network}, not {self._network}")
        mine = [_part(**part) for part in parts]
        given = StepParts(tuple(at), size, iterations, np.frombuffer(weights, np.float32), mine)
        return _told(step, given, self._replica.compute(given))

    def hear(self, network: int, stage: int, found: Any, shape: list[int]) -> None:
        """Take what all parts found at a stage."""
        if network == self._network:
            self._replica.hear(stage, _stacked({"found": found, "shape": shape}))

    def alter(
        self, network: int, at: list[int], pictures: Any, shape: list[int]
    ) -> Iterator[dict[str, Any]]:
        """Alter the pictures of a coming batch; nobody wants those of an earlier training."""
        if network != self._network:
            return
        altered = self._replica.alter(np.frombuffer(pictures, np.uint8).reshape(shape), tuple(at))
        found = {"altered": altered, "shape": shape}
        yield {"network": network, "at": list(at), **found}


def _told(number, step, events):
    """What a replica says, as records."""
    firsts = iter(part.first for part in step.parts)
    for event in events:
        if isinstance(event, PartResult):
            yield {"step": number, "first": next(firsts), **event._asdict()}
        elif isinstance(event, Found):
            found = _flat(np.stack(list(event.parts.values())))
            yield {"step": number, "stage": event.stage, "firsts": list(event.parts), **found}
        else:
            yield event


def _part(first, pictures, targets, shape):
    """A part from its record: labels come as a list, targets of another form as float32."""
    pictures = np.frombuffer(pictures, np.uint8).reshape(shape)
    if isinstance(targets, list):
        return Part(first, pictures, np.array(targets, np.int32))
    return Part(first, pictures, np.frombuffer(targets, np.float32).reshape(len(pictures), -1))


def _flat(stacked):
    return {"found": stacked, "shape": list(stacked.shape)}


def _stacked(event):
    return np.frombuffer(event["found"], np.float32).reshape(event["shape"])
