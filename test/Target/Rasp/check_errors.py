#!/usr/bin/env python3
"""Compiles RASP programs with errors: each is reported, and where it stands.

    check_errors.py FOLDER CASE.rasp...

The first line of a program says where an error is expected, and of which
category it is (README.md); the words of the message have to be those of one.
A program whose error shows on an input only is run on it and has to give an
error there. FOLDER is for what is compiled.
"""

import os
import re
import subprocess
import sys

# Where we report the expression as a whole, or the place where a token is
# missing, and the oracle a part of it, or the next token.
ELSEWHERE = {
    "assignment-to-expression": "2:1",
    "integer-too-large-for-float": "2:8",  # it does not fit 64 bits before
    "list-of-lists": "3:5",
    "list-of-s-ops": "3:5",
    "missing-semicolon": "2:12",
    "mixed-branches": "3:5",
    "mixed-dict": "3:5",
    "mixed-list": "3:5",
    "round-of-string": "3:11",
}

# What we report as a limit, and not as an error of the program.
LIMITS = {"endless-recursion"}

# Words that tell the category of a message; the first that fits counts.
CATEGORIES = [
    ("name", r"^'\w+' is (not defined|reserved and cannot be set)$"),
    ("load", r"loads itself$|^there is no file"),
    ("arity", r"takes .*\d arguments, got|applied to one input, got"
              r"|^expected \d+ values, got"),
    ("value", r"divides by zero|does not fit 64 bits|too large for a float"
              r"|to a (negative|fractional) power|lists of one length|of step 0"
              r"|at least one token|nest deeper|^index -?\d+ of a|^no key"
              r"|^an index that is|^a key that is"),
    ("syntax", r"^expected (a name (after|before)|a predicate|a statement|a token"
               r"|an expression|an operator|')"),
    ("type", r" (does not|do not) take |^'\w+' takes |^'-' takes |, got |^the mean of"
             r"|^a row marks no string"),
]


def category(message):
    for name, pattern in CATEGORIES:
        if re.search(pattern, message):
            return name
    return "unknown"


def main():
    folder, cases = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    wrong = 0
    for case in cases:
        name = os.path.basename(case)[: -len(".rasp")]
        with open(case, "rb") as stream:
            lines = stream.read().decode("utf-8", "replace").split("\n")
        place, wanted = re.match(r"# error: (\d+:\d+) (\w+)", lines[0]).groups()
        place = ELSEWHERE.get(name, place)
        program = os.path.join(folder, name)
        done = subprocess.run(
            ["nn-translate", case, "-o", program],
            capture_output=True, encoding="utf-8", errors="replace", timeout=60,
        )
        found = re.search(r":(\d+:\d+): error: (.*)", done.stderr)
        given = re.match(r"# input: (.*)", lines[1])
        if done.returncode == 0 and given:
            ran = subprocess.run(
                [program, given.group(1)], capture_output=True, encoding="utf-8"
            )
            message = re.match(r"error: (?:.*:\d+:\d+: )?(.*)", ran.stdout)
            good = ran.returncode == 1 and message and (
                category(message.group(1)) == wanted
            )
            what = ran.stdout + ran.stderr
        else:
            good = (
                done.returncode == (3 if name in LIMITS else 1)
                and found and found.group(1) == place
                and category(found.group(2)) == wanted
            )
            what = "exit %d, %s" % (done.returncode, done.stderr)
        if not good:
            wrong += 1
            print("%s: expected an error at %s, got %s" % (name, place, what))
    print("%d programs, %d wrong" % (len(cases), wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
