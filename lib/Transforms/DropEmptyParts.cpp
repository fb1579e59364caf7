//===- DropEmptyParts.cpp - Parts of tensors without elements -------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_DROPEMPTYPARTSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

static bool isEmpty(Value tensor) {
  return llvm::is_contained(cast<RankedTensorType>(tensor.getType()).getShape(),
                            0);
}

namespace {
struct DropEmptyParts : nn::impl::DropEmptyPartsPassBase<DropEmptyParts> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation()->walk([&](Operation *op) {
      rewriter.setInsertionPoint(op);
      if (auto concat = dyn_cast<tensor::ConcatOp>(op))
        visit(rewriter, concat);
      else if (auto insert = dyn_cast<tensor::InsertSliceOp>(op))
        visit(rewriter, insert);
      else if (auto pad = dyn_cast<tensor::PadOp>(op))
        visit(rewriter, pad);
    });
  }

private:
  void visit(RewriterBase &rewriter, tensor::ConcatOp op) {
    SmallVector<Value> parts;
    for (Value part : op.getInputs())
      if (!isEmpty(part))
        parts.push_back(part);
    // A result without elements has no part to be taken from.
    if (parts.empty() || parts.size() == op.getInputs().size())
      return;
    numDropped += op.getInputs().size() - parts.size();
    rewriter.modifyOpInPlace(op, [&] { op.getInputsMutable().assign(parts); });
  }

  void visit(RewriterBase &rewriter, tensor::InsertSliceOp op) {
    if (!isEmpty(op.getSource()))
      return;
    rewriter.replaceOp(op, op.getDest());
    ++numDropped;
  }

  /// pad of nothing { value }  ->  generate { value }
  void visit(RewriterBase &rewriter, tensor::PadOp op) {
    if (!isEmpty(op.getSource()))
      return;
    ReifiedRankedShapedTypeDims shape;
    if (failed(reifyResultShapes(rewriter, op, shape)))
      return;
    SmallVector<Value> extents;
    for (OpFoldResult extent : shape[0])
      if (auto value = dyn_cast<Value>(extent))
        extents.push_back(value);
    auto generate = tensor::GenerateOp::create(rewriter, op.getLoc(),
                                               op.getResultType(), extents);
    rewriter.inlineRegionBefore(op.getRegion(), generate.getBody(),
                                generate.getBody().end());
    rewriter.replaceOp(op, generate);
    ++numDropped;
  }
};
} // namespace
