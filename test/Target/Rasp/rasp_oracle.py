#!/usr/bin/env python3
"""An evaluator of RASP, the oracle of the differential tests of the compiler.

RASP is the language of "Thinking Like Transformers" (arXiv:2106.06981). This
evaluator is written for being read and trusted, not for speed: values are
plain Python values, a selector is its whole matrix. docs/Rasp.md states the
language; the comments here say only what the code does not. rasp_syntax.py has
the parser, rasp_values.py what operators and s-ops compute.

    rasp_oracle.py FILE [--sop=NAME] [--json] [INPUT...]

prints one line per input: the sequence that the s-op NAME (the last one of the
program, if not given) has on it. Without INPUT the inputs are the lines of the
standard input. An input without a result gives a line `error: CATEGORY`, its
reason goes to the standard error stream, and the exit status is 1.
"""

import argparse
import json
import os
import re
import sys

from rasp_syntax import KEYWORDS, Parser, RaspError
from rasp_values import (
    aggregate, Applied, binary, check_input, combine_selectors, constant, elementwise,
    fail_binary, Flow, format_sequence, Function, index_atom, INPUT, is_atom, kind_of,
    run, run_all, select, Selector, selector_width, SOp, TOKENS, unary,
)

# --- Names -------------------------------------------------------------------

# Names that no scope may set.
RESERVED = KEYWORDS.union(
    ["out", "range", "zip", "len", "get", "indices", "True", "False"], TOKENS
)

LIBRARY = """
full_s = select(0, 0, ==);

def average(seq) { return aggregate(full_s, seq); }
def has_focus(sel) { return aggregate(sel, 1, 0) > 0; }
def contains(seq, value) { return average(indicator(seq == value)) > 0; }
def count(seq, value) { return round(average(indicator(seq == value)) * length); }

def max(a, b) { return a if a > b else b; }
def min(a, b) { return a if a < b else b; }

def load_from_location(seq, place) {
    return aggregate(select(indices, place, ==), seq);
}
# A token moves by the value of n at its old place.
def shift(seq, n, filler) {
    return aggregate(select(n + indices, indices, ==), seq, filler);
}

def mark_last_instance(seq, value) {
    later = select(seq, value, ==) and select(indices, indices, >);
    return seq == value and not has_focus(later);
}
def mark_first_instance(seq, value) {
    earlier = select(seq, value, ==) and select(indices, indices, <);
    return seq == value and not has_focus(earlier);
}
def select_from_last(seq, value) {
    return select(mark_last_instance(seq, value), True, ==);
}
def select_from_first(seq, value) {
    return select(mark_first_instance(seq, value), True, ==);
}

# Stable: of equal keys the earlier one stays in front.
def sort(seq, key) {
    tie = select(key, key, ==) and select(indices, indices, <);
    place = selector_width(select(key, key, <) or tie);
    return aggregate(select(place, indices, ==), seq);
}
def select_next_identical(seq) {
    same = select(seq, seq, ==);
    rank = selector_width(same and select(indices, indices, <));
    return same and select(rank, rank + 1, ==);
}
"""


# How deep the calls of functions may be nested.
DEEPEST_CALL = 500

LIBRARY_STATEMENTS = Parser(LIBRARY, "library").program()


class Scope:
    """Names and their values. `receiver` is the scope that loads this file."""

    def __init__(self, parent=None, locked=(), receiver=None):
        self.values = {}
        self.parent, self.locked, self.receiver = parent, locked, receiver

    def get(self, name, pos):
        scope = self
        while scope:
            if name in scope.values:
                return scope.values[name]
            scope = scope.parent
        raise RaspError("name", "'%s' is not defined" % name, pos)

    def set(self, name, value, pos):
        if name in RESERVED or name in self.locked:
            raise RaspError("name", "'%s' is reserved" % name, pos)
        self.values[name] = value
        if self.receiver and not name.startswith("_"):
            self.receiver.set(name, value, pos)


class Exit(Exception):
    pass


