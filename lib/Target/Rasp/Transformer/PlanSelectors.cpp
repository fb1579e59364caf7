//===- PlanSelectors.cpp - Selectors of transformers ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Diagnostics.h"
#include "Planner.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::BitVector;
using llvm::SmallVector;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Comparisons
//===----------------------------------------------------------------------===//

/// One side of a comparison is constant: the other one alone says whether it
/// holds.
std::optional<View> Planner::compareWithConstant(const Step *select) {
  bool isKeyConstant = getConstant(select->operands[0]);
  const Step *other = select->operands[isKeyConstant ? 1 : 0];
  const Atom &constant = *getConstant(select->operands[isKeyConstant ? 0 : 1]);
  auto compareAtom = [&](const Atom &atom) {
    return Atom(isKeyConstant ? holds(select->predicate, constant, atom)
                              : holds(select->predicate, atom, constant));
  };
  if (auto known = views.find(select); known != views.end())
    return known->second;
  std::optional<Table> table;
  if (auto *number = std::get_if<Number>(&getForm(other)))
    table = planPieces(select, *number, [&](double value) {
      return AtomResult(compareAtom(getAtom(other, value)));
    });
  else
    table = makeTable(select, std::get<Table>(getForm(other)),
                      [&](ArrayRef<Atom> atoms) {
                        return AtomResult(compareAtom(atoms[0]));
                      });
  if (!table)
    return std::nullopt;
  forms.try_emplace(select, std::move(*table));
  return getView(select);
}

std::optional<Constraint> Planner::compareSequences(const Step *select) {
  bool isKeyConstant = getConstant(select->operands[0]);
  if (isKeyConstant || getConstant(select->operands[1])) {
    std::optional<View> view = compareWithConstant(select);
    if (!view)
      return std::nullopt;
    Constraint constraint{isKeyConstant ? one : view->variable,
                          isKeyConstant ? view->variable : one,
                          {}};
    constraint.rows.assign(constraint.key->size,
                           BitVector(constraint.query->size));
    for (auto [value, place] : llvm::enumerate(view->places))
      if (place >= 0 && isTrue(view->values[place]))
        constraint.rows[isKeyConstant ? 0 : value].set(isKeyConstant ? value
                                                                     : 0);
    return constraint;
  }
  // Of a number that is not whole, only matters what tells its values apart.
  auto isFraction = [&](unsigned side) {
    auto *number = std::get_if<Number>(&getForm(select->operands[side]));
    return number && !number->isWhole;
  };
  for (unsigned side : {0, 1})
    if (isFraction(side) && !isFraction(1 - side))
      return compareNumber(select, side);
  std::optional<View> keys = getView(select->operands[0]);
  if (!keys)
    return std::nullopt;
  std::optional<View> queries = getView(select->operands[1]);
  if (!queries ||
      !countPairs(select, keys->places.size(), queries->places.size()))
    return std::nullopt;
  Constraint constraint{keys->variable, queries->variable, {}};
  for (int key : keys->places) {
    BitVector &row = constraint.rows.emplace_back(queries->places.size());
    if (key < 0)
      continue;
    for (auto [i, query] : llvm::enumerate(queries->places))
      if (query >= 0 &&
          holds(select->predicate, keys->values[key], queries->values[query]))
        row.set(i);
  }
  return constraint;
}

std::optional<Constraint> Planner::compareNumber(const Step *select,
                                                 unsigned side) {
  const Step *step = select->operands[side];
  const Number number = std::get<Number>(getForm(step));
  std::optional<View> other = getView(select->operands[1 - side]);
  if (!other || !countPairs(select, number.values.size(), other->places.size()))
    return std::nullopt;
  // What the values of the other side are for which the comparison holds.
  std::map<std::vector<bool>, int64_t> classes;
  std::vector<std::vector<bool>> marks;
  std::optional<Table> table = planPieces(select, number, [&](double value) {
    Atom atom = getAtom(step, value);
    std::vector<bool> row;
    for (int place : other->places) {
      const Atom &otherAtom = other->values[std::max(place, 0)];
      row.push_back(place >= 0 &&
                    holds(select->predicate, side == 0 ? atom : otherAtom,
                          side == 0 ? otherAtom : atom));
    }
    auto [known, isNew] = classes.try_emplace(row, classes.size());
    if (isNew)
      marks.push_back(row);
    return AtomResult(known->second);
  });
  if (!table)
    return std::nullopt;
  const Variable *variable =
      table->variables.empty() ? one : table->variables[0];
  Constraint constraint{side == 0 ? variable : other->variable,
                        side == 0 ? other->variable : variable,
                        {}};
  constraint.rows.assign(constraint.key->size,
                         BitVector(constraint.query->size));
  for (auto [value, place] : llvm::enumerate(table->places))
    for (size_t i = 0; i < other->places.size(); ++i)
      if (marks[std::get<int64_t>(table->values[place])][i])
        constraint.rows[side == 0 ? value : i].set(side == 0 ? i : value);
  return constraint;
}

