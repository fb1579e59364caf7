# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The kinds of functions that random_kernels.py makes."""

from bounded_arrays import Arithmetic, ops
from element_types import FLOATS
from kernel_case import Dynamic

FLOAT_ELEMENTS = ["f32"] * 8 + ["f64", "f16", "bf16"]
MATRIX_EXTENTS = [15, 16, 17, 31, 32, 33, 40, 47, 48, 49, 63, 64, 65, 96, 100,
                  128, 130]
ELEMENTS = FLOAT_ELEMENTS + ["i8", "i16", "i32", "i64"]


def make_einsum(case):
    rng = case.rng
    element = rng.choice(ELEMENTS)
    count = rng.choice([1, 2, 2, 2, 2, 2, 3, 3])
    axes = "abcdef"[:rng.choice([1, 2, 3, 3, 3, 4, 4, 5])]
    extents = {}
    for axis in rng.sample(axes, len(axes)):
        extents[axis] = case.any_extent(
            round(case.budget ** rng.choice([0.3, 0.5, 0.7, 1])))
    terms = [[a for a in axes if rng.random() < (0.9 if count == 1 else 0.6)]
             for _ in range(count)]
    for axis in axes:
        if not any(axis in term for term in terms):
            rng.choice(terms).append(axis)
    for term in terms:
        if rng.random() < 0.5:
            rng.shuffle(term)
        if rng.random() < 0.05 and term:
            term.append(rng.choice(term))
    result = [a for a in axes if rng.random() < 0.6]
    if rng.random() < 0.5:
        rng.shuffle(result)
    tensors = []
    for term in terms:
        shape = [extents[a] for a in term]
        if rng.random() < 0.1:
            # Extents that another operand knows.
            shape = [Dynamic([e]) if isinstance(e, int) and rng.random() < 0.3
                     else e for e in shape]
        tensors.append(case.operand(element, shape, 0.3))
    if rng.random() < 0.1 and count == 2:
        match = [t for t in tensors if t.type == tensors[0].type]
        if len(match) == 2 and terms[0] == terms[1]:
            tensors[1] = tensors[0]
    y = case.einsum(terms, result, tensors)
    case.epilogue(y)


def make_linear(case):
    rng = case.rng
    element = rng.choice(FLOAT_ELEMENTS)
    rank = rng.choice([1, 2, 2, 2, 3, 3, 4])
    ins = case.any_extent(1100, 0.1)
    outs = case.any_extent(1100, 0.1)
    lead = [case.any_extent(case.budget if i == 0 else 20,
                            0.5 if i == 0 else 0.15) for i in range(rank - 1)]
    x = case.input(element, [*lead, ins])
    if rng.random() < 0.15:
        x = case.activation(x)
    weight = case.operand(element, [outs, ins], 0.75)
    bias = (case.operand(element, [outs], 0.75) if rng.random() < 0.5 else None)
    y = case.linear(x, weight, bias)
    if rng.random() < 0.25:
        # Another layer.
        y = case.activation(y)
        more = case.extent(100)
        y = case.linear(y, case.operand(element, [more, outs], 0.75))
    case.epilogue(y)


def make_gemv(case):
    rng = case.rng
    element = rng.choice(FLOAT_ELEMENTS)
    rows, columns = rng.choice([(4096, 1), (1, 4096), (1000, 1), (1, 1000),
                                (1000, 17), (17, 1000), (63, 65), (100, 333),
                                (333, 100), (7, 7), (257, 31), (512, 512),
                                (1, 1)])
    x = case.input(element, [columns])
    weight = case.operand(element, [rows, columns], 0.7)
    if rng.random() < 0.3:
        weight = case.operand(element, [columns, rows], 0.7)
        y = case.einsum(["i", "io"], "o", [x, weight])
    elif rng.random() < 0.5:
        y = case.einsum(["oi", "i"], "o", [weight, x])
    else:
        x = case.input(element, [rng.choice([1, Dynamic([1, 2, 3])]), columns])
        bias = case.operand(element, [rows]) if rng.random() < 0.5 else None
        y = case.linear(x, weight, bias)
    case.epilogue(y)


