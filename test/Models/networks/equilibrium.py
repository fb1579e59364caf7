# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A deep-equilibrium layer in NumPy, solved by Newton's method."""

import numpy as np
import reference_ops as ops
from parts import linear

CASES = [{"input": ops.init("normal", 1000 + n, (n, 8))} for n in (1, 4)]


def forward(w, input):
    weight = w["state.weight"]
    drive = linear(w, "input", input)
    state = np.zeros(drive.shape)
    for _ in range(30):
        image = np.tanh(state @ weight.T + drive)
        # The Jacobian of z - tanh(W z + d), for each sample.
        slope = np.eye(16) - (1.0 - image**2)[:, :, None] * weight
        step = np.linalg.solve(slope, (state - image)[..., None])
        state = state - step[..., 0]
    return [state, np.array(True), linear(w, "output", state)]


def check(run, w):
    """The layer maps the state to itself."""
    (inputs,) = CASES[-1].values()
    state = run(inputs)[0]
    image = np.tanh(linear(w, "state", state) + linear(w, "input", inputs))
    np.testing.assert_allclose(state, image, 0.0, 1e-6)
