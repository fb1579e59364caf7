"""Writes every pair of bytes, floats at the borders of integer types, and what
integer arithmetic gives for them (see --nn-guard-arithmetic)."""

import math

import numpy as np

a, b = (x.ravel() for x in np.meshgrid(np.arange(-128, 128),
                                       np.arange(-128, 128), indexing="ij"))
ua, ub = a % 256, b % 256


def save(name, values):
    np.save(name + ".npy", np.asarray(values).astype(np.int64).astype(np.int8))


def divide(quotient, divisor):
    return np.where(divisor == 0, 0, quotient)


safe, usafe = np.where(b == 0, 1, b), np.where(ub == 0, 1, ub)
save("a", a)
save("b", b)
save("divsi", divide(np.trunc(a / safe), b))
save("divui", divide(ua // usafe, ub))
save("remsi", divide(np.fmod(a, safe), b))
save("remui", divide(ua % usafe, ub))
save("floordivsi", divide(a // safe, b))
save("ceildivsi", divide(-(-a // safe), b))
save("ceildivui", divide(-(-ua // usafe), ub))
amount = np.minimum(ub, 8)
save("shli", ua << amount)
save("shrui", ua >> amount)
save("shrsi", a >> np.minimum(amount, 7))

floats = [0.0, -0.0, 0.99, -0.99, 1.5, -1.5, math.inf, -math.inf, math.nan]
for bits in (1, 7, 8, 15, 16, 31, 32, 63, 64):
    for value in (2.0**bits - 1, 2.0**bits, 2.0**bits + 1):
        floats += [value, -value]
floats = np.array(floats, np.float32)
np.save("f.npy", floats)


def convert(low, high):
    return [0 if math.isnan(x) else low if x <= low else
            high if x >= high else int(x) for x in floats.tolist()]


np.save("si8.npy", np.array(convert(-128, 127), np.int8))
np.save("ui8.npy", np.array(convert(0, 255)).astype(np.uint8).view(np.int8))
np.save("si64.npy", np.array(convert(-2**63, 2**63 - 1), np.int64))
np.save("ui64.npy",
        np.array(convert(0, 2**64 - 1), np.uint64).view(np.int64))
np.save("si1.npy", np.array(convert(-1, 0)) != 0)
