# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A graph as a module of the nn dialect, its parameters in a safetensors
file."""

from .graph import EPSILON


def emit_mlir(graph, weights_file):
    """The text of the module. `weights_file` is the file of the parameters, as
    seen from that of the module."""
    return _Emitter(graph).emit(weights_file)


class _Emitter:
    """Has a method for each op of graphs, which writes the lines of a node."""

    def __init__(self, graph):
        self.graph = graph
        self.lines = []

    def emit(self, weights_file):
        graph = self.graph
        params = [f"  nn.param @{name} : {_type(array.shape)} = "
                  f'#nn.external<"{weights_file}", "{name}">'
                  for name, array in graph.params.items()]
        for node in graph.nodes:
            getattr(self, "_" + node.op)(node)
        inputs = ", ".join(
            f'%{value.name}: {self.type(value)} {{nn.name = "{value.name}"}}'
            for value in graph.inputs)
        output = graph.output
        return "\n".join([
            f"module @{graph.name} {{", *params,
            f"  func.func @run({inputs})",
            f'      -> ({self.type(output)} {{nn.name = "output"}}) {{',
            *self.lines,
            f"    return %{output.name} : {self.type(output)}", "  }", "}", ""])

    def type(self, value):
        return self.tensor(*value.shape)

    def tensor(self, *shape):
        """The type of a tensor with samples of this shape."""
        return _type((self.graph.batch or "?", *shape))

    def line(self, text):
        self.lines.append("    " + text)

    def define(self, name, text, types, type):
        """A value of `type`, by an op on values of `types`."""
        self.line(f"%{name} = {text} : ({', '.join(types)}) -> {type}")
        return name

    def rearrange(self, name, pattern, value, value_type, type, sizes=""):
        self.define(name, f'nn.rearrange "{pattern}" %{value}{sizes}',
                    [value_type], type)

    def rearrange_node(self, node, pattern):
        (x,), output = node.inputs, node.output
        self.rearrange(output.name, pattern, x.name, self.type(x),
                       self.type(output))

    def ref(self, node, role):
        """The parameter of a node, as a value and its type."""
        name = node.params[role]
        value = f"%{node.output.name}_{role}"
        type = _type(self.graph.params[name].shape)
        self.line(f"{value} = nn.param_ref @{name} : {type}")
        return value, type

    def weighted(self, node, op, value, type, clauses=""):
        """An op of a tensor, a weight and perhaps a bias."""
        weight, weight_type = self.ref(node, "weight")
        types, bias = [type, weight_type], ""
        if "bias" in node.params:
            name, bias_type = self.ref(node, "bias")
            types.append(bias_type)
            bias = f" bias {name}"
        self.define(node.output.name, f"{op} %{value}, {weight}{bias}{clauses}",
                    types, self.type(node.output))

    def _identity(self, node):
        self.rearrange_node(node, "b x -> b x")

    def _linear(self, node):
        (x,) = node.inputs
        self.weighted(node, "nn.linear", x.name, self.type(x))

    def _conv(self, node):
        (x,), attributes = node.inputs, node.attributes
        stride, padding, groups = (attributes[name] for name in
                                   ("stride", "padding", "groups"))
        clauses = f" stride [{stride}, {stride}]"
        if padding:
            clauses += f" padding [{', '.join([str(padding)] * 4)}]"
        if groups > 1:
            clauses += f" groups {groups}"
        self.weighted(node, "nn.conv", x.name, self.type(x), clauses)

    def _conv_transpose(self, node):
        (x,), stride = node.inputs, node.attributes["stride"]
        self.weighted(node, "nn.conv_transpose", x.name, self.type(x),
                      f" stride [{stride}, {stride}]")

    def _patches(self, node):
        (x,), size = node.inputs, node.attributes["size"]
        inputs = self.graph.params[node.params["weight"]].shape[1]
        cut, type = node.output.name + "_cut", self.tensor(
            node.output.shape[0], inputs)
        self.rearrange(cut, "b c (h p) (w q) -> b (h w) (c p q)", x.name,
                       self.type(x), type, f" sizes {{p = {size}, q = {size}}}")
        self.weighted(node, "nn.linear", cut, type)

    def _batch_norm(self, node):
        (x,) = node.inputs
        values, types = zip(*(self.ref(node, role) for role in
                              ("scale", "shift", "mean", "variance")))
        self.define(node.output.name,
                    f"nn.batch_norm %{x.name}, {', '.join(values)}"
                    f" epsilon {EPSILON:.1e}", [self.type(x), *types],
                    self.type(x))

    def _layer_norm(self, node):
        (x,) = node.inputs
        scale, type = self.ref(node, "scale")
        shift, _ = self.ref(node, "shift")
        self.define(node.output.name,
                    f"nn.layer_norm %{x.name} axes [{len(x.shape)}]"
                    f" scale {scale} shift {shift} epsilon {EPSILON:.1e}",
                    [self.type(x), type, type], self.type(x))

    def _activation(self, node):
        (x,) = node.inputs
        self.line(f"%{node.output.name} = nn.activation "
                  f"#nn.{node.attributes['kind']}, %{x.name} : {self.type(x)}")

    def _softmax(self, node):
        (x,) = node.inputs
        self.line(f"%{node.output.name} = nn.softmax %{x.name} "
                  f"axis {len(x.shape)} : {self.type(x)}")

    def _max_pool(self, node):
        (x,), size = node.inputs, node.attributes["size"]
        self.define(node.output.name,
                    f"nn.pool max %{x.name} size [{size}, {size}]",
                    [self.type(x)], self.type(node.output))

    def _mean_pixel(self, node):
        (x,), output = node.inputs, node.output
        type = self.tensor(x.shape[0], 1, 1)
        mean = self.define(output.name + "_mean", "nn.adaptive_pool average "
                           f"%{x.name} size [1, 1]", [self.type(x)], type)
        self.rearrange(output.name, "b c 1 1 -> b c", mean, type,
                       self.type(output))

    def _mean_token(self, node):
        (x,), output = node.inputs, node.output
        turned, turned_type = output.name + "_turned", self.tensor(
            *x.shape[::-1])
        self.rearrange(turned, "b t d -> b d t", x.name, self.type(x),
                       turned_type)
        type = self.tensor(x.shape[1], 1)
        mean = self.define(output.name + "_mean", "nn.adaptive_pool average "
                           f"%{turned} size [1]", [turned_type], type)
        self.rearrange(output.name, "b d 1 -> b d", mean, type,
                       self.type(output))

    def _flatten(self, node):
        self.rearrange_node(node, "b c h w -> b (c h w)")

    def _add(self, node):
        x, y = node.inputs
        self.line(f"%{node.output.name} = arith.addf %{x.name}, %{y.name}"
                  f" : {self.type(x)}")

    def _add_param(self, node):
        (x,) = node.inputs
        term, type = self.ref(node, "term")
        self.define(node.output.name, f"nn.map %{x.name}, {term}",
                    [self.type(x), type], self.type(x) + " {")
        self.line("^bb0(%a: f32, %b: f32):")
        self.line("  %sum = arith.addf %a, %b : f32")
        self.line("  nn.yield %sum : f32")
        self.line("}")

    def _concat(self, node):
        x, y = node.inputs
        self.define(node.output.name,
                    f"nn.concat %{x.name}, %{y.name} axis 1",
                    [self.type(x), self.type(y)], self.type(node.output))

    def _swap(self, node):
        self.rearrange_node(node, "b x y -> b y x")

    def _heads(self, node):
        (x,), output = node.inputs, node.output
        start, stop = node.attributes["start"], node.attributes["stop"]
        type = self.tensor(x.shape[0], stop - start)
        part = self.define(output.name + "_part",
                           f'nn.slice ":, :, {start}:{stop}" %{x.name}',
                           [self.type(x)], type)
        self.rearrange(output.name, "b t (h d) -> b h t d", part, type,
                       self.type(output), f" sizes {{h = {output.shape[0]}}}")

    def _merge_heads(self, node):
        self.rearrange_node(node, "b h t d -> b t (h d)")

    def _attention(self, node):
        values = ", ".join(f"%{value.name}" for value in node.inputs)
        self.define(node.output.name, f"nn.attention {values}",
                    [self.type(value) for value in node.inputs],
                    self.type(node.output))


def _type(shape):
    return f"tensor<{'x'.join(map(str, (*shape, 'f32')))}>"
