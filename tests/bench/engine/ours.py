"""Our engine on the workloads, inside the site's own Python; bench_engine.py asks."""

from __future__ import annotations

import json
import math
import statistics
import time

import numpy as np

from zeichenlabor.nn import BatchEnd, Conv2D, Dense, Flatten, MaxPooling2D, Sequential, kernels
from zeichenlabor.nn.kernels import simd

WARM_UP = 25  # steps or predictions
BLOCK = 0.1  # seconds; as long as tensorflow.js's, so that other work hits both alike
SHORT_BLOCK = 0.02
PAIRS = 25
TILE_OPERATIONS = 1000 * simd.TILE_OPERATIONS


class Engine:
    """Keeps a network per workload, so that measuring it again needs no warm-up."""

    def __init__(self, workloads: str, images: np.ndarray, labels: np.ndarray) -> None:
        self.workloads = json.loads(workloads)
        self.images, self.labels = images, labels
        self._models: dict[str, Sequential] = {}
        self._training: dict[str, object] = {}

    def backend(self) -> str:
        return kernels.backend()

    def use(self, backend: str) -> None:
        """Change the kernels' back end and forget all networks."""
        kernels.use(backend)
        self._models.clear()
        self._training.clear()

    def train(self, name: str, seconds: float) -> str:
        """JSON list: milliseconds per step of each block of steps in about ``seconds``."""
        return json.dumps(_blocks(self._step(name), seconds))

    def predict(self, name: str, seconds: float, every_layer: bool) -> str:
        """The same for one picture's prediction, or all its layers' activations."""
        model, picture = self._model(name), self.images[:1]
        call = model.activations if every_layer else model.predict
        for _ in range(WARM_UP):
            call(picture)
        return json.dumps(_blocks(lambda: call(picture), seconds))

    def flops(self, name: str) -> str:
        """JSON (forward, whole step): multiplications and additions per picture."""
        model = self._model(name)
        forward = [flops_of(layer) for layer in model.layers]
        first = next(place for place, flops in enumerate(forward) if flops)
        # backward: the weights' gradient everywhere, the input's but for the first layer
        return json.dumps([sum(forward), 3 * sum(forward) - forward[first]])

    def train_share(self, name: str) -> float:
        """What share of the tile's rate whole training steps reach."""
        step = self._step(name)
        operations = json.loads(self.flops(name))[1] * self.workloads[name]["batch"]
        return _share_of_tile(step, operations)

    def tile_rate(self) -> float:
        """GFLOP/s of the innermost loop with its numbers in the nearest cache."""
        return TILE_OPERATIONS / min(_blocks(_tile, 0.5)) / 1e6

    def product(self, form: str, m: int, k: int, n: int) -> str:
        """JSON [GFLOP/s, share of the tile's rate] of a (m, k) by (k, n) product.

        ``form`` has a letter for each factor: T where it is transposed, else N.
        """
        rng = np.random.default_rng(1)
        left, right = (letter == "T" for letter in form)
        a = rng.standard_normal((k, m) if left else (m, k)).astype(np.float32)
        b = rng.standard_normal((n, k) if right else (k, n)).astype(np.float32)
        out = np.empty((m, n), np.float32)

        def product():
            kernels.matmul(a, b, out, transpose_a=left, transpose_b=right)

        operations = 2 * m * k * n
        rate = operations / min(_blocks(product, 0.3)) / 1e6
        return json.dumps([rate, _share_of_tile(product, operations)])

    def _step(self, name):
        """A function that makes one training step; the first call warms up."""
        events = self._training.get(name)

        def step():
            while not isinstance(next(events), BatchEnd):
                pass

        if events is None:
            settings = {"epochs": 10**6, "batch_size": self.workloads[name]["batch"]}
            events = self._model(name).fit_events(self.images, self.labels, **settings)
            self._training[name] = events
            for _ in range(WARM_UP):
                step()
        return step

    def _model(self, name: str) -> Sequential:
        if name not in self._models:
            model = Sequential([_layer(*spec) for spec in self.workloads[name]["layers"]])
            model.build(self.images.shape[1:])
            model.compile("adam", "sparse_categorical_crossentropy")
            self._models[name] = model
        return self._models[name]


def flops_of(layer) -> int:
    """Multiplications and additions of a layer's kernel for one picture, forward."""
    if isinstance(layer, Conv2D):
        return 2 * layer.kernel.size * math.prod(layer.output_shape[:2])
    return 2 * layer.kernel.size if isinstance(layer, Dense) else 0


def _layer(kind, *arguments):
    if kind == "dense":
        return Dense(arguments[0], activation=arguments[1])
    if kind == "conv":
        filters, size, strides, padding = arguments
        return Conv2D(filters, size, strides=strides, padding=padding, activation="relu")
    return MaxPooling2D(arguments[0]) if kind == "pool" else Flatten()


def _tile():
    simd.run_tile(1000)


def _share_of_tile(step, operations):
    """Median over pairs of blocks, step and tile in turns: other work hits both alike."""
    shares = []
    for _ in range(PAIRS):
        (tile,), (ours,) = (_blocks(f, 0, SHORT_BLOCK) for f in (_tile, step))
        shares.append(operations / ours / (TILE_OPERATIONS / tile))
    return statistics.median(shares)


def _blocks(step, seconds, block=BLOCK):
    """Milliseconds per step of each block of steps."""
    begin = time.perf_counter()
    step()
    steps = max(1, round(block / max(time.perf_counter() - begin, 1e-6)))
    blocks = []
    end = time.perf_counter() + seconds
    while not blocks or time.perf_counter() < end:
        begin = time.perf_counter()
        for _ in range(steps):
            step()
        blocks.append((time.perf_counter() - begin) / steps * 1e3)
    return blocks
