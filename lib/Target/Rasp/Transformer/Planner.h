//===- Planner.h - From an s-op to a transformer ----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each sequence becomes a function of parts of the residual stream:
//
// - a table over variables, which are one-hot parts of the stream; the tokens
//   and the positions are two of them; or
// - a number: an affine function of entries, as means and counts are.
//
// A table over one variable, and an affine function, cost nothing: they are
// folded into the weights of what reads them. Otherwise a layer of hidden units
// makes a new variable. All is made as early as it can be, so that there are as
// many layers of attention as the program needs, one after the other.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_TRANSFORMER_PLANNER_H
#define NN_LIB_TARGET_RASP_TRANSFORMER_PLANNER_H

#include "../Graph.h"
#include "Boxes.h"
#include "Network.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include <functional>
#include <memory>

namespace nn::rasp {
class Diagnostics;

/// Between which layers an entry is known: behind so many blocks, and in the
/// last of them behind so many layers of hidden units.
struct Time {
  unsigned block = 0, layer = 0;

  bool operator<(const Time &other) const {
    return std::tie(block, layer) < std::tie(other.block, other.layer);
  }
  Time getNext() const { return {block, layer + 1}; }
};

/// One-hot entries of the residual stream: the value `i` is entry `start + i`.
/// The one without entries has one value, always.
struct Variable {
  unsigned number = 0, start = 0, size = 1;
  Time ready;
  bool isConstant = false;
  /// Its values are 0, 1, ... n - 1 in some order, on an input of n tokens.
  bool isPermutation = false;

  Affine get(unsigned value) const {
    return isConstant ? Affine(1) : Affine::ofEntry(start + value);
  }
};

/// The element of a sequence is `values[places[i]]`, with `i` the place of the
/// values of the variables in row-major order. A place of -1 is that of an
/// error of the program.
struct Table {
  llvm::SmallVector<const Variable *, 2> variables; ///< by number
  std::vector<int> places;
  std::vector<Atom> values; ///< different

  llvm::SmallVector<unsigned> getSizes() const;
};

/// A table over one variable, which may be the constant one.
struct View {
  const Variable *variable;
  std::vector<int> places;
  std::vector<Atom> values;
};

struct SelectorPlan;

/// Means over the rows of one selector, and a number that is a function of
/// them: the means are of the same positions, so that not all combinations of
/// their values are there.
struct JointMeans {
  const SelectorPlan *selector;
  std::vector<Table> sequences;
  std::function<double(llvm::ArrayRef<double>)> function;
};

struct Number {
  Affine affine;
  Time ready;
  double low = 0, high = 0;
  /// All values are integers, and computed exactly.
  bool isWhole = false;
  /// The values that there may be, in order; empty if they are too many.
  std::vector<double> values;
  /// Where the values come from, if that is known.
  std::shared_ptr<const JointMeans> means;
};

using Form = std::variant<Table, Number>;

/// What a head can mark: pairs of positions for which the values of a variable
/// at the key and of one at the query are a pair that `rows` has.
struct Constraint {
  const Variable *key, *query;
  std::vector<llvm::BitVector> rows; ///< of each value of `key`

  bool isMarked(unsigned keyValue, unsigned queryValue) const {
    return rows[keyValue].test(queryValue);
  }
};

/// All of them.
using Conjunction = std::vector<Constraint>;

/// A pair of variables that a selector compares. Values of key and query that
/// no comparison tells apart are of one class.
struct ComparedPair {
  const Variable *key, *query;
  unsigned numClasses = 0;
  std::vector<unsigned> classes; ///< row-major, of key and query

  unsigned getClass(unsigned keyValue, unsigned queryValue) const {
    return classes[keyValue * query->size + queryValue];
  }
};

/// A selector as one that marks what any of some conjunctions marks, which have
/// no pair of positions in common.
struct SelectorPlan {
  std::vector<ComparedPair> pairs;
  /// 1 if it marks, else -1, by the classes of the pairs in row-major order.
  std::vector<int> marks;
  std::vector<Conjunction> conjunctions;
  bool marksOneAtMost = false, marksOneAtLeast = false;
  std::string name;

