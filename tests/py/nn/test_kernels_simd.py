"""The SIMD module against the reference: any shape, odd sizes and empty batches included.

The reference computes in float64 on the same numbers. An error is measured against
the value itself plus the size that is usual in its array: a sum that happens to
cancel has lost digits in float32 whoever adds it up.
"""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeichenlabor.nn import kernels
from zeichenlabor.nn.kernels import reference, simd

pytestmark = pytest.mark.skipif(
    sys.platform != "emscripten", reason="the SIMD module loads inside Pyodide only"
)

TOLERANCE = 1e-5
ROUNDED = 5e-5  # of a convolution by Winograd's way
some = settings(max_examples=30, deadline=None, derandomize=True, database=None)
seeds = st.integers(0, 2**32 - 1)
activations = st.sampled_from(kernels.ACTIVATIONS)


@pytest.fixture(scope="module", autouse=True, params=["simd", "relaxed-simd"])
def variant(request):
    """Both builds of the module; a silent fall-back to the reference is an error."""
    before = kernels.backend()
    try:
        kernels.use(request.param)
    except OSError:
        if request.param == "simd":
            raise
        pytest.skip("this engine has no relaxed SIMD")
    simd.reference = None
    yield request.param
    simd.reference = reference
    kernels.use(before)


class Pair:
    """Calls a function on float32 arrays, and the reference on float64 copies of them."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def normal(self, *shape, scale=1.0):
        return (self.rng.standard_normal(shape) * scale).astype(np.float32)

    def maybe(self, array):
        return array if self.rng.random() < 0.7 else None

    def labels(self, n, classes):
        return self.rng.integers(0, classes, n).astype(np.int32)

    def check(self, name, *arrays, tolerance=TOLERANCE, **options):
        """Run both; compare every array and result, return the module's result."""
        copies = [_wide(a) for a in arrays]
        wide_options = {key: _wide(value) for key, value in options.items()}
        result = getattr(kernels, name)(*arrays, **options)
        expected = getattr(reference, name)(*copies, **wide_options)
        for place, (got, wanted) in enumerate(zip(arrays, copies, strict=True)):
            _assert_close(got, wanted, tolerance, f"{name}, argument {place}")
        for key, value in options.items():
            _assert_close(value, wide_options[key], tolerance, f"{name}, {key}")
        if expected is not None:
            np.testing.assert_allclose(result, expected, rtol=tolerance, atol=1e-6)


def _wide(value):
    if not isinstance(value, np.ndarray):
        return value
    return value.astype(np.float64) if value.dtype == np.float32 else value.copy()


def _assert_close(got, wanted, tolerance, what):
    if not isinstance(got, np.ndarray) or got.size == 0:
        return
    if got.dtype != np.float32:
        np.testing.assert_array_equal(got, wanted, err_msg=what)
        return
    usual = np.sqrt(np.mean(np.square(wanted))) + 1e-30
    error = np.max(np.abs(got - wanted) / (np.abs(wanted) + usual))
    assert error <= tolerance, f"{what} of shape {got.shape}: relative error {error:.1e}"


# --- products


sizes = st.integers(0, 40) | st.sampled_from([64, 100, 128, 131, 400, 784])


@some
@given(seeds, sizes, sizes, sizes, st.booleans(), st.booleans(), st.booleans())
def test_matmul(seed, m, n, k, transpose_a, transpose_b, accumulate):
    pair = Pair(seed)
    pair.check(
        "matmul",
        pair.normal(*((k, m) if transpose_a else (m, k))),
        pair.normal(*((n, k) if transpose_b else (k, n))),
        pair.normal(m, n),
        transpose_a=transpose_a,
        transpose_b=transpose_b,
        accumulate=accumulate,
    )


@some
@given(seeds, st.integers(0, 40), st.integers(1, 300), st.integers(1, 40), activations)
def test_dense(seed, n, inputs, units, activation):
    pair = Pair(seed)
    x, w, b = pair.normal(n, inputs), pair.normal(inputs, units), pair.maybe(pair.normal(units))
    w /= np.float32(np.sqrt(inputs))
    y, z = np.full((2, n, units), np.nan, np.float32)
    pair.check("dense_forward", x, w, b, y, activation=activation, z=z)
    pair.check(
        *("dense_backward", x, w, y, pair.normal(n, units)),
        *(pair.normal(inputs, units), pair.maybe(pair.normal(units))),
        pair.maybe(pair.normal(n, inputs)),
        activation=activation,
        z=z,
    )


# --- element by element


