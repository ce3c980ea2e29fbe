"""PyTorch on one thread of the same machine, without a browser: how far is native code?

Run by bench_engine.py with a Python that has torch: reads the folder of pictures,
writes JSON {workload: median milliseconds per step, "W5": … per prediction}.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

HERE = Path(__file__).parent
SECONDS = 2


def network(layers: list[list]) -> nn.Sequential:
    """The lazy layers find their numbers of inputs themselves; ReLU follows all but the last."""
    modules = []
    for kind, *rest in layers:
        if kind == "dense":
            modules.append(nn.LazyLinear(rest[0]))
            modules += [nn.ReLU()] if rest[1] == "relu" else []
        elif kind == "conv":
            modules += [_same(*rest[1:3])] if rest[3] == "same" else []
            modules += [nn.LazyConv2d(*rest[:3]), nn.ReLU()]
        else:
            modules.append(nn.MaxPool2d(rest[0]) if kind == "pool" else nn.Flatten())
    return nn.Sequential(*modules)


class _same(nn.Module):  # noqa: N801
    """TensorFlow's padding "same"."""

    def __init__(self, kernel: int, stride: int) -> None:
        super().__init__()
        self.kernel, self.stride = kernel, stride

    def forward(self, x):
        size = x.shape[-1]
        total = max((-(-size // self.stride) - 1) * self.stride + self.kernel - size, 0)
        before, behind = total // 2, total - total // 2
        return nn.functional.pad(x, (before, behind, before, behind))


def train(workload: dict, images: torch.Tensor, labels: torch.Tensor) -> float:
    model = network(workload["layers"])
    model(images[:1])
    optimizer = torch.optim.Adam(model.parameters(), 1e-3, eps=1e-7)
    batch = workload["batch"]

    def step():
        rows = torch.randint(len(images), (batch,))
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        optimizer.step()

    return median_milliseconds(step)


def predict(workload: dict, picture: torch.Tensor) -> float:
    model = network(workload["layers"])
    with torch.no_grad():
        return median_milliseconds(lambda: model(picture))


def median_milliseconds(step) -> float:
    for _ in range(20):
        step()
    times = []
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        begin = time.perf_counter()
        step()
        times.append((time.perf_counter() - begin) * 1e3)
    return statistics.median(times)


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    workloads = json.loads((HERE / "workloads.json").read_text())
    pixels = np.fromfile(folder / "images.bin", np.uint8).reshape(-1, 1, 28, 28)
    images = torch.from_numpy(pixels.astype(np.float32) / 255)
    labels = torch.from_numpy(np.fromfile(folder / "labels.bin", np.uint8).astype(np.int64))
    result = {name: train(workload, images, labels) for name, workload in workloads.items()}
    result["W5"] = predict(workloads["W3 b32"], images[:1])
    print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
