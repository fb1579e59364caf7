//===- Call.h - Calls of entries with made-up inputs ------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_CALL_H
#define NN_FUZZ_CALL_H

#include "nn/Analysis/Signature.h"
#include "nn/Reference/Evaluator.h"
#include <map>

namespace nn {
/// One call of an entry. The values of its inputs follow from the seed, so a
/// call is repeated by its seed and its extents. It is written
/// `entry:seed:n=3,x0_1=4`.
struct Call {
  std::string entry;
  uint64_t seed = 0;
  /// Run-time extents by the names that they have in the interface. One that is
  /// not there follows from the seed.
  std::map<std::string, int64_t> extents;

  /// The extents in the order of the interface.
  llvm::SmallVector<int64_t> getExtents(const EntrySignature &signature) const;

  std::string print() const;
  /// Nothing if `text` is no call.
  static std::optional<Call> parse(llvm::StringRef text);
};

/// Inputs whose names begin so hold any bits that a number of their type can
/// have, but for signalling not-a-numbers, which conversions make quiet.
inline constexpr llvm::StringLiteral kRawPrefix = "raw";

/// The values of the input called `name` in calls with `seed`. Most floats are
/// multiples of 1/16 below 4 in magnitude: products and sums of few of them are
/// exact, so that decisions do not hang on rounding. Others use every bit, or
/// are zeros of either sign, ones and subnormal numbers. Most integers are
/// small, others of full width.
Tensor makeInput(llvm::StringRef name, mlir::Type element,
                 llvm::ArrayRef<int64_t> shape, uint64_t seed);

/// The inputs of a call.
std::vector<Tensor> makeInputs(const EntrySignature &signature,
                               const Call &call);
} // namespace nn

#endif // NN_FUZZ_CALL_H
