//===- SeparateRankReductions.cpp - Slices that drop axes by themselves ---===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The type of a slice of lower rank does not say which of its axes of extent 1
// it drops. Upstream guesses, each place in its own way (LLVM 22): constant
// folding of tensor.extract_slice drops the leftmost axes of extent 1, folding
// of tensor.cast and expand-strided-metadata others, and memref.subview
// compares strides, with no answer where a step makes one that the source does
// not have. Guesses agree where no other axis can have extent 1.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_SEPARATERANKREDUCTIONSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// Whether another axis, which has extent 1 or may have, could be taken for one
/// of `dropped`: it stands to the left of one of them, or there is a step.
static bool isAmbiguous(OffsetSizeAndStrideOpInterface slice,
                        const llvm::SmallBitVector &dropped) {
  bool hasOther = false, hasOtherToTheLeft = false, hasStep = false;
  for (auto [axis, size, stride] :
       llvm::enumerate(slice.getMixedSizes(), slice.getMixedStrides())) {
    hasStep |= !isConstantIntValue(stride, 1);
    if (dropped.test(axis) || getConstantIntValue(size).value_or(1) != 1)
      continue;
    hasOther = true;
    hasOtherToTheLeft |= static_cast<int>(axis) < dropped.find_last();
  }
  return hasOtherToTheLeft || (hasOther && hasStep);
}

/// Axes of full rank by those that are kept; dropped ones stand with the kept
/// one before them, or with the first.
static SmallVector<ReassociationIndices>
groupAxes(const llvm::SmallBitVector &dropped) {
  SmallVector<ReassociationIndices> groups(dropped.size() - dropped.count());
  if (groups.empty())
    return groups;
  size_t kept = 0;
  for (unsigned axis = 0; axis < dropped.size(); ++axis) {
    if (!dropped.test(axis))
      ++kept;
    groups[kept == 0 ? 0 : kept - 1].push_back(axis);
  }
  return groups;
}

/// extract_slice  ->  collapse_shape of a slice of full rank
static void separate(RewriterBase &rewriter, tensor::ExtractSliceOp op,
                     const llvm::SmallBitVector &dropped) {
  rewriter.setInsertionPoint(op);
  Value full = tensor::ExtractSliceOp::create(
      rewriter, op.getLoc(), op.getSource(), op.getMixedOffsets(),
      op.getMixedSizes(), op.getMixedStrides());
  rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(op, op.getType(), full,
                                                       groupAxes(dropped));
}

/// insert_slice  ->  insert_slice of an expand_shape to full rank
static void separate(RewriterBase &rewriter, tensor::InsertSliceOp op,
                     const llvm::SmallBitVector &dropped) {
  rewriter.setInsertionPoint(op);
  // Names of axes are those of the destination.
  auto type = RankedTensorType::get(op.getStaticSizes(),
                                    op.getSourceType().getElementType(),
                                    op.getDestType().getEncoding());
  Value full =
      tensor::ExpandShapeOp::create(rewriter, op.getLoc(), type, op.getSource(),
                                    groupAxes(dropped), op.getMixedSizes());
  rewriter.modifyOpInPlace(op, [&] { op.getSourceMutable().assign(full); });
}

namespace {
struct SeparateRankReductions
    : nn::impl::SeparateRankReductionsPassBase<SeparateRankReductions> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation()->walk([&](Operation *op) {
      if (auto extract = dyn_cast<tensor::ExtractSliceOp>(op))
        visit(rewriter, extract);
      else if (auto insert = dyn_cast<tensor::InsertSliceOp>(op))
        visit(rewriter, insert);
    });
  }

private:
  template <typename Op> void visit(RewriterBase &rewriter, Op op) {
    llvm::SmallBitVector dropped = op.getDroppedDims();
    if (dropped.none() || !isAmbiguous(op, dropped))
      return;
    separate(rewriter, op, dropped);
    ++numSeparated;
  }
};
} // namespace