def make_narrow(case):
    """Products of narrow elements that are summed in 32 bits."""
    rng = case.rng
    element = rng.choice(["i8", "i8", "i8", "i8", "i16", "bf16"])
    first, second, result = rng.choice([
        ("ik", "jk", "ij"), ("ik", "jk", "ij"), ("ik", "jk", "ij"),
        ("ik", "kj", "ij"), ("ki", "kj", "ij"), ("bik", "bjk", "bij"),
        ("bik", "jk", "bij"), ("bik", "bkj", "bij"), ("ikl", "jkl", "ij"),
        ("ik", "jk", "ji"), ("k", "jk", "j"), ("ik", "k", "i")])
    if rng.random() < 0.5:
        extents = {axis: case.any_extent(600, 0.1)
                   for axis in rng.sample("ijk", 3)}
        extents |= {"b": case.extent(4), "l": case.extent(9)}
    else:
        # Matrix registers hold 16 rows, lanes and dot products.
        extents = {axis: rng.choice(MATRIX_EXTENTS) for axis in "ijk"}
        extents |= {"b": rng.choice([1, 2, 3]), "l": rng.choice([1, 2, 3])}
        if rng.random() < 0.2:
            extents["i"] = Dynamic([1, 15, *rng.sample(MATRIX_EXTENTS, 2)])
    factors = []
    for term, chance in ((first, 0.1), (second, 0.7)):
        x = case.operand(element, [extents[axis] for axis in term], chance)
        if element != "bf16":
            x = case.extend(x, "i32", rng.random() < 0.6)
        factors.append(x)
    case.epilogue(case.einsum([first, second], result, factors))


