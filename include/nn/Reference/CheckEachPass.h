//===- CheckEachPass.h - Find the pass that changes a meaning ---*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_REFERENCE_CHECKEACHPASS_H
#define NN_REFERENCE_CHECKEACHPASS_H

#include "mlir/Pass/PassManager.h"
#include "nn/Reference/Compare.h"

namespace nn {
struct CheckEachPassOptions {
  uint64_t seed = 0;
  Tolerance tolerance;
};

/// Makes `pm` evaluate the public functions of the module on random inputs
/// before the first pass and after each. A pass after which a result is no
/// longer what it was at first fails with a diagnostic at the function that
/// names the result, the element and its values; so does one that removes such a
/// function or makes it private. Where a function can no longer be evaluated,
/// after the structured stage, a remark says so, and it is checked no further.
///
/// Run-time extents are 1, 0, and larger numbers that are equal or distinct;
/// where the function itself fails it is not compared. A function whose inputs
/// together, or one of whose values, have more than 2^25 elements is not
/// checked, which a remark says. Passes run on one thread.
void checkEachPass(mlir::PassManager &pm, const CheckEachPassOptions &options);
} // namespace nn

#endif // NN_REFERENCE_CHECKEACHPASS_H
