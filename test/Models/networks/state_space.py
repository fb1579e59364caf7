# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A linear state-space recurrence in NumPy, as the convolution that it is."""

import numpy as np
import reference_ops as ops


def make_case(seed, batch, time):
    return {
        "input": ops.init("normal", seed, (batch, time, 3)),
        "first": ops.init("normal", seed + 1, (batch, 6)),
    }


CASES = [make_case(1000, 2, 5), make_case(1010, 3, 16)]


def forward(w, input, first):
    a, b, c, d = [w[name] for name in "abcd"]
    time = input.shape[1]
    power = [np.linalg.matrix_power(a, n) for n in range(time + 1)]

    def state(t):
        steps = [input[:, s] @ (power[t - s] @ b).T for s in range(t + 1)]
        return first @ power[t + 1].T + sum(steps)

    output = [state(t) @ c.T + input[:, t] @ d.T for t in range(time)]
    return [np.stack(output, axis=1), state(time - 1)]
