//===- SelectorTable.cpp - Selectors as sums of products ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SelectorTable.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/Sequence.h"
#include <algorithm>
#include <map>

using namespace mlir;
using namespace nn;

FailureOr<SelectorTable> SelectorTable::get(Value selector) {
  SelectorTable table;
  table.selector = selector;
  llvm::DenseSet<Value> seen;
  if (!table.collect(selector, 0, seen))
    return failure();
  // Which pair is split first decides how many products there are: "below, or
  // equal and earlier" is one order, and two products of two orders if it is
  // split by the place.
  SmallVector<unsigned> sequence(
      llvm::to_vector(llvm::seq<unsigned>(table.criteria.size())));
  std::optional<SelectorTable> best;
  do {
    SelectorTable other;
    other.selector = selector;
    for (unsigned place : sequence)
      other.criteria.push_back(table.criteria[place]);
    other.terms =
        other.findTerms(0, SmallVector<unsigned>(other.criteria.size(), kAny));
    while (other.mergeOrders())
      ;
    if (!best || other.getCost() < best->getCost())
      best = std::move(other);
  } while (std::next_permutation(sequence.begin(), sequence.end()));
  return *best;
}

/// The largest number of orders in a product, and the number of products.
std::pair<size_t, size_t> SelectorTable::getCost() const {
  size_t orders = 0;
  for (const Term &term : terms)
    orders = std::max<size_t>(orders,
                              llvm::count_if(term.relations, [](unsigned set) {
                                return set != kAny && set != kEqual;
                              }));
  return {orders, terms.size()};
}

/// Finds the pairs that are compared; whether that is all that `value` does.
bool SelectorTable::collect(Value value, unsigned depth,
                            llvm::DenseSet<Value> &seen) {
  Operation *op = value.getDefiningOp();
  if (!op || depth > kMaxDepth)
    return false;
  if (!seen.insert(value).second)
    return true;
  if (auto select = dyn_cast<SelectOp>(op)) {
    Pair pair{select.getKeys(), select.getQueries()};
    if (llvm::none_of(criteria,
                      [&](const Criterion &c) { return c.pair == pair; }))
      criteria.push_back({pair, std::nullopt});
    return criteria.size() <= kMaxPairs;
  }
  DenseElementsAttr constant;
  if (matchPattern(value, m_Constant(&constant)))
    return constant.isSplat();
  if (isa<arith::AndIOp, arith::OrIOp, arith::XOrIOp>(op))
    return collect(op->getOperand(0), depth + 1, seen) &&
           collect(op->getOperand(1), depth + 1, seen);
  auto map = dyn_cast<MapOp>(op);
  if (!map)
    return false;
  for (Operation &inner : map.getBody().front().without_terminator())
    if (!isa<arith::AndIOp, arith::OrIOp, arith::XOrIOp, arith::ConstantOp>(
            inner) ||
        !inner.getResult(0).getType().isInteger(1))
      return false;
  return llvm::all_of(map.getInputs(), [&](Value input) {
    return collect(input, depth + 1, seen);
  });
}

static bool combine(Operation *op, bool a, bool b) {
  if (isa<arith::AndIOp>(op))
    return a && b;
  return isa<arith::OrIOp>(op) ? a || b : a != b;
}

/// The value of the selector where each pair stands in one relation. Selectors
/// may be parts of many others, so each is evaluated once.
bool SelectorTable::evaluate(Value value, ArrayRef<unsigned> relations,
                             Known &known) const {
  auto found = known.find(value);
  if (found != known.end())
    return found->second;
  bool result = compute(value, relations, known);
  known[value] = result;
  return result;
}

bool SelectorTable::compute(Value value, ArrayRef<unsigned> relations,
                            Known &known) const {
  Operation *op = value.getDefiningOp();
  if (auto select = dyn_cast<SelectOp>(op)) {
    Pair pair{select.getKeys(), select.getQueries()};
    for (auto [criterion, relation] : llvm::zip_equal(criteria, relations))
      if (criterion.pair == pair)
        return getRelations(select.getPredicate()) & relation;
    llvm_unreachable("all pairs have been collected");
  }
  DenseElementsAttr constant;
  if (matchPattern(value, m_Constant(&constant)))
    return constant.getSplatValue<bool>();
  if (auto map = dyn_cast<MapOp>(op)) {
    Known scalars;
    Block &body = map.getBody().front();
    for (auto [argument, input] :
         llvm::zip_equal(body.getArguments(), map.getInputs()))
      scalars[argument] = evaluate(input, relations, known);
    auto get = [&](Value scalar) {
      IntegerAttr flag;
      return matchPattern(scalar, m_Constant(&flag)) ? flag.getValue().isOne()
                                                     : scalars.lookup(scalar);
    };
    for (Operation &inner : body.without_terminator())
      if (!isa<arith::ConstantOp>(inner))
        scalars[inner.getResult(0)] =
            combine(&inner, get(inner.getOperand(0)), get(inner.getOperand(1)));
    return get(body.getTerminator()->getOperand(0));
  }
  return combine(op, evaluate(op->getOperand(0), relations, known),
                 evaluate(op->getOperand(1), relations, known));
}

