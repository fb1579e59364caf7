# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A block of a causal decoder with a cache in NumPy."""

import numpy as np
import reference_ops as ops
from parts import linear


def make_case(seed, batch, new, past):
    cache = (batch, 2, past, 4)
    return {
        "tokens": ops.init("normal", seed, (batch, new, 16)),
        "past_keys": ops.init("normal", seed + 1, cache),
        "past_values": ops.init("normal", seed + 2, cache),
    }


CASES = [make_case(1000, 1, 5, 0), make_case(1010, 2, 3, 4)]


def turn(x, position):
    """Rotates element i and i + 2 of a vector of 4 as one complex number."""
    angle = np.outer(position, [1.0, 1e-2])
    y = (x[..., :2] + 1j * x[..., 2:]) * np.exp(1j * angle)
    return np.concatenate([y.real, y.imag], axis=-1)


def split(x, heads):
    return np.stack(np.split(x, heads, axis=-1), axis=1)


def forward(w, tokens, past_keys, past_values):
    past, new = past_keys.shape[2], tokens.shape[1]
    position = past + np.arange(new)
    y = ops.rms_norm(tokens, (2,), w["norm1.scale"], epsilon=1e-6)
    query = turn(split(linear(w, "query", y), 4), position)
    key = turn(split(linear(w, "key", y), 2), position)
    value = split(linear(w, "value", y), 2)
    keys = np.concatenate([past_keys, key], axis=2)
    values = np.concatenate([past_values, value], axis=2)
    means = np.zeros(query.shape)
    for b, h, t in np.ndindex(query.shape[:3]):
        # Token t sees the cache, the new ones before it and itself.
        seen = past + t + 1
        score = keys[b, h // 2, :seen] @ query[b, h, t] / 2.0
        means[b, h, t] = ops.softmax(score, 0) @ values[b, h // 2, :seen]
    joined = np.concatenate(means.swapaxes(0, 1), axis=-1)
    x = tokens + linear(w, "output", joined)
    y = ops.rms_norm(x, (2,), w["norm2.scale"], epsilon=1e-6)
    y = ops.silu(linear(w, "gate", y)) * linear(w, "up", y)
    return [x + linear(w, "down", y), keys, values]


def check(run, w):
    """Token by token gives what all tokens at once give."""
    inputs = make_case(1020, 2, 6, 0)
    whole = run(*inputs.values())
    tokens, *cache = inputs.values()
    results = []
    for step in range(tokens.shape[1]):
        result, *cache = run(tokens[:, step : step + 1], *cache)
        results.append(result)
    steps = [np.concatenate(results, axis=1), *cache]
    for one, other in zip(steps, whole, strict=True):
        np.testing.assert_allclose(one, other, 1e-5, 1e-5)
