"""Have Keras print its tables, and store them.

Run it in an environment of its own: ``pip install keras torch`` and then
``KERAS_BACKEND=torch python tests/py/nn/goldens/make_summaries.py``.
"""

from __future__ import annotations

from pathlib import Path

import keras
from keras import layers

NETWORKS = {
    "mlp": lambda: [
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(256, "relu"),
        layers.Dense(128, "relu"),
        layers.Dense(10, "softmax"),
    ],
    "cnn": lambda: [
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.BatchNormalization(),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, name="second_convolution_with_a_long_name_indeed"),
        layers.GlobalAveragePooling2D(),
        layers.Dropout(0.3),
        layers.Dense(1200),
        layers.Dense(1200),
        layers.Activation("softmax"),
    ],
    "unbuilt": lambda: [layers.Flatten(), layers.Dense(10)],
}

for name, stack in NETWORKS.items():
    keras.utils.clear_session()  # counts the names from the start again
    lines: list[str] = []
    keras.Sequential(stack()).summary(print_fn=lambda text, lines=lines, **_: lines.append(text))
    (Path(__file__).parent / f"summary_{name}.txt").write_text("\n".join(lines).rstrip() + "\n")
