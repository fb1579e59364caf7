//===- LowerSelectors.cpp - Selectors without their matrix ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A selector of n keys and n queries has n^2 elements; what is asked of it
// mostly takes n log n steps. The selector is a boolean expression of
// comparisons of keys with queries. For each pair (k, q) of tensors that it
// compares, a key is below, equal to or above a query, so its value is a table
// over the relations of all pairs. The table is taken apart into a sum of
// products: of a product, each factor says that one pair stands in one
// relation, or anything about it. Whatever is linear in the selector (how many
// keys it marks, the sum of their values, the sum of their places, which is the
// place where there is one) is the signed sum of that of the products.
//
// A product of equalities is a lookup: keys with equal elements are one group;
// what is asked for is added up by group and read at the group of the query. An
// order besides is a prefix of a group in that order: groups are split by the
// order, added up, and summed from the left or the right.
//
// Groups are dense ranks, by sorting keys and queries together; an index on one
// side needs no sorting.
//
//===----------------------------------------------------------------------===//

#include "KnownSequences.h"
#include "dialects/NN/CoreBuilder.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "nn/Transforms/Passes.h"
#include <map>

namespace nn {
#define GEN_PASS_DEF_LOWERSELECTORSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
/// How a key stands to a query, as bits of a set.
enum Relation : unsigned { kBelow = 1, kEqual = 2, kAbove = 4, kAny = 7 };

using Pair = std::pair<Value, Value>;

/// A product of the table: a set of relations per pair, and its sign.
struct Term {
  int64_t sign;
  SmallVector<unsigned> relations;
};

/// A selector as a table over the relations of the pairs that it compares.
class SelectorTable {
public:
  /// Fails where the selector is not made of comparisons, or of too many.
  static FailureOr<SelectorTable> get(Value selector) {
    SelectorTable table;
    if (!table.collect(selector, 0))
      return failure();
    table.selector = selector;
    return table;
  }

  ArrayRef<Pair> getPairs() const { return pairs; }

  /// The products whose signed sum the selector is.
  SmallVector<Term> getTerms() const {
    return getTerms(0, SmallVector<unsigned>(pairs.size(), kAny));
  }

private:
  static constexpr size_t kMaxPairs = 4;
  static constexpr unsigned kMaxDepth = 64;

  bool collect(Value value, unsigned depth) {
    Operation *op = value.getDefiningOp();
    if (!op || depth > kMaxDepth)
      return false;
    if (auto select = dyn_cast<SelectOp>(op)) {
      // Not-a-number stands in no relation.
      if (isa<FloatType>(cast<RankedTensorType>(select.getKeys().getType())
                             .getElementType()))
        return false;
      Pair pair{select.getKeys(), select.getQueries()};
      if (!llvm::is_contained(pairs, pair))
        pairs.push_back(pair);
      return pairs.size() <= kMaxPairs;
    }
    DenseElementsAttr constant;
    if (matchPattern(value, m_Constant(&constant)))
      return constant.isSplat();
    if (isa<arith::AndIOp, arith::OrIOp, arith::XOrIOp>(op))
      return collect(op->getOperand(0), depth + 1) &&
             collect(op->getOperand(1), depth + 1);
    auto map = dyn_cast<MapOp>(op);
    if (!map)
      return false;
    for (Operation &inner : map.getBody().front().without_terminator())
      if (!isa<arith::AndIOp, arith::OrIOp, arith::XOrIOp, arith::ConstantOp>(
              inner) ||
          !inner.getResult(0).getType().isInteger(1))
        return false;
    return llvm::all_of(map.getInputs(),
                        [&](Value input) { return collect(input, depth + 1); });
  }

  static bool holds(SelectPredicate predicate, unsigned relation) {
    switch (predicate) {
    case SelectPredicate::Equal:
      return relation == kEqual;
    case SelectPredicate::NotEqual:
      return relation != kEqual;
    case SelectPredicate::Less:
      return relation == kBelow;
    case SelectPredicate::LessOrEqual:
      return relation != kAbove;
    case SelectPredicate::Greater:
      return relation == kAbove;
    case SelectPredicate::GreaterOrEqual:
      return relation != kBelow;
    }
    llvm_unreachable("unknown predicate");
  }

