#!/usr/bin/env python3
"""Tests of the oracle: the public cases, the traps of the language, the errors.

The values of the public cases (R1 and so on) come from the publications and
test suites of the implementations of RASP and its relatives, not from here.
"""

import contextlib
import glob
import io
import json
import os
import re
import subprocess
import sys

import make_expectations
import random_programs
import rasp_oracle
from rasp_oracle import Program, format_sequence, parse_input
from rasp_syntax import RaspError

checks = 0


def equal(got, wanted, what=""):
    global checks
    checks += 1
    if got != wanted or type(got) is not type(wanted):
        raise AssertionError("%s: got %r, wanted %r" % (what, got, wanted))


def value(text, tokens="hello", name=None):
    return Program.load(text).evaluate(name, tokens)


def shown(text, tokens="hello"):
    return format_sequence(value(text, tokens))


def error(text, tokens=None):
    """The category of the error that a program has, when it is read or run."""
    try:
        program = Program.load(text)
        if tokens is not None:
            program.evaluate(None, tokens)
    except RaspError as reason:
        return reason.category
    return None


def stored(name):
    path = os.path.join(make_expectations.CASES, name + ".json")
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def case(name, sop, *pairs):
    """A program of cases/ on inputs; what is wanted is a list, or one value
    for all positions. What is stored is not evaluated twice."""
    program = Program.load(os.path.join(make_expectations.CASES, name + ".rasp"))
    known = {json.dumps([entry["sop"], entry["input"]]): entry.get("values")
             for entry in stored(name)}
    for tokens, wanted in pairs:
        values = known.get(json.dumps([sop, tokens]))
        values = values or program.evaluate(sop, tokens)
        if not isinstance(wanted, list):
            wanted = [wanted] * len(values)
        equal(len(values), len(wanted), name)
        for got, want in zip(values, wanted):
            # The public cases do not say which whole numbers are floats.
            same = got == want and isinstance(got, bool) == isinstance(want, bool)
            equal(same, True, "%s on %s: %r, not %r" % (name, tokens, got, want))


