"""Checks the cost report of a network whose one run-time extent is `batch`.

    check_costs.py MODULE [--operations N] [--parameters N]

The text says what the JSON says; formulas give what the report says of the
network with the batch written as a number; and totals per sample are those that
were counted by hand.
"""

import argparse
import json
import os
import re
import subprocess
import tempfile

BATCH = 5


def report(module, form):
    command = ["nn-opt", module, f"--nn-cost-report=format={form}",
               "-o", os.devnull]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


def formula(count):
    return count["formula"] if isinstance(count, dict) else str(count)


def evaluate(count):
    if not isinstance(count, dict):
        return count
    value = sum(term["coefficient"] * BATCH ** term["factors"].count("batch")
                for term in count["terms"])
    assert all(set(term["factors"]) <= {"batch"} for term in count["terms"])
    assert value == eval(count["formula"], {"batch": BATCH}), count
    return value


COUNTS = ["operations", "bytes_read", "bytes_written", "parameters",
          "parameter_bytes"]


def check_text(text, function):
    rows = [line.strip() for line in text.splitlines()]
    for entry in [*function["ops"], dict(function["total"], op="total")]:
        name = entry["op"]
        if "location" in entry:
            name += " at " + entry["location"]
        row = next(row for row in rows if row.endswith(" " + name))
        cells = re.split(r"  +", row)
        assert cells == [
            *(formula(entry[count]) for count in COUNTS[:3]),
            f"{entry['parameters']} ({entry['parameter_bytes']})", name], row
    peak = function["live_memory"][0]
    assert (f"most live memory: {formula(peak['bytes'])} bytes, in {peak['op']} "
            f"at {peak['location']}") in rows, rows[-1]


def check_numbers(function, static):
    assert static["extents"] == []
    for entry, other in zip([*function["ops"], function["total"]],
                            [*static["ops"], static["total"]]):
        for count in COUNTS:
            assert evaluate(entry[count]) == other[count], (entry, other)
    assert (evaluate(function["live_memory"][0]["bytes"])
            == static["live_memory"][0]["bytes"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("--operations", type=int)
    parser.add_argument("--parameters", type=int)
    options = parser.parse_args()
    (function,) = json.loads(report(options.module, "json"))["functions"]
    assert function["extents"] == ["batch"]
    check_text(report(options.module, "text"), function)
    with tempfile.NamedTemporaryFile("w", suffix=".mlir") as file:
        with open(options.module) as source:
            file.write(source.read().replace("tensor<?", f"tensor<{BATCH}"))
        file.flush()
        (static,) = json.loads(report(file.name, "json"))["functions"]
    check_numbers(function, static)
    total = function["total"]
    if options.operations is not None:
        assert formula(total["operations"]) == f"{options.operations} * batch"
    if options.parameters is not None:
        assert total["parameters"] == options.parameters
        assert total["parameter_bytes"] == 4 * options.parameters


if __name__ == "__main__":
    main()
