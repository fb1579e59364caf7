# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Two layers of a transformer encoder in NumPy, and as layers of PyTorch."""

import numpy as np
import reference_ops as ops
from parts import layer_norm, linear, part, self_attention

CASES = [
    {
        "tokens": ops.init("normal", 1000, (2, 5, 16)),
        "length": np.array([5, 2]),
    },
    {
        "tokens": ops.init("normal", 1001, (3, 7, 16)),
        "length": np.array([4, 7, 1]),
    },
]
HEADS = 4


def encode_positions(tokens):
    time, depth = tokens.shape[1:]
    wave = np.exp(
        1j * np.outer(np.arange(time), 1e4 ** (-np.arange(0, depth, 2) / depth))
    )
    return tokens + np.dstack([wave.imag, wave.real]).reshape(time, depth)


def layers(w):
    """The parameters of each layer."""
    final = part(w, "norm")
    stacks = {key: x for key, x in w.items() if not key.startswith("norm.")}
    return [{key: x[i] for key, x in stacks.items()} for i in (0, 1)], final


def forward(w, tokens, length):
    x = encode_positions(tokens)
    seen = np.arange(tokens.shape[1]) < length[:, None]
    for layer in layers(w)[0]:
        y = layer_norm(layer, "norm1", x)
        x = x + self_attention(layer, y, HEADS, seen)
        y = linear(layer, "wide", layer_norm(layer, "norm2", x))
        x = x + linear(layer, "narrow", ops.gelu(y))
    return [layer_norm(w, "norm", x)]


def torch_forward(w, tokens, length):
    import torch

    x = torch.from_numpy(encode_positions(tokens.numpy()))
    hidden = torch.arange(tokens.shape[1]) >= length[:, None]
    stacked, final = layers(w)
    for layer in stacked:
        module = torch.nn.TransformerEncoderLayer(
            16, HEADS, 32, dropout=0.0, activation="gelu", batch_first=True,
            norm_first=True, dtype=torch.float64,
        )
        module.load_state_dict({
            "self_attn.in_proj_weight": layer["qkv.weight"],
            "self_attn.in_proj_bias": layer["qkv.bias"],
            "self_attn.out_proj.weight": layer["output.weight"],
            "self_attn.out_proj.bias": layer["output.bias"],
            "linear1.weight": layer["wide.weight"],
            "linear1.bias": layer["wide.bias"],
            "linear2.weight": layer["narrow.weight"],
            "linear2.bias": layer["narrow.bias"],
            "norm1.weight": layer["norm1.scale"],
            "norm1.bias": layer["norm1.shift"],
            "norm2.weight": layer["norm2.scale"],
            "norm2.bias": layer["norm2.shift"],
        })
        x = module(x, src_key_padding_mask=hidden)
    return [
        torch.nn.functional.layer_norm(
            x, (16,), final["scale"], final["shift"], 1e-5
        )
    ]
