# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The labelling network in NumPy: writes an input made from a seed, and the
output that unet.mlir is to give for it.

    python3 reference.py --input IN.npy --output OUT.npy
"""

import argparse
import os
import sys

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(FOLDER))
import reference_ops as ops  # noqa: E402

EPSILON = 1e-5


def normal(seed, shape, stddev):
    return ops.init("normal", seed, shape, stddev=stddev)


def uniform(seed, count, low, high):
    return ops.init("uniform", seed, (count,), low=low, high=high)


def segment(image):
    depth, point = normal(1, (3, 1, 3, 3), 0.33), normal(2, (8, 3, 1, 1), 0.58)
    x = ops.conv(image, depth, padding=(1, 1, 1, 1), groups=3)
    x = ops.conv(x, point, uniform(3, 8, -0.25, 0.25))
    x = ops.group_norm(
        x,
        2,
        uniform(4, 8, 0.5, 1.5),
        uniform(5, 8, -0.5, 0.5),
        epsilon=EPSILON,
    )
    skip = ops.silu(x)

    x = ops.conv(skip, normal(6, (16, 8, 2, 2), 0.18), stride=(2, 2))
    y = ops.conv(
        x, normal(7, (16, 16, 3, 3), 0.083), None, None, (2,) * 4, (2, 2)
    )
    y = ops.layer_norm(y, (1,), uniform(8, 16, 0.5, 1.5), epsilon=EPSILON)
    x = x + ops.gelu(y)
    mean = x.mean(axis=(2, 3))
    excite = ops.sigmoid(ops.linear(mean, normal(9, (16, 16), 0.5)))
    x = x * excite[:, :, None, None]

    weight, bias = normal(10, (16, 8, 2, 2), 0.25), uniform(11, 8, -0.25, 0.25)
    learned = ops.conv_transpose(x, weight, bias, stride=(2, 2))
    smooth = ops.resize("linear", x[:, :8], factor=(2, 2))
    x = np.concatenate([skip, learned, smooth], axis=1)
    x = ops.conv(x, normal(12, (8, 24, 3, 3), 0.068), padding=(1, 1, 1, 1))
    x = ops.conv(ops.silu(x), normal(13, (1, 8, 1, 1), 0.35))
    return ops.sigmoid(x).astype(np.float32)


def make_input(batch, rows, columns):
    return ops.init("normal", 1000, (batch, 3, rows, columns))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--input", metavar="IN.npy", required=True)
    parser.add_argument("--output", metavar="OUT.npy", required=True)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--rows", type=int, default=12)
    parser.add_argument("--columns", type=int, default=16)
    arguments = parser.parse_args()

    image = make_input(arguments.batch, arguments.rows, arguments.columns)
    np.save(arguments.input, image)
    np.save(arguments.output, segment(image))


if __name__ == "__main__":
    main()
