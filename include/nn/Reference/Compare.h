//===- Compare.h - How far two tensors are apart ----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_REFERENCE_COMPARE_H
#define NN_REFERENCE_COMPARE_H

#include "nn/Reference/Evaluator.h"

namespace nn {
/// Floats agree if |actual - expected| <= absolute + relative * |expected|.
/// A NaN agrees with every NaN, an infinity with itself alone, and integers
/// agree if they are equal.
struct Tolerance {
  double relative = 1e-5;
  double absolute = 1e-6;
};

/// How two tensors of one type and shape differ.
struct Difference {
  /// The elements that do not agree.
  int64_t count = 0;
  /// The element whose error is the largest part of what is tolerated, or of
  /// those that exceed it most; -1 if all elements are equal.
  int64_t place = -1;
  /// The errors of that element; the relative one is infinite where 0 is
  /// expected.
  double absolute = 0, relative = 0;

  explicit operator bool() const { return count != 0; }
};

Difference compare(const Tensor &actual, const Tensor &expected,
                   const Tolerance &tolerance);

/// The index of the element at `place`, as `[3, 0]`.
std::string formatIndex(const Tensor &tensor, int64_t place);
/// The element at `place`: a float with the fewest digits that give it back.
std::string formatElement(const Tensor &tensor, int64_t place);
/// An error with three digits.
std::string formatError(double error);
} // namespace nn

#endif // NN_REFERENCE_COMPARE_H
