# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares a network of the folder `networks` with its forward pass in NumPy:
the evaluator closely; compiled in memory without and with optimisation, and as
an executable, within what rounding to 32 bits allows.

    check_network.py NAME [--target=TRIPLE --emulator=COMMAND]

With a target, the executable is made for it and runs in an emulator, and nothing
else is run.

NAME.mlir is the network, and the only place where its parameters are described:
each has a type and an initialiser with a seed, and both are read from there.
NAME.py says what the network computes:

- `forward(w, ...)` takes the parameters by their names and the inputs, all
  floats in 64 bits, and returns the list of the results.
- `CASES` has the inputs of several runs, each a dict by argument of `forward`,
  in the order of the entry function. They differ in every dynamic extent.
- `check(run, w)` may state more of the executable: `run` takes a list of inputs
  and returns the list of the results.
- `torch_forward(w, ...)` may compute the same with layers of PyTorch. It is
  compared with `forward` where PyTorch is installed.

A result that hardly depends on a parameter or on an input would hide an error
in it. So each of them is changed in turn, and the results have to follow.
"""

import argparse
import importlib
import os
import re
import subprocess
import sys
import tempfile

import numpy as np

MODELS = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(MODELS, "networks")
sys.path[:0] = [MODELS, FOLDER]
import reference_ops as ops  # noqa: E402

CLOSE = 1e-6  # the evaluator computes in 64 bits and rounds once
NEAR = 1e-5  # sums of some hundred products in 32 bits
# By how much more than `NEAR` a result follows a change of what it depends on.
FOLLOWS = 10

ALIAS = re.compile(r"^(!\w+) = (tensor<[^>]*>)", re.MULTILINE)
PARAM = re.compile(
    r"nn\.param @(?P<name>[\w.]+) : (?P<type>![\w]+|tensor<[^>]*>) ="
    r"\s+#nn\.init<(?P<kind>\w+), seed = (?P<seed>\d+),"
    r" (?P<name1>\w+) = (?P<value1>[-+.\w]+),"
    r" (?P<name2>\w+) = (?P<value2>[-+.\w]+)>"
)


def read_parameters(text):
    """The parameters of a module, by name."""
    aliases = dict(ALIAS.findall(text))
    parameters = {}
    for match in PARAM.finditer(text):
        type = aliases.get(match["type"], match["type"])
        *shape, element = type[len("tensor<") : -1].split("x")
        if element != "f32":
            raise ValueError(f"{match['name']}: expected f32, got {element}")
        options = {match[f"name{i}"]: float(match[f"value{i}"]) for i in (1, 2)}
        shape = [int(extent) for extent in shape]
        parameters[match["name"]] = ops.init(
            match["kind"], int(match["seed"]), shape, **options
        )
    if len(parameters) != text.count("nn.param "):
        raise ValueError("expected an initialiser for each parameter")
    return parameters


def widen(tensors):
    """Tensors by name, those of floats in 64 bits."""
    return {
        name: x.astype(np.float64) if x.dtype.kind == "f" else x
        for name, x in tensors.items()
    }


def round_results(results):
    """Results with the element types that the network has."""
    return [x.astype(np.float32) if x.dtype.kind == "f" else x for x in results]


def check_dependence(forward, parameters, inputs):
    """Each parameter and each input of floats counts in some result."""
    generator = np.random.default_rng(1)
    results = forward(parameters, **inputs)
    for values in (parameters, inputs):
        for name, value in values.items():
            if value.size == 0 or value.dtype.kind != "f":
                continue
            noise = generator.standard_normal(value.shape)
            values[name] = value + 0.1 * noise * np.abs(value).mean()
            others = forward(parameters, **inputs)
            values[name] = value
            changes = [
                np.abs(np.subtract(x, y, dtype=np.float64))
                / (NEAR + NEAR * np.abs(y))
                for x, y in zip(others, results)
            ]
            if not max(x.max(initial=0.0) for x in changes) > FOLLOWS:
                sys.exit(f"the results hardly depend on '{name}'")


class Runs:
    """Runs of the network, with files in `folder`."""

    def __init__(self, name, folder, options):
        self.module = os.path.join(FOLDER, name + ".mlir")
        self.executable = os.path.join(folder, name)
        self.target = [f"--target={options.target}"] if options.target else []
        self.program = [*options.emulator.split(), self.executable]
        self.folder = folder

    def save(self, kind, tensors):
        files = []
        for index, tensor in enumerate(tensors):
            files.append(os.path.join(self.folder, f"{kind}{index}.npy"))
            np.save(files[-1], np.asarray(tensor, order="C"))
        return files

    def expect(self, program, inputs, results, tolerance):
        command = [*program, *self.save("input", inputs)]
        for file in self.save("expected", results):
            command += ["--expected", file]
        command += ["--rtol", str(tolerance), "--atol", str(tolerance)]
        if subprocess.run(command).returncode:
            shapes = [x.shape for x in inputs]
            sys.exit(f"{' '.join(program)} differs for {shapes}")

    def translate(self):
        command = ["nn-translate", "-O3", *self.target, self.module]
        command += ["-o", self.executable]
        subprocess.run(command, check=True)

    def run(self, count, inputs):
        """The `count` results of the executable."""
        command = [*self.program, *self.save("input", inputs)]
        results = [
            os.path.join(self.folder, f"result{i}.npy") for i in range(count)
        ]
        for file in results:
            command += ["-o", file]
        subprocess.run(command, check=True)
        return [np.load(file) for file in results]


def compare_with_torch(network, parameters, inputs, results):
    try:
        import torch
    except ImportError:
        return

    def convert(tensors):
        return {name: torch.tensor(x) for name, x in tensors.items()}

    with torch.no_grad():
        others = network.torch_forward(convert(parameters), **convert(inputs))
    for other, result in zip(others, results, strict=True):
        np.testing.assert_allclose(other.numpy(), result, 1e-9, 1e-9)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--target", default="")
    parser.add_argument("--emulator", default="")
    options = parser.parse_args()
    name = options.name

    network = importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(name, folder, options)
        with open(runs.module) as file:
            parameters = widen(read_parameters(file.read()))
        runs.translate()
        for case in network.CASES:
            inputs = widen(case)
            results = network.forward(parameters, **inputs)
            if hasattr(network, "torch_forward"):
                compare_with_torch(network, parameters, inputs, results)
            expected = round_results(results)
            arguments = list(case.values())
            ways = [(runs.program, NEAR)]
            if not options.target:
                ways.append((["nn-run", "--reference", runs.module], CLOSE))
                ways.append((["nn-run", "-O0", runs.module], NEAR))
            for program, tolerance in ways:
                runs.expect(program, arguments, expected, tolerance)
        if options.target:
            return
        # Optimisation takes most of the time; one run in memory shows that it
        # does what the executable does.
        runs.expect(["nn-run", "-O3", runs.module], arguments, expected, NEAR)
        for case in network.CASES:
            check_dependence(network.forward, parameters, widen(case))
        if hasattr(network, "check"):
            count = len(results)
            network.check(lambda *x: runs.run(count, x), parameters)


if __name__ == "__main__":
    main()
