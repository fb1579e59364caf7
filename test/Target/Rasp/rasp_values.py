"""The values of RASP: atoms and their operators, and s-ops and selectors on an
input. Part of the evaluator `rasp_oracle.py`."""

import re

from rasp_syntax import RaspError


class Flow:
    """An s-op or a selector: a step from its parents' values to its own."""

    def __init__(self, parents, step, pos):
        self.parents, self.step, self.pos = parents, step, pos


class SOp(Flow):
    pass


class Selector(Flow):
    pass


class Function:
    def __init__(self, name, parameters, call):
        self.name, self.parameters, self.call = name, parameters, call


class Applied:
    """What `s-op("input")` gives: it can be shown, stored and nothing else."""

    def __init__(self, values):
        self.values = values


def is_atom(value):
    return isinstance(value, (int, float, str))


def kind_of(value):
    for kind, types in (
        ("bool", bool), ("int", int), ("float", float), ("string", str),
        ("list", list), ("dict", dict), ("s-op", SOp), ("selector", Selector),
        ("function", Function), ("result of an application", Applied),
    ):
        if isinstance(value, types):
            return kind
    return type(value).__name__


def sequence_type(values):
    """The type of a sequence; its values stay as they are, whatever it says."""
    for name, types in (("string", str), ("bool", bool), ("int", int),
                        ("float", float), ("float", (int, float))):
        if all(isinstance(value, types) for value in values):
            return name
    raise RaspError("type", "values of different types: %s" % (values,))


def format_sequence(values):
    def show(value):
        if isinstance(value, float):
            return str(round(value, 3))
        if isinstance(value, bool):
            return "T" if value else "F"
        return str(value)

    values = list(values)
    if len(values) > 1 and len(set(values)) == 1:
        text = "[%s]*%d" % (show(values[0]), len(values))
    else:
        text = "[%s]" % ", ".join(map(show, values))
    return "%s (%ss)" % (text, sequence_type(values))


def fail_binary(op, left, right):
    raise RaspError(
        "type", "'%s' does not take %s and %s" % (op, kind_of(left), kind_of(right))
    )


def is_number(value):
    return isinstance(value, (int, float))


def binary(op, left, right):
    """The operators on atoms; on lists and dicts as far as they have a sense."""
    numbers = is_number(left) and is_number(right)
    strings = isinstance(left, str) and isinstance(right, str)
    lists = isinstance(left, list) and isinstance(right, list)
    if op in ("==", "!="):
        if not (is_plain(left) and is_plain(right)):
            fail_binary(op, left, right)
        return (left == right) == (op == "==")
    if op in ("<", "<=", ">", ">="):
        if not (numbers or strings):
            fail_binary(op, left, right)
        if op in ("<", "<="):
            return left < right if op == "<" else left <= right
        return left > right if op == ">" else left >= right
    if op == "+" and (strings or lists):
        return left + right
    if op == "*" and not numbers:
        for part, times in ((left, right), (right, left)):
            if isinstance(part, (str, list)) and isinstance(times, int):
                return part * times
    if not numbers:
        fail_binary(op, left, right)
    try:
        if op == "+":
            return left + right
        if op == "-":
            return left - right
        if op == "*":
            return left * right
        if op == "/":
            return left / right
        if op == "%":
            return left % right
        result = left**right
    except ZeroDivisionError:
        raise RaspError("value", "'%s' divides by zero" % op)
    except OverflowError:
        raise RaspError("value", "the result of '%s' is too large for a float" % op)
    if isinstance(result, complex):
        raise RaspError("value", "a fractional power of a negative number")
    return result


def is_plain(value):
    if isinstance(value, list):
        return all(map(is_plain, value))
    if isinstance(value, dict):
        return all(map(is_plain, value.values()))
    return is_atom(value)


def unary(op, value):
    if op == "indicator":
        return 1 if value else 0
    if op == "not":
        return not value
    if not is_number(value):
        raise RaspError("type", "'%s' does not take %s" % (op, kind_of(value)))
    if op == "-":
        return -value
    if op == "+":
        return +value
    try:
        return round(value)  # to the even neighbour
    except (OverflowError, ValueError):
        raise RaspError("value", "no integer is near %s" % value)


