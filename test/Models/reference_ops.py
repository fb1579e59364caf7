# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The layers of the nn dialect in NumPy, for the checks of the models.

Written from the specification of the ops and independent of the compiler.
Everything is evaluated in 64 bits; who calls rounds the result of a network
once, to its element type. Arguments have the names and the order of the ops.
"""

import math

import numpy as np

# Parameters made from a seed
#
# The initialiser `#nn.init` and the function `init` below make the same
# tensors. Both start from the doubles u[0], u[1], ... of
#
#   np.random.Generator(np.random.Philox(key=seed)).random(n)
#
# which are made so (checked by test_philox.py):
#
# - The generator is Philox4x64-10 (Salmon, Moraes, Dror, Shaw: Parallel random
#   numbers: as easy as 1, 2, 3; SC 2011). It maps a counter of four 64-bit
#   words to a block of four 64-bit words, under a key of two. The key is
#   [seed, 0], for 0 <= seed < 2^64.
# - A round maps the words (c0, c1, c2, c3) to
#       (hi(M1 * c2) ^ c1 ^ k0, lo(M1 * c2), hi(M0 * c0) ^ c3 ^ k1, lo(M0 * c0))
#   where hi and lo are the halves of the 128-bit product and
#       M0 = 0xD2E7470EE14C6C93, M1 = 0xCA5A826395121157.
#   There are ten rounds. Between two rounds the key grows, modulo 2^64, by
#       (0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B).
# - The counter is a 256-bit number, its lowest word first. It begins at zero
#   and is incremented before each block: block j has the counter
#   [j + 1, 0, 0, 0], and is independent of all others.
# - Word i % 4 of block i / 4 gives u[i] = (word >> 11) * 2^-53, in [0, 1).
#
# Element i of the tensor, in row-major order, is then
#
# - uniform: low + (high - low) * u[i]
# - normal (Box and Muller), with a = u[2j], b = u[2j + 1] and
#   r = sqrt(-2 * log(1 - a)):
#     element 2j     = mean + (stddev * r) * cos((2 * pi) * b)
#     element 2j + 1 = mean + (stddev * r) * sin((2 * pi) * b)
#   An odd number of elements draws a whole last pair and drops its sine.
#
# All of it is evaluated in 64 bits as written, no products fused into sums, and
# rounded once to the element type. Since log, sin and cos may differ in the
# last place from library to library, a normal element is the same everywhere
# but for an occasional last bit; a uniform one is the same everywhere.


def init(
    kind,
    seed,
    shape,
    low=0.0,
    high=1.0,
    mean=0.0,
    stddev=1.0,
    dtype=np.float32,
):
    """The tensor that `#nn.init<kind, seed = ..., ...>` stands for."""
    count = math.prod(shape)
    random = np.random.Generator(np.random.Philox(key=seed)).random
    if kind == "uniform":
        values = low + (high - low) * random(count)
    elif kind == "normal":
        a, b = random(2 * ((count + 1) // 2)).reshape(-1, 2).T
        radius = stddev * np.sqrt(-2.0 * np.log(1.0 - a))
        angle = (2.0 * np.pi) * b
        pairs = [mean + radius * np.cos(angle), mean + radius * np.sin(angle)]
        values = np.stack(pairs, axis=1).reshape(-1)[:count]
    else:
        raise ValueError(f"unknown initialiser '{kind}'")
    return values.reshape(shape).astype(dtype)


def _wide(*arrays):
    return [np.asarray(array, np.float64) for array in arrays]


def linear(input, weight, bias=None):
    """result[.., o] = sum_i input[.., i] * weight[o, i] + bias[o]"""
    input, weight = _wide(input, weight)
    result = np.einsum("...i,oi->...o", input, weight)
    return result if bias is None else result + np.float64(bias)


def _positions(extent, size, stride, dilation=1):
    """How many positions a window has along an axis."""
    return (extent - dilation * (size - 1) - 1) // stride + 1


def _pad(input, padding, value):
    widths = [(0, 0), (0, 0), *zip(padding[::2], padding[1::2])]
    return np.pad(input, widths, constant_values=value)


def _taps(input, size, stride, dilation):
    """For every place in a window, the elements that all the windows have
    there."""
    counts = [
        _positions(extent, *window)
        for extent, *window in zip(input.shape[2:], size, stride, dilation)
    ]
    for place in np.ndindex(*size):
        yield place, input[
            (slice(None), slice(None))
            + tuple(
                slice(i * d, i * d + (count - 1) * s + 1, s)
                for i, d, s, count in zip(place, dilation, stride, counts)
            )
        ]


def conv(
    input,
    weight,
    bias=None,
    stride=None,
    padding=None,
    dilation=None,
    groups=1,
):
    """Cross-correlation of [batch, channel, spatial...] with [out, channel /
    groups, kernel...]; `padding` is [low, high] of each spatial axis."""
    input, weight = _wide(input, weight)
    ones = (1,) * (input.ndim - 2)
    if padding is not None:
        input = _pad(input, padding, 0.0)
    results = []
    for part, kernel in zip(
        np.split(input, groups, axis=1), np.split(weight, groups, axis=0)
    ):
        taps = _taps(part, kernel.shape[2:], stride or ones, dilation or ones)
        results.append(
            sum(
                np.einsum("nc...,oc->no...", tap, kernel[(..., *place)])
                for place, tap in taps
            )
        )
    result = np.concatenate(results, axis=1)
    if bias is not None:
        result += np.asarray(bias, np.float64).reshape(-1, *ones)
    return result


def conv_transpose(
    input,
    weight,
    bias=None,
    stride=None,
    padding=None,
    dilation=None,
    output_padding=None,
    groups=1,
):
    """Adds the kernels of [channel, out / groups, kernel...] at every element
    of [batch, channel, spatial...], times that element; `padding` is [low,
    high] of each spatial axis, to cut off."""
    input, weight = _wide(input, weight)
    axes = input.ndim - 2
    ones, zeros = (1,) * axes, (0,) * axes
    stride, dilation = stride or ones, dilation or ones
    padding, output_padding = padding or zeros * 2, output_padding or zeros
    parts = []
    for part, kernel in zip(
        np.split(input, groups, axis=1), np.split(weight, groups, axis=0)
    ):
        size = kernel.shape[2:]
        extents = [
            (n - 1) * s + (k - 1) * d + 1 + o
            for n, s, k, d, o in zip(
                part.shape[2:], stride, size, dilation, output_padding
            )
        ]
        whole = np.zeros((len(part), kernel.shape[1], *extents))
        for place in np.ndindex(*size):
            # Where this tap of the kernel comes to lie for all elements.
            target = tuple(
                slice(i * d, i * d + (n - 1) * s + 1, s)
                for i, d, n, s in zip(
                    place, dilation, part.shape[2:], stride
                )
            )
            whole[(slice(None), slice(None), *target)] += np.einsum(
                "nc...,co->no...", part, kernel[(..., *place)]
            )
        kept = tuple(
            slice(low, extent - high)
            for low, extent, high in zip(padding[::2], extents, padding[1::2])
        )
        parts.append(whole[(slice(None), slice(None), *kept)])
    result = np.concatenate(parts, axis=1)
    if bias is not None:
        result += np.asarray(bias, np.float64).reshape(-1, *ones)
    return result


def resize(kind, input, size=None, factor=None, align_corners=False):
    """Resamples the spatial axes to other extents."""
    (result,) = _wide(input)
    if size is None:
        size = [n * f for n, f in zip(result.shape[2:], factor)]
    for axis, m in enumerate(size, 2):
        n = result.shape[axis]
        i = np.arange(m)
        if kind == "nearest":
            result = np.take(result, i * n // m, axis=axis)
            continue
        if align_corners:
            place = i * (n - 1) / max(m - 1, 1)
        else:
            place = np.clip((i + 0.5) * n / m - 0.5, 0, n - 1)
        lower = np.floor(place).astype(int)
        weight = _along(place - lower, (axis,), result.ndim)
        upper = np.minimum(lower + 1, n - 1)
        result = (1 - weight) * np.take(result, lower, axis=axis) + (
            weight * np.take(result, upper, axis=axis)
        )
    return result


def pool(
    kind,
    input,
    size,
    stride=None,
    padding=None,
    dilation=None,
    exclude_padding=False,
):
    """The maximum or the average of windows. Padding never is the maximum; in
    an average it counts as zeros, or not at all."""
    (input,) = _wide(input)
    counted = np.ones(input.shape)
    if padding is not None:
        input = _pad(input, padding, -np.inf if kind == "max" else 0.0)
        counted = _pad(counted, padding, 0.0 if exclude_padding else 1.0)
    steps = (size, stride or size, dilation or (1,) * len(size))
    taps = [tap for _, tap in _taps(input, *steps)]
    if kind == "max":
        return np.maximum.reduce(taps)
    if kind == "average":
        return sum(taps) / sum(tap for _, tap in _taps(counted, *steps))
    raise ValueError(f"unknown pooling '{kind}'")


def adaptive_pool(kind, input, size):
    """The maximum or the average of windows that divide each axis."""
    (input,) = _wide(input)
    reduce = {"max": np.max, "average": np.mean}[kind]
    bounds = [
        [(i * n // m, -(-(i + 1) * n // m)) for i in range(m)]
        for n, m in zip(input.shape[2:], size)
    ]
    result = np.zeros((*input.shape[:2], *size))
    for index in np.ndindex(*size):
        window = tuple(slice(*b[i]) for b, i in zip(bounds, index))
        axes = tuple(range(2, input.ndim))
        result[(..., *index)] = reduce(input[(..., *window)], axis=axes)
    return result


def batch_norm(input, scale, shift, mean, variance, epsilon):
    """Normalises each index of axis 1 by given statistics."""
    input, *statistics = _wide(input, scale, shift, mean, variance)
    shape = (-1,) + (1,) * (input.ndim - 2)
    scale, shift, mean, variance = [s.reshape(shape) for s in statistics]
    return (input - mean) / np.sqrt(variance + epsilon) * scale + shift


def _along(tensor, axes, rank):
    """A tensor with the axes `axes` of one of rank `rank`, to broadcast."""
    (tensor,) = _wide(tensor)
    shape = [1] * rank
    for axis, extent in zip(axes, tensor.shape, strict=True):
        shape[axis] = extent
    return tensor.reshape(shape)


def _scale_and_shift(input, axes, scale, shift):
    if scale is not None:
        input = input * _along(scale, axes, input.ndim)
    if shift is not None:
        input = input + _along(shift, axes, input.ndim)
    return input


def _standardize(input, axes, epsilon):
    """Mean 0 and variance 1 over axes."""
    mean = input.mean(axis=tuple(axes), keepdims=True)
    variance = input.var(axis=tuple(axes), keepdims=True)
    return (input - mean) / np.sqrt(variance + epsilon)


def layer_norm(input, axes, scale=None, shift=None, *, epsilon):
    """Normalises with the mean and the biased variance over axes."""
    (input,) = _wide(input)
    unit = _standardize(input, axes, epsilon)
    return _scale_and_shift(unit, axes, scale, shift)


def rms_norm(input, axes, scale=None, *, epsilon):
    """Normalises with the mean square over axes."""
    (input,) = _wide(input)
    square = (input * input).mean(axis=tuple(axes), keepdims=True)
    unit = input / np.sqrt(square + epsilon)
    return _scale_and_shift(unit, axes, scale, None)


def group_norm(input, groups, scale=None, shift=None, *, epsilon):
    """Normalises groups of channels, with all axes behind the channels."""
    (input,) = _wide(input)
    parts = [
        _standardize(part, range(1, input.ndim), epsilon)
        for part in np.split(input, groups, axis=1)
    ]
    unit = np.concatenate(parts, axis=1)
    return _scale_and_shift(unit, (1,), scale, shift)


def instance_norm(input, scale=None, shift=None, *, epsilon):
    """Normalises each channel of each sample."""
    (input,) = _wide(input)
    unit = _standardize(input, range(2, input.ndim), epsilon)
    return _scale_and_shift(unit, (1,), scale, shift)


def softmax(input, axis):
    """Exponentials that sum to one along an axis."""
    (input,) = _wide(input)
    powers = np.exp(input - input.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def log_softmax(input, axis):
    """The logarithm of softmax."""
    (input,) = _wide(input)
    shifted = input - input.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def l2_normalize(input, axis, epsilon):
    """Vectors of length one along an axis, shorter ones below `epsilon`."""
    (input,) = _wide(input)
    length = np.linalg.norm(input, axis=axis, keepdims=True)
    return input / np.maximum(length, epsilon)


def attention(
    query,
    key,
    value,
    mask=None,
    bias=None,
    slopes=None,
    causal=False,
    scale=None,
):
    """Attention of [batch, head, query, depth] to [batch, key head, key, depth]
    and [batch, key head, key, value depth]. Heads of the key are shared by
    neighbouring heads of the query; `mask` is true where a key is seen; the
    last query is aligned with the last key; what sees nothing gives zeros."""
    query, key, value = _wide(query, key, value)
    share = query.shape[1] // key.shape[1]
    key, value = [np.repeat(x, share, axis=1) for x in (key, value)]
    if scale is None:
        scale = 1.0 / math.sqrt(query.shape[3])
    score = scale * np.einsum("bhqd,bhkd->bhqk", query, key)
    if bias is not None:
        score = score + np.float64(bias)
    queries, keys = score.shape[2:]
    ahead = np.arange(keys) - np.arange(keys - queries, keys)[:, None]
    if slopes is not None:
        score = score - np.float64(slopes)[:, None, None] * np.abs(ahead)
    seen = np.ones(score.shape, bool)
    if mask is not None:
        seen = seen & mask
    if causal:
        seen = seen & (ahead <= 0)
    power = np.zeros(score.shape)
    for index in np.ndindex(score.shape[:3]):
        kept = seen[index] & (score[index] > -np.inf)
        if kept.any():
            power[index][kept] = softmax(score[index][kept], 0)
    return np.einsum("bhqk,bhke->bhqe", power, value)


def sinusoidal_encoding(layout, positions, depth, base):
    """Sines and cosines of positions times base^(-2 i / depth)."""
    frequency = base ** (-np.arange(0, depth, 2) / depth)
    angle = np.float64(positions)[..., None] * frequency
    waves = [np.sin(angle), np.cos(angle)]
    if layout == "halves":
        return np.concatenate(waves, axis=-1)
    return np.stack(waves, axis=-1).reshape(*angle.shape[:-1], depth)


def rotary(layout, input, positions=None, *, base):
    """Turns pairs of elements of [..., time, depth] as complex numbers."""
    (input,) = _wide(input)
    *_, time, depth = input.shape
    if positions is None:
        positions = np.arange(time)
    positions = np.asarray(positions)
    if positions.ndim == 2:
        # The first axis of the input is that of the positions.
        ones = (1,) * (input.ndim - 3)
        positions = positions.reshape(len(positions), *ones, time)
    frequency = base ** (-np.arange(0, depth, 2) / depth)
    turn = np.exp(1j * positions[..., None] * frequency)
    if layout == "halves":
        first, second = np.split(input, 2, axis=-1)
        turned = (first + 1j * second) * turn
        return np.concatenate([turned.real, turned.imag], axis=-1)
    turned = (input[..., ::2] + 1j * input[..., 1::2]) * turn
    pairs = np.stack([turned.real, turned.imag], axis=-1)
    return pairs.reshape(input.shape)


def embedding(indices, table):
    """Rows of a table."""
    return np.float64(table)[indices]


def select(predicate, keys, queries):
    """Which keys [key] compare with each query [query], as [query, key]."""
    compare = {
        "eq": np.equal,
        "ne": np.not_equal,
        "lt": np.less,
        "le": np.less_equal,
        "gt": np.greater,
        "ge": np.greater_equal,
    }[predicate]
    return compare(np.asarray(keys)[None, :], np.asarray(queries)[:, None])


def selector_width(selector):
    """How many keys each query marks."""
    return np.asarray(selector, bool).sum(axis=1)


def aggregate(kind, selector, values, default=None):
    """The rows of values that each row of a selector marks, as one."""
    selector, values = np.asarray(selector, bool), np.asarray(values)
    combine = {
        "mean": lambda rows: rows.mean(axis=0),
        "sum": lambda rows: rows.sum(axis=0),
        "max": lambda rows: rows.max(axis=0),
        "min": lambda rows: rows.min(axis=0),
        "first": lambda rows: rows[0],
        "last": lambda rows: rows[-1],
    }[kind]
    empty = np.zeros(values.shape[1:]) if default is None else default
    result = np.zeros(
        (len(selector), *values.shape[1:]),
        np.float64 if kind == "mean" else values.dtype,
    )
    for query, marks in enumerate(selector):
        result[query] = combine(values[marks]) if marks.any() else empty
    return result


def intern(*rows):
    """A number for each row of several arrays of code points, in the order of
    the rows: their bits if they are short, else their ranks among all."""
    longest = max(array.shape[1] for array in rows)
    texts = [
        [tuple(map(int, row)) + (0,) * (longest - len(row)) for row in array]
        for array in rows
    ]
    if longest <= 3:
        number = {
            text: sum(c << 21 * (2 - j) for j, c in enumerate(text))
            for own in texts
            for text in own
        }
    else:
        known = sorted({text for own in texts for text in own})
        number = {text: rank for rank, text in enumerate(known)}
    return [
        np.array([number[text] for text in own], np.int64) for own in texts
    ]


def join_rows(*inputs):
    """The nonzero elements of each row of several arrays, then zeros."""
    joined = np.concatenate(inputs, axis=1)
    result = np.zeros_like(joined)
    for row, elements in zip(result, joined):
        elements = elements[elements != 0]
        row[: len(elements)] = elements
    return result


def _gates(value, weight, bias, count):
    return np.split(linear(value, weight, bias), count, axis=-1)


def elman_cell(
    function,
    input,
    hidden,
    weight_in,
    weight_hidden,
    bias_in=None,
    bias_hidden=None,
):
    """The next state of an Elman network."""
    (x,) = _gates(input, weight_in, bias_in, 1)
    (h,) = _gates(hidden, weight_hidden, bias_hidden, 1)
    return function(x + h)


def gru_cell(
    input, hidden, weight_in, weight_hidden, bias_in=None, bias_hidden=None
):
    """The next state of a gated recurrent unit, gates in the order r, z, n."""
    (hidden,) = _wide(hidden)
    x = _gates(input, weight_in, bias_in, 3)
    h = _gates(hidden, weight_hidden, bias_hidden, 3)
    reset, update = sigmoid(x[0] + h[0]), sigmoid(x[1] + h[1])
    fresh = np.tanh(x[2] + reset * h[2])
    return (1 - update) * fresh + update * hidden


def lstm_cell(
    input,
    hidden,
    cell,
    weight_in,
    weight_hidden,
    bias_in=None,
    bias_hidden=None,
):
    """The next state and cell of a long short-term memory, gates in the order
    i, f, g, o."""
    (cell,) = _wide(cell)
    x = _gates(input, weight_in, bias_in, 4)
    h = _gates(hidden, weight_hidden, bias_hidden, 4)
    write, keep, fresh, read = [a + b for a, b in zip(x, h)]
    cell = sigmoid(keep) * cell + sigmoid(write) * np.tanh(fresh)
    return sigmoid(read) * np.tanh(cell), cell


def relu(input):
    return np.maximum(np.float64(input), 0.0)


def tanh(input):
    return np.tanh(np.float64(input))


def sigmoid(input):
    # The exponent is never positive, so nothing overflows.
    (input,) = _wide(input)
    power = np.exp(-np.abs(input))
    return np.where(input >= 0.0, 1.0, power) / (1.0 + power)


def silu(input):
    return np.float64(input) * sigmoid(input)


def gelu(input):
    """x / 2 * (1 + erf(x / sqrt(2)))"""
    (input,) = _wide(input)
    erf = np.vectorize(math.erf, otypes=[np.float64])
    return input / 2.0 * (1.0 + erf(input / math.sqrt(2.0)))
