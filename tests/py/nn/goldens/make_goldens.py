"""Compute the reference values with PyTorch on the CPU, in float64, and store them as float32.

Run it in an environment of its own: ``pip install torch==2.13.0 numpy`` and then
``python tests/py/nn/goldens/make_goldens.py``.

Where Keras and PyTorch differ, this script makes PyTorch do what Keras does, and
says so at that place.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (everybody's name for it)
from cases import (
    ACTIVATIONS,
    CONVOLUTIONS,
    OPTIMIZERS,
    POOLINGS,
    RECURRENT,
    STEPS,
    TRANSPOSED,
)

OUT = Path(__file__).parent
rng = np.random.default_rng(20260)


def draw(*shape, scale=1.0):
    """Float32 values that float64 represents exactly: both sides start from the same numbers."""
    return (rng.standard_normal(shape) * scale).astype(np.float32)


def leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def channels_first(t):
    return t.permute(0, 3, 1, 2)


def channels_last(t):
    return t.permute(0, 2, 3, 1)


def pad_same(t, kernel, strides, value=0.0):
    """TensorFlow's padding: ceil(size / stride) outputs, the odd cell goes behind."""
    pads = []
    for size, k, s in zip(reversed(t.shape[2:]), reversed(kernel), reversed(strides), strict=True):
        total = max((math.ceil(size / s) - 1) * s + k - size, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(t, pads, value=value)


def layer_golden(store, key, y, dy, **leaves):
    """Store one layer's input and weights (the leaves), its output and all gradients."""
    (y * torch.tensor(dy, dtype=torch.float64)).sum().backward()
    store |= {f"{key}/y": y, f"{key}/dy": dy}
    for name, tensor in leaves.items():
        store |= {f"{key}/{name}": tensor, f"{key}/d{name}": tensor.grad}


def convolutions(store):
    for name, (settings, shape) in CONVOLUTIONS.items():
        kernel, filters = settings["kernel_size"], settings["filters"]
        strides = settings.get("strides", (1, 1))
        x, w = leaf(draw(*shape)), leaf(draw(*kernel, shape[3], filters, scale=0.4))
        b = leaf(draw(filters)) if settings.get("use_bias", True) else None
        image = channels_first(x)
        if settings.get("padding") == "same":
            image = pad_same(image, kernel, strides)
        y = channels_last(F.conv2d(image, w.permute(3, 2, 0, 1), b, strides))
        weights = {"x": x, "kernel": w} | ({} if b is None else {"bias": b})
        layer_golden(store, f"conv/{name}", y, draw(*y.shape), **weights)


def poolings(store):
    for name, (settings, shape) in POOLINGS.items():
        size = settings["pool_size"]
        strides = settings.get("strides", size)
        same = settings.get("padding") == "same"

        x = leaf(draw(*shape))
        image = channels_first(x)
        image = pad_same(image, size, strides, -math.inf) if same else image
        y = channels_last(F.max_pool2d(image, size, strides))
        layer_golden(store, f"max/{name}", y, draw(*y.shape), x=x)

        # Keras does not count the padding's cells; neither does this quotient of sums.
        x = leaf(draw(*shape))
        image, ones = channels_first(x), torch.ones((1, 1, *shape[1:3]), dtype=torch.float64)
        if same:
            image, ones = (pad_same(t, size, strides) for t in (image, ones))
        y = F.avg_pool2d(image, size, strides) / F.avg_pool2d(ones, size, strides)
        y = channels_last(y)
        layer_golden(store, f"average/{name}", y, draw(*y.shape), x=x)

    x = leaf(draw(3, 4, 5, 2))
    y = x.mean(dim=(1, 2))
    layer_golden(store, "global", y, draw(*y.shape), x=x)


def activations(store):
    functions = {
        "linear": lambda t: t * 1,
        "relu": F.relu,
        "leaky_relu": lambda t: F.leaky_relu(t, 0.2),  # Keras 3's slope
        "elu": F.elu,
        "gelu": F.gelu,  # exact, by the error function, as Keras' default
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softmax": lambda t: F.softmax(t, dim=-1),
    }
    for name in ACTIVATIONS:
        x = leaf(draw(4, 9, scale=2.0))
        y = functions[name](x)
        layer_golden(store, f"activation/{name}", y, draw(*y.shape), x=x)


def batch_normalization(store):
    """Two training batches, then inference.

    PyTorch's running variance is unbiased, Keras' is biased: it is computed here.
    """
    momentum, epsilon = 0.9, 1e-3
    gamma, beta = leaf(draw(3)), leaf(draw(3))
    mean, variance = torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64)
    for batch in range(2):
        x = leaf(draw(4, 3, 5, 3, scale=2.0) + 1)
        gamma.grad = beta.grad = None
        y = channels_last(
            F.batch_norm(channels_first(x), None, None, gamma, beta, training=True, eps=epsilon)
        )
        layer_golden(store, f"bn/{batch}", y, draw(*y.shape), x=x, gamma=gamma, beta=beta)
        rows = x.detach().reshape(-1, 3)
        mean = momentum * mean + (1 - momentum) * rows.mean(0)
        variance = momentum * variance + (1 - momentum) * rows.var(0, correction=0)
    x = torch.tensor(draw(2, 3, 5, 3), dtype=torch.float64)
    y = F.batch_norm(channels_first(x), mean, variance, gamma.detach(), beta.detach(), eps=epsilon)
    store |= {"bn/mean": mean, "bn/variance": variance}
    store |= {"bn/inference/x": x, "bn/inference/y": channels_last(y)}


