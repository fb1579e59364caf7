"""Ops and layers on every element type that they admit, with static, dynamic and
empty extents, evaluated and compiled, against NumPy.

    element_ops.py FOLDER TYPE... [--target=TRIPLE --emulator=COMMAND]

With a target, what is compiled runs in an emulator.

To add an op, add a line to the table below. An instance of it is a function; all
of a type stand in one module, which is compiled to a library once per level. The
evaluator runs them in one entry that calls them all.
"""

import argparse
import math
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Callable

import numpy as np

from element_types import FLOATS, INTEGERS, TYPES
from emulated_library import Emulator
from model_library import Library

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "..", "Models"))
import reference_ops as ops  # noqa: E402

FLOAT, NUMBER, ALL = list(FLOATS), [*FLOATS, "i8", "i16", "i32", "i64"], list(TYPES)
BOOL, INTEGER = ["i1"], ["i8", "i16", "i32", "i64"]


@dataclass
class Op:
    """An op with its NumPy function. Shapes are words: a letter is an axis, whose
    extent is dynamic in the dynamic modes unless it is a capital."""

    name: str
    types: list
    inputs: dict            # name of the operand -> shape
    result: str             # shape
    text: str               # computes %r; {x} is the type of %x, {t} an element
    reference: Callable     # on arrays of f64, or of i64
    empty: str = ""         # the axis of extent 0 in the empty modes; none: not run
    terms: int = 0          # roundings in the arithmetic type, of the largest value
    extents: dict = field(default_factory=dict)
    literals: bool = False  # whether the op has numbers that f32 does not hold
    steps: int = 1          # how often the op rounds to the type of its result
    high: bool = False      # whether an integer takes the high bits of the result
    result_type: str = ""   # if not that of the inputs
    modes: str = "static dynamic"


EXTENTS = {"a": 2, "b": 3, "i": 4, "o": 5, "n": 2, "c": 4, "y": 6, "x": 5, "I": 4,
           "O": 5, "C": 4, "K": 3, "Y": 6, "X": 5}


