# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The peers that compute one linear map or one convolution, called from C."""

import ctypes
import os

from . import native_code
from .environment import VENV


class Unsupported(Exception):
    """A library does not offer what a graph needs."""


class _NativeCall:
    """Calls a function with these arguments and then the number of calls."""

    def __init__(self, function, arguments, keep, output):
        self._function, self._arguments = function, arguments
        self._keep, self.output = keep, output

    def run(self, calls):
        spent = self._function(*self._arguments, ctypes.c_int64(calls))
        if spent < 0:
            raise RuntimeError("a call of the library fails")
        return spent

    def result(self):
        return self.output


def _take_node(graph, ops):
    """The node of a graph that has one, without a bias."""
    node = graph.nodes[0]
    if len(graph.nodes) > 1 or node.op not in ops or "bias" in node.params:
        raise Unsupported
    weight = native_code.allocate(graph.params[node.params["weight"]].shape)
    weight[:] = graph.params[node.params["weight"]]
    return node, weight


class OpenBlas:
    title = "OpenBLAS"

    def __init__(self, threads):
        import scipy_openblas32 as package
        folder = package.get_lib_dir()
        library = native_code.load(
            "openblas", f"-I{package.get_include_dir()}", f"-L{folder}",
            f"-l{package.get_library()}", f"-Wl,-rpath,{folder}")
        self._time = library.openblas_time
        self._time.restype = ctypes.c_double

    def prepare(self, graph, inputs, folder):
        node, weight = _take_node(graph, ["linear"])
        (x,) = inputs
        output = native_code.allocate((len(x), len(weight)))
        extents = (ctypes.c_int64(extent) for extent in
                   (len(x), *weight.shape))
        arrays = (x, weight, output)
        return _NativeCall(self._time,
                           [*extents, *map(native_code.pointer, arrays)],
                           arrays, output)


class OneDnn:
    """Takes and gives row-major tensors; the faster of what computes on them
    and of what lays them out anew."""

    title = "oneDNN"
    layouts = (0, 1)

    def __init__(self, threads):
        include = os.path.join(VENV, "include")
        library = os.path.join(VENV, "lib")
        if not os.path.exists(os.path.join(library, "libdnnl.so.3")):
            raise ImportError("libdnnl.so.3 is not installed")
        self._library = native_code.load(
            "onednn", f"-I{include}", os.path.join(library, "libdnnl.so.3"),
            f"-Wl,-rpath,{library}")
        self._library.onednn_time.restype = ctypes.c_double
        for name in ("onednn_linear", "onednn_conv"):
            getattr(self._library, name).restype = ctypes.c_void_p

    def prepare(self, graph, inputs, folder):
        node, weight = _take_node(graph, ["linear", "conv"])
        plans = [self._plan(node, weight, *inputs, layout)
                 for layout in self.layouts]
        plans = [plan for plan in plans if plan]
        if not plans:
            raise Unsupported
        for plan in plans:
            plan.run(1)
        return min(plans, key=lambda plan: min(plan.run(3) for _ in range(3)))

    def _plan(self, node, weight, x, layout):
        output = native_code.allocate((len(x), *node.output.shape))
        arrays = (x, weight, output)
        pointers = [native_code.pointer(array) for array in arrays]
        if node.op == "linear":
            plan = self._plan_product("f32", *arrays, layout)
        else:
            groups = node.attributes["groups"]
            shape = weight.shape
            if groups > 1:
                shape = (groups, shape[0] // groups, *shape[1:])
            plan = self._library.onednn_conv(
                _extents(x.shape), _extents(shape), len(shape),
                _extents(output.shape),
                ctypes.c_int64(node.attributes["stride"]),
                ctypes.c_int64(node.attributes["padding"]), *pointers, layout)
        return plan and _OneDnnCall(self._library, plan, arrays, output)

    def _plan_product(self, element, x, weight, output, layout):
        extents = map(ctypes.c_int64, (len(x), *weight.shape))
        return self._library.onednn_linear(
            element.encode(), *extents,
            *map(native_code.pointer, (x, weight, output)), layout)

    def prepare_product(self, element, x, weight, output):
        """The fastest call of x times the transpose of `weight`, of elements
        that are named as in elements.py; `Unsupported` if there is none."""
        calls = [_OneDnnCall(self._library, plan, (x, weight, output), output)
                 for layout in (0, 1, 2)
                 if (plan := self._plan_product(element, x, weight, output,
                                                layout))]
        if not calls:
            raise Unsupported
        for call in calls:
            call.run(1)
        return min(calls, key=lambda call: min(call.run(3) for _ in range(3)))


class OneDnnPreferred(OneDnn):
    """Finds and leaves tensors as the library likes them."""

    title = "oneDNN, own layout"
    layouts = (2,)


class _OneDnnCall(_NativeCall):
    def __init__(self, library, plan, keep, output):
        super().__init__(library.onednn_time, [ctypes.c_void_p(plan)], keep,
                         output)
        self._collect = lambda: library.onednn_collect(ctypes.c_void_p(plan))

    def result(self):
        if not self._collect():
            raise RuntimeError("oneDNN cannot give its result")
        return self.output


def _extents(shape):
    return (ctypes.c_int64 * len(shape))(*shape)