def public_cases():
    case("public-positions", "threes", ("hello", [0, 3, 6, 9, 12]))  # R1
    case("public-positions", "histogram", ("hello", [1, 1, 2, 2, 1]))
    case("public-positions", "share_of_e", ("hey", 1 / 3))
    case("public-positions", "has_e", ("hey", True))
    case("public-share-so-far", "share_of_l",  # R2
         ("hello", [0, 0, 1 / 3, 1 / 2, 2 / 5]))
    case("public-share-so-far", "share_of_open",
         ("a()b(c))", [0, 1 / 2, 1 / 3, 1 / 4, 2 / 5, 1 / 3, 2 / 7, 1 / 4]))
    balance = Program.load(make_expectations.CASES + "/public-pair-balance.rasp")
    for got, want in zip(balance.evaluate("balance", "a()b(c))"),  # R3
                         [0, 1 / 2, 0, 0, 1 / 5, 1 / 6, 0, -1 / 8]):
        equal(abs(got - want) < 1e-15, True, "pair balance")
    case("public-shift", "moved", ("abcd", ["none", "a", "b", "c"]))  # R4
    case("public-pattern", "ends_ab", ("aaba", ["none", "F", "T", "F"]))  # R5
    case("public-pattern", "ends_abc",
         ("abcabc", ["none", "none", "T", "F", "F", "T"]))
    case("public-reverse", "mirrored", ("abcd", list("dcba")), ("c", ["c"]))  # R6
    case("public-shuffle-dyck", "two", ("({)}", 1), ("(){)}", 0), ("{}(", 0))  # R7
    case("public-shuffle-dyck", "three", ("({)[}]", 1), ("{}[(]", 0))
    case("public-histogram", "histogram", ("abac", [2, 1, 2, 1]))  # R8
    case("public-sort", "sorted", ([2, 4, 1, 2], [1, 2, 2, 4]))  # R9
    case("public-sort", "by_frequency", ([2, 4, 2, 1], [2, 2, 4, 1]))
    case("public-rare", "rare", ("aaabbc", 3), ("aacbbc", 6))
    case("public-count", "of_a", ("aaabbc", 3), ("cabc", 1), ("bbc", 0))  # R10
    case("public-causal-width", "width", ("abcd", [1, 2, 3, 4]))  # R11
    case("public-dyck", "one", ("()(()", list("PTPPP")))  # R12
    case("public-dyck", "two", ("{(})", list("PPFF")))
    case("public-start-sign", "histogram", ("@abbcc", [0, 1, 2, 2, 2, 2]))
    for tokens, digits in (("123+456", "0000579"), ("0099+0001", "000000100"),  # R13
                           ("999+001", "0001000"), ("7+8", "015"),
                           ("088+842", "0000930"), ("88+842", "000930")):  # R18
        case("public-long-addition", "sum", (tokens, [int(d) for d in digits]))
    case("public-rover", "answer", *[  # R14
        (question, answer) for question, answer in (
            ("a<A,a<A?", "T"), ("a<A,a#A?", "F"), ("a<A,a<B?", "?"),
            ("a<A,x<A:x<B,a<B?", "T"), ("a#A,x#A:x<B,a<B?", "T"),
            ("a<A,x<A:x#B,a<B?", "F"), ("a#A,x#A:x#B,a<A?", "F"),
            ("a#B,x<A:x<B,a<A?", "F"), ("b#B,x<A:x<B,a<B?", "?"),
            ("x<A:x<B,x#B:x<C,b#B,b<A?", "F"), ("x<A:x<B,x#B:x<C,b#B,b<C?", "T"),
            ("a<A,x<A:x<B,x<B:x<C,a<C?", "T"), ("a<A,x<A:x<B,x<B:x#C,a<C?", "F"),
            ("a<A,x<A:x<B,x<C:x#B,a<C?", "F"), ("a<A,b<A?", "?"),
            ("a<A,a<X:b<X,b<A?", "T"), ("a<A,a<X:b#X,b<A?", "F"),
            ("a#A,a#X:b<X,b<A?", "T"), ("a#A,a#X:b#X,b<A?", "F"),
            ("a#A,b<X:a<X,b<A?", "F"), ("a<A,a<X:b<X,b<X:c<X,c<A?", "T"),
            ("a<A,a<X:b<X,x<A:x<C,b<C?", "T"))
    ])
    case("public-two-hops", "twice", ([1, 2, 3, 4], [2, 3, -1, -1]))  # R15
    case("public-parity", "parity", ("101", 0), ("1011", 1))  # R16
    case("public-parity", "running", ("10101", [1, 1, 0, 0, 1]))
    case("public-parity", "parity", ("0", 0), *[("1" * k, k % 2) for k in range(1, 41)])
    case("public-sort", "sorted", ([3, 1, 4, 2, 4, 0], [0, 1, 2, 3, 4, 4]))  # R19


def precedence():
    for text, wanted in (
        ("not 1 == False", True), ("-2 ^ 2", 4), ("2 ^ 3 ^ 2", 64),
        ("2 ^ -3 ^ 2", 1 / 64),
        ("2 ^ -1", 0.5), ("7 % 2 * 3", 1), ("7 * 3 % 2", 1), ("1 + 7 % 4", 4),
        ("True or True and False", False), ("False and False or True", True),
        ("3 < 2 < 1", True), ("1 == 1 == 1", True), ("not 0 + 1", 2),
        ("1 if True else 2 if False else 3", 3), ("1 in [1] + [2]", True),
        ("1 in [1] in [True]", True), ("not 3 in [False]", True),
        ("1 if 2 if False else 0 else 4", 4), ("5 if 0 in [1] else 6", 6),
        ("2 if True else 1 in [2]", True), ("2 * -3", -6), ("1 == not 0", True),
        ("10 - 2 - 3", 5), ("24 / 4 / 2", 3.0), ("-[3][0]", -3), ("--3", 3),
        ("round(2.5) + round(3.5)", 6), ("1 - -1", 2), ('"ab"[1] + "c"', "bc"),
    ):
        equal(value("a = [%s][0 * indices];" % text, "x"), [wanted], text)


