//===- Expansions.h - Elementary functions as arithmetic --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions of f32, and of vectors of it, without branches and calls. Those
// that networks evaluate for every activation are f32 arithmetic throughout;
// the others are evaluated in f64, where half as many numbers fit into a
// vector, and rounded once.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_EXPANDMATH_EXPANSIONS_H
#define NN_LIB_TRANSFORMS_EXPANDMATH_EXPANSIONS_H

#include "Lane.h"

namespace nn {
Lane expandExp(Lane x);
Lane expandExp2(Lane x);
Lane expandExpM1(Lane x);
Lane expandSinh(Lane x);
Lane expandCosh(Lane x);
Lane expandTanh(Lane x);

Lane expandLog(Lane x);
Lane expandLog2(Lane x);
Lane expandLog10(Lane x);
Lane expandLog1p(Lane x);
Lane expandAsinh(Lane x);
Lane expandAcosh(Lane x);
Lane expandAtanh(Lane x);

Lane expandPow(Lane x, Lane y);
Lane expandCbrt(Lane x);
Lane expandRsqrt(Lane x);

Lane expandErf(Lane x);
Lane expandErfc(Lane x);

/// x times the distribution function of the standard normal distribution.
Lane expandGelu(Lane x);

Lane expandSin(Lane x);
Lane expandCos(Lane x);
Lane expandTan(Lane x);
Lane expandAsin(Lane x);
Lane expandAcos(Lane x);
Lane expandAtan(Lane x);
Lane expandAtan2(Lane y, Lane x);

//===----------------------------------------------------------------------===//
// Functions of f64 with a relative error of less than 2^-33: 0.002 units in the
// last place of f32
//===----------------------------------------------------------------------===//

/// 2^x, between 2^-1020 and 2^1020.
Lane exp2Wide(Lane x);

/// e^x, between 2^-1020 and 2^1020.
Lane expWide(Lane x);

/// The binary logarithm of a normal number; that of zero and infinity is
/// infinite, that of a negative number not-a-number.
Lane log2Wide(Lane x);

Lane erfcWide(Lane x);

//===----------------------------------------------------------------------===//
// Parts of functions of f32
//===----------------------------------------------------------------------===//

/// x = n log(2) + r with |r| <= log(2) / 2, for |x| < 2^22 log(2).
struct Reduced {
  Lane n; ///< i32
  Lane r;
};
Reduced reduceByLog2(Lane x);

/// The same of x + `low`, where `low` is so small that the sum would round it.
Reduced reduceByLog2(Lane x, Lane low);

/// e^r - 1 for a reduced argument.
Lane expm1Reduced(Lane r);

/// 2^n for an exponent of normal numbers.
Lane exp2Integer(Lane n);

/// log(2) in two parts: the upper has 9 bits, so that its product with an
/// exponent is exact.
constexpr float kLog2Hi = 0.693359375f;
constexpr float kLog2Lo = -2.12194440e-4f;

constexpr int kMantissaBits = 23;

/// Adding this rounds an f64 up to 2^51 in magnitude to the nearest integer and
/// leaves that in the low bits: it is 1.5 * 2^52.
constexpr double kRoundWide = 6755399441055744.0;
} // namespace nn

#endif // NN_LIB_TRANSFORMS_EXPANDMATH_EXPANSIONS_H
