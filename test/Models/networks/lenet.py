# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""LeNet-5 in NumPy."""

import reference_ops as ops
from parts import linear

CASES = [{"image": ops.init("normal", 1000, (n, 1, 28, 28))} for n in (1, 3)]


def forward(w, image):
    x = ops.conv(image, w["conv1.weight"], w["conv1.bias"], padding=(2,) * 4)
    x = ops.pool("average", ops.tanh(x), (2, 2))
    x = ops.conv(x, w["conv2.weight"], w["conv2.bias"])
    x = ops.pool("average", ops.tanh(x), (2, 2))
    x = ops.tanh(linear(w, "linear1", x.reshape(len(x), -1)))
    x = ops.tanh(linear(w, "linear2", x))
    return [linear(w, "linear3", x)]
