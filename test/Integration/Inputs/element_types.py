"""The element types of tensors in NumPy, with roundings that do not rest on
those of any library: what tests compare with.

NumPy has no bf16; arrays of it are its bits, and .npy files hold them as void of
two bytes, as the ml_dtypes package writes them.
"""

import numpy as np


class FloatType:
    """A binary float of IEEE 754: `digits` after the point, exponents of normal
    numbers from `least` to `most`."""

    def __init__(self, name, storage, digits, most):
        self.name, self.storage = name, np.dtype(storage)
        self.digits, self.most, self.least = digits, most, 1 - most
        self.epsilon = 2.0**-digits

    def round(self, values):
        """The nearest numbers of the type, of two the even one, as f64."""
        values = np.asarray(values, np.float64)
        finite = np.where(np.isfinite(values), values, 0)
        exponent = np.maximum(np.frexp(finite)[1] - 1, self.least)
        unit = exponent - self.digits
        nearest = np.ldexp(np.rint(np.ldexp(finite, -unit)), unit)
        with np.errstate(over="ignore"):
            limit = np.ldexp(1.0, self.most + 1)
        over = np.abs(nearest) >= limit
        nearest = np.where(over, np.copysign(np.inf, finite), nearest)
        return np.where(np.isfinite(values), nearest, values)

    def round_integer(self, value):
        """The same of a Python integer, as an f64."""
        cut = max(abs(value).bit_length() - 1 - self.digits, 0)
        whole, rest = abs(value) >> cut, abs(value) & ((1 << cut) - 1)
        twice = 2 * rest - (1 << cut)
        whole += cut > 0 and (twice > 0 or (twice == 0 and whole % 2 == 1))
        size = float(whole << cut) if whole << cut < 1 << (
            self.most + 1) else np.inf
        return size if value >= 0 else -size

    def decode(self, array):
        """Elements of a file as f64."""
        if self.name != "bf16":
            return array.astype(np.float64)
        bits = array.view(np.uint16).astype(np.uint32) << np.uint32(16)
        return bits.view(np.float32).astype(np.float64)

    def encode(self, values):
        """f64 as elements of a file, rounded."""
        rounded = self.round(values)
        with np.errstate(invalid="ignore"):
            if self.name != "bf16":
                return rounded.astype(self.storage)
            bits = np.asarray(rounded, np.float32).view(np.uint32)
            bits = bits >> np.uint32(16)
        return bits.astype(np.uint16).view("V2")

    def all(self):
        """Every number of a type of 16 bits, as f64."""
        bits = np.arange(1 << 16, dtype=np.uint16)
        return self.decode(bits.view("V2" if self.name == "bf16" else "f2"))


class IntegerType:
    """A signless integer; a boolean is stored as 0 or 1."""

    def __init__(self, name, storage, bits):
        self.name, self.storage, self.bits = name, np.dtype(storage), bits
        self.epsilon = 0

    def wrap(self, value):
        """A Python integer modulo 2^bits as the signed number, or 0 and 1."""
        value &= (1 << self.bits) - 1
        return value - (1 << self.bits) if (
            self.bits > 1 and value >> (self.bits - 1)) else value

    def signed(self, value):
        return -value if self.bits == 1 else value

    def unsigned(self, value):
        return value & ((1 << self.bits) - 1)

    def decode(self, array):
        return array.astype(np.int64)

    def encode(self, values):
        return np.asarray(values).astype(self.storage)


FLOATS = {t.name: t for t in (
    FloatType("f16", "f2", 10, 15), FloatType("bf16", "V2", 7, 127),
    FloatType("f32", "f4", 23, 127), FloatType("f64", "f8", 52, 1023))}
INTEGERS = {t.name: t for t in (
    IntegerType("i1", "?", 1), IntegerType("i8", "i1", 8),
    IntegerType("i16", "i2", 16), IntegerType("i32", "i4", 32),
    IntegerType("i64", "i8", 64))}
TYPES = {**FLOATS, **INTEGERS}
