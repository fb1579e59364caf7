"""Compares the reference evaluator with compiled code at every level.

    compare.py MODULE ENTRY NAME=DTYPE:EXTENTS ... [--rtol R] [--atol A]
               [--levels 03] [--low L --high H]

makes a seeded input for each tensor (floats in [-2, 2), integers from L to H),
evaluates ENTRY in double precision, and compares what `nn-run` computes at each
of the levels with it. Several shapes for dynamic extents are several calls.
"""

import argparse
import os
import subprocess
import sys
import tempfile

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "Inputs"))
from element_types import FLOATS, TYPES  # noqa: E402


def make_input(spec, generator, low=-9, high=9):
    name, description = spec.split("=")
    dtype, _, extents = description.partition(":")
    shape = [int(extent) for extent in extents.split("x")] if extents else []
    if dtype in FLOATS:
        values = generator.random(shape) * 4 - 2
    elif dtype == "i1":
        values = generator.integers(0, 2, shape)
    else:
        values = generator.integers(low, high + 1, shape)
    return name, TYPES[dtype].encode(values)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("entry")
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--outputs", type=int, default=1)
    parser.add_argument("--rtol", default="1e-5")
    parser.add_argument("--atol", default="1e-5")
    parser.add_argument("--levels", default="0123")
    parser.add_argument("--low", type=int, default=-9)
    parser.add_argument("--high", type=int, default=9)
    options = parser.parse_args()
    generator = np.random.default_rng(20261124)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for spec in options.inputs:
            name, values = make_input(spec, generator, options.low,
                                      options.high)
            files.append(os.path.join(folder, name + ".npy"))
            np.save(files[-1], values)
        results = [os.path.join(folder, f"result{i}.npy")
                   for i in range(options.outputs)]
        run = [options.module, "--entry", options.entry, *files]
        subprocess.run(
            ["nn-run", "--reference", *run]
            + [word for file in results for word in ("-o", file)],
            check=True)
        for level in options.levels:
            expected = [word for file in results
                        for word in ("--expected", file)]
            done = subprocess.run(
                ["nn-run", f"-O{level}", *run, *expected, "--rtol",
                 options.rtol, "--atol", options.atol])
            if done.returncode:
                sys.exit(f"-O{level} differs for {options.inputs}")


if __name__ == "__main__":
    main()
