# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""U-Net in NumPy."""

import numpy as np
import reference_ops as ops

CASES = [{"image": ops.init("normal", 1000, (n, 2, 16, 12))} for n in (1, 2)]


def forward(w, image):
    def conv(name, x):
        weight = w[name + ".weight"]
        padding = (weight.shape[2] // 2,) * 4
        return ops.conv(x, weight, w[name + ".bias"], padding=padding)

    def double(name, x):
        x = ops.relu(conv(name + ".conv1", x))
        return ops.relu(conv(name + ".conv2", x))

    def half(x):
        return ops.pool("max", x, (2, 2))

    def up(name, x, skipped):
        x = conv(name + ".conv", np.kron(x, np.ones((2, 2))))
        return np.concatenate([skipped, x], axis=1)

    top = double("down1", image)
    middle = double("down2", half(top))
    bottom = double("bottom", half(middle))
    x = double("join2", up("up2", bottom, middle))
    x = double("join1", up("up1", x, top))
    return [ops.softmax(conv("output", x), 1)]
