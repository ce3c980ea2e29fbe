"""The hot loops in NumPy: readable, for any float type, the oracle of the SIMD module.

Every function writes into arrays that the caller gives, and has the same
signature in both back ends. Conventions used throughout:

- arrays are C-contiguous; pictures are channels last, (n, height, width, channels);
- a dense kernel is (inputs, units), a convolution's is (kh, kw, cin, cout);
- ``activation`` is one of `ACTIVATIONS`; softmax stands alone, see `softmax`;
- the backward functions *set* gradients, they do not add to them;
- ``dy`` of a fused layer's backward pass is overwritten by the gradient in front
  of the activation: it is not needed afterwards, which saves a buffer;
- row numbers and labels are int32.

The formulas and their defaults are Keras 3's.
"""

from __future__ import annotations

import math

import numpy as np

ACTIVATIONS = ("linear", "relu", "leaky_relu", "elu", "gelu", "sigmoid", "tanh")

#: Activations whose derivative needs the value in front of them, ``z``;
#: for all others the value behind, ``y``, is enough.
NEED_Z = frozenset({"gelu"})

LEAKY_SLOPE = 0.2  # keras.activations.leaky_relu's default


# --- matrix product and dense layer -----------------------------------------------------


def matmul(a, b, out, *, transpose_a=False, transpose_b=False, accumulate=False):
    """``out = op(a) @ op(b)``, or ``out += …`` with ``accumulate``.

    Parameters
    ----------
    a : float (m, k), or (k, m) with ``transpose_a``
    b : float (k, n), or (n, k) with ``transpose_b``
    out : float (m, n), must not overlap ``a`` or ``b``
    """
    a = a.T if transpose_a else a
    b = b.T if transpose_b else b
    if accumulate:
        out += a @ b
    else:
        np.matmul(a, b, out=out)


def dense_forward(x, w, b, out, *, activation="linear", z=None):
    """``out = activation(x @ w + b)``.

    Parameters
    ----------
    x : float (n, inputs)
    w : float (inputs, units)
    b : float (units,) or None
    out : float (n, units)
    z : float (n, units) or None
        takes ``x @ w + b``; must be given for an activation in `NEED_Z` when a
        backward pass will follow.
    """
    np.matmul(x, w, out=out)
    _add_bias_and_activate(out, b, activation, z)


def dense_backward(x, w, y, dy, dw, db, dx, *, activation="linear", z=None):
    """Gradients of `dense_forward`; ``dy`` becomes the gradient in front of the activation.

    Parameters
    ----------
    x, w, y, z : as in and out of `dense_forward` (``y`` its ``out``)
    dy : float (n, units), overwritten
    dw : float (inputs, units)
    db : float (units,) or None for a layer without bias
    dx : float (n, inputs) or None where nobody needs it (the first layer)
    """
    activation_backward(dy, y, dy, activation=activation, z=z, db=db)
    np.matmul(x.T, dy, out=dw)
    if dx is not None:
        np.matmul(dy, w.T, out=dx)


# --- activations ------------------------------------------------------------------------


def activation_forward(z, out, *, activation):
    """``out = activation(z)``, element by element; ``out`` may be ``z``."""
    match activation:
        case "linear":
            np.copyto(out, z)
        case "relu":
            np.maximum(z, 0, out=out)
        case "leaky_relu":
            np.copyto(out, np.where(z > 0, z, z * z.dtype.type(LEAKY_SLOPE)))
        case "elu":
            np.copyto(out, np.where(z > 0, z, np.expm1(np.minimum(z, 0))))
        case "gelu":
            np.copyto(out, z * _normal_cdf(z))
        case "sigmoid":
            np.copyto(out, _sigmoid(z))
        case "tanh":
            np.tanh(z, out=out)
        case _:
            raise ValueError(f"unknown activation {activation!r}")


