//===- Graph.cpp - What a RASP program computes ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Graph.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>
#include <set>
#include <tuple>

using namespace nn::rasp;
using llvm::SMRange;

AtomKind KindSet::getOnly() const {
  assert(!isMixed() && !isEmpty());
  return static_cast<AtomKind>(llvm::Log2_32(bits));
}

std::string KindSet::describe() const {
  std::vector<std::string> names;
  for (AtomKind kind :
       {AtomKind::Bool, AtomKind::Int, AtomKind::Float, AtomKind::String})
    if (contains(kind))
      names.push_back(getName(kind).str() + "s");
  return llvm::join(names, " or ");
}

bool nn::rasp::isExactAsFloat(const Atom &atom) {
  auto *number = std::get_if<int64_t>(&atom);
  if (!number)
    return !isString(atom);
  auto nearest = static_cast<double>(*number);
  return nearest < 0x1p63 && static_cast<int64_t>(nearest) == *number;
}

std::optional<Atom> nn::rasp::getComparable(const Atom &atom, KindSet kinds) {
  if (isString(atom) != kinds.isString())
    return std::nullopt;
  if (isString(atom))
    return atom;
  if (kinds.contains(AtomKind::Float)) {
    if (!isExactAsFloat(atom) || std::isnan(getDouble(atom)))
      return std::nullopt;
    // Zeros of both signs are equal.
    return Atom(getDouble(atom) + 0.0);
  }
  auto *real = std::get_if<double>(&atom);
  if (!real)
    return Atom(getInt(atom));
  if (*real < -0x1p63 || !(*real < 0x1p63) || *real != std::floor(*real))
    return std::nullopt;
  return Atom(static_cast<int64_t>(*real));
}

/// Whether every row marks its own position and no other, on any input.
static bool marksOwnAlone(const Step *selector) {
  return selector->marksOneAtMost && selector->marksDiagonal;
}

llvm::StringRef nn::rasp::getInputName(StepKind kind) {
  switch (kind) {
  case StepKind::TokensStr:
    return "tokens_str";
  case StepKind::TokensInt:
    return "tokens_int";
  case StepKind::TokensFloat:
    return "tokens_float";
  case StepKind::TokensBool:
    return "tokens_bool";
  case StepKind::TokensAsIs:
    return "tokens_asis";
  default:
    return {};
  }
}

std::vector<const Step *> nn::rasp::collectSteps(const Step *result) {
  std::vector<const Step *> steps;
  llvm::SmallVector<const Step *> pending{result};
  llvm::DenseMap<const Step *, bool> seen{{result, true}};
  while (!pending.empty()) {
    const Step *next = pending.pop_back_val();
    steps.push_back(next);
    for (const Step *operand : next->operands)
      if (seen.try_emplace(operand, true).second)
        pending.push_back(operand);
  }
  llvm::sort(steps, [](const Step *x, const Step *y) {
    return x->number < y->number;
  });
  return steps;
}

bool nn::rasp::takesOne(const Step *step) {
  return step->kind == StepKind::Aggregate &&
         !step->operands[0]->marksOneAtMost &&
         (step->kinds.isString() ||
          step->operands[1]->kinds == KindSet(AtomKind::Bool));
}

std::vector<const Step *> nn::rasp::getDroppedOfOne(const Step *checked) {
  std::vector<const Step *> found;
  for (const Step *dropped : llvm::ArrayRef(checked->operands).drop_front())
    for (const Step *step : collectSteps(dropped))
      if (takesOne(step))
        found.push_back(step);
  return found;
}

//===----------------------------------------------------------------------===//
// Making steps
//===----------------------------------------------------------------------===//

/// Orders atoms by kind and value: `1` and `True` are two.
static int orderExactly(const Atom &a, const Atom &b) {
  if (a.index() != b.index())
    return a.index() < b.index() ? -1 : 1;
  if (auto *number = std::get_if<double>(&a)) {
    auto left = llvm::bit_cast<uint64_t>(*number);
    auto right = llvm::bit_cast<uint64_t>(std::get<double>(b));
    return left < right ? -1 : left > right;
  }
  return compare(a, b).value_or(0);
}

static int orderExactly(const std::vector<Atom> &a,
                        const std::vector<Atom> &b) {
  if (a.size() != b.size())
    return a.size() < b.size() ? -1 : 1;
  for (auto [left, right] : llvm::zip_equal(a, b))
    if (int order = orderExactly(left, right))
      return order;
  return 0;
}

bool Graph::Less::operator()(const Step *a, const Step *b) const {
  auto head = [](const Step *step) {
    return std::tuple(step->kind, step->unaryOp, step->binaryOp,
                      step->predicate, step->hasDefault, step->operands.size());
  };
  if (head(a) != head(b))
    return head(a) < head(b);
  for (auto [left, right] : llvm::zip_equal(a->operands, b->operands))
    if (left != right)
      return left->number < right->number;
  if (int order = orderExactly(a->atom, b->atom))
    return order < 0;
  if (int order = orderExactly(a->atoms, b->atoms))
    return order < 0;
  return orderExactly(a->keys, b->keys) < 0;
}

