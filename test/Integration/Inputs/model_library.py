"""Calls compiled models from Python through the table that their libraries offer
(nn_model_info of nn_abi.h)."""

import ctypes

import numpy as np

DTYPES = {1: "f4", 2: "f8", 3: "i1", 4: "i2", 5: "i4", 6: "i8", 7: "?", 8: "f2",
          9: "V2"}
P, I64, U32 = ctypes.c_void_p, ctypes.c_int64, ctypes.c_uint32
I64s, Ps = ctypes.POINTER(I64), ctypes.POINTER(P)


class TensorInfo(ctypes.Structure):
    _fields_ = [("struct_size", U32), ("dtype", ctypes.c_int),
                ("name", ctypes.c_char_p), ("rank", I64), ("shape", I64s),
                ("extent", ctypes.POINTER(ctypes.c_int32)), ("axes", P)]


class EntryInfo(ctypes.Structure):
    _fields_ = [("struct_size", U32), ("num_inputs", U32), ("num_outputs", U32),
                ("num_extents", U32), ("name", ctypes.c_char_p),
                ("inputs", ctypes.POINTER(TensorInfo)),
                ("outputs", ctypes.POINTER(TensorInfo)), ("extent_names", P),
                ("workspace_size", ctypes.CFUNCTYPE(ctypes.c_size_t, I64s)),
                ("output_shapes", ctypes.CFUNCTYPE(ctypes.c_int32, I64s, I64s)),
                ("invoke", ctypes.CFUNCTYPE(ctypes.c_int32, Ps, Ps, I64s, P, P,
                                            ctypes.c_size_t, P)),
                ("num_checks", U32), ("checks", P)]


class ModelInfo(ctypes.Structure):
    _fields_ = [("struct_size", U32), ("abi_version", U32),
                ("name", ctypes.c_char_p), ("target", ctypes.c_char_p),
                ("cpu", ctypes.c_char_p), ("features", ctypes.c_char_p),
                ("num_entries", U32), ("num_weights", U32),
                ("entries", ctypes.POINTER(EntryInfo))]


def aligned(size):
    """Memory of `size` bytes, aligned as a workspace has to be."""
    memory = np.empty(size + 64, np.uint8)
    start = -memory.ctypes.data % 64
    return memory[start:start + size]


class Library:
    """A shared library with the model `name`."""

    def __init__(self, path, name):
        self.library = ctypes.CDLL(path)
        function = self.library[name + "_info"]
        function.restype = ctypes.POINTER(ModelInfo)
        info = function().contents
        self.entries = {info.entries[i].name.decode(): info.entries[i]
                        for i in range(info.num_entries)}

    def run(self, name, inputs):
        """The outputs of an entry; raises if the model answers a failure."""
        entry = self.entries[name]
        assert entry.num_inputs == len(inputs), name
        extents = (I64 * max(entry.num_extents, 1))()
        arrays = []
        for index, array in enumerate(inputs):
            info = entry.inputs[index]
            array = np.ascontiguousarray(array).reshape(array.shape)
            assert array.dtype == np.dtype(DTYPES[info.dtype]), name
            for axis in range(info.rank):
                if info.shape[axis] < 0:
                    extents[info.extent[axis]] = array.shape[axis]
                else:
                    assert array.shape[axis] == info.shape[axis], name
            arrays.append(array)
        ranks = [entry.outputs[i].rank for i in range(entry.num_outputs)]
        shapes = (I64 * max(sum(ranks), 1))()
        if status := entry.output_shapes(extents, shapes):
            raise RuntimeError(f"{name}: status {status} for its shapes")
        flat, outputs = list(shapes), []
        for index, rank in enumerate(ranks):
            outputs.append(np.empty(flat[:rank], DTYPES[entry.outputs[index].dtype]))
            flat = flat[rank:]
        workspace = aligned(entry.workspace_size(extents))

        def pointers(tensors):
            return (P * max(len(tensors), 1))(*[t.ctypes.data for t in tensors])

        if status := entry.invoke(pointers(arrays), pointers(outputs), extents, None,
                                  workspace.ctypes.data, workspace.nbytes, None):
            raise RuntimeError(f"{name}: status {status}")
        return outputs
