//===- Sort.cpp - Sorting as loops over tensors ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A line along the sorted axis is sorted by a bottom-up merge sort of the
// indices of its elements: runs of 1, 2, 4, ... indices are merged from one
// tensor into another and back, two passes at a time, so that the result always
// ends in the first. Merging takes from the left run at equality, so the sort
// is stable. A line of n elements takes n log2(n) comparisons and 2 n indices.
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace nn;

namespace {
/// Builds the loops of one sort.
struct SortBuilder {
  OpBuilder &b;
  Location loc;
  bool descending;

  Value constant(int64_t value) const {
    return arith::ConstantIndexOp::create(b, loc, value);
  }
  Value add(Value x, Value y) const {
    return arith::AddIOp::create(b, loc, x, y);
  }
  Value minimum(Value x, Value y) const {
    return arith::MinSIOp::create(b, loc, x, y);
  }
  Value isBelow(Value x, Value y) const {
    return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::slt, x, y);
  }
  Value both(Value x, Value y) const {
    return arith::AndIOp::create(b, loc, x, y);
  }
  Value either(Value x, Value y) const {
    return arith::OrIOp::create(b, loc, x, y);
  }
  Value load(Value tensor, ValueRange at) const {
    return tensor::ExtractOp::create(b, loc, tensor, at);
  }
  Value store(Value value, Value tensor, ValueRange at) const {
    return tensor::InsertOp::create(b, loc, value, tensor, at);
  }
  /// for i = low to high by step, with carried values
  SmallVector<Value>
  loop(Value low, Value high, Value step, ValueRange inits,
       llvm::function_ref<SmallVector<Value>(SortBuilder, Value, ValueRange)>
           body) const {
    auto made = scf::ForOp::create(
        b, loc, low, high, step, inits,
        [&](OpBuilder &inner, Location l, Value i, ValueRange carried) {
          scf::YieldOp::create(
              inner, l, body(SortBuilder{inner, l, descending}, i, carried));
        });
    return made.getResults();
  }

  /// Whether the key `x` comes before `y`.
  Value isBefore(Value x, Value y) const {
    if (descending)
      std::swap(x, y);
    if (!isa<FloatType>(x.getType())) {
      // A boolean that is set is above one that is not.
      auto predicate = x.getType().isInteger(1) ? arith::CmpIPredicate::ult
                                                : arith::CmpIPredicate::slt;
      return arith::CmpIOp::create(b, loc, predicate, x, y);
    }
    auto compare = [&](arith::CmpFPredicate predicate, Value p, Value q) {
      return arith::CmpFOp::create(b, loc, predicate, p, q);
    };
    Value xIsNumber = compare(arith::CmpFPredicate::ORD, x, x);
    Value yIsNone = compare(arith::CmpFPredicate::UNO, y, y);
    return either(compare(arith::CmpFPredicate::OLT, x, y),
                  both(xIsNumber, yIsNone));
  }

  /// Merges the runs of `width` indices in `from` into runs of twice the width.
  /// `at` is the place of a key in `keys` by its index along the axis.
  Value mergeRuns(Value keys, llvm::function_ref<SmallVector<Value>(Value)> at,
                  Value count, Value width, Value from, Value to) const {
    Value zero = constant(0), one = constant(1);
    Value last = arith::SubIOp::create(b, loc, count, one);
    auto merge = [&](SortBuilder s, Value low, ValueRange target) {
      Value middle = s.minimum(s.add(low, width), count);
      Value high = s.minimum(s.add(middle, width), count);
      auto take = [&](SortBuilder t, Value k, ValueRange state) {
        Value left = state[1], right = state[2];
        // What is read beyond the end of a run is not used.
        Value leftIndex = t.load(from, t.minimum(left, last));
        Value rightIndex = t.load(from, t.minimum(right, last));
        Value rightIsBefore = t.isBefore(t.load(keys, at(rightIndex)),
                                         t.load(keys, at(leftIndex)));
        Value leftIsEmpty = arith::CmpIOp::create(
            t.b, t.loc, arith::CmpIPredicate::sge, left, middle);
        Value hasRight = t.isBelow(right, high);
        Value takesRight =
            t.either(leftIsEmpty, t.both(hasRight, rightIsBefore));
        Value index = arith::SelectOp::create(t.b, t.loc, takesRight,
                                              rightIndex, leftIndex);
        Value nextLeft = arith::SelectOp::create(t.b, t.loc, takesRight, left,
                                                 t.add(left, one));
        Value nextRight = arith::SelectOp::create(t.b, t.loc, takesRight,
                                                  t.add(right, one), right);
        return SmallVector<Value>{t.store(index, state[0], k), nextLeft,
                                  nextRight};
      };
      SmallVector<Value> done =
          s.loop(low, high, one, {target[0], low, middle}, take);
      return SmallVector<Value>{done[0]};
    };
    return loop(zero, count, add(width, width), to, merge)[0];
  }
};

struct LowerSort : OpRewritePattern<SortOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SortOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    SortBuilder sort{rewriter, loc, op.getDescending()};
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
      SortBuilder s{b, l, op.getDescending()};
      auto at = [&](Value index) {
        SmallVector<Value> place(line);
        place.insert(place.begin() + sortedAxis, index);
        return place;
      };
      Value order = sortIndices(s, op.getInput(), at, count);
      auto copy = [&](SortBuilder t, Value k, ValueRange state) {
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

  /// The indices of the keys of one line in order.
  static Value sortIndices(const SortBuilder &s, Value keys,
                           llvm::function_ref<SmallVector<Value>(Value)> at,
                           Value count) {
    Value zero = s.constant(0), one = s.constant(1);
    OpFoldResult extent = getAsOpFoldResult(count);
    auto makeEmpty = [&]() -> Value {
      return tensor::EmptyOp::create(s.b, s.loc, extent, s.b.getIndexType());
    };
    auto number = [&](SortBuilder t, Value i, ValueRange state) {
      return SmallVector<Value>{t.store(i, state[0], i)};
    };
    Value order = s.loop(zero, count, one, makeEmpty(), number)[0];
    // The width grows fourfold per round.
    auto isNotDone = [&](OpBuilder &b, Location l, ValueRange state) {
      SortBuilder t{b, l, s.descending};
      scf::ConditionOp::create(b, l, t.isBelow(state[2], count), state);
    };
    auto round = [&](OpBuilder &b, Location l, ValueRange state) {
      SortBuilder t{b, l, s.descending};
      Value twice = t.add(state[2], state[2]);
      Value other = t.mergeRuns(keys, at, count, state[2], state[0], state[1]);
      Value back = t.mergeRuns(keys, at, count, twice, other, state[0]);
      scf::YieldOp::create(b, l, {back, other, t.add(twice, twice)});
    };
    SmallVector<Value> inits = {order, makeEmpty(), one};
    auto rounds = scf::WhileOp::create(s.b, s.loc, ValueRange(inits).getTypes(),
                                       inits, isNotDone, round);
    return rounds.getResult(0);
  }
};
} // namespace

void nn::populateSortPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerSort>(patterns.getContext());
}
