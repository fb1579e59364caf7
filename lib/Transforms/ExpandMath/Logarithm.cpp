//===- Logarithm.cpp - Logarithms of f32 ----------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"
#include "llvm/Support/MathExtras.h"
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

Lane nn::expandLog2(Lane x) { return log2Wide(x.widen()).narrow(); }

Lane nn::expandLog10(Lane x) {
  constexpr double log10Of2 = llvm::numbers::ln2 / llvm::numbers::ln10;
  return (log2Wide(x.widen()) * log10Of2).narrow();
}

/// asinh|x| = log(|x| + sqrt(x^2 + 1)); near zero, where the sum has lost bits
/// of x, the series.
Lane nn::expandAsinh(Lane x) {
  Lane a = x.abs().widen();
  Lane log = log2Wide(a + (a * a + 1.0).sqrt()) * llvm::numbers::ln2;
  Lane series = a - a * a * a * (1.0 / 6.0);
  return a.isBelow(0x1p-9).select(series, log).narrow().copySign(x);
}

/// acosh(x) = log(x + sqrt((x - 1) (x + 1))) for x >= 1.
Lane nn::expandAcosh(Lane x) {
  Lane wide = x.widen();
  Lane root = ((wide - 1.0) * (wide + 1.0)).sqrt();
  Lane log = log2Wide(wide + root) * llvm::numbers::ln2;
  return wide.isBelow(1.0).select(wide.constant(kNaN), log).narrow();
}

/// atanh|x| = log((1 + |x|) / (1 - |x|)) / 2, near zero the series.
Lane nn::expandAtanh(Lane x) {
  Lane a = x.abs().widen();
  Lane log = log2Wide((a + 1.0) / (1.0 - a)) * (llvm::numbers::ln2 / 2);
  Lane series = a + a * a * a * (1.0 / 3.0);
  return a.isBelow(0x1p-9).select(series, log).narrow().copySign(x);
}
