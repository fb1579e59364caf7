//===- Logarithm.cpp - Logarithms of f32 ----------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"
#include <limits>

using namespace nn;

static constexpr float kInf = std::numeric_limits<float>::infinity();
static constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// log(x) = e log(2) + log(1 + f) with x = 2^e (1 + f) and 1 + f between
/// sqrt(1/2) and sqrt(2).
Lane nn::expandLog(Lane x) {
  constexpr int rootHalf = 0x3f3504f3; // the bits of sqrt(1/2)
  Lane isSubnormal = x.isBelow(std::numeric_limits<float>::min());
  Lane normal = isSubnormal.select(x * 8388608.0f, x);
  Lane bits = normal.asInteger();
  Lane exponent = (bits - rootHalf) >> kMantissaBits;
  Lane f = (bits - (exponent << kMantissaBits)).asFloat() - 1.0f;
  Lane e = (exponent - isSubnormal.select(exponent.constant(kMantissaBits),
                                          exponent.constant(0)))
               .toFloat();
  Lane p = evaluatePolynomial(f, {0.333333135f, -0.250000089f, 0.200021192f,
                                  -0.166679963f, 0.142195523f, -0.124055892f,
                                  0.11888162f, -0.116756521f, 0.0674664006f});
  Lane square = f * f;
  Lane correction = square * f * p + e * kLog2Lo - square * 0.5f;
  Lane result = f + correction + e * kLog2Hi;

  // Infinity and not-a-number give themselves.
  Lane special = x.isEqual(0.0f).select(
      x.constant(-kInf), x.isBelow(0.0f).select(x.constant(kNaN), x));
  return x.isAbove(0.0f).select(x.isBelow(kInf).select(result, special),
                                special);
}

/// log(1 + x) = log(u) x / (u - 1) with u = 1 + x rounded: the rounding errors
/// of the two factors cancel (Goldberg 1991, theorem 4).
Lane nn::expandLog1p(Lane x) {
  Lane u = x + 1.0f;
  Lane difference = u - 1.0f;
  Lane quotient = expandLog(u) * (x / difference);
  return difference.isEqual(0.0f).select(x,
                                         u.isEqual(kInf).select(u, quotient));
}
