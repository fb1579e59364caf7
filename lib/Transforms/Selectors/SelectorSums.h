//===- SelectorSums.h - Sums over the keys that a product marks -*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A product of equalities is a lookup: keys with equal elements are one group;
// what is asked for is added up by group and read at the group of the query. An
// order besides is a prefix of a group in that order: groups are split by the
// order, added up, and summed from the left or the right.
//
// Groups are dense ranks, by sorting keys and queries together; an index on one
// side needs no sorting. An order by something and then by the index is that of
// a stable sort. Floats that are not numbers count nowhere. A comparison with
// one number says which keys count, or which queries: it takes no group.
//
// Several orders of the same keys, a window say, mark an interval of the keys
// in that order: a difference of two prefixes. Orders of two kinds mark a
// rectangle: of the keys that lie in an interval in one order, those that lie
// in another interval in the other order. They are counted by the bits of their
// places in the second order, from the highest: those with 0 are laid before
// those with 1, and the interval follows (a wavelet matrix: Claude, Navarro,
// Ordonez, "The wavelet matrix", 2015).
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_SELECTORS_SELECTORSUMS_H
#define NN_LIB_TRANSFORMS_SELECTORS_SELECTORSUMS_H

#include "SelectorTable.h"
#include "dialects/NN/CoreBuilder.h"

namespace nn {
/// Ranks of keys and queries: equal for equal elements, and in their order.
struct Ranks {
  mlir::Value keys, queries; ///< i64
  mlir::Value count;         ///< ranks are at least 0 and below it; an index
  /// The places of the elements in a stable order, where keys and queries are
  /// one; null if that is not known.
  mlir::Value permutation = {};
  /// Whether, keys and queries being one, each rank below the count is that of
  /// one key.
  bool isDense = false;
  /// Whether, keys and queries being one, they are the index.
  bool isIndex = false;
};

/// Builds the sums that products of selectors ask for.
class SelectorSums {
public:
  SelectorSums(mlir::OpBuilder &builder, mlir::Location loc)
      : b{builder, loc} {}

  /// Whether there is a way for `term`: it orders by two kinds of keys at most.
  static bool isPossible(const Term &term, llvm::ArrayRef<Criterion> criteria);
  /// Whether `term` sums from the first key to the last, or one value only.
  static bool addsInOrder(const Term &term, llvm::ArrayRef<Criterion> criteria);

  /// The sum of `weights` over the keys that each query marks by `term`.
  mlir::Value sum(const Term &term, llvm::ArrayRef<Criterion> criteria,
                  mlir::Value weights);

  /// The sum of two tensors, element by element.
  mlir::Value add(mlir::Value x, mlir::Value y) const;

private:
  mlir::Value index(int64_t value) const;
  mlir::Value extent(mlir::Value tensor) const;
  mlir::Value splat(mlir::TypedAttr scalar, mlir::Value count) const;
  mlir::Value asInteger(mlir::Value number) const;
  /// Integers as those of 64 bits; floats as they are.
  mlir::Value widen(mlir::Value tensor) const;
  /// `numbers` where the keys stand in one of `relations` to the queries, else
  /// what adds nothing.
  mlir::Value keepWhere(mlir::Value numbers, const Pair &pair,
                        unsigned relations) const;
  mlir::Value scatter(mlir::Value updates, mlir::Value places, mlir::Value dest,
                      bool adds) const;
  Ranks rankTogether(mlir::Value keys, mlir::Value queries) const;
  Ranks rank(Pair pair);
  Ranks rank(const Criterion &criterion);
  Ranks combine(const Ranks &high, const Ranks &low) const;
  Ranks refine(const Ranks &ranks, const Ranks &indices) const;
  mlir::Value addBefore(mlir::Value table, mlir::Value groups,
                        bool fromRight) const;
  /// An order of keys, and how those that count stand to the query.
  struct Order {
    Ranks ranks;
    unsigned relations;
  };
  /// The sum over the keys of a group that stand in the relations of the order;
  /// `pair` has the extents.
  mlir::Value sum(const std::optional<Ranks> &group,
                  const std::optional<Order> &order, mlir::Value weights,
                  const Pair &pair) const;
  /// Places in a sorted sequence, for each query.
  struct Interval {
    mlir::Value low, high;
  };
  /// The keys in an order, and the interval that each query marks.
  struct Sorted {
    mlir::Value permutation; ///< the keys in order
    Interval interval;
  };
  /// Sorts by groups and by `keys`, first and then second ones if there are,
  /// which the orders compare.
  Sorted sort(const std::optional<Ranks> &group, const Pair &keys,
              llvm::ArrayRef<Order> orders);
  Interval getInterval(const std::optional<Ranks> &group,
                       const Order &order) const;
  /// The sum over the keys that lie in an interval of `first` and in one of
  /// `second`.
  mlir::Value sumOfRectangles(const Sorted &first, const Sorted &second,
                              mlir::Value weights) const;
  /// For each query, the sum of `weights` over the places of an interval at
  /// which `numbers`, which are below their count, are below `bound`.
  mlir::Value sumBelow(mlir::Value numbers, mlir::Value weights,
                       const Interval &interval, mlir::Value bound) const;
  /// The sums of what is before each place, and before the end.
  mlir::Value getPrefixes(mlir::Value numbers) const;
  mlir::Value read(mlir::Value table, mlir::Value places) const;
  mlir::Value subtract(mlir::Value x, mlir::Value y) const;
  /// The place of each element.
  mlir::Value getPlaces(mlir::Value tensor) const;
  mlir::Value readRank(const Ranks &ranks, unsigned relation,
                       mlir::Value weights) const;

  CoreBuilder b;
  llvm::DenseMap<Pair, Ranks> known;
};
} // namespace nn

#endif // NN_LIB_TRANSFORMS_SELECTORS_SELECTORSUMS_H