  /// The value of the selector where each pair stands in one relation.
  bool evaluate(Value value, ArrayRef<unsigned> relations) const {
    Operation *op = value.getDefiningOp();
    if (auto select = dyn_cast<SelectOp>(op)) {
      Pair pair{select.getKeys(), select.getQueries()};
      size_t place = llvm::find(pairs, pair) - pairs.begin();
      return holds(select.getPredicate(), relations[place]);
    }
    DenseElementsAttr constant;
    if (matchPattern(value, m_Constant(&constant)))
      return constant.getSplatValue<bool>();
    if (auto map = dyn_cast<MapOp>(op)) {
      llvm::DenseMap<Value, bool> known;
      Block &body = map.getBody().front();
      for (auto [argument, input] :
           llvm::zip_equal(body.getArguments(), map.getInputs()))
        known[argument] = evaluate(input, relations);
      for (Operation &inner : body.without_terminator()) {
        IntegerAttr flag;
        known[inner.getResult(0)] =
            matchPattern(&inner, m_Constant(&flag))
                ? flag.getValue().isOne()
                : combine(&inner, known[inner.getOperand(0)],
                          known[inner.getOperand(1)]);
      }
      return known[body.getTerminator()->getOperand(0)];
    }
    return combine(op, evaluate(op->getOperand(0), relations),
                   evaluate(op->getOperand(1), relations));
  }

  static bool combine(Operation *op, bool a, bool b) {
    if (isa<arith::AndIOp>(op))
      return a && b;
    return isa<arith::OrIOp>(op) ? a || b : a != b;
  }

  /// The cells of the table where the first pairs stand in `relations`.
  std::vector<bool> getCells(size_t first,
                             SmallVector<unsigned> relations) const {
    if (first == pairs.size())
      return {evaluate(selector, relations)};
    std::vector<bool> cells;
    for (unsigned relation : {kBelow, kEqual, kAbove}) {
      relations[first] = relation;
      std::vector<bool> part = getCells(first + 1, relations);
      cells.insert(cells.end(), part.begin(), part.end());
    }
    return cells;
  }

  /// The products of the part of the table where the pairs before `first`
  /// stand in `relations`, one of each.
  SmallVector<Term> getTerms(size_t first,
                             SmallVector<unsigned> relations) const {
    if (first == pairs.size())
      return evaluate(selector, relations)
                 ? SmallVector<Term>{{1, std::move(relations)}}
                 : SmallVector<Term>{};
    // Relations with equal cells go together.
    std::map<std::vector<bool>, unsigned> groups;
    for (unsigned relation : {kBelow, kEqual, kAbove}) {
      relations[first] = relation;
      groups[getCells(first + 1, relations)] |= relation;
    }
    SmallVector<Term> terms;
    for (auto &[cells, set] : groups) {
      if (llvm::none_of(cells, [](bool cell) { return cell; }))
        continue;
      relations[first] = set & kBelow ? kBelow : set & kEqual ? kEqual : kAbove;
      for (Term &term : getTerms(first + 1, relations)) {
        // Unequal is anything but equal.
        bool isUnequal = set == (kBelow | kAbove);
        term.relations[first] = isUnequal ? kAny : set;
        terms.push_back(term);
        if (!isUnequal)
          continue;
        term.relations[first] = kEqual;
        term.sign = -term.sign;
        terms.push_back(term);
      }
    }
    return terms;
  }

  Value selector;
  SmallVector<Pair> pairs;
};

/// Ranks of keys and queries: equal for equal elements, and in their order.
struct Ranks {
  Value keys, queries; ///< i64
  Value count;         ///< ranks are at least 0 and below it; an index
};

/// Builds the sums that products of selectors ask for.
class SelectorBuilder {
public:
  SelectorBuilder(OpBuilder &builder, Location loc) : b{builder, loc} {}

  /// The sum of `weights` over the keys that each query marks by `term`, whose
  /// pairs in an order are at most one.
  Value sum(const Term &term, ArrayRef<Pair> pairs, Value weights);

private:
  using ScalarFn = CoreBuilder::ScalarFn;

