# Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What ops compute, with a bound of how far a correct program may be from it.

A bound follows from the arithmetic: a sum of n products in any order lies within
(n + k) u sum |a| |b| of the exact one, where u is half a unit in the last place
and k counts what is rounded besides. Where all numbers are multiples of one that
no partial sum exceeds too often, nothing is rounded and the bound is zero: a
program has to answer exactly that.
"""

import math
import os
import sys

import numpy as np

from element_types import FLOATS, INTEGERS, TYPES

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(FOLDER, "..", "..", "Models"))
import reference_ops as ops  # noqa: E402


class Bounded:
    """Numbers, `error` of each, and if they are exact and multiples of a power
    of two, that as `unit`. Integers are exact."""

    def __init__(self, value, error=0.0, unit=None):
        self.value, self.error, self.unit = value, error, unit

    @staticmethod
    def read(value):
        """Elements that a program gets: exact, as multiples of an eighth if
        they are."""
        if value.dtype.kind != "f":
            return Bounded(value)
        scaled = value * 8
        is_grid = np.isfinite(value).all() and (scaled == np.rint(scaled)).all()
        return Bounded(value, 0.0, 0.125 if is_grid else None)

    def size(self):
        """What no number exceeds."""
        return np.abs(self.value) + self.error

    def apply(self, function):
        """The same of moved elements: `function` keeps their values."""
        error = (function(np.broadcast_to(self.error, self.value.shape))
                 if np.ndim(self.error) else self.error)
        return Bounded(function(self.value), error, self.unit)


class Arithmetic:
    """How tensors of an element type are computed with."""

    # Whether bounds are also those of convolutions by minimal filtering.
    filters_minimally = False

    def __init__(self, element):
        self.element = element
        self.is_float = element in FLOATS
        wide = "f64" if element == "f64" else "f32"
        # The reference rounds as an f64 does, too.
        self.u = FLOATS[wide].epsilon / 2 * (2 if wide == "f64" else 1)
        self.digits = FLOATS[wide].digits + 1
        # Of bf16, subnormal numbers may count as zero.
        self.tiny = 2.0 ** (FLOATS[wide].least -
                            (FLOATS[wide].digits if element != "bf16" else 0))
        self.is_half = element in ("f16", "bf16")

    def store(self, x):
        """A result in its type: halves are rounded once."""
        if not self.is_float:
            return Bounded(x.value.astype(INTEGERS[self.element].storage)
                           .astype(np.int64))
        if not self.is_half:
            return x
        type = FLOATS[self.element]
        if x.unit is not None:
            return Bounded(type.round(x.value), 0.0, x.unit)
        least = 2.0 ** (type.least - type.digits)
        return Bounded(x.value, x.error + type.epsilon / 2 * x.size() + least)

    def _bounded(self, value, size, spread, unit, rounds):
        """A result of up to `rounds` roundings of numbers up to `size`, of
        operands that let it lie within `spread`."""
        if not self.is_float:
            return Bounded(value)
        if unit is not None and (size.size == 0 or
                                 size.max() <= 2.0**self.digits * unit):
            return Bounded(value, 0.0, unit)
        k = rounds * self.u
        return Bounded(value, 1.01 * k / (1 - k) * size + spread +
                       rounds * self.tiny)

    def multilinear(self, function, factors, count):
        """Sums of `count` products; `function` computes them of arrays."""
        value = function(*[x.value for x in factors])
        if not self.is_float:
            return Bounded(value)
        unit = math.prod(x.unit for x in factors) if all(
            x.unit is not None for x in factors) else None
        size = function(*[x.size() for x in factors])
        plain = (size if all(np.ndim(x.error) == 0 and x.error == 0
                             for x in factors)
                 else function(*[np.abs(x.value) for x in factors]))
        return self._bounded(value, size, size - plain, unit,
                             count + len(factors) + 2)

    def filter(self, function, image, weight, products):
        """The same of windows of 3 x 3 that move by one element, if code may
        compute it by minimal filtering (ErrorBounds.h); `products` is without."""
        if not self.filters_minimally or self.element not in ("f32", "f64"):
            return products
        norms = np.broadcast_to(
            weight.size().sum(axis=(2, 3), keepdims=True), weight.value.shape)
        # What is infinite or not-a-number spreads in the tile.
        if not all(np.isfinite(x.size()).all() for x in (image, weight)):
            return Bounded(products.value, np.inf)
        size = 4 * function(image.size(), norms)
        # Sums of halves of the filter, along two axes.
        if products.unit is not None and (
                size.size == 0 or
                size.max() <= 2.0**self.digits * products.unit / 4):
            return products
        channels = weight.value.shape[1]
        k = (channels + 8) * self.u
        most = 1 + 2 * max(1, norms.max(initial=0),
                           9 * image.size().max(initial=0))
        return Bounded(products.value,
                       products.error + 1.01 * k / (1 - k) * size +
                       16 * channels * most * self.tiny)

    def add(self, a, b):
        unit = (min(a.unit, b.unit)
                if a.unit is not None and b.unit is not None else None)
        return self._bounded(a.value + b.value, a.size() + b.size(),
                             a.error + b.error, unit, 2)

    def multiply(self, a, b):
        return self.multilinear(np.multiply, [a, b], 1)

    def choose(self, function, *xs):
        """A maximum or minimum, or which of them is one of the numbers."""
        if not self.is_float:
            return Bounded(function(*[x.value for x in xs]))
        units = [x.unit for x in xs]
        error = 0.0
        for x in xs:
            error = np.maximum(error, x.error)
        return Bounded(function(*[x.value for x in xs]), error,
                       None if None in units else min(units))

    def apply(self, name, x):
        """An activation."""
        function, slope = ACTIVATIONS[name]
        value = function(x.value)
        if name in ("relu", "abs"):
            return Bounded(value, x.error, x.unit)
        return Bounded(value, slope * x.error + 8 * self.u *
                       (np.abs(value) + x.size() + 1))

    def reduce(self, name, x, axes, keep):
        axes = tuple(axes)
        count = math.prod(x.value.shape[axis] for axis in axes)

        def total(value):
            return value.sum(axis=axes, keepdims=keep)

        if name == "add":
            return self.multilinear(total, [x], count)
        function = {"mul": np.prod, "max": np.max, "min": np.min,
                    "and": np.bitwise_and.reduce,
                    "or": np.bitwise_or.reduce,
                    "xor": np.bitwise_xor.reduce}[name]
        value = function(x.value, axis=axes, keepdims=keep)
        if not self.is_float:
            return Bounded(value)
        error = (np.max(np.broadcast_to(x.error, x.value.shape), axis=axes,
                        keepdims=keep) if np.ndim(x.error) else x.error)
        return Bounded(value, error, x.unit)

    def standardize(self, x, axes, epsilon, centred):
        """x / sqrt(mean x^2 + epsilon), of x less its mean if `centred`."""
        axes = tuple(axes)
        count = math.prod(x.value.shape[axis] for axis in axes)

        def mean(value):
            return value.mean(axis=axes, keepdims=True)

        gamma = 1.01 * (count + 4) * self.u
        value, error = x.value, np.broadcast_to(x.error, x.value.shape)
        if centred:
            value = x.value - mean(x.value)
            error = (error + mean(error) + gamma * mean(x.size()) +
                     2 * self.u * (np.abs(value) + x.size()))
        square = mean(value * value)
        drift = mean((2 * np.abs(value) + error) * error) + gamma * square
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = 1 / np.sqrt(square + epsilon)
            # Both ends of what the variance may be.
            least = np.maximum(square - drift, 0) + epsilon
            most = 1 / np.sqrt(least)
            spread = most - 1 / np.sqrt(square + drift + epsilon)
            result = value * scale
            bound = ((np.abs(value) + error) * (spread + 8 * self.u * most) +
                     error * most)
        return Bounded(result, bound)

    def normalize_length(self, x, axis, epsilon):
        """x / max(|x|, epsilon)"""
        count = x.value.shape[axis]
        value = ops.l2_normalize(x.value, axis, epsilon)
        length = np.linalg.norm(x.value, axis=axis, keepdims=True)
        error = np.linalg.norm(np.broadcast_to(x.error, x.value.shape),
                               axis=axis, keepdims=True)
        relative = 1.01 * (count + 8) * self.u + error / np.maximum(
            length - error, epsilon)
        return Bounded(value, np.abs(value) * relative + x.error / np.maximum(
            length - error, epsilon))

    def softmax(self, x, axis, log=False):
        with np.errstate(invalid="ignore"):
            shifted = x.value - x.value.max(axis=axis, keepdims=True)
        count = x.value.shape[axis]
        if count == 0:
            return Bounded(x.value)
        drift = (np.max(np.broadcast_to(x.error, x.value.shape), axis=axis,
                        keepdims=True))
        # Of the exponentials and their sum; small ones may become zero.
        reach = np.minimum(np.abs(shifted), 200)
        relative = (2 * drift + self.u * (2 * reach + count + 24))
        widest = relative.max(axis=axis, keepdims=True)
        if log:
            return Bounded(ops.log_softmax(x.value, axis), 2 * drift +
                           widest + 4 * self.u * (np.abs(shifted) + 1 +
                                                  math.log(count)))
        value = ops.softmax(x.value, axis)
        return Bounded(value, 1.05 * value * (relative + widest) + 8 * self.tiny)

    def attend(self, query, key, value, mask, bias, causal, scale):
        share = query.value.shape[1] // max(key.value.shape[1], 1)
        key, value = [x.apply(lambda a: np.repeat(a, share, axis=1))
                      for x in (key, value)]
        depth, keys = query.value.shape[3], key.value.shape[2]
        queries = query.value.shape[2]
        factor = 1 / math.sqrt(max(depth, 1)) if scale is None else scale
        score = self.multilinear(
            lambda q, k: np.einsum("bhqd,bhkd->bhqk", q, k), [query, key],
            depth)
        score = Bounded(score.value * factor, abs(factor) * (
            score.error + 4 * self.u * score.size()))
        if bias is not None:
            score = self.add(score, bias)
        seen = np.ones(score.value.shape, bool)
        if mask is not None:
            seen = seen & (mask.value != 0)
        if causal:
            ahead = np.arange(keys) - np.arange(keys - queries, keys)[:, None]
            seen = seen & (ahead <= 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            s = np.where(seen, score.value, -np.inf)
            most = s.max(axis=3, keepdims=True, initial=-np.inf)
            power = np.where(seen, np.exp(s - most), 0.0)
            sums = power.sum(axis=3, keepdims=True)
            power = np.where(sums > 0, power / sums, 0.0)
            reach = np.where(seen, np.minimum(np.abs(s - most), 200), 0.0)
        error = np.where(seen, np.broadcast_to(score.error, s.shape), 0.0)
        drift = error.max(axis=3, keepdims=True, initial=0.0)
        relative = 4 * drift + 4 * self.u * (
            reach.max(axis=3, keepdims=True, initial=0.0) + keys + 16)
        weighted = np.einsum("bhqk,bhke->bhqe", power, value.size())
        result = np.einsum("bhqk,bhke->bhqe", power, value.value)
        moved = (np.einsum("bhqk,bhke->bhqe", power, np.broadcast_to(
            value.error, value.value.shape)) if np.ndim(value.error) else
            value.error)
        return Bounded(result, 1.05 * relative * weighted + moved +
                       keys * self.tiny)


ACTIVATIONS = {
    "relu": (lambda x: np.maximum(x, 0), 1),
    "abs": (np.abs, 1),
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), 0.25),
    "tanh": (np.tanh, 1),
    "silu": (lambda x: x / (1 + np.exp(-x)), 1.1),
    "hard_swish": (lambda x: x * np.clip(x + 3, 0, 6) / 6, 1.5),
    "gelu<tanh>": (lambda x: 0.5 * x * (1 + np.tanh(
        math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))), 1.13),
}


def find_wrong(element, expected, actual):
    """The first index where `actual`, elements of a file, is out of bounds;
    None if there is none. Also what it is there, and the bound."""
    if actual.shape != expected.value.shape:
        return (), actual.shape, expected.value.shape
    got = TYPES[element].decode(actual)
    want = expected.value
    with np.errstate(invalid="ignore"):
        good = (got == want) | (np.abs(got - want) <= expected.error)
    good |= ~np.isfinite(np.broadcast_to(expected.error, want.shape))
    if element in FLOATS:
        good |= np.isnan(got) & np.isnan(want)
    if good.all():
        return None
    index = tuple(int(i) for i in np.argwhere(~good)[0])
    return (index, got[index],
            np.broadcast_to(expected.error, want.shape)[index],
            int((~good).sum()))
