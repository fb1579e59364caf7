# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A residual network of bottleneck blocks in NumPy."""

import reference_ops as ops
from parts import batch_norm, linear, part

CASES = [
    {"image": ops.init("normal", 1000, (2, 3, 12, 9))},
    {"image": ops.init("normal", 1001, (1, 3, 7, 8))},
]


def block(w, x, stride=1):
    y = ops.relu(batch_norm(w, "norm1", ops.conv(x, w["conv1.weight"])))
    y = ops.conv(y, w["conv2.weight"], stride=(stride,) * 2, padding=(1,) * 4)
    y = ops.relu(batch_norm(w, "norm2", y))
    y = batch_norm(w, "norm3", ops.conv(y, w["conv3.weight"]))
    if "shortcut.weight" in w:
        x = ops.conv(x[:, :, ::stride, ::stride], w["shortcut.weight"])
        x = batch_norm(w, "norm", x)
    return ops.relu(x + y)


def forward(w, image):
    x = ops.conv(image, w["stem.weight"], padding=(1,) * 4)
    x = ops.relu(batch_norm(w, "stem.norm", x))
    x = block(part(w, "block1"), x)
    x = block(part(w, "block2"), x, stride=2)
    x = x.mean(axis=(2, 3))
    return [linear(w, "output", x)]
