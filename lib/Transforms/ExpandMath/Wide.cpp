//===- Wide.cpp - Functions of f64 for results of f32 ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"
#include "llvm/Support/MathExtras.h"
#include <limits>

using namespace nn;

static constexpr double kInf = std::numeric_limits<double>::infinity();
static constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
static constexpr int kWideMantissaBits = 52;
static constexpr int64_t kWideExponentBias = 1023;

/// 2^x = 2^n 2^r with |r| <= 1/2.
Lane nn::exp2Wide(Lane x) {
  Lane clamped = x.atMost(1020.0).atLeast(-1020.0);
  Lane shifted = clamped + kRoundWide;
  Lane r = clamped - (shifted - kRoundWide);
  Lane power = evaluatePolynomial(
      r,
      {0.9999999999997632, 0.6931471805465066, 0.24022650698885822,
       0.05550410939357245, 0.009618128541785415, 0.0013333452050117722,
       0.00015403852413466645, 1.5309740255358803e-05, 1.3175730103292487e-06});
  Lane exponent =
      shifted.asInteger() - shifted.constant(kRoundWide).asInteger();
  Lane scale = ((exponent + kWideExponentBias) << kWideMantissaBits).asFloat();
  return power * scale;
}

Lane nn::expWide(Lane x) { return exp2Wide(x * llvm::numbers::log2e); }

/// log2(x) = e + log2(m) with m between sqrt(1/2) and sqrt(2), and
/// log2(m) = log2((1 + s) / (1 - s)) with s = (m - 1) / (m + 1).
Lane nn::log2Wide(Lane x) {
  constexpr int64_t rootHalf = 0x3fe6a09e667f3bcd; // the bits of sqrt(1/2)
  constexpr int64_t one = kWideExponentBias << kWideMantissaBits;
  constexpr double twoTo52 = 4503599627370496.0;
  Lane bits = x.asInteger();
  Lane biased = (bits + (one - rootHalf)).shiftRightUnsigned(kWideMantissaBits);
  // As the last bits of 2^52 an integer is a float without a conversion, for
  // which few processors have a vector instruction.
  Lane e = (biased | x.constant(twoTo52).asInteger()).asFloat() -
           (twoTo52 + kWideExponentBias);
  Lane m =
      (bits - ((biased - kWideExponentBias) << kWideMantissaBits)).asFloat();
  Lane s = (m - 1.0) / (m + 1.0);
  Lane p = evaluatePolynomial(s * s, {2.88539008177785, 0.9617966941127376,
                                      0.5770779425359378, 0.41220923436105844,
                                      0.3199064797997343, 0.2828883047036487});
  Lane result = e + s * p;

  Lane special = x.isEqual(0.0).select(x.constant(-kInf), x.constant(kNaN));
  return x.isAbove(0.0).select(x.isBelow(kInf).select(result, x), special);
}

/// erfc(x) = exp(-x^2) t p(t) with t = 1 / (1 + 0.3 x) for x >= 0, and
/// erfc(-x) = 2 - erfc(x).
Lane nn::erfcWide(Lane x) {
  Lane a = x.abs();
  Lane t = 1.0 / (a * 0.3 + 1.0);
  Lane p = evaluatePolynomial(
      t, {0.16925687507209125, 0.16925687139904472, 0.16164060103826589,
          0.1463985066244526, 0.12472294576004975, 0.09694372812640205,
          0.07798631997097645, 0.012037795733933872, 0.11004889222194247,
          -0.1650394074283589, 0.2206544318112632, -0.19268516241801292,
          0.0824154466030112, -0.013637844469448135});
  Lane y = expWide(-(a * a)) * (t * p);
  return x.isBelow(0.0).select(2.0 - y, y);
}
