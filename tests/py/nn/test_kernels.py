"""The NumPy reference against plain loops, and its gradients against finite differences."""

import itertools
import math

import numpy as np
import pytest

from zeichenlabor.nn import kernels
from zeichenlabor.nn.kernels import reference

WINDOWS = [
    # height, width, kernel, strides, padding
    (5, 4, (3, 3), (1, 1), "valid"),
    (5, 4, (3, 3), (1, 1), "same"),
    (6, 7, (2, 3), (2, 1), "same"),
    (7, 6, (4, 1), (3, 2), "same"),
    (6, 5, (2, 2), (2, 2), "valid"),
    (3, 3, (3, 3), (2, 2), "valid"),
    (2, 2, (5, 5), (2, 2), "same"),
]


def rng():
    return np.random.default_rng(5)


def normal(*shape):
    return rng().standard_normal(shape)


def windows(x, kernel, strides, padding):
    """Plain loops: (place of the output, [(place in the window, pixel of x)]) for each window."""
    height, width = x.shape[1:3]
    if padding == "same":
        oh, ow = -(-height // strides[0]), -(-width // strides[1])
        top = max((oh - 1) * strides[0] + kernel[0] - height, 0) // 2
        left = max((ow - 1) * strides[1] + kernel[1] - width, 0) // 2
    else:
        oh = (height - kernel[0]) // strides[0] + 1
        ow = (width - kernel[1]) // strides[1] + 1
        top = left = 0
    for y, c in itertools.product(range(oh), range(ow)):
        cells = []
        for i, j in itertools.product(range(kernel[0]), range(kernel[1])):
            row, column = y * strides[0] + i - top, c * strides[1] + j - left
            if 0 <= row < height and 0 <= column < width:
                cells.append(((i, j), (row, column)))
        yield (y, c), cells


def output_size(x, kernel, strides, padding):
    places = [place for place, _ in windows(x, kernel, strides, padding)]
    return places[-1][0] + 1, places[-1][1] + 1


def assert_gradient(loss, x, gradient, step=1e-6):
    """Each entry of ``gradient`` against the central difference of ``loss()`` in ``x``."""
    expected = np.empty_like(x)
    for place in np.ndindex(x.shape):
        middle = x[place]
        x[place] = middle + step
        above = loss()
        x[place] = middle - step
        expected[place] = (above - loss()) / (2 * step)
        x[place] = middle
    np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-7)


# --- the back ends


def test_numpy_can_always_be_chosen():
    before = kernels.backend()
    kernels.use("numpy")
    try:
        assert kernels.backend() == "numpy"
        assert kernels.matmul is reference.matmul
    finally:
        kernels.use(before)


def test_every_function_has_the_signature_of_the_reference():
    import inspect

    from zeichenlabor.nn.kernels import simd

    for name in kernels.FUNCTIONS:
        parameters = inspect.signature(getattr(simd, name)).parameters
        assert parameters == inspect.signature(getattr(reference, name)).parameters, name


def test_an_unknown_back_end_is_an_error():
    with pytest.raises(ValueError, match="quantum"):
        kernels.use("quantum")


# --- matrix product and dense


@pytest.mark.parametrize("transpose_a", [False, True])
@pytest.mark.parametrize("transpose_b", [False, True])
@pytest.mark.parametrize("accumulate", [False, True])
def test_matmul_is_the_sum_of_products(transpose_a, transpose_b, accumulate):
    a, b = normal(3, 4), normal(4, 5)
    out = np.ones((3, 5))
    reference.matmul(
        np.ascontiguousarray(a.T) if transpose_a else a,
        np.ascontiguousarray(b.T) if transpose_b else b,
        out,
        transpose_a=transpose_a,
        transpose_b=transpose_b,
        accumulate=accumulate,
    )
    for i, j in np.ndindex(3, 5):
        expected = sum(a[i, k] * b[k, j] for k in range(4)) + accumulate
        assert out[i, j] == pytest.approx(expected)