def activation_backward(dy, y, dz, *, activation, z=None, db=None):
    """``dz = dy * activation'(z)``, and ``db`` its sum over all axes but the last.

    Parameters
    ----------
    dy, y, dz : float, one shape; ``dz`` may be ``dy``
    activation : one of `ACTIVATIONS`
    z : the value in front of the activation, for those in `NEED_Z`
    db : float (channels,) or None
    """
    match activation:
        case "linear":
            if dz is not dy:
                np.copyto(dz, dy)
        case "relu":
            np.multiply(dy, y > 0, out=dz)
        case "leaky_relu":
            np.multiply(dy, np.where(y > 0, y.dtype.type(1), y.dtype.type(LEAKY_SLOPE)), out=dz)
        case "elu":
            np.multiply(dy, np.where(y > 0, y.dtype.type(1), y + 1), out=dz)
        case "gelu":
            density = np.exp(-0.5 * z * z) / z.dtype.type(math.sqrt(2 * math.pi))
            np.multiply(dy, _normal_cdf(z) + z * density, out=dz)
        case "sigmoid":
            np.multiply(dy, y * (1 - y), out=dz)
        case "tanh":
            np.multiply(dy, (1 - y) * (1 + y), out=dz)  # 1 - y² loses digits near 1
        case _:
            raise ValueError(f"unknown activation {activation!r}")
    if db is not None:
        dz.reshape(-1, dz.shape[-1]).sum(axis=0, out=db)


def _add_bias_and_activate(out, b, activation, z):
    if b is not None:
        out += b
    if z is not None:
        np.copyto(z, out)
    if activation != "linear":
        activation_forward(out, out, activation=activation)


def _sigmoid(z):
    """1 / (1 + exp(-z)) without an overflow on either side."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e)).astype(z.dtype, copy=False)


_erf = np.frompyfunc(math.erf, 1, 1)


def _normal_cdf(z):
    return (0.5 * (1 + _erf(z / math.sqrt(2)).astype(np.float64))).astype(z.dtype)


# --- convolution ------------------------------------------------------------------------


def same_padding(size, kernel, stride):
    """TensorFlow's rule: output ceil(size / stride), the odd zero goes behind.

    Returns
    -------
    before, after : int, rows (or columns) of zeros in front and behind
    """
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def window_padding(height, width, kernel, strides, padding):
    """((top, bottom), (left, right)) for "valid" or "same"."""
    if padding == "valid":
        return (0, 0), (0, 0)
    return (
        same_padding(height, kernel[0], strides[0]),
        same_padding(width, kernel[1], strides[1]),
    )


def window_output(height, width, kernel, strides, padding):
    """Height and width of what a convolution or pooling gives; not above 0 if it does not fit."""
    (top, bottom), (left, right) = window_padding(height, width, kernel, strides, padding)
    return (
        (height + top + bottom - kernel[0]) // strides[0] + 1,
        (width + left + right - kernel[1]) // strides[1] + 1,
    )


def conv2d_forward(x, w, b, out, *, strides=(1, 1), padding="valid", activation="linear", z=None):
    """``out = activation(x * w + b)``: cross-correlation, as every network library has it.

    Parameters
    ----------
    x : float (n, height, width, cin)
    w : float (kh, kw, cin, cout)
    b : float (cout,) or None
    out : float (n, *window_output(…), cout)
    padding : "valid" or "same"
    z : like ``out`` or None, see `dense_forward`
    """
    columns = _im2col(x, w.shape[:2], strides, padding)
    np.matmul(columns, w.reshape(-1, w.shape[3]), out=out.reshape(-1, w.shape[3]))
    _add_bias_and_activate(out, b, activation, z)


def conv2d_backward(
    x, w, y, dy, dw, db, dx, *, strides=(1, 1), padding="valid", activation="linear", z=None
):
    """Gradients of `conv2d_forward`; ``dy`` becomes the gradient in front of the activation.

    Parameters
    ----------
    dy : float, like ``y``, overwritten
    dw : float, like ``w``
    db : float (cout,) or None
    dx : float, like ``x``, or None where nobody needs it
    """
    activation_backward(dy, y, dy, activation=activation, z=z, db=db)
    rows = dy.reshape(-1, w.shape[3])
    columns = _im2col(x, w.shape[:2], strides, padding)
    np.matmul(columns.T, rows, out=dw.reshape(-1, w.shape[3]))
    if dx is not None:
        col2im(rows @ w.reshape(-1, w.shape[3]).T, dx, w.shape[:2], strides, padding)


def _padded(x, kernel, strides, padding, value=0):
    rows, columns = window_padding(x.shape[1], x.shape[2], kernel, strides, padding)
    return np.pad(x, ((0, 0), rows, columns, (0, 0)), constant_values=value)


def _windows(x, kernel, strides):
    """View of all windows: (n, oh, ow, channels, kh, kw)."""
    view = np.lib.stride_tricks.sliding_window_view(x, kernel, axis=(1, 2))
    return view[:, :: strides[0], :: strides[1]]


def _im2col(x, kernel, strides, padding):
    """Each window as one row: (n * oh * ow, kh * kw * channels)."""
    windows = _windows(_padded(x, kernel, strides, padding), kernel, strides)
    n, oh, ow, channels = windows.shape[:4]
    size = kernel[0] * kernel[1] * channels
    return windows.transpose(0, 1, 2, 4, 5, 3).reshape(n * oh * ow, size)


def col2im(columns, dx, kernel, strides, padding):
    """Sum each window's gradient back into the picture: the transpose of `_im2col`."""
    n, height, width, channels = dx.shape
    (top, bottom), (left, right) = window_padding(height, width, kernel, strides, padding)
    oh, ow = window_output(height, width, kernel, strides, padding)
    windows = columns.reshape(n, oh, ow, kernel[0], kernel[1], channels)
    padded = np.zeros((n, height + top + bottom, width + left + right, channels), dx.dtype)
    for i in range(kernel[0]):
        for j in range(kernel[1]):
            rows = slice(i, i + oh * strides[0], strides[0])
            cols = slice(j, j + ow * strides[1], strides[1])
            padded[:, rows, cols] += windows[:, :, :, i, j]
    np.copyto(dx, padded[:, top : top + height, left : left + width])


