//===- Sort.cpp - Sorting as loops over tensors ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "SortLoops.h"
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

/// A number whose unsigned order is that of `key`: all not-a-numbers are equal
/// and last, and so are the two zeros.
static Value makeNumber(const LoopBuilder &s, Value key, bool descending) {
  Type i64 = s.b.getI64Type();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIntOp::create(s.b, s.loc, value, 64);
  };
  Value sign = constant(std::numeric_limits<int64_t>::min());
  Value number;
  if (auto type = dyn_cast<FloatType>(key.getType())) {
    if (!type.isF64())
      key = arith::ExtFOp::create(s.b, s.loc, s.b.getF64Type(), key);
    auto compare = [&](arith::CmpFPredicate predicate, Value other) -> Value {
      return arith::CmpFOp::create(s.b, s.loc, predicate, key, other);
    };
    Value bits = arith::BitcastOp::create(s.b, s.loc, i64, key);
    Value none = arith::ConstantOp::create(s.b, s.loc, s.b.getF64FloatAttr(0));
    bits =
        s.select(compare(arith::CmpFPredicate::OEQ, none), constant(0), bits);
    // Negative ones are in the other order.
    Value isNegative = s.compare(arith::CmpIPredicate::slt, bits, constant(0));
    number = arith::XOrIOp::create(s.b, s.loc, bits,
                                   s.select(isNegative, constant(-1), sign));
    number =
        s.select(compare(arith::CmpFPredicate::UNO, key), constant(-1), number);
  } else if (key.getType().isInteger(1)) {
    number = arith::ExtUIOp::create(s.b, s.loc, i64, key);
  } else {
    if (key.getType().isIndex())
      key = arith::IndexCastOp::create(s.b, s.loc, i64, key);
    else if (key.getType() != i64)
      key = arith::ExtSIOp::create(s.b, s.loc, i64, key);
    number = arith::XOrIOp::create(s.b, s.loc, key, sign);
  }
  return descending
             ? Value(arith::XOrIOp::create(s.b, s.loc, number, constant(-1)))
             : number;
}

/// The indices of `count` elements in their order.
static Value
sortElements(const LoopBuilder &s, Value count, bool descending,
             llvm::function_ref<Value(const LoopBuilder &, Value)> load) {
  auto merge = [&](OpBuilder &b, Location l) -> Value {
    return sortIndices(LoopBuilder{b, l}, count,
                       [&](const LoopBuilder &t, Value x, Value y) {
                         return isBefore(t, load(t, x), load(t, y), descending);
                       });
  };
  constexpr int64_t many = 256;
  std::optional<int64_t> known = getConstantIntValue(count);
  if (known && *known < many)
    return merge(s.b, s.loc);
  auto distribute = [&](OpBuilder &b, Location l) -> Value {
    return sortNumbers(LoopBuilder{b, l}, count,
                       [&](const LoopBuilder &t, Value index) {
                         return makeNumber(t, load(t, index), descending);
                       });
  };
  if (known)
    return distribute(s.b, s.loc);
  return scf::IfOp::create(
             s.b, s.loc, s.isBelow(count, s.constant(many)),
             [&](OpBuilder &b, Location l) {
               scf::YieldOp::create(b, l, merge(b, l));
             },
             [&](OpBuilder &b, Location l) {
               scf::YieldOp::create(b, l, distribute(b, l));
             })
      .getResult(0);
}

namespace {
/// Each line along the axis  ->  a sort of its indices, then its elements in
/// that order
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
      Value order = sortElements(s, count, op.getDescending(),
                                 [&](const LoopBuilder &t, Value index) {
                                   return t.load(op.getInput(), at(index));
                                 });
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