ACTIVATIONS = {
    "linear": lambda z: z,
    "relu": lambda z: max(z, 0.0),
    "leaky_relu": lambda z: z if z > 0 else 0.2 * z,
    "elu": lambda z: z if z > 0 else math.exp(z) - 1,
    "gelu": lambda z: 0.5 * z * (1 + math.erf(z / math.sqrt(2))),
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
}


def test_the_activations_are_all_tested():
    assert tuple(ACTIVATIONS) == kernels.ACTIVATIONS


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activation_and_its_derivative(activation):
    z = normal(4, 3) * 2
    y, factor = np.empty_like(z), normal(4, 3)[::-1].copy()

    def loss():
        reference.activation_forward(z, y, activation=activation)
        return float((y * factor).sum())

    loss()
    expected = [ACTIVATIONS[activation](value) for value in z.flat]
    np.testing.assert_allclose(y.ravel(), expected, rtol=1e-12)
    dz, db = np.empty_like(z), np.empty(3)
    reference.activation_backward(factor, y, dz, activation=activation, z=z, db=db)
    np.testing.assert_allclose(db, dz.sum(axis=0))
    assert_gradient(loss, z, dz)


def test_sigmoid_and_elu_do_not_overflow():
    z = np.array([-1e4, -800.0, 800.0, 1e4])
    out = np.empty_like(z)
    reference.activation_forward(z, out, activation="sigmoid")
    np.testing.assert_array_equal(out, [0, 0, 1, 1])
    reference.activation_forward(z, out, activation="elu")
    np.testing.assert_array_equal(out, [-1, -1, 800, 1e4])


@pytest.mark.parametrize("activation", ["linear", "sigmoid", "gelu"])
def test_dense_gradients(activation):
    x, w, b, factor = normal(3, 4), normal(4, 2)[::-1].copy(), normal(2), normal(3, 2)
    y, z = np.empty((3, 2)), np.empty((3, 2))

    def loss():
        reference.dense_forward(x, w, b, y, activation=activation, z=z)
        return float((y * factor).sum())

    loss()
    dw, db, dx = np.empty_like(w), np.empty_like(b), np.empty_like(x)
    reference.dense_backward(x, w, y, factor.copy(), dw, db, dx, activation=activation, z=z)
    for array, gradient in ((x, dx), (w, dw), (b, db)):
        assert_gradient(loss, array, gradient)


# --- convolution and pooling


@pytest.mark.parametrize(("height", "width", "kernel", "strides", "padding"), WINDOWS)
def test_convolution_is_the_sum_over_each_window(height, width, kernel, strides, padding):
    x, w, b = normal(2, height, width, 3), normal(*kernel, 3, 2), normal(2)
    size = reference.window_output(height, width, kernel, strides, padding)
    assert size == output_size(x, kernel, strides, padding)
    out = np.empty((2, *size, 2))
    reference.conv2d_forward(x, w, b, out, strides=strides, padding=padding)
    for n, channel in itertools.product(range(2), range(2)):
        for place, cells in windows(x, kernel, strides, padding):
            total = b[channel]
            for weight, pixel in cells:
                total += (x[n][pixel] * w[weight][:, channel]).sum()
            assert out[n][place][channel] == pytest.approx(total)


@pytest.mark.parametrize(("height", "width", "kernel", "strides", "padding"), WINDOWS)
def test_convolution_gradients(height, width, kernel, strides, padding):
    x, w, b = normal(1, height, width, 2), normal(*kernel, 2, 2), normal(2)
    y = np.empty((1, *output_size(x, kernel, strides, padding), 2))
    z, factor = np.empty_like(y), normal(*y.shape)
    options = {"strides": strides, "padding": padding, "activation": "gelu", "z": z}

    def loss():
        reference.conv2d_forward(x, w, b, y, **options)
        return float((y * factor).sum())

    loss()
    dw, db, dx = np.empty_like(w), np.empty_like(b), np.empty_like(x)
    reference.conv2d_backward(x, w, y, factor.copy(), dw, db, dx, **options)
    for array, gradient in ((x, dx), (w, dw), (b, db)):
        assert_gradient(loss, array, gradient)


