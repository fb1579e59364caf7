//===- Exponential.cpp - Exponential functions of f32 ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"

using namespace nn;

static constexpr float kLog2E = 1.44269504f;
static constexpr int kExponentBias = 127;
/// Adding 1.5 * 2^23 rounds to the nearest integer and leaves it in the low
/// bits, without a conversion that would be undefined for not-a-number.
static constexpr float kRound = 12582912.0f;

Reduced nn::reduceByLog2(Lane x) {
  Lane shifted = x * kLog2E + kRound;
  Lane n = shifted - kRound;
  Lane r = (x - n * kLog2Hi) - n * kLog2Lo;
  return {shifted.asInteger() - x.constant(kRound).asInteger(), r};
}

Reduced nn::reduceByLog2(Lane x, Lane low) {
  Lane shifted = (x + low) * kLog2E + kRound;
  Lane n = shifted - kRound;
  Lane r = ((x - n * kLog2Hi) + low) - n * kLog2Lo;
  return {shifted.asInteger() - x.constant(kRound).asInteger(), r};
}

Lane nn::expm1Reduced(Lane r) {
  Lane q =
      evaluatePolynomial(r, {0.5f, 0.166666657f, 0.0416663624f, 0.00833338965f,
                             0.00139406172f, 0.000198458773f});
  return r * r * q + r;
}

Lane nn::exp2Integer(Lane n) {
  return ((n + kExponentBias) << kMantissaBits).asFloat();
}

/// e^x = 2^n e^r. The scale is applied in two halves, so that subnormal
/// results are rounded once and large ones overflow to infinity.
Lane nn::expandExp(Lane x) {
  auto [n, r] = reduceByLog2(x.atMost(89.0f).atLeast(-104.5f));
  Lane half = n >> 1;
  return (expm1Reduced(r) + 1.0f) * exp2Integer(half) * exp2Integer(n - half);
}

/// 2^x = 2^n 2^r with |r| <= 1/2; scaled as above.
Lane nn::expandExp2(Lane x) {
  Lane clamped = x.atMost(129.0f).atLeast(-151.0f);
  Lane shifted = clamped + kRound;
  Lane r = clamped - (shifted - kRound);
  Lane n = shifted.asInteger() - shifted.constant(kRound).asInteger();
  Lane q = evaluatePolynomial(r, {0.693147182f, 0.240226507f, 0.0555041023f,
                                  0.00961803831f, 0.00133339351f,
                                  0.000154667563f, 1.51961567e-05f});
  Lane half = n >> 1;
  return (r * q + 1.0f) * exp2Integer(half) * exp2Integer(n - half);
}

/// e^x - 1 = 2 (2^(n-1) (e^r - 1) + (2^(n-1) - 1/2)): where n = 0 nothing
/// cancels, elsewhere the second term is at least 1/4 of the result.
Lane nn::expandExpM1(Lane x) {
  auto [n, r] = reduceByLog2(x.atMost(89.0f).atLeast(-18.0f));
  Lane half = exp2Integer(n - 1);
  Lane y = half * expm1Reduced(r) + (half - 0.5f);
  return (y + y).copySign(x); // of -0
}

/// sinh|x| = h - 1 / (4 h) with h = e^|x| / 2; near zero, where that cancels,
/// the series.
Lane nn::expandSinh(Lane x) {
  Lane a = x.abs().widen();
  Lane h = expWide(a) * 0.5;
  Lane series = a + a * a * a * (1.0 / 6.0);
  return a.isBelow(0x1p-9).select(series, h - 0.25 / h).narrow().copySign(x);
}

Lane nn::expandCosh(Lane x) {
  Lane h = expWide(x.abs().widen()) * 0.5;
  return (h + 0.25 / h).narrow();
}

/// tanh|x| = -t / (t + 2) with t = e^(-2|x|) - 1.
Lane nn::expandTanh(Lane x) {
  auto [n, r] = reduceByLog2(x.abs().atMost(9.1f) * -2.0f);
  Lane scale = exp2Integer(n);
  Lane t = scale * expm1Reduced(r) + (scale - 1.0f);
  return (t / (t + 2.0f)).copySign(x);
}