const Step *Graph::get(Step step, SMRange range) {
  auto found = known.find(&step);
  if (found != known.end())
    return found->second;
  step.number = steps.size();
  step.range = place.value_or(range);
  infer(step);
  steps.push_back(std::move(step));
  const Step *made = &steps.back();
  known.emplace(made, made);
  return made;
}

const Step *Graph::getLeaf(StepKind kind, SMRange range) {
  Step step;
  step.kind = kind;
  return get(std::move(step), range);
}

const Step *Graph::getTokens(KindSet kinds, SMRange range) {
  Step step;
  step.kind = StepKind::TokensAsIs;
  step.kinds = kinds;
  // Tells tokens of different kinds apart.
  step.atom = kinds.describe();
  return get(std::move(step), range);
}

const Step *Graph::getConstant(const Atom &atom, SMRange range) {
  Step step;
  step.kind = StepKind::Constant;
  step.atom = atom;
  return get(std::move(step), range);
}

static bool isConstant(const Step *step) {
  return step->kind == StepKind::Constant;
}

const Step *Graph::getUnary(UnaryOp op, const Step *operand, SMRange range) {
  if (op == UnaryOp::Plus && operand->kinds == KindSet(AtomKind::Int))
    return operand;
  if (isConstant(operand))
    if (auto folded = evaluateUnary(op, operand->atom).value)
      return getConstant(*folded, range);
  Step step;
  step.kind = StepKind::Unary;
  step.unaryOp = op;
  step.operands = {operand};
  return get(std::move(step), range);
}

const Step *Graph::getBinary(BinaryOp op, const Step *left, const Step *right,
                             SMRange range) {
  if (isConstant(left) && isConstant(right))
    if (auto folded = evaluateBinary(op, left->atom, right->atom).value)
      return getConstant(*folded, range);
  // No string equals a number.
  if (op == BinaryOp::Equal &&
      left->kinds.isString() != right->kinds.isString())
    return getChecked(getConstant(false, range), {left, right}, range);
  Step step;
  step.kind = StepKind::Binary;
  step.binaryOp = op;
  step.operands = {left, right};
  return get(std::move(step), range);
}

const Step *Graph::getTruth(const Step *operand, SMRange range) {
  if (operand->kinds == KindSet(AtomKind::Bool))
    return operand;
  if (isConstant(operand))
    return getConstant(isTrue(operand->atom), range);
  Step step;
  step.kind = StepKind::Truth;
  step.operands = {operand};
  return get(std::move(step), range);
}

const Step *Graph::getLogical(StepKind kind, const Step *left,
                              const Step *right, SMRange range) {
  left = getTruth(left, range);
  right = getTruth(right, range);
  // x and True is x, x or True is True.
  for (auto [some, other] : {std::pair(left, right), std::pair(right, left)})
    if (isConstant(some))
      return isTrue(some->atom) == (kind == StepKind::And)
                 ? other
                 : getChecked(some, other, range);
  if (left == right)
    return left;
  Step step;
  step.kind = kind;
  step.operands = {left, right};
  return get(std::move(step), range);
}

const Step *Graph::getRound(const Step *operand, SMRange range) {
  if (operand->kinds == KindSet(AtomKind::Int))
    return operand;
  if (isConstant(operand))
    if (auto folded = roundToInt(operand->atom).value)
      return getConstant(*folded, range);
  Step step;
  step.kind = StepKind::Round;
  step.operands = {operand};
  return get(std::move(step), range);
}

const Step *Graph::getChoose(const Step *condition, const Step *value,
                             const Step *otherwise, SMRange range) {
  condition = getTruth(condition, range);
  if (isConstant(condition))
    return isTrue(condition->atom) ? getChecked(value, otherwise, range)
                                   : getChecked(otherwise, value, range);
  if (value == otherwise)
    return getChecked(value, condition, range);
  Step step;
  step.kind = StepKind::Choose;
  step.operands = {condition, value, otherwise};
  return get(std::move(step), range);
}

const Step *Graph::getListItem(std::vector<Atom> items, const Step *index,
                               SMRange range) {
  auto count = static_cast<int64_t>(items.size());
  if (isConstant(index) && getKind(index->atom) <= AtomKind::Int) {
    int64_t place = getInt(index->atom);
    if (place >= -count && place < count)
      return getConstant(items[place < 0 ? place + count : place], range);
  }
  Step step;
  step.kind = StepKind::ListItem;
  step.atoms = std::move(items);
  step.operands = {index};
  return get(std::move(step), range);
}

