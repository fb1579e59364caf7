//===- Planner.cpp - From an s-op to a transformer ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planner.h"
#include "../Diagnostics.h"
#include "Vocabulary.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::StringRef;
using llvm::Twine;

llvm::SmallVector<unsigned> Table::getSizes() const {
  llvm::SmallVector<unsigned> sizes;
  for (const Variable *variable : variables)
    sizes.push_back(variable->size);
  return sizes;
}

Planner::Planner(Diagnostics &diagnostics, std::vector<Atom> vocabulary,
                 unsigned maxLength, bool causal,
                 llvm::DenseMap<const Step *, std::string> names,
                 const PlannerLimits &limits)
    : diagnostics(diagnostics), names(std::move(names)), limits(limits) {
  network.vocabulary = std::move(vocabulary);
  network.maxLength = maxLength;
  network.causal = causal;
  network.blocks.emplace_back();
  Variable &constant = variables.emplace_back();
  constant.isConstant = true;
  one = &constant;
  tokens = addVariable("tokens", network.vocabulary, {});
  std::vector<Atom> places;
  for (unsigned i = 0; i < maxLength; ++i)
    places.push_back(int64_t(i));
  positions = addVariable("positions", std::move(places), {});
  variables.back().isPermutation = true;
  for (unsigned i = 0; i < tokens->size; ++i)
    network.tokenEntries.emplace_back(tokens->start + i);
  for (unsigned i = 0; i < maxLength; ++i)
    network.positionEntries.emplace_back(positions->start + i);
}

//===----------------------------------------------------------------------===//
// Diagnostics
//===----------------------------------------------------------------------===//

std::nullopt_t Planner::fail(const Step *step, const Twine &message) {
  diagnostics.error(step->range, message);
  return std::nullopt;
}

std::nullopt_t Planner::overLimit(const Step *step, const Twine &message) {
  diagnostics.overLimit(step->range, message);
  return std::nullopt;
}

bool Planner::countWork(const Step *step, size_t count) {
  work += count;
  if (work <= limits.maxWork)
    return true;
  overLimit(step, "the tables of the transformer have more than " +
                      Twine(limits.maxWork) + " entries in all");
  return false;
}

bool Planner::countPairs(const Step *step, size_t keys, size_t queries) {
  if (keys * queries <= limits.maxPairs)
    return countWork(step, keys * queries);
  overLimit(step, "the selector compares " + Twine(keys) + " values with " +
                      Twine(queries) + ", more pairs than the limit of " +
                      Twine(limits.maxPairs));
  return false;
}

//===----------------------------------------------------------------------===//
// The network
//===----------------------------------------------------------------------===//

std::string Planner::getName(const Step *step) const {
  if (auto known = names.find(step); known != names.end())
    return known->second;
  const char *start = step->range.Start.getPointer();
  const char *end = step->range.End.getPointer();
  if (!start || end <= start)
    return "value";
  constexpr size_t maxLength = 60;
  std::string text;
  for (char c : StringRef(start, end - start)) {
    if (!llvm::isSpace(c))
      text += c;
    else if (!text.empty() && text.back() != ' ')
      text += ' ';
  }
  if (text.size() > maxLength) {
    // No character is cut in two.
    size_t size = maxLength;
    while (size > 0 && (text[size] & 0xc0) == 0x80)
      --size;
    text = text.substr(0, size) + "...";
  }
  return text;
}

unsigned Planner::addSubspace(const Twine &name, unsigned size,
                              std::vector<Atom> values) {
  std::string text = name.str();
  // Equal names get numbers.
  if (unsigned count = ++subspaceNames[text]; count > 1)
    text += " #" + std::to_string(count);
  unsigned start = network.width;
  network.subspaces.push_back(
      {std::move(text), start, size, std::move(values)});
  network.width += size;
  return start;
}

const Variable *Planner::addVariable(const Twine &name,
                                     std::vector<Atom> values, Time ready) {
  Variable variable;
  variable.number = variables.size();
  variable.size = values.size();
  variable.ready = ready;
  variable.start = addSubspace(name, values.size(), std::move(values));
  return &variables.emplace_back(variable);
}

Mlp &Planner::getMlp(Time time) {
  while (network.blocks.size() <= time.block)
    network.blocks.emplace_back();
  std::vector<Mlp> &mlps = network.blocks[time.block].mlps;
  if (mlps.size() <= time.layer)
    mlps.resize(time.layer + 1);
  return mlps[time.layer];
}

void Planner::addUnit(Time time, Affine input, std::vector<Term> outputs) {
  getMlp(time).units.push_back({std::move(input), std::move(outputs)});
}

Head &Planner::getHead(unsigned block, const Scores &scores, StringRef name) {
  while (network.blocks.size() <= block)
    network.blocks.emplace_back();
  std::vector<Head> &heads = network.blocks[block].heads;
  for (Head &head : heads)
    if (head.queries == scores.queries && head.keys == scores.keys)
      return head;
  heads.push_back({name.str(), scores.queries, scores.keys, {}});
  return heads.back();
}

//===----------------------------------------------------------------------===//
// Sequences
//===----------------------------------------------------------------------===//

const Atom *Planner::getConstant(const Step *step) const {
  auto *table = std::get_if<Table>(&getForm(step));
  if (!table || !table->variables.empty() || table->places[0] < 0)
    return nullptr;
  return &table->values[table->places[0]];
}

Atom Planner::getAtom(const Step *step, double value) {
  bool isWhole = value == std::floor(value) && std::abs(value) < 0x1p62;
  if (!isWhole || step->kinds == KindSet(AtomKind::Float))
    return value;
  if (step->kinds.contains(AtomKind::Int))
    return static_cast<int64_t>(value);
  return value != 0;
}

