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

//===----------------------------------------------------------------------===//
// Selectors
//===----------------------------------------------------------------------===//

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

/// Whether all positions have one element, all rows of a selector one mark for
/// each key.
static bool isUniform(const Step &step) {
  switch (step.kind) {
  case StepKind::Constant:
  case StepKind::Length:
    return true;
  case StepKind::Select:
    return step.operands[1]->isUniform;
  case StepKind::Aggregate:
  case StepKind::Checked:
    return step.operands[0]->isUniform;
  default:
    return !step.operands.empty() &&
           llvm::all_of(step.operands,
                        [](const Step *operand) { return operand->isUniform; });
  }
}

/// Whether different positions have different elements: the index, moved or
/// turned around.
static bool isInjective(const Step &step) {
  switch (step.kind) {
  case StepKind::Indices:
    return true;
  case StepKind::Checked:
    return step.operands[0]->isInjective;
  case StepKind::Unary:
    return step.unaryOp != UnaryOp::Not && step.operands[0]->isInjective;
  case StepKind::Binary: {
    // Rounding could make floats equal.
    if ((step.binaryOp != BinaryOp::Add &&
         step.binaryOp != BinaryOp::Subtract) ||
        !step.kinds.isSubsetOf(AtomKind::Int))
      return false;
    const Step *left = step.operands[0], *right = step.operands[1];
    return (left->isInjective && right->isUniform) ||
           (left->isUniform && right->isInjective);
  }
  default:
    return false;
  }
}