  bool isMarked(llvm::ArrayRef<unsigned> classes) const {
    size_t place = 0;
    for (size_t i = 0; i < pairs.size(); ++i)
      place = place * pairs[i].numClasses + classes[i];
    return marks[place] > 0;
  }
};

struct PlannerLimits {
  /// Entries of a table, and values of a number.
  size_t maxTable = 1 << 16;
  /// Values of a variable.
  size_t maxValues = 4096;
  /// Entries of the residual stream.
  size_t maxWidth = 1 << 14;
  /// Pairs of values of a key and of a query.
  size_t maxPairs = 1 << 20;
  /// All entries of all tables, and all pairs.
  size_t maxWork = 1 << 24;
};

class Planner {
public:
  /// `names` are those that the program has for its s-ops.
  Planner(Diagnostics &diagnostics, std::vector<Atom> vocabulary,
          unsigned maxLength, bool causal,
          llvm::DenseMap<const Step *, std::string> names,
          const PlannerLimits &limits = {});

  /// The network for a sequence; nothing after an error, which is reported.
  std::optional<Network> plan(const Step *result);

private:
  struct Scores {
    std::vector<Affine> queries, keys;
    Time ready;
  };
  /// What is 1 where a condition holds, else 0.
  struct Flag {
    Affine affine;
    Time ready;
  };
  /// What may be said of the row of a query: `share` is the share of position 0
  /// among what a conjunction marks and position 0, and `hasFirst` whether the
  /// conjunction marks it.
  struct Row {
    unsigned share;
    Time ready;
    Flag hasFirst;
  };

  // Diagnostics.
  std::nullopt_t fail(const Step *step, const llvm::Twine &message);
  std::nullopt_t overLimit(const Step *step, const llvm::Twine &message);
  /// False after an error, as below.
  bool countWork(const Step *step, size_t count);
  bool countPairs(const Step *step, size_t keys, size_t queries);

  // The network.
  std::string getName(const Step *step) const;
  unsigned addSubspace(const llvm::Twine &name, unsigned size,
                       std::vector<Atom> values = {});
  const Variable *addVariable(const llvm::Twine &name, std::vector<Atom> values,
                              Time ready);
  /// The hidden units that read what is known at `time`.
  Mlp &getMlp(Time time);
  void addUnit(Time time, Affine input, std::vector<Term> outputs);
  /// The head of block `block` with these scores.
  Head &getHead(unsigned block, const Scores &scores, llvm::StringRef name);

  // Sequences.
  std::optional<Form> planStep(const Step *step);
  Table planInput(const Step *step, const Variable *variable,
                  std::vector<Atom> values);
  bool planOutput(const Step *step);
  const Form &getForm(const Step *step) const {
    return forms.find(step)->second;
  }
  /// The constant that a sequence is; else null.
  const Atom *getConstant(const Step *step) const;
  std::optional<View> getView(const Step *step);
  std::optional<Number> getNumber(const Step *step);

  // Elements.
  std::optional<Form> planElements(const Step *step);
  std::optional<Form> planTable(const Step *step);
  std::optional<Form> planNumbers(const Step *step);
  std::optional<Form> planComparison(const Step *step);
  std::optional<Form> planScaled(const Step *step, size_t place);
  std::optional<Form> planSum(const Step *step);
  std::optional<Form> planProduct(const Step *step);
  std::optional<Form> planChoice(const Step *step);
  /// The steps of a function of a number with a finite set of values.
  std::optional<Table>
  planPieces(const Step *step, const Number &number,
             llvm::function_ref<AtomResult(double)> function);
  /// A table of a function of operands that are tables.
  std::optional<Table>
  makeTable(const Step *step, llvm::ArrayRef<Table> operands,
            llvm::function_ref<AtomResult(llvm::ArrayRef<Atom>)> function);
  const Variable *makeVariable(const Step *step, const llvm::Twine &name,
                               const Table &table);
  /// `left + factor * right`
  Number add(const Number &left, const Number &right, double factor);
  /// The number where `flag` is 1, and 0 where it is 0; adds it to `sum`.
  void addWhere(const Number &number, const Flag &flag, const llvm::Twine &name,
                Number &sum);
  /// An element of a sequence of numbers.
  static Atom getAtom(const Step *step, double value);