@pytest.mark.parametrize(("height", "width", "pool", "strides", "padding"), WINDOWS)
def test_pooling_takes_largest_and_mean_of_each_window(height, width, pool, strides, padding):
    x = rng().integers(-3, 3, (2, height, width, 2)).astype(float)  # with equals in a window
    size = output_size(x, pool, strides, padding)
    largest, mean = np.empty((2, 2, *size, 2))
    argmax = np.empty(largest.shape, np.uint8)
    options = {"pool_size": pool, "strides": strides, "padding": padding}
    reference.max_pool_forward(x, largest, argmax, **options)
    reference.average_pool_forward(x, mean, **options)
    for n, channel in itertools.product(range(2), range(2)):
        for place, cells in windows(x, pool, strides, padding):
            values = [x[n][pixel][channel] for _, pixel in cells]
            assert largest[n][place][channel] == max(values)
            assert mean[n][place][channel] == pytest.approx(sum(values) / len(values))
            row, column = cells[values.index(max(values))][0]
            assert argmax[n][place][channel] == row * pool[1] + column


@pytest.mark.parametrize("kind", ["max", "average"])
@pytest.mark.parametrize(("height", "width", "pool", "strides", "padding"), WINDOWS)
def test_pooling_gradients(kind, height, width, pool, strides, padding):
    x = normal(2, height, width, 2)
    y = np.empty((2, *output_size(x, pool, strides, padding), 2))
    argmax, factor = np.empty(y.shape, np.uint8), normal(*y.shape)
    options = {"pool_size": pool, "strides": strides, "padding": padding}
    extra = [argmax] if kind == "max" else []

    def loss():
        getattr(reference, f"{kind}_pool_forward")(x, y, *extra, **options)
        return float((y * factor).sum())

    loss()
    dx = np.empty_like(x)
    getattr(reference, f"{kind}_pool_backward")(factor, *extra, dx, **options)
    assert_gradient(loss, x, dx)


def test_global_average_gradient():
    x, y, dx = normal(2, 3, 4, 2), np.empty((2, 2)), np.empty((2, 3, 4, 2))
    factor = normal(2, 2)

    def loss():
        reference.global_average_forward(x, y)
        return float((y * factor).sum())

    assert loss() == pytest.approx(sum((x[n].mean(axis=(0, 1)) * factor[n]).sum() for n in (0, 1)))
    reference.global_average_backward(factor, dx)
    assert_gradient(loss, x, dx)


# --- softmax and its loss


def test_softmax_cross_entropy_by_its_definition():
    z, labels = normal(5, 4), np.array([0, 3, 1, 1, 2], np.int32)
    dz, probabilities = np.empty_like(z), np.empty_like(z)
    loss, hits = reference.softmax_cross_entropy(z, labels, dz, probabilities=probabilities)
    shares = [[math.exp(v) / sum(map(math.exp, row)) for v in row] for row in z]
    np.testing.assert_allclose(probabilities, shares)
    assert loss == pytest.approx(-sum(math.log(s[k]) for s, k in zip(shares, labels, strict=True)))
    assert hits == sum(
        max(range(4), key=row.__getitem__) == k for row, k in zip(z, labels, strict=True)
    )
    out = np.empty_like(z)
    reference.softmax(z, out)
    np.testing.assert_allclose(out, shares)
    assert_gradient(lambda: reference.softmax_cross_entropy(z, labels, None)[0] / 5, z, dz)


def test_extreme_logits_give_finite_losses():
    z = np.array([[1e4, -1e4, 0], [-1e4, -1e4, -1e4]], np.float32)
    dz = np.empty_like(z)
    loss, hits = reference.softmax_cross_entropy(z, np.array([1, 0], np.int32), dz)
    assert loss == pytest.approx(2e4 + math.log(3))
    assert hits == 1
    np.testing.assert_allclose(dz, [[0.5, -0.5, 0], [-1 / 3, 1 / 6, 1 / 6]], rtol=1e-6)


# --- batch normalisation


