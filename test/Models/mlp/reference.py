# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The perceptron in NumPy: writes an input made from a seed, and the output
that mlp.mlir is to give for it.

    python3 reference.py --input IN.npy --output OUT.npy
"""

import argparse
import os
import sys

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(FOLDER))
import reference_ops as ops  # noqa: E402

# The arguments of reference_ops.init for each parameter.
PARAMETERS = {
    "hidden1.weight": ("uniform", 1, (32, 16), {"low": -0.35, "high": 0.35}),
    "hidden1.bias": ("uniform", 2, (32,), {"low": -0.25, "high": 0.25}),
    "hidden2.weight": ("uniform", 3, (32, 32), {"low": -0.3, "high": 0.3}),
    "hidden2.bias": ("uniform", 4, (32,), {"low": -0.25, "high": 0.25}),
    "output.weight": ("normal", 5, (4, 32), {"mean": 0.0, "stddev": 0.2}),
    "output.bias": ("normal", 6, (4,), {"mean": 0.0, "stddev": 0.1}),
}


def make_input(batch):
    return ops.init("normal", 1000, (batch, 16))


def predict(features):
    weights = {
        name: ops.init(kind, seed, shape, **options)
        for name, (kind, seed, shape, options) in PARAMETERS.items()
    }

    def linear(name, x):
        return ops.linear(x, weights[name + ".weight"], weights[name + ".bias"])

    x = ops.tanh(linear("hidden1", features))
    x = ops.tanh(linear("hidden2", x))
    return linear("output", x).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--input", metavar="IN.npy", required=True)
    parser.add_argument("--output", metavar="OUT.npy", required=True)
    parser.add_argument("--batch", type=int, default=5)
    arguments = parser.parse_args()

    features = make_input(arguments.batch)
    np.save(arguments.input, features)
    np.save(arguments.output, predict(features))


if __name__ == "__main__":
    main()
