#!/usr/bin/env python3
"""Calls the C interface of RASP programs and compares what it gives with what
is expected.

    check_library.py FOLDER CASE.rasp...

Each program becomes a shared library in FOLDER, whose table of entries
(nn_model_info) tells how to call it: all s-ops on all inputs of CASE.json, see
README.md. Where a result is an error, the call has to answer one, and
`failed_check` has to say which: the text is the one that the executable of the
program prints.
"""

import json
import os
import subprocess
import sys

import numpy as np

import rasp_oracle
from check_cases import is_same, run, spell

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "..", "Integration", "Inputs"))
from model_library import DTYPES, Failed, Library  # noqa: E402

KINDS = {"i4": str, "i8": int, "f8": float, "?": bool}


class BadToken(Exception):
    """Tokens that an input of the entry does not take."""


def make_input(info, tokens):
    """What the documentation of the C interface says that an input is."""
    name, dtype = info.name.decode(), DTYPES[info.dtype]
    try:
        values = rasp_oracle.Program.load("a = %s;" % name).evaluate("a", tokens)
    except rasp_oracle.RaspError as error:
        raise BadToken(error.message)
    if any(type(value) is not KINDS[dtype] for value in values):
        raise BadToken("not of the type of the example")  # `tokens_asis`
    if dtype != "i4":
        return np.array(values, dtype)
    width = max(1, *map(len, values))
    return np.array([[ord(c) for c in value.ljust(width, "\0")]
                     for value in values], dtype)


def read_outputs(outputs):
    value = outputs[0]
    if value.ndim == 2:
        return ["".join(map(chr, row)).rstrip("\0") for row in value.tolist()]
    if len(outputs) == 1:
        return value.tolist()
    kinds = (bool, int, float)
    return [kinds[kind](number)
            for number, kind in zip(value.tolist(), outputs[1].tolist())]


def evaluate(library, sop, tokens):
    """The elements of an s-op."""
    info = library.entries[sop]
    inputs = [make_input(info.inputs[i], list(tokens))
              for i in range(info.num_inputs)]
    return read_outputs(library.run(sop, inputs))


def call(library, sop, tokens):
    """The elements of an s-op, or nothing if that fails by the data."""
    try:
        return evaluate(library, sop, tokens)
    except BadToken:
        return None
    except Failed as failure:
        if not failure.check:
            raise
        return None


class Case:
    def __init__(self, folder, case):
        self.case = case
        self.stem = os.path.join(folder, os.path.basename(case)[:-len(".rasp")])
        with open(case, encoding="utf-8") as stream:
            self.source = stream.read()
        path = self.translate(".so", "--symbol-prefix=m")
        self.library = Library(path, "m")
        self.program = None

    def translate(self, extension, *options):
        path = self.stem + extension
        subprocess.run(["nn-translate", self.case, *options, "-o", path],
                       check=True)
        return path

    def print_error(self, sop, tokens):
        """The error that the executable prints."""
        if not self.program:
            self.program = self.translate("")
        line = run([self.program, "--json", "--sop=" + sop], [spell(tokens)])[0]
        return json.loads(line)["error"]

    def find_fault(self, entry):
        """What is wrong with a result, or nothing."""
        sop, tokens = entry["sop"], entry["input"]
        try:
            values = evaluate(self.library, sop, tokens)
        except BadToken as error:
            good = "error" in entry or "tokens_asis" in self.source
            return None if good else str(error)
        except Failed as failure:
            if "error" not in entry or not failure.check:
                return "%s: %s" % (failure, failure.check)
            printed = failure.check if "\n" in spell(tokens) \
                else self.print_error(sop, tokens)
            return None if printed == failure.check else \
                "%r, but %r from the executable" % (failure.check, printed)
        tolerance = 1e-12 if sop.startswith("inexact") else 0
        good = "error" not in entry and \
            is_same(values, entry["values"], tolerance)
        return None if good else values


def main():
    folder, cases = os.path.abspath(sys.argv[1]), sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    wrong = total = failures = 0
    for name in cases:
        case = Case(folder, name)
        with open(name[: -len(".rasp")] + ".json", encoding="utf-8") as stream:
            entries = json.load(stream)
        for entry in entries:
            total += 1
            failures += "error" in entry
            fault = case.find_fault(entry)
            if fault is not None:
                wrong += 1
                print("%s: %s on %r: expected %s, got %s"
                      % (name, entry["sop"], entry["input"],
                         entry.get("error", entry.get("values")), fault))
    print("%d results, %d of them errors, %d wrong" % (total, failures, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
