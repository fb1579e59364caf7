# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A dense block and its transition in NumPy."""

import numpy as np
import reference_ops as ops
from parts import batch_norm, linear

CASES = [{"image": ops.init("normal", 1000, (n, 3, 12, 12))} for n in (1, 2)]


def forward(w, image):
    def conv(name, x):
        weight = w[name + ".weight"]
        return ops.conv(x, weight, padding=(weight.shape[2] // 2,) * 4)

    def norm_conv(norm, name, x):
        return conv(name, ops.relu(batch_norm(w, norm, x)))

    features = [conv("stem", image)]
    for layer in ("layer1", "layer2", "layer3"):
        x = np.concatenate(features, axis=1)
        x = norm_conv(layer + ".norm1", layer + ".conv1", x)
        features.append(norm_conv(layer + ".norm2", layer + ".conv2", x))
    x = np.concatenate(features, axis=1)
    x = norm_conv("transition.norm", "transition.conv", x)
    x = ops.pool("average", x, (2, 2))
    x = ops.relu(batch_norm(w, "norm", x)).mean(axis=(2, 3))
    return [linear(w, "output", x)]