@some
@given(seeds, st.integers(0, 9), st.integers(1, 9), activations, st.sampled_from([1, 5, 30]))
def test_activations(seed, n, channels, activation, scale):
    pair = Pair(seed)
    z, y = pair.normal(n, channels, scale=scale), pair.normal(n, channels)
    pair.check("activation_forward", z, y, activation=activation)
    pair.check(
        *("activation_backward", pair.normal(n, channels), y, pair.normal(n, channels)),
        activation=activation,
        z=z,
        db=pair.maybe(pair.normal(channels)),
    )


@pytest.mark.parametrize("activation", kernels.ACTIVATIONS)
def test_every_value_of_an_activation_is_precise(activation):
    """Not only against the usual size: to 1e-5 of each value, over the whole range."""
    z = np.concatenate([np.linspace(-30, 30, 20001), np.geomspace(1e-30, 1e-2, 99)])
    z = np.concatenate([z, -z[-99:]]).astype(np.float32)
    got, wanted = np.empty_like(z), np.empty(z.shape)
    kernels.activation_forward(z, got, activation=activation)
    reference.activation_forward(z.astype(np.float64), wanted, activation=activation)
    if activation == "gelu":  # the reference itself subtracts from 1
        z, got, wanted = z[z > -5], got[z > -5], wanted[z > -5]
    np.testing.assert_allclose(got, wanted, rtol=TOLERANCE, atol=1e-37)


def test_activations_pass_on_what_is_not_a_number():
    z, out = np.full(5, np.nan, np.float32), np.zeros(5, np.float32)
    for activation in kernels.ACTIVATIONS:
        kernels.activation_forward(z, out, activation=activation)
        assert np.isnan(out).all(), activation


@some
@given(seeds, st.integers(0, 50), st.floats(0, 0.99), seeds, seeds)
def test_dropout_is_the_same_bit_by_bit(seed, n, rate, dropout_seed, step):
    pair = Pair(seed)
    x = pair.normal(n)
    got, wanted = np.empty_like(x), np.empty_like(x)
    kernels.dropout(x, got, rate=rate, seed=dropout_seed, step=step)
    reference.dropout(x, wanted, rate=rate, seed=dropout_seed, step=step)
    np.testing.assert_array_equal(got, wanted)


@some
@given(seeds, st.integers(0, 50), st.integers(1, 1000))
def test_optimizer_steps(seed, n, step):
    pair = Pair(seed)

    def arrays(count):
        return [np.abs(pair.normal(n)) for _ in range(count)]

    pair.check("sgd_step", *arrays(2), None, learning_rate=0.1)
    for nesterov in (False, True):
        pair.check("sgd_step", *arrays(3), learning_rate=0.1, momentum=0.9, nesterov=nesterov)
    pair.check("rmsprop_step", *arrays(3), learning_rate=0.01, rho=0.9, epsilon=1e-7)
    for decay in (0.0, 0.01):
        pair.check(
            *("adam_step", *arrays(4)),
            step=step,
            learning_rate=0.01,
            beta_1=0.9,
            beta_2=0.999,
            epsilon=1e-7,
            weight_decay=decay,
        )
    pair.check("penalty", pair.normal(n), pair.normal(n), l1=0.01, l2=0.02)


@some
@given(seeds, st.integers(0, 50), st.floats(0, 1))
def test_the_parts_gradients_add_up_to_the_same_bits(seed, n, scale):
    pair = Pair(seed)
    g, total = pair.normal(n), pair.normal(n)
    wanted = total.copy()
    kernels.add_scaled(g, total, scale=scale)
    reference.add_scaled(g, wanted, scale=scale)
    np.testing.assert_array_equal(total, wanted)


def test_memories_without_gradients_never_become_denormal():
    """With denormal numbers a processor computes a hundred times slower."""
    w, g, *memories = (np.zeros(5, np.float32) for _ in range(6))
    adam = {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.99, "epsilon": 1e-7}
    for step in range(1, 10_000):
        g[:] = step == 1
        kernels.adam_step(w, g, *memories[:2], step=step, **adam)
        kernels.sgd_step(w, g, memories[2], learning_rate=0.1, momentum=0.9)
        kernels.rmsprop_step(w, g, memories[3], learning_rate=0.1, rho=0.9, epsilon=1e-7)
    smallest = np.abs(memories)[np.nonzero(memories)].min(initial=1)
    assert smallest >= np.finfo(np.float32).tiny
    assert np.max(np.abs(memories)) < 1e-20


@some
@given(seeds, st.integers(1, 9), st.integers(0, 9), st.integers(1, 30), st.booleans())
def test_gather(seed, samples, n, width, as_bytes):
    pair = Pair(seed)
    x = pair.normal(samples, width)
    if as_bytes:
        x = pair.rng.integers(0, 256, x.shape).astype(np.uint8)
    rows, labels = pair.labels(n, samples), pair.labels(samples, 10)
    out = np.empty((n, width), np.float32)
    pair.check("gather", x, rows, out)
    pair.check("gather", x, rows, out, labels=labels, labels_out=np.empty(n, np.int32))


