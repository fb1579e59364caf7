#!/usr/bin/env python3
"""Compares transformers of random RASP programs with the oracle.

    check_random_transformers.py FOLDER --seed=S --count=N [--causal]

FOLDER is for what is compiled. The vocabulary of a program are the tokens of
its inputs, at most four, and the transformers of all its s-ops run on every
input of up to four tokens, or of three where these are too many. What cannot be
a transformer, for a reason that the compiler gives, is counted and left out; an
s-op without a result on any input counts as such.
"""

import argparse
import collections
import os
import sys

import rasp_oracle
import transformer_runs as runs
from random_programs import programs

# What may be said of a well typed program.
REASONS = {
    1: ("no input has a result", "too close for 32-bit floats",
        "cannot be computed by 32-bit floats", "error: the mean of several"),
    3: ("limit of", "each would need a step"),
}


def get_vocabulary(inputs):
    tokens = []
    for token in (token for text in inputs for token in text):
        if token not in tokens and len(tokens) < 4:
            tokens.append(token)
    return tokens


def main():
    parser = argparse.ArgumentParser(description="Checks random transformers.")
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--causal", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    if options.causal:
        runs.make_causal()
    total = wrong = compiled = 0
    refused = collections.Counter()
    for number, (text, examples) in enumerate(programs(options.seed, options.count)):
        oracle = rasp_oracle.Program.load(text)
        vocabulary = get_vocabulary(examples)
        length = 4 if len(vocabulary) <= 3 else 3
        for sop in oracle.names():
            stem = os.path.join(options.folder, "%d-%s" % (number, sop))
            code, message = runs.translate(stem, text, vocabulary, length,
                                           options.causal, sop)
            if code:
                reason = [r for r in REASONS.get(code, ()) if r in message]
                if not reason:
                    print("%s.rasp ends with %d:\n%s" % (stem, code, message))
                    wrong += 1
                else:
                    refused[reason[0]] += 1
                continue
            compiled += 1
            transformer = runs.Transformer(stem)
            for size in range(1, length + 1):
                ids = runs.inputs(vocabulary, size)
                good, bad = runs.compare(transformer.forward(ids),
                                         transformer.values, ids, vocabulary,
                                         oracle, sop, print)
                total += good
                wrong += bad
                if bad:
                    print("by %s.rasp" % stem)
    for reason, count in sorted(refused.items()):
        print("%d refused: %s" % (count, reason))
    print("%d transformers, %d results, %d wrong" % (compiled, total, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
