//===- Sort.cpp - Sorting as loops over tensors ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MergeSort.h"
#include "NNToLinalg.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace nn;

/// Whether the key `x` comes before `y`.
static Value isBefore(const LoopBuilder &s, Value x, Value y, bool descending) {
  if (descending)
    std::swap(x, y);
  if (!isa<FloatType>(x.getType())) {
    // A boolean that is set is above one that is not.
    auto predicate = x.getType().isInteger(1) ? arith::CmpIPredicate::ult
                                              : arith::CmpIPredicate::slt;
    return s.compare(predicate, x, y);
  }
  auto compare = [&](arith::CmpFPredicate predicate, Value p, Value q) {
    return arith::CmpFOp::create(s.b, s.loc, predicate, p, q);
  };
  Value xIsNumber = compare(arith::CmpFPredicate::ORD, x, x);
  Value yIsNone = compare(arith::CmpFPredicate::UNO, y, y);
  return s.either(compare(arith::CmpFPredicate::OLT, x, y),
                  s.both(xIsNumber, yIsNone));
}

namespace {
/// Each line along the axis  ->  a merge sort of its indices, then its elements
/// in that order
struct LowerSort : OpRewritePattern<SortOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SortOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    LoopBuilder sort{rewriter, loc};
    auto sortedAxis = static_cast<int64_t>(op.getAxis());
    RankedTensorType type = op.getInput().getType();
    SmallVector<OpFoldResult> shape = getExtents(rewriter, loc, op.getInput());
    Value count =
        getValueOrCreateConstantIndexOp(rewriter, loc, shape[sortedAxis]);
    Value zero = sort.constant(0), one = sort.constant(1);
    SmallVector<Value> results = {
        tensor::EmptyOp::create(rewriter, loc, shape, type.getElementType()),
        tensor::EmptyOp::create(rewriter, loc, shape, rewriter.getI64Type())};
    SmallVector<Value> lows, highs, steps;
    for (auto [axis, extent] : llvm::enumerate(shape)) {
      if (static_cast<int64_t>(axis) == sortedAxis)
        continue;
      lows.push_back(zero);
      highs.push_back(getValueOrCreateConstantIndexOp(rewriter, loc, extent));
      steps.push_back(one);
    }
    auto sortLine = [&](OpBuilder &b, Location l, ValueRange line,
                        ValueRange carried) -> scf::ValueVector {
      LoopBuilder s{b, l};
      auto at = [&](Value index) {
        SmallVector<Value> place(line);
        place.insert(place.begin() + sortedAxis, index);
        return place;
      };
      auto isIndexBefore = [&](const LoopBuilder &t, Value x, Value y) {
        Value left = t.load(op.getInput(), at(x));
        Value right = t.load(op.getInput(), at(y));
        return isBefore(t, left, right, op.getDescending());
      };
      Value order = sortIndices(s, count, isIndexBefore);
      auto copy = [&](LoopBuilder t, Value k, ValueRange state) {
        Value index = t.load(order, k);
        Value wide =
            arith::IndexCastOp::create(t.b, t.loc, t.b.getI64Type(), index);
        return SmallVector<Value>{
            t.store(t.load(op.getInput(), at(index)), state[0], at(k)),
            t.store(wide, state[1], at(k))};
      };
      SmallVector<Value> done = s.loop(zero, count, one, carried, copy);
      return scf::ValueVector(done.begin(), done.end());
    };
    if (lows.empty()) {
      scf::ValueVector done = sortLine(rewriter, loc, {}, results);
      results.assign(done.begin(), done.end());
    } else {
      scf::LoopNest nest = scf::buildLoopNest(rewriter, loc, lows, highs, steps,
                                              results, sortLine);
      results.assign(nest.results.begin(), nest.results.end());
    }
    for (auto [result, declared] :
         llvm::zip_equal(results, op.getResultTypes()))
      result = castToType(rewriter, loc, result, declared);
    rewriter.replaceOp(op, results);
    return success();
  }
};
} // namespace

void nn::populateSortPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerSort>(patterns.getContext());
}
