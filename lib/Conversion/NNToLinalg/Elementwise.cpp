//===- Elementwise.cpp - nn.map as linalg ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace nn;

namespace {
/// nn.map { f }  ->  linalg.generic { f }, reading an extent of 1 at index 0
struct LowerMap : OpRewritePattern<MapOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(MapOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    int64_t rank = op.getType().getRank();
    SmallVector<OpFoldResult> shape(rank, rewriter.getIndexAttr(1));
    SmallVector<bool> known(rank, false);
    SmallVector<AffineMap> maps;
    for (Value input : op.getInputs()) {
      auto type = cast<RankedTensorType>(input.getType());
      SmallVector<AffineExpr> exprs;
      for (int64_t axis = 0; axis < type.getRank(); ++axis) {
        int64_t loop = rank - type.getRank() + axis;
        if (type.getDimSize(axis) == 1) {
          // A loop over one index needs no constant.
          exprs.push_back(op.getType().getDimSize(loop) == 1
                              ? rewriter.getAffineDimExpr(loop)
                              : rewriter.getAffineConstantExpr(0));
          continue;
        }
        exprs.push_back(rewriter.getAffineDimExpr(loop));
        OpFoldResult extent = getExtent(rewriter, loc, input, axis);
        if (known[loop])
          requireEqual(rewriter, loc, shape[loop], extent,
                       "operands differ in extent");
        if (!known[loop] || isa<Attribute>(extent))
          shape[loop] = extent;
        known[loop] = true;
      }
      maps.push_back(AffineMap::get(rank, 0, exprs, op.getContext()));
    }
    maps.push_back(rewriter.getMultiDimIdentityMap(rank));
    Value init = tensor::EmptyOp::create(rewriter, loc, shape,
                                         op.getType().getElementType());
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    auto generic = linalg::GenericOp::create(
        rewriter, loc, init.getType(), op.getInputs(), init, maps, iterators,
        [&](OpBuilder &b, Location l, ValueRange args) {
          inlineScalarBody(b, l, op.getBody().front(), args.drop_back());
        });
    rewriter.replaceOp(
        op, castToType(rewriter, loc, generic.getResult(0), op.getType()));
    return success();
  }
};

/// tensor.splat of run-time extents  ->  linalg.fill; no extent is negative
struct LowerSplat : OpRewritePattern<tensor::SplatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::SplatOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getDynamicSizes().empty())
      return rewriter.notifyMatchFailure(op, "its extents are static");
    Location loc = op.getLoc();
    Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
    for (Value extent : op.getDynamicSizes())
      require(rewriter, loc,
              arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::sge,
                                    extent, zero),
              "an extent is negative");
    Value init = tensor::EmptyOp::create(rewriter, loc, op.getType(),
                                         op.getDynamicSizes());
    rewriter.replaceOpWithNewOp<linalg::FillOp>(op, op.getInput(), init);
    return success();
  }
};
} // namespace

void nn::populateElementwisePatterns(RewritePatternSet &patterns) {
  patterns.add<LowerMap, LowerSplat>(patterns.getContext());
}
