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
