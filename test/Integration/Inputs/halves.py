"""Writes the weights, inputs and outputs of halves.mlir."""

import json
import struct

import numpy as np

from element_types import FLOATS

F16, BF16 = FLOATS["f16"], FLOATS["bf16"]
random = np.random.default_rng(11)
w = F16.encode(random.standard_normal((3, 4)))
b = BF16.encode(random.standard_normal(3))
header = json.dumps({
    "w": {"dtype": "F16", "shape": [3, 4], "data_offsets": [0, 24]},
    "b": {"dtype": "BF16", "shape": [3], "data_offsets": [24, 30]}}).encode()
with open("in.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(header)) + header + w.tobytes() + b.tobytes())

x = F16.encode(random.standard_normal((5, 4)))
s = BF16.encode([1.25, -3.7, 300.0, 0.4])
np.save("x.npy", x)
np.save("s.npy", s)

# Box and Muller, as #nn.init documents it.
u = np.random.Generator(np.random.Philox(key=5)).random(4)
radius = np.sqrt(-2 * np.log(1 - u[::2]))
normal = np.stack([radius * np.cos(2 * np.pi * u[1::2]),
                   radius * np.sin(2 * np.pi * u[1::2])], 1).ravel()[:3]
g = F16.round(1 + 0.25 * normal)
p = F16.round(F16.decode(x) @ F16.decode(w).T)
bias = F16.round(BF16.decode(b) + BF16.round([0.1, -0.2, 1.5]))
np.save("y.npy", p * g + bias)
half = F16.round(BF16.decode(s))
np.save("z.npy", BF16.encode(half - np.trunc(half)))
