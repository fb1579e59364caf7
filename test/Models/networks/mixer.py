# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""An MLP-Mixer in NumPy."""

import numpy as np
import reference_ops as ops
from parts import cut_patches, layer_norm, linear, part

CASES = [{"image": ops.init("normal", 1000, (n, 3, 16, 16))} for n in (1, 3)]


def block(w, x):
    y = layer_norm(w, "norm1", x).swapaxes(1, 2)
    y = linear(w, "token2", ops.gelu(linear(w, "token1", y)))
    x = x + y.swapaxes(1, 2)
    y = layer_norm(w, "norm2", x)
    return x + linear(w, "channel2", ops.gelu(linear(w, "channel1", y)))


def forward(w, image):
    x = linear(w, "patch", cut_patches(image, 4))
    x = block(part(w, "block1"), x)
    x = block(part(w, "block2"), x)
    x = np.mean(layer_norm(w, "norm", x), axis=1)
    return [linear(w, "output", x)]
