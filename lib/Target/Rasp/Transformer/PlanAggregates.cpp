//===- PlanAggregates.cpp - Counts and aggregates of transformers ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Diagnostics.h"
#include "Planner.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <set>

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Counts
//===----------------------------------------------------------------------===//

Planner::Flag Planner::countShare(unsigned share, Time ready,
                                  const Twine &name) {
  // A share of at most 1/n is no larger than the one before less a part of
  // their distance; see planPieces about the two layers.
  unsigned numSteps = network.maxLength - 1;
  unsigned steps = addSubspace("steps of " + name, numSteps);
  unsigned count = addSubspace("others in " + name, 1);
  Time next = ready.getNext();
  for (unsigned n = 2; n <= network.maxLength; ++n) {
    double below = 1.0 / n, gap = 1.0 / (n - 1) - below;
    Affine input(-2 / gap * (below + gap / 4));
    input.add(Affine::ofEntry(share), 2 / gap);
    unsigned entry = steps + n - 2;
    addUnit(ready, std::move(input), {{entry, 1}});
    Affine isBelow(1);
    isBelow.add(Affine::ofEntry(entry), -1);
    addUnit(next, std::move(isBelow), {{count, 1}});
  }
  return {Affine::ofEntry(count), next.getNext()};
}

/// A number with the integers from `low` to `high` as values.
static Number makeCount(Affine affine, Time ready, int64_t low, int64_t high) {
  Number number;
  number.affine = std::move(affine);
  number.ready = ready;
  number.low = low;
  number.high = high;
  number.isWhole = true;
  for (int64_t value = low; value <= high; ++value)
    number.values.push_back(value);
  return number;
}

std::optional<Form> Planner::planLength(const Step *step) {
  unsigned share = addSubspace("share of the first position", 1);
  getHead(1, {}, "everything").values.push_back({positions->get(0), share});
  Flag others = countShare(share, Time{1, 0}, getName(step));
  others.affine.constant += 1;
  return makeCount(others.affine, others.ready, 1, network.maxLength);
}

/// Whether a selector puts every two different positions in an order: the width
/// is the place of a position in it.
static bool isStrictOrder(const Step *selector) {
  auto isSelect = [](const Step *step, bool isEqual) {
    return step->kind == StepKind::Select &&
           step->operands[0] == step->operands[1] &&
           !step->operands[0]->kinds.contains(AtomKind::Float) &&
           (isEqual ? step->predicate == Predicate::Equal
                    : step->predicate == Predicate::Less ||
                          step->predicate == Predicate::Greater);
  };
  if (isSelect(selector, false))
    return selector->operands[0]->kind == StepKind::Indices;
  if (selector->kind != StepKind::SelectorOr)
    return false;
  for (unsigned i : {0, 1}) {
    const Step *order = selector->operands[i];
    const Step *tie = selector->operands[1 - i];
    if (!isSelect(order, false) || tie->kind != StepKind::SelectorAnd)
      continue;
    for (unsigned j : {0, 1})
      if (isSelect(tie->operands[j], true) &&
          tie->operands[j]->operands[0] == order->operands[0] &&
          isStrictOrder(tie->operands[1 - j]))
        return true;
  }
  return false;
}

std::optional<Form> Planner::planWidth(const Step *step) {
  const SelectorPlan *plan = planSelector(step->operands[0]);
  if (!plan)
    return std::nullopt;
  int64_t low = plan->marksOneAtLeast, high = network.maxLength;
  if (plan->marksOneAtMost)
    high = 1;
  if (low == high || plan->conjunctions.empty()) {
    int64_t count = plan->conjunctions.empty() ? 0 : low;
    return Table{{}, {0}, {Atom(count)}};
  }
  if (plan->marksOneAtMost) {
    Flag empty = getAllEmpty(*plan);
    Affine count(1);
    count.add(empty.affine, -1);
    return makeCount(std::move(count), empty.ready, 0, 1);
  }
  Affine sum;
  Time ready;
  for (size_t i = 0; i < plan->conjunctions.size(); ++i) {
    Row row = getRow(*plan, i);
    Flag others = countShare(row.share, row.ready, getName(step));
    sum.add(others.affine);
    sum.add(row.hasFirst.affine);
    ready = std::max({ready, others.ready, row.hasFirst.ready});
  }
  if (!network.causal && isStrictOrder(step->operands[0])) {
    --high;
    permutations.insert(step);
  }
  return makeCount(std::move(sum), ready, low, high);
}

