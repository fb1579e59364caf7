"""Writes in.safetensors with a tensor of every type, named after it, and what each
is as expected<n>.npy: borders, infinities, a number that is none, signed zeros."""

import json
import struct

import numpy as np

FLOATS = {"F16": ("<f2", "<u2", 0x7C00), "BF16": ("V2", "<u2", 0x7F80),
          "F32": ("<f4", "<u4", 0x7F800000),
          "F64": ("<f8", "<u8", 0x7FF0000000000000)}
INTEGERS = {"I8": "<i1", "I16": "<i2", "I32": "<i4", "I64": "<i8"}

arrays = {}
for name, (dtype, bits, infinity) in FLOATS.items():
    sign = 1 << (8 * np.dtype(bits).itemsize - 1)
    values = [0, sign, 1, infinity - 1, sign | infinity, infinity | infinity >> 1]
    arrays[name] = np.array(values, bits).reshape(2, 3).view(dtype)
arrays["BOOL"] = np.array([[0, 1, 1], [1, 0, 0]], bool)
for name, dtype in INTEGERS.items():
    border = np.iinfo(dtype)
    arrays[name] = np.array([[border.min, border.max, -1], [0, 1, 2]], dtype)

header, data = {}, b""
for index, (name, array) in enumerate(arrays.items()):
    raw = array.tobytes()
    header[name] = {"dtype": name, "shape": [2, 3],
                    "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
    np.save(f"expected{index}.npy", array)
text = json.dumps(header).encode()
with open("in.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
