//===- Infer.cpp - What is known of a step --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Graph.h"
#include "llvm/Support/MathExtras.h"

using namespace nn::rasp;

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
