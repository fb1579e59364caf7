//===- PlanRows.cpp - How many keys selectors mark ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A selector that marks one key in each row copies instead of taking means, and
// one that marks some key in each row needs no default. What cannot be shown is
// not assumed.
//
//===----------------------------------------------------------------------===//

#include "Planner.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace nn::rasp;
using llvm::BitVector;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// By steps
//===----------------------------------------------------------------------===//

void Planner::noteSelector(const Step *step) {
  llvm::ArrayRef<const Step *> operands = step->operands;
  auto isUniform = [&](const Step *other) { return uniform.contains(other); };
  if (step->kind == StepKind::Select) {
    if (isUniform(operands[1]))
      uniform.insert(step);
    if (step->predicate == Predicate::Equal && injective.contains(operands[0]))
      singles.insert(step);
    return;
  }
  if (llvm::all_of(operands, isUniform))
    uniform.insert(step);
  if (step->kind == StepKind::SelectorAnd &&
      (singles.contains(operands[0]) || singles.contains(operands[1])))
    singles.insert(step);
}

void Planner::noteSequence(const Step *step) {
  llvm::ArrayRef<const Step *> operands = step->operands;
  auto isUniform = [&](const Step *other) { return uniform.contains(other); };
  switch (step->kind) {
  case StepKind::TokensStr:
  case StepKind::TokensInt:
  case StepKind::TokensFloat:
  case StepKind::TokensBool:
  case StepKind::TokensAsIs:
    return;
  case StepKind::Indices:
    injective.insert(step);
    return;
  case StepKind::Length:
    // What queries see depends on where they stand.
    if (!network.causal)
      uniform.insert(step);
    return;
  case StepKind::Aggregate:
  case StepKind::Width:
    if (!network.causal && isUniform(operands[0]))
      uniform.insert(step);
    if (permutations.contains(step))
      injective.insert(step);
    return;
  default:
    break;
  }
  if (llvm::all_of(operands, isUniform)) {
    uniform.insert(step);
    return;
  }
  // The index, moved or turned around. Numbers are so small that different ones
  // do not become equal by rounding.
  auto isSmall = [&](const Step *other) {
    constexpr double maxNumber = 0x1p40;
    auto *table = std::get_if<Table>(&getForm(other));
    return !other->kinds.isString() &&
           (!table || llvm::all_of(table->values, [](const Atom &atom) {
             return std::abs(getDouble(atom)) <= maxNumber;
           }));
  };
  auto isInjective = [&](unsigned i) {
    return injective.contains(operands[i]);
  };
  if (step->kind == StepKind::Unary && step->unaryOp != UnaryOp::Not &&
      isInjective(0))
    injective.insert(step);
  if (step->kind == StepKind::Binary &&
      (step->binaryOp == BinaryOp::Add || step->binaryOp == BinaryOp::Subtract))
    for (unsigned i : {0, 1})
      if (isInjective(i) && isUniform(operands[1 - i]) &&
          isSmall(operands[1 - i]))
        injective.insert(step);
}

//===----------------------------------------------------------------------===//
// By tables
//===----------------------------------------------------------------------===//

bool Planner::marksAlways(const SelectorPlan &plan, bool atFirst) const {
  // The values of the variables of the query; those of its key are the same, or
  // those of position 0.
  SmallVector<const Variable *> all;
  SmallVector<unsigned> sizes;
  double size = 1;
  auto add = [&](const Variable *variable) {
    if (llvm::is_contained(all, variable))
      return;
    all.push_back(variable);
    sizes.push_back(variable->size);
    size *= variable->size;
  };
  for (const ComparedPair &pair : plan.pairs) {
    if (atFirst && pair.key != positions && !pair.key->isConstant)
      return false;
    if (!atFirst)
      add(pair.key);
    add(pair.query);
  }
  if (size > limits.maxTable)
    return false;
  SmallVector<unsigned> classes(plan.pairs.size());
  Combinations combinations(sizes);
  do {
    auto get = [&](const Variable *variable) {
      return combinations.get()[llvm::find(all, variable) - all.begin()];
    };
    for (auto [i, pair] : llvm::enumerate(plan.pairs))
      classes[i] = pair.getClass(atFirst ? 0 : get(pair.key), get(pair.query));
    if (!plan.isMarked(classes))
      return false;
  } while (combinations.next());
  return true;
}

bool Planner::marksOneAtLeast(const SelectorPlan &plan) const {
  if (marksAlways(plan, /*atFirst=*/false) ||
      marksAlways(plan, /*atFirst=*/true))
    return true;
  // On an input of n tokens, a permutation has all values below n, and the
  // query stands below n.
  return llvm::any_of(plan.conjunctions, [&](const Conjunction &conjunction) {
    if (conjunction.size() != 1 || !conjunction[0].key->isPermutation)
      return false;
    const Constraint &constraint = conjunction[0];
    for (unsigned q = 0; q < constraint.query->size; ++q) {
      unsigned end = constraint.query == positions ? q + 1 : 1;
      bool isMarked = false;
      for (unsigned k = 0; k < std::min(end, constraint.key->size); ++k)
        isMarked |= constraint.isMarked(k, q);
      if (!isMarked)
        return false;
    }
    return true;
  });
}

bool Planner::marksOneAtMost(const SelectorPlan &plan) const {
  if (plan.conjunctions.empty())
    return true;
  // All conjunctions compare one permutation with the same variable: its values
  // that any of them takes have to be one.
  for (const Constraint &first : plan.conjunctions[0]) {
    if (!first.key->isPermutation)
      continue;
    std::vector<unsigned> counts(first.query->size);
    bool isBounded = true;
    for (unsigned k = 0; k < first.key->size && isBounded; ++k) {
      BitVector marked(first.query->size);
      for (const Conjunction &conjunction : plan.conjunctions) {
        auto same = llvm::find_if(conjunction, [&](const Constraint &other) {
          return other.key == first.key && other.query == first.query;
        });
        isBounded &= same != conjunction.end();
        if (isBounded)
          marked |= same->rows[k];
      }
      for (unsigned q : marked.set_bits()) {
        // A causal query does not see what comes behind it.
        bool isSeen = !network.causal || first.key != positions ||
                      first.query != positions || k <= q;
        counts[q] += isSeen;
      }
    }
    if (isBounded && llvm::all_of(counts, [](unsigned n) { return n <= 1; }))
      return true;
  }
  return false;
}