std::optional<View> Planner::getView(const Step *step) {
  if (auto known = views.find(step); known != views.end())
    return known->second;
  auto remember = [&](const Table &table) {
    View view{one, table.places, table.values};
    if (table.variables.size() == 1) {
      view.variable = table.variables[0];
    } else if (table.variables.size() > 1) {
      view.variable = makeVariable(step, getName(step), table);
      for (size_t i = 0; i < view.values.size(); ++i)
        view.places[i] = i;
      view.places.resize(view.values.size());
    }
    views[step] = view;
    return view;
  };
  if (auto *table = std::get_if<Table>(&getForm(step))) {
    if (table->values.size() > limits.maxValues)
      return overLimit(step, "the sequence has " + Twine(table->values.size()) +
                                 " values, more than the limit of " +
                                 Twine(limits.maxValues));
    return remember(*table);
  }
  std::optional<Table> table =
      planPieces(step, std::get<Number>(getForm(step)), [&](double value) {
        return AtomResult(getAtom(step, value));
      });
  if (!table)
    return std::nullopt;
  // The variable is the last one that was made.
  variables.back().isPermutation = permutations.contains(step);
  return remember(*table);
}

std::optional<Number> Planner::getNumber(const Step *step) {
  if (auto *number = std::get_if<Number>(&getForm(step)))
    return *number;
  std::optional<View> view = getView(step);
  if (!view)
    return std::nullopt;
  // Floats of 32 bits are exact up to here, and far from it precise enough.
  constexpr double maxNumber = 1 << 20;
  Number number;
  number.ready = view->variable->ready;
  number.isWhole = true;
  for (const Atom &atom : view->values) {
    double value = getDouble(atom);
    if (!(std::abs(value) <= maxNumber))
      return fail(step, "the mean or sum of numbers as large as " +
                            spell(atom) +
                            " cannot be computed by 32-bit floats");
    number.isWhole &= value == std::floor(value);
    number.values.push_back(value);
  }
  for (auto [value, place] : llvm::enumerate(view->places))
    if (place >= 0)
      number.affine.add(view->variable->get(value),
                        getDouble(view->values[place]));
  llvm::sort(number.values);
  number.values.erase(llvm::unique(number.values), number.values.end());
  number.low = number.values.front();
  number.high = number.values.back();
  return number;
}

Table Planner::planInput(const Step *step, const Variable *variable,
                         std::vector<Atom> values) {
  Table table;
  table.variables = {variable};
  std::map<Atom, int> places;
  for (Atom &value : values) {
    auto [place, isNew] = places.try_emplace(value, table.values.size());
    if (isNew)
      table.values.push_back(std::move(value));
    table.places.push_back(place->second);
  }
  return table;
}

std::optional<Form> Planner::planStep(const Step *step) {
  switch (step->kind) {
  case StepKind::TokensStr:
  case StepKind::TokensInt:
  case StepKind::TokensFloat:
  case StepKind::TokensBool:
  case StepKind::TokensAsIs: {
    std::vector<Atom> values;
    for (const Atom &token : network.vocabulary) {
      AtomResult value = convertToken(step, token);
      if (!value.value)
        return fail(step, "the token " + spell(token) + " of the vocabulary " +
                              value.problem);
      values.push_back(*value.value);
    }
    return planInput(step, tokens, std::move(values));
  }
  case StepKind::Indices:
  case StepKind::Length: {
    if (step->kind == StepKind::Length && !network.causal)
      return planLength(step);
    // A query sees the positions up to its own.
    int64_t first = step->kind == StepKind::Length;
    std::vector<Atom> values;
    for (unsigned i = 0; i < network.maxLength; ++i)
      values.push_back(first + i);
    return planInput(step, positions, std::move(values));
  }
  case StepKind::Constant:
    return Table{{}, {0}, {step->atom}};
  case StepKind::Aggregate:
    return planAggregate(step);
  case StepKind::Width:
    return planWidth(step);
  default:
    return planElements(step);
  }
}

bool Planner::planOutput(const Step *step) {
  if (auto *number = std::get_if<Number>(&getForm(step)))
    if (!number->isWhole || number->values.empty() ||
        number->values.size() > limits.maxValues) {
      network.outputs.push_back(number->affine);
      return true;
    }
  std::optional<View> view = getView(step);
  if (!view)
    return false;
  network.values = view->values;
  network.outputs.resize(view->values.size());
  for (auto [value, place] : llvm::enumerate(view->places))
    if (place >= 0)
      network.outputs[place].add(view->variable->get(value));
  return true;
}

/// `result` and all that it is made of, operands first.
static std::vector<const Step *> collect(const Step *result) {
  std::vector<const Step *> steps{result};
  llvm::DenseSet<const Step *> known{result};
  for (size_t i = 0; i < steps.size(); ++i)
    for (const Step *operand : steps[i]->operands)
      if (known.insert(operand).second)
        steps.push_back(operand);
  llvm::sort(steps, [](const Step *a, const Step *b) {
    return a->number < b->number;
  });
  return steps;
}

std::optional<Network> Planner::plan(const Step *result) {
  for (const Step *step : collect(result)) {
    if (step->isSelector()) {
      noteSelector(step);
      continue;
    }
    std::optional<Form> form = planStep(step);
    if (!form)
      return std::nullopt;
    forms.try_emplace(step, std::move(*form));
    noteSequence(step);
    if (network.width > limits.maxWidth)
      return overLimit(step, "the residual stream needs more than " +
                                 Twine(limits.maxWidth) + " entries");
  }
  if (!planOutput(result))
    return std::nullopt;
  network.simplify();
  return std::move(network);
}
