# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What several networks have in common."""

import numpy as np
import reference_ops as ops


def part(w, name):
    """The parameters whose names begin with `name` and a dot, without it."""
    start = name + "."
    return {key[len(start) :]: w[key] for key in w if key.startswith(start)}


def batch_norm(w, name, x):
    statistics = [
        w[f"{name}.{kind}"] for kind in ("scale", "shift", "mean", "variance")
    ]
    return ops.batch_norm(x, *statistics, epsilon=1e-5)


def linear(w, name, x):
    return ops.linear(x, w[name + ".weight"], w.get(name + ".bias"))


def layer_norm(w, name, x):
    """Layer normalisation of the last axis."""
    scale, shift = w[name + ".scale"], w[name + ".shift"]
    return ops.layer_norm(x, (x.ndim - 1,), scale, shift, epsilon=1e-5)


def self_attention(w, x, heads, seen=None):
    """Attention of x [batch, time, depth] to itself with parameters `qkv` and
    `output`, head by head. `seen[b, k]` is false where key k is hidden."""
    query, key, value = np.split(linear(w, "qkv", x), 3, axis=-1)
    results = []
    for q, k, v in zip(
        *(np.split(y, heads, axis=-1) for y in (query, key, value))
    ):
        score = q @ k.swapaxes(1, 2) / np.sqrt(q.shape[-1])
        if seen is not None:
            score = np.where(seen[:, None, :], score, -np.inf)
        results.append(ops.softmax(score, 2) @ v)
    return linear(w, "output", np.concatenate(results, axis=-1))


def cut_patches(image, size):
    """Squares of an image [batch, channel, row, column], row by row, as [batch,
    patch, elements of the patch]."""
    rows, columns = image.shape[2:]
    patches = [
        image[:, :, i : i + size, j : j + size].reshape(len(image), -1)
        for i in range(0, rows, size)
        for j in range(0, columns, size)
    ]
    return np.stack(patches, axis=1)