  Value index(int64_t value) const {
    return arith::ConstantIndexOp::create(b.builder, b.loc, value);
  }
  Value extent(Value tensor) const {
    return tensor::DimOp::create(b.builder, b.loc, tensor, 0);
  }
  Value splat(TypedAttr scalar, Value count) const {
    auto type = RankedTensorType::get({ShapedType::kDynamic}, scalar.getType());
    return tensor::SplatOp::create(
        b.builder, b.loc, type,
        arith::ConstantOp::create(b.builder, b.loc, scalar), count);
  }
  Value asInteger(Value number) const {
    return arith::IndexCastOp::create(b.builder, b.loc, b.builder.getI64Type(),
                                      number);
  }
  Value widen(Value tensor) const;
  Value scatter(Value updates, Value places, Value dest, bool adds) const;
  Ranks rankTogether(Value keys, Value queries) const;
  Ranks rank(Pair pair);
  Ranks combine(Ranks high, Ranks low) const;
  Value addBefore(Value table, Value groups, bool fromRight) const;

  CoreBuilder b;
  llvm::DenseMap<Pair, Ranks> known;
};
} // namespace

//===----------------------------------------------------------------------===//
// Ranks
//===----------------------------------------------------------------------===//

/// Integers and booleans as i64, in their order.
Value SelectorBuilder::widen(Value tensor) const {
  Type element = cast<RankedTensorType>(tensor.getType()).getElementType();
  if (element.isInteger(64))
    return tensor;
  Type wide = b.builder.getI64Type();
  return b.map(tensor, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
    if (element.isIndex())
      return arith::IndexCastOp::create(i, l, wide, v[0]);
    return element.isInteger(1)
               ? Value(arith::ExtUIOp::create(i, l, wide, v[0]))
               : arith::ExtSIOp::create(i, l, wide, v[0]);
  });
}

/// `dest` with `updates` at `places`, added or in place of what is there.
Value SelectorBuilder::scatter(Value updates, Value places, Value dest,
                               bool adds) const {
  auto scattered = ScatterOp::create(
      b.builder, b.loc, updates, dest, places, ArrayRef<int64_t>{0},
      [&](OpBuilder &i, Location l, Value old, Value update) -> Value {
        if (!adds)
          return update;
        if (isa<FloatType>(old.getType()))
          return arith::AddFOp::create(i, l, old, update);
        return arith::AddIOp::create(i, l, old, update);
      });
  // Ranks are below the number of ranks.
  scattered.setInBounds(true);
  return scattered;
}

/// Dense ranks by sorting.
Ranks SelectorBuilder::rankTogether(Value keys, Value queries) const {
  bool isOne = keys == queries;
  Value all =
      isOne ? keys
            : ConcatOp::create(b.builder, b.loc, ValueRange{keys, queries}, 0);
  auto sorted = SortOp::create(b.builder, b.loc, all, 0, /*descending=*/false);
  // A rank begins where an element differs from the one before it.
  auto scalar = RankedTensorType::get({}, b.builder.getI64Type());
  auto makeScalar = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(
        b.builder, b.loc, DenseElementsAttr::get(scalar, ArrayRef(value)));
  };
  Value inits[] = {makeScalar(-1), makeScalar(0)};
  auto stacked =
      RankedTensorType::get({ShapedType::kDynamic}, b.builder.getI64Type());
  auto scan =
      ScanOp::create(b.builder, b.loc, TypeRange{scalar, scalar, stacked},
                     inits, ValueRange(sorted.getSorted()), Value(), 0, false);
  {
    OpBuilder::InsertionGuard guard(b.builder);
    Block *body = b.builder.createBlock(
        &scan.getBody(), {}, {scalar, scalar, scalar}, {b.loc, b.loc, b.loc});
    Value next = b.map(
        body->getArguments(),
        [](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
          Value isFirst = arith::CmpIOp::create(i, l, arith::CmpIPredicate::slt,
                                                v[0], zero);
          Value differs =
              arith::CmpIOp::create(i, l, arith::CmpIPredicate::ne, v[1], v[2]);
          Value isNew = arith::OrIOp::create(i, l, isFirst, differs);
          Value step = arith::ExtUIOp::create(i, l, i.getI64Type(), isNew);
          return arith::AddIOp::create(i, l, v[0], step);
        });
    YieldOp::create(b.builder, b.loc,
                    ValueRange{next, body->getArgument(2), next});
  }
  Value count = extent(all);
  Value zeros = splat(b.builder.getI64IntegerAttr(0), count);
  Value ranks = scatter(scan.getResult(2), sorted.getPermutation(), zeros,
                        /*adds=*/false);
  if (isOne)
    return {ranks, ranks, count};
  // Keys are in front.
  Value numKeys = asInteger(extent(keys));
  auto take = [&](Value like, bool isBehind) {
    Value places =
        b.map(like, [&](OpBuilder &i, Location l, ValueRange) -> Value {
          Value place = IndexOp::create(i, l, i.getIndexType(), 0);
          Value number =
              arith::IndexCastOp::create(i, l, i.getI64Type(), place);
          return isBehind ? Value(arith::AddIOp::create(i, l, number, numKeys))
                          : number;
        });
    return b.gather(ranks, 0, places, /*inBounds=*/true);
  };
  return {take(keys, false), take(queries, true), count};
}

