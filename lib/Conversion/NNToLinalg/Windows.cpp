//===- Windows.cpp - nn.window as linalg ----------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "dialects/NN/WindowShape.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace nn;

/// Whether the window slides over more than the input itself.
static bool hasPadding(WindowOp op) {
  return llvm::any_of(op.getPaddingOrDefault(),
                      [](int64_t amount) { return amount != 0; }) ||
         llvm::any_of(op.getBaseDilationOrDefault(),
                      [](int64_t distance) { return distance != 1; });
}

FailureOr<AffineRead> nn::readThroughWindow(OpBuilder &builder, Value operand) {
  AffineRead read{operand, {}};
  auto type = cast<RankedTensorType>(operand.getType());
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    read.access.push_back(builder.getAffineDimExpr(axis));
  auto window = operand.getDefiningOp<WindowOp>();
  if (!window)
    return read;
  if (hasPadding(window))
    return failure();
  read.source = window.getInput();
  int64_t rank = window.getInput().getType().getRank();
  read.access.truncate(rank);
  SmallVector<int64_t> stride = window.getStrideOrDefault();
  SmallVector<int64_t> dilation = window.getDilationOrDefault();
  for (auto [index, axis] : llvm::enumerate(window.getAxes()))
    read.access[axis] =
        builder.getAffineDimExpr(axis) * stride[index] +
        builder.getAffineDimExpr(rank + index) * dilation[index];
  return read;
}

/// Extents of the result of an unpadded window; requires that it fits.
static SmallVector<OpFoldResult> getResultShape(OpBuilder &builder,
                                                WindowOp op) {
  Location loc = op.getLoc();
  SmallVector<OpFoldResult> shape = getExtents(builder, loc, op.getInput());
  SmallVector<int64_t> stride = op.getStrideOrDefault();
  SmallVector<int64_t> dilation = op.getDilationOrDefault();
  for (auto [index, axis] : llvm::enumerate(op.getAxes())) {
    AxisWindow window{op.getSize()[index], stride[index], dilation[index], 0,
                      0};
    AffineExpr extent = builder.getAffineDimExpr(0);
    OpFoldResult last = affine::makeComposedFoldedAffineApply(
        builder, loc, extent - window.getReach(), shape[axis]);
    if (auto value = dyn_cast<Value>(last)) {
      Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
      require(builder, loc,
              arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge,
                                    value, zero),
              "the window does not fit into axis " + Twine(axis));
    }
    shape[axis] = affine::makeComposedFoldedAffineApply(
        builder, loc, extent.floorDiv(window.stride) + 1, last);
  }
  for (int64_t size : op.getSize())
    shape.push_back(builder.getIndexAttr(size));
  return shape;
}

/// Requires that an extent that is spread stays below 2^62, so that arithmetic
/// on it does not overflow.
static void requireSmall(OpBuilder &builder, Location loc, OpFoldResult extent,
                         int64_t distance) {
  auto value = dyn_cast<Value>(extent);
  if (!value)
    return;
  Value limit = arith::ConstantIndexOp::create(builder, loc,
                                               (int64_t(1) << 62) / distance);
  require(builder, loc,
          arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sle, value,
                                limit),
          "the spread input is too large");
}

