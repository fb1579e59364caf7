//===- Plan.cpp - Layers and heads of an s-op -----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// First every step is as early as possible, which gives the depth. Two layers
// that both need a selector can share the head if all that the earlier one
// averages can wait; so layers are tried in order, and a change stays if it
// takes a head away, adds none to any layer and does not make the s-op deeper.
//
//===----------------------------------------------------------------------===//

#include "Plan.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::SmallVector;

size_t Plan::getNumHeads() const {
  size_t count = 0;
  for (const Layer &layer : layers)
    count += layer.heads.size();
  return count;
}

size_t Plan::getMaxHeads() const {
  size_t most = 0;
  for (const Layer &layer : layers)
    most = std::max(most, layer.heads.size());
  return most;
}

size_t Plan::getNumStages() const {
  return llvm::count_if(
      layers, [](const Layer &layer) { return !layer.elements.empty(); });
}

//===----------------------------------------------------------------------===//
// Selectors
//===----------------------------------------------------------------------===//

/// Whether all rows mark the same keys, by what the keys are.
static bool isSameInEveryRow(const Step *selector) {
  if (selector->kind == StepKind::Select)
    return selector->operands[1]->kind == StepKind::Constant;
  return llvm::all_of(selector->operands, isSameInEveryRow);
}

/// Whether every row marks the first position, on any input.
static bool marksFirst(const Step *selector) {
  switch (selector->kind) {
  case StepKind::Select: {
    // The key there is 0.
    const Step *keys = selector->operands[0], *queries = selector->operands[1];
    if (selector->isFull)
      return true;
    return keys->kind == StepKind::Indices &&
           queries->kinds == KindSet(AtomKind::Int) &&
           ((selector->predicate == Predicate::LessEqual &&
             queries->ints.low >= 0) ||
            (selector->predicate == Predicate::Less && queries->ints.low >= 1));
  }
  case StepKind::SelectorAnd:
    return llvm::all_of(selector->operands, marksFirst);
  case StepKind::SelectorOr:
    return llvm::any_of(selector->operands, marksFirst);
  default:
    return false;
  }
}

