# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A vision transformer in NumPy."""

import numpy as np
import reference_ops as ops
from parts import cut_patches, layer_norm, linear, self_attention

CASES = [{"image": ops.init("normal", 1000, (n, 3, 16, 16))} for n in (1, 3)]


def forward(w, image):
    x = linear(w, "patch", cut_patches(image, 4))
    first = np.broadcast_to(w["class"], (len(x), 1, 24))
    x = np.concatenate([first, x], axis=1) + w["place"]
    x = x + self_attention(w, layer_norm(w, "norm1", x), heads=3)
    y = ops.gelu(linear(w, "wide", layer_norm(w, "norm2", x)))
    x = x + linear(w, "narrow", y)
    return [linear(w, "score", layer_norm(w, "norm", x[:, 0]))]
