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
// a stable sort. A comparison with one number says which keys count, or which
// queries: it takes no group.
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

  /// The sum of `weights` over the keys that each query marks by `term`, of
  /// whose criteria one at most orders, those with one number aside.
  mlir::Value sum(const Term &term, llvm::ArrayRef<Criterion> criteria,
                  mlir::Value weights);

  /// The sum of two tensors, element by element.
  mlir::Value add(mlir::Value x, mlir::Value y) const;

private:
  mlir::Value index(int64_t value) const;
  mlir::Value extent(mlir::Value tensor) const;
  mlir::Value splat(mlir::TypedAttr scalar, mlir::Value count) const;
  mlir::Value asInteger(mlir::Value number) const;
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
  /// The sum over the keys of a group that stand in `relation` in the order;
  /// `pair` has the extents.
  mlir::Value sum(const std::optional<Ranks> &group,
                  const std::optional<Ranks> &order, unsigned relation,
                  mlir::Value weights, const Pair &pair) const;
  mlir::Value readRank(const Ranks &ranks, unsigned relation,
                       mlir::Value weights) const;

  CoreBuilder b;
  llvm::DenseMap<Pair, Ranks> known;
};
} // namespace nn

#endif // NN_LIB_TRANSFORMS_SELECTORS_SELECTORSUMS_H