//===----------------------------------------------------------------------===//
// Aggregates
//===----------------------------------------------------------------------===//

/// One value, moved from the position that is marked.
std::optional<Form> Planner::planCopy(const Step *step,
                                      const SelectorPlan &plan,
                                      std::optional<Atom> otherwise) {
  std::optional<View> view = getView(step->operands[1]);
  if (!view)
    return std::nullopt;
  std::map<Atom, unsigned> places;
  std::vector<Atom> values;
  auto getPlace = [&](const Atom &atom) {
    auto [known, isNew] = places.try_emplace(atom, values.size());
    if (isNew)
      values.push_back(atom);
    return known->second;
  };
  std::map<unsigned, Affine> inputs;
  for (auto [value, place] : llvm::enumerate(view->places))
    if (place >= 0)
      inputs[getPlace(view->values[place])].add(view->variable->get(value));
  std::optional<unsigned> defaultPlace;
  if (otherwise)
    defaultPlace = getPlace(*otherwise);
  std::string name = getName(step);
  bool isDirect = plan.marksOneAtLeast && plan.conjunctions.size() == 1;

  std::vector<unsigned> copies;
  std::vector<Time> times;
  for (const Conjunction &conjunction : plan.conjunctions) {
    Scores scores = getScores(conjunction);
    unsigned block = std::max(scores.ready, view->variable->ready).block + 1;
    unsigned start =
        isDirect ? network.width
                 : addSubspace("means of " + name, values.size(), values);
    if (isDirect)
      addVariable(name, values, Time{block, 0});
    Head &head = getHead(block, scores, plan.name);
    for (auto &[place, input] : inputs)
      head.values.push_back({input, start + place});
    copies.push_back(start);
    times.push_back({block, 0});
  }
  Table table;
  table.values = values;
  for (size_t i = 0; i < values.size(); ++i)
    table.places.push_back(i);
  if (isDirect) {
    table.variables = {&variables.back()};
    return table;
  }
  std::vector<Flag> empties;
  Time time;
  for (size_t i = 0; i < copies.size(); ++i) {
    empties.push_back(getEmpty(plan, i));
    time = std::max({time, times[i], empties.back().ready});
  }
  // A head whose selector marks nothing gives some mean, which goes.
  const Variable *variable = addVariable(name, values, time.getNext());
  Affine none(1.0 - copies.size());
  for (auto [start, empty] : llvm::zip_equal(copies, empties)) {
    none.add(empty.affine);
    for (auto &[place, input] : inputs) {
      Affine unit = Affine::ofEntry(start + place);
      unit.add(empty.affine, -1);
      addUnit(time, std::move(unit), {{variable->start + place, 1}});
    }
  }
  if (defaultPlace)
    addUnit(time, std::move(none), {{variable->start + *defaultPlace, 1}});
  table.variables = {variable};
  return table;
}

std::vector<double> Planner::getMeans(ArrayRef<double> values) const {
  std::set<double> sums(values.begin(), values.end()), means = sums;
  if (values.empty())
    return {};
  for (unsigned count = 2; count <= network.maxLength; ++count) {
    std::set<double> next;
    constexpr size_t maxPairs = 1 << 22;
    if (sums.size() * values.size() > maxPairs)
      return {};
    for (double sum : sums)
      for (double value : values)
        next.insert(sum + value);
    for (double sum : next)
      means.insert(sum / count);
    if (next.size() > limits.maxTable || means.size() > limits.maxTable)
      return {};
    sums = std::move(next);
  }
  return {means.begin(), means.end()};
}