Ranks SelectorBuilder::rank(Pair pair) {
  auto [entry, isNew] = known.try_emplace(pair);
  if (!isNew)
    return entry->second;
  Value keys = widen(pair.first), queries = widen(pair.second);
  Ranks ranks;
  TypedAttr key = getUniform(pair.first), query = getUniform(pair.second);
  if (isIota(pair.first) || isIota(pair.second)) {
    // Indices are ranks; all that is below them is one rank, all above another.
    Value count = extent(isIota(pair.first) ? keys : queries);
    Value last = asInteger(count);
    auto clamp = [&](Value tensor) {
      return b.map(tensor,
                   [&](OpBuilder &i, Location l, ValueRange v) -> Value {
                     Value low = arith::ConstantIntOp::create(i, l, -1, 64);
                     Value one = arith::ConstantIntOp::create(i, l, 1, 64);
                     Value bounded = arith::MaxSIOp::create(
                         i, l, arith::MinSIOp::create(i, l, v[0], last), low);
                     return arith::AddIOp::create(i, l, bounded, one);
                   });
    };
    ranks.keys = clamp(keys);
    ranks.queries = keys == queries ? ranks.keys : clamp(queries);
    ranks.count = arith::AddIOp::create(b.builder, b.loc, count, index(2));
  } else if (key || query) {
    // What stands to one number is below, equal or above.
    auto number = cast<IntegerAttr>(key ? key : query);
    int64_t middle = number.getType().isInteger(1)
                         ? number.getValue().getZExtValue()
                         : number.getValue().getSExtValue();
    auto compare = [&](Value tensor) {
      return b.map(
          tensor, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
            Value bound = arith::ConstantIntOp::create(i, l, middle, 64);
            auto is = [&](arith::CmpIPredicate predicate) -> Value {
              return arith::ExtUIOp::create(
                  i, l, i.getI64Type(),
                  arith::CmpIOp::create(i, l, predicate, v[0], bound));
            };
            return arith::AddIOp::create(i, l, is(arith::CmpIPredicate::sge),
                                         is(arith::CmpIPredicate::sgt));
          });
    };
    ranks = {compare(keys), compare(queries), index(3)};
  } else {
    ranks = rankTogether(keys, queries);
  }
  return known[pair] = ranks;
}

/// Ranks of pairs of ranks.
Ranks SelectorBuilder::combine(Ranks high, Ranks low) const {
  Value factor = asInteger(low.count);
  auto pack = [&](Value x, Value y) {
    return b.map({x, y}, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
      return arith::AddIOp::create(
          i, l, arith::MulIOp::create(i, l, v[0], factor), v[1]);
    });
  };
  Value keys = pack(high.keys, low.keys);
  bool isOne = high.keys == high.queries && low.keys == low.queries;
  return rankTogether(keys, isOne ? keys : pack(high.queries, low.queries));
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

