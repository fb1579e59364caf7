# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks what all compute and times them in turn."""

import statistics
import time
from dataclasses import dataclass, field

import numpy as np

TOLERANCE = 1e-4  # of the largest element: sums of thousands of floats
OURS = "nn-mlir"
TRIES = 3
UNDISTURBED = 0.97  # of the time of a round in which this process ran


@dataclass
class Contestant:
    """Someone who runs a network, and the microseconds of a call in each
    round."""

    name: str
    call: object
    calls: int = 1
    times: list = field(default_factory=list)
    cores: float = 0.0  # how many it kept busy
    difference: float = 0.0


def check(name, contestants, expected):
    """Fails if our result is not that of the others; leaves out a peer whose
    result is not. Returns those that remain."""
    scale = np.abs(expected).max()
    right = []
    for contestant in contestants:
        contestant.call.run(1)
        result = np.asarray(contestant.call.result()).reshape(expected.shape)
        difference = float(np.abs(result - expected).max() / scale)
        contestant.difference = difference
        if difference <= TOLERANCE:
            right.append(contestant)
            continue
        text = (f"{name}: the result of {contestant.name} differs by "
                f"{difference:.1e} of the largest element")
        if contestant.name == OURS:
            raise SystemExit(text)
        print(text, flush=True)
    return right


def time_rounds(contestants, rounds, seconds, pause, between):
    """Runs all, of whom there is one at least, in turn, `rounds` times, in each
    for about `seconds` and once at least. `between` is called in every round;
    `pause` is how long threads have to fall asleep before the next one runs."""
    for contestant in contestants:
        spent = min(contestant.call.run(1) for _ in range(3))
        contestant.calls = max(1, int(seconds * 1e9 / max(spent, 1)))
    for index in range(rounds):
        between()
        # Nobody always follows the same one.
        first = index % len(contestants)
        for contestant in contestants[first:] + contestants[:first]:
            time.sleep(pause)
            _time_round(contestant)


def _time_round(contestant):
    """A round, of `TRIES` the one in which other processes took least of the
    time, or the first in which they took next to none."""
    most = -1
    for _ in range(TRIES):
        wall, busy = time.perf_counter_ns(), time.process_time_ns()
        spent = contestant.call.run(contestant.calls)
        wall = time.perf_counter_ns() - wall
        share = (time.process_time_ns() - busy) / wall
        if share > most:
            most, best = share, spent
        if share > UNDISTURBED:
            break
    contestant.times.append(best / contestant.calls / 1e3)
    contestant.cores = max(contestant.cores, most)


def spread(numbers):
    """Minimum, median and maximum."""
    return min(numbers), statistics.median(numbers), max(numbers)