def test_batch_norm_by_its_definition():
    x, gamma, beta = normal(2, 3, 2, 3) * 4 + 2, normal(3), normal(3)[::-1].copy()
    out, mean, inverse_std = np.empty_like(x), np.empty(3), np.empty(3)
    running = np.full(3, 0.5), np.full(3, 2.0)
    reference.batch_norm_forward(
        x, gamma, beta, *running, out, mean, inverse_std, momentum=0.9, epsilon=1e-3
    )
    for c in range(3):
        values = x[..., c].ravel()
        centre = sum(values) / 12
        variance = sum((v - centre) ** 2 for v in values) / 12
        expected = (values - centre) / math.sqrt(variance + 1e-3) * gamma[c] + beta[c]
        np.testing.assert_allclose(out[..., c].ravel(), expected)
        assert running[0][c] == pytest.approx(0.9 * 0.5 + 0.1 * centre)
        assert running[1][c] == pytest.approx(0.9 * 2.0 + 0.1 * variance)
    reference.batch_norm_inference(x, gamma, beta, *running, out, epsilon=1e-3, activation="relu")
    expected = (x - running[0]) / np.sqrt(running[1] + 1e-3) * gamma + beta
    np.testing.assert_allclose(out, np.maximum(expected, 0))


def test_batch_norm_gradients():
    x, gamma, beta, factor = normal(6, 2), normal(2), normal(2)[::-1].copy(), normal(6, 2)[::-1]
    out, mean, inverse_std = np.empty_like(x), np.empty(2), np.empty(2)

    def loss():
        reference.batch_norm_forward(
            *(x, gamma, beta, np.zeros(2), np.ones(2), out, mean, inverse_std),
            momentum=0.9,
            epsilon=1e-3,
        )
        return float((out * factor).sum())

    loss()
    dx, dgamma, dbeta = np.empty_like(x), np.empty(2), np.empty(2)
    reference.batch_norm_backward(factor, x, gamma, mean, inverse_std, dx, dgamma, dbeta)
    for array, gradient in ((x, dx), (gamma, dgamma), (beta, dbeta)):
        assert_gradient(loss, array, gradient)


def test_batch_norm_of_a_part_is_that_of_the_whole_in_halves():
    x, gamma, dy = normal(6, 2) + 3, normal(2), normal(6, 2)
    out, mean, inverse_std = np.empty_like(x), np.empty(2), np.empty(2)
    moving = np.zeros(2), np.zeros(2)
    reference.batch_norm_forward(
        *(x, gamma, None, *moving, out, mean, inverse_std), momentum=0.0, epsilon=1e-3
    )
    found = np.empty((2, 2))
    reference.batch_norm_statistics(x, *found)
    np.testing.assert_allclose(found, moving)
    whole, halves, sums, parts = np.empty_like(x), np.empty_like(x), np.empty((2, 2)), []
    reference.batch_norm_backward(dy, x, gamma, mean, inverse_std, whole, sums[1], sums[0])
    for rows in (slice(0, 4), slice(4, 6)):
        parts.append(np.empty((2, 2)))
        reference.batch_norm_gradient_sums(dy[rows], x[rows], mean, inverse_std, *parts[-1])
    np.testing.assert_allclose(sum(parts), sums)
    for rows in (slice(0, 4), slice(4, 6)):
        part = dy[rows], x[rows], gamma, mean, inverse_std, *sum(parts), halves[rows]
        reference.batch_norm_input_gradient(*part, share=1 / 6)
    np.testing.assert_allclose(halves, whole)


# --- dropout


def lowbias32(h):
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B), (16, 1)):
        h ^= h >> shift
        h = h * factor % 2**32
    return h


def test_dropout_follows_its_hash():
    key = lowbias32((lowbias32(123) + 7) % 2**32)
    kept = [lowbias32(i ^ key) >= int(0.3 * 2**32) for i in range(200)]
    x, out = normal(10, 20), np.empty((10, 20))
    reference.dropout(x, out, rate=0.3, seed=123, step=7)
    np.testing.assert_allclose(out.ravel(), np.where(kept, x.ravel() / 0.7, 0))


def test_dropout_drops_its_share_and_changes_every_step():
    ones, first, second = np.ones((3, 100, 100))
    reference.dropout(ones, first, rate=0.4, seed=1, step=0)
    reference.dropout(ones, second, rate=0.4, seed=1, step=1)
    assert (first == 0).mean() == pytest.approx(0.4, abs=0.02)  # 4 standard deviations
    assert ((first == 0) & (second == 0)).mean() == pytest.approx(0.16, abs=0.02)


