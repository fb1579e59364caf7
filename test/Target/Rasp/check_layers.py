#!/usr/bin/env python3
"""Compares layers and heads with those that the reference's scheduler reports.

    check_layers.py FOLDER

The programs and figures are those of make_layers.py. No s-op may have more
layers, nor any layer more heads, nor may a report contradict itself. FOLDER is
for the programs that are in no file.
"""

import json
import os
import subprocess
import sys

from make_layers import LAYERS, programs


def report(path):
    done = subprocess.run(
        ["nn-translate", path, "--rasp-report=json"],
        capture_output=True, encoding="utf-8", timeout=60,
    )
    if done.returncode:
        sys.exit("%s: exit %d, %s" % (path, done.returncode, done.stderr))
    return {sop["name"]: sop for sop in json.loads(done.stdout)["sops"]}


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


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    with open(LAYERS, encoding="utf-8") as stream:
        figures = json.load(stream)
    compared = wrong = fewer_layers = fewer_heads = 0
    for name, text, _, path in programs():
        if path == name:
            path = os.path.join(folder, name + ".rasp")
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
        reports = report(path)
        for sop, theirs in figures[name].items():
            ours = [len(layer["heads"]) for layer in reports[sop]["layers"]][1:]
            compared += 1
            is_more = len(ours) > len(theirs) or any(
                a > b for a, b in zip(ours, theirs)
            )
            if is_more or not is_consistent(reports[sop]):
                wrong += 1
                print("%s, %s: %s, the reference has %s" % (name, sop, ours, theirs))
            fewer_layers += len(ours) < len(theirs)
            fewer_heads += sum(ours) < sum(theirs)
    print(
        "%d s-ops, %d wrong, %d with fewer layers, %d with fewer heads"
        % (compared, wrong, fewer_layers, fewer_heads)
    )
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
