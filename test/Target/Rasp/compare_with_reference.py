#!/usr/bin/env python3
"""Compares the oracle with the reference implementation of RASP.

    compare_with_reference.py REFERENCE --seed=S --count=N [--sessions=N]

REFERENCE is a checkout of github.com/tech-srl/RASP; the Python that runs this
needs its packages (antlr4-python3-runtime 4.9.1, termcolor, graphviz). The
random programs of the seed and the programs in cases/ go through both, every
s-op that a program names on every input, and all differences are printed:
values, their Python types, and the text that is printed. Where a result has
errors at two places, the two may report another one.
With --sessions some programs are also typed into an unchanged session of the
reference, which compares what it prints.

Three things of the reference are changed for the comparison, all of them among
the deviations in docs/Rasp.md: a new s-op is not tried on the running example,
results are not kept for an input that only compares equal, and parentheses
around what is indexed or around an index do not fail.
"""

import argparse
import importlib
import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout

import make_expectations
import random_programs
import rasp_oracle
from rasp_syntax import RaspError

COLOR = re.compile(r"\x1b\[[0-9;]*m")


class OwnList(list):
    """An input that equals only itself, so that no cached result is reused."""

    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other


class OwnText(str):
    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other


class Reference:
    def __init__(self, folder):
        sys.path.insert(0, folder)
        os.chdir(folder)
        Environment, Evaluator, REPL = (
            importlib.import_module("RASP_support." + name)
            for name in ("Environment", "Evaluator", "REPL")
        )

        self.modules = Environment, Evaluator, REPL
        with redirect_stdout(io.StringIO()):
            self.session = REPL.REPL()
        self.console = self.session.env

        evaluator = Evaluator.Evaluator
        evaluator._test_res = lambda self, result: None
        evaluate = evaluator.evaluateExpr

        def evaluate_expression(self, ast, from_top=False, get_name=False):
            while get_name and ast.bracketed:
                ast = ast.bracketed
            return evaluate(self, ast, from_top, get_name)

        evaluator.evaluateExpr = evaluate_expression

    def load(self, text):
        """Executes a program in a fresh console; its first error is raised."""
        environment, _, repl = self.modules
        env = environment.Environment(name="console")
        env.constant_variables = dict(self.console.constant_variables)
        env.reserved_words = list(self.console.reserved_words)
        env.variables = {"tokens": self.console.variables["tokens"]}
        self.session.env = env
        lines = io.StringIO(text)
        while True:
            tree = repl.LineReader(fromfile=lines).get_input_tree()
            if isinstance(tree, repl.Stop):
                return
            try:
                with redirect_stdout(io.StringIO()) as printed:
                    result = self.session.evaluate_tree(tree)
                if isinstance(result, repl.LazyPrint):
                    raise RuntimeError(COLOR.sub("", result.a[0]).strip())
                if "!!" in printed.getvalue():  # within a file that is loaded
                    raise RuntimeError(COLOR.sub("", printed.getvalue()).strip())
            except repl.StopException:
                return

    def evaluate(self, name, tokens):
        own = OwnText(tokens) if isinstance(tokens, str) else OwnList(tokens)
        sop = self.session.env.get_variable(name)
        sequence = sop.call(own, just_pass_exception_up=True)
        return list(sequence.get_vals()), COLOR.sub("", str(sequence))


def category(error):
    if isinstance(error, RaspError):
        return error.category
    name, text = type(error).__name__, str(error)
    if name == "RuntimeError":
        for part, kind in (("eserved name", "name"), ("Undefined variable", "name"),
                           ("number of args", "arity"), ("could not find", "load"),
                           ("not in dict", "value"), ("out of range", "value")):
            if part in text:
                return kind
        return "type"
    if name in ("AntlrException", "InputNotFinished", "AssertionError"):
        return "syntax"
    if name in ("RASPValueError", "ZeroDivisionError", "OverflowError", "ValueError"):
        return "value"
    return "type"


def outcome(function, *arguments):
    """The result, or the category of the error that comes instead."""
    try:
        return function(*arguments)
    except Exception as error:  # what the reference lets through has any type
        return "error: " + category(error)


