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
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"

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
  void runOnOperation() override {
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
};
} // namespace
