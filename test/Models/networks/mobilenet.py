# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Inverted residuals with depthwise convolutions in NumPy."""

import numpy as np
import reference_ops as ops
from parts import batch_norm, linear, part

CASES = [
    {"image": ops.init("normal", 1000, (1, 3, 17, 14))},
    {"image": ops.init("normal", 1001, (2, 3, 10, 12))},
]


def relu6(x):
    return np.clip(x, 0.0, 6.0)


def depthwise(x, weight, stride):
    """Each channel with its own kernel of 3 by 3, in a sum over the kernel."""
    x = np.pad(x, [(0, 0), (0, 0), (1, 1), (1, 1)])
    rows, columns = x.shape[2] - 2, x.shape[3] - 2
    return sum(
        weight[:, 0, i, j, None, None]
        * x[:, :, i : i + rows : stride, j : j + columns : stride]
        for i, j in np.ndindex(3, 3)
    )


def block(w, x, stride=1):
    y = relu6(batch_norm(w, "norm1", ops.conv(x, w["expand.weight"])))
    y = depthwise(y, w["depthwise.weight"], stride)
    y = relu6(batch_norm(w, "norm2", y))
    if "squeeze.weight" in w:
        s = y.mean(axis=(2, 3), keepdims=True)
        s = ops.relu(ops.conv(s, w["squeeze.weight"], w["squeeze.bias"]))
        s = ops.conv(s, w["excite.weight"], w["excite.bias"])
        y = y * relu6(s + 3.0) / 6.0
    y = batch_norm(w, "norm3", ops.conv(y, w["project.weight"]))
    return x + y if x.shape == y.shape else y


def forward(w, image):
    x = ops.conv(image, w["stem.weight"], stride=(2, 2), padding=(1,) * 4)
    x = relu6(batch_norm(w, "stem.norm", x))
    x = block(part(w, "block1"), x)
    x = block(part(w, "block2"), x, stride=2)
    return [linear(w, "output", x.mean(axis=(2, 3)))]