# --- windows

windows = st.tuples(
    st.integers(0, 3),
    *[st.integers(1, 12)] * 2,
    *[st.integers(1, 5)] * 2,
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.sampled_from(["same", "valid"]),
).filter(lambda w: min(reference.window_output(*w[1:3], w[3:5], *w[5:])) > 0)
channels = st.integers(1, 17)


@settings(some, max_examples=60)
@given(seeds, windows, channels, channels, activations)
def test_convolution(seed, window, cin, cout, activation):
    n, height, width, kh, kw, strides, padding = window
    pair = Pair(seed)
    x, b = pair.normal(n, height, width, cin), pair.maybe(pair.normal(cout))
    w = pair.normal(kh, kw, cin, cout, scale=(kh * kw * cin) ** -0.5)
    size = reference.window_output(height, width, (kh, kw), strides, padding)
    y, z = np.full((2, n, *size, cout), np.nan, np.float32)
    options = {"strides": strides, "padding": padding, "activation": activation, "z": z}
    pair.check("conv2d_forward", x, w, b, y, **options)
    pair.check(
        *("conv2d_backward", x, w, y, pair.normal(*y.shape)),
        *(pair.normal(*w.shape), pair.maybe(pair.normal(cout))),
        pair.maybe(pair.normal(*x.shape)),
        **options,
    )


three_taps = st.sampled_from(
    [((3, 3), (1, 1)), ((6, 6), (2, 2)), ((5, 6), (2, 2)), ((3, 5), (1, 2)), ((9, 3), (3, 1))]
)


@some
@given(
    *(seeds, st.integers(1, 5), *[st.integers(10, 33)] * 2, three_taps),
    *(st.sampled_from(["same", "valid"]), *[st.sampled_from([8, 12, 16, 36])] * 2, activations),
)
def test_convolution_with_fewer_multiplications(
    seed, n, height, width, kernel, padding, cin, cout, activation
):
    """Winograd's way rounds more than a plain sum, and is taken where it is quicker."""
    size, strides = kernel
    pair = Pair(seed)
    x, b = pair.normal(n, height, width, cin), pair.maybe(pair.normal(cout))
    w = pair.normal(*size, cin, cout, scale=(size[0] * size[1] * cin) ** -0.5)
    out = reference.window_output(height, width, size, strides, padding)
    y, z = np.full((2, n, *out, cout), np.nan, np.float32)
    options = {"strides": strides, "padding": padding, "activation": activation, "z": z}
    pair.check("conv2d_forward", x, w, b, y, tolerance=ROUNDED, **options)
    pair.check(
        *("conv2d_backward", x, w, y, pair.normal(*y.shape)),
        *(pair.normal(*w.shape), pair.maybe(pair.normal(cout))),
        pair.maybe(np.full(x.shape, np.nan, np.float32)),
        tolerance=ROUNDED,
        **options,
    )


def test_a_picture_is_convolved_alone_as_among_others():
    pair = Pair(3)
    x, w, b = pair.normal(7, 13, 14, 32), pair.normal(3, 3, 32, 24), pair.normal(24)
    together, alone = np.empty((7, 13, 14, 24), np.float32), np.empty((1, 13, 14, 24), np.float32)
    kernels.conv2d_forward(x, w, b, together, padding="same")
    for place in range(len(x)):
        kernels.conv2d_forward(x[place : place + 1], w, b, alone, padding="same")
        np.testing.assert_array_equal(alone[0], together[place])


@some
@given(seeds, windows, channels)
def test_pooling(seed, window, c):
    n, height, width, *pool, strides, padding = window
    pair = Pair(seed)
    x = np.round(pair.normal(n, height, width, c))  # with equals in a window
    y = pair.normal(n, *reference.window_output(height, width, pool, strides, padding), c)
    dx, argmax = pair.normal(*x.shape), np.empty(y.shape, np.uint8)
    options = {"pool_size": tuple(pool), "strides": strides, "padding": padding}
    pair.check("max_pool_forward", x, y, argmax, **options)
    pair.check("max_pool_forward", x, y, None, **options)
    pair.check("max_pool_backward", pair.normal(*y.shape), argmax, dx, **options)
    pair.check("average_pool_forward", x, y, **options)
    pair.check("average_pool_backward", pair.normal(*y.shape), dx, **options)
    pair.check("global_average_forward", x, pair.normal(n, c))
    pair.check("global_average_backward", pair.normal(n, c), dx)


# --- sums first