def numbers():
    equal(shown("a = round(indices + 0.5);"), "[0, 2, 2, 4, 4] (ints)")
    equal(shown("a = indices % -3;"), "[0, -2, -1, 0, -2] (ints)")
    equal(shown("a = indices / 2;"), "[0.0, 0.5, 1.0, 1.5, 2.0] (floats)")
    equal(shown("a = average(indices > 1 if indices > 0 else 3);"), "[1.2]*5 (floats)")
    equal(value("a = 10 ^ 30 + indices;", "ab"), [10**30, 10**30 + 1])
    equal(len(shown("a = 10 ^ 5000 + indices;", "a")), len("[] (ints)") + 5001)
    equal(shown("a = 1 / 3 + 0 * indices;", "ab"), "[0.333]*2 (floats)")
    equal(shown("a = indices > 0;", "ab"), "[F, T] (bools)")
    equal(shown("a = 5 if indices > 9 else indices;", "a"), "[0] (ints)")
    equal(error("a = average(indices > 1);", "ab"), "type")
    equal(shown("a = average(indices > 1);", "a"), "[F] (bools)")
    equal(error("a = average(tokens);", "ab"), "type")
    equal(shown("a = aggregate(select(indices, 9, ==), tokens);"), "[0]*5 (ints)")
    equal(error("a = shift(tokens, 1, 0);"), None)
    equal(error("a = shift(tokens, 1, 0);", "ab"), "type")
    equal(error("a = 1 / indices if indices > 0 else 0;", "ab"), "value")
    # Equal inputs of other types do not share a result.
    program = Program.load("a = tokens_asis;")
    equal(format_sequence(program.evaluate("a", [1, 2])), "[1, 2] (ints)")
    equal(format_sequence(program.evaluate("a", [True, 2])), "[T, 2] (ints)")


def selectors():
    def rows(text, tokens):
        return ["".join("01"[mark] for mark in row)
                for row in value("s = %s;" % text, tokens, "s")]

    equal(rows("select(indices, indices, <)", "abc"), ["000", "100", "110"])
    equal(rows("select(tokens, indices, ==)", "ab"), ["00", "00"])
    equal(rows('select(tokens, "b", ==)', "abb"), ["011"] * 3)
    equal(rows('select("b", tokens, ==)', "abb"), ["000", "111", "111"])
    equal(rows("not select(indices, 1, !=)", "abc"), ["010"] * 3)
    equal(rows("select(1, True, ==) and select(indices, 0, >)", "ab"), ["01"] * 2)
    equal(rows("select(indices, 0, ==) or select(0, indices, ==)", "ab"), ["11", "10"])
    equal(rows("select_from_last(tokens, 1)", "ab"), ["00", "00"])


def names():
    program = Program.load("b = indices;\na = b;\nb = 3;\nc, d = a, tokens;\na + 1;\n"
                           "7;\ns = full_s;\nfor i in [1] { e = a + i; }")
    equal(program.names(), ["a", "c", "d", "e", "out"])
    equal(program.evaluate(None, "ab"), [1, 2])
    equal(program.evaluate("out", "ab"), [1, 2])
    equal(Program.load('tokens("ab");').applied, [["a", "b"]])
    equal(value("def f() { return n; }\nn = indices;\na = f();\nn = 1;", "ab"), [0, 1])
    equal(error("def f() { return n; }\na = f();\nn = indices;"), "name")
    equal(error("def f(length) { return length; }\na = f(indices);"), None)
    equal(error("length = 3;"), "name")
    equal(error("tokens = tokens_int;"), None)
    equal(error("out = 3;"), "name")
    equal(value("a = [max for max in [4]][0 * indices];", "ab"), [4, 4])
    equal(error('load "no-such-file";'), "load")


