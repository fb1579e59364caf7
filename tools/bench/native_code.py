# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The C files of the folder `native`, and memory for C."""

import ctypes
import os
import platform
import re
import shutil
import subprocess

import numpy as np

from .environment import FOLDER, ROOT

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "native")
ALIGNMENT = 64
FLAGS = ["-O3", "-march=native", "-ffp-contract=fast", "-fPIC",
         f"-I{os.path.join(ROOT, 'include')}"]
if platform.machine() == "x86_64":
    # The widest vectors, also where the compiler takes others for faster.
    FLAGS.append("-mprefer-vector-width=512")


def load(name, *flags):
    """The library of one C file."""
    output = os.path.join(FOLDER, f"lib{name}.so")
    source = os.path.join(SOURCES, name + ".c")
    subprocess.run([_compiler(), *FLAGS, "-shared", source, *flags, "-o",
                    output], check=True)
    return ctypes.CDLL(output)


def read_function(name, function):
    """The assembly of a function of one C file."""
    source = os.path.join(SOURCES, name + ".c")
    text = subprocess.run([_compiler(), *FLAGS, "-S", source, "-o", "-"],
                          check=True, capture_output=True, text=True).stdout
    return re.search(rf"^{function}:.*?\.size\s+{function}\b", text,
                     re.MULTILINE | re.DOTALL).group(0)


def allocate(shape, dtype=np.float32):
    """An array of zeros aligned for every instruction."""
    count = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    block = np.zeros(count + ALIGNMENT, np.uint8)
    start = -block.ctypes.data % ALIGNMENT
    return block[start:start + count].view(dtype).reshape(shape)


def pointer(array):
    return ctypes.c_void_p(array.ctypes.data)


def _compiler():
    return next(filter(None, map(shutil.which, ("clang-22", "clang", "cc"))))
