# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The tagger in NumPy: writes an input made from a seed, and the output that
tagger.mlir is to give for it.

    python3 reference.py --input IN.npy --output OUT.npy
"""

import argparse
import os
import sys

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(FOLDER))
import reference_ops as ops  # noqa: E402


def normal(seed, shape, stddev):
    return ops.init("normal", seed, shape, stddev=stddev)


def uniform(seed, shape, bound):
    return ops.init("uniform", seed, shape, low=-bound, high=bound)


def read(x, seed, steps):
    """The states of a gated recurrent unit that reads in the order `steps`."""
    weights = [
        normal(seed, (24, 12), 0.3),
        normal(seed + 1, (24, 8), 0.35),
        uniform(seed + 2, (24,), 0.3),
        uniform(seed + 3, (24,), 0.3),
    ]
    state = np.zeros((len(x), 8))
    states = np.zeros((*x.shape[:2], 8))
    for step in steps:
        state = ops.gru_cell(x[:, step], state, *weights)
        states[:, step] = state
    return states


def tag(word):
    x = ops.embedding(word, normal(1, (30, 12), 1.0))
    steps = range(word.shape[1])
    both = [read(x, 10, steps), read(x, 20, reversed(steps))]
    score = ops.linear(
        np.concatenate(both, axis=2),
        normal(30, (6, 16), 0.25),
        uniform(31, (6,), 0.25),
    )
    return ops.log_softmax(score, 2).astype(np.float32)


def make_input(batch, time):
    return ops.init("uniform", 1000, (batch, time), high=30.0).astype(np.int64)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--input", metavar="IN.npy", required=True)
    parser.add_argument("--output", metavar="OUT.npy", required=True)
    parser.add_argument("--batch", type=int, default=3)
    parser.add_argument("--time", type=int, default=9)
    arguments = parser.parse_args()

    word = make_input(arguments.batch, arguments.time)
    np.save(arguments.input, word)
    np.save(arguments.output, tag(word))


if __name__ == "__main__":
    main()
