# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Functions of the nn dialect under construction: each op is spelled, and knows
how to compute its result (see bounded_arrays.py)."""

import math

import numpy as np

from bounded_arrays import ACTIVATIONS, Arithmetic, Bounded, ops
from element_types import FLOATS, TYPES

# Extents around the widths of vectors and tiles.
EXTENTS = [1, 1, 2, 3, 3, 4, 5, 6, 7, 7, 8, 9, 10, 12, 13, 15, 16, 17, 17, 20,
           23, 24, 31, 32, 33, 47, 48, 49, 63, 64, 65, 65, 96, 100, 127, 128,
           130, 255, 257, 1000, 1024, 4096]
# Products that a case computes at most.
BUDGET = 300_000


# Ops that combine elements, and their neutral elements, if they are easy to say.
FLOAT_COMBINERS = {"add": ("addf", "0.0"), "max": ("maximumf", None),
                   "min": ("minimumf", None)}
INTEGER_COMBINERS = {"add": ("addi", "0"), "mul": ("muli", "1"),
                     "max": ("maxsi", None), "min": ("minsi", None),
                     "and": ("andi", "-1"), "or": ("ori", "0"),
                     "xor": ("xori", "0")}


class Dynamic:
    """An extent known at run time; without sizes it follows from others."""

    def __init__(self, sizes=()):
        self.sizes = sizes


class Tensor:
    """A value of a function; `compute` makes its numbers from those of the
    inputs."""

    def __init__(self, name, element, shape, compute):
        self.name, self.element, self.shape = name, element, list(shape)
        self.compute = compute

    @property
    def type(self):
        extents = "".join("?x" if isinstance(e, Dynamic) else f"{e}x"
                          for e in self.shape)
        return f"tensor<{extents}{self.element}>"

    def evaluate(self, known):
        if self not in known:
            known[self] = self.compute(known)
        return known[self]


class Case:
    """A function under construction."""

    def __init__(self, rng, number):
        self.rng, self.number = rng, number
        self.budget = BUDGET
        self.lines, self.inputs, self.params, self.results = [], [], {}, []
        self.kind = ""
        # Whether the highest level may compute a convolution by minimal
        # filtering.
        self.filters = False
        self.made = []

    # Extents

    def extent(self, most=None, least=1):
        limit = min(most or 4096, self.budget)
        choices = [e for e in EXTENTS if least <= e <= limit] or [least]
        extent = self.rng.choice(choices)
        self.budget = max(self.budget // extent, 1)
        return extent

    def dynamic(self, most=None):
        limit = max(min(most or 300, self.budget), 1)
        sizes = self.rng.sample(EXTENTS, 3) + [self.rng.randrange(1, 20)]
        sizes = [1] + [s for s in sizes if s <= limit]
        if self.rng.random() < 0.3:
            sizes.append(0)
        self.budget = max(self.budget // max(sizes), 1)
        return Dynamic(sizes)

    def any_extent(self, most=None, chance=0.2):
        return (self.dynamic(most) if self.rng.random() < chance else
                self.extent(most))

    # Values

    def make(self, element, shape, spelled, compute, operands=()):
        tensor = Tensor(f"%v{len(self.lines)}", element, shape, compute)
        self.lines.append(f"{tensor.name} = " + spelled.replace(
            "RESULT", tensor.type).replace(
                "OPERANDS", "(" + ", ".join(t.type for t in operands) + ")"))
        self.made.append(tensor)
        return tensor

    def input(self, element, shape, values=None):
        tensor = Tensor(f"%x{len(self.inputs)}", element, shape, None)
        tensor.values = values
        self.inputs.append(tensor)
        return tensor

    def param(self, element, shape):
        name = f"w{self.number}_{len(self.params)}"
        grid = self.rng.random() < 0.8
        value = make_values(self.rng, element, shape, grid)
        self.params[name] = (element, value)
        bounded = Bounded.read(TYPES[element].decode(value))
        tensor = Tensor("", element, shape, None)
        return self.make(element, shape,
                         f"nn.param_ref @{name} : {tensor.type}",
                         lambda known: bounded)

    def operand(self, element, shape, chance=0.5):
        """A parameter, if all extents are known, or an input."""
        if self.rng.random() < chance and not any(
                isinstance(e, Dynamic) for e in shape):
            return self.param(element, shape)
        return self.input(element, shape)

    # Ops

    def einsum(self, terms, result, tensors):
        element = tensors[0].element
        extents = {}
        for term, tensor in zip(terms, tensors):
            for axis, extent in zip(term, tensor.shape):
                if not isinstance(extents.get(axis), int):
                    extents[axis] = extent
        equation = ", ".join(" ".join(term) for term in terms) + " -> " + (
            " ".join(result))
        arithmetic = Arithmetic(element)
        spelled = ",".join("".join(t) for t in terms) + "->" + "".join(result)

        def multiply(*arrays):
            return np.einsum(spelled, *arrays, optimize=True)

        def compute(known):
            factors = [t.evaluate(known) for t in tensors]
            sizes = {}
            for term, factor in zip(terms, factors):
                sizes.update(zip(term, factor.value.shape))
            count = math.prod(sizes[a] for a in sizes if a not in result)
            return arithmetic.store(arithmetic.multilinear(multiply, factors,
                                                           count))

        names = ", ".join(t.name for t in tensors)
        return self.make(element, [extents[axis] for axis in result],
                         f'nn.einsum "{equation}" {names} : OPERANDS -> RESULT',
                         compute, tensors)

    def linear(self, x, weight, bias=None):
        arithmetic = Arithmetic(x.element)

        def compute(known):
            a, w = x.evaluate(known), weight.evaluate(known)
            y = arithmetic.multilinear(
                lambda a, w: np.einsum("...i,oi->...o", a, w, optimize=True),
                [a, w], a.value.shape[-1])
            if bias is not None:
                y = arithmetic.add(y, bias.evaluate(known))
            return arithmetic.store(y)

        spelled = f"nn.linear {x.name}, {weight.name}"
        operands = [x, weight]
        if bias is not None:
            spelled += f" bias {bias.name}"
            operands.append(bias)
        return self.make(x.element, x.shape[:-1] + weight.shape[:1],
                         spelled + " : OPERANDS -> RESULT", compute, operands)

    def conv(self, x, weight, bias, stride, padding, dilation, groups,
             transposed=False, output_padding=None):
        arithmetic = Arithmetic(x.element)
        kernel = weight.shape[2:]
        per_group = (x.shape[1] // groups if transposed else weight.shape[1])
        count = per_group * math.prod(kernel)
        filters = (kernel == [3, 3] and groups == 1 and not transposed and
                   stride == dilation == [1, 1])
        self.filters |= filters

        def apply(x, w):
            if transposed:
                return ops.conv_transpose(x, w, None, stride, padding, dilation,
                                          output_padding, groups)
            return ops.conv(x, w, None, stride, padding, dilation, groups)

        def compute(known):
            factors = [x.evaluate(known), weight.evaluate(known)]
            y = arithmetic.multilinear(apply, factors, count)
            if filters:
                y = arithmetic.filter(apply, *factors, y)
            if bias is not None:
                b = bias.evaluate(known).apply(
                    lambda a: a.reshape(-1, *[1] * len(kernel)))
                y = arithmetic.add(y, b)
            return arithmetic.store(y)

        shape = []
        for axis, size in enumerate(kernel):
            extent = x.shape[2 + axis]
            if isinstance(extent, Dynamic):
                shape.append(Dynamic())
            elif transposed:
                shape.append((extent - 1) * stride[axis] + (size - 1) *
                             dilation[axis] + 1 + output_padding[axis] -
                             padding[2 * axis] - padding[2 * axis + 1])
            else:
                shape.append(windows(extent, size, stride[axis],
                                     dilation[axis],
                                     padding[2 * axis:2 * axis + 2]))
        filters = weight.shape[1] * groups if transposed else weight.shape[0]
        op = "nn.conv_transpose" if transposed else "nn.conv"
        spelled = f"{op} {x.name}, {weight.name}"
        operands = [x, weight]
        if bias is not None:
            spelled += f" bias {bias.name}"
            operands.append(bias)
        spelled += clauses(stride, padding, dilation)
        if transposed:
            spelled += f" output_padding {list(output_padding)}"
        if groups > 1:
            spelled += f" groups {groups}"
        return self.make(x.element, [x.shape[0], filters, *shape],
                         spelled + " : OPERANDS -> RESULT", compute, operands)

    def pool(self, kind, x, size, stride, padding, dilation, exclude):
        arithmetic = Arithmetic(x.element)

        def apply(value):
            with np.errstate(all="ignore"):
                return ops.pool(kind, value, size, stride, padding, dilation,
                                exclude)

        def compute(known):
            a = x.evaluate(known)
            if kind == "max":
                y = Bounded(apply(a.value), np.max(a.error, initial=0), a.unit)
            else:
                y = arithmetic.multilinear(apply, [Bounded(a.value, a.error)],
                                           math.prod(size) + 2)
            return arithmetic.store(y)

        shape = [Dynamic() if isinstance(e, Dynamic) else
                 windows(e, size[i], stride[i], dilation[i],
                         padding[2 * i:2 * i + 2])
                 for i, e in enumerate(x.shape[2:])]
        spelled = (f"nn.pool {kind} {x.name} size {list(size)}" +
                   clauses(stride, padding, dilation))
        if exclude:
            spelled += " exclude_padding"
        return self.make(x.element, x.shape[:2] + shape,
                         spelled + " : OPERANDS -> RESULT", compute, [x])

    def adaptive_pool(self, kind, x, size):
        arithmetic = Arithmetic(x.element)

        def compute(known):
            a = x.evaluate(known)
            value = ops.adaptive_pool(kind, a.value, size)
            if kind == "max":
                return arithmetic.store(Bounded(value, np.max(a.error, initial=0), a.unit))
            count = math.prod(a.value.shape[2:]) + 4
            big = ops.adaptive_pool(kind, a.size(), size)
            return arithmetic.store(Bounded(
                value, 1.01 * count * arithmetic.u * big + np.max(a.error, initial=0)))

        return self.make(x.element, x.shape[:2] + list(size),
                         f"nn.adaptive_pool {kind} {x.name} size {list(size)} "
                         ": OPERANDS -> RESULT", compute, [x])

    def map(self, operation, x, y):
        """An op of two operands, the second broadcast to the first."""
        arithmetic = Arithmetic(x.element)
        suffix = "f" if arithmetic.is_float else "i"
        name = {"add": f"add{suffix}", "mul": f"mul{suffix}",
                "max": "maximumf" if arithmetic.is_float else "maxsi"}[operation]

        def compute(known):
            a, b = x.evaluate(known), y.evaluate(known)
            if not arithmetic.is_float:
                result = Bounded({"add": np.add, "mul": np.multiply,
                                  "max": np.maximum}[operation](a.value,
                                                                b.value))
            elif operation == "max":
                result = arithmetic.choose(np.maximum, a, b)
            else:
                result = {"add": arithmetic.add,
                          "mul": arithmetic.multiply}[operation](a, b)
            return arithmetic.store(result)

        if x.type == y.type and self.rng.random() < 0.7:
            return self.make(x.element, x.shape, f"arith.{name} {x.name}, "
                             f"{y.name} : {x.type}", compute)
        e = x.element
        return self.make(
            e, x.shape, f"nn.map {x.name}, {y.name} : OPERANDS -> RESULT {{\n"
            f"  ^bb0(%a: {e}, %b: {e}):\n    %c = arith.{name} %a, %b : {e}\n"
            f"    nn.yield %c : {e}\n  }}", compute, [x, y])

    def extend(self, x, element, signed):
        """Integers in a wider type."""
        bits = int(x.element[1:])

        def widen(value):
            return value if signed else value & ((1 << bits) - 1)

        wide = Tensor("", element, x.shape, None).type
        return self.make(element, x.shape,
                         f"arith.ext{'s' if signed else 'u'}i {x.name} : "
                         f"{x.type} to {wide}",
                         lambda known: x.evaluate(known).apply(widen))

    def activation(self, x, name=None):
        if x.element not in FLOATS:
            return x
        name = name or self.rng.choice([*ACTIVATIONS, "relu", "relu", "relu"])
        arithmetic = Arithmetic(x.element)
        return self.make(
            x.element, x.shape, f"nn.activation #nn.{name}, {x.name} : RESULT",
            lambda known: arithmetic.store(
                arithmetic.apply(name, x.evaluate(known))))

    def reduce(self, operation, x, axes, keep, neutral):
        arithmetic = Arithmetic(x.element)
        e = x.element
        name, start = (FLOAT_COMBINERS if arithmetic.is_float else
                       INTEGER_COMBINERS)[operation]
        shape = [1 if axis in axes and keep else e
                 for axis, e in enumerate(x.shape) if keep or axis not in axes]

        def compute(known):
            return arithmetic.store(arithmetic.reduce(
                operation, x.evaluate(known), axes, keep))

        return self.make(
            e, shape, f"nn.reduce {x.name} axes {list(axes)}" +
            (" keep" if keep else "") + " : OPERANDS -> RESULT" +
            (f" neutral {start}" if neutral and start else "") + " {\n"
            f"  ^bb0(%a: {e}, %b: {e}):\n    %c = arith.{name} %a, %b : {e}\n"
            f"    nn.yield %c : {e}\n  }}", compute, [x])

    def permute(self, x, order):
        names = "abcdefgh"[:len(x.shape)]
        to = " ".join(names[i] for i in order)
        return self.make(
            x.element, [x.shape[i] for i in order],
            f'nn.rearrange "{" ".join(names)} -> {to}" {x.name} : '
            "OPERANDS -> RESULT", lambda known: x.evaluate(known).apply(
                lambda a: a.transpose(order)), [x])

    def normalize(self, op, x, spelled, compute, extra=()):
        arithmetic = Arithmetic(x.element)
        return self.make(x.element, x.shape, f"nn.{op} {x.name} {spelled}",
                         lambda known: arithmetic.store(compute(
                             arithmetic, x.evaluate(known), known)),
                         [x, *extra])

    # What stands behind

    def channel(self, x, axis):
        """A tensor that broadcasts along all axes of `x` but one."""
        shape = [1] * len(x.shape)
        shape[axis] = x.shape[axis]
        if isinstance(shape[axis], Dynamic):
            return None
        return self.operand(x.element, shape[axis:], 0.7)

    def epilogue(self, y):
        """Results from `y`, perhaps with more readers."""
        rng = self.rng
        first = y
        for _ in range(rng.choice([0, 1, 1, 2, 2, 3])):
            choice = rng.random()
            known = not any(isinstance(e, Dynamic) and not e.sizes
                            for e in y.shape)
            if choice < 0.35:
                y = self.activation(y)
            elif choice < 0.65 and y.shape:
                axis = rng.choice([len(y.shape) - 1] * 2 + [min(
                    1, len(y.shape) - 1)])
                other = self.channel(y, axis)
                if other is not None:
                    y = self.map(rng.choice(["add", "add", "mul", "max"]), y,
                                 other)
            elif choice < 0.85 and known:
                other = self.operand(y.element, y.shape, 0.2)
                if rng.random() < 0.2:
                    other, y = y, other
                y = self.map(rng.choice(["add", "add", "mul"]), y, other)
            elif choice < 0.93 and len(y.shape) >= 2:
                order = list(range(len(y.shape)))
                rng.shuffle(order)
                y = self.permute(y, order)
        self.results = [y]
        if rng.random() < 0.2 and first is not y:
            self.results.append(first)
        elif rng.random() < 0.1 and y.shape:
            axes = sorted(rng.sample(range(len(y.shape)), rng.randrange(
                1, len(y.shape) + 1)))
            self.results.append(self.reduce("add", y, axes,
                                            rng.random() < 0.5, True))
        elif rng.random() < 0.1:
            other = self.activation(y)
            if other is not y:
                self.results.append(other)
        rng.shuffle(self.results)

    # Spelling

    def spell(self, constants=False):
        arguments = ", ".join(f"{t.name}: {t.type}" for t in self.inputs)
        types = ", ".join(t.type for t in self.results)
        names = ", ".join(t.name for t in self.results)
        text = ""
        for name, (element, value) in self.params.items():
            source = f'#nn.external<"m.params.safetensors", "{name}">'
            if constants:
                source = (f'dense<"0x{value.tobytes().hex().upper()}">'
                          if value.size > 1 else
                          f'dense<{spell_one(element, value)}>')
            shape = "".join(f"{e}x" for e in value.shape)
            text += f"nn.param @{name} : tensor<{shape}{element}> = {source}\n"
        return text + (
            f"func.func @f{self.number}({arguments}) -> ({types}) {{\n  " +
            "\n  ".join([*self.lines, f"return {names} : {types}"]) + "\n}\n")

    def sizes(self):
        """Sizes of the dynamic extents for each call."""
        found = []
        for tensor in self.inputs:
            found += [e for e in tensor.shape if isinstance(e, Dynamic) and
                      e not in found]
        if not found:
            return [{}] * 2
        most = max(len(e.sizes) for e in found)
        return [{e: e.sizes[(i if i < len(e.sizes) else
                             self.rng.randrange(len(e.sizes)))]
                 for e in found} for i in range(most)]

    def calls(self):
        """For each call the inputs as in files, and results as expected of all
        levels, and as expected of the highest one."""
        for number, sizes in enumerate(self.sizes()):
            known, inputs = {}, []
            grid = number % 4 != 1
            for tensor in self.inputs:
                shape = [sizes.get(e, e) for e in tensor.shape]
                array = (tensor.values(self.rng, shape) if tensor.values else
                         make_values(self.rng, tensor.element, shape, grid))
                inputs.append(array)
                known[tensor] = Bounded.read(TYPES[tensor.element].decode(array))
            expected = self.evaluate(known, False)
            highest = self.evaluate(known, True) if self.filters else expected
            yield inputs, expected, highest

    def evaluate(self, known, filters_minimally):
        known = dict(known)
        Arithmetic.filters_minimally = filters_minimally
        with np.errstate(all="ignore"):
            return [t.evaluate(known) for t in self.results]


def spell_one(element, value):
    number = TYPES[element].decode(value).reshape(-1)[0]
    return repr(float(number) if element in FLOATS else int(number))


def make_values(rng, element, shape, grid):
    generator = np.random.default_rng(rng.getrandbits(64))
    type = TYPES[element]
    if element == "i1":
        return generator.integers(0, 2, shape).astype("?")
    if element not in FLOATS:
        bits = 8 * type.storage.itemsize
        return generator.integers(-2 ** (bits - 1), 2 ** (bits - 1) - 1, shape,
                                  np.int64, endpoint=True).astype(type.storage)
    values = (generator.integers(-16, 17, shape) / 8 if grid else
              generator.normal(size=shape))
    return type.encode(values)


def windows(extent, size, stride, dilation, padding):
    return (extent + sum(padding) - dilation * (size - 1) - 1) // stride + 1


def clauses(stride, padding, dilation):
    text = ""
    for name, entries in (("stride", stride), ("dilation", dilation),
                          ("padding", padding)):
        text += f" {name} {list(entries)}"
    return text