/// The relations in which a pair may stand.
static ArrayRef<unsigned> getRelations(const Criterion &criterion) {
  static constexpr unsigned relations[] = {kBelow, kEqual, kAbove, kUnordered};
  return ArrayRef(relations).drop_back(criterion.isOfFloats() ? 0 : 1);
}

/// The signed sum of factors that a set of relations is.
static SmallVector<std::pair<int64_t, unsigned>> getFactors(unsigned set,
                                                            bool isOfFloats) {
  unsigned all = isOfFloats ? kAny | kUnordered : kAny;
  constexpr unsigned unequal = kBelow | kAbove;
  if (set == all)
    return {{1, kAny}};
  if (set & kUnordered || (set == unequal && !isOfFloats)) {
    SmallVector<std::pair<int64_t, unsigned>> factors{{1, kAny}};
    for (auto [sign, factor] : getFactors(all ^ set, isOfFloats))
      factors.emplace_back(-sign, factor);
    return factors;
  }
  if ((set & unequal) == unequal)
    return {{1, set ^ kAbove}, {1, kAbove}};
  return {{1, set}};
}

/// The cells of the table where the first pairs stand in `relations`.
std::vector<bool>
SelectorTable::getCells(size_t first, SmallVector<unsigned> relations) const {
  if (first == criteria.size()) {
    Known known;
    return {evaluate(selector, relations, known)};
  }
  std::vector<bool> cells;
  for (unsigned relation : ::getRelations(criteria[first])) {
    relations[first] = relation;
    std::vector<bool> part = getCells(first + 1, relations);
    cells.insert(cells.end(), part.begin(), part.end());
  }
  return cells;
}

/// The products of the part of the table where the pairs before `first` stand
/// in `relations`, one of each.
SmallVector<Term>
SelectorTable::findTerms(size_t first, SmallVector<unsigned> relations) const {
  if (first == criteria.size())
    return getCells(first, relations).front()
               ? SmallVector<Term>{{1, std::move(relations)}}
               : SmallVector<Term>{};
  // Relations with equal cells go together.
  std::map<std::vector<bool>, unsigned> groups;
  for (unsigned relation : ::getRelations(criteria[first])) {
    relations[first] = relation;
    groups[getCells(first + 1, relations)] |= relation;
  }
  SmallVector<Term> found;
  for (auto &[cells, set] : groups) {
    if (llvm::none_of(cells, [](bool cell) { return cell; }))
      continue;
    relations[first] = set & ~(set - 1);
    auto factors = getFactors(set, criteria[first].isOfFloats());
    for (Term &term : findTerms(first + 1, relations))
      for (auto [sign, factor] : factors) {
        term.relations[first] = factor;
        found.push_back({term.sign * sign, term.relations});
      }
  }
  return found;
}

/// Makes one product of two that together say "below, or equal and below by
/// another pair": one order, by one pair and then by the other. Whether there
/// are such.
bool SelectorTable::mergeOrders() {
  for (Term &strict : terms)
    for (Term &next : terms)
      for (size_t a = 0; a < criteria.size(); ++a)
        for (size_t b = 0; b < criteria.size(); ++b) {
          unsigned side = strict.relations[a];
          // In an order of floats and then others, unordered ones are left
          // out; in the second place they would count.
          if (a == b || criteria[a].next || criteria[b].next ||
              criteria[b].isOfFloats() || (side != kBelow && side != kAbove) ||
              strict.relations[b] != kAny || next.relations[a] != kEqual ||
              (next.relations[b] | kEqual) != (side | kEqual) ||
              next.relations[b] == kEqual || strict.sign != next.sign)
            continue;
          SmallVector<unsigned> rest(strict.relations);
          rest[a] = kEqual;
          rest[b] = next.relations[b];
          if (rest != next.relations)
            continue;
          rest[a] = rest[b] = kAny;
          rest.push_back(next.relations[b]);
          Term merged{strict.sign, std::move(rest)};
          criteria.push_back({criteria[a].pair, criteria[b].pair});
          for (Term &term : terms)
            term.relations.push_back(kAny);
          strict = std::move(merged);
          terms.erase(&next);
          return true;
        }
  return false;
}
