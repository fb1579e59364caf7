//===- Graph.h - What a RASP program computes -------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions, loops and lists of a RASP program are gone once it has been run;
// what remains of an s-op is a graph of steps on sequences, each with its
// static type. Equal steps are one node.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_GRAPH_H
#define NN_LIB_TARGET_RASP_GRAPH_H

#include "Atom.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace nn::rasp {
/// The kinds that elements of a sequence may have. Numbers mix, as in the
/// reference: the mean of integers is a float, while a single one is kept. A
/// string is with strings only.
class KindSet {
public:
  constexpr KindSet() = default;
  constexpr KindSet(AtomKind kind) : bits(1u << static_cast<unsigned>(kind)) {}

  constexpr KindSet operator|(KindSet other) const {
    return KindSet(bits | other.bits);
  }
  constexpr bool contains(AtomKind kind) const {
    return bits >> static_cast<unsigned>(kind) & 1;
  }
  constexpr bool isSubsetOf(KindSet other) const {
    return (bits & ~other.bits) == 0;
  }
  constexpr bool operator==(KindSet other) const { return bits == other.bits; }
  constexpr bool isEmpty() const { return bits == 0; }
  bool isString() const { return contains(AtomKind::String); }
  /// Whether which number an element is shows at run time only.
  bool isMixed() const { return (bits & (bits - 1)) != 0; }
  /// The only kind.
  AtomKind getOnly() const;
  /// "ints", or "bools or ints".
  std::string describe() const;

private:
  constexpr explicit KindSet(unsigned bits) : bits(bits) {}
  unsigned bits = 0;
};
inline constexpr KindSet kNumbers =
    KindSet(AtomKind::Bool) | AtomKind::Int | AtomKind::Float;

/// No sequence is longer: its tensors would not fit the addresses.
inline constexpr int64_t kMaxLength = int64_t(1) << 40;
/// All integers up to here are floats of 64 bits.
inline constexpr int64_t kExactFloat = int64_t(1) << 53;

/// Whether an atom is a number that a float of 64 bits is, too.
bool isExactAsFloat(const Atom &atom);
/// What `atom` is where sequences of `kinds` are compared: a string, an integer
/// or a float; nothing if no element of such a sequence can equal it.
std::optional<Atom> getComparable(const Atom &atom, KindSet kinds);

/// Bounds of the integers of a sequence, in 64 bits.
struct IntRange {
  int64_t low = std::numeric_limits<int64_t>::min();
  int64_t high = std::numeric_limits<int64_t>::max();

  bool isWithin(int64_t bound) const { return low >= -bound && high <= bound; }
  bool contains(int64_t number) const {
    return low <= number && number <= high;
  }
};

/// Whether `op` of integers with these bounds stays within 64 bits.
bool staysWithin(BinaryOp op, IntRange a, IntRange b);

enum class StepKind {
  // Sequences of an input.
  TokensStr,
  TokensInt,
  TokensFloat,
  TokensBool,
  TokensAsIs,
  Indices,
  Length,
  // Element by element.
  Constant, ///< `atom`
  Unary,    ///< `unaryOp`
  Binary,   ///< `binaryOp`, but neither 'in' nor 'and' nor 'or'
  Truth,    ///< whether an element counts as true
  And,      ///< of booleans
  Or,
  Round,
  Choose,   ///< operands: condition, a boolean; value; otherwise
  ListItem, ///< `atoms[operand]`, from the end if negative
  DictItem, ///< the one of `atoms` at the place of the operand in `keys`
  IsIn,     ///< whether the operand is one of `keys`
  // Selectors.
  Select, ///< operands: keys, queries; `predicate`
  SelectorNot,
  SelectorAnd,
  SelectorOr,
  // From selectors to sequences.
  Aggregate, ///< operands: selector, sequence; `atom` for an empty row
  Width,     ///< operand: selector
  /// The first operand, a sequence or a selector, where all others, which it
  /// does not depend on, have no error.
  Checked,
};

/// A step, with what is known of its result.
struct Step {
  StepKind kind;
  llvm::SmallVector<const Step *, 3> operands;
  UnaryOp unaryOp = UnaryOp::Not;
  BinaryOp binaryOp = BinaryOp::In;
  Predicate predicate = Predicate::Equal;
  Atom atom;
  /// Keys are in order, as `getComparable` has them.
  std::vector<Atom> atoms, keys;
  /// Whether `atom` is one that the program gives.
  bool hasDefault = false;

