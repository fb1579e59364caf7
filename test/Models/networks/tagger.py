# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A tagger that reads sentences in both directions, in NumPy."""

import numpy as np
import reference_ops as ops
from parts import linear, part


def make_words(seed, batch, time):
    words = ops.init("uniform", seed, (batch, time), high=30.0)
    return {"word": words.astype(np.int64)}


CASES = [make_words(1000, 3, 9), make_words(1001, 1, 4)]


def read(w, x, steps):
    """The states of a gated recurrent unit that reads in the order `steps`."""
    state = np.zeros((len(x), 8))
    states = np.zeros((*x.shape[:2], 8))
    for step in steps:
        state = ops.gru_cell(x[:, step], state, **w)
        states[:, step] = state
    return states


def forward(w, word):
    x = w["embedding"][word]
    steps = range(word.shape[1])
    both = [
        read(part(w, "forwards"), x, steps),
        read(part(w, "backwards"), x, reversed(steps)),
    ]
    score = linear(w, "output", np.concatenate(both, axis=2))
    return [ops.log_softmax(score, 2)]


def torch_forward(w, word):
    import torch

    unit = torch.nn.GRU(12, 8, batch_first=True, bidirectional=True)
    unit = unit.to(torch.float64)
    names = {
        "weight_ih": "weight_in",
        "weight_hh": "weight_hidden",
        "bias_ih": "bias_in",
        "bias_hh": "bias_hidden",
    }
    unit.load_state_dict(
        {
            f"{theirs}_l0{suffix}": w[f"{direction}.{ours}"]
            for suffix, direction in (("", "forwards"), ("_reverse", "backwards"))
            for theirs, ours in names.items()
        }
    )
    states, _ = unit(w["embedding"][word])
    score = torch.nn.functional.linear(
        states, w["output.weight"], w["output.bias"]
    )
    return [torch.log_softmax(score, 2)]
