"""Calls compiled models from Python through the table that their libraries offer
(nn_model_info of nn_abi.h)."""

import ctypes

import numpy as np

DTYPES = {1: "f4", 2: "f8", 3: "i1", 4: "i2", 5: "i4", 6: "i8", 7: "?", 8: "f2",
          9: "V2"}
# Statuses that depend on data: NN_E_NUMERIC, NN_E_INDEX and NN_E_VALUE.
DATA_FAILURES = (8, 9, 10)
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
                ("num_checks", U32), ("checks", ctypes.POINTER(ctypes.c_char_p)),
                ("thread_workspace_size",
                 ctypes.CFUNCTYPE(ctypes.c_size_t, I64s))]


class CpuLevel(ctypes.Structure):
    _fields_ = [("struct_size", U32), ("cpu", ctypes.c_char_p),
                ("features", ctypes.c_char_p)]


class ModelInfo(ctypes.Structure):
    _fields_ = [("struct_size", U32), ("abi_version", U32),
                ("name", ctypes.c_char_p), ("target", ctypes.c_char_p),
                ("cpu", ctypes.c_char_p), ("features", ctypes.c_char_p),
                ("num_entries", U32), ("num_weights", U32),
                ("entries", ctypes.POINTER(EntryInfo)), ("weights", P),
                ("embedded_weights", P),
                ("weights_bind", ctypes.CFUNCTYPE(ctypes.c_int32, P,
                                                  ctypes.c_size_t, P)),
                ("check_cpu", ctypes.CFUNCTYPE(ctypes.c_int32)),
                ("packed_bytes", ctypes.c_size_t),
                ("weights_prepack", ctypes.CFUNCTYPE(ctypes.c_int32, P, P,
                                                     ctypes.c_size_t)),
                ("num_levels", U32), ("levels", ctypes.POINTER(CpuLevel)),
                ("cpu_level", ctypes.CFUNCTYPE(U32)),
                ("use_cpu_level", ctypes.CFUNCTYPE(ctypes.c_int32, U32))]


class Exec(ctypes.Structure):
    _fields_ = [("struct_size", U32), ("num_threads", U32), ("parallel_for", P),
                ("context", P), ("stream", P),
                ("failed_check", ctypes.POINTER(ctypes.c_int32)),
                ("reserved", P * 2)]


class Failed(RuntimeError):
    """A call that answered a failure; `check` is the text of the check, if it
    depends on data."""

    def __init__(self, name, status, check=None):
        super().__init__(f"{name}: status {status}")
        self.status, self.check = status, check


class Memory:
    """Memory of `size` bytes, aligned as a workspace has to be, with a zone
    behind it that nobody may change."""

    def __init__(self, size):
        self.memory = np.full(size + 128, 0xA5, np.uint8)
        self.start = -self.memory.ctypes.data % 64
        self.size = size
        self.bytes = self.memory[self.start:self.start + size]

    def view(self, dtype, shape):
        return self.bytes.view(dtype).reshape(shape)

    def is_intact(self):
        behind = self.memory[self.start + self.size:]
        return bool((behind == 0xA5).all() and
                    (self.memory[:self.start] == 0xA5).all())


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
            raise Failed(name, status)
        flat, outputs, memories = list(shapes), [], []
        for index, rank in enumerate(ranks):
            dtype = np.dtype(DTYPES[entry.outputs[index].dtype])
            shape, flat = flat[:rank], flat[rank:]
            count = int(np.prod(shape, dtype=np.int64))
            memories.append(Memory(count * dtype.itemsize))
            outputs.append(memories[-1].view(dtype, shape))
        memories.append(Memory(entry.workspace_size(extents)))
        workspace = memories[-1].bytes

        def pointers(tensors):
            return (P * max(len(tensors), 1))(*[t.ctypes.data for t in tensors])

        failed = ctypes.c_int32(-2)
        how = Exec(ctypes.sizeof(Exec), 1, failed_check=ctypes.pointer(failed))
        status = entry.invoke(pointers(arrays), pointers(outputs), extents, None,
                              workspace.ctypes.data, workspace.nbytes,
                              ctypes.addressof(how))
        assert all(memory.is_intact() for memory in memories), name
        assert -1 <= failed.value < entry.num_checks, (name, failed.value)
        assert failed.value == -1 or status in DATA_FAILURES, (name, status)
        if status:
            raise Failed(name, status, entry.checks[failed.value].decode()
                         if failed.value >= 0 else None)
        return outputs
