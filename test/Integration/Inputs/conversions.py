"""Every conversion between element types, evaluated and compiled for processors
with and without instructions for f16, against NumPy, bit by bit.

    conversions.py FOLDER

Each conversion stands in the module twice: as an op on tensors and in the region
of a map. All results of one type are one output, so that one call does it all.
"""

import os
import subprocess
import sys

import numpy as np

from element_types import FLOATS, INTEGERS, TYPES

WAYS = (["--reference"], ["-O0", "--mcpu=generic"], ["-O2", "--mcpu=generic"],
        ["-O2", "--mcpu=native"])


def around_midpoints(kind, wide):
    """For all neighbours of a 16-bit type the number halfway, and the numbers of
    a wider type on both sides of that."""
    below = np.unique(np.abs(kind.all()[np.isfinite(kind.all())]))
    above = np.append(below[1:], np.ldexp(1.0, kind.most + 1))
    middle = (below / 2 + above / 2).astype(wide)
    return np.concatenate([middle, np.nextafter(middle, wide(0)),
                           np.nextafter(middle, wide(np.inf))])


def float_inputs():
    """Numbers that show how a float is rounded, by type."""
    special = np.array([0.0, np.inf, np.nan, 1.0, 5e-324, 1e-45, 1e300, 0.1])
    singles = np.arange(0, 1 << 31, 40009, dtype=np.uint32).view(np.float32)
    result = {"f16": FLOATS["f16"].all(), "bf16": FLOATS["bf16"].all()}
    for name, wide, more in (("f32", np.float32, singles),
                             ("f64", np.float64, singles)):
        magnitudes = np.concatenate(
            [special, more.astype(np.float64)] +
            [around_midpoints(FLOATS[t], wide).astype(np.float64)
             for t in ("f16", "bf16")])
        if name == "f64":
            # Halfway between neighbours of f32, too.
            bits = np.arange(0, 0x7F800000, 400009, dtype=np.uint32)
            below = bits.view(np.float32).astype(np.float64)
            above = (bits + np.uint32(1)).view(np.float32).astype(np.float64)
            middle = below + (above - below) / 2
            magnitudes = np.concatenate(
                [magnitudes, middle, np.nextafter(middle, 0),
                 np.nextafter(middle, np.inf)])
        result[name] = np.concatenate([magnitudes, -magnitudes])
    return result


def borders_of_integers(kind):
    """Floats around the borders of all integer types, of the given type."""
    values = [0.0, -0.0, 0.5, -0.5, 0.99, 1.5, -1.5, 2.5, np.inf, -np.inf, np.nan]
    for bits in (1, 7, 8, 15, 16, 31, 32, 63, 64):
        power = kind.round(2.0**bits)
        for value in (power, power * (1 - kind.epsilon), power * (1 + kind.epsilon),
                      2.0**bits - 1, 2.0**bits + 1):
            values += [value, -value]
    return kind.round(np.array(values))


