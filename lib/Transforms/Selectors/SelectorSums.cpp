//===- SelectorSums.cpp - Sums over the keys that a product marks ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SelectorSums.h"
#include "KnownSequences.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Pieces
//===----------------------------------------------------------------------===//

Value SelectorSums::index(int64_t value) const {
  return arith::ConstantIndexOp::create(b.builder, b.loc, value);
}

Value SelectorSums::extent(Value tensor) const {
  return tensor::DimOp::create(b.builder, b.loc, tensor, 0);
}

Value SelectorSums::splat(TypedAttr scalar, Value count) const {
  auto type = RankedTensorType::get({ShapedType::kDynamic}, scalar.getType());
  return tensor::SplatOp::create(
      b.builder, b.loc, type,
      arith::ConstantOp::create(b.builder, b.loc, scalar), count);
}

Value SelectorSums::asInteger(Value number) const {
  return arith::IndexCastOp::create(b.builder, b.loc, b.builder.getI64Type(),
                                    number);
}

Value SelectorSums::add(Value x, Value y) const {
  return b.map({x, y}, [](OpBuilder &i, Location l, ValueRange v) -> Value {
    if (isa<FloatType>(v[0].getType()))
      return arith::AddFOp::create(i, l, v[0], v[1]);
    return arith::AddIOp::create(i, l, v[0], v[1]);
  });
}

/// What changes no sum: of floats, the negative zero.
static TypedAttr getNeutral(OpBuilder &builder, Type element) {
  if (isa<FloatType>(element))
    return builder.getFloatAttr(element, -0.0);
  return cast<TypedAttr>(builder.getZeroAttr(element));
}

