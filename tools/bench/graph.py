# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Networks as graphs: the one definition that the module of the nn dialect, the
ONNX graph, the PyTorch module and the JAX function of a network are made from.

Every tensor has the batch as its first axis, which shapes leave out. Images are
[channel, row, column], sequences are [token, feature]. Weights have the layout
of PyTorch.
"""

import math
from dataclasses import dataclass, field

import numpy as np

EPSILON = 1e-5


@dataclass(frozen=True)
class Value:
    """A tensor; its shape is that of one sample."""

    name: str
    shape: tuple


@dataclass
class Node:
    """An operation. `params` maps what a parameter is to it, such as "bias", to
    its name in the graph."""

    op: str
    inputs: list
    output: Value
    params: dict = field(default_factory=dict)
    attributes: dict = field(default_factory=dict)


class Graph:
    """A network that grows node by node.

    Parameters are random and the same in every run, except those in `weights`.
    A graph with `source` is what that module of the nn dialect computes, which
    is compiled in place of a generated one. With `batch`, the extent of the
    batch is part of the graph; without, a compiled network takes any.
    """

    def __init__(self, name, weights=None, source=None, batch=None):
        self.name = name
        self.source = source
        self.batch = batch
        self.inputs, self.nodes, self.params = [], [], {}
        self.flops = 0
        self._weights = weights
        self._random = np.random.default_rng(1)

    @property
    def output(self):
        return self.nodes[-1].output

    def input(self, *shape):
        value = Value(f"input{len(self.inputs)}", shape)
        self.inputs.append(value)
        return value

    def identity(self, x):
        return self._add("identity", [x], x.shape)

    def linear(self, x, name, outputs, bias=True):
        inputs = x.shape[-1]
        params = self._weight(name, (outputs, inputs), inputs, bias)
        shape = (*x.shape[:-1], outputs)
        self.flops += 2 * inputs * math.prod(shape)
        return self._add("linear", [x], shape, params)

    def conv(self, x, name, filters, size, stride=1, padding=0, groups=1,
             bias=True):
        channels, *extents = x.shape
        kernel = (filters, channels // groups, size, size)
        params = self._weight(name, kernel, math.prod(kernel[1:]), bias)
        shape = (filters, *((extent + 2 * padding - size) // stride + 1
                            for extent in extents))
        self.flops += 2 * math.prod(kernel[1:]) * math.prod(shape)
        return self._add("conv", [x], shape, params, stride=stride,
                         padding=padding, groups=groups)

    def conv_transpose(self, x, name, filters, size):
        """A transposed convolution whose stride is the size of its kernel."""
        channels, *extents = x.shape
        params = self._weight(name, (channels, filters, size, size), channels,
                              outputs=filters)
        shape = (filters, *(extent * size for extent in extents))
        self.flops += 2 * channels * math.prod(shape)
        return self._add("conv_transpose", [x], shape, params, stride=size)

    def patches(self, x, name, outputs, size):
        """Squares of an image as tokens, and a linear map of each."""
        channels, rows, columns = x.shape
        inputs = channels * size * size
        params = self._weight(name, (outputs, inputs), inputs)
        shape = (rows // size * (columns // size), outputs)
        self.flops += 2 * inputs * math.prod(shape)
        return self._add("patches", [x], shape, params, size=size)

    def batch_norm(self, x, name):
        shape = x.shape[:1]
        params = {"scale": self._uniform(f"{name}.scale", shape, 0.5, 1.5),
                  "shift": self._uniform(f"{name}.shift", shape, -0.5, 0.5),
                  "mean": self._uniform(f"{name}.mean", shape, -0.5, 0.5),
                  "variance": self._uniform(f"{name}.variance", shape, 0.5,
                                            1.5)}
        return self._add("batch_norm", [x], x.shape, params)

    def layer_norm(self, x, name):
        """Normalises along the last axis."""
        shape = x.shape[-1:]
        params = {"scale": self._uniform(f"{name}.scale", shape, 0.5, 1.5),
                  "shift": self._uniform(f"{name}.shift", shape, -0.5, 0.5)}
        return self._add("layer_norm", [x], x.shape, params)

    def activation(self, x, kind):
        """One of relu, relu6, tanh, gelu."""
        return self._add("activation", [x], x.shape, kind=kind)

    def softmax(self, x):
        """Along the last axis."""
        return self._add("softmax", [x], x.shape)

    def max_pool(self, x, size):
        channels, *extents = x.shape
        shape = (channels, *(extent // size for extent in extents))
        return self._add("max_pool", [x], shape, size=size)

    def mean_pixel(self, x):
        """The mean of an image over its rows and columns."""
        return self._add("mean_pixel", [x], x.shape[:1])

    def mean_token(self, x):
        """The mean of a sequence over its tokens."""
        return self._add("mean_token", [x], x.shape[1:])

    def flatten(self, x):
        return self._add("flatten", [x], (math.prod(x.shape),))

    def add(self, x, y):
        return self._add("add", [x, y], x.shape)

    def add_param(self, x, name):
        """Adds a parameter with the shape of a sample."""
        params = {"term": self._uniform(name, x.shape, -0.5, 0.5)}
        return self._add("add_param", [x], x.shape, params)

    def concat(self, x, y):
        """Along the channels."""
        shape = (x.shape[0] + y.shape[0], *x.shape[1:])
        return self._add("concat", [x, y], shape)

    def swap(self, x):
        """Exchanges the two axes of a sample."""
        return self._add("swap", [x], x.shape[::-1])

    def heads(self, x, part, parts, heads):
        """Part `part` of `parts` of the features, as [head, token, depth]."""
        tokens, features = x.shape
        width = features // parts
        return self._add("heads", [x], (heads, tokens, width // heads),
                         start=part * width, stop=(part + 1) * width)

    def merge_heads(self, x):
        heads, tokens, depth = x.shape
        return self._add("merge_heads", [x], (tokens, heads * depth))

    def attention(self, query, key, value):
        """Scaled dot-product attention of [head, token, depth]."""
        heads, tokens, depth = query.shape
        self.flops += 4 * heads * tokens * key.shape[1] * depth
        return self._add("attention", [query, key, value], query.shape)

    def _add(self, op, inputs, shape, params=None, **attributes):
        output = Value(f"value{len(self.nodes)}", tuple(shape))
        self.nodes.append(Node(op, inputs, output, params or {}, attributes))
        return output

    def _weight(self, name, shape, fan_in, bias=True, outputs=None):
        """A weight that keeps the variance of what it maps, and a bias."""
        params = {"weight": self._param(f"{name}.weight", shape, lambda: (
            self._random.standard_normal(shape) / math.sqrt(fan_in)))}
        if bias:
            params["bias"] = self._uniform(f"{name}.bias",
                                           (outputs or shape[0],), -0.3, 0.3)
        return params

    def _uniform(self, name, shape, low, high):
        return self._param(name, shape, lambda: self._random.uniform(
            low, high, shape))

    def _param(self, name, shape, make):
        array = self._weights[name] if self._weights else make()
        assert array.shape == tuple(shape) and name not in self.params
        self.params[name] = np.ascontiguousarray(array, np.float32)
        return name
