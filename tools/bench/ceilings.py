# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a core of this machine can do at most, measured between the rounds."""

import ctypes
import re
import sys

from . import native_code

NANOSECONDS = 2e6  # of one measurement
SPILL = re.compile(r"\bv?mov[au]p[sd].*(%[re]?[sb]p|\[sp|\[x29)")


class Ceilings:
    def __init__(self):
        _check_registers()
        self._library = native_code.load("ceilings")
        for name in ("fma_time", "fma_operations", "read_time"):
            getattr(self._library, name).restype = ctypes.c_double
        self._result = ctypes.c_float()
        self._steps = 1000
        self._steps = int(1000 * NANOSECONDS / self._time_chains())
        self.gflops = 0.0
        self._bandwidths = {}

    def measure(self):
        """The rate of multiplications and additions at this time, in 10^9 per
        second."""
        operations = self._library.fma_operations(ctypes.c_int64(self._steps))
        return operations / self._time_chains()

    def update(self):
        """Measures once more; `gflops` is the highest rate so far."""
        self.gflops = max(self.gflops, self.measure())

    def read_bandwidth(self, size):
        """Gigabytes per second at which one core reads `size` bytes over and
        over: those of a cache if they fit into it."""
        if size not in self._bandwidths:
            array = native_code.allocate(size // 4)
            array[:] = 1  # pages that were never written share their memory
            passes = max(1, int(4 * NANOSECONDS / self._time_read(array, 1)))
            self._bandwidths[size] = max(
                size * passes / self._time_read(array, passes)
                for _ in range(5))
        return self._bandwidths[size]

    def _time_chains(self):
        return self._library.fma_time(ctypes.c_int64(self._steps),
                                      ctypes.byref(self._result))

    def _time_read(self, array, passes):
        return self._library.read_time(
            native_code.pointer(array), ctypes.c_size_t(array.size),
            ctypes.c_int64(passes), ctypes.byref(self._result))


def _check_registers():
    """The chains stay in registers, or they would not show the ceiling."""
    text = native_code.read_function("ceilings", "fma_chains")
    if SPILL.search(text):
        sys.exit("ceilings.c: the compiler keeps sums in memory")
