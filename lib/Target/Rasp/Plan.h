//===- Plan.h - Layers and heads of an s-op ---------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How a transformer computes an s-op: which selectors attend in which layer,
// which sequences they average, and what is computed element by element in
// between. docs/Rasp.md defines the terms and proves the counts.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_PLAN_H
#define NN_LIB_TARGET_RASP_PLAN_H

#include "Graph.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace nn::rasp {
/// What a head averages over the positions that its selector marks.
enum class Averaged {
  /// The sequence of an aggregation.
  Sequence,
  /// `indicator(indices == 0)`: if the first position is marked, the mean is
  /// one over the number of marked positions.
  First,
  /// 1, with 0 for a row that marks nothing: whether there is any.
  Marked,
  /// An indicator of the keys that are marked in every row.
  Condition,
};

/// A sequence that a head averages.
struct HeadValue {
  Averaged averaged;
  /// The sequence or the selector whose condition it is; else null.
  const Step *source;
  /// What is computed of the mean: aggregations, widths or the length.
  std::vector<const Step *> results;
};

/// A selector in a layer, with all that it averages there.
struct PlanHead {
  /// Null for the one that marks everything.
  const Step *selector;
  /// Whether it also marks the first position, in every row.
  bool withFirst;
  std::vector<HeadValue> values;
};

/// Heads, and then what is computed element by element. The first layer has no
/// heads: it is what is done to the tokens and indices before any attention.
struct Layer {
  std::vector<PlanHead> heads;
  /// In the order in which they can be computed. Widths and the length are
  /// among them where they are more than the mean itself.
  std::vector<const Step *> elements;
};

struct Plan {
  const Step *result;
  std::vector<Layer> layers;
  /// All steps that the result depends on and itself, in order.
  std::vector<const Step *> steps;

  size_t getDepth() const { return layers.size() - 1; }
  size_t getNumHeads() const;
  size_t getMaxHeads() const;
  /// Layers in which something is computed element by element.
  size_t getNumStages() const;
};

/// Plans `result`. The number of layers is the smallest that its graph allows;
/// heads are as few as moving aggregations to later layers makes them, without
/// any layer getting more than it has when everything is done as early as
/// possible. `isNamed` says of which steps the program has a name: these are
/// among the elements even if nothing attends to them.
Plan makePlan(const Step *result,
              llvm::function_ref<bool(const Step *)> isNamed);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_PLAN_H
