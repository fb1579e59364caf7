//===- Sharing.h - What several s-ops of a program compute ------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every s-op is a function of its own, and s-ops are made of each other. Steps
// that the same set of s-ops needs, two at least, form a share, which becomes
// one private function: so a program is compiled in the size of its graph, and
// no call computes what its s-op does not need.
//
// A share takes what it uses of shares that more s-ops need, and never anything
// else of a share. Selectors, constants, positions and lengths are made where
// they are used.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_SHARING_H
#define NN_LIB_TARGET_RASP_SHARING_H

#include "Graph.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallVectorExtras.h"
#include <map>

namespace nn::rasp {
/// Steps in the order of their numbers, each once.
class StepSet {
public:
  void insert(const Step *step) { steps[step->number] = step; }
  bool isEmpty() const { return steps.empty(); }
  size_t size() const { return steps.size(); }
  llvm::SmallVector<const Step *> get() const {
    return llvm::map_to_vector(steps, [](auto &entry) { return entry.second; });
  }

private:
  std::map<unsigned, const Step *> steps;
};

/// A function of steps.
struct Share {
  llvm::BitVector users; ///< the s-ops that need it
  /// What it computes by itself, sequences of the input aside.
  StepSet steps;
  StepSet inputs;  ///< sequences of the input, and results of other shares
  StepSet results; ///< its steps that something outside uses

  /// The number of its first step.
  unsigned getFirst() const { return steps.get().front()->number; }
};

/// How the s-ops of a program are taken apart.
class Sharing {
public:
  explicit Sharing(llvm::ArrayRef<NamedStep> sops);
  Sharing(const Sharing &) = delete;
  Sharing &operator=(const Sharing &) = delete;

  /// Each behind those of which it uses results.
  llvm::ArrayRef<Share *> getShares() const { return order; }
  /// What is left for the function of an s-op. Its inputs are those of the
  /// shares that it needs, too.
  const Share &getRest(size_t sop) const { return rests[sop]; }

private:
  void group(llvm::ArrayRef<NamedStep> sops);
  void follow(Share &share, llvm::ArrayRef<const Step *> targets);

  std::deque<Share> shares;
  llvm::SmallVector<Share *> order;
  std::vector<Share> rests;
  llvm::DenseMap<const Step *, Share *> owners;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_SHARING_H
