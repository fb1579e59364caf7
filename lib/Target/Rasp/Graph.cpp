//===- Graph.cpp - What a RASP program computes ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Graph.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include <tuple>

using namespace nn::rasp;
using llvm::SMRange;

/// No sequence is longer: its tensors would not fit the addresses.
static constexpr int64_t kMaxLength = int64_t(1) << 40;

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

//===----------------------------------------------------------------------===//
// Selectors
//===----------------------------------------------------------------------===//

/// Whether different positions have different elements: the index, moved or
/// turned around.
static bool isInjective(const Step *step) {
  if (step->kind == StepKind::Indices)
    return true;
  auto isUniform = [](const Step *other) {
    return other->kind == StepKind::Constant || other->kind == StepKind::Length;
  };
  if (step->kind == StepKind::Unary && step->unaryOp != UnaryOp::Not)
    return isInjective(step->operands[0]);
  if (step->kind != StepKind::Binary ||
      (step->binaryOp != BinaryOp::Add && step->binaryOp != BinaryOp::Subtract))
    return false;
  // Rounding could make floats equal.
  if (!step->kinds.isSubsetOf(AtomKind::Int))
    return false;
  const Step *left = step->operands[0], *right = step->operands[1];
  return (isInjective(left) && isUniform(right)) ||
         (isUniform(left) && isInjective(right));
}

static bool holdsOfEquals(Predicate predicate) {
  return predicate == Predicate::Equal || predicate == Predicate::LessEqual ||
         predicate == Predicate::GreaterEqual;
}

bool nn::rasp::holds(Predicate predicate, const Atom &key, const Atom &query) {
  switch (predicate) {
  case Predicate::Equal:
    return isEqual(key, query);
  case Predicate::NotEqual:
    return !isEqual(key, query);
  case Predicate::Less:
    return compare(key, query).value_or(1) < 0;
  case Predicate::LessEqual:
    return compare(key, query).value_or(1) <= 0;
  case Predicate::Greater:
    return compare(key, query).value_or(-1) > 0;
  case Predicate::GreaterEqual:
    return compare(key, query).value_or(-1) >= 0;
  }
  llvm_unreachable("unknown predicate");
}

/// Whether row and key at one position are marked, on any input.
static bool marksDiagonal(const Step *selector) {
  switch (selector->kind) {
  case StepKind::Select:
    // Not-a-number is not equal to itself.
    return selector->operands[0] == selector->operands[1] &&
           holdsOfEquals(selector->predicate) &&
           !selector->operands[0]->kinds.contains(AtomKind::Float);
  case StepKind::SelectorAnd:
    return marksDiagonal(selector->operands[0]) &&
           marksDiagonal(selector->operands[1]);
  case StepKind::SelectorOr:
    return marksDiagonal(selector->operands[0]) ||
           marksDiagonal(selector->operands[1]);
  default:
    return isFull(selector);
  }
}