//===----------------------------------------------------------------------===//
// Boolean formulas of comparisons
//===----------------------------------------------------------------------===//

namespace {
/// A selector as a formula.
struct Formula {
  /// Selectors, operands first; the last one is the formula.
  std::vector<const Step *> steps;
  llvm::DenseMap<const Step *, unsigned> places;
  std::vector<const Step *> comparisons;

  explicit Formula(const Step *selector) {
    std::vector<const Step *> pending{selector};
    llvm::DenseSet<const Step *> known{selector};
    while (!pending.empty()) {
      const Step *step = pending.back();
      pending.pop_back();
      steps.push_back(step);
      if (step->kind == StepKind::Select)
        continue;
      for (const Step *operand : step->operands)
        if (known.insert(operand).second)
          pending.push_back(operand);
    }
    llvm::sort(steps, [](const Step *a, const Step *b) {
      return a->number < b->number;
    });
    for (auto [place, step] : llvm::enumerate(steps)) {
      places[step] = place;
      if (step->kind == StepKind::Select)
        comparisons.push_back(step);
    }
  }

  /// Its truth, by those of the comparisons.
  bool evaluate(const BitVector &truths) const {
    std::vector<bool> values;
    unsigned comparison = 0;
    for (const Step *step : steps) {
      auto get = [&](unsigned i) {
        return values[places.find(step->operands[i])->second];
      };
      switch (step->kind) {
      case StepKind::Select:
        values.push_back(truths.test(comparison++));
        break;
      case StepKind::SelectorNot:
        values.push_back(!get(0));
        break;
      case StepKind::SelectorAnd:
        values.push_back(get(0) && get(1));
        break;
      default:
        values.push_back(get(0) || get(1));
      }
    }
    return values.back();
  }
};
} // namespace

const SelectorPlan *Planner::planSelector(const Step *step) {
  auto [known, isNew] = selectors.try_emplace({step, false});
  SelectorPlan &plan = known->second;
  if (!isNew)
    return &plan;
  plan.name = getName(step);
  Formula formula(step);
  size_t numComparisons = formula.comparisons.size();
  // Which comparisons hold, for all values of each pair.
  std::vector<std::vector<BitVector>> truths;
  for (auto [place, select] : llvm::enumerate(formula.comparisons)) {
    std::optional<Constraint> comparison = compareSequences(select);
    if (!comparison)
      return nullptr;
    const Variable *key = comparison->key, *query = comparison->query;
    auto isSame = [&](const ComparedPair &pair) {
      return pair.key == key && pair.query == query;
    };
    size_t number = llvm::find_if(plan.pairs, isSame) - plan.pairs.begin();
    if (number == plan.pairs.size()) {
      plan.pairs.push_back({key, query, 0, {}});
      truths.emplace_back(key->size * query->size, BitVector(numComparisons));
    }
    for (unsigned k = 0; k < key->size; ++k)
      for (unsigned q : comparison->rows[k].set_bits())
        truths[number][k * query->size + q].set(place);
  }
  SmallVector<unsigned> sizes;
  std::vector<std::vector<BitVector>> classTruths;
  double size = 1;
  for (auto [pair, truth] : llvm::zip_equal(plan.pairs, truths)) {
    std::map<std::vector<unsigned>, unsigned> classes;
    std::vector<BitVector> &distinct = classTruths.emplace_back();
    for (const BitVector &row : truth) {
      std::vector<unsigned> bits(row.set_bits_begin(), row.set_bits_end());
      auto [place, isNewClass] =
          classes.try_emplace(std::move(bits), classes.size());
      if (isNewClass)
        distinct.push_back(row);
      pair.classes.push_back(place->second);
    }
    pair.numClasses = classes.size();
    sizes.push_back(pair.numClasses);
    size *= pair.numClasses;
  }
  if (size > limits.maxTable) {
    overLimit(step,
              "the selector compares sequences in " + Twine(uint64_t(size)) +
                  " ways, more than the limit of " + Twine(limits.maxTable));
    return nullptr;
  }
  if (!countWork(step, size * formula.steps.size()))
    return nullptr;
  Combinations combinations(sizes);
  do {
    BitVector holding(numComparisons);
    for (auto [i, value] : llvm::enumerate(combinations.get()))
      holding |= classTruths[i][value];
    plan.marks.push_back(formula.evaluate(holding) ? 1 : -1);
  } while (combinations.next());
  finish(step, plan);
  return &plan;
}