/// Finds what is known of a selector.
static void inferSelector(Step &step) {
  const Step *left = step.operands[0];
  const Step *right = step.operands.size() > 1 ? step.operands[1] : nullptr;
  switch (step.kind) {
  case StepKind::Select:
    step.isFull = left->kind == StepKind::Constant &&
                  right->kind == StepKind::Constant &&
                  holds(step.predicate, left->atom, right->atom);
    // Not-a-number is not equal to itself.
    step.marksDiagonal =
        step.isFull || (left == right && holdsOfEquals(step.predicate) &&
                        !left->kinds.contains(AtomKind::Float));
    step.marksOneAtMost =
        step.predicate == Predicate::Equal && left->isInjective;
    step.marksOneAtLeast = step.marksDiagonal;
    return;
  case StepKind::SelectorAnd:
    step.isFull = left->isFull && right->isFull;
    step.marksDiagonal = left->marksDiagonal && right->marksDiagonal;
    step.marksOneAtMost = left->marksOneAtMost || right->marksOneAtMost;
    step.marksOneAtLeast = step.marksDiagonal;
    return;
  case StepKind::SelectorOr:
    step.isFull = left->isFull || right->isFull;
    step.marksDiagonal = left->marksDiagonal || right->marksDiagonal;
    step.marksOneAtLeast = left->marksOneAtLeast || right->marksOneAtLeast;
    return;
  case StepKind::Checked:
    step.isFull = left->isFull;
    step.marksDiagonal = left->marksDiagonal;
    step.marksOneAtMost = left->marksOneAtMost;
    step.marksOneAtLeast = left->marksOneAtLeast;
    return;
  default:
    return;
  }
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

/// Bounds of an operator on integers, in as many bits as it takes.
static std::pair<__int128, __int128> getWideRange(BinaryOp op, IntRange a,
                                                  IntRange b) {
  auto wide = [](int64_t number) { return static_cast<__int128>(number); };
  switch (op) {
  case BinaryOp::Add:
    return {wide(a.low) + b.low, wide(a.high) + b.high};
  case BinaryOp::Subtract:
    return {wide(a.low) - b.high, wide(a.high) - b.low};
  case BinaryOp::Multiply:
    return std::minmax({wide(a.low) * b.low, wide(a.low) * b.high,
                        wide(a.high) * b.low, wide(a.high) * b.high});
  case BinaryOp::Modulo:
    // The result has the sign of the divisor.
    return {b.low < 0 ? b.low : 0, b.high > 0 ? b.high : 0};
  default:
    return {wide(1) << 126, -(wide(1) << 126)};
  }
}

static IntRange getRange(BinaryOp op, IntRange a, IntRange b) {
  auto [low, high] = getWideRange(op, a, b);
  return low > high ? IntRange() : IntRange{saturate(low), saturate(high)};
}

bool nn::rasp::staysWithin(BinaryOp op, IntRange a, IntRange b) {
  auto [low, high] = getWideRange(op, a, b);
  return low == saturate(low) && high == saturate(high);
}

static IntRange unite(IntRange a, IntRange b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

IntRange nn::rasp::getIntRange(const Step *step) {
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
      step.numParts = llvm::SaturatingAdd(left->numParts, right->numParts);
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
  if (!selector->marksOneAtMost && !step.kinds.isString() &&
      !(step.kinds == KindSet(AtomKind::Bool)))
    step.kinds = step.kinds | AtomKind::Float;
  if (selector->marksOneAtLeast)
    return;
  // A sequence of strings without a default has to mark a key in every row.
  if (step.kinds.isString() && !step.hasDefault)
    return;
  step.kinds = step.kinds | getKind(step.atom);
  if (getKind(step.atom) != AtomKind::Float && !isString(step.atom))
    step.ints = unite(step.ints, getIntRange(step.atom));
}

static void inferType(Step &step) {
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
    step.kinds = getKind(step.atom);
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
    step.numParts =
        std::max(step.operands[1]->numParts, step.operands[2]->numParts);
    break;
  case StepKind::ListItem:
  case StepKind::DictItem: {
    step.kinds = getKinds(step.atoms);
    std::optional<IntRange> range;
    for (const Atom &atom : step.atoms)
      if (getKind(atom) < AtomKind::Float)
        range = range ? unite(*range, getIntRange(atom)) : getIntRange(atom);
    step.ints = range.value_or(IntRange());
    break;
  }
  case StepKind::IsIn:
    step.kinds = AtomKind::Bool;
    break;
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
    step.numParts = step.operands[1]->numParts;
    break;
  case StepKind::Checked:
    step.kinds = step.operands[0]->kinds;
    step.ints = step.operands[0]->ints;
    step.numParts = step.operands[0]->numParts;
    break;
  case StepKind::Width:
    step.kinds = AtomKind::Int;
    step.ints = {0, kMaxLength};
    break;
  }
}

/// Whether a step may have an error on some input where its operands have
/// none. What it does not know, it takes to fail.
static bool mayFailItself(const Step &step) {
  auto range = [&](unsigned place) {
    return getIntRange(step.operands[place]);
  };
  // Floats beside integers.
  bool isInexact = step.kinds.isMixed() && !step.ints.isWithin(kExactFloat - 1);
  switch (step.kind) {
  case StepKind::TokensInt:
  case StepKind::TokensFloat:
  case StepKind::TokensAsIs:
  case StepKind::DictItem:
    return true;
  case StepKind::Unary:
    return step.unaryOp == UnaryOp::Minus &&
           step.kinds.contains(AtomKind::Int) &&
           !staysWithin(BinaryOp::Subtract, {0, 0}, range(0));
  case StepKind::Binary:
    switch (step.binaryOp) {
    case BinaryOp::Add:
    case BinaryOp::Subtract:
    case BinaryOp::Multiply:
      return isInexact || (step.kinds.contains(AtomKind::Int) &&
                           !staysWithin(step.binaryOp, range(0), range(1)));
    case BinaryOp::Divide:
    case BinaryOp::Modulo:
      return isInexact || range(1).contains(0) ||
             step.operands[1]->kinds.contains(AtomKind::Float);
    case BinaryOp::Power:
      return true;
    default:
      return false;
    }
  case StepKind::Round:
    return step.operands[0]->kinds.contains(AtomKind::Float);
  case StepKind::Choose:
    return isInexact;
  case StepKind::ListItem: {
    auto count = static_cast<int64_t>(step.atoms.size());
    return isInexact || step.operands[0]->kinds.contains(AtomKind::Float) ||
           range(0).low < -count || range(0).high >= count;
  }
  case StepKind::Aggregate:
    // Several where there is no mean, sums that are too large, and nothing
    // where a string is needed.
    return step.operands[1]->kinds.isString() ||
           step.operands[1]->kinds.contains(AtomKind::Bool) ||
           !step.ints.isWithin(kExactFloat / kMaxLength);
  default:
    return false;
  }
}

void Graph::infer(Step &step) {
  for (const Step *operand : step.operands) {
    step.depth = std::max(step.depth, operand->depth);
    step.mayFail |= operand->mayFail;
  }
  inferType(step);
  step.isUniform = ::isUniform(step);
  step.isInjective = ::isInjective(step);
  if (step.isSelector())
    inferSelector(step);
  step.mayFail |= mayFailItself(step);
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