class Interpreter:
    def __init__(self, paths):
        self.paths = list(paths)
        self.loading = []
        # Inside the library an error is the caller's: the place of the call.
        self.call_site = None
        self.depth = 0
        self.applied = []
        # The s-op of the last expression statement and of the last statement.
        self.out = self.last = None

        self.base, self.top = Scope(), None
        self.base.values.update({"True": True, "False": False})
        for name, convert in TOKENS.items():
            self.base.values[name] = elementwise(convert, [INPUT], None)
        self.base.values["indices"] = SOp(
            (), lambda length: list(range(length)), None
        )
        self.length = SOp((), lambda length: [length] * length, None)
        self.base.values["length"] = self.length
        self.base.values["selector_width"] = Function(
            "selector_width", ["selector"], self.library_width
        )
        for statement in LIBRARY_STATEMENTS:
            self.execute(statement, self.base)
        del self.base.values["out"]
        library = frozenset(self.base.values)
        self.base.values["tokens"] = self.base.values["tokens_str"]
        self.top = Scope(self.base, locked=library)

    def library_width(self, arguments, pos):
        if not isinstance(arguments[0], Selector):
            self.fail("type", "selector_width takes a selector", pos)
        return selector_width(arguments[0], self.place(pos))

    # Errors

    def place(self, pos):
        return self.call_site or pos

    def fail(self, category, message, pos):
        raise RaspError(category, message, self.place(pos))

    def guard(self, pos, function, *arguments):
        """Calls a function on atoms and gives its error a place."""
        try:
            return function(*arguments)
        except RaspError as error:
            error.pos = error.pos or self.place(pos)
            raise

    # Statements

    def execute(self, node, scope):
        getattr(self, "execute_" + node.kind)(node, scope)

    def run_top(self, statements):
        try:
            for statement in statements:
                self.execute(statement, self.top)
        except Exit:
            pass

    def execute_expression(self, node, scope):
        value = self.evaluate(node.value, scope)
        if isinstance(value, Applied):
            if scope is self.top:
                self.applied.append(value.values)
            return
        scope.values["out"] = value
        if scope is self.top and isinstance(value, SOp):
            self.out = self.last = value

    def execute_assign(self, node, scope):
        values = [self.evaluate(value, scope) for value in node.values]
        value = values[0] if len(values) == 1 else values
        self.bind(node.names, value, scope, node.values[0].start)
        scope.values["out"] = values[-1]
        for name in node.names:
            if scope is self.top and isinstance(scope.values[name.text], SOp):
                self.last = scope.values[name.text]

    def bind(self, names, value, scope, pos):
        if len(names) == 1:
            scope.set(names[0].text, value, names[0].pos)
            return
        if not isinstance(value, (list, dict, str)):
            self.fail("type", "%s does not give several values" % kind_of(value), pos)
        if len(value) != len(names):
            self.fail(
                "arity", "%d values for %d names" % (len(value), len(names)), pos
            )
        for name, part in zip(names, list(value)):
            scope.set(name.text, part, name.pos)

    def execute_for(self, node, scope):
        for value in self.iterate(node.iterable, scope):
            self.bind(node.names, value, scope, node.iterable.start)
            for statement in node.body:
                self.execute(statement, scope)

    def iterate(self, node, scope):
        value = self.evaluate(node, scope)
        if not isinstance(value, (list, dict)):
            self.fail(
                "type", "a list or a dict is iterated, got %s" % kind_of(value),
                node.start,
            )
        return list(value)

    def execute_def(self, node, scope):
        for parameter in node.parameters:
            if parameter.text in RESERVED:
                self.fail("name", "'%s' is reserved" % parameter.text, parameter.pos)

        def call(arguments, pos):
            inner = Scope(scope)
            for parameter, argument in zip(node.parameters, arguments):
                inner.set(parameter.text, argument, parameter.pos)
            # After an error nothing else is executed, so these may stay behind.
            outer_site = self.call_site
            if scope is self.base:
                self.call_site = self.place(pos)
            self.depth += 1
            if self.depth > DEEPEST_CALL:
                self.fail("value", "calls are nested too deeply", pos)
            for statement in node.body:
                self.execute(statement, inner)
            results = [self.evaluate(result, inner) for result in node.result]
            self.call_site = outer_site
            self.depth -= 1
            return results[0] if len(results) == 1 else results

        parameters = [parameter.text for parameter in node.parameters]
        scope.set(node.name.text, Function(node.name.text, parameters, call),
                  node.name.pos)

    def execute_load(self, node, scope):
        path = self.find(node)
        if path in self.loading:
            self.fail("load", "'%s' loads itself" % node.file, node.pos)
        try:
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
        except (OSError, UnicodeDecodeError) as error:
            self.fail("load", "cannot read '%s': %s" % (path, error), node.pos)
        self.loading.append(path)
        inner = Scope(self.base, receiver=scope)
        try:
            for statement in Parser(text, path).program():
                self.execute(statement, inner)
        except Exit:
            pass
        self.loading.pop()

    def find(self, node):
        """Beside the file that loads, then beside the program, then elsewhere."""
        folders = [os.path.dirname(node.pos.file)] + self.paths
        for folder in folders:
            path = os.path.realpath(os.path.join(folder, node.file + ".rasp"))
            if os.path.isfile(path):
                return path
        self.fail("load", "no file '%s.rasp'" % node.file, node.pos)

    def execute_draw(self, node, scope):
        sop = self.evaluate(node.sop, scope)
        if not isinstance(sop, SOp):
            self.fail("type", "an s-op is drawn, got %s" % kind_of(sop),
                      node.sop.start)
        if node.example:
            example = self.evaluate(node.example, scope)
            run(sop, check_input(example, self.place(node.example.start)))

    def execute_example(self, node, scope):
        if node.example:
            example = self.evaluate(node.example, scope)
            if not isinstance(example, (str, list)):
                self.fail("type", "an example is a string or a list, got %s"
                          % kind_of(example), node.example.start)

    def execute_exit(self, node, scope):
        raise Exit()

    # Expressions

    def evaluate(self, node, scope):
        return getattr(self, "evaluate_" + node.kind)(node, scope)

    def evaluate_group(self, node, scope):
        return self.evaluate(node.value, scope)

    def evaluate_atom(self, node, scope):
        return node.value

    def evaluate_name(self, node, scope):
        return scope.get(node.name, self.place(node.pos))

    def evaluate_unary(self, node, scope):
        value = self.evaluate(node.value, scope)
        pos = self.place(node.pos)
        if isinstance(value, SOp):
            return elementwise(lambda v: unary(node.op, v), [value], pos)
        if isinstance(value, Selector) and node.op == "not":
            return combine_selectors(lambda mark: not mark, [value], pos)
        if node.op == "indicator":
            self.fail("type", "indicator takes an s-op, got %s" % kind_of(value),
                      node.value.start)
        if isinstance(value, (Selector, Applied)):
            self.fail("type", "'%s' does not take %s" % (node.op, kind_of(value)),
                      node.pos)
        return self.guard(pos, unary, node.op, value)

    def evaluate_binary(self, node, scope):
        left = self.evaluate(node.left, scope)
        right = self.evaluate(node.right, scope)
        pos = self.place(node.pos)
        if node.op == "in":
            return self.contains(node, left, right)
        kinds = {type(left), type(right)}
        if node.op in ("and", "or") and kinds == {Selector}:
            both = all if node.op == "and" else any
            return combine_selectors(lambda *marks: both(marks), [left, right], pos)
        if Selector in kinds or Applied in kinds:
            self.guard(pos, fail_binary, node.op, left, right)
        if SOp in kinds:
            left, right = [
                self.sequence(value, side)
                for value, side in ((left, node.left), (right, node.right))
            ]
            if node.op == "and":
                return elementwise(lambda a, b: bool(a and b), [left, right], pos)
            if node.op == "or":
                return elementwise(lambda a, b: bool(a or b), [left, right], pos)
            return elementwise(
                lambda a, b: binary(node.op, a, b), [left, right], pos
            )
        # Both sides of `and` and `or` are evaluated: only a conditional
        # expression leaves something out.
        if node.op == "and":
            return left and right
        if node.op == "or":
            return left or right
        return self.guard(pos, binary, node.op, left, right)

    def sequence(self, value, node):
        """An s-op; an atom counts as the s-op that has it everywhere."""
        if isinstance(value, SOp):
            return value
        if not is_atom(value):
            self.fail("type", "expected an s-op or an atom, got %s" % kind_of(value),
                      node.start)
        return constant(value, self.place(node.start))

    def contains(self, node, item, container):
        pos = self.place(node.pos)
        if isinstance(item, SOp):
            if not isinstance(container, list) or not all(map(is_atom, container)):
                self.fail("type", "an s-op is looked up in a list of atoms, got %s"
                          % kind_of(container), node.right.start)
            return elementwise(lambda value: value in container, [item], pos)
        if not is_atom(item):
            self.fail("type", "an s-op or an atom is looked up, got %s"
                      % kind_of(item), node.left.start)
        if isinstance(container, list):
            return any(is_atom(value) and value == item for value in container)
        if isinstance(container, SOp):
            return SOp(
                (container,), lambda length, values: [item in values] * length, pos
            )
        self.fail("type", "an atom is looked up in a list or an s-op, got %s"
                  % kind_of(container), node.right.start)

    def evaluate_if(self, node, scope):
        condition = self.evaluate(node.condition, scope)
        if not isinstance(condition, (SOp, Selector, Applied)):
            return self.evaluate(node.yes if condition else node.no, scope)
        yes, no = self.evaluate(node.yes, scope), self.evaluate(node.no, scope)
        return elementwise(
            lambda condition, yes, no: yes if condition else no,
            [
                self.sequence(condition, node.condition),
                self.sequence(yes, node.yes),
                self.sequence(no, node.no),
            ],
            self.place(node.pos),
        )

    def evaluate_select(self, node, scope):
        keys = self.sequence(self.evaluate(node.key, scope), node.key)
        queries = self.sequence(self.evaluate(node.query, scope), node.query)
        return select(keys, queries, node.predicate, self.place(node.pos))

    def evaluate_aggregate(self, node, scope):
        selector = self.evaluate(node.selector, scope)
        values = self.evaluate(node.values, scope)
        default = self.evaluate(node.default, scope) if node.default else 0
        if not isinstance(selector, Selector):
            self.fail("type", "expected a selector, got %s" % kind_of(selector),
                      node.selector.start)
        values = self.sequence(values, node.values)
        if not is_atom(default):
            self.fail("type", "the default is an atom, got %s" % kind_of(default),
                      node.default.start)
        return aggregate(selector, values, default, self.place(node.pos))

    def evaluate_index(self, node, scope):
        container = self.evaluate(node.container, scope)
        index = self.evaluate(node.index, scope)
        pos = self.place(node.index.start)
        if isinstance(container, SOp):
            if not isinstance(index, int):
                self.fail("type", "a sequence is indexed by a constant integer, got "
                          + kind_of(index), node.index.start)
            return SOp(
                (container,),
                lambda length, values: [
                    values[index] if -length <= index < length else 0
                ] * length,
                pos,
            )
        if not isinstance(container, (list, str, dict)):
            self.fail("type", "%s cannot be indexed" % kind_of(container),
                      node.container.start)
        if isinstance(index, SOp):
            # Only atoms may come out of it, which shows when they do.
            def look_up(value):
                result = index_atom(container, value)
                if not is_atom(result):
                    raise RaspError("type", "%s in a sequence" % kind_of(result))
                return result

            return elementwise(look_up, [index], pos)
        if not is_atom(index):
            self.fail("type", "%s cannot be an index" % kind_of(index),
                      node.index.start)
        return self.guard(pos, index_atom, container, index)

    def evaluate_call(self, node, scope):
        arguments = [self.evaluate(argument, scope) for argument in node.arguments]
        callee = self.evaluate(node.callee, scope)
        if isinstance(callee, Function):
            if len(arguments) != len(callee.parameters):
                self.fail("arity", "'%s' takes %d arguments, got %d"
                          % (callee.name, len(callee.parameters), len(arguments)),
                          node.pos)
            return callee.call(arguments, node.pos)
        if not isinstance(callee, Flow):
            self.fail("type", "%s cannot be called" % kind_of(callee), node.pos)
        if len(arguments) != 1:
            self.fail("arity", "an s-op is applied to one input, got %d"
                      % len(arguments), node.pos)
        return Applied(
            run(callee, check_input(arguments[0], self.place(node.arguments[0].start)))
        )

    def evaluate_list(self, node, scope):
        return [self.evaluate(value, scope) for value in node.values]

    def evaluate_dict(self, node, scope):
        return {
            self.key(key, scope): self.evaluate(value, scope)
            for key, value in node.items
        }

    def key(self, node, scope):
        key = self.evaluate(node, scope)
        if not is_atom(key):
            self.fail("type", "a key is an atom, got %s" % kind_of(key), node.start)
        return key

    def evaluate_comprehension(self, node, scope):
        pairs = []
        for value in self.iterate(node.iterable, scope):
            inner = Scope(scope)
            self.bind(node.names, value, inner, node.iterable.start)
            key = self.key(node.key, inner) if node.key else None
            pairs.append((key, self.evaluate(node.value, inner)))
        return dict(pairs) if node.key else [value for _, value in pairs]

    def evaluate_range(self, node, scope):
        bounds = [self.evaluate(argument, scope) for argument in node.arguments]
        if len(bounds) > 3:
            self.fail("arity", "range takes 1 to 3 arguments, got %d" % len(bounds),
                      node.pos)
        for bound, argument in zip(bounds, node.arguments):
            if not isinstance(bound, int):
                self.fail("type", "range takes integers, got %s" % kind_of(bound),
                          argument.start)
        if len(bounds) == 3 and bounds[2] == 0:
            self.fail("value", "a range of step 0", node.arguments[2].start)
        return list(range(*bounds))

    def evaluate_zip(self, node, scope):
        lists = [self.evaluate(argument, scope) for argument in node.arguments]
        for value, argument in zip(lists, node.arguments):
            if not isinstance(value, list):
                self.fail("type", "zip takes lists, got %s" % kind_of(value),
                          argument.start)
            if len(value) != len(lists[0]):
                self.fail("value", "zip of lists of length %d and %d"
                          % (len(lists[0]), len(value)), argument.start)
        return [list(row) for row in zip(*lists)]

    def evaluate_len(self, node, scope):
        value = self.evaluate(node.value, scope)
        if not isinstance(value, list):
            self.fail("type", "len takes a list, got %s" % kind_of(value),
                      node.value.start)
        return len(value)


