//===- Power.cpp - Powers and roots of f32 --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"
#include <limits>

using namespace nn;

static constexpr double kInf = std::numeric_limits<double>::infinity();
static constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// x^y = 2^(y log2|x|) with the special cases of IEEE 754-2019, 9.2.1: odd
/// integers keep the sign of x; other numbers that are not integers are no
/// exponents of finite negative numbers; x^0 and 1^y are 1, even where the
/// other number is not-a-number.
Lane nn::expandPow(Lane x, Lane y) {
  Lane a = x.widen().abs(), exponent = y.widen();
  // Infinite exponents become finite, so that their product with log2(1) is 0
  // and not not-a-number.
  Lane power =
      exp2Wide(log2Wide(a) * exponent.atMost(0x1p100).atLeast(-0x1p100));

  // From 2^24 on every f32 is an even integer.
  Lane magnitude = exponent.abs().atMost(0x1p24);
  auto isInteger = [](Lane number) {
    return ((number + kRoundWide) - kRoundWide).isEqual(number);
  };
  Lane isFiniteNotZero = a.isAbove(0.0) & a.isBelow(kInf);
  Lane ofNegative =
      isInteger(magnitude * 0.5)
          .select(power,
                  isInteger(magnitude).select(
                      -power, isFiniteNotZero.select(a.constant(kNaN), power)));
  Lane isNegative = x.asInteger().hasBits(int64_t(1) << 31);
  Lane isOne = exponent.isEqual(0.0) | x.isEqual(1.0);
  return isOne.select(a.constant(1.0), isNegative.select(ofNegative, power))
      .narrow();
}

/// The cube root of |x| is 2^(log2|x| / 3).
Lane nn::expandCbrt(Lane x) {
  Lane root = exp2Wide(log2Wide(x.abs().widen()) * (1.0 / 3.0));
  return root.narrow().copySign(x);
}

Lane nn::expandRsqrt(Lane x) { return 1.0f / x.sqrt(); }