@some
@given(seeds, st.integers(0, 9), st.integers(1, 30), st.sampled_from([1.0, 10.0]))
def test_softmax(seed, n, classes, scale):
    pair = Pair(seed)
    z, labels = pair.normal(n, classes, scale=scale), pair.labels(n, classes)
    pair.check("softmax", z, np.empty_like(z))
    pair.check("softmax_cross_entropy", z, labels, None)
    probabilities = np.empty_like(z)
    pair.check("softmax_cross_entropy", z, labels, z.copy(), probabilities=probabilities)


def test_extreme_logits_give_finite_losses():
    z = np.array([[1e4, -1e4, 0], [-3e38, 3e38, 3e38], [0, 0, 0]], np.float32)
    dz, labels = np.empty_like(z), np.array([1, 1, 0], np.int32)
    loss, hits = kernels.softmax_cross_entropy(z, labels, dz)
    assert loss == pytest.approx(2e4 + np.log(2) + np.log(3))
    assert hits == 2
    np.testing.assert_allclose(
        dz * 3, [[1, -1, 0], [0, -0.5, 0.5], [-2 / 3, 1 / 3, 1 / 3]], atol=1e-6
    )


@some
@given(seeds, st.sampled_from([6, 7, 63, 64, 65, 300]), st.integers(1, 17))
def test_batch_norm(seed, n, c):
    """Not for two or three rows: their gradient is a difference of nearly equal numbers."""
    pair = Pair(seed)
    x = pair.normal(n, c, scale=3) + 1
    gamma, beta = pair.maybe(pair.normal(c)), pair.maybe(pair.normal(c))
    running = pair.normal(c), np.abs(pair.normal(c))
    mean, inverse_std = pair.normal(c), pair.normal(c)
    out = np.empty_like(x)
    pair.check(
        *("batch_norm_forward", x, gamma, beta, *running, out, mean, inverse_std),
        momentum=0.9,
        epsilon=1e-3,
    )
    pair.check(
        "batch_norm_inference", x, gamma, beta, *running, out, epsilon=1e-3, activation="relu"
    )
    pair.check(
        *("batch_norm_backward", pair.normal(n, c), x, gamma, mean, inverse_std, out),
        *(pair.maybe(pair.normal(c)), pair.maybe(pair.normal(c))),
    )
    pair.check("batch_norm_statistics", x, mean, np.empty_like(mean))
    sums = pair.normal(c), pair.normal(c)
    pair.check("batch_norm_gradient_sums", pair.normal(n, c), x, mean, inverse_std, *sums)
    pair.check(
        *("batch_norm_input_gradient", pair.normal(n, c), x, gamma, mean, inverse_std, *sums, out),
        share=0.5 / n,
    )


def test_empty_batches_set_gradients_to_zero():
    x, y, dw, db = (np.ones(s, np.float32) for s in ((0, 3), (0, 2), (3, 2), (2,)))
    kernels.dense_backward(x, np.ones_like(dw), y, y, dw, db, x)
    assert not dw.any()
    assert not db.any()


# --- what the module does not take


def test_other_arrays_go_to_the_reference(monkeypatch):
    monkeypatch.setattr(simd, "reference", reference)
    rng = np.random.default_rng(1)
    a, b = rng.standard_normal((4, 4)), rng.standard_normal((4, 4))
    for left, right in (
        (a, b),
        (a.astype(np.float32), b.astype(np.float32).T),
        (a.astype(np.float32)[::2, ::2], b.astype(np.float32)[1:3]),
        (a.astype(">f4").astype(">f4"), b),
    ):
        out = np.empty((len(left), right.shape[1]), np.result_type(left, right, np.float32))
        kernels.matmul(left, right, out)
        np.testing.assert_allclose(out, left @ right, rtol=1e-5)


def test_shapes_that_do_not_fit_raise_numpys_error(monkeypatch):
    monkeypatch.setattr(simd, "reference", reference)
    x, w, out = (np.zeros(s, np.float32) for s in ((2, 3), (4, 5), (2, 5)))
    with pytest.raises(ValueError, match="mismatch"):
        kernels.dense_forward(x, w, None, out)
    with pytest.raises(IndexError):
        kernels.gather(x, np.array([5], np.int32), np.empty((1, 3), np.float32))


def test_a_training_step_allocates_nothing():
    """The scratch memory grows at the first call and then stays."""
    pair = Pair(1)
    x, w, y = pair.normal(2, 20, 20, 3), pair.normal(5, 5, 3, 8), pair.normal(2, 20, 20, 8)
    kernels.conv2d_forward(x, w, None, y, padding="same")
    scratch = simd._scratch
    kernels.conv2d_forward(x, w, None, y, padding="same")
    assert simd._scratch is scratch