# --- Programs ----------------------------------------------------------------


class Program:
    """A program whose statements have been executed once.

    `applied` holds what its top-level applications `s-op("input");` gave.
    """

    def __init__(self, text, file="program", paths=()):
        self.interpreter = Interpreter([os.path.dirname(file), *paths])
        self.interpreter.loading.append(os.path.realpath(file))
        if hasattr(sys, "set_int_max_str_digits"):
            sys.set_int_max_str_digits(0)  # integers have no bounds
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 50 * DEEPEST_CALL))
        try:
            self.interpreter.run_top(Parser(text, file).program())
        except RecursionError:
            raise RaspError("syntax", "expressions are nested too deeply")
        self.applied = self.interpreter.applied

    @classmethod
    def load(cls, path_or_text, paths=()):
        """A program from a file, which is what a text in one line and ending
        with `.rasp` names, or from its text."""
        text = os.fspath(path_or_text)
        if not text.endswith(".rasp") or "\n" in text:
            return cls(text, paths=paths)
        with open(text, encoding="utf-8") as stream:
            return cls(stream.read(), text, paths)

    def names(self):
        """The s-ops that the program names at its top level, in order; the last
        s-op that only stands as a statement counts as `out`."""
        values = self.interpreter.top.values
        names = [
            name for name, value in values.items()
            if isinstance(value, SOp) and name != "out"
        ]
        return names + (["out"] if self.interpreter.out else [])

    def flow(self, name=None):
        """An s-op or selector by name, without a name that of the last
        statement whose value is an s-op."""
        if name is None:
            value = self.interpreter.last
        elif name == "out":
            value = self.interpreter.out
        else:
            value = self.interpreter.top.get(name, None)
        if not isinstance(value, Flow):
            raise RaspError("name", "%s is no s-op" % (name or "the program's result"))
        return value

    def evaluate(self, name, tokens):
        """The values of an s-op (of a selector: its rows) on an input."""
        return run(self.flow(name), check_input(tokens))


