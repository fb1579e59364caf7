# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Products of matrices of narrow elements, with weights that are laid out
before, beside those of f32, and beside oneDNN, of our peers the one that has
most of them."""

import os
import statistics

import numpy as np

from . import native_code
from .libraries import OneDnn, Unsupported
from .measure import Contestant, spread, time_rounds
from .ours import safetensors_io

EXTENTS = (256, 512, 1024, 2048)
FLOATS = ("f32", "f64", "f16", "bf16")
# The conversions of the factors, and what holds the elements.
INTEGERS = {"i8": ("extsi", "extsi", np.int8), "u8 i8": ("extui", "extsi", np.int8),
            "i16": ("extsi", "extsi", np.int16)}
ELEMENTS = (*FLOATS, *INTEGERS, "1 bit")
TOLERANCE = {"f32": 1e-5, "f64": 1e-14, "f16": 2**-10, "bf16": 2**-7}


def run_elements(compiler, ceilings, options):
    """Prints tables: operations per second and how many times those of f32; and
    times of oneDNN by ours, where it is installed and has such a product."""
    peer = _find_peer(options.threads)
    print("| product | " + " | ".join(ELEMENTS) + " |")
    print("| --- |" + " --- |" * len(ELEMENTS))
    rows = []
    for extent in EXTENTS:
        ours, theirs = [], []
        for element in ELEMENTS:
            call, arrays = _prepare(compiler, element, extent)
            ours.append(Contestant(element, call))
            if peer:
                theirs += _prepare_peer(peer, element, arrays)
        time_rounds(ours + theirs, options.rounds, options.seconds,
                    0.02 if options.threads > 1 else 0, ceilings.update)
        times = {one.name: one.times for one in ours}
        cells = []
        for element in ELEMENTS:
            rate = 2 * extent**3 / statistics.median(times[element]) / 1e3
            cells.append(f"{rate:.0f} G/s")
            if element != "f32":
                cells[-1] += ", " + _spell_ratio(times["f32"], times[element])
        print(f"| {extent} | " + " | ".join(cells) + " |", flush=True)
        rows.append((extent, {one.name: _spell_ratio(one.times,
                                                     times[one.name])
                              for one in theirs}))
    print(f"\nCeiling of f32: {ceilings.gflops:.0f} GFLOP/s.")
    offered = [e for e in ELEMENTS if any(e in ratios for _, ratios in rows)]
    if not offered:
        return
    print(f"\nTime of {peer.title} by ours:\n")
    print("| product | " + " | ".join(offered) + " |")
    print("| --- |" + " --- |" * len(offered))
    for extent, ratios in rows:
        print(f"| {extent} | " +
              " | ".join(ratios.get(e, "") for e in offered) + " |")


def _find_peer(threads):
    try:
        return OneDnn(threads)
    except ImportError:
        return None


def _prepare_peer(peer, element, arrays):
    """A contestant, unless the peer has no such product or a wrong one."""
    x, weight, expected, bound = arrays
    output = native_code.allocate(
        expected.shape, x.dtype if element in FLOATS else np.int32)
    try:
        call = peer.prepare_product(element, x, weight, output)
    except Unsupported:
        return []
    call.run(1)
    difference = np.abs(_load(element, call.result()) - expected).max()
    if not difference <= bound:
        print(f"{peer.title}: the product of {element} differs by {difference}")
        return []
    return [Contestant(element, call)]


def _spell_ratio(others, times):
    low, median, high = spread([y / x for x, y in zip(times, others)])
    return f"{median:.2f} ({low:.2f} to {high:.2f})"


def _prepare(compiler, element, extent):
    """A call of the product of an input and a weight, whose result is right;
    these, what is expected of it, and how far another may be from that."""
    random = np.random.default_rng(3)
    if element == "1 bit":
        stored, shape = np.int64, (extent, extent // 64)
        x, w = (random.integers(-2**63, 2**63, shape, np.int64)
                for _ in range(2))
        bits = [np.unpackbits(a.view(np.uint8), axis=1).astype(np.float64)
                for a in (x, w)]
        expected = (bits[0] @ (1 - bits[1]).T + (1 - bits[0]) @ bits[1].T)
        result = np.int64
    elif element in INTEGERS:
        first, second, stored = INTEGERS[element]
        low, high = np.iinfo(stored).min // 2, np.iinfo(stored).max // 2
        x = random.integers(0 if first == "extui" else low, high,
                            (extent, extent)).astype(stored)
        w = random.integers(low, high, (extent, extent)).astype(stored)
        exact = (x.astype(np.float64) @ w.astype(np.float64).T).astype(np.int64)
        expected, result = exact.astype(np.int32), np.int32
    else:
        x, w = (random.uniform(-1, 1, (extent, extent)) for _ in range(2))
        x, w = _store(element, x), _store(element, w)
        expected = _load(element, x) @ _load(element, w).T
        result = x.dtype
    name = f"product_{element}_{extent}".replace(" ", "_")
    source = os.path.join(compiler.folder, name + ".mlir")
    safetensors_io.save(os.path.join(compiler.folder, name + ".safetensors"),
                        {"w": w.view("V2") if element == "bf16" else w})
    with open(source, "w") as file:
        file.write(_spell(element, extent, name))
    inputs = [native_code.allocate(x.shape, x.dtype)]
    inputs[0][:] = x
    call = compiler.call(name, compiler.compile_module(name, source), inputs,
                         (extent, extent), result)
    call.run(1)
    got = call.result()
    bound = (TOLERANCE[element] * np.abs(expected).max()
             if element in FLOATS else 0)
    difference = np.abs(_load(element, got) - expected).max()
    if not difference <= bound:
        raise SystemExit(f"{name}: the result differs by {difference}")
    weight = native_code.allocate(w.shape, w.dtype)
    weight[:] = w
    return call, (inputs[0], weight, expected, bound)


def _store(element, numbers):
    if element != "bf16":
        return numbers.astype({"f16": "f2", "f32": "f4", "f64": "f8"}[element])
    return (numbers.astype("f4").view("u4") >> 16).astype("u2")


def _load(element, array):
    if element not in FLOATS:
        return array.astype(np.int64)
    if element != "bf16":
        return array.astype(np.float64)
    return (array.astype("u4") << 16).view("f4").astype(np.float64)


def _spell(element, extent, name):
    def tensor(kind, *shape):
        return "tensor<" + "".join(f"{n}x" for n in shape) + kind + ">"

    n, value = extent, f'#nn.external<"{name}.safetensors", "w">'
    if element in FLOATS:
        square = tensor(element, n, n)
        body = f"""  nn.param @w : {square} = {value}
  func.func @f(%x: {square}) -> {square} {{
    %w = nn.param_ref @w : {square}
    %y = nn.linear %x, %w : ({square}, {square}) -> {square}
    return %y : {square}
  }}"""
    elif element in INTEGERS:
        first, second, stored = INTEGERS[element]
        narrow = tensor(f"i{8 * np.dtype(stored).itemsize}", n, n)
        wide = tensor("i32", n, n)
        body = f"""  nn.param @w : {narrow} = {value}
  func.func @f(%x: {narrow}) -> {wide} {{
    %w = nn.param_ref @w : {narrow}
    %a = arith.{first} %x : {narrow} to {wide}
    %b = arith.{second} %w : {narrow} to {wide}
    %y = nn.einsum "i k, j k -> i j" %a, %b : ({wide}, {wide}) -> {wide}
    return %y : {wide}
  }}"""
    else:
        words = n // 64
        rows, result = tensor("i64", n, words), tensor("i64", n, n)
        left, right = tensor("i64", n, 1, words), tensor("i64", 1, n, words)
        all_pairs = tensor("i64", n, n, words)
        body = f"""  nn.param @w : {rows} = {value}
  func.func @f(%x: {rows}) -> {result} {{
    %w = nn.param_ref @w : {rows}
    %a = nn.rearrange "i k -> i 1 k" %x : ({rows}) -> {left}
    %b = nn.rearrange "j k -> 1 j k" %w : ({rows}) -> {right}
    %c = nn.map %a, %b : ({left}, {right}) -> {all_pairs} {{
    ^bb0(%p: i64, %q: i64):
      %r = arith.xori %p, %q : i64
      %s = math.ctpop %r : i64
      nn.yield %s : i64
    }}
    %y = nn.reduce %c axes [2] : ({all_pairs}) -> {result} neutral 0 {{
    ^bb0(%sum: i64, %e: i64):
      %t = arith.addi %sum, %e : i64
      nn.yield %t : i64
    }}
    return %y : {result}
  }}"""
    return f"module @{name} {{\n{body}\n}}\n"
