//===- PlanElements.cpp - Element-wise steps of transformers --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Diagnostics.h"
#include "Planner.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// On atoms
//===----------------------------------------------------------------------===//

AtomResult nn::rasp::evaluate(const Step *step, ArrayRef<Atom> operands) {
  switch (step->kind) {
  case StepKind::Unary:
    return evaluateUnary(step->unaryOp, operands[0]);
  case StepKind::Binary:
    return evaluateBinary(step->binaryOp, operands[0], operands[1]);
  case StepKind::Truth:
    return Atom(isTrue(operands[0]));
  case StepKind::And:
    return Atom(isTrue(operands[0]) && isTrue(operands[1]));
  case StepKind::Or:
    return Atom(isTrue(operands[0]) || isTrue(operands[1]));
  case StepKind::Round:
    return roundToInt(operands[0]);
  case StepKind::Choose:
    return operands[isTrue(operands[0]) ? 1 : 2];
  case StepKind::ListItem: {
    if (getKind(operands[0]) == AtomKind::Float)
      return AtomResult::fail("has an index that is no integer");
    int64_t index = getInt(operands[0]);
    auto size = static_cast<int64_t>(step->atoms.size());
    if (index < -size || index >= size)
      return AtomResult::fail("has an index outside of the list");
    return step->atoms[index < 0 ? index + size : index];
  }
  case StepKind::DictItem:
    for (auto [key, item] : llvm::zip_equal(step->keys, step->atoms))
      if (isEqual(key, operands[0]))
        return item;
    return AtomResult::fail("has a key that the dict does not have");
  case StepKind::IsIn:
    return Atom(llvm::any_of(step->keys, [&](const Atom &key) {
      return isEqual(key, operands[0]);
    }));
  default:
    llvm_unreachable("no step of elements");
  }
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

/// The table without the variables that it does not depend on.
static Table dropVariables(Table table) {
  for (size_t i = table.variables.size(); i-- > 0;) {
    SmallVector<unsigned> sizes = table.getSizes();
    size_t inner = 1;
    for (unsigned size : ArrayRef(sizes).drop_front(i + 1))
      inner *= size;
    size_t period = inner * sizes[i];
    bool depends = false;
    for (size_t place = 0; place < table.places.size() && !depends; ++place)
      depends = table.places[place] !=
                table.places[place - place % period + place % inner];
    if (depends)
      continue;
    std::vector<int> rest;
    for (size_t place = 0; place < table.places.size(); ++place)
      if (place % period < inner)
        rest.push_back(table.places[place]);
    table.places = std::move(rest);
    table.variables.erase(table.variables.begin() + i);
  }
  return table;
}

SmallVector<const Variable *> nn::rasp::unite(ArrayRef<Table> tables) {
  SmallVector<const Variable *> variables;
  for (const Table &table : tables)
    for (const Variable *variable : table.variables)
      if (!llvm::is_contained(variables, variable))
        variables.push_back(variable);
  llvm::sort(variables, [](const Variable *a, const Variable *b) {
    return a->number < b->number;
  });
  return variables;
}

/// The entries of a table over `variables`, or a number above any limit.
static double getSize(ArrayRef<const Variable *> variables) {
  double size = 1;
  for (const Variable *variable : variables)
    size *= variable->size;
  return size;
}

std::optional<Table>
Planner::makeTable(const Step *step, ArrayRef<Table> operands,
                   llvm::function_ref<AtomResult(ArrayRef<Atom>)> function) {
  Table table;
  table.variables = unite(operands);
  double size = getSize(table.variables);
  if (size > limits.maxTable)
    return overLimit(step, "the element depends on " + Twine(uint64_t(size)) +
                               " combinations of values, more than the limit "
                               "of " +
                               Twine(limits.maxTable));
  if (!countWork(step, size))
    return std::nullopt;
  // Where each operand finds its variables.
  std::vector<SmallVector<unsigned>> sources;
  for (const Table &operand : operands) {
    SmallVector<unsigned> &source = sources.emplace_back();
    for (const Variable *variable : operand.variables)
      source.push_back(llvm::find(table.variables, variable) -
                       table.variables.begin());
  }
  std::map<Atom, int> places;
  std::string problem = "has an operand without one";
  SmallVector<Atom> atoms;
  Combinations combinations(table.getSizes());
  do {
    atoms.clear();
    for (auto [operand, source] : llvm::zip_equal(operands, sources)) {
      size_t place = 0;
      for (auto [variable, index] : llvm::zip_equal(operand.variables, source))
        place = place * variable->size + combinations.get()[index];
      if (operand.places[place] >= 0)
        atoms.push_back(operand.values[operand.places[place]]);
    }
    if (atoms.size() < operands.size()) {
      table.places.push_back(-1);
      continue;
    }
    AtomResult result = function(atoms);
    if (!result.value) {
      problem = result.problem;
      table.places.push_back(-1);
      continue;
    }
    auto [place, isNew] = places.try_emplace(*result.value, places.size());
    if (isNew)
      table.values.push_back(*result.value);
    table.places.push_back(place->second);
  } while (combinations.next());
  if (table.values.empty())
    return fail(step, "no input has a result: this " + problem);
  return dropVariables(std::move(table));
}

const Variable *Planner::makeVariable(const Step *step, const Twine &name,
                                      const Table &table) {
  Time time;
  for (const Variable *variable : table.variables)
    time = std::max(time, variable->ready);
  const Variable *variable = addVariable(name, table.values, time.getNext());
  std::vector<Box> boxes = makeBoxes(table.getSizes(), table.places);
  // The value with the most boxes is the one that is left if no other is. Where
  // there are errors, none is left.
  std::vector<unsigned> counts(table.values.size());
  for (const Box &box : boxes)
    ++counts[box.result];
  int rest = -1;
  if (!llvm::is_contained(table.places, -1)) {
    rest = llvm::max_element(counts) - counts.begin();
    getMlp(time).bias.push_back({variable->start + rest, 1});
  }
  for (const Box &box : boxes) {
    if (box.result == rest)
      continue;
    Affine input(1);
    for (auto [part, set] : llvm::zip_equal(table.variables, box.sets)) {
      if (!set)
        continue;
      for (unsigned value : set->set_bits())
        input.add(part->get(value));
      input.constant -= 1;
    }
    std::vector<Term> outputs{{variable->start + box.result, 1}};
    if (rest >= 0)
      outputs.push_back({variable->start + rest, -1});
    addUnit(time, std::move(input), std::move(outputs));
  }
  return variable;
}

std::optional<Form> Planner::planTable(const Step *step) {
  // Above, a table over the variables of the operands is larger than one over
  // the operands is worth.
  constexpr double maxDirect = 1024;
  std::vector<Table> operands;
  for (const Step *operand : step->operands)
    operands.push_back(std::get<Table>(getForm(operand)));
  while (getSize(unite(operands)) > maxDirect) {
    // The operand of the most combinations becomes a variable.
    auto size = [](const Table &table) {
      return table.variables.size() > 1 ? table.places.size() : 0;
    };
    auto largest = llvm::max_element(
        operands, [&](auto &a, auto &b) { return size(a) < size(b); });
    if (size(*largest) == 0)
      break;
    std::optional<View> view =
        getView(step->operands[largest - operands.begin()]);
    if (!view)
      return std::nullopt;
    *largest = {{view->variable}, view->places, view->values};
  }
  std::optional<Table> table =
      makeTable(step, operands,
                [&](ArrayRef<Atom> atoms) { return evaluate(step, atoms); });
  if (!table)
    return std::nullopt;
  return std::move(*table);
}

std::optional<Form> Planner::planElements(const Step *step) {
  bool hasNumber = llvm::any_of(step->operands, [&](const Step *operand) {
    return std::holds_alternative<Number>(getForm(operand));
  });
  return hasNumber ? planNumbers(step) : planTable(step);
}
