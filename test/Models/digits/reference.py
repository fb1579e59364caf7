# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The digit classifier in NumPy: writes the probabilities that digits.mlir is
to give, and prints the accuracy.

    python3 reference.py OUT.npy
"""

import argparse
import os
import sys

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(FOLDER))
import reference_ops as ops  # noqa: E402
import safetensors_io  # noqa: E402


def block(weights, index, x):
    """Convolution, normalisation, activation and pooling."""
    x = ops.conv(x, weights[f"conv{index}.weight"], padding=(1, 1, 1, 1))
    statistics = [
        weights[f"norm{index}.{name}"]
        for name in ("scale", "shift", "mean", "variance")
    ]
    x = ops.relu(ops.batch_norm(x, *statistics, epsilon=1e-5))
    return ops.pool("max", x, size=(2, 2))


def classify(weights, image):
    x = block(weights, 1, image)
    x = block(weights, 2, x)
    x = x.reshape(len(x), -1)
    x = ops.linear(x, weights["linear.weight"], weights["linear.bias"])
    return ops.softmax(x, axis=1).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("output", metavar="OUT.npy")
    arguments = parser.parse_args()

    weights = safetensors_io.load(os.path.join(FOLDER, "digits.safetensors"))
    images = np.load(os.path.join(FOLDER, "images.npy"))
    labels = np.load(os.path.join(FOLDER, "labels.npy"))
    probability = classify(weights, images)
    np.save(arguments.output, probability)
    right = (probability.argmax(axis=1) == labels).sum()
    print(f"accuracy: {right / len(labels):.2%} ({right} of {len(labels)})")


if __name__ == "__main__":
    main()
