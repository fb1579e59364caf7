//===- ExpandMath.cpp - Elementary functions as arithmetic ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Replaces elementary functions of f32 by polynomials without branches or
// calls, so that LLVM can vectorise the loops that hold them. Upstream's
// polynomial approximations rest on fused multiply-add and floor, which are
// calls into libm on processors that lack them (baseline x86-64). Here products
// and sums may be contracted where the processor can and need not be.
//
// tools/fit-approximations computes the coefficients, and measure_ulp.c of the
// tests the errors over all floats.
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"
#include "llvm/Support/MathExtras.h"

namespace nn {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
template <typename Op, Lane (*expand)(Lane)>
struct ExpandUnary : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "only f32 has approximations");
    rewriter.replaceOp(op,
                       expand({rewriter, op.getLoc(), op.getOperand()}).value);
    return success();
  }
};

template <typename Op, Lane (*expand)(Lane, Lane)>
struct ExpandBinary : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "only f32 has approximations");
    Location loc = op.getLoc();
    rewriter.replaceOp(
        op, expand({rewriter, loc, op.getLhs()}, {rewriter, loc, op.getRhs()})
                .value);
    return success();
  }
};

template <typename Op, Lane (*expand)(Lane)>
struct ExpandWide : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF64() ||
        !arith::bitEnumContainsAll(op.getFastmath(), arith::FastMathFlags::afn))
      return rewriter.notifyMatchFailure(op, "the result is to be exact");
    rewriter.replaceOp(op,
                       expand({rewriter, op.getLoc(), op.getOperand()}).value);
    return success();
  }
};

/// x erfc(-x / sqrt(2)) / 2 of an f32, computed in f64 where that may be
/// approximate: the `gelu` of `nn.activation`. In f32 it takes a third of the
/// time, since half as many numbers fit into a vector of f64 and erfc alone
/// needs to be more accurate than its product.
struct ExpandNarrowGelu : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  /// The operand of a product that is not `factor`, or null.
  static Value getOther(Value product, function_ref<bool(Value)> isFactor) {
    auto op = product.getDefiningOp<arith::MulFOp>();
    if (!op)
      return {};
    return isFactor(op.getRhs())   ? op.getLhs()
           : isFactor(op.getLhs()) ? op.getRhs()
                                   : Value();
  }
  static Value divideBy(Value product, double number) {
    return getOther(product, [&](Value value) {
      APFloat constant(0.0);
      return matchPattern(value, m_ConstantFloat(&constant)) &&
             constant.convertToDouble() == number;
    });
  }

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "only f32 has approximations");
    math::ErfcOp erfc;
    Value s = getOther(op.getIn(), [&](Value value) {
      Value whole = divideBy(value, 0.5);
      erfc = whole ? whole.getDefiningOp<math::ErfcOp>() : nullptr;
      return erfc && arith::bitEnumContainsAll(erfc.getFastmath(),
                                               arith::FastMathFlags::afn);
    });
    if (!s || divideBy(erfc.getOperand(), -llvm::numbers::inv_sqrt2) != s)
      return rewriter.notifyMatchFailure(op, "not such a product");
    // What lies below the bound gives zero.
    auto bounded = s.getDefiningOp<arith::MaximumFOp>();
    APFloat bound(0.0);
    if (!bounded || !matchPattern(bounded.getRhs(), m_ConstantFloat(&bound)) ||
        bound.convertToDouble() > -14.5)
      return rewriter.notifyMatchFailure(op, "not of a bounded argument");
    auto widened = bounded.getLhs().getDefiningOp<arith::ExtFOp>();
    if (!widened || widened.getIn().getType() != op.getType())
      return rewriter.notifyMatchFailure(op, "not of an f32");
    rewriter.replaceOp(
        op, expandGelu({rewriter, op.getLoc(), widened.getIn()}).value);
    return success();
  }
};

/// The number that comes first, or the other if one is not-a-number. LLVM 22
/// drops elements where it vectorises a loop that reduces several values by
/// minnum or maxnum.
template <typename Op, arith::CmpFPredicate comesFirst>
struct ExpandExtremum : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    Lane a{rewriter, op.getLoc(), op.getLhs()};
    Lane b{rewriter, op.getLoc(), op.getRhs()};
    Lane first = a.compare(comesFirst, b).select(a, b);
    rewriter.replaceOp(
        op, b.compare(arith::CmpFPredicate::UNO, b).select(a, first).value);
    return success();
  }
};

struct ExpandMath : nn::impl::ExpandMathPassBase<ExpandMath> {
  using ExpandMathPassBase::ExpandMathPassBase;

  void runOnOperation() override {
    if (fusedMultiplyAdd)
      expandProducts();
    RewritePatternSet patterns(&getContext());
    patterns.add<ExpandUnary<math::AcosOp, expandAcos>,
                 ExpandUnary<math::AcoshOp, expandAcosh>,
                 ExpandUnary<math::AsinOp, expandAsin>,
                 ExpandUnary<math::AsinhOp, expandAsinh>,
                 ExpandUnary<math::AtanOp, expandAtan>,
                 ExpandBinary<math::Atan2Op, expandAtan2>,
                 ExpandUnary<math::AtanhOp, expandAtanh>,
                 ExpandUnary<math::CbrtOp, expandCbrt>,
                 ExpandUnary<math::CosOp, expandCos>,
                 ExpandUnary<math::CoshOp, expandCosh>,
                 ExpandUnary<math::ErfOp, expandErf>,
                 ExpandUnary<math::ErfcOp, expandErfc>,
                 ExpandUnary<math::ExpOp, expandExp>,
                 ExpandUnary<math::Exp2Op, expandExp2>,
                 ExpandUnary<math::ExpM1Op, expandExpM1>,
                 ExpandUnary<math::LogOp, expandLog>,
                 ExpandUnary<math::Log10Op, expandLog10>,
                 ExpandUnary<math::Log1pOp, expandLog1p>,
                 ExpandUnary<math::Log2Op, expandLog2>,
                 ExpandBinary<math::PowFOp, expandPow>,
                 ExpandUnary<math::RsqrtOp, expandRsqrt>,
                 ExpandUnary<math::SinOp, expandSin>,
                 ExpandUnary<math::SinhOp, expandSinh>,
                 ExpandUnary<math::TanOp, expandTan>,
                 ExpandUnary<math::TanhOp, expandTanh>,
                 ExpandExtremum<arith::MaxNumFOp, arith::CmpFPredicate::OGT>,
                 ExpandExtremum<arith::MinNumFOp, arith::CmpFPredicate::OLT>,
                 ExpandWide<math::ErfcOp, erfcWide>,
                 ExpandWide<math::ExpOp, expWide>>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(patterns));
  }

private:
  /// Expands what is made of several functions, before these are.
  void expandProducts() {
    RewritePatternSet patterns(&getContext());
    patterns.add<ExpandNarrowGelu>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(patterns));
    SmallVector<Operation *> ops;
    getOperation()->walk([&](Operation *op) {
      if (op->getNumRegions() == 0)
        ops.push_back(op);
    });
    for (Operation *op : llvm::reverse(ops))
      if (isOpTriviallyDead(op))
        op->erase();
  }
};
} // namespace