/// The sum of the elements of `table` before each, or behind it; with `groups`,
/// of those of its group, which stand together.
Value SelectorBuilder::addBefore(Value table, Value groups,
                                 bool fromRight) const {
  auto type = cast<RankedTensorType>(table.getType());
  auto scalar = RankedTensorType::get({}, type.getElementType());
  auto number = RankedTensorType::get({}, b.builder.getI64Type());
  SmallVector<Value> inits{arith::ConstantOp::create(
      b.builder, b.loc, b.builder.getZeroAttr(scalar))};
  SmallVector<Value> inputs{table};
  SmallVector<Type> results{scalar};
  if (groups) {
    inits.push_back(arith::ConstantOp::create(
        b.builder, b.loc,
        DenseElementsAttr::get(number, ArrayRef<int64_t>(-1))));
    inputs.push_back(groups);
    results.push_back(number);
  }
  results.push_back(
      RankedTensorType::get({ShapedType::kDynamic}, type.getElementType()));
  auto scan = ScanOp::create(b.builder, b.loc, results, inits, inputs, Value(),
                             0, fromRight);
  OpBuilder::InsertionGuard guard(b.builder);
  SmallVector<Type> arguments{scalar};
  if (groups)
    arguments.push_back(number);
  arguments.push_back(scalar);
  if (groups)
    arguments.push_back(number);
  SmallVector<Location> locs(arguments.size(), b.loc);
  Block *body = b.builder.createBlock(&scan.getBody(), {}, arguments, locs);
  Value before = body->getArgument(0);
  Value element = body->getArgument(groups ? 2 : 1);
  if (groups)
    before = b.map({before, body->getArgument(1), body->getArgument(3)},
                   [](OpBuilder &i, Location l, ValueRange v) -> Value {
                     Value isSame = arith::CmpIOp::create(
                         i, l, arith::CmpIPredicate::eq, v[1], v[2]);
                     Value zero = arith::ConstantOp::create(
                         i, l, i.getZeroAttr(v[0].getType()));
                     return arith::SelectOp::create(i, l, isSame, v[0], zero);
                   });
  Value after = b.map({before, element},
                      [](OpBuilder &i, Location l, ValueRange v) -> Value {
                        if (isa<FloatType>(v[0].getType()))
                          return arith::AddFOp::create(i, l, v[0], v[1]);
                        return arith::AddIOp::create(i, l, v[0], v[1]);
                      });
  SmallVector<Value> yielded{after};
  if (groups)
    yielded.push_back(body->getArgument(3));
  yielded.push_back(before);
  YieldOp::create(b.builder, b.loc, yielded);
  return scan.getResults().back();
}

