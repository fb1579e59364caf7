//===- JoinSlices.cpp - Slices that drop and add axes ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_JOINSLICESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

namespace {
/// materialize expand_shape %x in subview  ->  materialize %x in a subview of
/// lower rank. Which axes of one element that drops makes no difference.
struct JoinDestination
    : OpRewritePattern<bufferization::MaterializeInDestinationOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(bufferization::MaterializeInDestinationOp op,
                                PatternRewriter &rewriter) const override {
    auto expand = op.getSource().getDefiningOp<tensor::ExpandShapeOp>();
    auto part = op.getDest().getDefiningOp<memref::SubViewOp>();
    if (!expand || !part ||
        isRankReducedType(expand.getResultType(), expand.getSrcType()) !=
            SliceVerificationResult::Success)
      return rewriter.notifyMatchFailure(
          op, "it writes no reshape that only adds axes to a part");
    MemRefType type = memref::SubViewOp::inferRankReducedResultType(
        expand.getSrcType().getShape(), part.getSourceType(),
        part.getMixedOffsets(), part.getMixedSizes(), part.getMixedStrides());
    Value lower = memref::SubViewOp::create(
        rewriter, part.getLoc(), type, part.getSource(), part.getMixedOffsets(),
        part.getMixedSizes(), part.getMixedStrides());
    rewriter.modifyOpInPlace(op, [&] {
      op.getSourceMutable().assign(expand.getSrc());
      op.getDestMutable().assign(lower);
    });
    return success();
  }
};

struct JoinSlices : nn::impl::JoinSlicesPassBase<JoinSlices> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    tensor::populateReassociativeReshapeFoldingPatterns(patterns);
    tensor::populateFoldTensorEmptyPatterns(patterns);
    patterns.add<JoinDestination>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
