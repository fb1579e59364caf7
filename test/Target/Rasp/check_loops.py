#!/usr/bin/env python3
"""Runs programs that are applied to their own values, loops/*.rasp, with
--loop: as executables, as libraries by the C interface, in memory, by the
evaluator, and as looped transformers, against simulations in Python.

    check_loops.py NN_TRANSLATE NN_RUN FOLDER
"""

import json
import os
import random
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "Integration", "Inputs"))
from model_library import Library  # noqa: E402

LIMIT = 64


def step_machine(state):
    """One step of a machine of one instruction whose cells saturate. The
    counter stands before the memory, at address -1."""

    def cell(address):
        return state[address + 1] if -1 <= address < len(state) - 1 else 0

    counter = state[0]
    if counter < 0:
        return state
    source, target = cell(counter), cell(counter + 1)
    difference = max(min(cell(target) - cell(source), 15), -5)
    following = cell(counter + 2) if difference <= 0 else min(counter + 3, 12)
    after = [difference if place == target + 1 else value
             for place, value in enumerate(state)]
    after[0] = following
    return after


def simulate_machine(state):
    """The state that no longer changes, or nothing if it is not there in
    time."""
    for _ in range(LIMIT):
        after = step_machine(state)
        if after == state:
            return state
        state = after
    return None


def simulate_parity(bits):
    return [sum(bits) % 2] + [0] * (len(bits) - 1)


def make_machines():
    """States that halt: a published one (ALTA), and random ones."""
    generator = random.Random(5)
    states = [[0, 9, 11, 3, 11, 10, 6, 11, 11, -1, 5, 10, 0]]
    while len(states) < 40:
        state = [0] + [generator.randrange(0, 12) for _ in range(12)]
        for place in range(3, 13, 3):
            if generator.random() < 0.5:
                state[place] = -1
        if simulate_machine(state):
            states.append(state)
    return states


def run(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          text=True).stdout


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: expected {expected}, got {found}")


def check_natively(translate, runner, folder, name, states, expected):
    source = os.path.join(HERE, "loops", name + ".rasp")
    program = os.path.join(folder, name)
    run(translate, source, f"--loop={LIMIT}", "-o", program)
    texts = [str(state) for state in states]
    for way in ([program], [runner, f"--loop={LIMIT}", source],
                [runner, "--reference", f"--loop={LIMIT}", source]):
        lines = run(*way, "--json", *texts).splitlines()
        check(f"{name} by {way}", [json.loads(line) for line in lines],
              expected)
    library = os.path.join(folder, name + ".so")
    run(translate, source, f"--loop={LIMIT}", "--symbol-prefix=m", "-o", library)
    entries = Library(library, "m")
    found = [entries.run("step", [np.array(state)])[0].tolist()
             for state in states]
    check(f"{name} by its library", found, expected)


def check_transformer(translate, runner, folder, name, vocabulary, states,
                      expected):
    source = os.path.join(HERE, "loops", name + ".rasp")
    module = os.path.join(folder, name + ".mlir")
    longest = max(map(len, states))
    run(translate, source, f"--loop={LIMIT}", "--emit=transformer",
        f"--vocab={vocabulary}", f"--max-length={longest}", "-o", module)
    program = os.path.join(folder, name + "-transformer")
    run(translate, module, "-o", program)
    inputs, outputs = (os.path.join(folder, name + end + ".npy")
                       for end in ("-in", "-out"))
    for length in sorted(set(map(len, states))):
        chosen = [i for i, state in enumerate(states) if len(state) == length]
        tokens = [[vocabulary.index(v) for v in states[i]] for i in chosen]
        # The evaluator is slow on a network.
        for way, count in (([program], len(chosen)),
                           ([runner, "--reference", module], 2)):
            np.save(inputs, np.array(tokens[:count], dtype=np.int64))
            run(*way, inputs, "--output=" + outputs)
            found = [[vocabulary[token] for token in row]
                     for row in np.load(outputs).tolist()]
            check(f"transformer of {name} by {way}", found,
                  [expected[i] for i in chosen[:count]])


def main():
    translate, runner, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    machines = make_machines()
    halted = [simulate_machine(state) for state in machines]
    check("the published machine", halted[0][11], 15)
    generator = random.Random(7)
    bits = [[1] * k + [0] * (40 - k) for k in range(41)] + [
        [generator.randrange(2) for _ in range(20)] for _ in range(20)]
    parities = [simulate_parity(row) for row in bits]
    jobs = [("subleq", list(range(-5, 16)), machines, halted),
            ("parity", [0, 1], bits, parities)]
    for name, vocabulary, states, expected in jobs:
        check_natively(translate, runner, folder, name, states, expected)
        check_transformer(translate, runner, folder, name, vocabulary, states,
                          expected)
    print("all loops agree")


if __name__ == "__main__":
    main()
