# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A graph as a function of JAX."""

import math

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from .graph import EPSILON

IMAGES = ("NCHW", "OIHW", "NCHW")


def emit_jax(graph):
    """The function that computes the graph, its parameters as constants."""

    def run(*inputs):
        values = {value.name: x for value, x in zip(graph.inputs, inputs)}
        for node in graph.nodes:
            params = {role: graph.params[name]
                      for role, name in node.params.items()}
            values[node.output.name] = OPS[node.op](
                node, params, *(values[value.name] for value in node.inputs))
        return values[graph.output.name]

    return run


def _channels(vector):
    return vector[:, None, None]


def _linear(node, params, x):
    y = x @ np.ascontiguousarray(params["weight"].T)
    return y + params["bias"] if "bias" in params else y


def _convolve(params, x, **options):
    y = lax.conv_general_dilated(x, params["weight"],
                                 dimension_numbers=IMAGES, **options)
    return y + _channels(params["bias"]) if "bias" in params else y


def _conv(node, params, x):
    stride, padding, groups = (node.attributes[name] for name in
                               ("stride", "padding", "groups"))
    return _convolve(params, x, window_strides=[stride] * 2,
                     padding=[(padding, padding)] * 2,
                     feature_group_count=groups)


def _conv_transpose(node, params, x):
    stride = node.attributes["stride"]
    kernel = np.ascontiguousarray(
        params["weight"].swapaxes(0, 1)[:, :, ::-1, ::-1])
    return _convolve({**params, "weight": kernel}, x, window_strides=(1, 1),
                     padding=[(stride - 1, stride - 1)] * 2,
                     lhs_dilation=[stride] * 2)


def _patches(node, params, x):
    tokens, width = node.output.shape
    size = node.attributes["size"]
    kernel = params["weight"].reshape(width, -1, size, size)
    y = _convolve({**params, "weight": kernel}, x, window_strides=[size] * 2,
                  padding="VALID")
    return y.reshape(-1, width, tokens).swapaxes(1, 2)


def _batch_norm(node, params, x):
    factor = params["scale"] / np.sqrt(params["variance"] + EPSILON)
    return x * _channels(factor) + _channels(
        params["shift"] - params["mean"] * factor)


def _layer_norm(node, params, x):
    centred = x - x.mean(-1, keepdims=True)
    variance = jnp.square(centred).mean(-1, keepdims=True)
    return (centred * lax.rsqrt(variance + EPSILON) * params["scale"]
            + params["shift"])


def _max_pool(node, params, x):
    window = (1, 1, *[node.attributes["size"]] * 2)
    return lax.reduce_window(x, -np.inf, lax.max, window, window, "VALID")


def _heads(node, params, x):
    heads, tokens, depth = node.output.shape
    part = x[:, :, node.attributes["start"]:node.attributes["stop"]]
    return part.reshape(-1, tokens, heads, depth).swapaxes(1, 2)


def _attention(node, params, query, key, value):
    score = query @ key.swapaxes(2, 3) / math.sqrt(query.shape[-1])
    return jax.nn.softmax(score, -1) @ value


ACTIVATIONS = {
    "relu": jax.nn.relu,
    "relu6": jax.nn.relu6,
    "tanh": jnp.tanh,
    "gelu": lambda x: jax.nn.gelu(x, approximate=False),
}

# By op, the function of a node, its parameters, and its inputs.
OPS = {
    "identity": lambda node, params, x: x,
    "linear": _linear,
    "conv": _conv,
    "conv_transpose": _conv_transpose,
    "patches": _patches,
    "batch_norm": _batch_norm,
    "layer_norm": _layer_norm,
    "activation": lambda node, params, x: ACTIVATIONS[
        node.attributes["kind"]](x),
    "softmax": lambda node, params, x: jax.nn.softmax(x, -1),
    "max_pool": _max_pool,
    "mean_pixel": lambda node, params, x: x.mean((2, 3)),
    "mean_token": lambda node, params, x: x.mean(1),
    "flatten": lambda node, params, x: x.reshape(len(x), -1),
    "add": lambda node, params, x, y: x + y,
    "add_param": lambda node, params, x: x + params["term"],
    "concat": lambda node, params, x, y: jnp.concatenate([x, y], 1),
    "swap": lambda node, params, x: x.swapaxes(1, 2),
    "heads": _heads,
    "merge_heads": lambda node, params, x: x.swapaxes(1, 2).reshape(
        -1, *node.output.shape),
    "attention": _attention,
}
