"""Compares layers with NumPy: the evaluator closely, and compiled code at every
level.

    compare_numpy.py MODULE ENTRY NAME=DTYPE:EXTENTS ... [--rtol R] [--atol A]
                     [--low L --high H]

The function ENTRY of Inputs/layers.py computes what the function ENTRY of
MODULE is to give for seeded inputs. Each input has its type as an alias of its
name at the head of MODULE; all runs are made with these types and, if they have
dynamic extents, a second time with the extents of the inputs in their place.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(FOLDER, "Inputs"))
import compare  # noqa: E402
import layers  # noqa: E402


def make_static(text, inputs):
    """The module with the shapes of the inputs as their types."""
    for name, values in inputs.items():
        shape = "".join(f"{extent}x" for extent in values.shape)
        text, count = re.subn(
            rf"^!{name} = tensor<(?:[?\d]+x)*", f"!{name} = tensor<{shape}",
            text, flags=re.MULTILINE)
        if count != 1:
            sys.exit(f"expected one alias '!{name}', got {count}")
    return text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("entry")
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--rtol", default="1e-5")
    parser.add_argument("--atol", default="1e-5")
    parser.add_argument("--low", type=int, default=-9)
    parser.add_argument("--high", type=int, default=9)
    options = parser.parse_args()
    generator = np.random.default_rng(20261125)
    inputs = dict(compare.make_input(spec, generator, options.low,
                                    options.high)
                  for spec in options.inputs)
    results = getattr(layers, options.entry)(**inputs)
    with open(options.module) as file:
        text = file.read()
    with tempfile.TemporaryDirectory() as folder:
        run = ["--entry", options.entry]
        for name, values in inputs.items():
            run.append(os.path.join(folder, name + ".npy"))
            np.save(run[-1], values)
        for index, values in enumerate(results):
            run += ["--expected", os.path.join(folder, f"result{index}.npy")]
            if np.issubdtype(values.dtype, np.floating):
                values = values.astype(np.float32)
            np.save(run[-1], values)
        modules = [options.module]
        static = make_static(text, inputs)
        if static != text:
            modules.append(os.path.join(folder, "static.mlir"))
            with open(modules[-1], "w") as file:
                file.write(static)
        close = ["--rtol", "1e-6", "--atol", "1e-6"]
        near = ["--rtol", options.rtol, "--atol", options.atol]
        for module in modules:
            for level, tolerance in (("--reference", close), ("-O0", near),
                                     ("-O1", near), ("-O2", near),
                                     ("-O3", near)):
                command = ["nn-run", level, module, *run, *tolerance]
                if subprocess.run(command).returncode:
                    kind = "dynamic" if module == options.module else "static"
                    sys.exit(f"{level} differs with {kind} extents")


if __name__ == "__main__":
    main()
