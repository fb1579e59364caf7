//===- RandomInputs.h - Inputs of entries from seeds ------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_REFERENCE_RANDOMINPUTS_H
#define NN_REFERENCE_RANDOMINPUTS_H

#include "nn/Analysis/Signature.h"
#include "nn/Reference/Evaluator.h"

namespace nn {
/// The integers that inputs hold.
struct IntegerRange {
  int64_t low = -9, high = 9;
};

/// Inputs for a call of an entry with the given run-time extents: floats in
/// [-2, 2), integers in `range`, booleans of either kind. The same seed gives
/// the same values on every machine.
std::vector<Tensor> makeRandomInputs(const EntrySignature &entry,
                                     llvm::ArrayRef<int64_t> extents,
                                     uint64_t seed, IntegerRange range = {});
} // namespace nn

#endif // NN_REFERENCE_RANDOMINPUTS_H
