# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A network that labels every pixel, in NumPy."""

import numpy as np
import reference_ops as ops
from parts import part

CASES = [
    {"image": ops.init("normal", 1000, (2, 3, 12, 16))},
    {"image": ops.init("normal", 1001, (1, 3, 2, 6))},
]


def forward(w, image):
    stem = part(w, "stem")
    x = ops.conv(image, stem["depth"], padding=(1, 1, 1, 1), groups=3)
    x = ops.conv(x, stem["point"], stem["bias"])
    x = ops.group_norm(x, 2, stem["scale"], stem["shift"], epsilon=1e-5)
    skip = ops.silu(x)

    x = ops.conv(skip, w["down.weight"], stride=(2, 2))
    y = ops.conv(x, w["middle.weight"], None, None, (2,) * 4, (2, 2))
    y = ops.layer_norm(y, (1,), w["middle.scale"], epsilon=1e-5)
    x = x + ops.gelu(y)
    mean = x.mean(axis=(2, 3))
    excite = ops.sigmoid(ops.linear(mean, w["excite.weight"]))
    x = x * excite[:, :, None, None]

    # A kernel as large as its stride puts its squares side by side.
    squares = np.einsum("ncyx,coij->noyixj", x, w["up.weight"])
    batch, _, rows, columns = x.shape
    learned = squares.reshape(batch, 8, 2 * rows, 2 * columns)
    learned = learned + w["up.bias"][:, None, None]
    smooth = ops.resize("linear", x[:, :8], factor=(2, 2))
    x = np.concatenate([skip, learned, smooth], axis=1)
    x = ops.conv(x, w["join.weight"], padding=(1, 1, 1, 1))
    x = ops.conv(ops.silu(x), w["output.weight"])
    return [ops.sigmoid(x)]
