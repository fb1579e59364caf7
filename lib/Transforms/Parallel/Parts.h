//===- Parts.h - Functions that run parts of loops --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What 'nn-outline-parallel' tells 'nn-make-tasks' of a function that it
// declares, whose name is that of the function for one part and a suffix.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_PARALLEL_PARTS_H
#define NN_LIB_TRANSFORMS_PARALLEL_PARTS_H

#include "llvm/ADT/StringRef.h"

namespace nn {
inline constexpr llvm::StringLiteral kRunSuffix = ".run", kTaskSuffix = ".task";

/// The ranks of the buffers that each part has for itself, the last arguments
/// (an array of i64).
inline constexpr llvm::StringLiteral kPartBuffersAttr = "part_buffers";

/// The parts have parts in turn (a unit attribute).
inline constexpr llvm::StringLiteral kNestedPartsAttr = "nested_parts";

/// Different arguments are different buffers (a unit attribute).
inline constexpr llvm::StringLiteral kDistinctBuffersAttr = "distinct_buffers";
} // namespace nn

#endif // NN_LIB_TRANSFORMS_PARALLEL_PARTS_H
