# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The peers that run whole networks.

A peer is a class that is made once, for a number of threads, and raises
ImportError where the peer is not installed. Its method `prepare(graph, inputs,
folder)` compiles a graph for inputs of these shapes and returns something that
has `run(calls)`, the nanoseconds of so many calls, and `result()`, what the
last call computed. All are called with inputs in place and as little Python for
each call as they allow.
"""

import functools
import os
import subprocess
import sys
import time
import warnings

import numpy as np


def _write_onnx(graph, inputs, folder):
    from .emit_onnx import emit_onnx
    path = os.path.join(folder, f"{graph.name}-{len(inputs[0])}.onnx")
    with open(path, "wb") as file:
        file.write(emit_onnx(graph, len(inputs[0])))
    return path


class Call:
    """A function without arguments, whose result stays in it."""

    def __init__(self, function, read):
        self._function, self._read = function, read
        self._last = None

    def run(self, calls):
        function = self._function
        start = time.perf_counter_ns()
        for _ in range(calls):
            last = function()
        spent = time.perf_counter_ns() - start
        self._last = last
        return spent

    def result(self):
        return self._read(self._last)


class OnnxRuntime:
    title = "ONNX Runtime"

    def __init__(self, threads):
        import onnxruntime
        self._module, self._threads = onnxruntime, threads

    def prepare(self, graph, inputs, folder):
        from . import native_code
        module = self._module
        options = module.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        session = module.InferenceSession(
            _write_onnx(graph, inputs, folder), options,
            providers=["CPUExecutionProvider"])
        binding = session.io_binding()
        wrap = module.OrtValue.ortvalue_from_numpy
        for value, x in zip(graph.inputs, inputs):
            binding.bind_ortvalue_input(value.name, wrap(x))
        output = wrap(native_code.allocate((len(inputs[0]),
                                            *graph.output.shape)))
        binding.bind_ortvalue_output(session.get_outputs()[0].name, output)
        run = session.run_with_iobinding
        return Call(functools.partial(run, binding),
                    lambda last: output.numpy())


class OpenVino:
    title = "OpenVINO"

    def __init__(self, threads):
        import openvino
        self._module, self._core = openvino, openvino.Core()
        self._options = {
            "INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY",
            "NUM_STREAMS": 1, "INFERENCE_NUM_THREADS": threads,
            "ENABLE_CPU_PINNING": False}

    def prepare(self, graph, inputs, folder):
        model = self._core.compile_model(_write_onnx(graph, inputs, folder),
                                         "CPU", self._options)
        request = model.create_infer_request()
        for index, x in enumerate(inputs):
            request.set_input_tensor(index, self._module.Tensor(
                x, shared_memory=True))
        output = request.get_output_tensor(0)
        return Call(functools.partial(request.infer, share_outputs=True),
                    lambda last: output.data)


class Torch:
    title = "PyTorch"

    def __init__(self, threads):
        import torch
        self._torch = torch
        torch.set_num_threads(threads)

    def prepare(self, graph, inputs, folder):
        from .emit_torch import emit_torch
        module = self._compile(emit_torch(graph))
        arguments = [self._torch.from_numpy(x) for x in inputs]
        with self._torch.inference_mode():
            module(*arguments)
        return _TorchCall(self._torch, lambda: module(*arguments),
                          lambda last: last.numpy())

    def _compile(self, module):
        return module


class _TorchCall(Call):
    def __init__(self, torch, function, read):
        super().__init__(function, read)
        self._mode = torch.inference_mode

    def run(self, calls):
        with self._mode():
            return super().run(calls)


class TorchCompile(Torch):
    """Parameters are constants, as they are for all others."""

    title = "torch.compile"

    def __init__(self, threads):
        super().__init__(threads)
        from torch._inductor import config, select_algorithm
        config.freezing = True
        config.max_autotune_report_choices_stats = False
        select_algorithm.PRINT_AUTOTUNE = False
        warnings.filterwarnings("ignore", module="torch")

    def _compile(self, module):
        self._torch._dynamo.reset()
        return self._torch.compile(module, mode="max-autotune", dynamic=False)


class Jax:
    title = "JAX"

    def __init__(self, threads):
        import jax
        self._jax = jax

    def prepare(self, graph, inputs, folder):
        from .emit_jax import emit_jax
        arguments = [self._jax.device_put(x) for x in inputs]
        function = self._jax.jit(emit_jax(graph))
        compiled = function.lower(*arguments).compile()
        return Call(lambda: compiled(*arguments).block_until_ready(),
                    np.asarray)


class Iree:
    title = "IREE"

    # Layer normalisation of large batches needs more stack than its default.
    FLAGS = ["--iree-llvmcpu-target-cpu=host", "--iree-opt-level=O3",
             "--iree-opt-data-tiling=true",
             f"--iree-llvmcpu-stack-allocation-limit={1 << 20}"]

    def __init__(self, threads):
        from iree import compiler, runtime
        self._compiler, self._runtime = compiler, runtime
        if threads > 1:
            runtime.flags.parse_flags(f"--task_topology_group_count={threads}")
        self._config = runtime.Config("local-sync" if threads == 1 else
                                      "local-task")

    def prepare(self, graph, inputs, folder):
        runtime = self._runtime
        model = _write_onnx(graph, inputs, folder)
        module = model.removesuffix(".onnx") + "-iree.mlir"
        subprocess.run([sys.executable, "-m", "iree.compiler.tools.import_onnx",
                        model, "-o", module], check=True, capture_output=True)
        code = self._compiler.compile_file(
            module, target_backends=["llvm-cpu"], extra_args=self.FLAGS)
        vm_module = runtime.VmModule.copy_buffer(self._config.vm_instance, code)
        context = runtime.VmContext(
            self._config.vm_instance,
            [*self._config.default_vm_modules, vm_module])
        function = vm_module.lookup_function(graph.name)
        arguments = runtime.VmVariantList(len(inputs))
        for x in inputs:
            arguments.push_ref(runtime.asdevicearray(
                self._config.device, x)._buffer_view)

        def call():
            results = runtime.VmVariantList(1)
            context.invoke(function, arguments, results)
            return results

        def read(results):
            view = results.get_as_object(0, runtime.HalBufferView)
            return runtime.DeviceArray(self._config.device, view).to_host()

        return Call(call, read)