def box_muller(shape, key):
    u = np.random.Generator(np.random.Philox(key=key)).random(
        2 * -(-math.prod(shape) // 2))
    radius, angle = np.sqrt(-2 * np.log(1 - u[::2])), 2 * np.pi * u[1::2]
    pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
    return pairs.ravel()[:math.prod(shape)].reshape(shape)


def softmax(x):
    powers = np.exp(x - x.max(-1, keepdims=True, initial=-np.inf))
    return powers / powers.sum(-1, keepdims=True)


def windows(x, size, stride=1):
    return np.lib.stride_tricks.sliding_window_view(x, size, 1)[:, ::stride]


def convolve(x, w, b):
    x = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    view = np.lib.stride_tricks.sliding_window_view(x, (3, 3), (2, 3))
    return np.einsum("ncyxij,ocij->noyx", view, w) + b[:, None, None]


def pool(x, combine):
    return combine(np.lib.stride_tricks.sliding_window_view(
        x, (2, 2), (2, 3))[:, :, ::2, ::2], (4, 5))


def normalise(x, scale, shift):
    centered = x - x.mean(-1, keepdims=True)
    return centered / np.sqrt((centered**2).mean(-1, keepdims=True) + 1e-3
                              ) * scale + shift


def batch_norm(x, scale, shift, mean, variance):
    c = (slice(None), None, None)
    return (x - mean[c]) / np.sqrt(np.abs(variance[c]) + 0.5) * scale[c] + shift[c]


def region(body, arguments, result="{t}"):
    scalars = ", ".join(f"%{name}: {{t}}" for name in arguments)
    return f"{{{{\n^bb0({scalars}):\n{body}\nnn.yield %z : {result}\n}}}}"


def elementwise(body, inputs, result="{t}"):
    """A map with a region, whose scalars have the names of the operands in
    capitals."""
    types = ", ".join("{" + name + "}" for name in inputs)
    return (f"%r = nn.map {', '.join('%' + n for n in inputs)} : ({types}) -> {{r}} "
            + region(body, [n.upper() for n in inputs], result))


OPS = [
    # Contractions.
    Op("matmul", NUMBER, {"x": "b i", "w": "o i"}, "b o",
       '%r = nn.einsum "b i, o i -> b o" %x, %w : ({x}, {w}) -> {r}',
       lambda x, w: np.einsum("bi,oi->bo", x, w), "b", 4),
    Op("matmul_over_nothing", NUMBER, {"x": "b i", "w": "o i"}, "b o",
       '%r = nn.einsum "b i, o i -> b o" %x, %w : ({x}, {w}) -> {r}',
       lambda x, w: np.einsum("bi,oi->bo", x, w), "", 4, {"i": 0}),
    Op("dot", NUMBER, {"x": "i", "w": "i"}, "",
       '%r = nn.einsum "i, i ->" %x, %w : ({x}, {w}) -> {r}',
       lambda x, w: np.dot(x, w), "i", 4),
    Op("diagonal", NUMBER, {"x": "i i b"}, "b i",
       '%r = nn.einsum "i i b -> b i" %x : ({x}) -> {r}',
       lambda x: np.einsum("iib->bi", x), "b"),
    Op("outer", NUMBER, {"x": "b", "w": "i", "s": ""}, "i b",
       '%r = nn.einsum "b, i, -> i b" %x, %w, %s : ({x}, {w}, {s}) -> {r}',
       lambda x, w, s: np.einsum("b,i,->ib", x, w, s), "i", 2),
    # Rearrangements.
    Op("permute", ALL, {"x": "b i o"}, "o b i",
       '%r = nn.rearrange "b i o -> o b i" %x : ({x}) -> {r}',
       lambda x: x.transpose(2, 0, 1), "b"),
    Op("split", ALL, {"x": "y"}, "K a",
       '%r = nn.rearrange "(k a) -> k a" %x sizes {{k = 3}} : ({x}) -> {r}',
       lambda x: x.reshape(3, 2), ""),
    Op("merge", ALL, {"x": "b i"}, "x",
       '%r = nn.rearrange "b i -> (i b)" %x : ({x}) -> {r}',
       lambda x: x.T.reshape(-1), "", 0, {"x": 12}),
    Op("repeat", ALL, {"x": "b"}, "b K",
       '%r = nn.rearrange "b -> b k" %x sizes {{k = 3}} : ({x}) -> {r}',
       lambda x: np.repeat(x[:, None], 3, 1), "b"),
    Op("scalar_axis", ALL, {"x": ""}, "1 1",
       '%r = nn.rearrange "-> 1 1" %x : ({x}) -> {r}',
       lambda x: x.reshape(1, 1), "", modes="static"),
    # Maps.
    Op("polynomial", FLOAT, {"x": "b i", "w": "i", "s": ""}, "b i",
       elementwise("%p = arith.mulf %X, %W : {t}\n%z = arith.addf %p, %S : {t}",
                   ["x", "w", "s"]),
       lambda x, w, s: x * w + s, "b", 2),
    Op("integer_polynomial", INTEGER, {"x": "b i", "w": "i", "s": ""}, "b i",
       elementwise("%p = arith.muli %X, %W : {t}\n%z = arith.addi %p, %S : {t}",
                   ["x", "w", "s"]),
       lambda x, w, s: x * w + s, "b"),
    Op("logic", BOOL, {"x": "b i", "w": "b 1"}, "b i",
       elementwise("%z = arith.xori %X, %W : {t}", ["x", "w"]),
       lambda x, w: x ^ w, "b"),
    Op("compare", FLOAT, {"x": "b i", "w": "b i"}, "b i",
       elementwise("%z = arith.cmpf olt, %X, %W : {t}", ["x", "w"], "i1"),
       lambda x, w: x < w, "i", result_type="i1"),
    Op("compare_integers", INTEGER, {"x": "b i", "w": "b i"}, "b i",
       elementwise("%z = arith.cmpi slt, %X, %W : {t}", ["x", "w"], "i1"),
       lambda x, w: x < w, "i", result_type="i1"),
    # What is larger than any f16 between the first op and the last.
    Op("unrounded", FLOAT, {"x": "b i"}, "b i",
       elementwise("%k = arith.constant 4.096e+03 : {t}\n"
                   "%p = arith.mulf %X, %k : {t}\n%q = arith.mulf %p, %k : {t}\n"
                   "%u = arith.divf %q, %k : {t}\n%z = arith.divf %u, %k : {t}",
                   ["x"]), lambda x: x, "b", 4),
    Op("positions", ALL, {"x": "b i"}, "b i",
       elementwise("%j = nn.index 1\n%c = arith.constant 2 : index\n"
                   "%k = arith.cmpi ult, %j, %c : index\n%o = arith.constant {one} : {t}\n"
                   "%z = arith.select %k, %X, %o : {t}", ["x"]),
       lambda x: np.where(np.arange(x.shape[1]) < 2, x, 1), "b"),
    Op("add", FLOAT, {"x": "b i", "w": "b i"}, "b i", "%r = arith.addf %x, %w : {r}",
       lambda x, w: x + w, "b", 1),
    Op("subtract", INTEGER, {"x": "b i", "w": "b i"}, "b i",
       "%r = arith.subi %x, %w : {r}", lambda x, w: x - w, "b"),
    Op("scalar_product", FLOAT, {"x": "", "w": ""}, "", "%r = arith.mulf %x, %w : {r}",
       lambda x, w: x * w, "", 1, modes="static"),
    Op("function", FLOAT, {"x": "b i"}, "b i",
       "%a = math.absf %x : {x}\n%s = math.sqrt %a : {x}\n%r = math.tanh %s : {x}",
       lambda x: np.tanh(np.sqrt(np.abs(x))), "b", 8),
    # Reductions.
    Op("sum", FLOAT, {"x": "b i o"}, "b o",
       "%r = nn.reduce %x axes [1] : ({x}) -> {r} neutral {one} " +
       region("%z = arith.addf %A, %B : {t}", "AB"),
       lambda x: x.sum(1) + 1, "b", 5),
    Op("sum_over_nothing", FLOAT, {"x": "b i o"}, "b o",
       "%r = nn.reduce %x axes [1] : ({x}) -> {r} neutral {one} " +
       region("%z = arith.addf %A, %B : {t}", "AB"),
       lambda x: x.sum(1) + 1, "", 0, {"i": 0}),
    Op("long_sum", FLOAT, {"x": "i"}, "1",
       "%r = nn.reduce %x axes [0] keep : ({x}) -> {r} neutral {one} " +
       region("%q = arith.mulf %B, %B : {t}\n%z = arith.addf %A, %q : {t}", "AB"),
       lambda x: (x * x).sum(keepdims=True) + 1, "", 4096, {"i": 4096}),
    Op("integer_sum", INTEGER, {"x": "b i o"}, "b o",
       "%r = nn.reduce %x axes [1] : ({x}) -> {r} neutral 1 " +
       region("%z = arith.addi %A, %B : {t}", "AB"),
       lambda x: x.sum(1) + 1, "b"),
    Op("largest", FLOAT, {"x": "b i o"}, "1 i 1",
       "%r = nn.reduce %x axes [0, 2] keep : ({x}) -> {r} " +
       region("%z = arith.maximumf %A, %B : {t}", "AB"),
       lambda x: x.max((0, 2), keepdims=True), "i"),
    Op("largest_integer", INTEGER, {"x": "b i"}, "b",
       "%r = nn.reduce %x axes [1] : ({x}) -> {r} " +
       region("%z = arith.maxsi %A, %B : {t}", "AB"), lambda x: x.max(1), "b"),
    Op("any", BOOL, {"x": "b i"}, "b",
       "%r = nn.reduce %x axes [1] : ({x}) -> {r} neutral false " +
       region("%z = arith.ori %A, %B : {t}", "AB"), lambda x: x.any(1), "b"),
    Op("sum_from_first", FLOAT, {"x": "b i o"}, "1 i 1",
       "%r = nn.reduce %x axes [0, 2] keep : ({x}) -> {r} " +
       region("%z = arith.addf %A, %B : {t}", "AB"),
       lambda x: x.sum((0, 2), keepdims=True), "i", 15),
    # Windows.
    Op("windows", ALL, {"x": "b y"}, "b i K",
       "%r = nn.window %x axes [1] size [3] : {x} -> {r}",
       lambda x: windows(x, 3), "b"),
    Op("padded_windows", ALL, {"x": "b y"}, "b i K",
       "%r = nn.window %x axes [1] size [3] stride [2] padding [1, 2] "
       "pad_value {one} : {t} : {x} -> {r}",
       lambda x: windows(np.pad(x, ((0, 0), (1, 2)), constant_values=1), 3, 2), "b"),
    Op("spread_windows", ALL, {"x": "b i"}, "b y K",
       "%r = nn.window %x axes [1] size [3] padding [1, 0] base_dilation [2] : "
       "{x} -> {r}",
       lambda x: windows(np.pad(np.kron(x, np.eye(1, 2, dtype=x.dtype))[:, :-1],
                                ((0, 0), (1, 0))), 3), "b"),
    # Places.
    Op("joined", ALL, {"x": "b i", "w": "b K"}, "b x",
       "%r = nn.concat %x, %w axis 1 : ({x}, {w}) -> {r}",
       lambda x, w: np.concatenate([x, w], 1), "b"),
    Op("part", ALL, {"x": "b y x"}, "b a",
       '%r = nn.slice ":, -1:0:-3, 1" %x : ({x}) -> {r}',
       lambda x: x[:, -1:0:-3, 1], "b"),
    Op("gathered", ALL, {"x": "i b"}, "K b",
       "%p = arith.constant dense<[3, 0, 3]> : tensor<3xi16>\n"
       "%r = nn.gather %x axes [0] at %p : ({x}, tensor<3xi16>) -> {r}",
       lambda x: x[[3, 0, 3]], "b"),
    Op("scattered", ALL, {"x": "K b", "w": "i b"}, "i b",
       "%p = arith.constant dense<[3, 0, 3]> : tensor<3xi64>\n"
       "%r = nn.scatter %x into %w axes [0] at %p : ({x}, {w}, tensor<3xi64>) -> {r} "
       + region("", ["old", "z"]),
       lambda x, w: np.stack([x[1], w[1], w[2], x[2]]), "b"),
    Op("scatter_sum", FLOAT, {"x": "K b", "w": "i b"}, "i b",
       "%p = arith.constant dense<[3, 0, 3]> : tensor<3xi64>\n"
       "%r = nn.scatter %x into %w axes [0] at %p : ({x}, {w}, tensor<3xi64>) -> {r} "
       + region("%z = arith.addf %A, %B : {t}", "AB"),
       lambda x, w: w + np.stack([x[1], 0 * x[0], 0 * x[0], x[0] + x[2]]),
       "b", 2, steps=2),
    Op("sorted", ALL, {"x": "b i"}, "b i",
       "%r, %p = nn.sort %x axis 1 : ({x}) -> ({r}, {places})",
       lambda x: np.sort(x, 1), "b"),
    Op("sorted_places", ALL, {"x": "b i"}, "b i",
       "%v, %r = nn.sort %x axis 1 descending : ({x}) -> ({x}, {r})",
       lambda x: np.array([sorted(range(x.shape[1]), key=lambda i: -row[i])
                           for row in x.tolist()], int).reshape(x.shape),
       "b", result_type="i64"),
    # Selectors, whose queries and keys are the elements of two sequences.
    Op("selected", ALL, {"x": "i", "w": "b"}, "b i",
       "%r = nn.select le %x, %w : ({x}, {w}) -> {r}",
       lambda x, w: ops.select("le", x, w), "b", result_type="i1"),
    Op("selected_widths", ALL, {"x": "i", "w": "b"}, "b",
       "%s = nn.select ne %x, %w : ({x}, {w}) -> tensor<?x?xi1>\n"
       "%r = nn.selector_width %s : (tensor<?x?xi1>) -> {r}",
       lambda x, w: ops.selector_width(ops.select("ne", x, w)), "i",
       result_type="i64"),
    *(Op(f"aggregate_{kind}", types, {"x": "i", "w": "b", "v": "i o", "d": "o"},
         "b o", "%s = nn.select lt %x, %w : ({x}, {w}) -> tensor<?x?xi1>\n"
         f"%r = nn.aggregate {kind} %s, %v default %d : "
         "(tensor<?x?xi1>, {v}, {d}) -> {r}",
         lambda x, w, v, d, kind=kind: ops.aggregate(
             kind, ops.select("lt", x, w), v, d), "i", terms)
      for kind, types, terms in (("mean", FLOAT, 6), ("sum", NUMBER, 4),
                                 ("max", ALL, 0), ("min", ALL, 0),
                                 ("first", ALL, 0), ("last", ALL, 0))),
    Op("aggregate_integer_mean", BOOL + INTEGER, {"x": "i", "w": "b", "v": "i o"},
       "b o", "%s = nn.select lt %x, %w : ({x}, {w}) -> tensor<?x?xi1>\n"
       "%r = nn.aggregate mean %s, %v : (tensor<?x?xi1>, {v}) -> {r}",
       lambda x, w, v: ops.aggregate("mean", ops.select("lt", x, w), v), "b",
       result_type="f64"),
    # Checks and texts.
    Op("required", ALL, {"x": "b i"}, "b i",
       "%o = arith.constant dense<true> : tensor<1x1xi1>\n"
       "%k = nn.map %x, %o : ({x}, tensor<1x1xi1>) -> tensor<?x?xi1> {{\n"
       "^bb0(%X: {t}, %O: i1):\nnn.yield %O : i1\n}}\n"
       '%r = nn.require %x, %k, "expected it to hold" : ({x}, tensor<?x?xi1>) -> {r}',
       lambda x: x, "b"),
    *(Op(f"interned_{extent}", INTEGER, {"x": f"b {extent}", "w": "o 1"}, "b",
         "%h = arith.constant 3 : {t}\n"
         + "\n".join(f"%{n} = nn.map %{m} : ({{{m}}}) -> {{{m}}} {{{{\n"
                     f"^bb0(%X: {{t}}):\n%Y = arith.andi %X, %h : {{t}}\n"
                     f"nn.yield %Y : {{t}}\n}}}}" for n, m in (("a", "x"), ("b", "w")))
         + "\n%r, %q = nn.intern %a, %b : ({x}, {w}) -> ({r}, tensor<?xi64>)",
         lambda x, w: ops.intern(x & 3, w & 3)[0], "b", result_type="i64")
      for extent in "ay"),
    Op("joined_rows", INTEGER, {"x": "b i", "w": "b o"}, "b y",
       "%r = nn.join_rows %x, %w : ({x}, {w}) -> {r}",
       lambda x, w: ops.join_rows(x, w), "b", extents={"y": 9}),
    # Control.
    Op("branch", ALL, {"x": "b i", "w": "b i"}, "b i",
       "%c = arith.constant dense<false> : tensor<i1>\n"
       "%r = nn.cond %c : tensor<i1> -> {r} {{\nnn.yield %x : {x}\n}} else {{\n"
       "nn.yield %w : {w}\n}}", lambda x, w: w, "b"),
    Op("delayed", ALL, {"x": "y b", "w": "b"}, "y b",
       "%s, %r = nn.scan init(%w : {w}) over(%x : {x}) -> {w}, {r} {{\n"
       "^bb0(%h: {w}, %v: {w}):\nnn.yield %v, %h : {w}, {w}\n}}",
       lambda x, w: np.concatenate([w[None], x[:-1]]), "b"),
    Op("recurrence", FLOAT, {"x": "y b", "w": "b"}, "b",
       "%r = nn.scan init(%w : {w}) over(%x : {x}) -> {w} {{\n"
       "^bb0(%h: {w}, %v: {w}):\n%n = nn.map %h, %v : ({w}, {w}) -> {w} "
       + region("%k = arith.constant 5.0e-01 : {t}\n%p = arith.mulf %A, %k : {t}\n"
                "%z = arith.addf %p, %B : {t}", "AB") + "\nnn.yield %n : {w}\n}}",
       lambda x, w: sum(x[i] * 0.5**(5 - i) for i in range(6)) + w / 64, "b", 12,
       steps=6),
    Op("woven", ALL, {"x": "y b", "w": "b"}, "y b",
       "%r = nn.weave over(%x : {x}) -> {r} {{\n"
       "^bb0(%v: {w}):\nnn.yield %v : {w}\n}}", lambda x, w: x, "b"),
    Op("settled", ALL, {"x": "b i"}, "b i",
       "%r, %n, %s = nn.fixed_point init(%x : {x}) tolerance 0.0 limit 3 -> {r}, "
       "tensor<i64>, tensor<i1> {{\n^bb0(%v: {x}):\nnn.yield %v : {x}\n}}",
       lambda x: x, "b"),
    Op("random", FLOAT, {"x": "b i"}, "b i",
       "%s = arith.constant dense<7> : tensor<i64>\n"
       "%r = nn.random uniform %s stream 2 like %x : tensor<i64>, {x} -> {r}",
       lambda x: np.random.Generator(np.random.Philox(key=[7, 2])).random(x.shape),
       "b", 1),
    Op("normal", FLOAT, {"x": "b i"}, "b i",
       "%s = arith.constant dense<7> : tensor<i64>\n"
       "%r = nn.random normal %s stream 2 like %x : tensor<i64>, {x} -> {r}",
       lambda x: box_muller(x.shape, [7, 2]), "b", 8),
    Op("bits", BOOL + INTEGER, {"x": "b i"}, "b i",
       "%s = arith.constant dense<7> : tensor<i64>\n"
       "%r = nn.random bits %s stream 2 like %x : tensor<i64>, {x} -> {r}",
       lambda x: np.random.Philox(key=[7, 2]).random_raw(x.size).reshape(x.shape),
       "b", high=True),
    # Constants, parameters, networks with other weights.
    Op("constant", ALL, {"x": "a"}, "K",
       "%r = arith.constant dense<[{one}, {one}, {zero}]> : tensor<3x{t}>",
       lambda x: np.array([1, 1, 0]), "", modes="static"),
    Op("parameter", ALL, {"x": "a"}, "a", "%r = nn.param_ref @parameter : {r}",
       lambda x: np.array([1, 1]), "", modes="static"),
    Op("apply", ALL, {"x": "a"}, "a",
       "%r = nn.apply @parameter_net() params(@parameter = %x : {x}) : () -> {r}",
       lambda x: x, "", modes="static"),
    # Ops on tensors, which are static.
    Op("concat", ALL, {"x": "b i", "w": "b K"}, "b X",
       "%r = tensor.concat dim(1) %x, %w : ({x}, {w}) -> {r}",
       lambda x, w: np.concatenate([x, w], 1), "b", 0, {"X": 7}, modes="static"),
    Op("slice", ALL, {"x": "y x"}, "K a",
       "%r = tensor.extract_slice %x[0, 1] [3, 2] [2, 2] : {x} to {r}",
       lambda x: x[0:6:2, 1:5:2], "", modes="static"),
    Op("insert", ALL, {"x": "y x", "w": "K a"}, "y x",
       "%r = tensor.insert_slice %w into %x[0, 1] [3, 2] [2, 2] : {w} into {x}",
       lambda x, w: np.array([[w[i // 2, (j - 1) // 2] if i % 2 == 0 and j % 2 else
                               x[i, j] for j in range(5)] for i in range(6)]),
       "", modes="static"),
    Op("pad", ALL, {"x": "a K"}, "b y",
       "%o = arith.constant {one} : {t}\n%r = tensor.pad %x low[1, 0] high[0, 3] {{\n"
       "^bb0(%i: index, %j: index):\ntensor.yield %o : {t}\n}} : {x} to {r}",
       lambda x: np.pad(x, ((1, 0), (0, 3)), constant_values=1), "", modes="static"),
    Op("fill", ALL, {"x": "a"}, "b i",
       "%o = arith.constant {one} : {t}\n%r = tensor.splat %o : {r}",
       lambda x: np.full((3, 4), 1), "", modes="static"),
    Op("elements", ALL, {"x": "a"}, "a",
       "%o = arith.constant {one} : {t}\n%z = arith.constant {zero} : {t}\n"
       "%r = tensor.from_elements %o, %z : {r}",
       lambda x: np.array([1, 0]), "", modes="static"),
    # Layers.
    Op("linear", FLOAT, {"x": "a b i", "w": "o i", "h": "o"}, "a b o",
       "%r = nn.linear %x, %w bias %h : ({x}, {w}, {h}) -> {r}",
       lambda x, w, h: np.einsum("abi,oi->abo", x, w) + h, "b", 6),
    Op("conv", FLOAT, {"x": "n C y x", "w": "O C K K", "h": "O"}, "n O y x",
       "%r = nn.conv %x, %w bias %h padding [1, 1, 1, 1] : ({x}, {w}, {h}) -> {r}",
       convolve, "n", 38),
    Op("pool_max", FLOAT, {"x": "n c y x"}, "n c b a",
       "%r = nn.pool max %x size [2, 2] : ({x}) -> {r}",
       lambda x: pool(x, np.max), "n"),
    Op("pool_average", FLOAT, {"x": "n c y x"}, "n c b a",
       "%r = nn.pool average %x size [2, 2] : ({x}) -> {r}",
       lambda x: pool(x, np.mean), "n", 5),
    Op("prelu", FLOAT, {"x": "b i", "s": "i"}, "b i",
       "%r = nn.prelu %x, %s : ({x}, {s}) -> {r}",
       lambda x, s: np.where(x > 0, x, s * x), "b", 1),
    Op("softmax", FLOAT, {"x": "b i"}, "b i", "%r = nn.softmax %x axis 1 : {x}",
       softmax, "b", 16),
    Op("layer_norm", FLOAT, {"x": "b i", "s": "i", "h": "i"}, "b i",
       "%r = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-03 : "
       "({x}, {s}, {h}) -> {r}",
       normalise, "b", 64, literals=True),
    Op("batch_norm", FLOAT, {"x": "n c y x", "s": "c", "h": "c", "m": "c", "u": "c"},
       "n c y x", "%v = math.absf %u : {u}\n%r = nn.batch_norm %x, %s, %h, %m, %v "
       "epsilon 0.5 : ({x}, {s}, {h}, {m}, {u}) -> {r}", batch_norm, "n", 16),
] + [
    Op(name, FLOAT, {"x": "b i"}, "b i",
       f"%r = nn.activation #nn.{name}, %x : {{x}}", function, "b", 12,
       literals=name == "gelu")
    for name, function in {
        "relu": lambda x: np.maximum(x, 0),
        "leaky_relu<slope = 0.25>": lambda x: np.where(x > 0, x, x / 4),
        "tanh": np.tanh,
        "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
        "silu": lambda x: x / (1 + np.exp(-x)),
        "gelu": lambda x: x / 2 * (1 + np.vectorize(math.erf, [float])(
            x / math.sqrt(2))),
        "exp": np.exp,
        "softplus": lambda x: np.log1p(np.exp(x)),
    }.items()]


def along_channels(function, **options):
    return lambda x, s, h: function(x, scale=s, shift=h, epsilon=0.5, **options)


OPS += [
    Op("log_softmax", FLOAT, {"x": "b i"}, "b i", "%r = nn.log_softmax %x axis 1 : {x}",
       lambda x: ops.log_softmax(x, 1), "b", 32),
    Op("l2_normalize", FLOAT, {"x": "b i"}, "b i",
       "%r = nn.l2_normalize %x axis 1 epsilon 0.5 : {x}",
       lambda x: ops.l2_normalize(x, 1, 0.5), "b", 16),
    Op("rms_norm", FLOAT, {"x": "b i o", "s": "b o"}, "b i o",
       "%r = nn.rms_norm %x axes [0, 2] scale %s epsilon 0.5 : ({x}, {s}) -> {r}",
       lambda x, s: ops.rms_norm(x, (0, 2), s, epsilon=0.5), "i", 64),
    Op("group_norm", FLOAT, {"x": "n c y", "s": "c", "h": "c"}, "n c y",
       "%r = nn.group_norm %x groups 2 scale %s shift %h epsilon 0.5 : "
       "({x}, {s}, {h}) -> {r}",
       along_channels(ops.group_norm, groups=2), "n", 128),
    Op("instance_norm", FLOAT, {"x": "n c y", "s": "c", "h": "c"}, "n c y",
       "%r = nn.instance_norm %x scale %s shift %h epsilon 0.5 : "
       "({x}, {s}, {h}) -> {r}", along_channels(ops.instance_norm), "n", 64),
    Op("conv_transpose", FLOAT, {"x": "n C i", "w": "C O K"}, "n O x",
       "%r = nn.conv_transpose %x, %w stride [2] padding [1, 0] : ({x}, {w}) -> {r}",
       lambda x, w: ops.conv_transpose(x, w, stride=(2,), padding=(1, 0)), "n", 16),
    Op("pool_without_padding", FLOAT, {"x": "n c y"}, "n c i",
       "%r = nn.pool average %x size [3] stride [2] padding [1, 2] exclude_padding : "
       "({x}) -> {r}",
       lambda x: ops.pool("average", x, (3,), (2,), (1, 2), None, True), "n", 5),
    Op("adaptive_pool", FLOAT, {"x": "n c y x"}, "n c 4 2",
       "%r = nn.adaptive_pool average %x size [4, 2] : ({x}) -> {r}",
       lambda x: ops.adaptive_pool("average", x, (4, 2)), "n", 16),
    Op("adaptive_pool_max", FLOAT, {"x": "n c y x"}, "n c 1 2",
       "%r = nn.adaptive_pool max %x size [1, 2] : ({x}) -> {r}",
       lambda x: ops.adaptive_pool("max", x, (1, 2)), "n"),
    Op("resize_nearest", FLOAT, {"x": "n c i"}, "n c 6",
       "%r = nn.resize nearest %x size [6] : ({x}) -> {r}",
       lambda x: ops.resize("nearest", x, (6,)), "n"),
    Op("resize_linear", FLOAT, {"x": "n c y"}, "n c e",
       "%r = nn.resize linear %x factor [2] : ({x}) -> {r}",
       lambda x: ops.resize("linear", x, factor=(2,)), "n", 4, {"e": 12}),
    Op("attention", FLOAT,
       {"q": "n C b i", "k": "n 2 x i", "v": "n 2 x o", "h": "b x", "s": "C"},
       "n C b o", "%r = nn.attention %q, %k, %v bias %h slopes %s causal : "
       "({q}, {k}, {v}, {h}, {s}) -> {r}",
       lambda q, k, v, h, s: ops.attention(q, k, v, None, h, s, True), "n", 128),
    Op("positions_along_axis", ALL, {"x": "b i"}, "i",
       "%r = nn.positions %x axis 1 : ({x}) -> {r}", lambda x: np.arange(x.shape[1]),
       "i", result_type="i64"),
    Op("sinusoidal_encoding", FLOAT, {"x": "b i"}, "b i 4",
       "%r = nn.sinusoidal_encoding halves %x depth 4 base 4.0 : ({x}) -> {r}",
       lambda x: ops.sinusoidal_encoding("halves", x, 4, 4.0), "b", 16),
    Op("rotary", FLOAT, {"x": "n c b I"}, "n c b I",
       "%r = nn.rotary interleaved %x base 4.0 : ({x}) -> {r}",
       lambda x: ops.rotary("interleaved", x, base=4.0), "b", 32),
    Op("embedding", FLOAT, {"x": "b i"}, "b i",
       "%p = nn.positions %x axis 0 : ({x}) -> tensor<?xi64>\n"
       "%r = nn.embedding %p, %x : (tensor<?xi64>, {x}) -> {r}", lambda x: x, "b"),
    Op("elman_cell", FLOAT, {"x": "b i", "h": "b o", "w": "O i", "v": "O o"}, "b o",
       "%r = nn.elman_cell #nn.tanh, %x, %h weights %w, %v : "
       "({x}, {h}, {w}, {v}) -> {r}",
       lambda x, h, w, v: ops.elman_cell(np.tanh, x, h, w, v), "b", 64),
    Op("gru_cell", FLOAT, {"x": "b i", "h": "b o", "w": "e i", "v": "e o"}, "b o",
       "%r = nn.gru_cell %x, %h weights %w, %v : ({x}, {h}, {w}, {v}) -> {r}",
       ops.gru_cell, "b", 64, {"e": 15}),
    Op("lstm_cell", FLOAT, {"x": "b i", "h": "b o", "w": "e i", "v": "e o"}, "b o",
       "%r, %c = nn.lstm_cell %x, %h, %h weights %w, %v : "
       "({x}, {h}, {h}, {w}, {v}) -> ({r}, {r})",
       lambda x, h, w, v: ops.lstm_cell(x, h, h, w, v)[0], "b", 64, {"e": 20}),
]


class Instance:
    """An op on one element type in one mode."""

    def __init__(self, op, kind, mode, arrays):
        self.op, self.kind, self.mode = op, kind, mode
        self.extents = {**EXTENTS, **op.extents}
        if "empty" in mode:
            self.extents[op.empty] = 0
        self.name = f"{op.name.split('<')[0]}_{mode}"
        self.operands = {}      # name -> key of the array
        for place, (name, shape) in enumerate(op.inputs.items()):
            key = (self.tensor(shape, kind.name), self.shape(shape), place)
            if key not in arrays:
                arrays[key] = make_array(kind, key[1], len(arrays))
            self.operands[name] = key
        values = [kind.decode(arrays[key]) for key in self.operands.values()]
        with np.errstate(all="ignore"):
            self.expected = np.asarray(op.reference(*values))
        self.result = self.tensor(op.result, op.result_type or kind.name,
                                  self.expected.shape)

    def shape(self, axes):
        return tuple(int(a) if a.isdigit() else self.extents[a] for a in axes.split())

    def tensor(self, axes, element, shape=None):
        """The type; a result has the shape that NumPy found."""
        shape = self.shape(axes) if shape is None else shape
        dynamic = "dynamic" in self.mode
        assert len(shape) == len(axes.split()), (self.op.name, shape)
        return "tensor<" + "".join(
            ("?" if dynamic and axis.islower() else str(extent)) + "x"
            for axis, extent in zip(axes.split(), shape)) + element + ">"

    def function(self, visibility):
        kind = self.kind
        real = kind.name in FLOATS
        literals = {"one": "1.0" if real else "1", "zero": "0.0" if real else "0",
                    "places": self.tensor(self.op.result, "i64",
                                          self.expected.shape)}
        types = {name: key[0] for name, key in self.operands.items()}
        text = self.op.text.format(t=kind.name, r=self.result, **types, **literals)
        arguments = ", ".join(f"%{n}: {t}" for n, t in types.items())
        return (f"func.func {visibility} @{self.name}({arguments}) -> {self.result} "
                f"{{\n{text}\nreturn %r : {self.result}\n}}\n")

    def call(self, names):
        keys = self.operands.values()
        return (f"%{self.name} = func.call @{self.name}("
                f"{', '.join(names[key] for key in keys)}) : "
                f"({', '.join(key[0] for key in keys)}) -> {self.result}")

    def tolerance(self, evaluated):
        """Half a last place of the result, and what the arithmetic loses before: in
        f32 for halves, and in f64 by the evaluator."""
        result = TYPES[self.op.result_type or self.kind.name]
        if not result.epsilon or not self.op.terms:
            return 0
        size = np.abs(self.expected)
        last = np.maximum(result.epsilon / 2 * size,
                          2.0**(result.least - result.digits - 1))
        exact = result.name == "f64" or (evaluated and not self.op.literals)
        arithmetic = FLOATS["f64" if exact else "f32"].epsilon
        most = max(1, size.max(initial=0))
        return (last * 1.0001 + self.op.terms * arithmetic * most +
                (self.op.steps - 1) * result.epsilon / 2 * most)

    def check(self, got, evaluated=False):
        if got.shape != self.expected.shape:
            return f"{self.name}: shape {got.shape}, expected {self.expected.shape}"
        result = TYPES[self.op.result_type or self.kind.name]
        expected = self.expected
        if self.op.high:
            expected = expected >> np.uint64(64 - result.bits)
        if result.name in INTEGERS:
            expected = np.vectorize(result.wrap, [np.int64])(expected.astype(object)) \
                if expected.size else expected.astype(np.int64)
        if result.name in FLOATS and not self.op.terms:
            expected = result.round(expected)
        values = result.decode(got)
        with np.errstate(invalid="ignore"):
            good = (values == expected) | (
                np.abs(values - expected) <= self.tolerance(evaluated))
        if good.all():
            return ""
        place = np.unravel_index(np.argmin(good), good.shape)
        return (f"{self.name}: {np.sum(~good)} of {good.size} differ; at "
                f"{[int(p) for p in place]} got {values[place]}, expected "
                f"{expected[place]}")


def make_array(kind, shape, seed):
    generator = np.random.default_rng(seed)
    if kind.name in FLOATS:
        return kind.encode(generator.random(shape) * 4 - 2)
    if kind.bits == 1:
        return kind.encode(generator.integers(0, 2, shape))
    return kind.encode(generator.integers(-9, 10, shape))


def make_instances(kind):
    arrays, instances = {}, []
    for op in OPS:
        if kind.name not in op.types:
            continue
        modes = op.modes.split()
        modes += [f"{mode}_empty" for mode in modes if op.empty]
        instances += [Instance(op, kind, mode, arrays) for mode in modes]
    return arrays, instances


def make_functions(kind, instances, visibility):
    one = "1.0" if kind.name in FLOATS else "1"
    pair = f"tensor<2x{kind.name}>"
    return [f"nn.param @parameter : {pair} = dense<{one}>",
            f"func.func private @parameter_net() -> {pair} {{",
            f"%w = nn.param_ref @parameter : {pair}", f"return %w : {pair}", "}",
            *(instance.function(visibility) for instance in instances)]


def evaluate(kind, arrays, instances):
    """The outputs of the evaluator."""
    names = {key: f"%in{index}" for index, key in enumerate(arrays)}
    arguments = ", ".join(f"{name}: {key[0]}" for key, name in names.items())
    results = ", ".join(i.result for i in instances)
    values = ", ".join("%" + i.name for i in instances)
    lines = make_functions(kind, instances, "private")
    lines += [f"func.func @all({arguments}) -> ({results}) {{",
              *(instance.call(names) for instance in instances),
              f"return {values} : {results}", "}", ""]
    with open("evaluated.mlir", "w") as file:
        file.write("\n".join(lines))
    inputs, outputs = [], [instance.name + ".npy" for instance in instances]
    for index, array in enumerate(arrays.values()):
        inputs.append(f"in{index}.npy")
        np.save(inputs[-1], array)
    subprocess.run(["nn-run", "--reference", "evaluated.mlir", *inputs] +
                   [word for file in outputs for word in ("-o", file)], check=True)
    return [np.load(file) for file in outputs]


def run(kind, translate, open_library):
    arrays, instances = make_instances(kind)
    failures = []

    def check(way, instance, got):
        fault = instance.check(got, way == "evaluated")
        if fault:
            failures.append(f"{kind.name} {way}: {fault}")

    for instance, got in zip(instances, evaluate(kind, arrays, instances)):
        check("evaluated", instance, got)
    with open("compiled.mlir", "w") as file:
        file.write("\n".join(make_functions(kind, instances, "")))
    for level in (0, 2):
        model = f"{kind.name}_O{level}"
        subprocess.run([*translate(level), "compiled.mlir", f"-O{level}",
                        f"--symbol-prefix={model}", "-o", f"{model}.so"], check=True)
        library = open_library(os.path.abspath(f"{model}.so"), model)
        for instance in instances:
            inputs = [arrays[key] for key in instance.operands.values()]
            check(f"-O{level}", instance, library.run(instance.name, inputs)[0])
    print(f"{kind.name}: {len(instances)} instances, {len(failures)} failures")
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("types", nargs="+")
    parser.add_argument("--target")
    parser.add_argument("--emulator")
    options = parser.parse_args()
    os.chdir(options.folder)

    def translate(level):
        if options.target:
            return ["nn-translate", f"--target={options.target}"]
        return ["nn-translate", "-mcpu=native" if level else "-mcpu=generic"]

    open_library = (Emulator(options.target, options.emulator.split(), ".").open
                    if options.target else Library)
    failures = [line for name in options.types
                for line in run(TYPES[name], translate, open_library)]
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
