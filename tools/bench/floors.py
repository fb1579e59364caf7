# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What our kernels reach at least of what a core can do, whichever it is: far
below what they do reach, and far above what a wrong schedule does."""

import numpy as np

from . import native_code
from .kernels import list_kernels

FLOORS = {
    "gemm_64x64x64": 0.4,
    "gemm_65x65x65": 0.3,
    "gemm_512x512x512": 0.5,
    "gemm_1000x1000x1000": 0.5,
    "conv_64x56x56_64x3x3_s1": 0.4,
    "conv_256x14x14_1024x1x1_s1": 0.4,
    "conv_512x7x7_512x3x3_s1": 0.35,
}
# Another process on the core can only make a round worse.
MOST_ROUNDS = 40


def run_floors(compiler, ceilings, options):
    """Prints a table, and gives whether a kernel stays below its floor, times
    `options.floors`."""
    print("| kernel | of ceiling | floor |\n| --- | --- | --- |")
    kernels, failed = list_kernels(), False
    for name, floor in FLOORS.items():
        floor *= options.floors
        share = _measure(compiler, ceilings, kernels[name].build(), floor,
                         options.seconds)
        failed |= share < floor
        print(f"| {name} | {share:.0%} | {floor:.0%}"
              f"{', missed' if share < floor else ''} |", flush=True)
    return failed


def _measure(compiler, ceilings, graph, floor, seconds):
    """The largest fraction of the ceiling in a round: each measures both, one
    behind the other. The first that reaches the floor is enough."""
    random = np.random.default_rng(2)
    inputs = []
    for value in graph.inputs:
        inputs.append(native_code.allocate((graph.batch, *value.shape)))
        inputs[-1][:] = random.standard_normal(inputs[-1].shape)
    call = compiler.prepare(graph, compiler.compile(graph), inputs)
    calls = max(1, int(seconds * 1e9 / max(call.run(3) / 3, 1)))
    best = 0
    for _ in range(MOST_ROUNDS):
        ceiling = max(ceilings.measure(), ceilings.measure())
        rate = graph.flops * graph.batch * calls / call.run(calls)
        best = max(best, rate / ceiling)
        if best >= floor:
            break
    return best
