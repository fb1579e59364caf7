"""Compares the functions of a module with NumPy: the evaluator and code compiled
at -O0 and -O3, with static and dynamic extents.

    check_ops.py FOLDER MODULE

`// -----` divides MODULE into sections with one public function each. Comments
say what it computes:

    // TYPES: !t = f32 i8
    // CALL: x=5x4 i=3:0..4 terms=2
    // | y = np.take(x, i, 0)
    !t = f32
    !x = tensor<?x4x!t>
    func.func @take(%x: !x, %i: tensor<3xi32>) -> tensor<3x4x!t> {
      ...
      return %y : tensor<3x4x!t>
    }

- `|` stands before Python, which computes the values that the function returns,
  from its arguments (floats as f64, integers as i64); `np` is NumPy, `ops` is
  Models/reference_ops.py, `t` the name of the type of `TYPES`.
- A section runs once per type of `TYPES`, if there is such a line.
- A `CALL` gives each argument its extents and a range, `3:0..4`, or its values,
  `[1,-2,inf]`. Floats are in [-2, 2) and integers from -9 to 9 without a range.
  Types that are an alias with dynamic extents are run as static ones, too, with
  the first of `TYPES`.

What is computed is to be the rounded result of NumPy; `terms` roundings of the
largest value in the type of arithmetic (f32 for halves, f64 for the evaluator)
are allowed besides, and `steps` of the result if an op rounds more than once.
With `fails=STATUS`, the call is to fail with that number of nn_abi.h.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(HERE, "Inputs"), os.path.join(HERE, "..", "Models")]
import reference_ops as ops  # noqa: E402
from element_types import FLOATS, TYPES  # noqa: E402
from model_library import DTYPES, Library  # noqa: E402

NAMES = {np.dtype(TYPES[name].storage).str: name for name in TYPES}


@dataclass
class Call:
    inputs: dict  # name -> array as in a file
    expected: list
    terms: int
    steps: int
    fails: int
    text: str


class Section:
    """A function and its calls, for one element type."""

    def __init__(self, text, number, alias, element, first):
        self.element, self.number, self.first = element, number, first
        if alias:
            text = re.sub(rf"^{alias} = \w+$", f"{alias} = {element}", text,
                          flags=re.M)
        self.text = text
        found = re.search(r"^func\.func @(\w+)\((.*?)\)\s*->", text, re.M | re.S)
        self.name, signature = found.groups()
        self.arguments = dict(re.findall(r"%(\w+): ([^%]*[^%, ])", signature))
        returned = re.findall(r"^  return (.*?) :", text[found.start():], re.M)[-1]
        self.results = [name.strip().strip("%") for name in returned.split(",")]
        self.python = "\n".join(re.findall(r"^// \| (.*)$", text, re.M))
        calls = re.findall(r"^// CALL:(.*)$", text, re.M)
        if not calls or not self.python:
            sys.exit(f"@{self.name} needs 'CALL' and '|'")
        self.calls = [self.make_call(call) for call in calls]

    def resolve(self, type):
        while type.startswith("!"):
            type = re.search(rf"^{type} = (.*)$", self.text, re.M).group(1)
        return type

    def get_element(self, type):
        type = self.resolve(type)
        element = re.match(r"tensor<(?:[?\d]+x)*(!?\w+)", type).group(1)
        return TYPES[self.resolve(element)]

    def make_call(self, text):
        words = dict(word.split("=", 1) for word in text.split())
        options = {key: int(words.pop(key, default)) for key, default in
                   (("terms", 0), ("steps", 1), ("fails", 0))}
        generator = np.random.default_rng(20261126)
        inputs, values = {}, {}
        for name, type in self.arguments.items():
            kind = self.get_element(type)
            inputs[name] = kind.encode(make_values(words.pop(name), kind, generator))
            values[name] = kind.decode(inputs[name])
            if kind.name == "i1":
                values[name] = values[name].astype(bool)
        if words:
            sys.exit(f"@{self.name} has no {words}")
        expected = []
        if not options["fails"]:
            scope = {"np": np, "ops": ops, "t": self.element, **values}
            with np.errstate(all="ignore"):
                exec(self.python, scope)
            expected = [np.asarray(scope[name]) for name in self.results]
        return Call(inputs, expected, text=text.strip(), **options)

    def print(self, suffix, call=None):
        """The section with names that end with `suffix`; with the extents of the
        inputs of `call` in the types of its arguments."""
        text = re.sub(r"//.*$", "", self.text, flags=re.M)
        for name, type in self.arguments.items():
            if call and type.startswith("!"):
                shape = "".join(f"{extent}x" for extent in call.inputs[name].shape)
                text = re.sub(rf"^{type} = tensor<(?:[?\d]+x)*",
                              f"{type} = tensor<{shape}", text, flags=re.M)
        return re.sub(r"([@!])([a-z]\w*)", rf"\1\2_{suffix}", text)


def make_values(text, kind, generator):
    if text.startswith("["):
        return np.array(eval(text, {"inf": np.inf, "nan": np.nan}))
    extents, _, ends = text.partition(":")
    shape = [int(extent) for extent in extents.split("x")] if extents else []
    if kind.name in FLOATS:
        low, high = map(float, ends.split("..")) if ends else (-2, 2)
        return low + generator.random(shape) * (high - low)
    low, high = map(int, ends.split("..")) if ends else (-9, 9)
    return generator.integers(max(low, 0) if kind.bits == 1 else low,
                              min(high, 1) + 1 if kind.bits == 1 else high + 1, shape)


def differ(got, expected, call, evaluated):
    """What is wrong with a result, or nothing."""
    kind = TYPES[NAMES[got.dtype.str]]
    if got.shape != expected.shape:
        return f"shape {got.shape}, expected {expected.shape}"
    values = kind.decode(got)
    if kind.name not in FLOATS:
        if np.issubdtype(expected.dtype, np.floating):
            return "integers, expected floats"
        expected = expected.astype(np.int64).astype(kind.storage).astype(np.int64)
        good = values == expected
    else:
        size = np.abs(expected[np.isfinite(expected)]).max(initial=1)
        rounded = kind.round(expected)
        with np.errstate(invalid="ignore"):
            error = np.abs(values - expected)
            last = np.maximum(kind.epsilon / 2 * np.abs(expected),
                              2.0**(kind.least - kind.digits - 1))
        arithmetic = FLOATS["f64" if evaluated or kind.name == "f64" else "f32"]
        allowed = (call.terms * arithmetic.epsilon + (call.steps - 1) *
                   kind.epsilon / 2) * size
        good = (values == rounded) | (np.isnan(values) & np.isnan(rounded))
        if call.terms or call.steps > 1:
            good |= error <= last * 1.0001 + allowed
    if good.all():
        return ""
    place = np.unravel_index(np.argmin(good), good.shape)
    return (f"{np.sum(~good)} of {good.size} differ; at {[int(p) for p in place]} got "
            f"{values[place]}, expected {expected[place]}")


class Checker:
    def __init__(self):
        self.failures, self.number = [], 0

    def check(self, way, section, call, results):
        """Compares results, or a status, of one way to run a call."""
        self.number += 1
        if call.fails or isinstance(results, int):
            faults = [] if results == call.fails else [
                f"status {results if isinstance(results, int) else 0}, "
                f"expected {call.fails}"]
        elif len(results) != len(call.expected):
            faults = [f"{len(results)} results, expected {len(call.expected)}"]
        else:
            faults = [differ(got, expected, call, way == "evaluated")
                      for got, expected in zip(results, call.expected)]
        self.failures += [f"@{section.name}({call.text}) {section.element} {way}: "
                          f"{fault}" for fault in faults if fault]


def evaluate(section, call):
    """The results of the evaluator, or the status if it fails."""
    with open("evaluated.mlir", "w") as file:
        file.write(section.print("e"))
    files = [f"in_{name}.npy" for name in call.inputs]
    for file, values in zip(files, call.inputs.values()):
        np.save(file, values)
    outputs = [f"out{index}.npy" for index in range(len(section.results))]
    done = subprocess.run(
        ["nn-run", "--reference", "evaluated.mlir", *files]
        + [word for file in outputs for word in ("-o", file)],
        stderr=subprocess.PIPE, text=True)
    if done.returncode:
        if not call.fails:
            sys.exit(f"@{section.name}({call.text}): {done.stderr}")
        return call.fails
    return [np.load(file) for file in outputs]


def invoke(library, name, call):
    try:
        return library.run(name, list(call.inputs.values()))
    except RuntimeError as error:
        return int(re.search(r"status (\d+)", str(error)).group(1))


def read_sections(path):
    with open(path) as file:
        parts = re.split(r"^// -----$", file.read(), flags=re.M)
    for part in parts:
        found = re.search(r"^// TYPES: (!\w+) = (.*)$", part, re.M)
        alias, elements = found.groups() if found else ("", "")
        for index, element in enumerate(elements.split() or [""]):
            yield part, alias, element, index == 0


def main():
    folder, path = sys.argv[1:]
    sections = [Section(part, number, *type)
                for number, (part, *type) in enumerate(read_sections(path))]
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    checker, texts, compiled = Checker(), [], []
    for section in sections:
        number = section.number
        dynamic = section.print(str(number))
        texts.append(dynamic)
        for index, call in enumerate(section.calls):
            checker.check("evaluated", section, call, evaluate(section, call))
            compiled.append((section, call, "dynamic", f"{section.name}_{number}"))
            suffix = f"{number}_{index}"
            static = section.print(suffix, call)
            if section.first and static != section.print(suffix) and not call.fails:
                texts.append(static)
                compiled.append((section, call, "static",
                                 f"{section.name}_{suffix}"))
    with open("compiled.mlir", "w") as file:
        file.write("\n".join(texts))
    for level in 0, 3:
        subprocess.run(["nn-translate", "compiled.mlir", f"-O{level}", "-mcpu=native",
                        f"--symbol-prefix=m{level}", "-o", f"m{level}.so"], check=True)
        library = Library(os.path.abspath(f"m{level}.so"), f"m{level}")
        for section, call, extents, name in compiled:
            checker.check(f"-O{level} {extents}", section, call,
                          invoke(library, name, call))
    print(f"{checker.number} results, {len(checker.failures)} failures")
    if checker.failures:
        sys.exit("\n".join(checker.failures))


if __name__ == "__main__":
    main()
