# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads and writes safetensors files with NumPy alone.

A file is: the length of the header (unsigned, 64 bits, little endian), the
header (JSON, padded with spaces), the data. The header maps the name of each
tensor to its element type, its shape, and the range of bytes that it takes of
the data; the ranges follow each other without gaps.
"""

import json
import struct

import numpy as np

_DTYPES = {
    "BOOL": "?",
    "I8": "i1",
    "I16": "<i2",
    "I32": "<i4",
    "I64": "<i8",
    "F16": "<f2",
    "BF16": "V2",
    "F32": "<f4",
    "F64": "<f8",
}
_NAMES = {np.dtype(dtype): name for name, dtype in _DTYPES.items()}
_ALIGNMENT = 64


def save(path, tensors):
    """Writes a dictionary of arrays.

    The same tensors give the same bytes: they are ordered by name, and the
    header has no free choices. Spaces after the header let the data begin at a
    multiple of 64 bytes, so that a mapped file can be used in place.
    """
    header = {}
    data = []
    offset = 0
    for name in sorted(tensors):
        array = np.asarray(tensors[name])
        array = array.astype(array.dtype.newbyteorder("<"), order="C")
        if array.dtype not in _NAMES:
            raise ValueError(f"{name}: no element type for {array.dtype}")
        header[name] = {
            "dtype": _NAMES[array.dtype],
            "shape": list(array.shape),
            "data_offsets": [offset, offset + array.nbytes],
        }
        data.append(array.tobytes())
        offset += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % _ALIGNMENT)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        file.writelines(data)


def load(path):
    """Returns a dictionary of the arrays of a file."""
    with open(path, "rb") as file:
        content = file.read()
    if len(content) < 8:
        raise ValueError(f"{path}: shorter than the length of a header")
    (length,) = struct.unpack_from("<Q", content)
    if length > len(content) - 8:
        raise ValueError(f"{path}: the header is longer than the file")
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__", None)
    data = content[8 + length :]
    tensors = {}
    end = 0
    for name, entry in sorted(
        header.items(), key=lambda item: item[1]["data_offsets"]
    ):
        first, last = entry["data_offsets"]
        dtype = np.dtype(_DTYPES[entry["dtype"]])
        count = int(np.prod(entry["shape"], dtype=np.int64))
        if first != end or last - first != count * dtype.itemsize:
            raise ValueError(f"{path}: {name} has a wrong range of bytes")
        end = last
        if end > len(data):
            raise ValueError(f"{path}: {name} reaches past the end")
        array = np.frombuffer(data, dtype, count, first)
        tensors[name] = array.reshape(entry["shape"])
    if end != len(data):
        raise ValueError(f"{path}: bytes left over after the tensors")
    return tensors
