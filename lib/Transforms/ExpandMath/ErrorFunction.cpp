//===- ErrorFunction.cpp - Error functions of f32 -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"

using namespace nn;

/// erf(x) = x + x p(x^2) near zero, 1 - exp(p(|x|)) beyond 1.
Lane nn::expandErf(Lane x) {
  Lane near = x + x * evaluatePolynomial(
                          x * x, {0.128379166f, -0.37612626f, 0.112835854f,
                                  -0.0268538129f, 0.00518832775f,
                                  -0.000801019371f, 7.85386146e-05f});
  Lane a = x.abs().atMost(4.0f);
  Lane exponent = evaluatePolynomial(
      a, {0.000202063631f, -1.12964928f, -0.63306576f, -0.108606569f,
          0.0253489036f, -0.00427062577f, 0.000460354786f, -2.47537264e-05f,
          2.12049258e-07f});
  auto [n, r] = reduceByLog2(exponent);
  Lane erfc = (expm1Reduced(r) + 1.0f) * exp2Integer(n);
  Lane far = (x.constant(1.0f) - erfc).copySign(x);
  return a.isBelow(1.0f).select(near, far);
}

Lane nn::expandErfc(Lane x) { return erfcWide(x.widen()).narrow(); }

/// |x| times the probability of numbers beyond |x|, e^(-x^2 / 2) u / v: what
/// x < 0 gives, and what is missing from x > 0. The square of the upper half of
/// the bits is exact, and what it lacks of x^2 is small. For a large |x| an
/// error of u is one of v, too. The scale is applied in two halves, as in e^x.
Lane nn::expandGelu(Lane x) {
  Lane a = x.abs().atMost(14.5f); // beyond, less than half of 2^-149
  Lane upper = (a.asInteger() & -4096).asFloat();
  auto [n, r] = reduceByLog2(upper * (upper * -0.5f),
                             (a - upper) * ((a + upper) * -0.5f));
  Lane u = evaluatePolynomial(
      a, {0.5f, 0.438294291f, 0.183234632f, 0.0406330489f, 0.00411628094f});
  Lane v = a * (u * 2.50659919f +
                evaluatePolynomial(a, {0.42117396f, 0.103872962f, 0.0101735098f,
                                       7.62909758e-06f})) +
           1.0f;
  Lane half = n >> 1;
  Lane tail = a * (u / v);
  Lane beyond = (tail * expm1Reduced(r) + tail) * exp2Integer(half) *
                exp2Integer(n - half);
  return x.isAbove(0.0f).select(x - beyond, beyond.copySign(x));
}