/// Integers and booleans as i64, in their order.
Value SelectorSums::widen(Value tensor) const {
  Type element = cast<RankedTensorType>(tensor.getType()).getElementType();
  if (element.isInteger(64) || isa<FloatType>(element))
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

Value SelectorSums::keepWhere(Value numbers, const Pair &pair,
                              unsigned relations) const {
  // A factor of a product is a predicate.
  SelectPredicate predicate = *getPredicate(relations, kAny | kUnordered);
  return b.map(
      {numbers, pair.first, pair.second},
      [&](OpBuilder &i, Location l, ValueRange v) -> Value {
        Value nothing =
            arith::ConstantOp::create(i, l, getNeutral(i, v[0].getType()));
        return arith::SelectOp::create(
            i, l, compareElements(i, l, predicate, v[1], v[2]), v[0], nothing);
      });
}

/// `dest` with `updates` at `places`, added or in place of what is there.
Value SelectorSums::scatter(Value updates, Value places, Value dest,
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

//===----------------------------------------------------------------------===//
// Ranks
//===----------------------------------------------------------------------===//

/// Dense ranks by sorting.
Ranks SelectorSums::rankTogether(Value keys, Value queries) const {
  bool isOne = keys == queries;
  Value all =
      isOne ? keys
            : ConcatOp::create(b.builder, b.loc, ValueRange{keys, queries}, 0);
  auto sorted = SortOp::create(b.builder, b.loc, all, 0, /*descending=*/false);
  // A rank begins where an element differs from the one before it.
  Type element = getElementTypeOrSelf(all);
  auto scalar = RankedTensorType::get({}, b.builder.getI64Type());
  auto elementScalar = RankedTensorType::get({}, element);
  auto makeScalar = [&](RankedTensorType type, Attribute value) -> Value {
    return arith::ConstantOp::create(b.builder, b.loc,
                                     DenseElementsAttr::get(type, value));
  };
  Value inits[] = {makeScalar(scalar, b.builder.getI64IntegerAttr(-1)),
                   makeScalar(elementScalar, b.builder.getZeroAttr(element))};
  auto stacked =
      RankedTensorType::get({ShapedType::kDynamic}, b.builder.getI64Type());
  auto scan = ScanOp::create(b.builder, b.loc,
                             TypeRange{scalar, elementScalar, stacked}, inits,
                             ValueRange(sorted.getSorted()), Value(), 0, false);
  {
    OpBuilder::InsertionGuard guard(b.builder);
    Block *body = b.builder.createBlock(&scan.getBody(), {},
                                        {scalar, elementScalar, elementScalar},
                                        {b.loc, b.loc, b.loc});
    Value next = b.map(
        body->getArguments(),
        [&](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
          Value isFirst = arith::CmpIOp::create(i, l, arith::CmpIPredicate::slt,
                                                v[0], zero);
          Value differs =
              isa<FloatType>(element)
                  ? Value(arith::CmpFOp::create(i, l, arith::CmpFPredicate::UNE,
                                                v[1], v[2]))
                  : arith::CmpIOp::create(i, l, arith::CmpIPredicate::ne, v[1],
                                          v[2]);
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
    return {ranks, ranks, count, sorted.getPermutation()};
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

Ranks SelectorSums::rank(Pair pair) {
  auto [entry, isNew] = known.try_emplace(pair);
  if (!isNew)
    return entry->second;
  Value keys = widen(pair.first), queries = widen(pair.second);
  Ranks ranks;
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
    ranks.isIndex = isIota(pair.first) && keys == queries;
  } else {
    ranks = rankTogether(keys, queries);
  }
  return known[pair] = ranks;
}

/// Ranks of pairs of ranks.
Ranks SelectorSums::combine(const Ranks &high, const Ranks &low) const {
  if (high.permutation && low.isIndex)
    return refine(high, low);
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

/// Ranks by `ranks` and then by `indices`: places in the stable order.
Ranks SelectorSums::refine(const Ranks &ranks, const Ranks &indices) const {
  // Both have one extent.
  Value places =
      b.map({ranks.keys, indices.keys},
            [](OpBuilder &i, Location l, ValueRange) -> Value {
              Value place = IndexOp::create(i, l, i.getIndexType(), 0);
              return arith::IndexCastOp::create(i, l, i.getI64Type(), place);
            });
  Value count = extent(ranks.keys);
  Value zeros = splat(b.builder.getI64IntegerAttr(0), count);
  Value own = scatter(places, ranks.permutation, zeros, /*adds=*/false);
  return {own, own, count, ranks.permutation, /*isDense=*/true};
}

Ranks SelectorSums::rank(const Criterion &criterion) {
  Ranks ranks = rank(criterion.pair);
  return criterion.next ? combine(ranks, rank(*criterion.next)) : ranks;
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

/// The sum of the elements of `table` before each, or behind it; with `groups`,
/// of those of its group, which stand together.
Value SelectorSums::addBefore(Value table, Value groups, bool fromRight) const {
  auto type = cast<RankedTensorType>(table.getType());
  auto scalar = RankedTensorType::get({}, type.getElementType());
  auto number = RankedTensorType::get({}, b.builder.getI64Type());
  SmallVector<Value> inits{arith::ConstantOp::create(
      b.builder, b.loc,
      DenseElementsAttr::get(scalar, ArrayRef<Attribute>(getNeutral(
                                         b.builder, type.getElementType()))))};
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
                         i, l, getNeutral(i, v[0].getType()));
                     return arith::SelectOp::create(i, l, isSame, v[0], zero);
                   });
  Value after = add(before, element);
  SmallVector<Value> yielded{after};
  if (groups)
    yielded.push_back(body->getArgument(3));
  yielded.push_back(before);
  YieldOp::create(b.builder, b.loc, yielded);
  return scan.getResults().back();
}

/// How many keys are below each query, and the like, where keys and queries are
/// one and their ranks are a permutation.
Value SelectorSums::readRank(const Ranks &ranks, unsigned relation,
                             Value weights) const {
  Value count = asInteger(ranks.count);
  // That the weights have the extent of the keys is all that is asked of them.
  return b.map({ranks.queries, weights},
               [&](OpBuilder &i, Location l, ValueRange v) -> Value {
                 Value below = v[0];
                 if (relation & kAbove) {
                   Value one = arith::ConstantIntOp::create(i, l, 1, 64);
                   Value last = arith::SubIOp::create(i, l, count, one);
                   below = arith::SubIOp::create(i, l, last, below);
                 }
                 if (!(relation & kEqual))
                   return below;
                 Value one = arith::ConstantIntOp::create(i, l, 1, 64);
                 return arith::AddIOp::create(i, l, below, one);
               });
}

/// Whether all of `weights` are 1.
static bool areOnes(Value weights) {
  auto number = dyn_cast_or_null<IntegerAttr>(getUniform(weights));
  return number && number.getType().isInteger(64) && number.getInt() == 1;
}

/// Whether one side of a comparison has one element everywhere.
static bool comparesWithOne(const Criterion &criterion) {
  auto isOne = [](Value tensor) {
    return getUniform(tensor) || getRepeated(tensor);
  };
  return !criterion.next &&
         (isOne(criterion.pair.first) || isOne(criterion.pair.second));
}

/// The keys of an order, and those that decide between equal ones or null.
/// Orders of the same keys are of one kind.
static std::pair<Value, Value> getKeys(const Criterion &criterion) {
  return {criterion.pair.first,
          criterion.next ? criterion.next->first : Value()};
}

/// The criteria by which a product orders.
static SmallVector<const Criterion *> getOrders(const Term &term,
                                                ArrayRef<Criterion> criteria) {
  SmallVector<const Criterion *> orders;
  for (auto [set, criterion] : llvm::zip_equal(term.relations, criteria))
    if (set != kAny && set != kEqual && !comparesWithOne(criterion))
      orders.push_back(&criterion);
  return orders;
}

bool SelectorSums::isPossible(const Term &term, ArrayRef<Criterion> criteria) {
  llvm::SmallSetVector<std::pair<Value, Value>, 4> kinds;
  for (const Criterion *order : getOrders(term, criteria))
    kinds.insert(getKeys(*order));
  return kinds.size() <= 2;
}

bool SelectorSums::addsInOrder(const Term &term, ArrayRef<Criterion> criteria) {
  SmallVector<const Criterion *> orders = getOrders(term, criteria);
  if (term.sign < 0 || orders.size() > 1)
    return false;
  return llvm::all_of(
      llvm::zip_equal(term.relations, criteria), [&](auto both) {
        auto &[set, criterion] = both;
        return !llvm::is_contained(orders, &criterion) ||
               (!criterion.next && isIota(criterion.pair.first) &&
                !(set & kAbove));
      });
}

Value SelectorSums::sum(const Term &term, ArrayRef<Criterion> criteria,
                        Value weights) {
  std::optional<Ranks> group;
  llvm::MapVector<std::pair<Value, Value>, SmallVector<Order>> orders;
  // What counts of the results.
  SmallVector<std::pair<Pair, unsigned>> kept;
  for (auto [set, criterion] : llvm::zip_equal(term.relations, criteria)) {
    if (set == kAny)
      continue;
    if (!criterion.next) {
      auto [keys, queries] = criterion.pair;
      if (Value query = makeOneElement(b.builder, b.loc, queries)) {
        weights = keepWhere(weights, {keys, query}, set);
        continue;
      }
      if (Value key = makeOneElement(b.builder, b.loc, keys)) {
        kept.emplace_back(Pair(key, queries), set);
        continue;
      }
    }
    // A float that is a number is equal to itself.
    if (criterion.isOfFloats()) {
      auto [keys, queries] = criterion.pair;
      weights = keepWhere(weights, {keys, keys}, kEqual);
      kept.emplace_back(Pair(queries, queries), kEqual);
    }
    Ranks ranks = rank(criterion);
    if (set == kEqual)
      group = group ? combine(*group, ranks) : ranks;
    else
      orders[getKeys(criterion)].push_back({ranks, set});
  }
  Value total;
  if (orders.empty()) {
    total = sum(group, std::nullopt, weights, criteria[0].pair);
  } else if (orders.size() == 1 && orders.front().second.size() == 1) {
    total =
        sum(group, orders.front().second.front(), weights, criteria[0].pair);
  } else {
    auto &[keys, ofFirst] = orders.front();
    Sorted first = sort(group, keys, ofFirst);
    if (orders.size() == 1) {
      Value prefixes = getPrefixes(read(weights, first.permutation));
      total = subtract(read(prefixes, first.interval.high),
                       read(prefixes, first.interval.low));
    } else {
      auto &[others, ofSecond] = orders.back();
      total =
          sumOfRectangles(first, sort(std::nullopt, others, ofSecond), weights);
    }
  }
  for (auto &[pair, set] : kept)
    total = keepWhere(total, pair, set);
  return total;
}

Value SelectorSums::sum(const std::optional<Ranks> &group,
                        const std::optional<Order> &order, Value weights,
                        const Pair &pair) const {
  if (order && !group && order->ranks.isDense && areOnes(weights))
    return readRank(order->ranks, order->relations, weights);
  Ranks ranks;
  if (group && order) {
    ranks = combine(*group, order->ranks);
  } else if (group || order) {
    ranks = group ? *group : order->ranks;
  } else {
    // All keys are one group.
    ranks = {splat(b.builder.getI64IntegerAttr(0), extent(pair.first)),
             splat(b.builder.getI64IntegerAttr(0), extent(pair.second)),
             index(1)};
  }
  Type element = getElementTypeOrSelf(weights);
  Value zeros = splat(getNeutral(b.builder, element), ranks.count);
  Value table = scatter(weights, ranks.keys, zeros, /*adds=*/true);
  if (!order)
    return read(table, ranks.queries);
  Value groups;
  if (group) {
    groups = splat(b.builder.getI64IntegerAttr(0), ranks.count);
    groups = scatter(group->keys, ranks.keys, groups, /*adds=*/false);
    groups = scatter(group->queries, ranks.queries, groups, /*adds=*/false);
  }
  Value before = addBefore(table, groups, order->relations & kAbove);
  Value result = read(before, ranks.queries);
  if (!(order->relations & kEqual))
    return result;
  return add(result, read(table, ranks.queries));
}

//===----------------------------------------------------------------------===//
// Several orders
//===----------------------------------------------------------------------===//

Value SelectorSums::read(Value table, Value places) const {
  return b.gather(table, 0, places, /*inBounds=*/true);
}

Value SelectorSums::subtract(Value x, Value y) const {
  return b.map<arith::SubIOp>({x, y});
}

Value SelectorSums::getPlaces(Value tensor) const {
  return b.map(tensor, [](OpBuilder &i, Location l, ValueRange) -> Value {
    Value place = IndexOp::create(i, l, i.getIndexType(), 0);
    return arith::IndexCastOp::create(i, l, i.getI64Type(), place);
  });
}

Value SelectorSums::getPrefixes(Value numbers) const {
  Value end = splat(b.builder.getI64IntegerAttr(0), index(1));
  Value longer =
      ConcatOp::create(b.builder, b.loc, ValueRange{numbers, end}, 0);
  return addBefore(longer, {}, /*fromRight=*/false);
}

SelectorSums::Interval
SelectorSums::getInterval(const std::optional<Ranks> &group,
                          const Order &order) const {
  Ranks ranks = group ? combine(*group, order.ranks) : order.ranks;
  Value zero = arith::ConstantIntOp::create(b.builder, b.loc, 0, 64);
  auto count = [&](const Ranks &of) {
    Value ones = b.map(of.keys, [](OpBuilder &i, Location l, ValueRange) {
      return arith::ConstantIntOp::create(i, l, 1, 64).getResult();
    });
    return scatter(ones, of.keys,
                   splat(b.builder.getI64IntegerAttr(0), of.count),
                   /*adds=*/true);
  };
  Value table = count(ranks);
  Value below = read(addBefore(table, {}, false), ranks.queries);
  Value equal = read(table, ranks.queries);
  // Where the group begins and ends.
  Value begin, end;
  if (group) {
    Value sizes = count(*group);
    begin = read(addBefore(sizes, {}, false), group->queries);
    end = add(begin, read(sizes, group->queries));
  } else {
    Value all = asInteger(extent(ranks.keys));
    auto fill = [&](Value number) {
      return b.map(ranks.queries,
                   [&](OpBuilder &, Location, ValueRange) { return number; });
    };
    begin = fill(zero);
    end = fill(all);
  }
  if (order.relations & kBelow)
    return {begin, order.relations & kEqual ? add(below, equal) : below};
  return {order.relations & kEqual ? below : add(below, equal), end};
}

SelectorSums::Sorted SelectorSums::sort(const std::optional<Ranks> &group,
                                        const Pair &keys,
                                        ArrayRef<Order> orders) {
  // Beside queries, different keys may have one rank.
  Ranks ranks = rank(Pair(keys.first, keys.first));
  if (keys.second)
    ranks = combine(ranks, rank(Pair(keys.second, keys.second)));
  if (group)
    ranks = combine({group->keys, group->keys, group->count}, ranks);
  Sorted sorted;
  sorted.permutation = SortOp::create(b.builder, b.loc, ranks.keys, 0,
                                      /*descending=*/false)
                           .getPermutation();
  // Equal ranks are neighbours in this order, so that the places where one
  // begins and ends are those by all keys.
  for (const Order &order : orders) {
    Interval own = getInterval(group, order);
    Interval &all = sorted.interval;
    all.low = all.low ? b.map<arith::MaxSIOp>({all.low, own.low}) : own.low;
    all.high =
        all.high ? b.map<arith::MinSIOp>({all.high, own.high}) : own.high;
  }
  Interval &all = sorted.interval;
  all.high = b.map<arith::MaxSIOp>({all.low, all.high});
  return sorted;
}

Value SelectorSums::sumOfRectangles(const Sorted &first, const Sorted &second,
                                    Value weights) const {
  // The places in the second order, and the weights, in the first order.
  Value count = extent(weights);
  Value zeros = splat(b.builder.getI64IntegerAttr(0), count);
  Value places = scatter(getPlaces(weights), second.permutation, zeros,
                         /*adds=*/false);
  Value numbers = read(places, first.permutation);
  Value own = read(weights, first.permutation);
  return subtract(sumBelow(numbers, own, first.interval, second.interval.high),
                  sumBelow(numbers, own, first.interval, second.interval.low));
}

Value SelectorSums::sumBelow(Value numbers, Value weights,
                             const Interval &interval, Value bound) const {
  OpBuilder &builder = b.builder;
  Location loc = b.loc;
  Value count = extent(numbers), countNumber = asInteger(count);
  // As many bits as the count has, which is the largest bound.
  Value leading = math::CountLeadingZerosOp::create(builder, loc, countNumber);
  Value all = arith::ConstantIntOp::create(builder, loc, 64, 64);
  Value numBits = arith::SubIOp::create(builder, loc, all, leading);
  Value bits = splat(builder.getI64IntegerAttr(0),
                     arith::IndexCastOp::create(
                         builder, loc, builder.getIndexType(), numBits));
  bits = b.map(getPlaces(bits),
               [&](OpBuilder &i, Location l, ValueRange v) -> Value {
                 Value one = arith::ConstantIntOp::create(i, l, 1, 64);
                 Value last = arith::SubIOp::create(i, l, numBits, one);
                 return arith::SubIOp::create(i, l, last, v[0]);
               });
  Value total = b.map(bound, [](OpBuilder &i, Location l, ValueRange) {
    return arith::ConstantIntOp::create(i, l, 0, 64).getResult();
  });
  auto vector =
      RankedTensorType::get({ShapedType::kDynamic}, builder.getI64Type());
  auto scalar = RankedTensorType::get({}, builder.getI64Type());
  SmallVector<Value> inits{numbers, weights, interval.low, interval.high,
                           total};
  SmallVector<Type> types(inits.size(), vector);
  auto scan = ScanOp::create(builder, loc, types, inits, bits, Value(), 0,
                             /*reverse=*/false);
  OpBuilder::InsertionGuard guard(builder);
  types.push_back(scalar);
  SmallVector<Location> locs(types.size(), loc);
  Block *body = builder.createBlock(&scan.getBody(), {}, types, locs);
  numbers = body->getArgument(0);
  weights = body->getArgument(1);
  Value low = body->getArgument(2), high = body->getArgument(3);
  total = body->getArgument(4);
  Value bit = body->getArgument(5);
  auto takeBit = [&](Value of) {
    return b.map({of, bit},
                 [](OpBuilder &i, Location l, ValueRange v) -> Value {
                   Value one = arith::ConstantIntOp::create(i, l, 1, 64);
                   return arith::AndIOp::create(
                       i, l, arith::ShRUIOp::create(i, l, v[0], v[1]), one);
                 });
  };
  auto ifOne = [](OpBuilder &i, Location l, Value flag, Value x,
                  Value y) -> Value {
    Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
    Value isOne =
        arith::CmpIOp::create(i, l, arith::CmpIPredicate::ne, flag, zero);
    return arith::SelectOp::create(i, l, isOne, x, y);
  };
  Value isOne = takeBit(numbers), boundIsOne = takeBit(bound);
  Value ones = getPrefixes(isOne);
  Value zeroWeights = getPrefixes(
      b.map({isOne, weights}, [&](OpBuilder &i, Location l, ValueRange v) {
        Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
        return ifOne(i, l, v[0], zero, v[1]);
      }));
  // What has a 0 is below a bound with a 1.
  total = b.map(
      {total, boundIsOne, read(zeroWeights, low), read(zeroWeights, high)},
      [&](OpBuilder &i, Location l, ValueRange v) -> Value {
        Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
        Value part = arith::SubIOp::create(i, l, v[3], v[2]);
        return arith::AddIOp::create(i, l, v[0], ifOne(i, l, v[1], part, zero));
      });
  auto oneElement = RankedTensorType::get(1, builder.getI64Type());
  Value end = tensor::SplatOp::create(builder, loc, oneElement, countNumber);
  Value numZeros = subtract(end, read(ones, end));
  // Where a place goes, if it, or the bound, has a 1 or a 0.
  auto move = [&](Value place, Value flag) {
    return b.map({place, read(ones, place), flag, numZeros},
                 [&](OpBuilder &i, Location l, ValueRange v) -> Value {
                   return ifOne(i, l, v[2],
                                arith::AddIOp::create(i, l, v[3], v[1]),
                                arith::SubIOp::create(i, l, v[0], v[1]));
                 });
  };
  Value places = move(getPlaces(numbers), isOne);
  Value zeros = splat(builder.getI64IntegerAttr(0), count);
  YieldOp::create(builder, loc,
                  ValueRange{scatter(numbers, places, zeros, false),
                             scatter(weights, places, zeros, false),
                             move(low, boundIsOne), move(high, boundIsOne),
                             total});
  return scan.getResults().back();
}
