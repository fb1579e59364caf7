# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks reference_ops.py against the definitions of the ops, written out one
element at a time, and safetensors_io.py against its own files."""

import itertools
import os
import tempfile
import unittest

import numpy as np

import reference_ops as ops
import safetensors_io

RANDOM = np.random.Generator(np.random.Philox(key=0))


def indices(shape):
    return itertools.product(*map(range, shape))


def as_array(elements):
    """The array with these elements by index."""
    result = np.zeros([extent + 1 for extent in max(elements)])
    for index, element in elements.items():
        result[index] = element
    return result


def windows(shape, size, stride, padding, dilation):
    """For every position of a window, the places in it that lie inside of a
    tensor with these spatial extents, and the indices that they have there."""
    low = padding[::2]
    extents = [
        (n + padding[2 * i] + padding[2 * i + 1] - d * (k - 1) - 1) // s + 1
        for i, (n, k, s, d) in enumerate(zip(shape, size, stride, dilation))
    ]
    for position in indices(extents):
        inside = []
        for place in indices(size):
            index = tuple(
                p * s + i * d - l
                for p, s, i, d, l in zip(position, stride, place, dilation, low)
            )
            if all(0 <= i < n for i, n in zip(index, shape)):
                inside.append((place, index))
        yield position, inside


def conv(input, weight, bias, stride, padding, dilation, groups):
    batch, channels, *shape = input.shape
    outputs, part, *size = weight.shape
    result = {}
    for position, inside in windows(shape, size, stride, padding, dilation):
        for n, o in indices((batch, outputs)):
            group = o // (outputs // groups)
            result[(n, o, *position)] = bias[o] + sum(
                weight[(o, c, *place)] * input[(n, group * part + c, *index)]
                for place, index in inside
                for c in range(part)
            )
    return as_array(result)


def pool(kind, input, size, stride, padding, dilation, exclude_padding):
    batch, channels, *shape = input.shape
    result = {}
    for position, inside in windows(shape, size, stride, padding, dilation):
        for n, c in indices((batch, channels)):
            window = [input[(n, c, *index)] for _, index in inside]
            count = len(window) if exclude_padding else np.prod(size)
            result[(n, c, *position)] = (
                max(window) if kind == "max" else sum(window) / count
            )
    return as_array(result)


class OpsTest(unittest.TestCase):
    def assertClose(self, actual, expected):
        self.assertEqual(np.shape(actual), np.shape(expected))
        np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=1e-12)

    def test_conv(self):
        for shape, size, stride, padding, dilation, groups in (
            ((7,), (3,), (2,), (1, 0), (2,), 1),
            ((7, 6), (3, 2), (1, 1), (0, 0, 0, 0), (1, 1), 1),
            ((7, 6), (3, 2), (1, 1), (1, 1, 1, 1), (1, 1), 2),
            ((7, 6), (3, 2), (2, 1), (0, 2, 1, 0), (1, 2), 1),
            ((7, 6), (3, 2), (3, 2), (2, 1, 0, 3), (2, 1), 4),
            ((4, 3, 5), (2, 1, 3), (1, 2, 1), (0, 1, 1, 0, 2, 1), (2, 1, 1), 2),
        ):
            input = RANDOM.normal(size=(2, 4, *shape))
            weight = RANDOM.normal(size=(8, 4 // groups, *size))
            bias = RANDOM.normal(size=8)
            arguments = (input, weight, bias, stride, padding, dilation, groups)
            self.assertClose(ops.conv(*arguments), conv(*arguments))
        self.assertClose(
            ops.conv(input, weight, groups=groups),
            ops.conv(
                input, weight, np.zeros(8), (1,) * 3, (0,) * 6, groups=groups
            ),
        )

    def test_conv_transpose(self):
        # It is the transpose of the convolution with the same numbers.
        for shape, size, stride, padding, dilation, groups in (
            ((7,), (3,), (2,), (1, 0), (2,), 1),
            ((7, 6), (3, 2), (2, 1), (0, 2, 1, 0), (1, 2), 2),
            ((4, 3, 5), (2, 1, 3), (1, 2, 1), (0, 1, 0, 0, 2, 1), (2, 1, 1), 1),
        ):
            axes = len(shape)
            weight = RANDOM.normal(size=(8, 4 // groups, *size))
            bias = RANDOM.normal(size=4)
            before = RANDOM.normal(size=(2, 4, *shape))
            forward = conv(
                before, weight, np.zeros(8), stride, padding, dilation, groups
            )
            after = RANDOM.normal(size=forward.shape)
            # How many elements at the end no window has seen.
            rest = [
                (n + p + q - d * (k - 1) - 1) % s
                for n, p, q, d, k, s in zip(
                    shape, padding[::2], padding[1::2], dilation, size, stride
                )
            ]
            backward = ops.conv_transpose(
                after, weight, None, stride, padding, dilation, rest, groups
            )
            self.assertEqual(backward.shape, before.shape)
            self.assertClose((forward * after).sum(), (before * backward).sum())
            self.assertClose(
                ops.conv_transpose(
                    after, weight, bias, stride, padding, dilation, rest, groups
                ),
                backward + bias.reshape(4, *(1,) * axes),
            )

    def test_resize(self):
        row = np.array([[[1.0, 3.0, 7.0]]])
        for kind, options, expected in (
            ("nearest", {"factor": (2,)}, [1, 1, 3, 3, 7, 7]),
            ("nearest", {"size": (5,)}, [1, 1, 3, 3, 7]),
            ("nearest", {"size": (2,)}, [1, 3]),
            ("linear", {"factor": (2,)}, [1, 1.5, 2.5, 4, 6, 7]),
            ("linear", {"size": (2,)}, [1.5, 6]),
            ("linear", {"size": (5,), "align_corners": True}, [1, 2, 3, 5, 7]),
            ("linear", {"size": (1,), "align_corners": True}, [1]),
        ):
            self.assertClose(ops.resize(kind, row, **options), [[expected]])
        image = RANDOM.normal(size=(1, 2, 3, 4))
        rows = ops.resize("linear", image.reshape(1, 2, 12), size=(12,))
        self.assertClose(rows.reshape(image.shape), image)
        both = ops.resize("linear", image, factor=(2, 3))
        first = ops.resize("linear", image, factor=(2, 1))
        self.assertClose(ops.resize("linear", first, factor=(1, 3)), both)

    def test_pool(self):
        for kind, exclude in (
            ("max", False),
            ("average", False),
            ("average", True),
        ):
            for shape, size, stride, padding, dilation in (
                ((9,), (3,), (2,), (1, 2), (2,)),
                ((7, 6), (2, 2), (2, 2), (0, 0, 0, 0), (1, 1)),
                ((7, 6), (3, 2), (1, 3), (2, 0, 1, 1), (1, 2)),
                ((3, 4, 5), (2, 1, 3), (1, 1, 2), (0, 1, 0, 0, 2, 1), (1,) * 3),
            ):
                arguments = (
                    kind,
                    RANDOM.normal(size=(2, 3, *shape)) - 3.0,
                    size,
                    stride,
                    padding,
                    dilation,
                    exclude,
                )
                self.assertClose(ops.pool(*arguments), pool(*arguments))
        self.assertClose(
            ops.pool("max", np.arange(16.0).reshape(1, 1, 4, 4), (2, 2)),
            [[[[5.0, 7.0], [13.0, 15.0]]]],
        )

    def test_adaptive_pool(self):
        row = np.array([[[4.0, 1.0, 3.0, 8.0, 2.0]]])
        self.assertClose(
            ops.adaptive_pool("max", row, (3,)), [[[4.0, 8.0, 8.0]]]
        )
        self.assertClose(
            ops.adaptive_pool("average", row, (3,)), [[[2.5, 4.0, 5.0]]]
        )
        input = RANDOM.normal(size=(2, 3, 4, 6))
        for kind in ("max", "average"):
            self.assertClose(
                ops.adaptive_pool(kind, input, (2, 3)),
                ops.pool(kind, input, (2, 2)),
            )

    def test_attention(self):
        query = RANDOM.normal(size=(2, 6, 3, 4))
        key, value = RANDOM.normal(size=(2, 2, 2, 5, 4))
        bias, slopes = RANDOM.normal(size=(6, 3, 5)), RANDOM.normal(size=6)
        mask = RANDOM.normal(size=(2, 1, 3, 5)) > 0.0
        mask[0, 0, 1] = False
        result = np.zeros((2, 6, 3, 4))
        for n, h, q in indices((2, 6, 3)):
            total = 0.0
            for k in range(5):
                # The last of three queries sees the last of five keys.
                if not mask[n, 0, q, k] or k > q + 2:
                    continue
                score = 0.5 * query[n, h, q] @ key[n, h // 3, k]
                score += bias[h, q, k] - slopes[h] * abs(q + 2 - k)
                total += np.exp(score)
                result[n, h, q] += np.exp(score) * value[n, h // 3, k]
            if total:
                result[n, h, q] /= total
        self.assertClose(
            ops.attention(query, key, value, mask, bias, slopes, True, 0.5),
            result,
        )
        self.assertEqual(np.abs(result[0, :, 1]).max(), 0.0)
        self.assertClose(
            ops.attention(query, key, value),
            ops.attention(query, key, value, np.ones(5, bool), scale=0.5),
        )

    def test_positions(self):
        for layout, places in (
            ("interleaved", [(0, 1), (2, 3), (4, 5)]),
            ("halves", [(0, 3), (1, 4), (2, 5)]),
        ):
            positions = np.array([[2, 7], [0, 5]])
            input = RANDOM.normal(size=(2, 4, 2, 6))
            encoding, turned = np.zeros((2, 2, 6)), np.zeros(input.shape)
            for n, t, i in indices((2, 2, 3)):
                angle = positions[n, t] * 100.0 ** (-2 * i / 6)
                sine, cosine = np.sin(angle), np.cos(angle)
                a, b = places[i]
                encoding[n, t, a], encoding[n, t, b] = sine, cosine
                x, y = input[n, :, t, a], input[n, :, t, b]
                turned[n, :, t, a] = x * cosine - y * sine
                turned[n, :, t, b] = y * cosine + x * sine
            self.assertClose(
                ops.sinusoidal_encoding(layout, positions, 6, 100.0), encoding
            )
            self.assertClose(
                ops.rotary(layout, input, positions, base=100.0), turned
            )
            self.assertClose(
                ops.rotary(layout, input, base=100.0),
                ops.rotary(layout, input, [0, 1], base=100.0),
            )

    def test_cells(self):
        def product(weight, vector, bias):
            return [
                sum(w * v for w, v in zip(row, vector)) + b
                for row, b in zip(weight, bias)
            ]

        def sigmoid(x):
            return 1.0 / (1.0 + np.exp(-x))

        x, h, c = RANDOM.normal(size=3), *RANDOM.normal(size=(2, 4))
        for gates in (1, 3, 4):
            wi, wh = RANDOM.normal(size=(4 * gates, 3)), RANDOM.normal(
                size=(4 * gates, 4)
            )
            bi, bh = RANDOM.normal(size=(2, 4 * gates))
            p, q = product(wi, x, bi), product(wh, h, bh)
            weights = (wi, wh, bi, bh)
            if gates == 1:
                self.assertClose(
                    ops.elman_cell(np.tanh, x, h, *weights), np.tanh(np.add(p, q))
                )
            for u in range(4):
                if gates == 3:
                    r = sigmoid(p[u] + q[u])
                    z = sigmoid(p[4 + u] + q[4 + u])
                    n = np.tanh(p[8 + u] + r * q[8 + u])
                    self.assertClose(
                        ops.gru_cell(x, h, *weights)[u], (1 - z) * n + z * h[u]
                    )
                if gates == 4:
                    i, f, g, o = (p[4 * k + u] + q[4 * k + u] for k in range(4))
                    cell = sigmoid(f) * c[u] + sigmoid(i) * np.tanh(g)
                    state, cells = ops.lstm_cell(x, h, c, *weights)
                    self.assertClose(cells[u], cell)
                    self.assertClose(state[u], sigmoid(o) * np.tanh(cell))

    def test_linear(self):
        input = RANDOM.normal(size=(2, 3, 4))
        weight, bias = RANDOM.normal(size=(5, 4)), RANDOM.normal(size=5)
        result = np.zeros((2, 3, 5))
        for i, j, o in indices(result.shape):
            result[i, j, o] = bias[o] + sum(
                input[i, j, k] * weight[o, k] for k in range(4)
            )
        self.assertClose(ops.linear(input, weight, bias), result)
        self.assertClose(ops.linear(input, weight), result - bias)

    def test_batch_norm(self):
        for shape in ((2, 3), (2, 3, 4, 5)):
            input = RANDOM.normal(size=shape)
            scale, shift, mean = RANDOM.normal(size=(3, 3))
            variance = RANDOM.uniform(0.5, 1.5, size=3)
            result = np.zeros(shape)
            for index in indices(shape):
                c = index[1]
                result[index] = (input[index] - mean[c]) / (
                    variance[c] + 1e-3
                ) ** 0.5 * scale[c] + shift[c]
            self.assertClose(
                ops.batch_norm(input, scale, shift, mean, variance, 1e-3),
                result,
            )

    def test_layer_norm(self):
        for axes in ((2,), (1, 2), (0, 2), (1,)):
            input = RANDOM.normal(size=(4, 3, 5))
            shape = [input.shape[axis] for axis in axes]
            scale, shift = RANDOM.normal(size=(2, *shape))
            result, unit, rms = np.zeros((3, *input.shape))
            for index in indices(input.shape):
                # The slice over the axes, with this element in it.
                row = input[
                    tuple(
                        slice(None) if axis in axes else place
                        for axis, place in enumerate(index)
                    )
                ]
                mean = sum(row.flat) / row.size
                variance = sum((x - mean) ** 2 for x in row.flat) / row.size
                square = sum(x**2 for x in row.flat) / row.size
                place = tuple(index[axis] for axis in axes)
                unit[index] = (input[index] - mean) / (variance + 1e-3) ** 0.5
                result[index] = unit[index] * scale[place] + shift[place]
                rms[index] = input[index] / (square + 1e-3) ** 0.5
                rms[index] *= scale[place]
            self.assertClose(
                ops.layer_norm(input, axes, scale, shift, epsilon=1e-3), result
            )
            self.assertClose(ops.layer_norm(input, axes, epsilon=1e-3), unit)
            self.assertClose(
                ops.rms_norm(input, axes, scale, epsilon=1e-3), rms
            )

    def test_group_norm(self):
        input = RANDOM.normal(size=(2, 6, 3, 4))
        scale, shift = RANDOM.normal(size=(2, 6))
        for groups in (1, 2, 6):
            result = np.zeros(input.shape)
            part = 6 // groups
            for index in indices(input.shape):
                n, c = index[:2]
                first = c // part * part
                row = input[n, first : first + part]
                mean = sum(row.flat) / row.size
                variance = sum((x - mean) ** 2 for x in row.flat) / row.size
                result[index] = (input[index] - mean) / (
                    variance + 1e-3
                ) ** 0.5 * scale[c] + shift[c]
            self.assertClose(
                ops.group_norm(input, groups, scale, shift, epsilon=1e-3),
                result,
            )
        # As many groups as channels, and one group.
        self.assertClose(
            ops.instance_norm(input, scale, shift, epsilon=1e-3), result
        )
        self.assertClose(
            ops.group_norm(input, 1, epsilon=1e-3),
            ops.layer_norm(input, (1, 2, 3), epsilon=1e-3),
        )

    def test_softmax(self):
        self.assertClose(ops.softmax([[1000.0, 1000.0]], 1), [[0.5, 0.5]])
        input = RANDOM.normal(size=(3, 4))
        power = np.exp(input)
        self.assertClose(ops.softmax(input, 0), power / power.sum(0))
        self.assertClose(ops.softmax(input, 1), (power.T / power.sum(1)).T)

    def test_selectors(self):
        keys, queries = [1.0, 2.0, np.nan], [2.0, np.nan]
        for predicate, compare in (
            ("eq", lambda k, q: k == q),
            ("ne", lambda k, q: k != q),
            ("lt", lambda k, q: k < q),
            ("le", lambda k, q: k <= q),
            ("gt", lambda k, q: k > q),
            ("ge", lambda k, q: k >= q),
        ):
            selector = ops.select(predicate, keys, queries)
            self.assertEqual(
                selector.tolist(), [[compare(k, q) for k in keys] for q in queries]
            )
            self.assertEqual(
                ops.selector_width(selector).tolist(),
                [sum(compare(k, q) for k in keys) for q in queries],
            )

    def test_aggregate(self):
        selector = [[1, 0, 1], [0, 0, 0], [0, 1, 0]]
        values = np.array([[1, 20], [3, 40], [5, -6]])
        for kind, expected in (
            ("mean", [[3.0, 7.0], [7.0, 8.0], [3.0, 40.0]]),
            ("sum", [[6, 14], [7, 8], [3, 40]]),
            ("max", [[5, 20], [7, 8], [3, 40]]),
            ("min", [[1, -6], [7, 8], [3, 40]]),
            ("first", [[1, 20], [7, 8], [3, 40]]),
            ("last", [[5, -6], [7, 8], [3, 40]]),
        ):
            result = ops.aggregate(kind, selector, values, [7, 8])
            self.assertEqual(result.tolist(), expected)
            result = ops.aggregate(kind, selector, values)
            self.assertEqual(result[1].tolist(), [0, 0])

    def test_texts(self):
        short = np.array([[1, 2], [0, 1], [1, 0]])
        self.assertEqual(
            [number.tolist() for number in ops.intern(short, short[:, :1])],
            [[2**42 + 2**22, 2**21, 2**42], [2**42, 0, 2**42]],
        )
        long = np.array([[1, 2, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0]])
        self.assertEqual(
            [number.tolist() for number in ops.intern(long, short[:, :1])],
            [[3, 1, 2], [2, 0, 2]],
        )
        self.assertEqual(
            ops.join_rows(short, short).tolist(),
            [[1, 2, 1, 2], [1, 1, 0, 0], [1, 1, 0, 0]],
        )

    def test_log_softmax(self):
        self.assertClose(ops.log_softmax([[2000.0, 0.0]], 1), [[0.0, -2000.0]])
        input = RANDOM.normal(size=(3, 4))
        for axis in (0, 1):
            self.assertClose(
                ops.log_softmax(input, axis), np.log(ops.softmax(input, axis))
            )

    def test_l2_normalize(self):
        input = np.array([[3.0, 4.0], [0.0, 0.0], [3e-4, 4e-4]])
        self.assertClose(
            ops.l2_normalize(input, 1, 1e-3),
            [[0.6, 0.8], [0.0, 0.0], [0.3, 0.4]],
        )

    def test_activations(self):
        x = np.array([-800.0, -1.0, 0.0, 0.5, 800.0])
        self.assertClose(ops.relu(x), [0.0, 0.0, 0.0, 0.5, 800.0])
        self.assertClose(ops.tanh(x[1:4]), np.sinh(x[1:4]) / np.cosh(x[1:4]))
        self.assertClose(
            ops.sigmoid(x), [0.0, 1 / (1 + np.e), 0.5, 1 / (1 + np.e**-0.5), 1]
        )
        self.assertClose(ops.silu(x), x * ops.sigmoid(x))
        self.assertClose(
            ops.gelu(x),
            [0.0, -0.15865525393145707, 0.0, 0.34573123063700656, 800.0],
        )


class SafetensorsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "t.safetensors")

    def test_round_trip(self):
        tensors = {
            "b": np.arange(6, dtype=np.float32).reshape(2, 3),
            "a.weight": np.arange(3, dtype=np.float64),
            "c": np.array([[True], [False]]),
            "empty": np.zeros((0, 2), np.int8),
            "scalar": np.array(7, np.int64),
            "transposed": np.arange(6, dtype=np.int32).reshape(2, 3).T,
        }
        safetensors_io.save(self.path, tensors)
        loaded = safetensors_io.load(self.path)
        self.assertEqual(list(loaded), sorted(tensors))
        for name, tensor in tensors.items():
            self.assertEqual(loaded[name].dtype, tensor.dtype)
            np.testing.assert_array_equal(loaded[name], tensor)
        with open(self.path, "rb") as file:
            content = file.read()
        self.assertEqual((8 + int.from_bytes(content[:8], "little")) % 64, 0)
        safetensors_io.save(self.path, dict(reversed(tensors.items())))
        with open(self.path, "rb") as file:
            self.assertEqual(file.read(), content)

    def test_truncated(self):
        safetensors_io.save(self.path, {"a": np.zeros(3, np.float32)})
        with open(self.path, "rb") as file:
            content = file.read()
        for length in (0, 4, 20, len(content) - 1):
            with open(self.path, "wb") as file:
                file.write(content[:length])
            with self.assertRaises(ValueError):
                safetensors_io.load(self.path)


if __name__ == "__main__":
    unittest.main()
