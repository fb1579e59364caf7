# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Calls compiled models in a process of their own, with buffers that end where
memory ends, or begin where it begins: an access outside of one ends the process
and names the call."""

import ctypes
import mmap
import os
import pickle
import resource
import select
import signal

import numpy as np

from address_sanitizer import poison
from model_library import DTYPES, Exec, I64, ModelInfo, P
from parallel_for import make_parallel_for

PAGE = mmap.PAGESIZE
WORKSPACE_ALIGN = 64
# What memory holds before a call: not a number in every type of floats.
GARBAGE = 0xFF
CPU_UNSUPPORTED = 6

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [P, ctypes.c_size_t, ctypes.c_int, ctypes.c_int,
                      ctypes.c_int, ctypes.c_int64]
libc.mprotect.argtypes = [P, ctypes.c_size_t, ctypes.c_int]
libc.munmap.argtypes = [P, ctypes.c_size_t]


class Buffer:
    """`size` bytes between pages that may not be touched, as close to the
    second of them as the alignment allows, or to the first if `at_start`."""

    def __init__(self, size, alignment, at_start=False):
        self.size, self.inner = size, -(-max(size, 1) // PAGE) * PAGE
        anonymous = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
        self.base = libc.mmap(None, self.inner + 2 * PAGE, 0, anonymous, -1, 0)
        assert self.base != ctypes.c_void_p(-1).value, "no memory"
        self._protect(mmap.PROT_READ | mmap.PROT_WRITE)
        self.offset = 0 if at_start else (self.inner - size) // alignment * (
            alignment)
        self.address = self.base + PAGE + self.offset
        inner = (ctypes.c_uint8 * self.inner).from_address(self.base + PAGE)
        self.memory = np.frombuffer(inner, np.uint8)
        self.memory[:] = GARBAGE
        self._poison(True)

    def _protect(self, how):
        assert libc.mprotect(self.base + PAGE, self.inner, how) == 0

    def fill(self, array):
        """Holds `array`, and may no longer be written."""
        self.memory[self.offset:self.offset + self.size] = np.frombuffer(
            array.tobytes(), np.uint8)
        self._protect(mmap.PROT_READ)

    def read(self, dtype, shape):
        return self.memory[self.offset:self.offset + self.size].view(
            dtype).reshape(shape).copy()

    def is_intact(self):
        end = self.offset + self.size
        return bool((self.memory[:self.offset] == GARBAGE).all() and
                    (self.memory[end:] == GARBAGE).all())

    def _poison(self, is_poisoned):
        """What lies beside the buffer, for AddressSanitizer if it is there."""
        end = self.offset + self.size
        poison(self.base + PAGE, self.offset, is_poisoned)
        poison(self.base + PAGE + end, self.inner - end, is_poisoned)

    def free(self):
        self.memory = None
        self._poison(False)
        libc.munmap(self.base, self.inner + 2 * PAGE)


class GuardedLibrary:
    """A shared library with the model `name`; `weights` is a file to bind, and
    `level` the code to use of a model with several."""

    def __init__(self, path, name, weights, level=None):
        function = ctypes.CDLL(path)[name + "_info"]
        function.restype = ctypes.POINTER(ModelInfo)
        info = function().contents
        self.entries = {info.entries[i].name.decode(): info.entries[i]
                        for i in range(info.num_entries)}
        status = info.use_cpu_level(level) if level is not None else 0
        assert status in (0, CPU_UNSUPPORTED), f"use_cpu_level: {status}"
        self.is_supported = not status and info.check_cpu() != CPU_UNSUPPORTED
        self.weights = None
        if (not self.is_supported or not info.num_weights or
                info.embedded_weights):
            return
        with open(weights, "rb") as file:
            content = np.frombuffer(file.read(), np.uint8)
        self.file = Buffer(content.nbytes, WORKSPACE_ALIGN)
        self.file.fill(content)
        # struct_size, count, pointers, packed
        self.structure = (I64 * (2 + info.num_weights))()
        self.structure[0] = ctypes.sizeof(self.structure)
        self.weights = ctypes.addressof(self.structure)
        status = info.weights_bind(self.file.address, content.nbytes,
                                   self.weights)
        assert status == 0, f"weights_bind: status {status}"
        if info.packed_bytes:
            self.packed = Buffer(info.packed_bytes, WORKSPACE_ALIGN)
            status = info.weights_prepack(self.weights, self.packed.address,
                                          info.packed_bytes)
            assert status == 0, f"weights_prepack: status {status}"
            assert self.packed.is_intact(), "weights_prepack: wrote elsewhere"
            self.packed._protect(mmap.PROT_READ)

    def run(self, name, inputs, at_start, tasks=1):
        """The outputs of an entry; raises AssertionError if it fails. With more
        tasks than one, it runs a second time, as so many, which has to give the
        same bits."""
        entry = self.entries[name]
        assert entry.num_inputs == len(inputs)
        extents = (I64 * max(entry.num_extents, 1))()
        buffers = []

        def allocate(size, alignment, at_start=at_start):
            buffers.append(Buffer(size, alignment, at_start))
            return buffers[-1]

        addresses = []
        for index, array in enumerate(inputs):
            info = entry.inputs[index]
            dtype = np.dtype(DTYPES[info.dtype])
            assert array.dtype == dtype and info.rank == array.ndim
            for axis in range(info.rank):
                if info.shape[axis] < 0:
                    extents[info.extent[axis]] = array.shape[axis]
                else:
                    assert array.shape[axis] == info.shape[axis]
            buffer = allocate(array.nbytes, dtype.itemsize)
            buffer.fill(array)
            addresses.append(buffer.address)
        ranks = [entry.outputs[i].rank for i in range(entry.num_outputs)]
        shapes = (I64 * max(sum(ranks), 1))()
        status = entry.output_shapes(extents, shapes)
        assert status == 0, f"output_shapes: status {status}"
        smallest = entry.workspace_size(extents)
        assert smallest > 0, "workspace_size: 0"

        def call(how, size):
            flat, outputs = list(shapes), []
            for index, rank in enumerate(ranks):
                dtype = np.dtype(DTYPES[entry.outputs[index].dtype])
                shape, flat = flat[:rank], flat[rank:]
                bytes = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
                outputs.append((allocate(bytes, dtype.itemsize), dtype, shape))
            workspace = allocate(size, WORKSPACE_ALIGN)
            status = entry.invoke(
                (P * max(len(inputs), 1))(*addresses),
                (P * max(len(outputs), 1))(*[o[0].address for o in outputs]),
                extents, self.weights, workspace.address, size,
                ctypes.addressof(how))
            assert status == 0, f"status {status}"
            results = []
            for buffer, dtype, shape in outputs:
                assert buffer.is_intact(), "wrote outside of an output"
                results.append(buffer.read(dtype, shape))
            assert workspace.is_intact(), "wrote outside of the workspace"
            return results

        results = call(Exec(ctypes.sizeof(Exec), 1), smallest)
        if tasks > 1:
            # There is room for some of the tasks, or for all.
            room = smallest + tasks // 2 * entry.thread_workspace_size(extents)
            parallel_for = make_parallel_for(in_threads=tasks % 2 == 0)
            again = call(Exec(ctypes.sizeof(Exec), tasks,
                              ctypes.cast(parallel_for, P)), room)
            assert all(a.tobytes() == b.tobytes()
                       for a, b in zip(results, again)), (
                           f"other bits with {tasks} tasks")
        for buffer in buffers:
            buffer.free()
        return results


def run_guarded(path, name, weights, calls, check, seconds=60,
                open_library=GuardedLibrary):
    """Makes `calls`, each the arguments of GuardedLibrary.run, of the model at
    `path`, which `open_library` opens. Yields for each its number and what is wrong: what
    `check` says of number and outputs, or how it ended; ends after None for a
    library that this processor cannot run."""
    reader, writer = os.pipe()
    first = 0
    while first < len(calls):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                _make_calls(open_library(path, name, weights), calls, first,
                            check, writer, seconds)
                code = 0
            finally:
                os._exit(code)
        answers, status = [], None
        os.set_blocking(reader, False)
        data = b""
        while status is None:
            done, state = os.waitpid(child, os.WNOHANG)
            if done:
                status = state
            try:
                while chunk := os.read(reader, 1 << 16):
                    data += chunk
            except BlockingIOError:
                pass
            if status is None:
                _wait(reader)
        while data:
            size = int.from_bytes(data[:8], "little")
            answers.append(pickle.loads(data[8:8 + size]))
            data = data[8 + size:]
        for number, wrong in answers:
            if number is None:
                yield None, wrong
                os.close(reader)
                os.close(writer)
                return
            if wrong != STARTED:
                yield number, wrong
        last = answers[-1][0] if answers else first
        if status:
            how = (signal.Signals(os.WTERMSIG(status)).name
                   if os.WIFSIGNALED(status) else
                   f"exit {os.WEXITSTATUS(status)}")
            yield last, f"the call ended with {how}"
        first = last + 1
    os.close(reader)
    os.close(writer)


STARTED = "started"


def _wait(reader):
    select.select([reader], [], [], 0.02)


def _make_calls(library, calls, first, check, writer, seconds):
    def answer(number, wrong):
        data = pickle.dumps((number, wrong))
        os.write(writer, len(data).to_bytes(8, "little") + data)

    if not library.is_supported:
        return answer(None, "not supported")
    for number in range(first, len(calls)):
        answer(number, STARTED)
        signal.alarm(seconds)
        try:
            wrong = check(number, library.run(*calls[number]))
        except AssertionError as error:
            wrong = str(error) or "assertion"
        signal.alarm(0)
        answer(number, wrong)
