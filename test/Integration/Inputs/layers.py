# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the functions of the modules layers-*.mlir compute, in NumPy."""

import os
import sys

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(FOLDER, "..", "..", "Models"))
import reference_ops as ops  # noqa: E402


def conv(x1, w1, x2, w2, b2, depth, point, x3, w3):
    return [
        ops.conv(x1, w1, stride=(2,), padding=(2, 1), dilation=(2,)),
        ops.conv(x2, w2, b2, padding=(1, 1, 0, 2), dilation=(1, 2), groups=2),
        ops.conv(ops.conv(x2, depth, padding=(1, 1, 1, 1), groups=4), point),
        ops.conv(x3, w3, stride=(1, 2, 1), padding=(1, 0, 0, 1, 1, 1)),
    ]


def pool(x1, x2, x3):
    return [
        ops.pool("max", x1, (3,), (1,), (2, 1), (2,)),
        ops.pool("average", x1, (2,)),
        ops.pool("max", x2, (3, 2), (2, 1), (1, 1, 0, 1)),
        ops.pool("average", x2, (3, 2), (2, 1), (1, 1, 0, 1), (1, 2)),
        ops.pool("max", x3, (2, 1, 3)),
        ops.pool("average", x3, (2, 3, 2), (1, 1, 1), (0, 1, 1, 1, 0, 0)),
        ops.pool("average", x1, (3,), (1,), (2, 1), (2,), True),
        ops.pool("average", x2, (3, 2), (2, 1), (1, 2, 0, 1), None, True),
    ]


def adaptive_pool(x1, x2, x3):
    return [
        ops.adaptive_pool("max", x1, (4,)),
        ops.adaptive_pool("average", x1, (3,)),
        ops.adaptive_pool("average", x2, (3, 4)),
        ops.adaptive_pool("max", x2, (1, 8)),
        ops.adaptive_pool("average", x2, (1, 1)),
        ops.adaptive_pool("average", x3, (2, 3, 4)),
    ]


def norm(x, y, scale, shift, plane, gain, offset):
    return [
        ops.layer_norm(x, (2,), scale, shift, epsilon=1e-5),
        ops.layer_norm(x, (1, 2), plane, epsilon=1e-3),
        ops.layer_norm(y, (1,), shift=offset, epsilon=1e-5),
        ops.layer_norm(x, (0, 2), epsilon=1e-5),
        ops.rms_norm(x, (2,), scale, epsilon=1e-6),
        ops.rms_norm(x, (1, 2), epsilon=0.1),
        ops.group_norm(y, 2, gain, offset, epsilon=1e-5),
        ops.group_norm(x, 1, epsilon=1e-5),
        ops.instance_norm(y, shift=offset, epsilon=1e-5),
        ops.instance_norm(y, gain, epsilon=1e-5),
    ]


def soft(z):
    large = 100.0 * z.astype(float)
    return [
        ops.softmax(large, 1),
        ops.log_softmax(large, 1),
        ops.log_softmax(z, 0),
        ops.l2_normalize(z, 1, 1e-12),
        ops.l2_normalize(z, 0, 4.0),
    ]


def attention(q, k, v, mask, mask2, bias, slopes):
    return [
        ops.attention(q, k, v),
        ops.attention(q, k, v, mask=mask),
        ops.attention(q, k, v, mask2, bias, scale=0.5),
        ops.attention(q, k, v, slopes=slopes, causal=True),
        ops.attention(q, k, v, mask, bias, slopes, True, 0.25),
    ]


def more_queries(q2, k2, v2):
    # The first queries see nothing, as do all where the mask is false.
    return [
        ops.attention(q2, k2, v2, causal=True),
        np.zeros((1, 2, 5, 3)),
    ]


def positions(x, p, n, y, m):
    return [
        np.arange(3),
        ops.sinusoidal_encoding("interleaved", p, 8, 100.0),
        ops.sinusoidal_encoding("halves", p, 2, 1e4),
        ops.rotary("halves", x, base=1e4),
        ops.rotary("interleaved", x, n, base=10.0),
        ops.rotary("halves", x, p, base=10.0),
        ops.rotary("interleaved", y, m, base=100.0),
    ]


def names(z):
    r = ops.rotary("halves", z, base=10.0)
    return [ops.attention(r, r, z, causal=True), ops.attention(r, z, z)]