/// Whether every row marks its own position and no other, on any input.
static bool marksOwnAlone(const Step *selector) {
  return marksOneAtMost(selector) && marksDiagonal(selector);
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

bool nn::rasp::isFull(const Step *selector) {
  switch (selector->kind) {
  case StepKind::Select: {
    const Step *keys = selector->operands[0], *queries = selector->operands[1];
    return keys->kind == StepKind::Constant &&
           queries->kind == StepKind::Constant &&
           holds(selector->predicate, keys->atom, queries->atom);
  }
  case StepKind::SelectorAnd:
    return isFull(selector->operands[0]) && isFull(selector->operands[1]);
  case StepKind::SelectorOr:
    return isFull(selector->operands[0]) || isFull(selector->operands[1]);
  default:
    return false;
  }
}

bool nn::rasp::marksOneAtMost(const Step *selector) {
  switch (selector->kind) {
  case StepKind::Select:
    return selector->predicate == Predicate::Equal &&
           isInjective(selector->operands[0]);
  case StepKind::SelectorAnd:
    return marksOneAtMost(selector->operands[0]) ||
           marksOneAtMost(selector->operands[1]);
  default:
    return false;
  }
}

bool nn::rasp::marksOneAtLeast(const Step *selector) {
  if (selector->kind == StepKind::SelectorOr)
    return marksOneAtLeast(selector->operands[0]) ||
           marksOneAtLeast(selector->operands[1]);
  return marksDiagonal(selector);
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// The kinds that arithmetic makes of numbers.
static KindSet getArithmeticKinds(const Step *left, const Step *right) {
  KindSet kinds;
  if (left->kinds.contains(AtomKind::Float) ||
      right->kinds.contains(AtomKind::Float))
    kinds = kinds | AtomKind::Float;
  auto mayBeExact = [&](const Step *step) {
    return !step->kinds.isSubsetOf(AtomKind::Float);
  };
  if (mayBeExact(left) && mayBeExact(right))
    kinds = kinds | AtomKind::Int;
  return kinds;
}

static int64_t saturate(__int128 number) {
  constexpr int64_t low = std::numeric_limits<int64_t>::min();
  constexpr int64_t high = std::numeric_limits<int64_t>::max();
  return number < low    ? low
         : number > high ? high
                         : static_cast<int64_t>(number);
}

/// Bounds of an operator on integers.
static IntRange getRange(BinaryOp op, IntRange a, IntRange b) {
  auto wide = [](int64_t number) { return static_cast<__int128>(number); };
  switch (op) {
  case BinaryOp::Add:
    return {saturate(wide(a.low) + b.low), saturate(wide(a.high) + b.high)};
  case BinaryOp::Subtract:
    return {saturate(wide(a.low) - b.high), saturate(wide(a.high) - b.low)};
  case BinaryOp::Multiply: {
    __int128 corners[] = {wide(a.low) * b.low, wide(a.low) * b.high,
                          wide(a.high) * b.low, wide(a.high) * b.high};
    auto [low, high] =
        std::minmax_element(std::begin(corners), std::end(corners));
    return {saturate(*low), saturate(*high)};
  }
  case BinaryOp::Modulo:
    // The result has the sign of the divisor.
    return {b.low < 0 ? b.low : 0, b.high > 0 ? b.high : 0};
  default:
    return {};
  }
}

static IntRange unite(IntRange a, IntRange b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// Bounds of the integers of a sequence, which may have floats too.
static IntRange getIntRange(const Step *step) {
  return step->kinds == KindSet(AtomKind::Bool) ? IntRange{0, 1} : step->ints;
}

static IntRange getIntRange(const Atom &atom) {
  AtomKind kind = getKind(atom);
  if (kind != AtomKind::Bool && kind != AtomKind::Int)
    return {};
  return {getInt(atom), getInt(atom)};
}

static KindSet getKinds(const std::vector<Atom> &atoms) {
  KindSet kinds;
  for (const Atom &atom : atoms)
    kinds = kinds | getKind(atom);
  return kinds;
}

static void inferBinary(Step &step) {
  const Step *left = step.operands[0], *right = step.operands[1];
  switch (step.binaryOp) {
  case BinaryOp::Add:
    if (left->kinds.isString()) {
      step.kinds = AtomKind::String;
      return;
    }
    [[fallthrough]];
  case BinaryOp::Subtract:
  case BinaryOp::Multiply:
  case BinaryOp::Modulo:
    step.kinds = getArithmeticKinds(left, right);
    step.ints = getRange(step.binaryOp, getIntRange(left), getIntRange(right));
    return;
  case BinaryOp::Power:
    step.kinds = getArithmeticKinds(left, right);
    if (step.kinds.contains(AtomKind::Int) && getIntRange(right).low < 0)
      step.kinds = step.kinds | AtomKind::Float;
    return;
  case BinaryOp::Divide:
    step.kinds = AtomKind::Float;
    return;
  default:
    step.kinds = AtomKind::Bool;
    step.ints = {0, 1};
  }
}

static void inferAggregate(Step &step) {
  const Step *selector = step.operands[0], *sequence = step.operands[1];
  step.kinds = sequence->kinds;
  step.ints = getIntRange(sequence);
  // A mean of booleans alone is an error.
  if (!marksOneAtMost(selector) && !step.kinds.isString() &&
      !(step.kinds == KindSet(AtomKind::Bool)))
    step.kinds = step.kinds | AtomKind::Float;
  if (marksOneAtLeast(selector))
    return;
  // A sequence of strings without a default has to mark a key in every row.
  if (step.kinds.isString() && !step.hasDefault)
    return;
  step.kinds = step.kinds | getKind(step.atom);
  if (getKind(step.atom) != AtomKind::Float && !isString(step.atom))
    step.ints = unite(step.ints, getIntRange(step.atom));
}

void Graph::infer(Step &step) {
  for (const Step *operand : step.operands)
    step.depth = std::max(step.depth, operand->depth);
  switch (step.kind) {
  case StepKind::TokensStr:
    step.kinds = AtomKind::String;
    break;
  case StepKind::TokensInt:
    step.kinds = AtomKind::Int;
    break;
  case StepKind::TokensFloat:
    step.kinds = AtomKind::Float;
    break;
  case StepKind::TokensBool:
    step.kinds = AtomKind::Bool;
    break;
  case StepKind::TokensAsIs:
    break;
  case StepKind::Indices:
    step.kinds = AtomKind::Int;
    step.ints = {0, kMaxLength};
    break;
  case StepKind::Length:
    step.kinds = AtomKind::Int;
    step.ints = {1, kMaxLength};
    // The reference finds it by attention.
    step.depth = 1;
    break;
  case StepKind::Constant:
    step.kinds = rasp::getKind(step.atom);
    step.ints = getIntRange(step.atom);
    break;
  case StepKind::Unary: {
    const Step *operand = step.operands[0];
    if (step.unaryOp == UnaryOp::Not) {
      step.kinds = AtomKind::Bool;
      break;
    }
    step.kinds = getArithmeticKinds(operand, operand);
    IntRange range = getIntRange(operand);
    step.ints = step.unaryOp == UnaryOp::Plus
                    ? range
                    : getRange(BinaryOp::Subtract, {0, 0}, range);
    break;
  }
  case StepKind::Binary:
    inferBinary(step);
    break;
  case StepKind::Truth:
  case StepKind::And:
  case StepKind::Or:
    step.kinds = AtomKind::Bool;
    break;
  case StepKind::Round:
    step.kinds = AtomKind::Int;
    if (!step.operands[0]->kinds.contains(AtomKind::Float))
      step.ints = getIntRange(step.operands[0]);
    break;
  case StepKind::Choose:
    step.kinds = step.operands[1]->kinds | step.operands[2]->kinds;
    step.ints =
        unite(getIntRange(step.operands[1]), getIntRange(step.operands[2]));
    break;
  case StepKind::ListItem:
  case StepKind::DictItem: {
    step.kinds = getKinds(step.atoms);
    std::optional<IntRange> range;
    for (const Atom &atom : step.atoms)
      if (rasp::getKind(atom) < AtomKind::Float)
        range = range ? unite(*range, getIntRange(atom)) : getIntRange(atom);
    step.ints = range.value_or(IntRange());
    break;
  }
  case StepKind::Select:
    ++step.depth;
    break;
  case StepKind::SelectorNot:
  case StepKind::SelectorAnd:
  case StepKind::SelectorOr:
    break;
  case StepKind::Aggregate:
    step.depth = std::max(step.operands[0]->depth, step.operands[1]->depth + 1);
    inferAggregate(step);
    break;
  case StepKind::Width:
    step.kinds = AtomKind::Int;
    step.ints = {0, kMaxLength};
    break;
  }
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
  step.range = origin.value_or(range);
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
    return getConstant(false, range);
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
      return isTrue(some->atom) == (kind == StepKind::And) ? other : some;
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
    return isTrue(condition->atom) ? value : otherwise;
  if (value == otherwise)
    return value;
  Step step;
  step.kind = StepKind::Choose;
  step.operands = {condition, value, otherwise};
  return get(std::move(step), range);
}

const Step *Graph::getListItem(std::vector<Atom> items, const Step *index,
                               SMRange range) {
  Step step;
  step.kind = StepKind::ListItem;
  step.atoms = std::move(items);
  step.operands = {index};
  return get(std::move(step), range);
}

const Step *Graph::getDictItem(std::vector<Atom> keys, std::vector<Atom> items,
                               const Step *key, SMRange range) {
  Step step;
  step.kind = StepKind::DictItem;
  step.keys = std::move(keys);
  step.atoms = std::move(items);
  step.operands = {key};
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
    if (isFull(some))
      return kind == StepKind::SelectorAnd ? other : some;
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
    return sequence;
  Step step;
  step.kind = StepKind::Aggregate;
  step.operands = {selector, sequence};
  step.hasDefault = otherwise.has_value();
  step.atom = otherwise.value_or(Atom(int64_t(0)));
  return get(std::move(step), range);
}

const Step *Graph::getWidth(const Step *selector, SMRange range) {
  if (isFull(selector))
    return getLeaf(StepKind::Length, range);
  if (marksOwnAlone(selector))
    return getConstant(int64_t(1), range);
  Step step;
  step.kind = StepKind::Width;
  step.operands = {selector};
  return get(std::move(step), range);
}