Value SelectorBuilder::sum(const Term &term, ArrayRef<Pair> pairs,
                           Value weights) {
  std::optional<Ranks> group, order;
  unsigned relation = kEqual;
  for (auto [set, pair] : llvm::zip_equal(term.relations, pairs)) {
    if (set == kEqual)
      group = group ? combine(*group, rank(pair)) : rank(pair);
    else if (set != kAny) {
      order = rank(pair);
      relation = set;
    }
  }
  Ranks ranks;
  if (group && order)
    ranks = combine(*group, *order);
  else if (group || order)
    ranks = group ? *group : *order;
  else // All keys are one group.
    ranks = {splat(b.builder.getI64IntegerAttr(0), extent(pairs[0].first)),
             splat(b.builder.getI64IntegerAttr(0), extent(pairs[0].second)),
             index(1)};
  Type element = cast<RankedTensorType>(weights.getType()).getElementType();
  Value zeros =
      splat(cast<TypedAttr>(b.builder.getZeroAttr(element)), ranks.count);
  Value table = scatter(weights, ranks.keys, zeros, /*adds=*/true);
  if (!order)
    return b.gather(table, 0, ranks.queries, /*inBounds=*/true);
  Value groups;
  if (group) {
    groups = splat(b.builder.getI64IntegerAttr(0), ranks.count);
    groups = scatter(group->keys, ranks.keys, groups, /*adds=*/false);
    groups = scatter(group->queries, ranks.queries, groups, /*adds=*/false);
  }
  Value before = addBefore(table, groups, relation & kAbove);
  Value result = b.gather(before, 0, ranks.queries, /*inBounds=*/true);
  if (!(relation & kEqual))
    return result;
  Value own = b.gather(table, 0, ranks.queries, /*inBounds=*/true);
  return b.map({result, own},
               [](OpBuilder &i, Location l, ValueRange v) -> Value {
                 if (isa<FloatType>(v[0].getType()))
                   return arith::AddFOp::create(i, l, v[0], v[1]);
                 return arith::AddIOp::create(i, l, v[0], v[1]);
               });
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
struct LowerSelectors : nn::impl::LowerSelectorsPassBase<LowerSelectors> {
  using LowerSelectorsPassBase::LowerSelectorsPassBase;

  void runOnOperation() override {
    SmallVector<Operation *> users;
    getOperation()->walk([&](Operation *op) {
      if (isa<SelectorWidthOp, AggregateOp>(op))
        users.push_back(op);
    });
    for (Operation *op : users) {
      Location loc = op->getLoc();
      std::string reason = lower(op);
      ++(reason.empty() ? numLowered : numLeft);
      if (!report)
        continue;
      if (reason.empty())
        emitRemark(loc, "the selector is looked up, in O(n log n)");
      else
        emitRemark(loc, "the selector is gone through, in O(n^2): ") << reason;
    }
  }

private:
  /// Replaces `op`; else why not.
  std::string lower(Operation *op);
};

/// The sums that replace one op.
struct Lowering {
  OpBuilder builder;
  Location loc;
  CoreBuilder b{builder, loc};
  SelectorBuilder selectors{builder, loc};
  ArrayRef<Pair> pairs;
  ArrayRef<Term> terms;

  Lowering(Operation *op, ArrayRef<Pair> pairs, ArrayRef<Term> terms)
      : builder(op), loc(op->getLoc()), pairs(pairs), terms(terms) {}

  Value getTotal(Value weights) {
    Value total;
    for (const Term &term : terms) {
      Value part = selectors.sum(term, pairs, weights);
      if (!total && term.sign > 0) {
        total = part;
        continue;
      }
      if (!total)
        total =
            b.map(part, [](OpBuilder &i, Location l, ValueRange v) -> Value {
              return arith::ConstantOp::create(i, l,
                                               i.getZeroAttr(v[0].getType()));
            });
      total = b.map({total, part},
                    [&](OpBuilder &i, Location l, ValueRange v) -> Value {
                      if (term.sign < 0)
                        return arith::SubIOp::create(i, l, v[0], v[1]);
                      if (isa<FloatType>(v[0].getType()))
                        return arith::AddFOp::create(i, l, v[0], v[1]);
                      return arith::AddIOp::create(i, l, v[0], v[1]);
                    });
    }
    if (total)
      return total;
    // Nothing is marked.
    Type element = cast<RankedTensorType>(weights.getType()).getElementType();
    return b.map(
        pairs[0].second, [&](OpBuilder &i, Location l, ValueRange) -> Value {
          return arith::ConstantOp::create(i, l, i.getZeroAttr(element));
        });
  }

  Value getWidth() {
    Value ones = b.map(pairs[0].first,
                       [](OpBuilder &i, Location l, ValueRange) -> Value {
                         return arith::ConstantIntOp::create(i, l, 1, 64);
                       });
    return getTotal(ones);
  }

  /// The place of the only key that is marked, the number of keys if there is
  /// not one.
  Value getPlace(Value width) {
    auto number = [](OpBuilder &i, Location l, ValueRange) -> Value {
      Value place = IndexOp::create(i, l, i.getIndexType(), 0);
      return arith::IndexCastOp::create(i, l, i.getI64Type(), place);
    };
    Value places = getTotal(b.map(pairs[0].first, number));
    Value count = arith::IndexCastOp::create(
        builder, loc, builder.getI64Type(),
        tensor::DimOp::create(builder, loc, pairs[0].first, 0));
    return b.map(
        {places, width}, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value one = arith::ConstantIntOp::create(i, l, 1, 64);
          Value isOne =
              arith::CmpIOp::create(i, l, arith::CmpIPredicate::eq, v[1], one);
          return arith::SelectOp::create(i, l, isOne, v[0], count);
        });
  }

  /// The value at that place, or the default.
  Value pick(AggregateOp op, Value width) {
    Value values = op.getValues();
    auto type = cast<RankedTensorType>(values.getType());
    Value row = op.getOtherwise();
    if (!row)
      row = makeZeroRow(values, type);
    std::string axes = listAxes("a", type.getRank() - 1);
    Value last = b.rearrange(axes + " -> 1" + axes, row);
    Value all = ConcatOp::create(builder, loc,
                                 ValueRange{b.dropNames(values), last}, 0);
    return b.gather(all, 0, getPlace(width));
  }

  Value makeZeroRow(Value values, RankedTensorType type) {
    Type element = type.getElementType();
    auto zero = cast<TypedAttr>(builder.getZeroAttr(element));
    auto rowType = RankedTensorType::get(type.getShape().drop_front(), element);
    if (rowType.hasStaticShape())
      return arith::ConstantOp::create(
          builder, loc,
          DenseElementsAttr::get(rowType, ArrayRef<Attribute>(zero)));
    SmallVector<Value> extents;
    for (auto [axis, extent] : llvm::enumerate(rowType.getShape()))
      if (ShapedType::isDynamic(extent))
        extents.push_back(
            tensor::DimOp::create(builder, loc, values, axis + 1));
    Value scalar = arith::ConstantOp::create(builder, loc, zero);
    return tensor::SplatOp::create(builder, loc, rowType, scalar, extents);
  }

  /// total / width, or total, and the default where nothing is marked.
  Value finishSum(AggregateOp op, Value total, Value width) {
    bool isMean = op.getKind() == AggregateKind::Mean;
    SmallVector<Value> inputs{total, width};
    if (op.getOtherwise())
      inputs.push_back(op.getOtherwise());
    return b.map(inputs, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
      Type real = i.getF64Type();
      Value result = v[0];
      if (isMean) {
        if (!isa<FloatType>(result.getType()))
          result = arith::SIToFPOp::create(i, l, real, result);
        Value count = arith::SIToFPOp::create(i, l, real, v[1]);
        result = arith::DivFOp::create(i, l, result, count);
      }
      Value otherwise = v.size() == 3
                            ? v[2]
                            : arith::ConstantOp::create(
                                  i, l, i.getZeroAttr(result.getType()));
      Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
      Value isEmpty =
          arith::CmpIOp::create(i, l, arith::CmpIPredicate::eq, v[1], zero);
      return arith::SelectOp::create(i, l, isEmpty, otherwise, result);
    });
  }
};
} // namespace

