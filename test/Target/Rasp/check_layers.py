#!/usr/bin/env python3
"""Compares layers and heads with those that the reference's scheduler reports.

    check_layers.py FOLDER [--reference=FOLDER --seed=S --count=N]

The programs and figures are those of make_layers.py; with a checkout of the
reference, random programs as well. No s-op may have more layers, nor more heads
in all, nor may a report contradict itself; those with more heads in one of the
layers are counted. FOLDER is for the programs that are in no file.
"""

import argparse
import json
import os
import subprocess
import sys

from make_layers import LAYERS, get_heads, programs


def report(path):
    done = subprocess.run(
        ["nn-translate", path, "--rasp-report=json"],
        capture_output=True, encoding="utf-8", timeout=60,
    )
    if done.returncode:
        return None, "exit %d, %s" % (done.returncode, done.stderr)
    return {sop["name"]: sop for sop in json.loads(done.stdout)["sops"]}, None


def is_consistent(sop):
    heads = [len(layer["heads"]) for layer in sop["layers"]]
    numbers = [layer["layer"] for layer in sop["layers"]]
    stages = sum(1 for layer in sop["layers"] if layer["elements"])
    return (
        numbers == list(range(sop["num_layers"] + 1))
        and heads[0] == 0
        and all(heads[1:])
        and sum(heads) == sop["num_heads"]
        and max(heads) == sop["max_heads"]
        and stages == sop["num_elementwise_stages"]
    )


class Comparison:
    def __init__(self):
        self.compared = self.wrong = 0
        self.fewer_layers = self.fewer_heads = self.wider = 0

    def __str__(self):
        return (
            "%d s-ops, %d wrong, %d with more heads in a layer, %d with fewer "
            "layers, %d with fewer heads"
        ) % (self.compared, self.wrong, self.wider, self.fewer_layers,
             self.fewer_heads)

    def compare(self, name, sop, theirs):
        ours = [len(layer["heads"]) for layer in sop["layers"]][1:]
        is_more = len(ours) > len(theirs) or sum(ours) > sum(theirs)
        self.compared += 1
        if is_more or not is_consistent(sop):
            self.wrong += 1
            print("%s, %s: %s, the reference has %s"
                  % (name, sop["name"], ours, theirs))
        self.fewer_layers += len(ours) < len(theirs)
        self.fewer_heads += sum(ours) < sum(theirs)
        self.wider += any(a > b for a, b in zip(ours, theirs))


def write(folder, name, text):
    path = os.path.join(folder, name + ".rasp")
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def compare_random(options):
    """What either side refuses is no concern here."""
    import random_programs
    from compare_with_reference import Reference, outcome

    reference = Reference(os.path.abspath(options.reference))
    comparison = Comparison()
    for text, _ in random_programs.programs(options.seed, options.count):
        path = write(options.folder, "random", text)
        reports, _ = report(path)
        if reports is None or outcome(reference.load, text):
            continue
        for name, sop in reports.items():
            theirs = outcome(get_heads, reference, name) if name != "out" else ""
            if isinstance(theirs, list):
                comparison.compare(text, sop, theirs)
    return comparison


def main():
    parser = argparse.ArgumentParser(description="Compares layers and heads.")
    parser.add_argument("folder")
    parser.add_argument("--reference")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    options.folder = os.path.abspath(options.folder)
    os.makedirs(options.folder, exist_ok=True)
    with open(LAYERS, encoding="utf-8") as stream:
        figures = json.load(stream)
    comparison = Comparison()
    for name, text, _, path in programs():
        if path == name:
            path = write(options.folder, name, text)
        reports, problem = report(path)
        if problem:
            sys.exit("%s: %s" % (name, problem))
        for sop, theirs in figures[name].items():
            comparison.compare(name, reports[sop], theirs)
    print(comparison)
    wrong = comparison.wrong
    if options.reference:
        comparison = compare_random(options)
        print("random programs: %s" % comparison)
        wrong += comparison.wrong
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
