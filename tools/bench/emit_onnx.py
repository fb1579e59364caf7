# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A graph as an ONNX model, written as exporters write it."""

import math

import numpy as np
import onnx

from .graph import EPSILON

OPSET = 20  # the first one with Gelu
IR_VERSION = 9

ACTIVATIONS = {"relu": "Relu", "tanh": "Tanh", "gelu": "Gelu"}


def emit_onnx(graph, batch):
    """The model for one extent of the batch, as bytes."""
    return _Emitter(graph, batch).emit()


class _Emitter:
    """Has a method for each op of graphs, which gives the value of a node."""

    def __init__(self, graph, batch):
        self.graph, self.batch = graph, batch
        self.nodes, self.constants = [], []
        self.values = {value.name: value.name for value in graph.inputs}

    def emit(self):
        graph = self.graph
        for node in graph.nodes:
            inputs = [self.values[value.name] for value in node.inputs]
            self.values[node.output.name] = getattr(self, "_" + node.op)(
                node, *inputs)
        result = self.values[graph.output.name]
        model = onnx.helper.make_model(
            onnx.helper.make_graph(
                self.nodes, graph.name,
                [self.info(value.name, value.shape) for value in graph.inputs],
                [self.info(result, graph.output.shape)], self.constants),
            opset_imports=[onnx.helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        return model.SerializeToString()

    def info(self, name, shape):
        return onnx.helper.make_tensor_value_info(
            name, onnx.TensorProto.FLOAT, (self.batch, *shape))

    def node(self, kind, *inputs, **attributes):
        output = f"result{len(self.nodes)}"
        self.nodes.append(onnx.helper.make_node(kind, inputs, [output],
                                                **attributes))
        return output

    def constant(self, array):
        name = f"constant{len(self.constants)}"
        self.constants.append(onnx.numpy_helper.from_array(array, name))
        return name

    def param(self, node, role):
        return self.constant(self.graph.params[node.params[role]])

    def weights(self, node):
        return [self.param(node, role) for role in ("weight", "bias")
                if role in node.params]

    def reshape(self, x, *shape):
        return self.node("Reshape", x, self.constant(
            np.array((self.batch, *shape), np.int64)))

    def _identity(self, node, x):
        return self.node("Identity", x)

    def _linear(self, node, x):
        if len(node.inputs[0].shape) == 1:
            return self.node("Gemm", x, *self.weights(node), transB=1)
        weight = self.graph.params[node.params["weight"]].T
        y = self.node("MatMul", x, self.constant(np.ascontiguousarray(weight)))
        if "bias" not in node.params:
            return y
        return self.node("Add", y, self.param(node, "bias"))

    def _conv(self, node, x):
        stride, padding, groups = (node.attributes[name] for name in
                                   ("stride", "padding", "groups"))
        return self.node("Conv", x, *self.weights(node), group=groups,
                         pads=[padding] * 4, strides=[stride] * 2)

    def _conv_transpose(self, node, x):
        return self.node("ConvTranspose", x, *self.weights(node),
                         strides=[node.attributes["stride"]] * 2)

    def _patches(self, node, x):
        weight = self.graph.params[node.params["weight"]]
        tokens, width = node.output.shape
        size = node.attributes["size"]
        kernel = weight.reshape(width, -1, size, size)
        y = self.node("Conv", x, self.constant(kernel),
                      self.param(node, "bias"), strides=[size] * 2)
        return self.node("Transpose", self.reshape(y, width, tokens),
                         perm=[0, 2, 1])

    def _batch_norm(self, node, x):
        return self.node(
            "BatchNormalization", x,
            *(self.param(node, role)
              for role in ("scale", "shift", "mean", "variance")),
            epsilon=EPSILON)

    def _layer_norm(self, node, x):
        return self.node("LayerNormalization", x, self.param(node, "scale"),
                         self.param(node, "shift"), axis=-1, epsilon=EPSILON)

    def _activation(self, node, x):
        kind = node.attributes["kind"]
        if kind == "relu6":
            return self.node("Clip", x, *(self.constant(np.float32(bound))
                                          for bound in (0, 6)))
        return self.node(ACTIVATIONS[kind], x)

    def _softmax(self, node, x):
        return self.node("Softmax", x, axis=-1)

    def _max_pool(self, node, x):
        size = [node.attributes["size"]] * 2
        return self.node("MaxPool", x, kernel_shape=size, strides=size)

    def _mean_pixel(self, node, x):
        return self.node("Flatten", self.node("GlobalAveragePool", x))

    def _mean_token(self, node, x):
        return self.node("ReduceMean", x, self.constant(
            np.array([1], np.int64)), keepdims=0)

    def _flatten(self, node, x):
        return self.node("Flatten", x)

    def _add(self, node, x, y):
        return self.node("Add", x, y)

    def _add_param(self, node, x):
        return self.node("Add", x, self.param(node, "term"))

    def _concat(self, node, x, y):
        return self.node("Concat", x, y, axis=1)

    def _swap(self, node, x):
        return self.node("Transpose", x, perm=[0, 2, 1])

    def _heads(self, node, x):
        heads, tokens, depth = node.output.shape
        part = self.node("Slice", x, *(
            self.constant(np.array([number], np.int64)) for number in
            (node.attributes["start"], node.attributes["stop"], 2)))
        return self.node("Transpose", self.reshape(part, tokens, heads, depth),
                         perm=[0, 2, 1, 3])

    def _merge_heads(self, node, x):
        return self.reshape(self.node("Transpose", x, perm=[0, 2, 1, 3]),
                            *node.output.shape)

    def _attention(self, node, query, key, value):
        depth = node.output.shape[-1]
        score = self.node("MatMul", query, self.node("Transpose", key,
                                                     perm=[0, 1, 3, 2]))
        score = self.node("Mul", score, self.constant(
            np.float32(1 / math.sqrt(depth))))
        return self.node("MatMul", self.node("Softmax", score, axis=-1), value)