  unsigned number = 0;  ///< operands have lower ones
  llvm::SMRange range;  ///< where it was made first
  KindSet kinds;        ///< of a sequence; empty for a selector
  IntRange ints;        ///< of its booleans and integers
  bool mayFail = false; ///< it or an operand, on some input
  /// Of strings: how many the emitter lays side by side.
  uint64_t numParts = 1;
  // What is known of selectors and keys, on any input.
  bool isUniform = false;       ///< positions, or rows, have one value
  bool isInjective = false;     ///< positions have different elements
  bool isFull = false;          ///< all rows mark all keys
  bool marksDiagonal = false;   ///< a row marks the key at its position
  bool marksOneAtMost = false;  ///< no row marks two keys
  bool marksOneAtLeast = false; ///< every row marks a key
  /// How many layers of attention it takes.
  unsigned depth = 0;

  bool isSelector() const { return kinds.isEmpty(); }
};

/// An s-op or a selector that a program names.
struct NamedStep {
  std::string name;
  const Step *step;
  llvm::SMRange range; ///< where it gets the name
};

/// The name of a sequence of the input, as programs write it; of other kinds,
/// none.
llvm::StringRef getInputName(StepKind kind);
/// Whether a step is a sequence of the input.
inline bool isInput(const Step *step) {
  return !getInputName(step->kind).empty();
}

/// What `result` depends on and itself, operands before what they are used in.
std::vector<const Step *> collectSteps(const Step *result);

/// Whether an aggregation takes one element as it is, and several are an error
/// that shows on an input.
bool takesOne(const Step *step);
/// The aggregations of this kind that a step `Checked` drops.
std::vector<const Step *> getDroppedOfOne(const Step *checked);

/// Whether a key stands in the relation to a query.
bool holds(Predicate predicate, const Atom &key, const Atom &query);

/// Bounds of the integers of a sequence, which may have floats too.
IntRange getIntRange(const Step *step);

/// Makes steps, and simplifies them. The types of operands are right.
class Graph {
public:
  Graph() = default;
  Graph(const Graph &) = delete;
  Graph &operator=(const Graph &) = delete;

  const Step *getLeaf(StepKind kind, llvm::SMRange range);
  /// Tokens as they are, of the given kinds.
  const Step *getTokens(KindSet kinds, llvm::SMRange range);
  const Step *getConstant(const Atom &atom, llvm::SMRange range);
  const Step *getUnary(UnaryOp op, const Step *operand, llvm::SMRange range);
  const Step *getBinary(BinaryOp op, const Step *left, const Step *right,
                        llvm::SMRange range);
  const Step *getTruth(const Step *operand, llvm::SMRange range);
  /// 'and' or 'or' of what two elements count as.
  const Step *getLogical(StepKind kind, const Step *left, const Step *right,
                         llvm::SMRange range);
  const Step *getRound(const Step *operand, llvm::SMRange range);
  const Step *getChoose(const Step *condition, const Step *value,
                        const Step *otherwise, llvm::SMRange range);
  const Step *getListItem(std::vector<Atom> items, const Step *index,
                          llvm::SMRange range);
  /// `keys` are those that can equal an element of `key`, one at least.
  const Step *getDictItem(llvm::ArrayRef<Atom> keys, llvm::ArrayRef<Atom> items,
                          const Step *key, llvm::SMRange range);
  const Step *getIsIn(llvm::ArrayRef<Atom> atoms, const Step *operand,
                      llvm::SMRange range);
  const Step *getSelect(Predicate predicate, const Step *keys,
                        const Step *queries, llvm::SMRange range);
  const Step *getSelectorNot(const Step *selector, llvm::SMRange range);
  const Step *getSelectorLogical(StepKind kind, const Step *left,
                                 const Step *right, llvm::SMRange range);
  const Step *getAggregate(const Step *selector, const Step *sequence,
                           std::optional<Atom> otherwise, llvm::SMRange range);
  const Step *getWidth(const Step *selector, llvm::SMRange range);
  /// `value`, which does not need `dropped`: all are evaluated, so that an
  /// error in one of them counts.
  const Step *getChecked(const Step *value,
                         llvm::ArrayRef<const Step *> dropped,
                         llvm::SMRange range);
  /// `step` with values in the place of `Checked`, for those who ask for values
  /// alone; `note` gets the steps that it is made of, and what they become.
  const Step *
  getUnchecked(const Step *step,
               llvm::function_ref<void(const Step *, const Step *)> note);

  /// Sets the place of a step that has none: of a sequence of the input, it is
  /// where the program names it first.
  void setPlace(const Step *step, llvm::SMRange range) {
    Step &own = steps[step->number];
    if (!own.range.isValid())
      own.range = range;
  }

  size_t size() const { return steps.size(); }

  /// Where all steps are made, whatever range they get.
  std::optional<llvm::SMRange> place;

private:
  struct Less {
    bool operator()(const Step *a, const Step *b) const;
  };
  /// The step that is like `step`, or it with what follows from its operands.
  const Step *get(Step step, llvm::SMRange range);
  static void infer(Step &step);

  llvm::DenseMap<const Step *, const Step *> unchecked;
  std::deque<Step> steps;
  std::map<const Step *, const Step *, Less> known;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_GRAPH_H
