"""What is compared with PyTorch: plain data, read by the script and by the tests.

A convolution or pooling case is (layer's settings, input shape); the activations,
losses and optimizers are named as in `zeichenlabor.nn`.
"""

CONVOLUTIONS = {
    "valid": ({"filters": 4, "kernel_size": (3, 3)}, (2, 7, 6, 3)),
    "valid_stride": ({"filters": 5, "kernel_size": (3, 2), "strides": (2, 3)}, (2, 9, 11, 2)),
    "same": ({"filters": 3, "kernel_size": (3, 3), "padding": "same"}, (2, 6, 5, 2)),
    "same_even": ({"filters": 3, "kernel_size": (4, 2), "padding": "same"}, (1, 7, 6, 2)),
    "same_stride": (
        {"filters": 6, "kernel_size": (6, 6), "strides": (2, 2), "padding": "same"},
        (2, 14, 13, 3),
    ),
    "no_bias": ({"filters": 8, "kernel_size": (1, 1), "use_bias": False}, (3, 4, 4, 5)),
}

TRANSPOSED = {
    "valid": ({"filters": 4, "kernel_size": (3, 2)}, (2, 4, 5, 3)),
    "valid_stride": ({"filters": 2, "kernel_size": (4, 3), "strides": (2, 3)}, (2, 3, 4, 3)),
    "gaps": ({"filters": 3, "kernel_size": (2, 1), "strides": (3, 2)}, (1, 3, 4, 2)),
    "same": ({"filters": 3, "kernel_size": (3, 3), "padding": "same"}, (2, 4, 5, 2)),
    "same_stride": (
        {"filters": 5, "kernel_size": (3, 4), "strides": (2, 2), "padding": "same"},
        (2, 5, 3, 4),
    ),
    "no_bias": (
        {"filters": 2, "kernel_size": (2, 2), "strides": (2, 2), "use_bias": False},
        (2, 3, 3, 3),
    ),
}

RECURRENT = {
    "rnn": ("SimpleRNN", {"units": 4}),
    "rnn_relu": ("SimpleRNN", {"units": 5, "activation": "relu", "return_sequences": True}),
    "lstm": ("LSTM", {"units": 4}),
    "lstm_sequences": ("LSTM", {"units": 3, "return_sequences": True}),
}

POOLINGS = {
    "valid": ({"pool_size": (2, 2)}, (2, 6, 7, 3)),
    "overlapping": ({"pool_size": (3, 3), "strides": (2, 2)}, (2, 8, 7, 2)),
    "same": ({"pool_size": (3, 2), "strides": (2, 2), "padding": "same"}, (2, 7, 5, 3)),
}

ACTIVATIONS = (
    "linear",
    "relu",
    "leaky_relu",
    "elu",
    "gelu",
    "sigmoid",
    "tanh",
    "softmax",
)

OPTIMIZERS = {
    "sgd": ("SGD", {"learning_rate": 0.1}),
    "momentum": ("SGD", {"learning_rate": 0.05, "momentum": 0.9}),
    "nesterov": ("SGD", {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True}),
    "rmsprop": ("RMSprop", {"learning_rate": 0.01, "rho": 0.9, "epsilon": 1e-7}),
    "adam": ("Adam", {"learning_rate": 0.01}),
    "adamw": ("AdamW", {"learning_rate": 0.01, "weight_decay": 0.1}),
}
STEPS = 6
