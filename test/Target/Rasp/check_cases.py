#!/usr/bin/env python3
"""Compiles RASP programs and compares what they print with what is expected.

    check_cases.py WAY FOLDER CASE.rasp...

WAY is `executable`, which runs all s-ops of a program, or `executable TRIPLE
COMMAND`, which does so for another target with an emulator, or the options of
`nn-run` (`--reference`, `-O0`), which runs its result. FOLDER is for what is
compiled. The expectations are those of CASE.json, see README.md. A compiler has
limits that the language does not have; both have their messages:

- Of the s-ops that a line `# limits: NAME ...` names, results may be refused
  for being too large.
- Tokens as they are have the types of the example, and others are refused.
"""

import json
import math
import os
import re
import subprocess
import sys


def run(command, inputs):
    text = "".join(text + "\n" for text in inputs)
    done = subprocess.run(
        command, input=text, capture_output=True, encoding="utf-8", timeout=120
    )
    lines = done.stdout.split("\n")[:-1]
    if done.returncode not in (0, 1) or len(lines) != len(inputs):
        sys.exit(
            "%s ended with %d and %d lines for %d inputs:\n%s"
            % (command, done.returncode, len(lines), len(inputs), done.stderr)
        )
    return lines


def spell(tokens):
    """An input as it is written on the command line."""
    if isinstance(tokens, str):
        return tokens
    return "[%s]" % ", ".join(
        '"%s"' % token if isinstance(token, str) else repr(token)
        for token in tokens
    )


def is_same(actual, expected, tolerance):
    """Whether values are the same, of the same types."""
    if isinstance(expected, list):
        return (
            isinstance(actual, list)
            and len(actual) == len(expected)
            and all(is_same(a, e, tolerance) for a, e in zip(actual, expected))
        )
    if isinstance(expected, float) and not math.isfinite(expected):
        return actual is None  # JSON has no such numbers
    if type(actual) is not type(expected):
        return False
    if isinstance(expected, float) and tolerance:
        return math.isclose(actual, expected, rel_tol=tolerance)
    return repr(actual) == repr(expected)  # tells zeros by their signs


def is_limit(line):
    """Whether an error is one of integers that are too large."""
    return "error" in line and ("64 bits" in line or "2^53" in line)


def kinds(tokens):
    return {type(token) for token in tokens}


def check(command, sop, entries, source):
    """The number of results that are wrong."""
    limits = re.search(r"^# limits:(.*)", source, re.M)
    has_limit = limits and sop in limits.group(1).split()
    example = re.search(r"^set example (.*)", source, re.M)
    if "tokens_asis" not in source:
        example = None
    inputs = [spell(entry["input"]) for entry in entries]
    # A line cannot hold what ends it, and a list no quote.
    writable = ["\n" not in text for text in inputs]
    entries = [entry for entry, good in zip(entries, writable) if good]
    inputs = [text for text, good in zip(inputs, writable) if good]
    # Sums of floats may be added up in another order.
    tolerance = 1e-12 if sop.startswith("inexact") else 0
    wrong = 0
    for options in ([], ["--json"]):
        lines = run(command + options, inputs)
        for entry, line in zip(entries, lines):
            if example and kinds(entry["input"]) != kinds(
                json.loads(example.group(1))
            ):
                good = "was compiled for tokens that are" in line
            elif has_limit and is_limit(line):
                good = True
            elif "error" in entry:
                good = line.startswith('{"error"' if options else "error: ")
            elif options:
                good = is_same(json.loads(line), entry["values"], tolerance)
            else:
                good = line == entry["line"]
            if not good:
                wrong += 1
                print("%s on %r: expected %s, got %s" % (command, entry["input"],
                      entry.get("error", entry.get("values" if options else "line")),
                      line))
    return wrong


def main():
    way, folder, cases = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(folder, exist_ok=True)
    wrong = total = 0
    for case in cases:
        with open(case[: -len(".rasp")] + ".json", encoding="utf-8") as stream:
            entries = json.load(stream)
        with open(case, encoding="utf-8") as stream:
            source = stream.read()
        sops = {}
        for entry in entries:
            sops.setdefault(entry["sop"], []).append(entry)
        if way.startswith("executable"):
            _, *target = way.split()
            program = os.path.join(folder, os.path.basename(case)[: -len(".rasp")])
            options = ["--target=" + triple for triple in target[:1]]
            subprocess.run(
                ["nn-translate", *options, case, "-o", program], check=True
            )
            commands = {sop: [*target[1:], program, "--sop=" + sop] for sop in sops}
        else:
            last = list(sops)[-1]
            commands = {last: ["nn-run", *way.split(), case, "--sop=" + last]}
        for sop, command in commands.items():
            total += len(sops[sop])
            wrong += check(command, sop, sops[sop], source)
    print("%d results, %d wrong" % (total, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
