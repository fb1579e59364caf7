# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A graph as a module of PyTorch, without a loop over its nodes."""

import torch
import torch.nn.functional as F

from .graph import EPSILON


def emit_torch(graph, dtype=torch.float32):
    """The module that computes the graph."""
    root, code = torch.nn.Module(), torch.fx.Graph(tracer_cls=torch.fx.Tracer)
    tracer = torch.fx.proxy.GraphAppendingTracer(code)
    params = {}
    for name, array in graph.params.items():
        escaped = name.replace(".", "_")
        root.register_parameter(escaped, torch.nn.Parameter(
            torch.tensor(array, dtype=dtype), requires_grad=False))
        params[name] = torch.fx.Proxy(code.get_attr(escaped), tracer)
    values = {value.name: torch.fx.Proxy(code.placeholder(value.name), tracer)
              for value in graph.inputs}
    for node in graph.nodes:
        values[node.output.name] = OPS[node.op](
            node, {role: params[name] for role, name in node.params.items()},
            *(values[value.name] for value in node.inputs))
    code.output(values[graph.output.name].node)
    return torch.fx.GraphModule(root, code).eval()


def _conv(node, params, x):
    return F.conv2d(x, params["weight"], params.get("bias"),
                    **node.attributes)


def _conv_transpose(node, params, x):
    return F.conv_transpose2d(x, params["weight"], params.get("bias"),
                              **node.attributes)


def _patches(node, params, x):
    size, width = node.attributes["size"], node.output.shape[-1]
    kernel = params["weight"].view(width, -1, size, size)
    return F.conv2d(x, kernel, params["bias"], size).flatten(2).transpose(1, 2)


def _heads(node, params, x):
    heads, tokens, depth = node.output.shape
    part = x[:, :, node.attributes["start"]:node.attributes["stop"]]
    return part.unflatten(2, (heads, depth)).transpose(1, 2)


ACTIVATIONS = {"relu": F.relu, "relu6": F.relu6, "tanh": torch.tanh,
               "gelu": F.gelu}

# By op, the function of a node, its parameters, and its inputs.
OPS = {
    "identity": lambda node, params, x: x,
    "linear": lambda node, params, x: F.linear(x, params["weight"],
                                               params.get("bias")),
    "conv": _conv,
    "conv_transpose": _conv_transpose,
    "patches": _patches,
    "batch_norm": lambda node, params, x: F.batch_norm(
        x, params["mean"], params["variance"], params["scale"],
        params["shift"], eps=EPSILON),
    "layer_norm": lambda node, params, x: F.layer_norm(
        x, node.output.shape[-1:], params["scale"],
        params["shift"], EPSILON),
    "activation": lambda node, params, x: ACTIVATIONS[
        node.attributes["kind"]](x),
    "softmax": lambda node, params, x: F.softmax(x, -1),
    "max_pool": lambda node, params, x: F.max_pool2d(
        x, node.attributes["size"]),
    "mean_pixel": lambda node, params, x: x.mean((2, 3)),
    "mean_token": lambda node, params, x: x.mean(1),
    "flatten": lambda node, params, x: x.flatten(1),
    "add": lambda node, params, x, y: x + y,
    "add_param": lambda node, params, x: x + params["term"],
    "concat": lambda node, params, x, y: torch.cat([x, y], 1),
    "swap": lambda node, params, x: x.transpose(1, 2),
    "heads": _heads,
    "merge_heads": lambda node, params, x: x.transpose(1, 2).flatten(2),
    "attention": lambda node, params, q, k, v:
        F.scaled_dot_product_attention(q, k, v),
}