/// The mean of what is marked, which is it itself where it is one.
std::optional<Form> Planner::planMean(const Step *step,
                                      const SelectorPlan &plan,
                                      std::optional<Atom> otherwise) {
  std::optional<Number> source = getNumber(step->operands[1]);
  if (!source)
    return std::nullopt;
  std::string name = getName(step);
  Number sum;
  sum.isWhole = true;
  Affine none(1.0 - plan.conjunctions.size());
  for (size_t i = 0; i < plan.conjunctions.size(); ++i) {
    Scores scores = getScores(plan.conjunctions[i]);
    unsigned block = std::max(scores.ready, source->ready).block + 1;
    unsigned entry = addSubspace("mean of " + name, 1);
    getHead(block, scores, plan.name).values.push_back({source->affine, entry});
    Number mean = *source;
    mean.affine = Affine::ofEntry(entry);
    mean.ready = {block, 0};
    mean.isWhole &= plan.marksOneAtMost;
    mean.means = nullptr;
    if (!plan.marksOneAtMost)
      mean.values = getMeans(source->values);
    if (plan.marksOneAtLeast && plan.conjunctions.size() == 1) {
      auto *table = std::get_if<Table>(&getForm(step->operands[1]));
      if (table && !plan.marksOneAtMost)
        mean.means = std::make_shared<JointMeans>(JointMeans{
            &plan, {*table}, [](ArrayRef<double> means) { return means[0]; }});
      return mean;
    }
    Flag marked = getEmpty(plan, i);
    none.add(marked.affine);
    Affine complement(1);
    complement.add(marked.affine, -1);
    marked.affine = std::move(complement);
    addWhere(mean, marked, name, sum);
    sum.isWhole &= mean.isWhole;
    sum.low = mean.low;
    sum.high = mean.high;
    sum.values = std::move(mean.values);
  }
  if (!otherwise)
    return sum;
  double value = getDouble(*otherwise);
  sum.affine.add(none, value);
  sum.isWhole &= value == std::floor(value);
  sum.low = std::min(sum.low, value);
  sum.high = std::max(sum.high, value);
  if (!sum.values.empty() && !llvm::is_contained(sum.values, value)) {
    sum.values.push_back(value);
    llvm::sort(sum.values);
  }
  return sum;
}

std::optional<Form> Planner::planAggregate(const Step *step) {
  const Step *selector = step->operands[0], *sequence = step->operands[1];
  const SelectorPlan *plan = planSelector(selector);
  if (!plan)
    return std::nullopt;
  bool isText = sequence->kinds.isString();
  std::optional<Atom> otherwise;
  // Of strings without a default, a row without a mark is an error.
  if (!plan->marksOneAtLeast && (!isText || step->hasDefault))
    otherwise = step->atom;
  if (plan->conjunctions.empty()) {
    if (!otherwise)
      return fail(step, "no input has a result: the selector marks nothing, "
                        "and there is no default");
    return Table{{}, {0}, {*otherwise}};
  }
  if (const Atom *constant = getConstant(sequence)) {
    Table table{{}, {0}, {*constant}};
    if (!otherwise || *otherwise == *constant)
      return table;
    Flag empty = getAllEmpty(*plan);
    std::vector<Atom> values{*constant, *otherwise};
    const Variable *variable =
        addVariable(getName(step), values, empty.ready.getNext());
    getMlp(empty.ready).bias.push_back({variable->start, 1});
    addUnit(empty.ready, empty.affine,
            {{variable->start, -1}, {variable->start + 1, 1}});
    return Table{{variable}, {0, 1}, std::move(values)};
  }
  // Several strings, or several booleans, have no mean.
  bool isCopy = plan->marksOneAtMost || isText ||
                sequence->kinds == KindSet(AtomKind::Bool);
  if (!isCopy && !(plan = joinSelector(selector)))
    return std::nullopt;
  if (isCopy && std::holds_alternative<Table>(getForm(sequence)))
    return planCopy(step, *plan, otherwise);
  return planMean(step, *plan, otherwise);
}
