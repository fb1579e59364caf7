#!/usr/bin/env python3
"""Compares executables of random RASP programs with the oracle.

    check_random.py FOLDER --seed=S --count=N

FOLDER is for what is compiled. All s-ops of a program run on all of its
inputs; values, their types and what is printed have to be those of the oracle,
and an error has to be one on both sides. A program that the compiler refuses
counts as wrong, since the generator makes well typed ones; but for the mean of
all tokens as strings, which fails on inputs of several tokens and is refused
always. Of programs with large integers, results may be refused for their size.

With --way=library, they are called by the C interface instead; with --way=run
and the options of `nn-run` (--way="run --reference"), the last s-op of each
program runs by `nn-run`.
"""

import argparse
import json
import os
import subprocess
import sys

import rasp_oracle
from check_cases import is_limit, is_same, run, spell
from random_programs import programs


def run_all(command, sop, inputs):
    """For each input, what a program gives or nothing, the text that says why
    not, and what it prints for people."""
    texts = [spell(tokens) for tokens in inputs]
    lines = run([*command, "--sop=" + sop, "--json"], texts)
    shown = run([*command, "--sop=" + sop], texts)
    results = []
    for line, text in zip(lines, shown):
        value = json.loads(line)
        failed = isinstance(value, dict)
        results.append((None if failed else value, line, text))
    return results


def call_all(library, sop, inputs):
    """The same of an entry of a library, which prints nothing."""
    # NumPy is for this way alone.
    from check_library import call
    return [(call(library, sop, tokens), "", None) for tokens in inputs]


def check(evaluate, sops, oracle, inputs, is_large):
    wrong = total = refused = 0
    for sop in sops:
        # Sums of floats may be added up in another order.
        tolerance = 1e-12 if sop.startswith("inexact") else 0
        for tokens, (actual, line, text) in zip(inputs, evaluate(sop, inputs)):
            total += 1
            try:
                values = oracle.evaluate(sop, tokens)
            except rasp_oracle.RaspError as error:
                values = error
            is_refused = is_large and actual is None and (
                text is None or is_limit(line))
            if isinstance(values, rasp_oracle.RaspError):
                good = actual is None and (
                    text is None or text.startswith("error: "))
            elif is_refused:
                good = text is None or is_limit(text)
                refused += 1
            else:
                good = actual is not None and is_same(
                    actual, values, tolerance) and (
                    tolerance or text is None
                    or text == rasp_oracle.format_sequence(values))
            if not good:
                wrong += 1
                print("%s on %s: expected %s, got %s, %s"
                      % (sop, spell(tokens), values, actual, text))
    return total, wrong, refused


def compile_program(stem, way):
    """What compiles a program, and what evaluates an s-op of it."""
    if way == "executable":
        return [stem], lambda *what: run_all([stem], *what)
    if way == "library":
        from check_library import Library
        path = stem + ".so"
        return [path, "--symbol-prefix=m"], lambda *what: call_all(
            Library(path, "m"), *what)
    command = ["nn-run", *way.split()[1:], stem + ".rasp"]
    return [stem + ".mlir"], lambda *what: run_all(command, *what)


def main():
    parser = argparse.ArgumentParser(description="Compares random programs.")
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--way", default="executable")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    results = wrong = refused = too_large = 0
    for number, (text, inputs) in enumerate(programs(options.seed, options.count)):
        stem = os.path.join(options.folder, str(number))
        with open(stem + ".rasp", "w", encoding="utf-8") as stream:
            stream.write(text)
        oracle = rasp_oracle.Program.load(text)
        sops = oracle.names()
        if options.way.startswith("run"):
            sops = sops[-1:]
        output, evaluate = compile_program(stem, options.way)
        done = subprocess.run(["nn-translate", stem + ".rasp", "-o", *output],
                              capture_output=True, encoding="utf-8")
        if done.returncode:
            known = "error: the mean of several strings" in done.stderr
            refused += known
            wrong += not known
            if not known:
                print("%s.rasp is refused:\n%s" % (stem, done.stderr))
            continue
        inputs = [tokens for tokens in inputs if "\n" not in spell(tokens)]
        total, bad, large = check(evaluate, sops, oracle, inputs,
                                  text.startswith("# large"))
        results += total
        wrong += bad
        too_large += large
        if bad:
            print("in %s.rasp" % stem)
    print("%d programs, %d of them refused, %d results, %d wrong, %d refused"
          % (options.count, refused, results, wrong, too_large))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