namespace {
/// nn.window padding  ->  nn.window of the padded tensor
struct PadWindow : OpRewritePattern<WindowOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(WindowOp op,
                                PatternRewriter &rewriter) const override {
    if (!hasPadding(op))
      return rewriter.notifyMatchFailure(op, "there is no padding");
    Location loc = op.getLoc();
    Value input = op.getInput();
    SmallVector<int64_t> padding = op.getPaddingOrDefault();
    SmallVector<int64_t> baseDilation = op.getBaseDilationOrDefault();
    SmallVector<OpFoldResult> extents = getExtents(rewriter, loc, input);
    SmallVector<OpFoldResult> padded = extents;
    SmallVector<OpFoldResult> offsets(extents.size(), rewriter.getIndexAttr(0));
    SmallVector<OpFoldResult> strides(extents.size(), rewriter.getIndexAttr(1));
    for (auto [index, axis] : llvm::enumerate(op.getAxes())) {
      offsets[axis] = rewriter.getIndexAttr(padding[2 * index]);
      strides[axis] = rewriter.getIndexAttr(baseDilation[index]);
      AffineExpr extent = rewriter.getAffineDimExpr(0);
      OpFoldResult spread = extents[axis];
      if (int64_t distance = baseDilation[index]; distance != 1) {
        requireSmall(rewriter, loc, extents[axis], distance);
        spread = affine::makeComposedFoldedAffineMax(
            rewriter, loc,
            AffineMap::get(1, 0,
                           {(extent - 1) * distance + 1,
                            rewriter.getAffineConstantExpr(0)},
                           rewriter.getContext()),
            extents[axis]);
      }
      padded[axis] = affine::makeComposedFoldedAffineApply(
          rewriter, loc, extent + (padding[2 * index] + padding[2 * index + 1]),
          spread);
    }
    Value value =
        arith::ConstantOp::create(rewriter, loc, op.getPadValueOrDefault());
    Value frame = tensor::EmptyOp::create(rewriter, loc, padded,
                                          op.getType().getElementType());
    frame = linalg::FillOp::create(rewriter, loc, value, frame).getResult(0);
    Value filled = tensor::InsertSliceOp::create(
        rewriter, loc, castToExtents(rewriter, loc, input, extents), frame,
        offsets, extents, strides);
    rewriter.modifyOpInPlace(op, [&] {
      op.getInputMutable().assign(filled);
      op.removePaddingAttr();
      op.removeBaseDilationAttr();
      op.removePadValueAttr();
    });
    return success();
  }
};

/// A window whose value itself is needed  ->  linalg.generic that copies
struct LowerWindow : OpRewritePattern<WindowOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(WindowOp op,
                                PatternRewriter &rewriter) const override {
    if (hasPadding(op))
      return rewriter.notifyMatchFailure(op, "the window is not padded yet");
    if (llvm::any_of(op->getUsers(), [](Operation *user) {
          return isa<EinsumOp, ReduceOp>(user);
        }))
      return rewriter.notifyMatchFailure(op, "a reader takes the window in");
    Location loc = op.getLoc();
    AffineRead read = *readThroughWindow(rewriter, op.getResult());
    SmallVector<OpFoldResult> shape = getResultShape(rewriter, op);
    int64_t rank = op.getType().getRank();
    AffineMap access =
        AffineMap::get(rank, 0, read.access, rewriter.getContext());
    Value init = tensor::EmptyOp::create(rewriter, loc, shape,
                                         op.getType().getElementType());
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    auto generic = linalg::GenericOp::create(
        rewriter, loc, init.getType(), read.source, init,
        {access, rewriter.getMultiDimIdentityMap(rank)}, iterators,
        [](OpBuilder &b, Location l, ValueRange args) {
          linalg::YieldOp::create(b, l, args.front());
        });
    rewriter.replaceOp(
        op, castToType(rewriter, loc, generic.getResult(0), op.getType()));
    return success();
  }
};

/// tensor.dim of a window  ->  arithmetic on the extents of its operand
struct FoldDimOfWindow : OpRewritePattern<tensor::DimOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::DimOp dim,
                                PatternRewriter &rewriter) const override {
    auto op = dim.getSource().getDefiningOp<WindowOp>();
    std::optional<int64_t> axis = dim.getConstantIndex();
    if (!op || !axis)
      return rewriter.notifyMatchFailure(dim, "not an axis of a window");
    if (hasPadding(op))
      return rewriter.notifyMatchFailure(dim, "the window is not padded yet");
    rewriter.setInsertionPoint(op);
    SmallVector<OpFoldResult> shape = getResultShape(rewriter, op);
    rewriter.replaceOp(dim, getValueOrCreateConstantIndexOp(
                                rewriter, dim.getLoc(), shape[*axis]));
    return success();
  }
};
} // namespace

void nn::populateWindowPatterns(RewritePatternSet &patterns) {
  patterns.add<PadWindow, LowerWindow, FoldDimOfWindow>(patterns.getContext());
}
