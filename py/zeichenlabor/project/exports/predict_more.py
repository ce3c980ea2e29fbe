"""Code that predict.py needs in addition, for networks with these kinds of layers."""

import numpy as np
from predict import BEND, MORE


def enlarge(x, w, c):  # UpSampling2D
    return x.repeat(c["size"][0], 1).repeat(c["size"][1], 2), {}, {}


def spread(x, w, c):  # Conv2DTranspose: each value is spread over a window, overlaps add up
    (size, step), (n, *shape, _) = np.array([c["kernel_size"], c["strides"]]), x.shape
    large = shape * step + np.maximum(size - step, 0)
    y = np.zeros((n, *large, w["kernel"].shape[2]))
    for i, j in np.ndindex(*size):
        ends = step * shape + (i, j)
        y[:, i : ends[0] : step[0], j : ends[1] : step[1]] += x @ w["kernel"][i, j].T
    if c["padding"] == "same":
        (top, left), (height, width) = np.maximum(size - step, 0) // 2, shape * step
        y = y[:, top : top + height, left : left + width]
    return y + w.get("bias", 0), {}, {"activation": c["activation"]}


def normalize(x, w, c):  # LayerNormalization
    x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + c["epsilon"])
    return x * w.get("gamma", 1) + w.get("beta", 0), {}, {}


def remember(x, w, c):  # SimpleRNN, LSTM: step by step, with a memory
    bend = BEND.get(c["activation"], np.asarray)
    gate = BEND.get(c.get("recurrent_activation"), np.asarray)
    h = memory = np.zeros((len(x), c["units"]))
    seen = []
    for now in np.moveaxis(x, 1, 0)[:: -1 if c["go_backwards"] else 1]:
        h = now @ w["kernel"] + h @ w["recurrent_kernel"] + w.get("bias", 0)
        if "recurrent_activation" in c:
            i, f, new, o = np.split(h, 4, 1)
            memory = gate(f) * memory + gate(i) * bend(new)
            h = gate(o) * bend(memory)
        else:
            h = bend(h)
        seen.append(h)
    return np.stack(seen, 1) if c["return_sequences"] else h, {}, {}


MORE |= {
    "UpSampling2D": enlarge,
    "Conv2DTranspose": spread,
    "LayerNormalization": normalize,
    "SimpleRNN": remember,
    "LSTM": remember,
}
