//===- SelectorTable.h - Selectors as sums of products ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A selector is a boolean expression of comparisons of keys with queries. For
// each pair (k, q) of tensors that it compares, a key is below, equal to or
// above a query, so its value is a table over the relations of all pairs. The
// table is taken apart into a sum of products: of a product, each factor says
// that one pair stands in one relation, or anything about it. Floats may be
// unordered, too, which no factor says: all but what is unordered is a sum.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_SELECTORS_SELECTORTABLE_H
#define NN_LIB_TRANSFORMS_SELECTORS_SELECTORTABLE_H

#include "dialects/NN/NNOps.h"

namespace nn {
/// Anything: all relations of integers, and of floats that they are unordered,
/// too.
constexpr unsigned kAny = kBelow | kEqual | kAbove;

/// Keys and queries that are compared.
using Pair = std::pair<mlir::Value, mlir::Value>;

/// A product of the table: a set of relations per criterion, and its sign.
struct Term {
  int64_t sign;
  llvm::SmallVector<unsigned> relations;
};

/// What keys are compared by: a pair, or one pair and, where that is equal,
/// another one.
struct Criterion {
  Pair pair;
  std::optional<Pair> next;

  bool isOfFloats() const {
    return mlir::isa<mlir::FloatType>(
        mlir::getElementTypeOrSelf(pair.first.getType()));
  }
};

/// A selector as a sum of products of relations.
class SelectorTable {
public:
  /// Fails where the selector is not made of comparisons, or of too many.
  static mlir::FailureOr<SelectorTable> get(mlir::Value selector);

  /// None, if the selector is a constant.
  llvm::ArrayRef<Criterion> getCriteria() const { return criteria; }
  /// The products whose signed sum the selector is.
  llvm::ArrayRef<Term> getTerms() const { return terms; }

private:
  static constexpr size_t kMaxPairs = 4;
  static constexpr unsigned kMaxDepth = 64;

  bool collect(mlir::Value value, unsigned depth,
               llvm::DenseSet<mlir::Value> &seen);
  using Known = llvm::DenseMap<mlir::Value, bool>;
  bool evaluate(mlir::Value value, llvm::ArrayRef<unsigned> relations,
                Known &known) const;
  bool compute(mlir::Value value, llvm::ArrayRef<unsigned> relations,
               Known &known) const;
  std::vector<bool> getCells(size_t first,
                             llvm::SmallVector<unsigned> relations) const;
  llvm::SmallVector<Term>
  findTerms(size_t first, llvm::SmallVector<unsigned> relations) const;
  bool mergeOrders();
  std::pair<size_t, size_t> getCost() const;

  mlir::Value selector;
  llvm::SmallVector<Criterion> criteria;
  llvm::SmallVector<Term> terms;
};
} // namespace nn

#endif // NN_LIB_TRANSFORMS_SELECTORS_SELECTORTABLE_H
