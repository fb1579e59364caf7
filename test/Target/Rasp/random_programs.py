#!/usr/bin/env python3
"""Random RASP programs and inputs for them, for differential tests.

    random_programs.py --seed=S --count=N [--directory=FOLDER]

The same seed gives the same programs. Without a folder they are printed as one
JSON object a line, {"program": TEXT, "inputs": [INPUT, ...]}, an input being a
string or a list of atoms; with one, program I goes to FOLDER/I.rasp and
FOLDER/I.json. As a module: `programs(seed, count)` yields (text, inputs).

A program is well typed in the sense of docs/Rasp.md, so a compiler must take
it. Most of its s-ops have a result on every input; a few fail on some, by
dividing by zero, a missing key, an index out of range or the mean of several
strings, which a compiled program must report as well, also where nothing needs
the result.

What keeps results comparable exactly:
- The generator runs the oracle along. A statement that gives an integer of
  2^53 or more (in programs that begin with `# large`, of 2^63 or more), a float of 10^9 or more, or a string of more than 60 characters
  anywhere on the way is dropped.
- Float literals and float tokens are multiples of 1/4, whose sums are exact
  in every order (kind `dyadic`). The mean of integers or of such floats is one
  exact sum and one division, so it is the same everywhere, too (kind `float`).
  The mean of other floats depends on the order of the sum (kind `inexact`):
  it is added, moved and averaged again, but never compared, rounded, divided or
  used as a condition. The names of such s-ops begin with `inexact`; a test
  should allow them a relative error of 1e-12, and no others.
- Powers have small integer operands, negative exponents the base 2.
"""

import argparse
import json
import os
import sys

import rasp_oracle
from random_expressions import BASES, Expressions, Text, literal_text
from rasp_syntax import LEVELS, Parser, RaspError