# --- optimizer steps


def test_sgd_with_momentum_by_its_rule():
    w, g, v = normal(5), normal(5)[::-1].copy(), np.zeros(5)
    for nesterov in (False, True):
        w0, v0 = w.copy(), v.copy()
        reference.sgd_step(w, g, v, learning_rate=0.1, momentum=0.9, nesterov=nesterov)
        for i in range(5):
            velocity = 0.9 * v0[i] - 0.1 * g[i]
            change = 0.9 * velocity - 0.1 * g[i] if nesterov else velocity
            assert (v[i], w[i]) == pytest.approx((velocity, w0[i] + change))
    w0 = w.copy()
    reference.sgd_step(w, g, None, learning_rate=0.1)
    np.testing.assert_allclose(w, w0 - 0.1 * g)


def test_rmsprop_by_its_rule():
    w, g, average = normal(5), normal(5)[::-1].copy(), np.full(5, 0.3)
    w0 = w.copy()
    reference.rmsprop_step(w, g, average, learning_rate=0.1, rho=0.8, epsilon=1e-2)
    for i in range(5):
        a = 0.8 * 0.3 + 0.2 * g[i] ** 2
        assert (average[i], w[i]) == pytest.approx((a, w0[i] - 0.1 * g[i] / math.sqrt(a + 1e-2)))


@pytest.mark.parametrize("decay", [0.0, 0.02])
def test_adam_by_its_paper(decay):
    w, m, v = normal(5), np.zeros(5), np.zeros(5)
    expected = list(w)
    ms, vs = [0.0] * 5, [0.0] * 5
    for step in (1, 2, 3):
        g = np.random.default_rng(step).standard_normal(5)
        reference.adam_step(
            *(w, g, m, v),
            step=step,
            learning_rate=0.1,
            beta_1=0.9,
            beta_2=0.99,
            epsilon=0.0,
            weight_decay=decay,
        )
        for i in range(5):
            ms[i] = 0.9 * ms[i] + 0.1 * g[i]
            vs[i] = 0.99 * vs[i] + 0.01 * g[i] ** 2
            first, second = ms[i] / (1 - 0.9**step), vs[i] / (1 - 0.99**step)
            expected[i] -= 0.1 * (first / math.sqrt(second) + decay * expected[i])
    np.testing.assert_allclose(w, expected)


def test_penalty_and_its_gradient():
    w, g = normal(4, 3), np.ones((4, 3))
    w[0, 0] = 0  # where |w| has no slope, its gradient is taken as 0
    price = reference.penalty(w, g, l1=0.1, l2=0.3)
    assert price == pytest.approx(sum(0.1 * abs(v) + 0.3 * v * v for v in w.flat))
    expected = [1 + 0.1 * (v > 0) - 0.1 * (v < 0) + 0.6 * v for v in w.flat]
    np.testing.assert_allclose(g.ravel(), expected)


def test_gradients_of_parts_add_up_to_their_mean():
    parts, total = [normal(3, 4) for _ in range(2)], np.zeros((3, 4))
    for part, share in zip(parts, (0.75, 0.25), strict=True):
        reference.add_scaled(part, total, scale=share)
    np.testing.assert_allclose(total, np.average(parts, axis=0, weights=(0.75, 0.25)))


# --- batches


def test_gather_takes_rows_and_labels():
    x = rng().integers(0, 256, (6, 2, 3)).astype(np.uint8)
    rows, labels = np.array([4, 0, 4], np.int32), np.arange(10, 16, dtype=np.int32)
    out, picked = np.empty((3, 6)), np.empty(3, np.int32)
    reference.gather(x, rows, out, labels=labels, labels_out=picked)
    np.testing.assert_allclose(out, x.reshape(6, 6)[[4, 0, 4]] / 255)
    assert picked.tolist() == [14, 10, 14]
    reference.gather(x.astype(float), rows, out)
    np.testing.assert_array_equal(out, x.reshape(6, 6)[[4, 0, 4]])
