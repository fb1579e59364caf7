#!/usr/bin/env python3
"""Compares transformers of RASP programs with the oracle.

    check_transformers.py [--causal] FOLDER PROGRAM.rasp...
    check_transformers.py --cases FOLDER CASE.rasp...

FOLDER is for what is compiled. Two comments at the head of a program say for
which vocabulary and up to which length its s-ops are compiled, and each
transformer runs on every input of 1 to `length` tokens:

    # vocabulary: [1, 2]
    # length: 5

With `--cases`, the inputs are those of CASE.json (see README.md) that have a
result, and the vocabulary is what they are made of. A transformer that is over
a limit is named and left out.
"""

import argparse
import collections
import json
import os
import re
import sys

import numpy as np

import rasp_oracle
import transformer_runs as runs


class Check:
    """Counts results."""

    def __init__(self, folder, causal=False):
        self.folder, self.causal = folder, causal
        self.total = self.wrong = 0

    def run(self, path, text, sop, vocabulary, inputs):
        """Compiles an s-op, and compares it on arrays of inputs."""
        name = os.path.splitext(os.path.basename(path))[0]
        stem = os.path.join(self.folder, "%s-%s" % (name, sop))
        length = max(ids.shape[1] for ids in inputs)
        code, message = runs.translate(stem, text, vocabulary, length,
                                       self.causal, sop)
        if code:
            print("%s of %s is refused (%d):\n%s" % (sop, path, code, message))
            self.wrong += code != 3
            return
        transformer = runs.Transformer(stem)
        oracle = rasp_oracle.Program.load(text)
        for ids in inputs:
            total, wrong = runs.compare(transformer.forward(ids),
                                        transformer.values, ids, vocabulary,
                                        oracle, sop, print)
            self.total += total
            self.wrong += wrong


def read_setting(text, name):
    return re.search("^# %s: (.*)$" % name, text, re.MULTILINE)[1]


def check_all_inputs(check, path, text):
    vocabulary = list(rasp_oracle.parse_input(read_setting(text, "vocabulary")))
    length = int(read_setting(text, "length"))
    inputs = [runs.inputs(vocabulary, size) for size in range(1, length + 1)]
    for sop in rasp_oracle.Program.load(text).names():
        check.run(path, text, sop, vocabulary, inputs)


def check_cases(check, path, text):
    with open(os.path.splitext(path)[0] + ".json", encoding="utf-8") as stream:
        entries = json.load(stream)
    groups = collections.defaultdict(list)
    for entry in entries:
        if "values" in entry:
            tokens = list(entry["input"])
            groups[entry["sop"], type(tokens[0]) is str].append(tokens)
    for (sop, _), inputs in groups.items():
        vocabulary = []
        for token in (token for tokens in inputs for token in tokens):
            if token not in vocabulary:
                vocabulary.append(token)
        check.run(path, text, sop, vocabulary,
                  [np.array([[vocabulary.index(token) for token in tokens]])
                   for tokens in inputs])


def main():
    parser = argparse.ArgumentParser(description="Checks transformers.")
    parser.add_argument("--causal", action="store_true")
    parser.add_argument("--cases", action="store_true")
    parser.add_argument("folder")
    parser.add_argument("programs", nargs="+")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    if options.causal:
        runs.make_causal()
    check = Check(options.folder, options.causal)
    for path in options.programs:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        (check_cases if options.cases else check_all_inputs)(check, path, text)
    print("%d results, %d wrong" % (check.total, check.wrong))
    return check.wrong > 0


if __name__ == "__main__":
    sys.exit(main())
