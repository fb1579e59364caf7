#!/usr/bin/env python3
"""Writes what the programs in cases/ give, and checks it by the reference.

    make_expectations.py [--check] [--reference=FOLDER] [NAME...]

The first lines of cases/NAME.rasp say in comments what it is run on:
`# input: WORD` or `# input: [LIST]`, `# only: NAME ...` if not all s-ops of the
program are meant, `# reference: no` if the reference does not take the program.
cases/NAME.json then holds a list of {"sop", "input", "line", "values"}, or
"error" with the category instead of the last two. With --check nothing is
written, and a difference is an error. With --reference, see
compare_with_reference.py, the reference has to give the same.
"""

import argparse
import json
import os
import sys

import rasp_oracle
from rasp_syntax import RaspError

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "cases")


def comments(text):
    """The settings in the comments at the head of a program."""
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        key, _, value = line[1:].partition(":")
        yield key.strip(), value.strip()


def case_names():
    return sorted(name[:-5] for name in os.listdir(CASES) if name.endswith(".rasp"))


def read_case(name):
    """The text, the inputs, the s-ops or None, and what the reference is for."""
    path = os.path.join(CASES, name + ".rasp")
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    settings = list(comments(text))
    inputs = [rasp_oracle.parse_input(v) for key, v in settings if key == "input"]
    only = [v.split() for key, v in settings if key == "only"]
    return path, text, inputs, only[0] if only else None, (
        ("reference", "no") not in settings
    )


def expectations(name):
    path, text, inputs, only, _ = read_case(name)
    program = rasp_oracle.Program(text, path)
    for sop in only or program.names():
        for tokens in inputs:
            entry = {"sop": sop, "input": tokens}
            try:
                values = program.evaluate(sop, tokens)
                entry["line"] = rasp_oracle.format_sequence(values)
                entry["values"] = values
            except RaspError as error:
                entry["error"] = error.category
            yield entry


def main():
    parser = argparse.ArgumentParser(description="Writes the expectations.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--reference", metavar="FOLDER")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    comparison = None
    if options.reference:
        from compare_with_reference import Comparison, Reference

        comparison = Comparison(Reference(os.path.abspath(options.reference)))
        os.chdir(CASES)  # where the reference looks for what is loaded
    stale = 0
    for name in options.names or case_names():
        entries = list(expectations(name))
        lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
        made = "[\n%s\n]\n" % ",\n".join(lines)
        path = os.path.join(CASES, name + ".json")
        if options.check:
            with open(path, encoding="utf-8") as stream:
                if stream.read() != made:
                    print("stale:", path)
                    stale += 1
        else:
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(made)
        case, text, inputs, only, for_reference = read_case(name)
        if comparison and for_reference:
            comparison.compare(text, inputs, only, case)
    if comparison:
        print("compared with the reference: %s" % comparison)
    return 1 if stale or (comparison and comparison.differences) else 0


if __name__ == "__main__":
    sys.exit(main())
