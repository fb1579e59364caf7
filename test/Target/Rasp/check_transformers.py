#!/usr/bin/env python3
"""Compares transformers of RASP programs with the oracle on all short inputs.

    check_transformers.py [--causal] FOLDER PROGRAM.rasp...

FOLDER is for what is compiled. Two comments at the head of a program say for
which vocabulary and up to which length its s-ops are compiled:

    # vocabulary: [1, 2]
    # length: 5

Each transformer runs on every input of 1 to `length` tokens.
"""

import argparse
import os
import re
import sys

import rasp_oracle
import transformer_runs as runs


def read_setting(text, name):
    return re.search("^# %s: (.*)$" % name, text, re.MULTILINE)[1]


def check(folder, path, causal):
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    oracle = rasp_oracle.Program.load(text)
    vocabulary = list(rasp_oracle.parse_input(read_setting(text, "vocabulary")))
    length = int(read_setting(text, "length"))
    name = os.path.splitext(os.path.basename(path))[0]
    total = wrong = 0
    for sop in oracle.names():
        stem = os.path.join(folder, "%s-%s" % (name, sop))
        code, message = runs.translate(stem, text, vocabulary, length, causal, sop)
        if code:
            print("%s: %s is refused:\n%s" % (path, sop, message))
            wrong += 1
            continue
        transformer = runs.Transformer(stem)
        for size in range(1, length + 1):
            ids = runs.inputs(vocabulary, size)
            good, bad = runs.compare(transformer.forward(ids), transformer.values,
                                     ids, vocabulary, oracle, sop, print)
            total += good
            wrong += bad
    return total, wrong


def main():
    parser = argparse.ArgumentParser(description="Checks transformers.")
    parser.add_argument("--causal", action="store_true")
    parser.add_argument("folder")
    parser.add_argument("programs", nargs="+")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    if options.causal:
        rasp_oracle.run_all = runs.run_causally
    total = wrong = 0
    for path in options.programs:
        good, bad = check(options.folder, path, options.causal)
        total += good
        wrong += bad
    print("%d results, %d wrong" % (total, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