def parse_input(text):
    """A list of atoms for `[...]`, the characters of a `"..."` or of the text."""
    if not (text.startswith("[") and text.endswith("]")):
        return text[1:-1] if re.fullmatch(r'"[^"]*"', text) else text
    parser = Parser(text, "input")
    value = parser.expression()
    if parser.token.kind != "end":
        parser.error("the end of the input")
    interpreter = Interpreter(())
    return check_input(interpreter.evaluate(value, interpreter.top))


def main(argv=None):
    arguments = argparse.ArgumentParser(description="Evaluates a RASP program.")
    arguments.add_argument("file")
    arguments.add_argument("--sop", metavar="NAME")
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("inputs", nargs="*", metavar="INPUT")
    options = arguments.parse_intermixed_args(argv)
    try:
        program = Program.load(options.file)
        program.flow(options.sop)
    except (RaspError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    status = 0
    for text in options.inputs or (line.rstrip("\n") for line in sys.stdin):
        try:
            values = program.evaluate(options.sop, parse_input(text))
        except RaspError as error:
            print("error: %s" % error.category, flush=True)
            print("%s: %s" % (text, error), file=sys.stderr)
            status = 1
            continue
        if options.json:
            print(json.dumps(values, ensure_ascii=False))
        else:
            print(format_sequence(values))
    return status


if __name__ == "__main__":
    sys.exit(main())