# --- pooling ----------------------------------------------------------------------------


def max_pool_forward(x, out, argmax, *, pool_size, strides, padding="valid"):
    """The largest value of each window.

    Parameters
    ----------
    x : float (n, height, width, channels)
    out : float (n, *window_output(…), channels)
    argmax : uint8, like ``out``, or None without a backward pass
        receives the place of the largest cell in its window, row by row, the first of equals; a
        window has at most 256 places.
    """
    windows = _windows(_padded(x, pool_size, strides, padding, -np.inf), pool_size, strides)
    flat = windows.reshape(*windows.shape[:4], pool_size[0] * pool_size[1])
    place = flat.argmax(axis=-1)
    if argmax is not None:
        np.copyto(argmax, place, casting="unsafe")
    np.copyto(out, np.take_along_axis(flat, place[..., None], axis=-1)[..., 0])


def max_pool_backward(dy, argmax, dx, *, pool_size, strides, padding="valid"):
    """``dx``: each gradient goes to the largest cell of its window, all others get 0."""
    places = np.arange(pool_size[0] * pool_size[1])
    columns = np.where(argmax[..., None, :] == places[:, None], dy[..., None, :], 0)
    col2im(columns, dx, pool_size, strides, padding)


def average_pool_forward(x, out, *, pool_size, strides, padding="valid"):
    """The mean of each window; padding does not count."""
    windows = _windows(_padded(x, pool_size, strides, padding), pool_size, strides)
    count = _window_count(x, pool_size, strides, padding)
    np.copyto(out, windows.sum(axis=(4, 5)) / count)