class Generator(Expressions):
    # Statements

    def name(self, base="v"):
        self.fresh += 1
        return "%s%d" % (base, self.fresh)

    def kind(self):
        return self.random.choices(
            ["int", "dyadic", "float", "inexact", "bool", "string"], [6, 1, 4, 1, 4, 4]
        )[0]

    def statement(self):
        """A statement, the names it sets and the functions it defines."""
        return self.choice([
            (self.assignment, 8), (self.selector_assignment, 4),
            (self.several_assignments, 1), (self.function, 2), (self.loop, 1.5),
            (self.table_loop, 0.7), (self.comprehension, 1.5), (self.recursion, 0.4),
            (self.reassignment, 0.5), (self.closure, 0.5), (self.sightings, 0.5),
            (self.command, 0.6),
        ])

    def assignment(self, depth=None):
        kind = self.kind()
        piece = self.expression(kind, depth or self.random.randint(1, 3))
        name = self.name(BASES.get(kind, "v"))
        comment = "  # %s" % kind if self.random.random() < 0.1 else ""
        return "%s = %s;%s" % (name, piece, comment), {name: (kind, piece.flows)}, {}

    def selector_assignment(self):
        name = self.name("s")
        text = "%s = %s;" % (name, self.selector(2))
        return text, {name: ("selector", True)}, {}

    def several_assignments(self):
        first, second = self.kind(), self.kind()
        a, b = (self.name(BASES.get(kind, "v")) for kind in (first, second))
        left, right = self.flow(first, 1), self.flow(second, 1)
        text = "%s, %s = %s, %s;" % (a, b, left, right)
        return text, {a: (first, True), b: (second, True)}, {}

    def reassignment(self):
        """A new value for an old name; what used the old value keeps it."""
        names = [n for n, (kind, flow) in self.names.items()
                 if n[0] == "v" and flow and kind in ("int", "string")]
        if not names:
            return self.assignment()
        name = self.random.choice(names)
        kind = self.names[name][0]
        piece = self.operation("+", Text(name, 10, True), self.expression(kind, 1))
        return "%s = %s;" % (name, piece), {name: (kind, True)}, {}

    def within(self, parameters, make):
        """Makes a piece in a scope that has more names."""
        outer = dict(self.names)
        # A reassigned global may change its value between calls, not its kind.
        self.names.update(parameters)
        try:
            return make()
        finally:
            self.names = outer

    def function(self):
        kinds = [self.random.choice(["int", "string", "bool", "float", "selector"])
                 for _ in range(self.random.randint(1, 3))]
        result = self.random.choice(["int", "float", "bool", "string"])
        parameters = {"p%d" % i: (kind, True) for i, kind in enumerate(kinds)}
        name = self.name("f")

        def body():
            lines = []
            if self.random.random() < 0.5:
                local = self.random.choice(["int", "bool", "string"])
                lines.append("    local = %s;" % self.flow(local, 1))
                self.names["local"] = (local, True)
            if self.random.random() < 0.2:
                lines.append("    def inner(q) { return q + %s; }"
                             % self.expression("int", 1))
                lines.append("    k = inner(indices);")
                self.names["k"] = ("int", True)
            lines.append("    return %s;" % self.flow(result, 2))
            return lines

        lines = self.within(parameters, body)
        head = "def %s(%s) {" % (name, ", ".join(parameters))
        return "\n".join([head] + lines + ["}"]), {}, {name: (kinds, result)}

    def closure(self):
        """A function of two results, and one that is passed on."""
        twice = self.name("g")
        a, b = self.name(), self.name()
        piece = self.flow("int", 1)
        text = (
            "def %s(f, x) {\n    def both(y) { return f(y), f(f(y)); }\n"
            "    return both(x);\n}\ndef %sstep(x) { return x + 1; }\n"
            "%s, %s = %s(%sstep, %s);" % (twice, twice, a, b, twice, twice, piece)
        )
        return text, {a: ("int", True), b: ("int", True)}, {}

    def recursion(self):
        name, value = self.name("r"), self.name()
        base, step = self.flow("int", 1), self.random.choice(["1", "2", "indices"])
        text = (
            "def %s(x, n) {\n    return x if n == 0 else %s(x + %s, n - 1);\n}\n"
            "%s = %s(%s, %d);"
            % (name, name, step, value, name, base, self.random.randint(0, 4))
        )
        return text, {value: ("int", True)}, {}

    def loop(self):
        total, item = self.name(), self.name("i")
        kind = self.random.choice(["int", "string", "bool"])
        start = {"int": "0", "string": '""', "bool": "False"}[kind]
        bounds = self.random.choice(["3", "1, 4", "4, 0, -2", "len([1, 2])"])

        def body():
            piece = self.flow(kind, 1)
            if kind == "int":
                scaled = self.operation("*", piece, Text(item))
                return "%s + %s" % (total, self.wrap(scaled, 6))
            if kind == "bool":
                return "%s or %s and indices >= %s" % (total, self.wrap(piece, 4), item)
            return "%s + (%s if indices %% 4 == %s else \"\")" % (total, piece, item)

        step = self.within({item: ("int", False)}, body)
        text = "%s = %s;\nfor %s in range(%s) {\n    %s = %s;\n}" % (
            total, start, item, bounds, total, step
        )
        # The variable stays behind the loop.
        return text, {total: (kind, True), item: ("int", False)}, {}

    def table_loop(self):
        table, total, key, value = (self.name(base) for base in "tvkw")
        kind = self.random.choice(["int", "bool"])
        pairs = ", ".join(
            "%s: %s" % (self.quote(k), self.literal("int")) for k in "ab(1"
        )
        amount = self.flow("int", 0)
        text = (
            "%s = {%s};\n%s = indices * 0;\n"
            "for %s, %s in zip([k for k in %s], [%s[k] for k in %s]) {\n"
            "    %s = %s + %s if tokens_str == %s else %s;\n}"
            % (table, pairs, total, key, value, table, table, table,
               total, total, value, key, amount)
        )
        if "tokens_str" not in text or kind == "bool":
            return text, {total: ("int", True)}, {}
        return text, {total: ("int", True), value: ("int", False)}, {}

    def comprehension(self):
        """A list or dict of s-ops, and one that is taken out of it."""
        table, value = self.name("l"), self.name()
        kind = self.random.choice(["int", "bool", "float"])
        piece = self.within({"x": ("int", False)}, lambda: self.flow(kind, 2))
        if self.random.random() < 0.5:
            at = self.random.choice(["0", "-1", "2"])
            text = "%s = [%s for x in range(3)];\n%s = %s[%s];" % (
                table, self.bare(piece), value, table, at
            )
        else:
            text = "%s = {x: %s for x in [0, 1, 5]};\n%s = %s[%s];" % (
                table, self.bare(piece), value, table, self.random.choice("015")
            )
        return text, {value: (kind, True)}, {}

    def sightings(self):
        """Dicts of s-ops that are made from each other and then collected."""
        first, second, result, key = (self.name(base) for base in "ddvk")
        tokens = ", ".join(self.literal("string") for _ in range(3))
        piece = self.within({"x": ("string", False)}, lambda: self.random.choice([
            "aggregate(%s, indicator(tokens_str == x)) > 0" % self.selector(1),
            "tokens_str == x and %s" % self.wrap(self.flow("bool", 1), 4),
        ]))
        more = self.flow("bool", 1)
        text = (
            "%s = {x: %s for x in [%s]};\n%s = {x: %s[x] or %s for x in %s};\n"
            "%s = \"\";\nfor %s in %s {\n    %s = %s + (%s if %s[%s] else \"\");\n}"
            % (first, piece, tokens, second, first, self.wrap(more, 4), first,
               result, key, second, result, result, key, second, key)
        )
        return text, {result: ("string", True), key: ("string", False)}, {}

    def command(self):
        """What only an interactive session takes notice of."""
        example = literal_text(self.random.choice(self.inputs))
        names = [n for n, (_, flow) in self.names.items() if flow]
        return self.random.choice([
            "examples off", "s-op examples on", "selector examples off",
            "full seq display on", "show example", "set example %s" % example,
            "%s(%s);" % (self.random.choice(names), example), "# %s" % example,
        ]), {}, {}

    def bare(self, piece):
        return self.wrap(piece, 1)

    def accept(self, text, names, functions):
        """Runs a statement in the oracle, and keeps it if all is well."""
        interpreter = self.interpreter
        before = dict(interpreter.top.values), interpreter.last, interpreter.out
        try:
            for statement in Parser(text, "program").program():
                interpreter.execute(statement, interpreter.top)
            for name in names:
                self.check(interpreter.top.values[name])
        except (RaspError, TooLarge) as error:
            if getattr(error, "category", "value") not in ("value", "type"):
                raise AssertionError("%s\n%s" % (error, text))
            interpreter.call_site, interpreter.depth = None, 0
            interpreter.top.values, interpreter.last, interpreter.out = before
            return False
        self.statements.append(text)
        for name in names:
            self.names.pop(name, None)  # it counts as recent again
        self.names.update(names)
        self.functions.update(functions)
        return True

    def check(self, value):
        """Refuses large values and what fails on most inputs."""
        if not isinstance(value, rasp_oracle.Flow):
            return
        failures = 0
        for tokens in self.inputs:
            try:
                results = rasp_oracle.run_all(value, list(tokens))
            except RaspError as error:
                failures += 1
                if error.category == "type" and "mean" not in error.message:
                    raise
                continue
            for flow, values in results.items():
                if isinstance(flow, rasp_oracle.SOp):
                    for item in values:
                        if is_too_large(item, self.is_large):
                            raise TooLarge()
        if failures == len(self.inputs) or (failures and self.random.random() < 0.5):
            raise TooLarge()

    def program(self):
        if not self.statements and self.random.random() < 0.2:
            self.statements.append("set example %s" % literal_text(self.inputs[-1]))
        wanted = self.random.randint(2, 8)
        tries = 0
        while tries < 40 and wanted:
            tries += 1
            wanted -= self.accept(*self.statement())
        for _ in range(40):
            kind, depth = self.kind(), self.random.randint(2, 3)
            piece = self.flow(kind, depth)
            name = self.name(BASES.get(kind, "result"))
            if self.accept("%s = %s;" % (name, piece), {name: (kind, True)}, {}):
                break
        else:
            self.accept("result = indices;", {"result": ("int", True)}, {})
        if self.random.random() < 0.1:
            self.accept("%s;" % self.named("int", True), {}, {})
        return "\n".join(self.statements) + "\n", self.inputs


class TooLarge(Exception):
    pass


def is_too_large(item, allows_integers):
    if isinstance(item, str):
        return len(item) > 60
    if isinstance(item, int):
        return abs(item) >= (2**63 if allows_integers else 2**53)
    return abs(item) >= 1e9


def programs(seed, count):
    for number in range(count):
        yield Generator("%d/%d" % (seed, number)).program()


def main():
    parser = argparse.ArgumentParser(description="Makes random RASP programs.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--directory")
    options = parser.parse_args()
    for number, (text, inputs) in enumerate(programs(options.seed, options.count)):
        if not options.directory:
            print(json.dumps({"program": text, "inputs": inputs}, ensure_ascii=False))
            continue
        stem = os.path.join(options.directory, str(number))
        with open(stem + ".rasp", "w", encoding="utf-8") as stream:
            stream.write(text)
        with open(stem + ".json", "w", encoding="utf-8") as stream:
            json.dump(inputs, stream, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