/// Whether `user` asks of a width only whether it is 0.
static bool isZeroTest(const Step *user, const Step *width) {
  if (user->kind == StepKind::Truth)
    return true;
  if (user->kind != StepKind::Binary)
    return false;
  bool isLeft = user->operands[0] == width;
  const Step *other = user->operands[isLeft ? 1 : 0];
  if (other->kind != StepKind::Constant || isString(other->atom) ||
      getKind(other->atom) == AtomKind::Float)
    return false;
  int64_t bound = getInt(other->atom);
  switch (user->binaryOp) {
  case BinaryOp::Equal:
    return bound == 0;
  case BinaryOp::Greater: // width > 0, 1 > width
  case BinaryOp::LessEqual:
    return bound == (isLeft ? 0 : 1);
  case BinaryOp::Less: // width < 1, 0 < width
  case BinaryOp::GreaterEqual:
    return bound == (isLeft ? 1 : 0);
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Planning
//===----------------------------------------------------------------------===//

namespace {
/// The selector of a head, null for the full one, and `PlanHead::withFirst`.
using HeadKey = std::pair<const Step *, bool>;

/// Orders by what the program has first.
struct HeadOrder {
  bool operator()(const HeadKey &a, const HeadKey &b) const {
    auto number = [](const HeadKey &key) {
      return key.first ? int64_t(key.first->number) : -1;
    };
    return std::pair(number(a), !a.second) < std::pair(number(b), !b.second);
  }
};

/// A head that a step takes part in, and what it averages for it.
struct HeadUse {
  HeadKey key;
  Averaged averaged;
  const Step *source = nullptr;
};

class Planner {
public:
  Planner(const Step *result, llvm::function_ref<bool(const Step *)> isNamed);

  Plan run();

private:
  /// What bounds the time of looking for fewer heads, in steps looked at.
  static constexpr size_t kMaxWork = 4'000'000;

  /// Whether a step is computed by attention.
  static bool isUnit(const Step *step) {
    return step->kind == StepKind::Aggregate || step->kind == StepKind::Width ||
           step->kind == StepKind::Length;
  }
  using HeadUses = SmallVector<HeadUse, 2>;
  HeadUses findHeads(size_t place) const;
  const HeadUses &getHeads(size_t place) const { return heads[place]; }
  /// Whether a step is more than a mean, so that something has to be computed
  /// from it.
  bool hasElements(size_t place) const;

  using Levels = std::vector<unsigned>;
  /// The layers of all steps if none is earlier than `earliest` says.
  Levels schedule(const Levels &earliest) const;
  /// How many heads each layer has.
  std::vector<size_t> countHeads(const Levels &levels) const;
  void improve();
  bool tryToMerge(HeadKey key, unsigned from, unsigned to);

  Plan plan;
  std::vector<bool> isShown;
  llvm::DenseMap<const Step *, size_t> places;
  /// Those of the plan that are computed by attention.
  std::vector<size_t> units;
  /// Of each step whether it is the same for all inputs and positions.
  std::vector<bool> isConstant;
  /// Of each step whether only zero tests use it.
  std::vector<bool> isTested;
  /// Of each step the heads that it takes part in.
  std::vector<HeadUses> heads;
  Levels earliest, levels;
  std::vector<size_t> counts;
};
} // namespace

Planner::Planner(const Step *result,
                 llvm::function_ref<bool(const Step *)> isNamed) {
  plan.result = result;
  plan.steps = collectSteps(result);
  size_t size = plan.steps.size();
  isShown.resize(size);
  isConstant.resize(size);
  isTested.resize(size, true);
  for (auto [place, step] : llvm::enumerate(plan.steps)) {
    places[step] = place;
    if (isUnit(step))
      units.push_back(place);
    bool isLeaf = step->operands.empty();
    isConstant[place] =
        isLeaf ? step->kind == StepKind::Constant
               : !isUnit(step) && !step->isSelector() &&
                     llvm::all_of(step->operands, [&](const Step *operand) {
                       return isConstant[places[operand]];
                     });
    bool isRead = isUnit(step) || step->isSelector();
    for (const Step *operand : step->operands) {
      size_t at = places[operand];
      isShown[at] = isShown[at] || isRead;
      isTested[at] = isTested[at] && isZeroTest(step, operand);
    }
    isShown[place] = step == result || isNamed(step);
  }
  isTested[places[result]] = false;
  heads.resize(size);
  for (size_t place : units)
    heads[place] = findHeads(place);
  earliest.resize(size);
  levels = schedule(earliest);
  counts = countHeads(levels);
}

Planner::HeadUses Planner::findHeads(size_t place) const {
  const Step *step = plan.steps[place];
  HeadKey full(nullptr, false);
  if (step->kind == StepKind::Length)
    return {{full, Averaged::First}};
  const Step *selector = step->operands[0];
  HeadKey own(selector, false);
  if (step->kind == StepKind::Aggregate)
    return {
        {selector->isFull ? full : own, Averaged::Sequence, step->operands[1]}};
  if (isSameInEveryRow(selector)) {
    HeadUse share{full, Averaged::Condition, selector};
    if (isTested[place])
      return {share};
    return {share, {full, Averaged::First}};
  }
  if (isTested[place] || selector->marksOneAtMost)
    return {{own, Averaged::Marked}};
  if (marksFirst(selector))
    return {{own, Averaged::First}};
  return {{HeadKey(selector, true), Averaged::First}, {own, Averaged::First}};
}

bool Planner::hasElements(size_t place) const {
  const Step *step = plan.steps[place];
  if (step->kind == StepKind::Aggregate)
    return false;
  return step->kind == StepKind::Length ||
         getHeads(place).back().averaged == Averaged::First;
}

Planner::Levels Planner::schedule(const Levels &bounds) const {
  Levels result(plan.steps.size());
  for (auto [place, step] : llvm::enumerate(plan.steps)) {
    unsigned level = 0;
    for (const Step *operand : step->operands)
      level = std::max(level, result[places.lookup(operand)]);
    result[place] = isUnit(step) ? std::max(level + 1, bounds[place]) : level;
  }
  return result;
}

std::vector<size_t> Planner::countHeads(const Levels &at) const {
  std::set<std::pair<unsigned, HeadKey>> known;
  std::vector<size_t> result(at.back() + 1);
  for (size_t place : units)
    for (const HeadUse &use : getHeads(place))
      if (known.insert({at[place], use.key}).second)
        ++result[at[place]];
  return result;
}

bool Planner::tryToMerge(HeadKey key, unsigned from, unsigned to) {
  Levels bounds = earliest;
  for (size_t place : units)
    if (levels[place] == from &&
        llvm::any_of(getHeads(place),
                     [&](const HeadUse &use) { return use.key == key; }))
      bounds[place] = to;
  Levels moved = schedule(bounds);
  if (moved.back() > levels.back())
    return false;
  std::vector<size_t> after = countHeads(moved);
  bool isFewer = false;
  for (auto [now, before] : llvm::zip_equal(after, counts)) {
    if (now > before)
      return false;
    isFewer |= now < before;
  }
  if (!isFewer)
    return false;
  earliest = std::move(bounds);
  levels = std::move(moved);
  counts = std::move(after);
  return true;
}

void Planner::improve() {
  size_t work = 0;
  for (bool hasChanged = true; hasChanged;) {
    hasChanged = false;
    // The layers of each head.
    std::map<HeadKey, std::set<unsigned>, HeadOrder> layers;
    for (size_t place : units)
      for (const HeadUse &use : getHeads(place))
        layers[use.key].insert(levels[place]);
    for (auto &[key, at] : layers)
      for (auto from = at.begin(); from != at.end() && !hasChanged; ++from)
        for (auto to = std::next(from); to != at.end() && !hasChanged; ++to) {
          work += plan.steps.size();
          if (work > kMaxWork)
            return;
          hasChanged = tryToMerge(key, *from, *to);
        }
  }
}

Plan Planner::run() {
  improve();
  plan.layers.resize(levels.back() + 1);
  std::map<std::tuple<unsigned, HeadKey>, size_t> known;
  std::map<std::tuple<unsigned, HeadKey, Averaged, const Step *>, size_t> rows;
  for (size_t place : units)
    for (const HeadUse &use : getHeads(place)) {
      unsigned level = levels[place];
      std::vector<PlanHead> &made = plan.layers[level].heads;
      auto [head, isNewHead] = known.try_emplace({level, use.key}, made.size());
      if (isNewHead)
        made.push_back({use.key.first, use.key.second, {}});
      std::vector<HeadValue> &values = made[head->second].values;
      auto [row, isNewRow] = rows.try_emplace(
          {level, use.key, use.averaged, use.source}, values.size());
      if (isNewRow)
        values.push_back({use.averaged, use.source, {}});
      values[row->second].results.push_back(plan.steps[place]);
    }
  for (auto [place, step] : llvm::enumerate(plan.steps)) {
    bool isComputed = isUnit(step) ? hasElements(place)
                                   : isShown[place] && !isConstant[place] &&
                                         !step->operands.empty();
    if (isComputed && !step->isSelector())
      plan.layers[levels[place]].elements.push_back(step);
  }
  return std::move(plan);
}

Plan nn::rasp::makePlan(const Step *result,
                        llvm::function_ref<bool(const Step *)> isNamed) {
  return Planner(result, isNamed).run();
}
