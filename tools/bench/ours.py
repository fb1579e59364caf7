# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Networks compiled by NN-MLIR, called from C."""

import ctypes
import os
import subprocess
import sys

import numpy as np

from . import native_code
from .emit_mlir import emit_mlir
from .environment import ROOT

sys.path.append(os.path.join(ROOT, "test", "Models"))
import safetensors_io  # noqa: E402


class Compiler:
    """`build` is the folder of the tools, `folder` that of what is made."""

    title = "NN-MLIR"

    def __init__(self, build, folder, cpu, threads):
        self._translate = os.path.join(build, "bin", "nn-translate")
        self.folder, self._cpu = folder, cpu
        self._timer = native_code.load(
            "timer", os.path.join(ROOT, "lib", "Runtime", "Pool.c"), "-pthread")
        self._timer.model_time.restype = ctypes.c_double
        self._timer.model_workspace_size.restype = ctypes.c_size_t
        self._timer.nn_pool_create.restype = ctypes.c_void_p
        self._threads, self._pool = ctypes.c_uint32(threads), None
        if threads > 1:
            self._pool = ctypes.c_void_p(
                self._timer.nn_pool_create(self._threads))

    def compile(self, graph):
        """The path of the library of a graph. Raises what the tool writes."""
        return self.compile_module(graph.name,
                                   graph.source or self._write(graph))

    def compile_module(self, name, source):
        """The same of a file, with symbols that begin with `name`."""
        library = os.path.join(self.folder, f"lib{name}.so")
        done = subprocess.run(
            [self._translate, source, "-O3", f"-mcpu={self._cpu}",
             "--weights=embed", f"--symbol-prefix={name}", "-o", library],
            capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return library

    def prepare(self, graph, library, inputs):
        batch = len(inputs[0])
        return self.call(graph.name, library, inputs,
                         (batch, *graph.output.shape))

    def call(self, name, library, inputs, shape, dtype=np.float32):
        """A call of the one entry, whose output has that shape."""
        output = native_code.allocate(shape, dtype)
        return _Model(self._timer, name, library, inputs, output, self._pool,
                      self._threads)

    def _write(self, graph):
        path = os.path.join(self.folder, graph.name + ".mlir")
        weights = graph.name + ".safetensors"
        safetensors_io.save(os.path.join(self.folder, weights), graph.params)
        with open(path, "w") as file:
            file.write(emit_mlir(graph, weights))
        return path


class _Model:
    def __init__(self, timer, name, library, inputs, output, pool, threads):
        self._timer, self._name = timer, name
        info = getattr(ctypes.CDLL(library), name + "_info")
        info.restype = ctypes.c_void_p
        batch = len(inputs[0])
        self.output, self._inputs = output, inputs
        pointers = (ctypes.c_void_p * len(inputs))(
            *(x.ctypes.data for x in inputs))
        outputs = (ctypes.c_void_p * 1)(self.output.ctypes.data)
        extents = (ctypes.c_int64 * len(inputs))(*[batch] * len(inputs))
        model = ctypes.c_void_p(info())
        size = timer.model_workspace_size(model, extents, threads)
        self._workspace = native_code.allocate(size, np.uint8)
        self._arguments = (model, pointers, outputs, extents,
                           native_code.pointer(self._workspace),
                           ctypes.c_size_t(size), pool, threads)

    def run(self, calls):
        """Nanoseconds of `calls` calls."""
        spent = self._timer.model_time(*self._arguments, ctypes.c_int64(calls))
        if spent < 0:
            raise RuntimeError(f"{self._name}: a call ends with {-spent:.0f}")
        return spent

    def result(self):
        return self.output
