# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a caller of a model may give as `parallel_for`."""

import ctypes
import threading

TASK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)
PARALLEL_FOR = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64, TASK,
                                ctypes.c_void_p)


def make_parallel_for(in_threads):
    """Runs tasks at the same time, or one after the other from the last to the
    first: a task that needs what another one has computed gets something else.
    It lives as long as the result is kept."""

    def run_in_threads(context, count, task, argument):
        threads = [threading.Thread(target=task, args=(argument, i))
                   for i in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def run_backwards(context, count, task, argument):
        for index in reversed(range(count)):
            task(argument, index)

    return PARALLEL_FOR(run_in_threads if in_threads else run_backwards)
