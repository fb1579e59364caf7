# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Calls compiled models of another processor, in an emulator that runs
`call_server.c`."""

import os
import select
import signal
import subprocess

import numpy as np

from model_library import DTYPES

HERE = os.path.dirname(os.path.abspath(__file__))
INCLUDE = os.path.join(HERE, "..", "..", "..", "include")


class Emulator:
    """How models for `target`, a triple such as aarch64-linux-gnu, are run:
    `command`, a list of words, starts a program of it."""

    def __init__(self, target, command, folder):
        self.target, self.command = target, command
        self.server = os.path.join(os.path.abspath(folder), "call_server")
        subprocess.run([f"{target}-gcc", "-std=c11", "-O1", "-Wall", "-Wextra",
                        "-Werror", "-I", INCLUDE,
                        os.path.join(HERE, "call_server.c"), "-ldl", "-o",
                        self.server], check=True)

    def open(self, path, name, weights="", level=None):
        command = [*self.command, self.server, path, name, weights]
        return EmulatedLibrary(command if level is None else
                               command + [str(level)])


class EmulatedLibrary:
    """A process that makes the calls of a library."""

    def __init__(self, command, seconds=60):
        self.command, self.seconds = command, seconds
        self._start()
        answer = self._read_text()
        self.is_supported = answer != "not supported"
        assert not answer or not self.is_supported, answer

    def _start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def _read(self, count):
        data = b""
        while len(data) < count:
            ready, _, _ = select.select([self.process.stdout], [], [],
                                        self.seconds)
            if not ready:
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"took longer than {self.seconds} s")
            chunk = os.read(self.process.stdout.fileno(), count - len(data))
            if not chunk:
                code = self.process.wait()
                how = signal.Signals(-code).name if code < 0 else f"exit {code}"
                raise AssertionError(f"the call ended with {how}")
            data += chunk
        return data

    def _read_number(self):
        return int.from_bytes(self._read(8), "little")

    def _read_text(self):
        return self._read(self._read_number()).decode()

    def run(self, name, inputs, at_start=False, tasks=1):
        """The outputs of an entry; raises AssertionError if it fails. `tasks` is
        for other libraries: emulated calls run as one."""
        if self.process.poll() is not None:
            self.process.stdout.close()
            self._start()
            assert not self._read_text()
        request = bytearray()

        def put(*numbers):
            for number in numbers:
                request.extend(int(number).to_bytes(8, "little"))

        put(len(name.encode()))
        request.extend(name.encode())
        put(at_start, len(inputs))
        for array in inputs:
            put(array.ndim, *array.shape, array.nbytes)
            request.extend(array.tobytes())
        try:
            self.process.stdin.write(request)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        wrong = self._read_text()
        assert not wrong, wrong
        outputs = []
        for _ in range(self._read_number()):
            dtype = np.dtype(DTYPES[self._read_number()])
            shape = [self._read_number() for _ in range(self._read_number())]
            data = self._read(self._read_number())
            outputs.append(np.frombuffer(data, dtype).reshape(shape))
        return outputs
