//===- Expansions.h - Elementary functions as arithmetic --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions of f32, and of vectors of it, without branches and calls.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_EXPANDMATH_EXPANSIONS_H
#define NN_LIB_TRANSFORMS_EXPANDMATH_EXPANSIONS_H

#include "Lane.h"

namespace nn {
Lane expandExp(Lane x);
Lane expandExpM1(Lane x);
Lane expandTanh(Lane x);

Lane expandLog(Lane x);
Lane expandLog1p(Lane x);

Lane expandErf(Lane x);

/// x = n log(2) + r with |r| <= log(2) / 2, for |x| < 2^22 log(2).
struct Reduced {
  Lane n; ///< i32
  Lane r;
};
Reduced reduceByLog2(Lane x);

/// e^r - 1 for a reduced argument.
Lane expm1Reduced(Lane r);

/// 2^n for an exponent of normal numbers.
Lane exp2Integer(Lane n);

/// log(2) in two parts: the upper has 9 bits, so that its product with an
/// exponent is exact.
constexpr float kLog2Hi = 0.693359375f;
constexpr float kLog2Lo = -2.12194440e-4f;

constexpr int kMantissaBits = 23;
} // namespace nn

#endif // NN_LIB_TRANSFORMS_EXPANDMATH_EXPANSIONS_H