def index_atom(container, index):
    if isinstance(container, dict):
        if index not in container:
            raise RaspError("value", "no key %r in the dict" % (index,))
        return container[index]
    if not isinstance(index, int):
        raise RaspError("type", "%s cannot be an index" % kind_of(index))
    if not -len(container) <= index < len(container):
        raise RaspError(
            "value",
            "index %d of %s of length %d"
            % (index, kind_of(container), len(container)),
        )
    return container[index]


INT_TEXT = re.compile(r"\s*[-+]?[0-9]+\s*", re.ASCII)
FLOAT_TEXT = re.compile(
    r"\s*[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\s*", re.ASCII
)


def to_int(value):
    if isinstance(value, str) and not INT_TEXT.fullmatch(value):
        raise RaspError("value", "the token %r is no integer" % value)
    try:
        return int(value)
    except (OverflowError, ValueError):
        raise RaspError("value", "the token %s is no integer" % value)


def to_float(value):
    if isinstance(value, str) and not FLOAT_TEXT.fullmatch(value):
        raise RaspError("value", "the token %r is no number" % value)
    try:
        return float(value)
    except OverflowError:
        raise RaspError("value", "the token %s is too large for a float" % value)


TOKENS = {
    "tokens_asis": lambda value: value, "tokens_str": str, "tokens_int": to_int,
    "tokens_float": to_float, "tokens_bool": bool,
}


# --- Evaluation on an input --------------------------------------------------

# The tokens themselves.
INPUT = SOp((), None, None)


def check_input(tokens, pos=None):
    if not isinstance(tokens, (str, list)):
        raise RaspError(
            "type", "an input is a string or a list, got %s" % kind_of(tokens), pos
        )
    if not tokens:
        raise RaspError("value", "an input has at least one token", pos)
    for token in tokens:
        if not is_atom(token):
            raise RaspError("type", "%s is no token" % kind_of(token), pos)
    return list(tokens)


def run(flow, tokens):
    """The values of an s-op or the rows of a selector."""
    return run_all(flow, tokens)[flow]


def run_step(flow, length, parents):
    """The result of a flow, of its parents and their results."""
    return flow.step(length, *[result for _, result in parents])


def run_all(flow, tokens):
    """The results of a flow and of all that it needs, without recursion."""
    done = {INPUT: tokens}
    stack = [flow]
    while stack:
        top = stack[-1]
        missing = [parent for parent in top.parents if parent not in done]
        if missing:
            stack += missing
            continue
        stack.pop()
        if top in done:
            continue
        try:
            parents = [(parent, done[parent]) for parent in top.parents]
            result = run_step(top, len(tokens), parents)
            if isinstance(top, SOp):
                sequence_type(result)
        except RaspError as error:
            error.pos = error.pos or top.pos
            raise
        done[top] = result
    return done


def elementwise(function, sequences, pos):
    def step(length, *columns):
        return [function(*(column[i] for column in columns)) for i in range(length)]

    return SOp(tuple(sequences), step, pos)


def constant(value, pos):
    return SOp((), lambda length: [value] * length, pos)


def select(keys, queries, predicate, pos):
    def step(length, keys, queries):
        return [[binary(predicate, key, query) for key in keys] for query in queries]

    return Selector((keys, queries), step, pos)


def combine_selectors(function, selectors, pos):
    def step(length, *matrices):
        return [
            [function(*marks) for marks in zip(*rows)] for rows in zip(*matrices)
        ]

    return Selector(tuple(selectors), step, pos)


def aggregate(selector, values, default, pos):
    def step(length, rows, values):
        return [one(row, values) for row in rows]

    def one(row, values):
        marked = [value for mark, value in zip(row, values) if mark]
        if not marked:
            return default
        if len(marked) == 1:
            return marked[0]
        if sequence_type(values) not in ("int", "float"):
            raise RaspError(
                "type", "the mean of several %ss" % sequence_type(values)
            )
        total = 0
        try:
            for value in marked:  # from left to right, unlike `sum` of Python 3.12
                total += value
            return total * 1.0 / len(marked)
        except OverflowError:
            raise RaspError("value", "the sum is too large for a float")

    return SOp((selector, values), step, pos)


def selector_width(selector, pos):
    return SOp((selector,), lambda length, rows: [sum(row) for row in rows], pos)
