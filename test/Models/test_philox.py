# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks the description of the initialisers in reference_ops.py against the
generator of NumPy, which they are defined by."""

import math
import unittest

import numpy as np

import reference_ops as ops

_MASK = 2**64 - 1


def philox_block(counter, key):
    """The four words that Philox4x64-10 makes of a counter of four words."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        product0 = 0xD2E7470EE14C6C93 * c0
        product1 = 0xCA5A826395121157 * c2
        c0, c1, c2, c3 = (
            (product1 >> 64) ^ c1 ^ k0,
            product1 & _MASK,
            (product0 >> 64) ^ c3 ^ k1,
            product0 & _MASK,
        )
        k0 = (k0 + 0x9E3779B97F4A7C15) & _MASK
        k1 = (k1 + 0xBB67AE8584CAA73B) & _MASK
    return c0, c1, c2, c3


def philox_doubles(seed, count):
    """The first doubles in [0, 1) of a seed."""
    words = []
    for block in range((count + 3) // 4):
        words += philox_block((block + 1, 0, 0, 0), (seed, 0))
    return [(word >> 11) * 2.0**-53 for word in words[:count]]


class PhiloxTest(unittest.TestCase):
    seeds = (0, 1, 7, 42, 2**32 + 5, 2**63, 2**64 - 1)

    def test_equals_numpy(self):
        for seed in self.seeds:
            for count in (1, 4, 5, 1003):
                random = np.random.Generator(np.random.Philox(key=seed))
                self.assertEqual(
                    philox_doubles(seed, count), random.random(count).tolist()
                )

    def test_words_equal_numpy(self):
        for seed in self.seeds:
            raw = np.random.Philox(key=seed).random_raw(4).tolist()
            self.assertEqual(
                list(philox_block((1, 0, 0, 0), (seed, 0))), raw
            )

    def test_known_doubles(self):
        # For those who make the numbers without NumPy.
        self.assertEqual(
            philox_doubles(7, 5),
            [
                0.87207345482048726,
                0.29536538151378355,
                0.42009767850724222,
                0.40539224578399458,
                0.082842687027376294,
            ],
        )

    def test_uniform(self):
        u = philox_doubles(11, 15)
        expected = [-0.25 + (0.75 - -0.25) * value for value in u]
        actual = ops.init(
            "uniform", 11, (3, 5), low=-0.25, high=0.75, dtype=np.float64
        )
        self.assertEqual(actual.shape, (3, 5))
        self.assertEqual(actual.reshape(-1).tolist(), expected)
        narrow = ops.init("uniform", 11, (3, 5), low=-0.25, high=0.75)
        self.assertEqual(narrow.dtype, np.float32)
        self.assertTrue((narrow == actual.astype(np.float32)).all())

    def test_normal(self):
        for count in (14, 15):
            u = philox_doubles(12, 16)
            expected = []
            for a, b in zip(u[0::2], u[1::2]):
                radius = 0.5 * math.sqrt(-2.0 * math.log(1.0 - a))
                expected.append(2.0 + radius * math.cos(2.0 * math.pi * b))
                expected.append(2.0 + radius * math.sin(2.0 * math.pi * b))
            actual = ops.init(
                "normal", 12, (count,), mean=2.0, stddev=0.5, dtype=np.float64
            )
            np.testing.assert_allclose(
                actual, expected[:count], rtol=1e-15, atol=1e-15
            )

    def test_moments(self):
        values = ops.init(
            "normal", 3, (100000,), mean=1.0, stddev=2.0, dtype=np.float64
        )
        self.assertAlmostEqual(values.mean(), 1.0, delta=0.03)
        self.assertAlmostEqual(values.std(), 2.0, delta=0.03)


if __name__ == "__main__":
    unittest.main()