def losses(store):
    labels = rng.integers(0, 5, 7).astype(np.int32)
    targets = rng.random((7, 5)).astype(np.float32)
    store |= {"loss/labels": labels, "loss/targets": targets}
    t, k = torch.tensor(targets, dtype=torch.float64), torch.tensor(labels, dtype=torch.int64)
    functions = {
        "sparse": lambda z: F.cross_entropy(z, k),
        "smoothed": lambda z: F.cross_entropy(z, k, label_smoothing=0.1),
        "binary": lambda z: F.binary_cross_entropy_with_logits(z, t),
        "mse": lambda z: F.mse_loss(z, t),
        "mae": lambda z: F.l1_loss(z, t),
    }
    for name, function in functions.items():
        z = leaf(draw(7, 5, scale=3.0))
        value = function(z)
        value.backward()
        store |= {f"loss/{name}/z": z, f"loss/{name}/value": value, f"loss/{name}/dz": z.grad}


class KerasRMSprop:
    """Keras adds epsilon under the root, PyTorch behind it; all else is the same."""

    def __init__(self, parameters, learning_rate, rho, epsilon):
        self.parameters = parameters
        self.rate, self.rho, self.epsilon = learning_rate, rho, epsilon
        self.average = [torch.zeros_like(p) for p in parameters]

    @torch.no_grad()
    def step(self):
        for p, a in zip(self.parameters, self.average, strict=True):
            a.mul_(self.rho).add_((1 - self.rho) * p.grad**2)
            p -= self.rate * p.grad / torch.sqrt(a + self.epsilon)


def torch_optimizer(kind, settings, parameters):
    rate = settings["learning_rate"]
    if kind == "SGD":
        momentum = settings.get("momentum", 0.0)
        nesterov = settings.get("nesterov", False)
        return torch.optim.SGD(parameters, rate, momentum=momentum, nesterov=nesterov)
    if kind == "RMSprop":
        return KerasRMSprop(parameters, **settings)
    if kind == "Adam":
        return torch.optim.Adam(parameters, rate, eps=1e-7)
    return torch.optim.AdamW(parameters, rate, eps=1e-7, weight_decay=settings["weight_decay"])


def optimizers(store):
    """A small network's weights after a few steps on one batch."""
    x, labels = draw(12, 6), rng.integers(0, 4, 12).astype(np.int32)
    start = [draw(6, 7, scale=0.5), draw(7, scale=0.1), draw(7, 4, scale=0.5), draw(4, scale=0.1)]
    store |= {"train/x": x, "train/labels": labels}
    store |= {f"train/start/{i}": w for i, w in enumerate(start)}
    xt, k = torch.tensor(x, dtype=torch.float64), torch.tensor(labels, dtype=torch.int64)
    for name, (kind, settings) in OPTIMIZERS.items():
        weights = [leaf(w) for w in start]
        optimizer = torch_optimizer(kind, settings, weights)
        values = []
        for step in range(STEPS):
            z = torch.tanh(xt @ weights[0] + weights[1]) @ weights[2] + weights[3]
            loss = F.cross_entropy(z, k)
            for w in weights:
                w.grad = None
            loss.backward()
            if kind.startswith("Adam"):
                # Keras adds epsilon to the uncorrected root: PyTorch's must be that much larger.
                optimizer.param_groups[0]["eps"] = 1e-7 / math.sqrt(1 - 0.999 ** (step + 1))
            optimizer.step()
            values.append(loss.item())
        store[f"train/{name}/loss"] = np.array(values)
        store |= {f"train/{name}/{i}": w for i, w in enumerate(weights)}


