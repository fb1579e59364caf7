//===- PlanNumbers.cpp - Numbers of transformers --------------------------===//
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
using llvm::SmallVector;
using llvm::Twine;

/// Sorts values, each once.
static void normalize(std::vector<double> &values) {
  llvm::sort(values);
  values.erase(llvm::unique(values), values.end());
}

//===----------------------------------------------------------------------===//
// From numbers to variables
//===----------------------------------------------------------------------===//

namespace {
/// Between two neighbouring values of a number, where a function changes.
struct Boundary {
  double below, above;
  int before, after; ///< places of the results; -1 is none
};
} // namespace

std::optional<Table>
Planner::planPieces(const Step *step, const Number &number,
                    llvm::function_ref<AtomResult(double)> function) {
  if (number.values.empty())
    return overLimit(step, "a number has more than " + Twine(limits.maxTable) +
                               " values, of which each would need a step");
  Table table;
  std::map<Atom, int> places;
  std::vector<Boundary> boundaries;
  std::optional<int> last, first;
  std::string problem;
  for (auto [i, value] : llvm::enumerate(number.values)) {
    AtomResult result = function(value);
    int place = -1;
    if (result.value) {
      auto [known, isNew] = places.try_emplace(*result.value, places.size());
      place = known->second;
      if (isNew)
        table.values.push_back(*result.value);
    } else {
      problem = result.problem;
    }
    if (!last)
      first = place;
    else if (*last != place)
      boundaries.push_back({number.values[i - 1], value, *last, place});
    last = place;
  }
  if (table.values.empty())
    return fail(step, "no input has a result: this " + problem);
  if (boundaries.empty()) {
    table.places = {0};
    return table;
  }
  if (table.values.size() > limits.maxValues)
    return overLimit(step, "the sequence has " + Twine(table.values.size()) +
                               " values, more than the limit of " +
                               Twine(limits.maxValues));

  bool isWhole = number.isWhole;
  Time ready = isWhole ? number.ready : number.ready.getNext();
  const Variable *variable =
      addVariable(getName(step), table.values, ready.getNext());
  for (size_t i = 0; i < table.values.size(); ++i)
    table.places.push_back(i);
  table.variables = {variable};
  if (*first >= 0)
    getMlp(ready).bias.push_back({variable->start + *first, 1});
  auto getChanges = [&](const Boundary &boundary, double factor) {
    std::vector<Term> changes;
    if (boundary.before >= 0)
      changes.push_back({variable->start + boundary.before, -factor});
    if (boundary.after >= 0)
      changes.push_back({variable->start + boundary.after, factor});
    return changes;
  };
  if (isWhole) {
    // relu(x - below) - relu(x - below - 1) is 0 up to `below`, 1 above.
    std::map<double, Affine> units;
    for (const Boundary &boundary : boundaries)
      for (double factor : {1, -1})
        for (const Term &change : getChanges(boundary, factor))
          units[boundary.below + (factor < 0)].add(
              Affine::ofEntry(change.entry, change.factor));
    for (auto &[below, changes] : units) {
      if (changes.terms.empty())
        continue;
      Affine input = number.affine;
      input.constant -= below;
      addUnit(ready, std::move(input), std::move(changes.terms));
    }
    return table;
  }
  // A sum of two units would not be exactly 1: the number has errors, and is
  // large in comparison. Instead, relu(1 - t) is exactly 0 or 1 where t is at
  // least 1 or exactly 0, which another layer computes.
  double size = std::max({1.0, std::abs(number.low), std::abs(number.high)});
  constexpr double minGap = 0x1p-16;
  unsigned steps = addSubspace("steps of " + getName(step), boundaries.size());
  for (auto [i, boundary] : llvm::enumerate(boundaries)) {
    double gap = boundary.above - boundary.below;
    if (gap < minGap * size)
      return fail(step, "the values " + spell(boundary.below) + " and " +
                            spell(boundary.above) +
                            " of a number are too close for 32-bit floats");
    Affine input(2 / gap * (boundary.above - gap / 4));
    input.add(number.affine, -2 / gap);
    unsigned entry = steps + i;
    addUnit(number.ready, std::move(input), {{entry, 1}});
    Affine isAbove(1);
    isAbove.add(Affine::ofEntry(entry, -1));
    addUnit(ready, std::move(isAbove), getChanges(boundary, 1));
  }
  return table;
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// `left op right` of all values, in order; nothing if they are more than
/// `limit`.
static std::vector<double>
combine(ArrayRef<double> left, ArrayRef<double> right, size_t limit,
        llvm::function_ref<double(double, double)> op) {
  constexpr size_t maxPairs = 1 << 20;
  std::vector<double> values;
  if (left.size() * right.size() > maxPairs)
    return values;
  for (double a : left)
    for (double b : right)
      values.push_back(op(a, b));
  normalize(values);
  if (values.size() > limit)
    values.clear();
  return values;
}

/// Looks whether the number is whole still, and which values it may have if
/// they are not known.
static void bound(Number &number, size_t maxValues) {
  // Larger integers are not computed exactly for sure.
  constexpr double maxWhole = 1 << 20;
  number.isWhole &= std::max(-number.low, number.high) <= maxWhole;
  if (number.isWhole && number.values.empty() &&
      number.high - number.low < maxValues)
    for (double value = number.low; value <= number.high; ++value)
      number.values.push_back(value);
}

std::vector<double> Planner::getValues(const JointMeans &means) {
  // The elements of all sequences at one position.
  SmallVector<const Variable *> variables = unite(means.sequences);
  SmallVector<unsigned> sizes;
  double size = 1;
  for (const Variable *variable : variables) {
    sizes.push_back(variable->size);
    size *= variable->size;
  }
  if (size > limits.maxTable)
    return {};
  std::set<std::vector<double>> elements;
  Combinations combinations(sizes);
  do {
    std::vector<double> element;
    for (const Table &table : means.sequences) {
      size_t place = 0;
      for (const Variable *variable : table.variables)
        place = place * variable->size +
                combinations
                    .get()[llvm::find(variables, variable) - variables.begin()];
      if (int value = table.places[place]; value >= 0)
        element.push_back(getDouble(table.values[value]));
    }
    if (element.size() == means.sequences.size())
      elements.insert(std::move(element));
  } while (combinations.next());

  // Their sums over ever more positions.
  constexpr size_t maxSums = 1 << 21;
  size_t numSums = 0;
  std::set<std::vector<double>> sums = elements;
  std::set<double> values;
  for (unsigned count = 1; count <= network.maxLength; ++count) {
    std::set<std::vector<double>> next;
    for (const std::vector<double> &sum : sums) {
      SmallVector<double> mean(sum.begin(), sum.end());
      for (double &part : mean)
        part /= count;
      values.insert(means.function(mean));
    }
    numSums += sums.size() * elements.size();
    if (numSums > maxSums || values.size() > limits.maxTable)
      return {};
    if (count == network.maxLength)
      break;
    for (const std::vector<double> &sum : sums)
      for (const std::vector<double> &element : elements) {
        std::vector<double> longer = sum;
        for (auto [part, more] : llvm::zip_equal(longer, element))
          part += more;
        next.insert(std::move(longer));
      }
    sums = std::move(next);
  }
  return {values.begin(), values.end()};
}

/// `left + factor * right`, if they are means over the same selector.
static std::shared_ptr<const JointMeans>
join(const Number &left, const Number &right, double factor) {
  if (!left.means || !right.means ||
      left.means->selector != right.means->selector)
    return nullptr;
  auto joint = std::make_shared<JointMeans>(*left.means);
  size_t count = joint->sequences.size();
  llvm::append_range(joint->sequences, right.means->sequences);
  joint->function = [first = left.means, second = right.means, count,
                     factor](ArrayRef<double> means) {
    return first->function(means.take_front(count)) +
           factor * second->function(means.drop_front(count));
  };
  return joint;
}

Number Planner::add(const Number &left, const Number &right, double factor) {
  Number sum = left;
  sum.affine.add(right.affine, factor);
  sum.ready = std::max(left.ready, right.ready);
  auto [low, high] = std::minmax({factor * right.low, factor * right.high});
  sum.low += low;
  sum.high += high;
  sum.isWhole = left.isWhole && right.isWhole && factor == std::floor(factor);
  sum.means = join(left, right, factor);
  if (sum.affine.terms.empty()) {
    // They cancel each other.
    sum.low = sum.high = sum.affine.constant;
    sum.values = {sum.low};
    return sum;
  }
  if (sum.means)
    sum.values = getValues(*sum.means);
  if (!sum.means || sum.values.empty())
    sum.values = combine(left.values, right.values, limits.maxTable,
                         [&](double a, double b) { return a + factor * b; });
  bound(sum, limits.maxTable);
  return sum;
}

void Planner::addWhere(const Number &number, const Flag &flag,
                       const Twine &name, Number &sum) {
  // A constant needs no unit.
  sum.affine.add(flag.affine, number.low);
  sum.ready = std::max({sum.ready, flag.ready, number.ready});
  if (number.low == number.high)
    return;
  double range = number.high - number.low;
  range = number.isWhole ? range + 1 : 2 * range;
  Affine input = number.affine;
  input.constant -= number.low + range;
  input.add(flag.affine, range);
  unsigned entry = addSubspace(name, 1);
  Time time = std::max(flag.ready, number.ready);
  addUnit(time, std::move(input), {{entry, 1}});
  sum.affine.add(Affine::ofEntry(entry));
  sum.ready = std::max(sum.ready, time.getNext());
}

/// Sums, and products with a constant, of a number, which is the only operand
/// that is not constant.
std::optional<Form> Planner::planScaled(const Step *step, size_t place) {
  Number number = std::get<Number>(getForm(step->operands[place]));
  const Atom *constant = step->operands.size() == 2
                             ? getConstant(step->operands[1 - place])
                             : nullptr;
  double factor = 1, offset = 0;
  if (step->kind == StepKind::Unary) {
    factor = step->unaryOp == UnaryOp::Minus ? -1 : 1;
  } else {
    double value = getDouble(*constant);
    switch (step->binaryOp) {
    case BinaryOp::Add:
      offset = value;
      break;
    case BinaryOp::Subtract:
      factor = place == 0 ? 1 : -1;
      offset = place == 0 ? -value : value;
      break;
    case BinaryOp::Multiply:
      factor = value;
      break;
    default:
      if (value == 0)
        return fail(step, "no input has a result: this divides by zero");
      factor = 1 / value;
    }
  }
  Affine affine(offset);
  affine.add(number.affine, factor);
  number.affine = std::move(affine);
  number.isWhole &=
      factor == std::floor(factor) && offset == std::floor(offset);
  // The values are those that the program has, rounding included.
  SmallVector<Atom, 2> atoms(step->operands.size());
  if (constant)
    atoms[1 - place] = *constant;
  auto evaluateAt = [step, place, atoms, factor, offset](double value) {
    SmallVector<Atom, 2> operands = atoms;
    operands[place] = getAtom(step->operands[place], value);
    AtomResult result = evaluate(step, operands);
    return result.value ? getDouble(*result.value) : value * factor + offset;
  };
  if (number.means) {
    auto means = std::make_shared<JointMeans>(*number.means);
    means->function = [source = number.means, evaluateAt](ArrayRef<double> v) {
      return evaluateAt(source->function(v));
    };
    number.means = std::move(means);
  }
  for (double &value : number.values)
    value = evaluateAt(value);
  normalize(number.values);
  number.low = number.low * factor + offset;
  number.high = number.high * factor + offset;
  if (number.low > number.high)
    std::swap(number.low, number.high);
  bound(number, limits.maxTable);
  return number;
}

std::optional<Form> Planner::planSum(const Step *step) {
  std::optional<Number> left = getNumber(step->operands[0]);
  std::optional<Number> right = getNumber(step->operands[1]);
  if (!left || !right)
    return std::nullopt;
  return add(*left, *right, step->binaryOp == BinaryOp::Add ? 1 : -1);
}

std::optional<Form> Planner::planComparison(const Step *step) {
  std::optional<Number> left = getNumber(step->operands[0]);
  std::optional<Number> right = getNumber(step->operands[1]);
  if (!left || !right)
    return std::nullopt;
  std::optional<Table> table =
      planPieces(step, add(*left, *right, -1), [&](double difference) {
        return evaluateBinary(step->binaryOp, difference, 0.0);
      });
  if (!table)
    return std::nullopt;
  return std::move(*table);
}

/// A number times, or divided by, an element of a table: a sum over the values
/// of the table.
std::optional<Form> Planner::planProduct(const Step *step) {
  bool isNumberFirst =
      std::holds_alternative<Number>(getForm(step->operands[0]));
  const Number number =
      std::get<Number>(getForm(step->operands[isNumberFirst ? 0 : 1]));
  std::optional<View> view = getView(step->operands[isNumberFirst ? 1 : 0]);
  if (!view)
    return std::nullopt;
  bool divides = step->binaryOp == BinaryOp::Divide;
  Number sum;
  sum.isWhole = number.isWhole;
  std::vector<double> factors;
  for (const Atom &atom : view->values) {
    double value = getDouble(atom);
    if (divides && value == 0)
      continue;
    factors.push_back(value);
    double factor = divides ? 1 / value : value;
    sum.isWhole &= factor == std::floor(factor);
  }
  for (auto [place, atom] : llvm::enumerate(view->values)) {
    double value = getDouble(atom);
    if (value == 0)
      continue;
    Flag flag{{}, view->variable->ready};
    for (auto [source, target] : llvm::enumerate(view->places))
      if (target == static_cast<int>(place))
        flag.affine.add(view->variable->get(source));
    Number part;
    addWhere(number, flag, getName(step), part);
    sum.affine.add(part.affine, divides ? 1 / value : value);
    sum.ready = std::max(sum.ready, part.ready);
  }
  if (factors.empty())
    return fail(step, "no input has a result: this divides by zero");
  sum.values =
      combine(number.values, factors, limits.maxTable,
              [&](double a, double b) { return divides ? a / b : a * b; });
  std::vector<double> corners =
      combine({number.low, number.high}, factors, limits.maxTable,
              [&](double a, double b) { return divides ? a / b : a * b; });
  sum.low = corners.front();
  sum.high = corners.back();
  bound(sum, limits.maxTable);
  return sum;
}

std::optional<Form> Planner::planChoice(const Step *step) {
  std::optional<View> condition = getView(step->operands[0]);
  if (!condition)
    return std::nullopt;
  Number sum;
  sum.isWhole = true;
  bool isKnown = true;
  for (bool isTaken : {true, false}) {
    std::optional<Number> number = getNumber(step->operands[isTaken ? 1 : 2]);
    if (!number)
      return std::nullopt;
    Flag flag{{}, condition->variable->ready};
    for (auto [source, place] : llvm::enumerate(condition->places))
      if (place >= 0 && isTrue(condition->values[place]) == isTaken)
        flag.affine.add(condition->variable->get(source));
    addWhere(*number, flag, getName(step), sum);
    sum.low = isTaken ? number->low : std::min(sum.low, number->low);
    sum.high = isTaken ? number->high : std::max(sum.high, number->high);
    sum.isWhole &= number->isWhole;
    isKnown &= !number->values.empty();
    llvm::append_range(sum.values, number->values);
  }
  normalize(sum.values);
  if (!isKnown)
    sum.values.clear();
  bound(sum, limits.maxTable);
  return sum;
}

std::optional<Form> Planner::planNumbers(const Step *step) {
  SmallVector<size_t> changing;
  bool isNumeric = true;
  for (auto [place, operand] : llvm::enumerate(step->operands)) {
    if (!getConstant(operand))
      changing.push_back(place);
    isNumeric &= !operand->kinds.isString();
  }
  bool isBinary = step->kind == StepKind::Binary && isNumeric;
  bool isSum = isBinary && (step->binaryOp == BinaryOp::Add ||
                            step->binaryOp == BinaryOp::Subtract);
  bool isQuotient = isBinary && step->binaryOp == BinaryOp::Divide;
  bool isProduct = isBinary && step->binaryOp == BinaryOp::Multiply;
  const Step *operand = step->operands[changing[0]];
  if (changing.size() == 1) {
    size_t place = changing[0];
    if (isSum || isProduct || (isQuotient && place == 0) ||
        (step->kind == StepKind::Unary && step->unaryOp != UnaryOp::Not))
      return planScaled(step, place);
    const Number &number = std::get<Number>(getForm(operand));
    if (step->kind == StepKind::Round && number.isWhole)
      return number;
  }
  // A function of one number.
  bool isUnary = llvm::all_of(
      changing, [&](size_t place) { return step->operands[place] == operand; });
  if (isUnary && !isSum && step->kind != StepKind::Choose) {
    SmallVector<Atom, 2> atoms;
    for (const Step *other : step->operands) {
      const Atom *constant = getConstant(other);
      atoms.push_back(constant ? *constant : Atom());
    }
    std::optional<Table> table =
        planPieces(step, std::get<Number>(getForm(operand)), [&](double value) {
          for (size_t place : changing)
            atoms[place] = getAtom(operand, value);
          return evaluate(step, atoms);
        });
    if (!table)
      return std::nullopt;
    return std::move(*table);
  }
  if (isSum)
    return planSum(step);
  auto isNumber = [&](size_t place) {
    return std::holds_alternative<Number>(getForm(step->operands[place]));
  };
  if ((isProduct && isNumber(0) != isNumber(1)) ||
      (isQuotient && isNumber(0) && !isNumber(1)))
    return planProduct(step);
  if (isBinary && step->binaryOp >= BinaryOp::Equal &&
      step->binaryOp <= BinaryOp::Less)
    return planComparison(step);
  if (step->kind == StepKind::Choose)
    return planChoice(step);
  // Others want to know the values.
  std::vector<Table> operands;
  for (const Step *operand : step->operands) {
    std::optional<View> view = getView(operand);
    if (!view)
      return std::nullopt;
    operands.push_back({{view->variable}, view->places, view->values});
    if (view->variable->isConstant)
      operands.back().variables.clear();
  }
  std::optional<Table> table =
      makeTable(step, operands,
                [&](ArrayRef<Atom> atoms) { return evaluate(step, atoms); });
  if (!table)
    return std::nullopt;
  return std::move(*table);
}
