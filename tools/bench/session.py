# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prepares contestants for one graph after the other and times them."""

import importlib
import os

import numpy as np

from . import native_code
from .ceilings import Ceilings
from .environment import FOLDER
from .kernels import list_kernels
from .libraries import OneDnn, OneDnnPreferred, OpenBlas, Unsupported
from .measure import OURS, Contestant, check, time_rounds
from .networks import NETWORKS
from .ours import Compiler
from .peers import Iree, Jax, OnnxRuntime, OpenVino, Torch, TorchCompile

PEERS = {
    "onnxruntime": OnnxRuntime,
    "openvino": OpenVino,
    "torch": Torch,
    "torch-compile": TorchCompile,
    "jax": Jax,
    "iree": Iree,
    "openblas": OpenBlas,
    "onednn": OneDnn,
    "onednn-preferred": OneDnnPreferred,
}
NETWORK_PEERS = ["onnxruntime", "openvino", "torch", "torch-compile", "jax",
                 "iree"]
KERNEL_PEERS = ["onnxruntime", "torch", "openblas", "onednn",
                "onednn-preferred"]


class Session:
    def __init__(self, options):
        self.options = options
        self.folder = os.path.join(FOLDER, "models")
        os.makedirs(self.folder, exist_ok=True)
        self.compiler = Compiler(options.build, self.folder, options.cpu,
                                 options.threads)
        self.ceilings = Ceilings()
        self.rows = []
        self.failed = False
        self.peers = {}
        names = options.peers or (KERNEL_PEERS if options.kernels else
                                  NETWORK_PEERS)
        _check_names("peer", names, PEERS)
        for name in names:
            try:
                self.peers[name] = PEERS[name](options.threads)
            except (ImportError, OSError) as error:
                print(f"{name} is left out: {error}", flush=True)

    def run_networks(self):
        names = self.options.networks or NETWORKS
        _check_names("network", names, NETWORKS)
        for name in names:
            self._run(NETWORKS[name](), self.options.batches)

    def run_kernels(self):
        prefixes = tuple(self.options.networks or [""])
        for name, kernel in list_kernels().items():
            if name.startswith(prefixes):
                graph = kernel.build()
                for row in self._run(graph, [graph.batch]):
                    row.update(count=kernel.count, reads=kernel.reads)

    def finish(self):
        """Compares what was measured with the ceilings of the whole run."""
        for row in self.rows:
            row["ceiling_gflops"] = self.ceilings.gflops
            if row.get("reads"):
                row["ceiling_gigabytes_per_second"] = (
                    self.ceilings.read_bandwidth(row["reads"]))

    def _run(self, graph, batches):
        """Times a graph with each extent of the batch; gives the rows."""
        print(f"{graph.name} ...", flush=True)
        library = self._try(graph.name, OURS,
                            lambda: self.compiler.compile(graph))
        self.failed |= library is None
        rows = [self._run_batch(graph, batch, library) for batch in batches]
        self.rows += rows
        return rows

    def _run_batch(self, graph, batch, library):
        name = f"{graph.name}, batch {batch}"
        random = np.random.default_rng(2)
        inputs = []
        for value in graph.inputs:
            inputs.append(native_code.allocate((batch, *value.shape)))
            inputs[-1][:] = random.standard_normal(inputs[-1].shape)
        contestants, failures = [], {}
        if library:
            call = self._try(name, OURS, lambda: self.compiler.prepare(
                graph, library, inputs), failures)
            if call:
                contestants.append(Contestant(OURS, call))
        else:
            failures[OURS] = "does not compile"
        for peer, maker in self.peers.items():
            call = self._try(name, peer, lambda: maker.prepare(
                graph, inputs, self.folder), failures)
            if call:
                contestants.append(Contestant(peer, call))
        if not any(one.name != OURS for one in contestants):
            raise SystemExit(f"{name}: no peer to compare with")
        contestants = check(name, contestants, self._expect(
            graph, inputs, contestants))
        time_rounds(contestants, self.options.rounds, self.options.seconds,
                    0.02 if self.options.threads > 1 else 0,
                    self.ceilings.update)
        return {
            "name": graph.name, "batch": batch, "flops": graph.flops * batch,
            "failures": failures,
            "contestants": {
                one.name: {"microseconds": one.times, "calls": one.calls,
                           "cores": one.cores, "difference": one.difference}
                for one in contestants}}

    def _expect(self, graph, inputs, contestants):
        """What the graph computes: in 64 bits by PyTorch where it is installed,
        else as the first peer says."""
        if importlib.util.find_spec("torch"):
            import torch
            from .emit_torch import emit_torch
            with torch.inference_mode():
                return emit_torch(graph, torch.float64)(
                    *(torch.from_numpy(x).double() for x in inputs)).numpy()
        peer = next(one for one in contestants if one.name != OURS)
        peer.call.run(1)
        return np.array(peer.call.result())

    def _try(self, name, who, action, failures=None):
        """What `action` gives; if it fails, a line says so."""
        try:
            return action()
        except Unsupported:
            return None
        except Exception as error:  # what a peer may raise is its affair
            text = str(error).strip() or type(error).__name__
            print(f"{name}: {who} fails: {text[:600]}", flush=True)
            if failures is not None:
                failures[who] = text
            return None


def _check_names(kind, names, known):
    for name in names:
        if name not in known:
            raise SystemExit(f"no {kind} '{name}'; there are "
                             f"{', '.join(known)}")
