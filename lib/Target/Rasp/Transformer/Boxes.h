//===- Boxes.h - Finite functions as disjoint boxes -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function of a few variables, each with a few values, as a list of boxes: of
// products of sets of values, on which the function is constant. Boxes do not
// overlap. A hidden unit computes whether variables lie in a box, and a head of
// attention marks the pairs of positions that do.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_TRANSFORMER_BOXES_H
#define NN_LIB_TARGET_RASP_TRANSFORMER_BOXES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace nn::rasp {
struct Box {
  /// Of each variable, which values lie in the box; nothing where all do.
  std::vector<std::optional<llvm::BitVector>> sets;
  int result;
};

/// Boxes for the results of `table` that are not negative. The table is in
/// row-major order, and variable `i` has `sizes[i]` values.
std::vector<Box> makeBoxes(llvm::ArrayRef<unsigned> sizes,
                           llvm::ArrayRef<int> table);

/// Goes through all combinations of values, in row-major order.
class Combinations {
public:
  explicit Combinations(llvm::ArrayRef<unsigned> sizes)
      : sizes(sizes.begin(), sizes.end()), current(sizes.size(), 0) {}

  llvm::ArrayRef<unsigned> get() const { return current; }
  /// Goes on; false after the last one.
  bool next();

private:
  llvm::SmallVector<unsigned> sizes, current;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_TRANSFORMER_BOXES_H
