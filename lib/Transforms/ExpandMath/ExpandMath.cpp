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
struct ExpandOp : OpRewritePattern<Op> {
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

struct ExpandMath : nn::impl::ExpandMathPassBase<ExpandMath> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<
        ExpandOp<math::ExpOp, expandExp>, ExpandOp<math::ExpM1Op, expandExpM1>,
        ExpandOp<math::TanhOp, expandTanh>, ExpandOp<math::LogOp, expandLog>,
        ExpandOp<math::Log1pOp, expandLog1p>, ExpandOp<math::ErfOp, expandErf>>(
        &getContext());
    walkAndApplyPatterns(getOperation(), std::move(patterns));
  }
};
} // namespace
