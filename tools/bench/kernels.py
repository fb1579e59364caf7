# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The kernels that are timed: graphs of one node, of static extents."""

from dataclasses import dataclass

from .graph import Graph

SQUARES = (64, 256, 512, 1024, 2048)
VECTORS = (1024, 4096)
# (rows, outputs, inputs) of products that fit no tile.
ODD = (*((extent,) * 3 for extent in (1, 3, 7, 17, 63, 65, 1000)),
       (4096, 1, 4096))
# The convolutions of ResNet-50 with the stride in the 3x3 ones: (channels, rows
# and columns, filters, size, stride, how often the network has it).
CONVOLUTIONS = (
    (3, 224, 64, 7, 2, 1),
    (64, 56, 64, 1, 1, 1),
    (64, 56, 64, 3, 1, 3),
    (64, 56, 256, 1, 1, 4),
    (256, 56, 64, 1, 1, 2),
    (256, 56, 128, 1, 1, 1),
    (128, 56, 128, 3, 2, 1),
    (128, 28, 512, 1, 1, 4),
    (256, 56, 512, 1, 2, 1),
    (512, 28, 128, 1, 1, 3),
    (128, 28, 128, 3, 1, 3),
    (512, 28, 256, 1, 1, 1),
    (256, 28, 256, 3, 2, 1),
    (256, 14, 1024, 1, 1, 6),
    (512, 28, 1024, 1, 2, 1),
    (1024, 14, 256, 1, 1, 5),
    (256, 14, 256, 3, 1, 5),
    (1024, 14, 512, 1, 1, 1),
    (512, 14, 512, 3, 2, 1),
    (512, 7, 2048, 1, 1, 3),
    (1024, 14, 2048, 1, 2, 1),
    (2048, 7, 512, 1, 1, 2),
    (512, 7, 512, 3, 1, 2),
)


@dataclass
class Kernel:
    """`count` is how often ResNet-50 has it, `reads` the bytes of a weight that
    is read once in a call, where that is what takes the time."""

    build: callable
    count: int = 0
    reads: int = 0


def list_kernels():
    """The kernels by name. Names begin with the kind: gemm, gemv, conv or
    attention."""
    kernels = {}
    for extent in SQUARES:
        _add_product(kernels, "gemm", extent, extent, extent)
    for extent in VECTORS:
        _add_product(kernels, "gemv", 1, extent, extent)
    for extents in ODD:
        _add_product(kernels, "gemm", *extents)
    for convolution in CONVOLUTIONS:
        *shape, count = convolution
        channels, extent, filters, size, stride = shape
        name = (f"conv_{channels}x{extent}x{extent}_{filters}x{size}x{size}"
                f"_s{stride}")
        kernels[name] = Kernel(_bind(_build_convolution, name, *shape), count)
    name = "attention_8x1024x64"
    kernels[name] = Kernel(_bind(_build_attention, name, 8, 1024, 64))
    return kernels


def _add_product(kernels, kind, rows, outputs, inputs):
    name = f"{kind}_{rows}x{outputs}x{inputs}"
    reads = 4 * outputs * inputs if kind == "gemv" else 0
    kernels[name] = Kernel(_bind(_build_product, name, rows, outputs, inputs),
                           reads=reads)


def _bind(build, *arguments):
    return lambda: build(*arguments)


def _build_product(name, rows, outputs, inputs):
    graph = Graph(name, batch=rows)
    graph.linear(graph.input(inputs), "linear", outputs, bias=False)
    return graph


def _build_convolution(name, channels, extent, filters, size, stride):
    graph = Graph(name, batch=1)
    graph.conv(graph.input(channels, extent, extent), "conv", filters, size,
               stride, size // 2, bias=False)
    return graph


def _build_attention(name, heads, tokens, depth):
    graph = Graph(name, batch=1)
    graph.attention(*(graph.input(heads, tokens, depth) for _ in range(3)))
    return graph
