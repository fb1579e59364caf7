//===- GuardArithmetic.cpp - Results where LLVM has none ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A division by zero stops a program on most processors, and a shift or a
// conversion out of range gives any value at all. A model is called by programs
// that must not stop, and means the same on every target; so these ops get the
// results that the reference evaluator gives them. Guards of literal operands
// fold away.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"
#include <cmath>

namespace nn {
#define GEN_PASS_DEF_GUARDARITHMETICPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

static Value makeConstant(OpBuilder &b, Location loc, Type type,
                          TypedAttr element) {
  if (auto shaped = dyn_cast<ShapedType>(type))
    return arith::ConstantOp::create(b, loc,
                                     DenseElementsAttr::get(shaped, element));
  return arith::ConstantOp::create(b, loc, element);
}

static Value makeInteger(OpBuilder &b, Location loc, Type type,
                         const APInt &value) {
  return makeConstant(b, loc, type,
                      b.getIntegerAttr(getElementTypeOrSelf(type), value));
}

namespace {
/// x / 0 = 0, x mod 0 = 0; the lowest number divided by -1 wraps, its remainder
/// is 0.
template <typename Op, bool isSigned, bool isRemainder>
struct GuardDivision : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op, PatternRewriter &b) const override {
    Type type = op.getType();
    Location loc = op.getLoc();
    unsigned width = getBitWidth(getElementTypeOrSelf(type));
    Value zero = makeInteger(b, loc, type, APInt::getZero(width));
    Value one = makeInteger(b, loc, type, APInt(width, 1));
    auto equals = [&](Value x, Value y) -> Value {
      return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq, x, y);
    };
    auto select = [&](Value condition, Value yes, Value no) -> Value {
      return arith::SelectOp::create(b, loc, condition, yes, no);
    };
    Value isZero = equals(op.getRhs(), zero);
    Value isUnsafe = isZero, isMinusOne;
    if (isSigned) {
      isMinusOne = equals(op.getRhs(),
                          makeInteger(b, loc, type, APInt::getAllOnes(width)));
      isUnsafe = arith::OrIOp::create(b, loc, isZero, isMinusOne);
    }
    // A remainder by 1 is 0, as it is to be in both cases.
    Value result =
        Op::create(b, loc, op.getLhs(), select(isUnsafe, one, op.getRhs()));
    if (!isRemainder && isSigned)
      result = select(isMinusOne,
                      arith::SubIOp::create(b, loc, zero, op.getLhs()), result);
    if (!isRemainder)
      result = select(isZero, zero, result);
    b.replaceOp(op, result);
    return success();
  }
};

/// A shift by the width or more moves every bit out.
template <typename Op, bool isSigned> struct GuardShift : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op, PatternRewriter &b) const override {
    Type type = op.getType();
    Location loc = op.getLoc();
    unsigned width = getBitWidth(getElementTypeOrSelf(type));
    Value last = makeInteger(b, loc, type, APInt(width, width - 1));
    Value fits = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ule,
                                       op.getRhs(), last);
    Value amount = arith::SelectOp::create(b, loc, fits, op.getRhs(), last);
    Value result = Op::create(b, loc, op.getLhs(), amount);
    if (!isSigned)
      result = arith::SelectOp::create(
          b, loc, fits, result,
          makeInteger(b, loc, type, APInt::getZero(width)));
    b.replaceOp(op, result);
    return success();
  }
};

/// Numbers out of range give the nearest integer of the type, not-a-number 0.
template <typename Op, bool isSigned>
struct GuardConversion : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op, PatternRewriter &b) const override {
    Location loc = op.getLoc();
    Type type = op.getType();
    Value input = op.getIn();
    auto floatType = cast<FloatType>(getElementTypeOrSelf(input.getType()));
    unsigned width = getBitWidth(getElementTypeOrSelf(type));
    auto compare = [&](arith::CmpFPredicate predicate, Value bound) -> Value {
      return arith::CmpFOp::create(b, loc, predicate, input, bound);
    };
    auto makeFloat = [&](double value) {
      return makeConstant(b, loc, input.getType(),
                          b.getFloatAttr(floatType, value));
    };
    APInt lowest =
        isSigned ? APInt::getSignedMinValue(width) : APInt::getMinValue(width);
    APInt highest =
        isSigned ? APInt::getSignedMaxValue(width) : APInt::getMaxValue(width);
    // The bounds are powers of two; in a type too narrow for them they are
    // infinite, and nothing finite is out of range.
    Value tooHigh =
        compare(arith::CmpFPredicate::OGE,
                makeFloat(std::ldexp(1.0, isSigned ? width - 1 : width)));
    Value highEnough =
        compare(arith::CmpFPredicate::OGE,
                makeFloat(isSigned ? -std::ldexp(1.0, width - 1) : 0.0));
    Value isNumber = compare(arith::CmpFPredicate::ORD, input);
    Value low = arith::SelectOp::create(
        b, loc, isNumber, makeInteger(b, loc, type, lowest),
        makeInteger(b, loc, type, APInt::getZero(width)));
    // What the conversion gives out of range is not selected.
    Value result = arith::SelectOp::create(
        b, loc, highEnough, Op::create(b, loc, type, input), low);
    b.replaceOpWithNewOp<arith::SelectOp>(
        op, tooHigh, makeInteger(b, loc, type, highest), result);
    return success();
  }
};

struct GuardArithmetic : nn::impl::GuardArithmeticPassBase<GuardArithmetic> {
  void runOnOperation() override {
    RewritePatternSet guards(&getContext());
    guards.add<GuardDivision<arith::DivSIOp, true, false>,
               GuardDivision<arith::DivUIOp, false, false>,
               GuardDivision<arith::RemSIOp, true, true>,
               GuardDivision<arith::RemUIOp, false, true>,
               GuardDivision<arith::CeilDivSIOp, true, false>,
               GuardDivision<arith::CeilDivUIOp, false, false>,
               GuardDivision<arith::FloorDivSIOp, true, false>,
               GuardShift<arith::ShLIOp, false>,
               GuardShift<arith::ShRUIOp, false>,
               GuardShift<arith::ShRSIOp, true>,
               GuardConversion<arith::FPToSIOp, true>,
               GuardConversion<arith::FPToUIOp, false>>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(guards));
    // What these become divides by a guarded divisor.
    RewritePatternSet expansions(&getContext());
    arith::populateCeilFloorDivExpandOpsPatterns(expansions);
    walkAndApplyPatterns(getOperation(), std::move(expansions));
  }
};
} // namespace