def syntax():
    equal(value("a = indices; b = a + 1;", "ab"), [1, 2])
    equal(value("a = aggregate (select (indices, 0, ==), indices);", "ab"), [0, 0])
    equal(value("set example [1]\n-indices;", "ab"), [0, -1])
    equal(value("s = indices; op = 1; s-op;", "ab"), [-1, 0])
    equal(value("set s-op example [1,\n2]\ns-op examples off\nindices;", "ab"), [0, 1])
    equal(value("a = indices;\nexit\nb = nothing;", "ab"), [0, 1])
    equal(value('a = tokens + "#\\"; # and', "a"), ["a#\\"])
    equal(error("a = indices"), "syntax")
    equal(error("for x in [1] { a = x }"), "syntax")


def inputs():
    equal(parse_input("hello"), "hello")
    equal(parse_input('"[x]"'), "[x]")
    equal(parse_input("[1, -2.5, True, \"a\"]"), [1, -2.5, True, "a"])
    for text, wanted in (("[]", "value"), ("[1", None), ("[1,]", "syntax"),
                         ("[[1]]", "type"), ("[x]", "name"), ("[1][2]", "value")):
        try:
            parse_input(text)
            equal(None, wanted, text)
        except RaspError as reason:
            equal(reason.category, wanted, text)
    equal(error("a = indices;", ""), "value")
    equal(value("a = tokens_int;", ["-3", " 4 ", 2.7, True]), [-3, 4, 2, 1])
    equal(value("a = tokens_str;", [1, 2.0, True]), ["1", "2.0", "True"])
    equal(value("a = tokens_bool;", ["", "False", 0]), [False, True, False])
    equal(value("a = tokens_float;", ["1e2", ".5", True]), [100.0, 0.5, 1.0])
    for token in ("1_0", "x", "1.5", "", "٣"):
        equal(error("a = tokens_int;", [token]), "value")
    for token in ("nan", "inf", "1_0", "e5", ""):
        equal(error("a = tokens_float;", [token]), "value")
    equal(error("a = tokens_asis;", ["a", 1]), "type")


def command_line():
    script = [sys.executable, rasp_oracle.__file__,
              os.path.join(make_expectations.CASES, "public-share-so-far.rasp")]
    done = subprocess.run(script + ["--sop=share_of_l"], input="hello\n[1]\n",
                          capture_output=True, encoding="utf-8")
    equal(done.stdout, "[0, 0.0, 0.333, 0.5, 0.4] (floats)\n[0] (ints)\n")
    with contextlib.redirect_stdout(io.StringIO()) as out, \
            contextlib.redirect_stderr(io.StringIO()) as err:
        arguments = script[2:] + ["--json", "--sop=share_of_l", "ll", "[]"]
        status = rasp_oracle.main(arguments)
    equal(out.getvalue(), "[1, 1.0]\nerror: value\n")
    equal("at least one token" in err.getvalue() and status, 1)


def stored_cases():
    for name in make_expectations.case_names():
        made = list(make_expectations.expectations(name))
        equal(json.dumps(stored(name)), json.dumps(made), name)


def stored_errors():
    """Each file says where its error is and, if it needs one, on which input."""
    for path in sorted(glob.glob(make_expectations.CASES + "/errors/*.rasp")):
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        wanted = re.match(r"# error: (\d+):(\d+) (\w+)\n", text).groups()
        tokens = re.findall(r"^# input: (.*)", text, re.MULTILINE)
        got = None
        try:
            program = Program(text, path)
            if tokens:
                program.evaluate(None, parse_input(tokens[0]))
        except RaspError as reason:
            got = tuple(map(str, reason.pos[1:])) + (reason.category,)
        equal(got, wanted, path)


def random_ones():
    first, again = (list(random_programs.programs(5, 20)) for _ in range(2))
    equal(first, again)
    for text, tokens in first:
        equal(error(text), None, text)
        equal(1 <= len(tokens[0]) and len(tokens[-1]) <= 12, True)


def main():
    for test in (public_cases, precedence, numbers, selectors, names, syntax, inputs,
                 command_line, stored_cases, stored_errors, random_ones):
        test()
    print("%d checks passed" % checks)


if __name__ == "__main__":
    main()
