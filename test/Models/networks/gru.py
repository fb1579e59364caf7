# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A gated recurrent unit in NumPy, and as a layer of PyTorch."""

import numpy as np
import reference_ops as ops
from parts import linear


def make_case(seed, batch, time):
    tokens = np.random.default_rng(seed).integers(0, 20, (batch, time))
    return {
        "tokens": tokens.astype(np.int32),
        "first": ops.init("normal", seed, (batch, 12), stddev=0.5),
    }


CASES = [make_case(1000, 2, 5), make_case(1001, 1, 9)]


def forward(w, tokens, first):
    state, states = first, []
    for token in tokens.T:
        x = np.split(linear(w, "input", w["table"][token]), 3, axis=-1)
        y = np.split(linear(w, "state", state), 3, axis=-1)
        reset, update = [ops.sigmoid(x[i] + y[i]) for i in (0, 1)]
        new = np.tanh(x[2] + reset * y[2])
        state = (1.0 - update) * new + update * state
        states.append(state)
    return [np.stack(states, axis=1), state]


def torch_forward(w, tokens, first):
    import torch

    module = torch.nn.GRU(8, 12, batch_first=True, dtype=torch.float64)
    module.load_state_dict({
        "weight_ih_l0": w["input.weight"],
        "bias_ih_l0": w["input.bias"],
        "weight_hh_l0": w["state.weight"],
        "bias_hh_l0": w["state.bias"],
    })
    states, last = module(w["table"][tokens.long()], first[None])
    return [states, last[0]]


def check(run, w):
    """A sequence in two parts, the state handed on, is the whole sequence."""
    tokens, first = make_case(1002, 3, 7).values()
    states, last = run(tokens, first)
    begin, middle = run(tokens[:, :4], first)
    end, other = run(tokens[:, 4:], middle)
    np.testing.assert_array_equal(np.concatenate([begin, end], axis=1), states)
    np.testing.assert_array_equal(other, last)
