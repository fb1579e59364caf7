# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A long short-term memory in NumPy, and as a layer of PyTorch."""

import numpy as np
import reference_ops as ops
from parts import linear, part

CASES = [
    {"input": ops.init("normal", 1000, (2, 4, 6))},
    {"input": ops.init("normal", 1001, (3, 7, 6))},
]


def one_way(w, steps):
    """The outputs for inputs [time, batch, channel]."""
    memory = state = np.zeros((steps.shape[1], 8))
    outputs = []
    for x in steps:
        gates = linear(w, "input", x) + linear(w, "state", state)
        enter, forget, new, show = np.split(gates, 4, axis=-1)
        memory = ops.sigmoid(forget) * memory
        memory += ops.sigmoid(enter) * np.tanh(new)
        state = ops.sigmoid(show) * np.tanh(memory)
        outputs.append(state)
    return np.stack(outputs)


def forward(w, input):
    steps = input.swapaxes(0, 1)
    forwards = one_way(w, steps)
    backwards = one_way(part(w, "reverse"), steps[::-1])[::-1]
    return [np.concatenate([forwards, backwards], axis=2).swapaxes(0, 1)]


def torch_forward(w, input):
    import torch

    module = torch.nn.LSTM(
        6, 8, batch_first=True, bidirectional=True, dtype=torch.float64
    )
    module.load_state_dict({
        f"{name}_l0{end}": value
        for end, way in (("", w), ("_reverse", part(w, "reverse")))
        for name, value in (
            ("weight_ih", way["input.weight"]),
            ("bias_ih", way["input.bias"]),
            ("weight_hh", way["state.weight"]),
            ("bias_hh", torch.zeros(32, dtype=torch.float64)),
        )
    })
    return [module(input)[0]]
