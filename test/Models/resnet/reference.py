# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The residual network in NumPy: writes an input made from a seed, and the
output that resnet.mlir is to give for it.

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
    return "normal", seed, shape, {"mean": 0.0, "stddev": stddev}


def uniform(seed, shape, low, high):
    return "uniform", seed, shape, {"low": low, "high": high}


def conv_norm(name, seed, shape, stddev):
    """The parameters of a convolution and of the normalisation behind it."""
    channels = shape[:1]
    return {
        name + ".weight": normal(seed, shape, stddev),
        name + ".scale": uniform(seed + 1, channels, 0.5, 1.5),
        name + ".shift": uniform(seed + 2, channels, -0.5, 0.5),
        name + ".mean": uniform(seed + 3, channels, -0.5, 0.5),
        name + ".variance": uniform(seed + 4, channels, 0.5, 1.5),
    }


# The arguments of reference_ops.init for each parameter. The deviation of a
# weight is sqrt(2 / inputs) to two digits, with as many inputs as an element of
# the result has.
PARAMETERS = {
    **conv_norm("stem", 100, (16, 3, 3, 3), 0.27),
    "stem.bias": uniform(105, (16,), -0.25, 0.25),
    **conv_norm("block1.conv1", 110, (16, 16, 3, 3), 0.12),
    **conv_norm("block1.conv2", 120, (16, 16, 3, 3), 0.12),
    **conv_norm("block2.conv1", 130, (16, 16, 3, 3), 0.12),
    **conv_norm("block2.conv2", 140, (16, 16, 3, 3), 0.12),
    **conv_norm("block3.conv1", 150, (32, 16, 3, 3), 0.12),
    **conv_norm("block3.conv2", 160, (32, 32, 3, 3), 0.083),
    **conv_norm("block3.shortcut", 170, (32, 16, 1, 1), 0.35),
    **conv_norm("block4.conv1", 180, (32, 32, 3, 3), 0.083),
    **conv_norm("block4.conv2", 190, (32, 32, 3, 3), 0.083),
    "norm.scale": uniform(200, (32,), 0.5, 1.5),
    "norm.shift": uniform(201, (32,), -0.5, 0.5),
    "output.weight": normal(202, (10, 32), 0.25),
    "output.bias": uniform(203, (10,), -0.25, 0.25),
}


def make_input(batch):
    # Brightness and contrast that the network has to normalise away.
    return ops.init("normal", 1000, (batch, 3, 16, 16), mean=0.5, stddev=0.25)


class Network:
    def __init__(self):
        self.weights = {
            name: ops.init(kind, seed, shape, **options)
            for name, (kind, seed, shape, options) in PARAMETERS.items()
        }

    def conv_norm(self, name, x, stride=(1, 1)):
        weight = self.weights[name + ".weight"]
        bias = self.weights.get(name + ".bias")
        # A kernel of 3x3 is padded by 1, one of 1x1 is not.
        padding = (weight.shape[2] // 2,) * 4
        x = ops.conv(x, weight, bias, stride=stride, padding=padding)
        statistics = [
            self.weights[f"{name}.{part}"]
            for part in ("scale", "shift", "mean", "variance")
        ]
        return ops.batch_norm(x, *statistics, epsilon=EPSILON)

    def block(self, name, x, stride=(1, 1)):
        y = ops.relu(self.conv_norm(name + ".conv1", x, stride))
        y = self.conv_norm(name + ".conv2", y)
        if name + ".shortcut.weight" in self.weights:
            x = self.conv_norm(name + ".shortcut", x, stride)
        return ops.relu(x + y)

    def classify(self, image):
        # The normalisation of the image scales by 1 and shifts by 0.
        x = ops.layer_norm(image, (1, 2, 3), epsilon=EPSILON)
        x = ops.relu(self.conv_norm("stem", x))
        x = self.block("block1", x)
        x = self.block("block2", x)
        x = self.block("block3", x, stride=(2, 2))
        x = self.block("block4", x)
        x = x.mean(axis=(2, 3))
        scale, shift = self.weights["norm.scale"], self.weights["norm.shift"]
        x = ops.layer_norm(x, (1,), scale, shift, epsilon=EPSILON)
        weight, bias = self.weights["output.weight"], self.weights["output.bias"]
        x = ops.linear(x, weight, bias)
        return ops.softmax(x, axis=1).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--input", metavar="IN.npy", required=True)
    parser.add_argument("--output", metavar="OUT.npy", required=True)
    parser.add_argument("--batch", type=int, default=3)
    arguments = parser.parse_args()

    image = make_input(arguments.batch)
    np.save(arguments.input, image)
    np.save(arguments.output, Network().classify(image))


if __name__ == "__main__":
    main()