def integer_inputs(kind):
    if kind.bits <= 16:
        return list(range(2)) if kind.bits == 1 else list(
            range(-(1 << (kind.bits - 1)), 1 << (kind.bits - 1)))
    values = {0, 1, 2, 3}
    for exponent in range(1, kind.bits):
        for digits in (7, 10, 23, 52):
            unit = 1 << max(exponent - digits, 0)
            for middle in (1 << exponent, (1 << exponent) + unit // 2,
                           (1 << exponent) + unit + unit // 2):
                values |= {middle - 1, middle, middle + 1}
    values |= {65503, 65504, 65519, 65520, 65521}
    return sorted({kind.wrap(sign * v) for v in values for sign in (1, -1)})


def saturate(value, low, high):
    if np.isnan(value):
        return 0
    return low if value <= low else high if value >= high else int(value)


class Conversions:
    """The module, its inputs, and what each output is to be."""

    def __init__(self):
        self.inputs = {}    # name -> (type, elements of the file)
        self.pieces = {}    # result type -> [(what, value name, elements)]
        self.lines = []

    def add_input(self, name, kind, elements):
        self.inputs[name] = (kind, elements)

    def add(self, source, ops, result, expected):
        """`ops` as [(op, type of its result)]; `expected` as elements."""
        kind, elements = self.inputs[source]
        what = f"{source} {' '.join(op for op, _ in ops)} {result}"
        tensor, value, scalars = kind.name, f"%{source}", []
        for op, to in ops:
            size, name = len(elements), f"%v{len(self.lines)}"
            self.lines.append(f"{name} = {op} {value} : tensor<{size}x{tensor}> "
                              f"to tensor<{size}x{to}>")
            scalars.append((op, tensor, to))
            tensor, value = to, name
        self.keep(what, value, result, expected)
        name, last = f"%v{len(self.lines)}", "%e"
        body = [f"{name} = nn.map %{source} : (tensor<{size}x{kind.name}>) -> "
                f"tensor<{size}x{result}> {{", f"^bb0(%e: {kind.name}):"]
        for index, (op, of, to) in enumerate(scalars):
            body.append(f"%s{index} = {op} {last} : {of} to {to}")
            last = f"%s{index}"
        self.lines.append("\n".join(body + [f"nn.yield {last} : {result}", "}"]))
        self.keep(what + " (region)", name, result, expected)

    def keep(self, what, value, result, expected):
        self.pieces.setdefault(result, []).append((what, value, expected))

    def make_module(self):
        arguments = ", ".join(
            f"%{name}: tensor<{len(e)}x{kind.name}>"
            for name, (kind, e) in self.inputs.items())
        lines, results, types = list(self.lines), [], []
        for result, pieces in self.pieces.items():
            parts = [f"tensor<{len(e)}x{result}>" for _, _, e in pieces]
            whole = f"tensor<{sum(len(e) for _, _, e in pieces)}x{result}>"
            lines.append(f"%all_{result} = tensor.concat dim(0) "
                         f"{', '.join(v for _, v, _ in pieces)} : "
                         f"({', '.join(parts)}) -> {whole}")
            results.append(f"%all_{result}")
            types.append(whole)
        return (f"func.func @convert({arguments}) -> ({', '.join(types)}) {{\n" +
                "\n".join(lines) + f"\nreturn {', '.join(results)} : "
                f"{', '.join(types)}\n}}\n")

    def compare(self, way, result, got):
        at = 0
        kind = TYPES[result]
        for what, _, expected in self.pieces[result]:
            a, b = got[at:at + len(expected)], expected
            at += len(expected)
            if result in FLOATS:
                numbers, wanted = kind.decode(a), kind.decode(b)
                bits = f"u{kind.storage.itemsize}"
                same = (a.view(bits) == b.view(bits)) | (
                    np.isnan(numbers) & np.isnan(wanted))
            else:
                same = a == b
            if not same.all():
                place = int(np.argmin(same))
                source = self.inputs[what.split()[0]][1][place]
                sys.exit(f"{' '.join(way)}: {what}: {np.sum(~same)} differ; "
                         f"of {source!r} got {a[place]!r}, expected {b[place]!r}")


def make():
    c = Conversions()
    for name, values in float_inputs().items():
        kind = FLOATS[name]
        values = kind.round(values)
        c.add_input(name, kind, kind.encode(values))
        for to, wide in FLOATS.items():
            if to != name and wide.storage.itemsize > kind.storage.itemsize:
                c.add(name, [("arith.extf", to)], to, wide.encode(values))
            if wide.storage.itemsize < kind.storage.itemsize:
                c.add(name, [("arith.truncf", to)], to, wide.encode(values))
        borders = borders_of_integers(kind)
        c.add_input(f"{name}_borders", kind, kind.encode(borders))
        for to, integer in INTEGERS.items():
            high = (1 << integer.bits) - 1
            half = 1 << (integer.bits - 1)
            for op, low, top in (("arith.fptosi", -half, half - 1),
                                 ("arith.fptoui", 0, high)):
                expected = [integer.wrap(saturate(v, low, top))
                            for v in borders.tolist()]
                c.add(f"{name}_borders", [(op, to)], to, integer.encode(expected))
    for name, kind in INTEGERS.items():
        values = integer_inputs(kind)
        c.add_input(name, kind, kind.encode(values))
        signed = [kind.signed(v) for v in values]
        unsigned = [kind.unsigned(v) for v in values]
        for to, wide in FLOATS.items():
            for op, numbers in (("arith.sitofp", signed), ("arith.uitofp", unsigned)):
                expected = wide.encode([wide.round_integer(n) for n in numbers])
                c.add(name, [(op, to)], to, expected)
        for to, other in INTEGERS.items():
            if other.bits < kind.bits:
                ops = [([("arith.trunci", to)], signed)]
            elif other.bits > kind.bits:
                ops = [([("arith.extsi", to)], signed), ([("arith.extui", to)], unsigned)]
            else:
                ops = []
            # An index has 64 bits, and stays inside.
            ops += [([("arith.index_cast", "index"), ("arith.index_cast", to)], signed),
                    ([("arith.index_castui", "index"), ("arith.index_castui", to)],
                     unsigned)]
            for chain, numbers in ops:
                c.add(name, chain, to, other.encode([other.wrap(n) for n in numbers]))
    return c


def main():
    # Not-a-number that signals is among the halves.
    np.seterr(invalid="ignore")
    os.chdir(sys.argv[1])
    # The rounding that all is compared with agrees with NumPy where NumPy has one.
    for name, values in float_inputs().items():
        with np.errstate(over="ignore"):
            assert np.array_equal(FLOATS["f16"].encode(values),
                                  values.astype(np.float16), equal_nan=True), name
    conversions = make()
    with open("convert.mlir", "w") as file:
        file.write(conversions.make_module())
    files = []
    for name, (_, elements) in conversions.inputs.items():
        files.append(name + ".npy")
        np.save(files[-1], elements)
    results = [f"out_{result}.npy" for result in conversions.pieces]
    for way in WAYS:
        subprocess.run(["nn-run", *way, "convert.mlir", *files] +
                       [word for r in results for word in ("-o", r)], check=True)
        for result, file in zip(conversions.pieces, results):
            conversions.compare(way, result, np.load(file))


if __name__ == "__main__":
    main()
