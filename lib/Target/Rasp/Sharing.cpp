//===- Sharing.cpp - What several s-ops of a program compute --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sharing.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace nn::rasp;

/// Whether a step may be handed from one function to another.
static bool isShared(const Step *step) {
  return !step->isSelector() && !isInput(step) &&
         step->kind != StepKind::Indices && step->kind != StepKind::Length &&
         step->kind != StepKind::Constant;
}

/// Steps of one function: what is compiled takes longer than its length grows.
static constexpr size_t kMostSteps = 256;

/// Whether a function for these steps is worth its calls.
static bool isWorthwhile(llvm::ArrayRef<const Step *> steps) {
  constexpr size_t manySteps = 8;
  return steps.size() >= manySteps || llvm::any_of(steps, [](const Step *step) {
           return step->kind == StepKind::Aggregate ||
                  step->kind == StepKind::Width;
         });
}

Sharing::Sharing(llvm::ArrayRef<NamedStep> sops) : rests(sops.size()) {
  group(sops);
  for (Share *share : order)
    follow(*share, share->steps.get());
  for (auto [sop, rest] : llvm::zip_equal(sops, rests)) {
    follow(rest, sop.step);
    for (const Step *step : collectSteps(sop.step))
      if (isInput(step))
        rest.inputs.insert(step);
  }
}

/// Makes the shares, without what they take and give.
void Sharing::group(llvm::ArrayRef<NamedStep> sops) {
  std::map<unsigned, std::pair<const Step *, llvm::BitVector>> users;
  for (auto [number, sop] : llvm::enumerate(sops))
    for (const Step *step : collectSteps(sop.step))
      if (isShared(step)) {
        auto &[known, bits] = users[step->number];
        known = step;
        bits.resize(sops.size());
        bits.set(number);
      }
  llvm::DenseMap<llvm::BitVector, size_t> sizes;
  for (auto &[number, entry] : users)
    ++sizes[entry.second];
  llvm::DenseMap<llvm::BitVector, Share *> known;
  std::deque<Share> candidates;
  for (auto &[number, entry] : users) {
    auto &[step, bits] = entry;
    if (bits.count() < 2 && sizes[bits] <= kMostSteps)
      continue;
    Share *&share = known[bits];
    if (!share || share->steps.size() == kMostSteps) {
      share = &candidates.emplace_back();
      share->users = bits;
    }
    share->steps.insert(step);
  }
  for (Share &candidate : candidates) {
    llvm::SmallVector<const Step *> steps = candidate.steps.get();
    if (!isWorthwhile(steps))
      continue;
    Share &share = shares.emplace_back(std::move(candidate));
    order.push_back(&share);
    for (const Step *step : steps)
      owners[step] = &share;
  }
  // Whoever needs a step needs its operands.
  llvm::sort(order, [](const Share *a, const Share *b) {
    size_t ofA = a->users.count(), ofB = b->users.count();
    return ofA != ofB ? ofA > ofB : a->getFirst() < b->getFirst();
  });
}

/// Finds what `share` computes for `targets`, and what it takes of others.
void Sharing::follow(Share &share, llvm::ArrayRef<const Step *> targets) {
  llvm::SmallVector<const Step *> pending(targets);
  llvm::SmallPtrSet<const Step *, 32> seen(targets.begin(), targets.end());
  while (!pending.empty()) {
    const Step *step = pending.pop_back_val();
    Share *owner = owners.lookup(step);
    if (isInput(step)) {
      share.inputs.insert(step);
      continue;
    }
    if (owner && owner != &share) {
      share.inputs.insert(step);
      owner->results.insert(step);
      continue;
    }
    share.steps.insert(step);
    auto visit = [&](const Step *other) {
      if (seen.insert(other).second)
        pending.push_back(other);
    };
    llvm::for_each(step->operands, visit);
    // Who drops an aggregation checks how much its selector marks.
    if (step->kind == StepKind::Checked)
      for (const Step *dropped : getDroppedOfOne(step))
        visit(dropped->operands[0]);
  }
}
