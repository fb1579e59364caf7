//===- SeparateIndexCasts.cpp - Casts of indices in two steps -------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/PatternMatch.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_SEPARATEINDEXCASTSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// `type`, or a tensor of it, with elements of 64 bits.
static Type widen(Type type) {
  auto wide = IntegerType::get(type.getContext(), 64);
  if (auto shaped = dyn_cast<ShapedType>(type))
    return shaped.clone(wide);
  return wide;
}

namespace {
struct SeparateIndexCasts
    : nn::impl::SeparateIndexCastsPassBase<SeparateIndexCasts> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation()->walk([&](Operation *op) {
      rewriter.setInsertionPoint(op);
      if (auto cast = dyn_cast<arith::IndexCastOp>(op))
        visit(rewriter, cast);
      else if (auto cast = dyn_cast<arith::IndexCastUIOp>(op))
        visit(rewriter, cast);
    });
  }

private:
  /// index_cast to iN  ->  trunci of index_cast to i64
  template <typename CastOp> void visit(RewriterBase &rewriter, CastOp op) {
    auto narrow = dyn_cast<IntegerType>(getElementTypeOrSelf(op.getType()));
    if (!narrow || narrow.getWidth() >= 64)
      return;
    Value wide =
        CastOp::create(rewriter, op.getLoc(), widen(op.getType()), op.getIn());
    rewriter.replaceOpWithNewOp<arith::TruncIOp>(op, op.getType(), wide);
    ++numSeparated;
  }
};
} // namespace
