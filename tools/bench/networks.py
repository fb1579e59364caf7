# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The networks that are timed: nine of common kinds, and two of test/Models."""

import importlib.util
import os
import sys

from .environment import ROOT
from .graph import Graph

MODELS = os.path.join(ROOT, "test", "Models")


def build_identity():
    """Does nothing: shows what a call costs."""
    graph = Graph("identity")
    graph.identity(graph.input(1))
    return graph


def build_mlp():
    graph = Graph("mlp")
    x = graph.input(784)
    for name, width in (("hidden1", 512), ("hidden2", 256)):
        x = graph.activation(graph.linear(x, name, width), "relu")
    graph.linear(x, "output", 10)
    return graph


def build_tiny():
    """The perceptron of test/Models."""
    reference = _load_model("mlp")
    weights = {name: reference.ops.init(kind, seed, shape, **options)
               for name, (kind, seed, shape, options)
               in reference.PARAMETERS.items()}
    graph = Graph("tiny", weights, os.path.join(MODELS, "mlp", "mlp.mlir"))
    x = graph.input(16)
    for name in ("hidden1", "hidden2"):
        x = graph.activation(graph.linear(x, name, 32), "tanh")
    graph.linear(x, "output", 4)
    return graph


def build_digits():
    """The digit classifier of test/Models."""
    folder = os.path.join(MODELS, "digits")
    weights = _load_model("digits").safetensors_io.load(
        os.path.join(folder, "digits.safetensors"))
    graph = Graph("digits", weights, os.path.join(folder, "digits.mlir"))
    x = graph.input(1, 8, 8)
    for index, filters in ((1, 16), (2, 32)):
        x = graph.conv(x, f"conv{index}", filters, 3, padding=1, bias=False)
        x = graph.batch_norm(x, f"norm{index}")
        x = graph.max_pool(graph.activation(x, "relu"), 2)
    graph.softmax(graph.linear(graph.flatten(x), "linear", 10))
    return graph


def build_lenet():
    graph = Graph("lenet")
    x = graph.input(1, 28, 28)
    for name, filters, padding in (("conv1", 6, 2), ("conv2", 16, 0)):
        x = graph.conv(x, name, filters, 5, padding=padding)
        x = graph.max_pool(graph.activation(x, "relu"), 2)
    x = graph.flatten(x)
    for name, width in (("linear1", 120), ("linear2", 84)):
        x = graph.activation(graph.linear(x, name, width), "relu")
    graph.linear(x, "output", 10)
    return graph


def build_resnet():
    graph = Graph("resnet")

    def convolve(x, name, filters, stride=1):
        x = graph.conv(x, name + ".conv", filters, 3, stride, 1, bias=False)
        return graph.batch_norm(x, name + ".norm")

    def block(x, name):
        y = convolve(x, name + ".first", x.shape[0])
        y = convolve(graph.activation(y, "relu"), name + ".second", x.shape[0])
        return graph.activation(graph.add(x, y), "relu")

    x = graph.input(3, 32, 32)
    for index, filters, stride in ((1, 32, 1), (2, 64, 2)):
        x = convolve(x, f"stem{index}", filters, stride)
        x = graph.activation(x, "relu")
        x = block(block(x, f"block{index}.1"), f"block{index}.2")
    graph.linear(graph.mean_pixel(x), "output", 10)
    return graph


def build_unet():
    graph = Graph("unet")

    def convolve(x, name, filters):
        for part in (".conv1", ".conv2"):
            x = graph.conv(x, name + part, filters, 3, padding=1)
            x = graph.activation(x, "relu")
        return x

    high = convolve(graph.input(1, 64, 64), "down1", 16)
    middle = convolve(graph.max_pool(high, 2), "down2", 32)
    x = convolve(graph.max_pool(middle, 2), "bottom", 64)
    for name, skip, filters in (("up2", middle, 32), ("up1", high, 16)):
        x = graph.conv_transpose(x, name + ".wide", filters, 2)
        x = convolve(graph.concat(skip, x), name, filters)
    graph.conv(x, "output", 2, 1)
    return graph


def _add_encoder_block(graph, x, name, heads, width):
    """A block of a transformer that normalises before each part."""
    depth = x.shape[-1]
    y = graph.layer_norm(x, name + "norm1")
    y = graph.linear(y, name + "qkv", 3 * depth)
    y = graph.attention(*(graph.heads(y, part, 3, heads) for part in range(3)))
    x = graph.add(x, graph.linear(graph.merge_heads(y), name + "output", depth))
    y = graph.linear(graph.layer_norm(x, name + "norm2"), name + "wide", width)
    y = graph.linear(graph.activation(y, "gelu"), name + "narrow", depth)
    return graph.add(x, y)


def build_block():
    graph = Graph("block")
    _add_encoder_block(graph, graph.input(128, 256), "", heads=8, width=1024)
    return graph


def build_vit():
    graph = Graph("vit")
    x = graph.patches(graph.input(3, 32, 32), "patch", 192, size=4)
    x = graph.add_param(x, "place")
    for layer in range(6):
        x = _add_encoder_block(graph, x, f"layer{layer}.", heads=3, width=768)
    graph.linear(graph.mean_token(graph.layer_norm(x, "norm")), "score", 10)
    return graph


def build_mixer():
    graph = Graph("mixer")

    def mix(x, name, width):
        y = graph.activation(graph.linear(x, name + "1", width), "gelu")
        return graph.linear(y, name + "2", x.shape[-1])

    x = graph.patches(graph.input(3, 32, 32), "patch", 128, size=4)
    for layer in range(4):
        name = f"layer{layer}."
        y = graph.swap(graph.layer_norm(x, name + "norm1"))
        x = graph.add(x, graph.swap(mix(y, name + "token", 128)))
        y = graph.layer_norm(x, name + "norm2")
        x = graph.add(x, mix(y, name + "channel", 512))
    graph.linear(graph.mean_token(graph.layer_norm(x, "norm")), "score", 10)
    return graph


def build_dwconv():
    graph = Graph("dwconv")
    x = graph.input(64, 28, 28)
    for index, stride in ((1, 1), (2, 2)):
        channels = x.shape[0]
        x = graph.conv(x, f"deep{index}", channels, 3, stride, 1, channels)
        x = graph.conv(graph.activation(x, "relu6"), f"wide{index}", 128, 1)
        x = graph.activation(x, "relu6")
    return graph


NETWORKS = {
    "identity": build_identity,
    "mlp": build_mlp,
    "tiny": build_tiny,
    "digits": build_digits,
    "lenet": build_lenet,
    "resnet": build_resnet,
    "unet": build_unet,
    "block": build_block,
    "vit": build_vit,
    "mixer": build_mixer,
    "dwconv": build_dwconv,
}


def _load_model(name):
    """The forward pass in NumPy of a model of test/Models."""
    path = os.path.join(MODELS, name, "reference.py")
    spec = importlib.util.spec_from_file_location(name + "_reference", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