def network(store):
    """A convolutional network with batch normalisation, three Adam steps, every gradient."""
    x, labels = rng.random((6, 10, 10)).astype(np.float32), rng.integers(0, 3, 6).astype(np.int32)
    start = {
        "conv": draw(3, 3, 1, 4, scale=0.4),
        "gamma": 1 + draw(4, scale=0.1),
        "beta": draw(4, scale=0.1),
        "kernel": draw(4 * 4 * 4, 3, scale=0.2),
        "bias": draw(3, scale=0.1),
    }
    weights = {name: leaf(w) for name, w in start.items()}
    optimizer = torch.optim.Adam(weights.values(), 0.01, eps=1e-7)
    xt = torch.tensor(x, dtype=torch.float64)[:, None]
    k = torch.tensor(labels, dtype=torch.int64)
    store |= {"network/x": x, "network/labels": labels}
    store |= {f"network/start/{name}": w for name, w in start.items()}
    values = []
    for step in range(3):
        y = F.conv2d(xt, weights["conv"].permute(3, 2, 0, 1))
        y = F.batch_norm(y, None, None, weights["gamma"], weights["beta"], training=True, eps=1e-3)
        y = channels_last(F.max_pool2d(F.relu(y), 2)).reshape(6, -1)
        loss = F.cross_entropy(y @ weights["kernel"] + weights["bias"], k)
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            store |= {f"network/gradient/{name}": w.grad.clone() for name, w in weights.items()}
        optimizer.param_groups[0]["eps"] = 1e-7 / math.sqrt(1 - 0.999 ** (step + 1))
        optimizer.step()
        values.append(loss.item())
    store["network/loss"] = np.array(values)
    store |= {f"network/{name}": w for name, w in weights.items()}


def transposed_convolutions(store):
    """Keras' size with padding "same" is size · stride: what is beyond is cut off, more behind."""
    for name, (settings, shape) in TRANSPOSED.items():
        kernel, strides = settings["kernel_size"], settings.get("strides", (1, 1))
        x, w = leaf(draw(*shape)), leaf(draw(*kernel, settings["filters"], shape[3], scale=0.4))
        b = leaf(draw(settings["filters"])) if settings.get("use_bias", True) else None
        full = F.conv_transpose2d(channels_first(x), w.permute(3, 2, 0, 1), None, strides)
        same = settings.get("padding") == "same"
        pads = []
        for size, k, s in zip(shape[2:0:-1], kernel[::-1], strides[::-1], strict=True):
            more = max(k - s, 0) if same else 0
            missing = size * s + max(k - s, 0) - ((size - 1) * s + k)  # a stride beyond the kernel
            pads += [-(more // 2), missing - (more - more // 2)]
        y = channels_last(F.pad(full, pads))
        y = y if b is None else y + b
        weights = {"x": x, "kernel": w} | ({} if b is None else {"bias": b})
        layer_golden(store, f"transposed/{name}", y, draw(*y.shape), **weights)


def layer_normalization(store):
    x, gamma, beta = leaf(draw(3, 4, 6, scale=2.0) + 1), leaf(draw(6)), leaf(draw(6))
    y = F.layer_norm(x, (6,), gamma, beta, eps=1e-3)
    layer_golden(store, "layer_norm", y, draw(*y.shape), x=x, gamma=gamma, beta=beta)


def recurrent_layers(store):
    """PyTorch's two biases are one here; its gates are in Keras' order."""
    for name, (kind, settings) in RECURRENT.items():
        features, units = 3, settings["units"]
        x = leaf(draw(4, 6, features))
        if kind == "LSTM":
            layer, gates = torch.nn.LSTM(features, units, batch_first=True), 4
        else:
            bend = settings.get("activation", "tanh")
            layer, gates = torch.nn.RNN(features, units, nonlinearity=bend, batch_first=True), 1
        kernel = leaf(draw(features, gates * units, scale=0.5))
        recurrent, bias = leaf(draw(units, gates * units, scale=0.5)), leaf(draw(gates * units))
        mine = {
            "weight_ih_l0": kernel.T,
            "weight_hh_l0": recurrent.T,
            "bias_ih_l0": bias,
            "bias_hh_l0": torch.zeros_like(bias),
        }
        y, _ = torch.func.functional_call(layer, mine, (x,))
        y = y if settings.get("return_sequences") else y[:, -1]
        weights = {"kernel": kernel, "recurrent_kernel": recurrent, "bias": bias}
        layer_golden(store, f"recurrent/{name}", y, draw(*y.shape), x=x, **weights)


def plain(value):
    array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
    return array.astype(np.float32) if array.dtype == np.float64 else array


def main():
    store = {}
    for part in (
        convolutions,
        poolings,
        activations,
        batch_normalization,
        losses,
        optimizers,
        network,
        transposed_convolutions,
        layer_normalization,
        recurrent_layers,
    ):
        part(store)
    np.savez_compressed(OUT / "torch.npz", **{key: plain(value) for key, value in store.items()})
    print(len(store), "arrays by PyTorch", torch.__version__)


if __name__ == "__main__":
    main()