class Comparison:
    def __init__(self, reference):
        self.reference = reference
        self.programs = self.results = self.differences = 0
        self.errors = self.other_errors = 0

    def __str__(self):
        return (
            "%d programs, %d results, %d of them errors (%d of another category), "
            "%d differences"
        ) % (self.programs, self.results, self.errors, self.other_errors,
             self.differences)

    def differ(self, text, *what):
        self.differences += 1
        print("--- difference", *map(repr, what))
        print(text)

    def compare(self, text, inputs, only=None, file="program"):
        self.programs += 1
        ours = outcome(rasp_oracle.Program, text, file)
        theirs = outcome(self.reference.load, text)
        if isinstance(ours, str) or isinstance(theirs, str):
            self.errors += 1
            if ours != theirs:
                self.differ(text, "program", ours, theirs)
            return
        names = only or ours.names()
        top = ours.interpreter.top.values
        if "out" in names and top["out"] is not ours.interpreter.out:
            names.remove("out")  # an assignment has changed what it is since
        for name in names:
            for tokens in inputs:
                self.compare_values(text, ours, name, tokens)

    def compare_values(self, text, program, name, tokens):
        def own(name, tokens):
            values = program.evaluate(name, tokens)
            return values, rasp_oracle.format_sequence(values)

        ours = outcome(own, name, tokens)
        theirs = outcome(self.reference.evaluate, name, tokens)
        self.results += 1
        if isinstance(ours, str) or isinstance(theirs, str):
            self.errors += 1
            self.other_errors += ours != theirs
            if not (isinstance(ours, str) and isinstance(theirs, str)):
                self.differ(text, name, tokens, ours, theirs)
            return
        typed = [[(type(value), value) for value in values]
                 for values in (ours[0], theirs[0])]
        if typed[0] != typed[1] or ours[1] != theirs[1]:
            self.differ(text, name, tokens, ours, theirs)

    def session(self, folder, text, tokens):
        """Types a program into a session of the reference that is as it was."""
        program = rasp_oracle.Program(text)
        # To apply `out` sets it: to the input, in the reference.
        name = [name for name in program.names() if name != "out"][-1]
        given = random_programs.literal_text(tokens)
        expected = outcome(program.evaluate, name, tokens)
        if isinstance(expected, str):
            return
        lines = "set example %s\n%s\n%s(%s);\n" % (
            given, re.sub(r"set example.*|full seq.*", "", text), name, given
        )
        done = subprocess.run(
            [sys.executable, "-m", "RASP_support"], input=lines, cwd=folder,
            capture_output=True, encoding="utf-8",
        )
        printed = re.findall(r"\t =  ([^\n]*)", COLOR.sub("", done.stdout))
        if "ignoring input" in done.stdout or "went wrong" in done.stdout:
            return  # something before it failed on this input
        self.results += 1
        if not printed or printed[-1] != rasp_oracle.format_sequence(expected):
            self.differ(text, "session", tokens, expected, printed)


def main():
    parser = argparse.ArgumentParser(description="Compares with the reference.")
    parser.add_argument("reference")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--sessions", type=int, default=0)
    options = parser.parse_args()
    folder = os.path.abspath(options.reference)
    comparison = Comparison(Reference(folder))
    made = random_programs.programs(options.seed, options.count)
    for number, (text, inputs) in enumerate(made):
        comparison.compare(text, inputs)
        if number < options.sessions:
            comparison.session(folder, text, inputs[-1])
    print("random programs: %s" % comparison)
    differences = comparison.differences
    comparison = Comparison(comparison.reference)
    os.chdir(make_expectations.CASES)  # where the reference looks for files
    for name in make_expectations.case_names():
        path, text, inputs, only, for_reference = make_expectations.read_case(name)
        if for_reference:
            comparison.compare(text, inputs, only, path)
    print("cases: %s" % comparison)
    return 1 if differences + comparison.differences else 0


if __name__ == "__main__":
    sys.exit(main())