void Planner::finish(const Step *step, SelectorPlan &plan) const {
  SmallVector<unsigned> sizes;
  for (const ComparedPair &pair : plan.pairs)
    sizes.push_back(pair.numClasses);
  for (const Box &box : makeBoxes(sizes, plan.marks)) {
    Conjunction &conjunction = plan.conjunctions.emplace_back();
    for (auto [pair, set] : llvm::zip_equal(plan.pairs, box.sets)) {
      if (!set)
        continue;
      Constraint &constraint =
          conjunction.emplace_back(Constraint{pair.key, pair.query, {}});
      for (unsigned k = 0; k < pair.key->size; ++k) {
        BitVector &row = constraint.rows.emplace_back(pair.query->size);
        for (unsigned q = 0; q < pair.query->size; ++q)
          if (set->test(pair.getClass(k, q)))
            row.set(q);
      }
    }
  }
  plan.marksOneAtMost = singles.contains(step) || marksOneAtMost(plan);
  plan.marksOneAtLeast = marksOneAtLeast(plan);
}

const SelectorPlan *Planner::joinSelector(const Step *step) {
  const SelectorPlan *plan = planSelector(step);
  if (!plan || plan->conjunctions.size() <= 1)
    return plan;
  auto [known, isNew] = selectors.try_emplace({step, true});
  SelectorPlan &joined = known->second;
  if (!isNew)
    return &joined;
  // Combinations of the values of all keys are one table, and those of all
  // queries; those that mark the same are one value.
  Table keys, queries;
  for (const ComparedPair &pair : plan->pairs)
    for (auto [table, variable] :
         {std::pair(&keys, pair.key), std::pair(&queries, pair.query)})
      if (!variable->isConstant &&
          !llvm::is_contained(table->variables, variable))
        table->variables.push_back(variable);
  double size = 1;
  for (Table *table : {&keys, &queries}) {
    llvm::sort(table->variables, [](const Variable *a, const Variable *b) {
      return a->number < b->number;
    });
    for (const Variable *variable : table->variables)
      size *= variable->size;
  }
  // Each combination of keys meets each of queries.
  double maxPairs = limits.maxPairs;
  if (size > maxPairs) {
    overLimit(step, "the means of this selector depend on " +
                        Twine(uint64_t(size)) +
                        " combinations of values, more than the limit of " +
                        Twine(uint64_t(maxPairs)));
    return nullptr;
  }
  if (!countWork(step, size))
    return nullptr;
  auto getPlaces = [&](const Table &table, bool isKey) {
    SmallVector<int> places;
    for (const ComparedPair &pair : plan->pairs) {
      const Variable *variable = isKey ? pair.key : pair.query;
      places.push_back(variable->isConstant
                           ? -1
                           : llvm::find(table.variables, variable) -
                                 table.variables.begin());
    }
    return places;
  };
  SmallVector<int> keyPlaces = getPlaces(keys, true);
  SmallVector<int> queryPlaces = getPlaces(queries, false);
  auto getValue = [](ArrayRef<unsigned> values, int place) {
    return place < 0 ? 0 : values[place];
  };
  std::vector<std::vector<bool>> marks; // of keys, then of queries
  SmallVector<unsigned> classes(plan->pairs.size());
  Combinations keyValues(keys.getSizes());
  do {
    std::vector<bool> &row = marks.emplace_back();
    Combinations queryValues(queries.getSizes());
    do {
      for (auto [i, pair] : llvm::enumerate(plan->pairs))
        classes[i] = pair.getClass(getValue(keyValues.get(), keyPlaces[i]),
                                   getValue(queryValues.get(), queryPlaces[i]));
      row.push_back(plan->isMarked(classes));
    } while (queryValues.next());
  } while (keyValues.next());
  auto merge = [](Table &table, ArrayRef<std::vector<bool>> rows) {
    std::map<std::vector<bool>, int> known;
    for (const std::vector<bool> &row : rows) {
      auto [place, isNewRow] = known.try_emplace(row, known.size());
      if (isNewRow)
        table.values.push_back(static_cast<int64_t>(place->second));
      table.places.push_back(place->second);
    }
  };
  merge(keys, marks);
  std::vector<std::vector<bool>> columns(marks[0].size());
  for (size_t query = 0; query < columns.size(); ++query)
    for (const std::vector<bool> &row : marks)
      columns[query].push_back(row[query]);
  merge(queries, columns);
  for (const Table *table : {&keys, &queries})
    if (table->values.size() > limits.maxValues) {
      overLimit(step, "the means of this selector depend on " +
                          Twine(table->values.size()) +
                          " values, more than the limit of " +
                          Twine(limits.maxValues));
      return nullptr;
    }
  joined.name = plan->name;
  Constraint constraint{makeVariable(step, "keys of " + plan->name, keys),
                        makeVariable(step, "queries of " + plan->name, queries),
                        {}};
  for (unsigned k = 0; k < constraint.key->size; ++k) {
    BitVector &row = constraint.rows.emplace_back(constraint.query->size);
    size_t key = llvm::find(keys.places, int(k)) - keys.places.begin();
    for (size_t query = 0; query < columns.size(); ++query)
      if (marks[key][query])
        row.set(queries.places[query]);
  }
  joined.conjunctions.push_back({std::move(constraint)});
  joined.marksOneAtMost = plan->marksOneAtMost;
  joined.marksOneAtLeast = plan->marksOneAtLeast;
  return &joined;
}