const Step *Graph::getDictItem(llvm::ArrayRef<Atom> keys,
                               llvm::ArrayRef<Atom> items, const Step *key,
                               SMRange range) {
  std::map<Atom, Atom, AtomLess> entries;
  for (auto [known, item] : llvm::zip_equal(keys, items))
    entries.emplace(*getComparable(known, key->kinds), item);
  if (isConstant(key))
    for (auto &[known, item] : entries)
      if (isEqual(known, key->atom))
        return getConstant(item, range);
  Step step;
  step.kind = StepKind::DictItem;
  for (auto &[known, item] : entries) {
    step.keys.push_back(known);
    step.atoms.push_back(item);
  }
  step.operands = {key};
  return get(std::move(step), range);
}

const Step *Graph::getIsIn(llvm::ArrayRef<Atom> atoms, const Step *operand,
                           SMRange range) {
  std::set<Atom, AtomLess> keys;
  for (const Atom &atom : atoms)
    if (std::optional<Atom> key = getComparable(atom, operand->kinds))
      keys.insert(*key);
  if (keys.empty())
    return getChecked(getConstant(false, range), operand, range);
  if (isConstant(operand))
    return getConstant(
        llvm::any_of(
            keys, [&](const Atom &key) { return isEqual(key, operand->atom); }),
        range);
  Step step;
  step.kind = StepKind::IsIn;
  step.keys.assign(keys.begin(), keys.end());
  step.operands = {operand};
  return get(std::move(step), range);
}

const Step *Graph::getSelect(Predicate predicate, const Step *keys,
                             const Step *queries, SMRange range) {
  Step step;
  step.kind = StepKind::Select;
  step.predicate = predicate;
  step.operands = {keys, queries};
  return get(std::move(step), range);
}

const Step *Graph::getSelectorNot(const Step *selector, SMRange range) {
  if (selector->kind == StepKind::SelectorNot)
    return selector->operands[0];
  Step step;
  step.kind = StepKind::SelectorNot;
  step.operands = {selector};
  return get(std::move(step), range);
}

const Step *Graph::getSelectorLogical(StepKind kind, const Step *left,
                                      const Step *right, SMRange range) {
  if (left == right)
    return left;
  for (auto [some, other] : {std::pair(left, right), std::pair(right, left)})
    if (some->isFull)
      return kind == StepKind::SelectorAnd ? getChecked(other, some, range)
                                           : getChecked(some, other, range);
  Step step;
  step.kind = kind;
  // The order says nothing.
  if (left->number > right->number)
    std::swap(left, right);
  step.operands = {left, right};
  return get(std::move(step), range);
}

const Step *Graph::getAggregate(const Step *selector, const Step *sequence,
                                std::optional<Atom> otherwise, SMRange range) {
  if (marksOwnAlone(selector))
    return getChecked(sequence, selector, range);
  Step step;
  step.kind = StepKind::Aggregate;
  step.operands = {selector, sequence};
  step.hasDefault = otherwise.has_value();
  step.atom = otherwise.value_or(Atom(int64_t(0)));
  return get(std::move(step), range);
}

const Step *Graph::getWidth(const Step *selector, SMRange range) {
  if (selector->isFull)
    return getChecked(getLeaf(StepKind::Length, range), selector, range);
  if (marksOwnAlone(selector))
    return getChecked(getConstant(int64_t(1), range), selector, range);
  Step step;
  step.kind = StepKind::Width;
  step.operands = {selector};
  return get(std::move(step), range);
}

const Step *Graph::getChecked(const Step *value,
                              llvm::ArrayRef<const Step *> dropped,
                              SMRange range) {
  std::map<unsigned, const Step *> others;
  auto add = [&](llvm::ArrayRef<const Step *> steps) {
    for (const Step *step : steps)
      if (step->mayFail && step != value)
        others[step->number] = step;
  };
  add(dropped);
  if (others.empty())
    return value;
  if (value->kind == StepKind::Checked) {
    add(llvm::ArrayRef(value->operands).drop_front());
    value = value->operands[0];
  }
  Step step;
  step.kind = StepKind::Checked;
  step.operands = {value};
  for (auto &[number, other] : others)
    step.operands.push_back(other);
  return get(std::move(step), range);
}

const Step *
Graph::getUnchecked(const Step *result,
                    llvm::function_ref<void(const Step *, const Step *)> note) {
  for (const Step *step : collectSteps(result)) {
    if (unchecked.contains(step))
      continue;
    const Step *made = step;
    if (step->kind == StepKind::Checked) {
      made = unchecked.lookup(step->operands[0]);
    } else if (llvm::any_of(step->operands, [&](const Step *operand) {
                 return unchecked.lookup(operand) != operand;
               })) {
      Step copy = *step;
      for (const Step *&operand : copy.operands)
        operand = unchecked.lookup(operand);
      made = get(std::move(copy), step->range);
    }
    unchecked[step] = made;
    unchecked[made] = made;
    note(step, made);
  }
  return unchecked.lookup(result);
}
