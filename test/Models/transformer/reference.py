# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The decoder in NumPy: writes an input made from a seed, and the output that
transformer.mlir is to give for it.

    python3 reference.py --input IN.npy --output OUT.npy
"""

import argparse
import os
import sys

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(FOLDER))
import reference_ops as ops  # noqa: E402

EPSILON = 1e-6


def normal(seed, shape, stddev):
    return ops.init("normal", seed, shape, stddev=stddev)


def scale(seed):
    return ops.init("uniform", seed, (32,), low=0.5, high=1.5)


def split(x, heads):
    batch, time, _ = x.shape
    return x.reshape(batch, time, heads, -1).transpose(0, 2, 1, 3)


def attend(x, seed):
    n = ops.rms_norm(x, (2,), scale(seed), epsilon=EPSILON)
    query = split(ops.linear(n, normal(seed + 1, (32, 32), 0.18)), 4)
    key = split(ops.linear(n, normal(seed + 2, (16, 32), 0.18)), 2)
    value = split(ops.linear(n, normal(seed + 3, (16, 32), 0.18)), 2)
    query = ops.rotary("halves", query, base=1e4)
    key = ops.rotary("halves", key, base=1e4)
    y = ops.attention(query, key, value, causal=True)
    y = y.transpose(0, 2, 1, 3).reshape(x.shape)
    return x + ops.linear(y, normal(seed + 4, (32, 32), 0.18))


def feed(x, seed):
    n = ops.rms_norm(x, (2,), scale(seed), epsilon=EPSILON)
    gate = ops.silu(ops.linear(n, normal(seed + 1, (64, 32), 0.18)))
    up = ops.linear(n, normal(seed + 2, (64, 32), 0.18))
    return x + ops.linear(gate * up, normal(seed + 3, (32, 64), 0.12))


def predict(token):
    x = ops.embedding(token, normal(1, (40, 32), 1.0))
    for seed in (10, 20):
        x = feed(attend(x, seed), seed + 5)
    x = ops.rms_norm(x, (2,), scale(30), epsilon=EPSILON)
    x = ops.linear(x, normal(31, (40, 32), 0.18))
    return ops.log_softmax(x, 2).astype(np.float32)


def make_input(batch, time):
    uniform = ops.init("uniform", 1000, (batch, time), high=40.0)
    return uniform.astype(np.int32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--input", metavar="IN.npy", required=True)
    parser.add_argument("--output", metavar="OUT.npy", required=True)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--time", type=int, default=7)
    arguments = parser.parse_args()

    token = make_input(arguments.batch, arguments.time)
    np.save(arguments.input, token)
    np.save(arguments.output, predict(token))


if __name__ == "__main__":
    main()
