#!/usr/bin/env python3
"""Runs the modules of transformers in every way that modules run.

    check_transformer_ways.py FOLDER

The outputs on all short inputs have to be those of the weights in NumPy: of the
evaluator, of code in memory without and with optimisation, and of an executable.
"""

import os
import subprocess
import sys

import numpy as np

import transformer_runs as runs

PROGRAMS = {
    "sort": ("sorted = sort(tokens, tokens);", "abc", False),
    "share": ("share = aggregate(select(indices, indices, <),"
              ' indicator(tokens == "a"), -1);', "ab", False),
    "balance": ("depth = average(indicator(tokens == \"(\")"
                " - indicator(tokens == \")\"));"
                " closed = depth == 0 and not has_focus(select(depth, 0, <));",
                "()", True),
}
LENGTH = 4


def run(command):
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit("%s ended with %d:\n%s%s"
                 % (command, done.returncode, done.stdout, done.stderr))


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    compared = 0
    for name, (text, vocabulary, causal) in PROGRAMS.items():
        stem = os.path.join(folder, name)
        code, message = runs.translate(stem, text, vocabulary, LENGTH, causal)
        if code:
            sys.exit("%s is refused:\n%s" % (name, message))
        module = stem + ".mlir"
        run(["nn-opt", module, "--verify-roundtrip", "-o", os.devnull])
        run(["nn-translate", module, "-o", stem])
        run(["nn-translate", module, "-o", stem + ".so"])
        transformer = runs.Transformer(stem)
        for size in (1, LENGTH):
            ids = runs.inputs(vocabulary, size)
            np.save(stem + ".npy", ids)
            np.save(stem + "-expected.npy", transformer.forward(ids))
            for way in (["nn-run", "--reference", module],
                        ["nn-run", "-O0", module], ["nn-run", module], [stem]):
                run(way + [stem + ".npy", "--expected=%s-expected.npy" % stem,
                           "--atol=1e-5"])
                compared += 1
    print("%d outputs agree" % compared)


if __name__ == "__main__":
    main()
