#!/usr/bin/env python3
"""Compiles the programs that come with the reference implementation of RASP
and compares what they print with what the reference does.

    check_reference_files.py REFERENCE FOLDER

REFERENCE is as in compare_with_reference.py, FOLDER for what is compiled, and
`nn-translate` and `nn-run` are on the path. The programs are the examples of
the paper, the addition of long numbers, the solver of questions about sets, and
those of the reference's tests. Each s-op that a program names runs as part of
the executable, and its result by `nn-run`, compiled and evaluated, on
- what the reference's tests apply it to,
- the strings that the program names, if it does, and
- some more. A program that the reference cannot load has to be refused.
"""

import os
import random
import re
import subprocess
import sys

from check_cases import run
from compare_with_reference import Reference, outcome

PROGRAMS = ["paper_examples", "long_addition", "rover"]
TESTS = os.path.join("tests", "rasps")


def make_additions():
    generator = random.Random(3)
    inputs = ["123+456", "0099+0001", "999+001", "7+8", "088+842"]
    for _ in range(20):
        size = generator.randint(1, 9)
        inputs.append("+".join("".join(generator.choices("0199", k=size))
                               for _ in range(2)))
    return inputs


def tested_inputs(folder):
    """What each name is applied to in the tests."""
    inputs = {}
    tests = os.path.join(folder, "tests", "in")
    for name in sorted(os.listdir(tests)):
        with open(os.path.join(tests, name), encoding="utf-8") as stream:
            for sop, text in re.findall(r'^(\w+)\("([^"\n]+)"\)', stream.read(),
                                        re.MULTILINE):
                inputs.setdefault(sop, []).append(text)
    return inputs


def is_sequence(value):
    return type(value).__name__ == "UnfinishedSequence"


class Check:
    def __init__(self, reference, work, tested):
        self.reference, self.work, self.tested = reference, work, tested
        self.results = self.wrong = self.refused = 0

    def report(self, *what):
        self.wrong += 1
        print(*what)

    def check(self, path):
        with open(path, encoding="utf-8") as stream:
            error = outcome(self.reference.load, stream.read())
        values = self.reference.session.env.variables
        sops = sorted(name for name, value in values.items()
                      if is_sequence(value) and name not in ("tokens", "out"))
        name = os.path.splitext(os.path.basename(path))[0]
        program = os.path.join(self.work, name)
        done = subprocess.run(["nn-translate", path, "-o", program],
                              capture_output=True, encoding="utf-8")
        if error or not sops:
            # We refuse a program without s-ops, too.
            self.refused += 1
            if done.returncode != 1 or (
                    not error and "expected the program to name" not in done.stderr):
                self.report(path, "is not refused:", error, done.stderr)
            return
        if done.returncode:
            self.report(path, "is refused:", done.stderr)
            return
        listed = subprocess.run([program, "--list"], check=True,
                                capture_output=True, encoding="utf-8").stdout
        ours = sorted(set(re.findall(r"^\s*(\w+)", listed, re.MULTILINE))
                      - {"tokens", "out"})
        if ours != sops:
            self.report(path, "has the s-ops", sops, "but lists", ours)
        given = sorted({value for value in values.values()
                        if isinstance(value, str) and len(value) > 3})
        for sop in set(ours) & set(sops):
            inputs = given + self.tested.get(sop, [])
            inputs += make_additions() if name == "long_addition" else []
            inputs += ["hello", "a", "§aabbcdd"] if name == "paper_examples" else []
            self.compare([program], sop, inputs)
        last = re.findall(r"^(\w+) *=", open(path, encoding="utf-8").read(),
                          re.MULTILINE)[-1]
        for way in ["-O2"], ["--reference"]:
            self.compare(["nn-run", *way, path], last,
                         given + self.tested.get(last, []) or make_additions()[:5])

    def compare(self, command, sop, inputs):
        lines = run([*command, "--sop=" + sop], inputs) if inputs else []
        for tokens, line in zip(inputs, lines):
            self.results += 1
            expected = outcome(self.reference.evaluate, sop, tokens)
            failed = isinstance(expected, str)
            if line.startswith("error: ") if failed else line == expected[1]:
                continue
            self.report(command, sop, tokens, "expected", expected, "got", line)


def main():
    folder, work = map(os.path.abspath, sys.argv[1:])
    os.makedirs(work, exist_ok=True)
    check = Check(Reference(folder), work, tested_inputs(folder))
    paths = [name + ".rasp" for name in PROGRAMS]
    paths += [os.path.join(TESTS, name) for name in sorted(os.listdir(TESTS))]
    for path in paths:
        check.check(os.path.join(folder, path))
    print("%d programs, %d of them refused by both, %d results, %d wrong"
          % (len(paths), check.refused, check.results, check.wrong))
    return check.wrong > 0


if __name__ == "__main__":
    sys.exit(main())