std::string LowerSelectors::lower(Operation *op) {
  FailureOr<SelectorTable> table = SelectorTable::get(op->getOperand(0));
  if (failed(table))
    return "it is not made of up to four comparisons of integers";
  if (table->getPairs().empty())
    return "it is a constant";
  // Sequences of a few elements are faster gone through.
  auto isSequence = [](Value tensor) {
    auto type = cast<RankedTensorType>(tensor.getType());
    return type.isDynamicDim(0) && !type.getEncoding();
  };
  for (auto [keys, queries] : table->getPairs())
    if (!isSequence(keys) || !isSequence(queries))
      return "its extents are static, or its axes have names";
  SmallVector<Term> terms = table->getTerms();
  constexpr size_t maxTerms = 8;
  if (terms.size() > maxTerms)
    return "it is a sum of more than eight products";
  for (const Term &term : terms)
    if (llvm::count_if(term.relations, [](unsigned set) {
          return set != kEqual && set != kAny;
        }) > 1)
      return "a key is compared by two orders at once";
  Lowering lowering(op, table->getPairs(), terms);
  CoreBuilder &b = lowering.b;
  auto replace = [&](Value value) {
    op->replaceAllUsesWith(b.finish(op, value));
    op->erase();
    return std::string();
  };
  auto aggregate = dyn_cast<AggregateOp>(op);
  if (!aggregate)
    return replace(lowering.getWidth());
  auto values = cast<RankedTensorType>(aggregate.getValues().getType());
  if (!isSequence(aggregate.getValues()))
    return "its values have a static extent, or their axes have names";
  switch (aggregate.getKind()) {
  case AggregateKind::Only: {
    Value width = lowering.getWidth();
    return replace(requireOne(b, lowering.pick(aggregate, width), width));
  }
  case AggregateKind::Sum:
  case AggregateKind::Mean: {
    bool isReal = isa<FloatType>(values.getElementType());
    if (values.getRank() != 1)
      return "its values have several axes";
    if (isReal && !values.getElementType().isF64())
      return "it sums floats of less than 64 bits";
    // A difference of sums of floats would lose digits.
    if (isReal && !(terms.size() == 1 && terms[0].sign > 0))
      return "it sums floats over a sum of products";
    Value weights = aggregate.getValues();
    if (!isReal && !values.getElementType().isInteger(64)) {
      if (aggregate.getKind() == AggregateKind::Sum)
        return "it sums integers of less than 64 bits";
      weights =
          b.map(weights, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
            if (v[0].getType().isInteger(1))
              return arith::ExtUIOp::create(i, l, i.getI64Type(), v[0]);
            if (v[0].getType().isIndex())
              return arith::IndexCastOp::create(i, l, i.getI64Type(), v[0]);
            return arith::ExtSIOp::create(i, l, i.getI64Type(), v[0]);
          });
    }
    Value width = lowering.getWidth();
    return replace(
        lowering.finishSum(aggregate, lowering.getTotal(weights), width));
  }
  default:
    return "it takes the first, the last, the least or the largest value";
  }
}
