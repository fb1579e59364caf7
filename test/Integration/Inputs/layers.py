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


def conv_transpose(x1, v1, x2, v2, b2, x3, v3):
    return [
        ops.conv_transpose(x1, v1, None, (3,), (2, 1), (2,), (1,)),
        ops.conv_transpose(
            x2, v2, b2, (2, 1), (1, 1, 0, 1), (1, 2), (1, 0), groups=2
        ),
        ops.conv_transpose(x2, v2, groups=2),
        ops.conv_transpose(x3, v3, stride=(1, 2, 1), padding=(1, 1, 0, 0, 2, 1)),
    ]


def resize(x1, x2, x3):
    n, c, h, w = x2.shape
    blocks = x2.reshape(n, c // 4, 2, 2, h, w).transpose(0, 1, 4, 2, 5, 3)
    depth = x2.reshape(n, 2, 2, c // 4, h, w).transpose(0, 3, 4, 1, 5, 2)
    return [
        ops.resize("nearest", x1, factor=(3,)),
        ops.resize("nearest", x1, size=(7,)),
        ops.resize("linear", x1, factor=(2,)),
        ops.resize("linear", x1, size=(8,), align_corners=True),
        ops.resize("linear", x1, size=(1,), align_corners=True),
        ops.resize("nearest", x2, size=(6, 2)),
        ops.resize("linear", x2, size=(5, 9)),
        ops.resize("linear", x2, factor=(1, 3), align_corners=True),
        ops.resize("linear", x3, size=(3, 2, 7)),
        blocks.reshape(n, c // 4, 2 * h, 2 * w),
        depth.reshape(n, c // 4, 2 * h, 2 * w),
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


def embedding(token, place, table):
    rows = ops.embedding(token, table)
    # Learned positions are rows of a table, too.
    return [rows, rows + place[: token.shape[1]]]


def cells(x, h, c, we, he, wg, hg, wl, hl, be, bg, bl):
    return [
        ops.elman_cell(np.tanh, x, h, we, he),
        ops.elman_cell(ops.relu, x, h, we, he, be, be),
        ops.gru_cell(x, h, wg, hg),
        ops.gru_cell(x, h, wg, hg, bg, 2 * bg),
        *ops.lstm_cell(x, h, c, wl, hl),
        *ops.lstm_cell(x, h, c, wl, hl, bl, bl),
    ]


def sequence(s, h, c, wg, hg, wl, hl):
    # A bidirectional unit: one runs forwards, one backwards.
    steps = range(s.shape[1])
    states = {}
    for name, order in (("forwards", steps), ("backwards", reversed(steps))):
        state, states[name] = h, {}
        for step in order:
            state = ops.gru_cell(s[:, step], state, wg, hg)
            states[name][step] = state
    both = [
        np.concatenate([states[name][step] for name in states], axis=-1)
        for step in steps
    ]
    state, cell = h, c
    for step in steps:
        state, cell = ops.lstm_cell(s[:, step], state, cell, wl, hl)
    return [np.stack(both, axis=1), state, cell]