def choose_windows(case, axes, extents, kernels):
    rng = case.rng
    size, stride, dilation, padding = [], [], [], []
    for extent in extents:
        least = (extent if isinstance(extent, int) else min(
            (s for s in extent.sizes), default=1))
        s = rng.choice(kernels)
        d = rng.choice([1, 1, 1, 2, 3])
        low, high = rng.choice([(0, 0), (0, 0), (1, 1), (s // 2, s // 2),
                                (0, 1), (2, 0)])
        while least + low + high < d * (s - 1) + 1:
            if d > 1:
                d = 1
            elif s > 1:
                s -= 1
            else:
                high += 1
        size.append(s)
        dilation.append(d)
        padding += [low, high]
        stride.append(rng.choice([1, 1, 1, 2, 3]))
    return size, stride, dilation, padding


def image(case, element, axes, channels):
    rng = case.rng
    extents = [case.any_extent(20 if axes > 1 else 100, 0.15)
               for _ in range(axes)]
    for extent in extents:
        if isinstance(extent, Dynamic):
            extent.sizes = [s + 2 for s in extent.sizes]
    batch = case.dynamic(5) if rng.random() < 0.4 else rng.choice([1, 1, 2, 3])
    return case.input(element, [batch, channels, *extents])


def make_conv(case):
    rng = case.rng
    element = rng.choice(FLOAT_ELEMENTS)
    axes = rng.choice([1, 2, 2, 2, 2, 3])
    groups = rng.choice([1, 1, 1, 1, 2, 3])
    per_group = rng.choice([1, 1, 2, 3, 4, 5, 8, 16, 17, 32])
    filters = rng.choice([1, 2, 3, 4, 7, 8, 16, 17, 32, 33, 64])
    kernels = [1] if rng.random() < 0.2 else [1, 2, 3, 3, 3, 5]
    if rng.random() < 0.2:
        # Depthwise.
        groups, per_group, filters = rng.choice([2, 3, 8, 16, 17, 33]), 1, (
            rng.choice([1, 1, 2]))
    elif groups > 1:
        filters = min(filters, 8)
    case.budget //= per_group * filters * groups * 9
    case.budget = max(case.budget, 30)
    transposed = rng.random() < 0.12
    x = image(case, element, axes, per_group * groups)
    size, stride, dilation, padding = choose_windows(case, axes, x.shape[2:],
                                                     kernels)
    output_padding = [0] * axes
    if transposed:
        padding = [0] * (2 * axes)
        for i, (s, d) in enumerate(zip(size, dilation)):
            padding[2 * i] = rng.randrange((s - 1) * d + 1)
            output_padding[i] = rng.randrange(2)
            padding[2 * i + 1] = rng.randrange((s - 1) * d + output_padding[i]
                                               + 1)
            extent = x.shape[2 + i]
            least = extent if isinstance(extent, int) else min(extent.sizes)
            while (least - 1) * stride[i] + (s - 1) * d + 1 + (
                    output_padding[i]) - sum(padding[2 * i:2 * i + 2]) < 1:
                padding[2 * i] = max(padding[2 * i] - 1, 0)
                padding[2 * i + 1] = max(padding[2 * i + 1] - 1, 0)
        weight = case.operand(element, [per_group * groups, filters, *size],
                              0.75)
    else:
        weight = case.operand(element, [filters * groups, per_group, *size],
                              0.75)
    bias = (case.operand(element, [filters * groups], 0.75)
            if rng.random() < 0.5 else None)
    y = case.conv(x, weight, bias, stride, padding, dilation, groups,
                  transposed, output_padding)
    if rng.random() < 0.5:
        y = case.activation(y, "relu")
    if rng.random() < 0.2 and not transposed:
        more = rng.choice([1, 3, 8, 16, 17])
        w = case.operand(element, [more, filters * groups, *[1] * axes], 0.75)
        y = case.conv(y, w, None, [1] * axes, [0] * (2 * axes), [1] * axes, 1)
    case.epilogue(y)


def make_pool(case):
    rng = case.rng
    element = rng.choice(FLOAT_ELEMENTS)
    axes = rng.choice([1, 2, 2, 3])
    case.budget //= 9
    channels = case.extent(65)
    x = image(case, element, axes, channels)
    kind = rng.choice(["max", "average"])
    if rng.random() < 0.2:
        y = case.adaptive_pool(kind, x, [rng.choice([1, 1, 2, 3])
                                         for _ in range(axes)])
    else:
        size, stride, dilation, padding = choose_windows(
            case, axes, x.shape[2:], [1, 2, 2, 3, 3, 5])
        for i, s in enumerate(size):
            for j in (2 * i, 2 * i + 1):
                padding[j] = min(padding[j], s - 1)
            extent = x.shape[2 + i]
            least = extent if isinstance(extent, int) else min(extent.sizes)
            while least + sum(padding[2 * i:2 * i + 2]) < (
                    dilation[i] * (size[i] - 1) + 1):
                if dilation[i] > 1:
                    dilation[i] -= 1
                else:
                    size[i] -= 1
                    padding[2 * i:2 * i + 2] = [0, 0]
        y = case.pool(kind, x, size, stride, padding, dilation,
                      kind == "average" and rng.random() < 0.4)
    case.epilogue(y)


def make_reduce(case):
    rng = case.rng
    element = rng.choice(ELEMENTS)
    rank = rng.choice([1, 2, 2, 3, 3, 4])
    shape = [case.any_extent(round(case.budget ** rng.choice([0.4, 0.7, 1])))
             for _ in range(rank)]
    x = case.input(element, shape)
    if rng.random() < 0.3:
        x = case.activation(x)
    if rng.random() < 0.2:
        order = list(range(rank))
        rng.shuffle(order)
        x = case.permute(x, order)
    axes = sorted(rng.sample(range(rank), rng.randrange(1, rank + 1)))
    operation = rng.choice(["add", "add", "max", "min"] if element in FLOATS
                           else ["add", "mul", "max", "min", "and", "or",
                                 "xor"])
    keep = rng.random() < 0.4
    neutral = operation not in ("max", "min") and rng.random() < 0.7
    if not neutral:
        for axis in axes:
            if isinstance(x.shape[axis], Dynamic):
                x.shape[axis].sizes = [s or 1 for s in x.shape[axis].sizes]
    y = case.reduce(operation, x, axes, keep, neutral)
    if keep and rng.random() < 0.5:
        y = case.map("add", x, y)
    case.epilogue(y)


def make_norm(case):
    rng = case.rng
    element = rng.choice(FLOAT_ELEMENTS)
    case.budget = min(case.budget, 60000)
    kind = rng.choice(["softmax", "softmax", "log_softmax", "l2_normalize",
                       "layer_norm", "layer_norm", "layer_norm", "rms_norm"])
    rank = rng.choice([1, 2, 2, 3, 3, 4])
    shape = [case.any_extent(round(case.budget ** rng.choice([0.5, 0.7, 1])))
             for _ in range(rank)]
    for extent in shape:
        if isinstance(extent, Dynamic):
            extent.sizes = [s or 2 for s in extent.sizes]
    x = case.input(element, shape)
    if rng.random() < 0.2:
        x = case.activation(x)
    if rng.random() < 0.2:
        x = case.map("add", x, case.input(element, shape))
    if kind in ("softmax", "log_softmax"):
        axis = rng.choice([rank - 1, rng.randrange(rank)])
        y = case.normalize(
            kind, x, f"axis {axis} : {x.type}",
            lambda arithmetic, a, known: arithmetic.softmax(
                a, axis, kind == "log_softmax"))
    elif kind == "l2_normalize":
        axis = rng.randrange(rank)
        y = case.normalize(
            kind, x, f"axis {axis} epsilon 0.01 : {x.type}",
            lambda arithmetic, a, known: arithmetic.normalize_length(a, axis,
                                                                     0.01))
    else:
        axes = sorted(rng.sample(range(rank), rng.randrange(1, rank + 1)))
        if rng.random() < 0.6:
            axes = [rank - 1]
        part = [shape[a] for a in axes]
        scale = case.operand(element, part, 0.7) if rng.random() < 0.6 else None
        shift = (case.operand(element, part, 0.7)
                 if kind == "layer_norm" and rng.random() < 0.6 else None)

        def compute(arithmetic, a, known):
            def spread(tensor):
                def along(value):
                    full = [1] * rank
                    for axis, extent in zip(axes, value.shape):
                        full[axis] = extent
                    return value.reshape(full)
                return tensor.evaluate(known).apply(along)
            y = arithmetic.standardize(a, axes, 0.001, kind == "layer_norm")
            if scale is not None:
                y = arithmetic.multiply(y, spread(scale))
            if shift is not None:
                y = arithmetic.add(y, spread(shift))
            return y

        spelled = f"axes {axes}"
        extra = []
        for name, tensor in (("scale", scale), ("shift", shift)):
            if tensor is not None:
                spelled += f" {name} {tensor.name}"
                extra.append(tensor)
        y = case.normalize(kind, x, spelled + " epsilon 0.001 : OPERANDS -> "
                           "RESULT", compute, extra)
    case.epilogue(y)


def make_attention(case):
    rng = case.rng
    element = rng.choice(["f32"] * 6 + ["f64", "f16", "bf16"])
    case.budget = 100_000
    batch = rng.choice([1, 1, 2, Dynamic([1, 2, 3])])
    key_heads = rng.choice([1, 1, 2, 3])
    heads = key_heads * rng.choice([1, 1, 2, 4])
    case.budget //= heads * 2
    depth, deep = case.extent(65), rng.choice([1, 3, 8, 16, 17, 33])
    queries = case.any_extent(round(case.budget ** 0.6), 0.3)
    keys = case.any_extent(case.budget, 0.3)
    for extent in (queries, keys):
        if isinstance(extent, Dynamic):
            extent.sizes = [s or 1 for s in extent.sizes]
    if rng.random() < 0.5:
        keys = queries
    q = case.input(element, [batch, heads, queries, depth])
    k = case.input(element, [batch, key_heads, keys, depth])
    v = case.input(element, [batch, key_heads, keys, deep])
    mask = bias = None
    spelled = f"nn.attention {q.name}, {k.name}, {v.name}"
    operands = [q, k, v]
    if rng.random() < 0.3:
        mask = case.input("i1", [queries, keys])
        spelled += f" mask {mask.name}"
        operands.append(mask)
    if rng.random() < 0.3:
        bias = case.operand(element, [queries, keys])
        spelled += f" bias {bias.name}"
        operands.append(bias)
    causal = rng.random() < 0.4
    scale = 0.25 if rng.random() < 0.4 else None
    spelled += " causal" if causal else ""
    spelled += f" scale {scale}" if scale else ""
    arithmetic = Arithmetic(element)

    def compute(known):
        def read(tensor):
            return None if tensor is None else tensor.evaluate(known)
        return arithmetic.store(arithmetic.attend(
            read(q), read(k), read(v), read(mask), read(bias), causal, scale))

    y = case.make(element, [batch, heads, queries, deep],
                  spelled + " : OPERANDS -> RESULT", compute, operands)
    case.epilogue(y)


def make_image_network(case):
    """Two convolutions, pooling and a linear layer."""
    rng = case.rng
    element = rng.choice(["f32", "f32", "f32", "f16"])
    batch = rng.choice([1, 2, Dynamic([1, 2, 4, 0])])
    channels, side = rng.choice([1, 3, 4, 16]), rng.choice([8, 9, 13, 16])
    x = y = case.input(element, [batch, channels, side, side])
    for _ in range(rng.choice([1, 2])):
        filters = rng.choice([4, 8, 16, 17])
        w = case.param(element, [filters, y.shape[1], 3, 3])
        b = case.param(element, [filters]) if rng.random() < 0.6 else None
        y = case.conv(y, w, b, [1, 1], [1, 1, 1, 1], [1, 1], 1)
        if rng.random() < 0.3 and x.shape == y.shape:
            y = case.map("add", y, x)
        y = case.activation(y, "relu")
        x = y
    if rng.random() < 0.6:
        y = case.pool(rng.choice(["max", "average"]), y, [2, 2], [2, 2],
                      [0] * 4, [1, 1], False)
    if rng.random() < 0.6:
        y = case.adaptive_pool("average", y, [1, 1])
        y = case.reduce("add", y, [2, 3], False, True)
        y = case.linear(y, case.param(element, [10, y.shape[1]]),
                        case.param(element, [10]))
    case.epilogue(y)


def make_sequence_network(case):
    """A normalisation, two linear layers and a residual connection."""
    rng = case.rng
    element = rng.choice(["f32", "f32", "f32", "f16", "bf16"])
    width, hidden = rng.choice([8, 16, 17, 33]), rng.choice([16, 31, 64, 100])
    batch = rng.choice([1, 2, Dynamic([1, 2, 3, 0])])
    time = rng.choice([1, 7, 16, 33, Dynamic([1, 2, 17])])
    x = case.input(element, [batch, time, width])
    scale = case.param(element, [width])

    def compute(arithmetic, a, known):
        return arithmetic.multiply(
            arithmetic.standardize(a, [2], 0.001, True),
            scale.evaluate(known))

    y = case.normalize("layer_norm", x, f"axes [2] scale {scale.name} epsilon "
                       "0.001 : OPERANDS -> RESULT", compute, [scale])
    y = case.linear(y, case.param(element, [hidden, width]),
                    case.param(element, [hidden]))
    y = case.activation(y, rng.choice(["gelu<tanh>", "silu", "relu"]))
    y = case.linear(y, case.param(element, [width, hidden]),
                    case.param(element, [width]))
    case.epilogue(case.map("add", y, x))


KINDS = {"einsum": (make_einsum, 6), "linear": (make_linear, 5),
         "narrow": (make_narrow, 2), "gemv": (make_gemv, 2), "conv": (make_conv, 5),
         "pool": (make_pool, 2), "reduce": (make_reduce, 3),
         "norm": (make_norm, 3), "attention": (make_attention, 1),
         "images": (make_image_network, 1),
         "sequence": (make_sequence_network, 1)}