def average_pool_backward(dy, dx, *, pool_size, strides, padding="valid"):
    """``dx``: each gradient in equal parts to the cells of its window."""
    share = dy / _window_count(dx, pool_size, strides, padding)
    places = pool_size[0] * pool_size[1]
    columns = np.repeat(share[..., None, :], places, axis=-2)
    col2im(columns, dx, pool_size, strides, padding)


def global_average_forward(x, out):
    """``out`` (n, channels): the mean over height and width of ``x`` (n, h, w, channels)."""
    x.mean(axis=(1, 2), out=out)


def global_average_backward(dy, dx):
    """``dx`` (n, h, w, channels) from ``dy`` (n, channels)."""
    np.copyto(dx, (dy / dy.dtype.type(dx.shape[1] * dx.shape[2]))[:, None, None])


def _window_count(x, pool_size, strides, padding):
    """How many cells of each window lie inside the picture: (oh, ow, 1)."""
    ones = np.ones((1, *x.shape[1:3], 1), x.dtype)
    windows = _windows(_padded(ones, pool_size, strides, padding), pool_size, strides)
    return windows.sum(axis=(4, 5))[0]


# --- softmax and its loss ---------------------------------------------------------------


def softmax(z, out):
    """Row-wise softmax of (n, classes), safe at any finite logits; ``out`` may be ``z``."""
    np.subtract(z, z.max(axis=1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=1, keepdims=True)


def softmax_cross_entropy(z, labels, dz, *, probabilities=None):
    """Softmax, loss, gradient and hits in one pass.

    Parameters
    ----------
    z : float (n, classes), the logits
    labels : int32 (n,)
    dz : float (n, classes) or None; takes the gradient of the *mean* loss,
        (softmax(z) - onehot) / n; may be ``z``
    probabilities : float (n, classes) or None

    Returns
    -------
    loss : float, the *sum* of -log softmax(z)[label]
    hits : int, rows whose largest logit (the first of equals) is the label's
    """
    n = len(z)
    if n == 0:
        return 0.0, 0
    rows = np.arange(n)
    shifted = z - z.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    total = e.sum(axis=1, keepdims=True)
    loss = float((np.log(total[:, 0]) - shifted[rows, labels]).sum(dtype=np.float64))
    hits = int((z.argmax(axis=1) == labels).sum())
    e /= total
    if probabilities is not None:
        np.copyto(probabilities, e)
    if dz is not None:
        e[rows, labels] -= 1
        np.divide(e, n, out=dz)
    return loss, hits


# --- batch normalisation ----------------------------------------------------------------


def batch_norm_forward(
    x, gamma, beta, running_mean, running_variance, out, mean, inverse_std, *, momentum, epsilon
):
    """Normalise with the batch's own statistics over all axes but the last; for training.

    Parameters
    ----------
    x, out : float (…, channels)
    gamma, beta : float (channels,) or None (no scale, no centre)
    running_mean, running_variance : float (channels,), updated:
        ``r = momentum * r + (1 - momentum) * batch``, with the biased variance, as in Keras
    mean, inverse_std : float (channels,), take the batch's, for the backward pass
    """
    rows = x.reshape(-1, x.shape[-1])
    if len(rows) == 0:
        return
    np.copyto(mean, rows.mean(axis=0))
    variance = rows.var(axis=0)
    np.copyto(inverse_std, 1 / np.sqrt(variance + epsilon))
    for running, batch in ((running_mean, mean), (running_variance, variance)):
        running *= momentum
        running += (1 - momentum) * batch
    _scale_and_shift(x, mean, inverse_std, gamma, beta, out)


def batch_norm_statistics(x, mean, variance):
    """Mean and variance over all axes but the last, of at least one row; for a micro-batch.

    Parameters
    ----------
    x : float (…, channels)
    mean, variance : float (channels,), take the result
    """
    rows = x.reshape(-1, x.shape[-1])
    np.copyto(mean, rows.mean(axis=0))
    np.copyto(variance, rows.var(axis=0))


def batch_norm_inference(
    x, gamma, beta, running_mean, running_variance, out, *, epsilon, activation="linear"
):
    """Normalise with the running statistics, then ``activation``; ``out`` may be ``x``."""
    inverse_std = 1 / np.sqrt(running_variance + epsilon)
    _scale_and_shift(x, running_mean, inverse_std, gamma, beta, out)
    if activation != "linear":
        activation_forward(out, out, activation=activation)


def batch_norm_backward(dy, x, gamma, mean, inverse_std, dx, dgamma, dbeta):
    """Gradients of `batch_norm_forward`.

    Parameters
    ----------
    dy, x, dx : float (…, channels); ``dx`` may be ``dy``
    mean, inverse_std : float (channels,), as the forward pass left them
    dgamma, dbeta : float (channels,) or None
    """
    channels = x.shape[-1]
    rows, dy = x.reshape(-1, channels), dy.reshape(-1, channels)
    if len(rows) == 0:
        for gradient in (dgamma, dbeta):
            if gradient is not None:
                gradient[:] = 0
        return
    sums = np.empty((2, channels), x.dtype)
    batch_norm_gradient_sums(dy, x, mean, inverse_std, *sums)
    if dgamma is not None:
        np.copyto(dgamma, sums[1])
    if dbeta is not None:
        np.copyto(dbeta, sums[0])
    batch_norm_input_gradient(dy, x, gamma, mean, inverse_std, *sums, dx, share=1 / len(rows))


def batch_norm_gradient_sums(dy, x, mean, inverse_std, sum_dy, sum_dy_normal):
    """First half of `batch_norm_backward`, for a micro-batch.

    Parameters
    ----------
    dy, x : float (…, channels)
    mean, inverse_std : float (channels,), of the whole batch
    sum_dy, sum_dy_normal : float (channels,), take the sums of ``dy`` and of ``dy`` times
        the normalised ``x``: the gradients of beta and of gamma
    """
    channels = x.shape[-1]
    rows, dy = x.reshape(-1, channels), dy.reshape(-1, channels)
    np.copyto(sum_dy, dy.sum(axis=0))
    np.copyto(sum_dy_normal, (dy * (rows - mean) * inverse_std).sum(axis=0))


def batch_norm_input_gradient(dy, x, gamma, mean, inverse_std, sum_dy, sum_dy_normal, dx, *, share):
    """Second half of `batch_norm_backward`: the input's gradient.

    Parameters
    ----------
    sum_dy, sum_dy_normal : float (channels,), of the whole batch
    dx : float (…, channels), takes the result; may be ``dy``
    share : of one row in the whole batch
    """
    channels = x.shape[-1]
    rows, dy = x.reshape(-1, channels), dy.reshape(-1, channels)
    scale = inverse_std if gamma is None else gamma * inverse_std
    common = (sum_dy + (rows - mean) * inverse_std * sum_dy_normal) * x.dtype.type(share)
    np.copyto(dx.reshape(-1, channels), scale * (dy - common))


def _scale_and_shift(x, mean, inverse_std, gamma, beta, out):
    scale = inverse_std if gamma is None else gamma * inverse_std
    np.subtract(x, mean, out=out)
    out *= scale
    if beta is not None:
        out += beta


# --- dropout ----------------------------------------------------------------------------


def dropout(x, out, *, rate, seed, step):
    """Set a share ``rate`` of the values to 0, divide the others by ``1 - rate``.

    Which ones depends on ``seed``, ``step`` and the place in the array alone, so
    the backward pass is the same call on the gradient, and both back ends agree
    bit for bit. ``out`` may be ``x``.

    Parameters
    ----------
    x, out : float, one shape
    rate : float, 0 <= rate < 1
    seed, step : int, 0 <= value < 2**32
    """
    keep = random_bits(x.size, seed, step) >= np.uint32(int(rate * 2.0**32))
    scale = x.dtype.type(1 / (1 - rate))
    np.multiply(x, np.where(keep, scale, x.dtype.type(0)).reshape(x.shape), out=out)


def random_bits(n, seed, step):
    """uint32 (n,): a hash of (seed, step, place).

    A counter-based generator: mixing function *lowbias32* by Chris Wellons
    ("Prospecting for Hash Functions", 2018, public domain).
    """
    key = _mix(_mix(np.array([seed], np.uint32)) + np.uint32(step & 0xFFFFFFFF))
    return _mix(np.arange(n, dtype=np.uint32) ^ key)


def _mix(h):
    h = h ^ (h >> np.uint32(16))
    h = h * np.uint32(0x7FEB352D)
    h = h ^ (h >> np.uint32(15))
    h = h * np.uint32(0x846CA68B)
    return h ^ (h >> np.uint32(16))


# --- optimizer steps over one flat parameter buffer -------------------------------------


def sgd_step(w, g, velocity, *, learning_rate, momentum=0.0, nesterov=False):
    """``v = momentum v - lr g; w += v``; Nesterov: ``w += momentum v - lr g``.

    Parameters
    ----------
    w, g, velocity : float (n,); ``velocity`` may be None if ``momentum`` is 0
    """
    if momentum == 0:
        w -= w.dtype.type(learning_rate) * g
        return
    velocity *= momentum
    velocity -= learning_rate * g
    w += momentum * velocity - learning_rate * g if nesterov else velocity


def rmsprop_step(w, g, average, *, learning_rate, rho, epsilon):
    """``a = rho a + (1 - rho) g²; w -= lr g / sqrt(a + epsilon)``."""
    average *= rho
    average += (1 - rho) * g * g
    w -= learning_rate * g / np.sqrt(average + epsilon)


def adam_step(w, g, m, v, *, step, learning_rate, beta_1, beta_2, epsilon, weight_decay=0.0):
    """Adam (Kingma and Ba 2015, as Keras writes it); with ``weight_decay`` AdamW.

    ``m += (1 - β1)(g - m); v += (1 - β2)(g² - v);``
    ``w -= lr·sqrt(1 - β2^t)/(1 - β1^t) · m / (sqrt(v) + epsilon)``,
    before it ``w -= lr·weight_decay·w``.

    Parameters
    ----------
    w, g, m, v : float (n,)
    step : int, t, counted from 1
    """
    rate = learning_rate * math.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    if weight_decay:
        w *= 1 - learning_rate * weight_decay
    m += (1 - beta_1) * (g - m)
    v += (1 - beta_2) * (g * g - v)
    w -= rate * m / (np.sqrt(v) + epsilon)


def penalty(w, g, *, l1=0.0, l2=0.0):
    """Add the gradient of ``l1·Σ|w| + l2·Σw²`` to ``g``; returns that sum as a float.

    Parameters
    ----------
    w, g : float, one shape
    """
    g += l1 * np.sign(w) + 2 * l2 * w
    return float(l1 * np.abs(w).sum(dtype=np.float64) + l2 * np.square(w, dtype=np.float64).sum())


def add_scaled(g, total, *, scale):
    """``total += scale * g``: the gradient of a batch from those of its micro-batches.

    Parameters
    ----------
    g, total : float, one shape
    """
    total += scale * g


# --- batches ----------------------------------------------------------------------------


def gather(x, rows, out, *, labels=None, labels_out=None):
    """``out = x[rows]``, scaled by 1/255 where ``x`` is uint8; the labels with it.

    Parameters
    ----------
    x : uint8 or float (samples, …)
    rows : int32 (n,)
    out : float (n, …), as many values per row as ``x``
    labels, labels_out : int32 (samples,) and (n,), or both None
    """
    picked = x[rows].reshape(out.shape)
    if x.dtype == np.uint8:
        np.multiply(picked, out.dtype.type(1 / 255), out=out)
    else:
        np.copyto(out, picked)
    if labels is not None:
        np.take(labels, rows, out=labels_out)
