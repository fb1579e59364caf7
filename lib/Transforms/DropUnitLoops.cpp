//===- DropUnitLoops.cpp - Loops over one index ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Upstream drops loops over one index with the axes that they walk along. In an
// access to a window, `2 * d0 + d1`, it would leave `d1` where the result has
// one position, and linalg would take the extent of the input for that of the
// kernel (LLVM 22). Such a loop stays.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_DROPUNITLOOPSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// The loops of `op` that may go. A reduction may: a kernel of one element
/// leaves the positions of its windows, which are the whole input.
static SmallVector<unsigned> getLoopsToDrop(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  if (!generic)
    return {};
  SmallVector<unsigned> loops;
  for (unsigned loop = 0; loop < generic.getNumLoops(); ++loop) {
    auto isInSum = [&](AffineMap map) {
      return llvm::any_of(map.getResults(), [&](AffineExpr expr) {
        return !isa<AffineDimExpr>(expr) && expr.isFunctionOfDim(loop);
      });
    };
    if (linalg::isReductionIterator(generic.getIteratorTypesArray()[loop]) ||
        llvm::none_of(generic.getIndexingMapsArray(), isInSum))
      loops.push_back(loop);
  }
  return loops;
}

namespace {
/// Drops axes of one element before a slice is inserted, not after: a reshape
/// would fix the order of axes.
struct CollapseBeforeInsert : OpRewritePattern<tensor::CollapseShapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::CollapseShapeOp op,
                                PatternRewriter &rewriter) const override {
    auto insert = op.getSrc().getDefiningOp<tensor::InsertSliceOp>();
    if (!insert || !insert->hasOneUse())
      return rewriter.notifyMatchFailure(op, "not of an inserted slice alone");
    RankedTensorType whole = insert.getDestType();
    std::optional<llvm::SmallDenseSet<unsigned>> dropped =
        computeRankReductionMask(whole.getShape(),
                                 op.getResultType().getShape());
    if (!dropped)
      return rewriter.notifyMatchFailure(op, "it merges axes");
    SmallVector<OpFoldResult> offsets, sizes, strides;
    for (int64_t axis = 0; axis < whole.getRank(); ++axis) {
      if (dropped->contains(axis))
        continue;
      offsets.push_back(insert.getMixedOffsets()[axis]);
      sizes.push_back(insert.getMixedSizes()[axis]);
      strides.push_back(insert.getMixedStrides()[axis]);
    }
    // The source has lost its axes of one element, or all that are dropped.
    Value source = insert.getSource();
    if (insert.getSourceType().getRank() == whole.getRank())
      source = tensor::CollapseShapeOp::create(rewriter, op.getLoc(), source,
                                               op.getReassociationIndices());
    else if (insert.getSourceType().getRank() !=
             static_cast<int64_t>(sizes.size()))
      return rewriter.notifyMatchFailure(op, "the slice has lost other axes");
    Value dest = tensor::CollapseShapeOp::create(
        rewriter, op.getLoc(), op.getResultType(), insert.getDest(),
        op.getReassociationIndices());
    rewriter.replaceOpWithNewOp<tensor::InsertSliceOp>(op, source, dest,
                                                       offsets, sizes, strides);
    return success();
  }
};

struct DropUnitLoops : nn::impl::DropUnitLoopsPassBase<DropUnitLoops> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    linalg::ControlDropUnitDims options;
    options.controlFn = getLoopsToDrop;
    linalg::populateFoldUnitExtentDimsPatterns(patterns, options);
    linalg::populateMoveInitOperandsToInputPattern(patterns);
    // A reshape fixes the order of axes.
    patterns.add<CollapseBeforeInsert>(&getContext());
    linalg::FillOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns,
                                                         &getContext());
    tensor::populateFoldTensorEmptyPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
