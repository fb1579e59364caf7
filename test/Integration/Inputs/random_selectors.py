"""Compares selectors of random comparisons with NumPy.

    random_selectors.py FOLDER --seed=S --count=N

A selector combines up to five comparisons of integers, booleans and floats (not
a number and both zeros among them), of indices, and of one number with all; some
have the same keys. Its widths, means, sums and single values are asked for. What
is computed is exact, so that results have to be equal.
"""

import argparse
import os
import random
import subprocess

import numpy as np

from model_library import Failed, Library

PREDICATES = {"eq": np.equal, "ne": np.not_equal, "lt": np.less,
              "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal}
COMBINE = {"andi": np.logical_and, "ori": np.logical_or,
           "xori": np.logical_xor}
# Operands of comparisons, by the types of their elements.
SEQUENCES = {"f64": ["x", "y", "real", "three"], "i64": ["m", "n", "i", "j",
                                                       "number", "two"],
             "i1": ["p", "q", "yes"]}
ARGUMENTS = {"x": "?xf64", "y": "?xf64", "m": "?xi64", "n": "?xi64",
             "p": "?xi1", "q": "?xi1", "r": "1xf64", "s": "1xi64"}
PROLOGUE = """
  %i = nn.map %m : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%a: i64):
    %at = nn.index 0
    %as_number = arith.index_cast %at : index to i64
    nn.yield %as_number : i64
  }
  %j = nn.map %i : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%a: i64):
    %one = arith.constant 1 : i64
    %next = arith.addi %a, %one : i64
    nn.yield %next : i64
  }
  %real = nn.map %r, %x : (tensor<1xf64>, tensor<?xf64>) -> tensor<?xf64> {
  ^bb0(%a: f64, %b: f64):
    nn.yield %a : f64
  }
  %number = nn.map %s, %m : (tensor<1xi64>, tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%a: i64, %b: i64):
    nn.yield %a : i64
  }
  %three = nn.map %x : (tensor<?xf64>) -> tensor<?xf64> {
  ^bb0(%a: f64):
    %c = arith.constant 3.0 : f64
    nn.yield %c : f64
  }
  %two = nn.map %m : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%a: i64):
    %c = arith.constant 2 : i64
    nn.yield %c : i64
  }
  %yes = nn.map %p : (tensor<?xi1>) -> tensor<?xi1> {
  ^bb0(%a: i1):
    %c = arith.constant true
    nn.yield %c : i1
  }
"""
ASKED = {
    "width": "nn.selector_width %{0} : (tensor<?x?xi1>) -> tensor<?xi64>",
    "mean": "nn.aggregate mean %{0}, %m : (tensor<?x?xi1>, tensor<?xi64>) -> "
            "tensor<?xf64>",
    "sum": "nn.aggregate sum %{0}, %m : (tensor<?x?xi1>, tensor<?xi64>) -> "
           "tensor<?xi64>",
    "total": "nn.aggregate sum %{0}, %whole : (tensor<?x?xi1>, tensor<?xf64>) "
             "-> tensor<?xf64>",
    "only": "nn.aggregate only %{0}, %n : (tensor<?x?xi1>, tensor<?xi64>) -> "
            "tensor<?xi64>"}


class Selector:
    """A random expression, as text and as a matrix."""

    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.pairs = []
        self.root = (self.make_window() if rng.random() < 0.4 else
                     self.make(rng.choice([1, 1, 2, 2, 3, 4, 5])))

    def name(self, kind, *parts):
        self.lines.append((kind, *parts))
        return len(self.lines) - 1

    def make_window(self):
        """Orders of the same keys, and something besides."""
        element = self.rng.choice(["f64", "i64", "i64"])
        keys = self.rng.choice(SEQUENCES[element])
        root = None
        for orders in self.rng.sample(["gt ge", "lt le", "lt le gt ge"],
                                      self.rng.randrange(2, 4)):
            bound = self.name("select", self.rng.choice(orders.split()),
                              element, keys,
                              self.rng.choice(SEQUENCES[element]))
            root = bound if root is None else self.name("andi", root, bound)
        if self.rng.random() < 0.5:
            root = self.name("andi", root, self.make(1))
        return root

    def make(self, size):
        if size == 1:
            choice = self.rng.random() if self.pairs else 1
            if choice < 0.3:
                element, keys, queries = self.rng.choice(self.pairs)
            elif choice < 0.6:
                element, keys, _ = self.rng.choice(self.pairs)
                queries = self.rng.choice(SEQUENCES[element])
                self.pairs.append((element, keys, queries))
            else:
                element = self.rng.choice(["f64", "f64", "i64", "i64", "i1"])
                keys, queries = (self.rng.choice(SEQUENCES[element])
                                 for _ in range(2))
                if self.rng.random() < 0.3:
                    queries = keys
                self.pairs.append((element, keys, queries))
            return self.name("select", self.rng.choice(list(PREDICATES)),
                             element, keys, queries)
        left = self.rng.randrange(1, size)
        return self.name(self.rng.choice(list(COMBINE)), self.make(left),
                         self.make(size - left))

    def spell(self):
        text = []
        for number, (kind, *parts) in enumerate(self.lines):
            if kind == "select":
                predicate, element, keys, queries = parts
                tensor = f"tensor<?x{element}>"
                text.append(f"%s{number} = nn.select {predicate} %{keys}, "
                            f"%{queries} : ({tensor}, {tensor}) -> "
                            "tensor<?x?xi1>")
            else:
                text.append(f"%s{number} = arith.{kind} %s{parts[0]}, "
                            f"%s{parts[1]} : tensor<?x?xi1>")
        return text

    def evaluate(self, values):
        results = []
        for kind, *parts in self.lines:
            if kind == "select":
                predicate, _, keys, queries = parts
                results.append(PREDICATES[predicate](
                    values[keys][None, :], values[queries][:, None]))
            else:
                results.append(COMBINE[kind](results[parts[0]],
                                             results[parts[1]]))
        return results[self.root]


def make_values(rng, count):
    special = [0.0, -0.0, np.nan, np.inf, -np.inf]
    reals = [float(rng.randrange(-4, 5)) for _ in range(6)] + special
    if rng.random() < 0.5:
        reals = [x for x in reals if not np.isnan(x)]

    def pick(choices, dtype, size=count):
        return np.array([rng.choice(choices) for _ in range(size)], dtype)

    large = [2 ** 62, -2 ** 62]
    numbers = rng.choice([range(-3, 8), range(-100, 100, 7)])
    values = {"x": pick(reals, "f8"), "y": pick(reals, "f8"),
              "m": pick(numbers, "i8"),
              "n": pick([*numbers, *large], "i8"),
              "p": pick([False, True], "?"), "q": pick([False, True], "?"),
              "r": pick(reals, "f8", 1), "s": pick(numbers, "i8", 1)}
    if rng.random() < 0.5:
        values["n"] = values["m"] + pick(range(60), "i8")
    values["i"] = np.arange(count)
    values["j"] = np.arange(count) + 1
    values["real"] = np.repeat(values["r"], count)
    values["number"] = np.repeat(values["s"], count)
    values["three"] = np.full(count, 3.0)
    values["two"] = np.full(count, 2)
    values["yes"] = np.full(count, True)
    return values


def ask(asked, matrix, values):
    """What is asked of a selector; None if it is an error."""
    width = matrix.sum(1)
    total = matrix.astype("i8") @ values["m"]
    if asked == "width":
        return width
    if asked in ("sum", "total"):
        return total
    if asked == "mean":
        return np.where(width > 0, total / np.maximum(width, 1), 0.0)
    if (width > 1).any():
        return None
    return np.where(width == 1, values["n"][matrix.argmax(1)], 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    os.makedirs(options.folder, exist_ok=True)
    module = os.path.join(options.folder, "m.mlir")
    arguments = ", ".join(f"%{name}: tensor<{type}>"
                          for name, type in ARGUMENTS.items())
    cases = []
    with open(module, "w") as file:
        for number in range(options.count):
            selector, asked = Selector(rng), rng.choice(list(ASKED))
            cases.append((selector, asked))
            value = ASKED[asked].format(f"s{selector.root}")
            lines = selector.spell()
            if asked == "total":
                lines.append("%whole = arith.sitofp %m : tensor<?xi64> to "
                             "tensor<?xf64>")
            result = value.rsplit("-> ", 1)[1]
            body = "\n  ".join([*lines, f"%result = {value}",
                                f"return %result : {result}"])
            file.write(f"func.func @f{number}({arguments}) -> {result} {{"
                       f"{PROLOGUE}  {body}\n}}\n")
    libraries = []
    for level in "02":
        path = os.path.join(options.folder, f"m{level}.so")
        subprocess.run(["nn-translate", module, "-O", level, "-o", path,
                        "--symbol-prefix=m"], check=True)
        libraries.append(Library(os.path.abspath(path), "m"))
    wrong = results = 0
    for number, (selector, asked) in enumerate(cases):
        for count in (1, 2, rng.randrange(3, 12), rng.randrange(12, 90)):
            values = make_values(rng, count)
            expected = ask(asked, selector.evaluate(values), values)
            for library in libraries:
                results += 1
                try:
                    actual, = library.run(f"f{number}", [values[name]
                                                         for name in ARGUMENTS])
                except Failed:
                    actual = None
                if (expected is None) != (actual is None) or (
                        expected is not None and
                        not np.array_equal(expected, actual)):
                    wrong += 1
                    print(f"f{number} ({asked}) of {count}: expected "
                          f"{expected}, got {actual}")
    print(f"{len(cases)} selectors, {results} results, {wrong} wrong")


if __name__ == "__main__":
    main()
