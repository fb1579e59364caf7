# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Code that AddressSanitizer checks, called from Python: its runtime library has
to be in the process from the start."""

import ctypes
import os
import shutil
import subprocess
import sys

PRELOAD = "LD_PRELOAD"
PROCESS = ctypes.CDLL(None)


def find_runtime():
    """The library that nn-translate links, by the compiler that it links with;
    None if there is none."""
    compiler = next(filter(shutil.which, ["cc", "clang-22", "clang", "gcc"]))
    for name in ("libasan.so", "libclang_rt.asan-x86_64.so",
                 "libclang_rt.asan-aarch64.so"):
        path = subprocess.run([compiler, f"-print-file-name={name}"],
                              capture_output=True, text=True).stdout.strip()
        # What a compiler does not find it prints as it is.
        if os.path.isabs(path):
            return os.path.realpath(path)
    return None


def without():
    """The environment of other programs, which need no checks."""
    return {name: value for name, value in os.environ.items()
            if name != PRELOAD}


def run_with_sanitizer():
    """Starts this program again with the runtime library, unless it has it."""
    runtime = find_runtime()
    if runtime is None:
        sys.exit("the C compiler has no AddressSanitizer")
    if os.environ.get(PRELOAD) == runtime:
        return
    # Python frees little, and a wrong access ends the call's own process.
    environment = {**os.environ, PRELOAD: runtime,
                   "ASAN_OPTIONS": "detect_leaks=0:exitcode=99"}
    os.execve(sys.executable, [sys.executable, *sys.argv], environment)


def poison(address, size, is_poisoned=True):
    """Lets nobody access a part of memory, or lets everybody again."""
    name = f"__asan_{'' if is_poisoned else 'un'}poison_memory_region"
    function = getattr(PROCESS, name, None)
    if function is not None:
        function(ctypes.c_void_p(address), ctypes.c_size_t(size))