  // Selectors.
  /// Null after an error.
  const SelectorPlan *planSelector(const Step *step);
  /// Where a comparison holds, of which one side is constant.
  std::optional<View> compareWithConstant(const Step *select);
  std::optional<Constraint> compareSequences(const Step *select);
  /// Operand `side` is a number, the other one is not.
  std::optional<Constraint> compareNumber(const Step *select, unsigned side);
  /// What follows from the pairs and marks of a plan.
  void finish(const Step *step, SelectorPlan &plan) const;
  /// A plan for the same selector with one conjunction.
  const SelectorPlan *joinSelector(const Step *step);

  // How many keys selectors mark.
  void noteSelector(const Step *step);
  void noteSequence(const Step *step);
  /// Whether every query marks the key at its own position, or at the first.
  bool marksAlways(const SelectorPlan &plan, bool atFirst) const;
  bool marksOneAtMost(const SelectorPlan &plan) const;
  bool marksOneAtLeast(const SelectorPlan &plan) const;

  // Attention.
  struct Feature {
    Affine key, query;
  };
  /// Where a function of entries stands, and when.
  using EntryMap = std::map<Affine, std::pair<unsigned, Time>>;
  static std::vector<Feature> getFeatures(const Constraint &constraint);
  Scores getScores(const Conjunction &conjunction) const;
  Scores getScoresWithFirst(const Conjunction &conjunction,
                            const llvm::Twine &name);
  bool isOfPosition(const Affine &affine) const;
  /// Makes entries, for which `write` is called, of the keys of `features` that
  /// are not in `known` and do not follow from the position.
  void addEntries(EntryMap &known, llvm::ArrayRef<Feature> features,
                  const llvm::Twine &name,
                  llvm::function_ref<Time(const Affine &, unsigned)> write);
  /// Makes the keys of `features` zero at the first position.
  void mask(std::vector<Feature> &features, const llvm::Twine &name,
            Time &ready);
  /// Makes the keys of `features` those of the first position, everywhere.
  void fetch(std::vector<Feature> &features, const llvm::Twine &name,
             Time &ready);
  /// Where the first position is marked.
  Flag findFirst(const Conjunction &conjunction, const llvm::Twine &name);
  const Row &getRow(const SelectorPlan &plan, size_t conjunction);
  /// Where a conjunction marks no key.
  Flag getEmpty(const SelectorPlan &plan, size_t conjunction);
  /// Where no conjunction marks a key.
  Flag getAllEmpty(const SelectorPlan &plan);
  /// A whole number: the inverse of `share`, less 1.
  Flag countShare(unsigned share, Time ready, const llvm::Twine &name);

  std::optional<Form> planLength(const Step *step);
  std::optional<Form> planWidth(const Step *step);
  std::optional<Form> planAggregate(const Step *step);
  std::optional<Form> planCopy(const Step *step, const SelectorPlan &plan,
                               std::optional<Atom> otherwise);
  std::optional<Form> planMean(const Step *step, const SelectorPlan &plan,
                               std::optional<Atom> otherwise);
  /// The means of any of some values; none if they are too many.
  std::vector<double> getMeans(llvm::ArrayRef<double> values) const;
  /// The values of a function of means; none if they are too many.
  std::vector<double> getValues(const JointMeans &means);

  Diagnostics &diagnostics;
  const llvm::DenseMap<const Step *, std::string> names;
  const PlannerLimits limits;
  Network network;
  std::deque<Variable> variables;
  const Variable *one, *tokens, *positions;
  llvm::StringMap<unsigned> subspaceNames;
  llvm::DenseMap<const Step *, Form> forms;
  llvm::DenseMap<const Step *, View> views;
  std::map<std::pair<const Step *, bool>, SelectorPlan> selectors;
  EntryMap masked, fetched;
  std::map<std::pair<const SelectorPlan *, size_t>, Row> rows;
  std::map<std::pair<const SelectorPlan *, size_t>, Flag> empties;
  /// Widths that are a place in an order.
  llvm::DenseSet<const Step *> permutations;
  /// Sequences with the same element at all positions, and selectors with the
  /// same row; sequences with different elements; selectors that mark one key
  /// in a row at most.
  llvm::DenseSet<const Step *> uniform, injective, singles;
  size_t work = 0;
};

/// The variables of some tables, by number.
llvm::SmallVector<const Variable *> unite(llvm::ArrayRef<Table> tables);

/// The step on atoms.
AtomResult evaluate(const Step *step, llvm::ArrayRef<Atom> operands);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_TRANSFORMER_PLANNER_H
