//===- FuseElementwise.cpp - Fuse where nothing is computed twice ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// Whether the op only moves data: it yields what it reads, or a constant.
static bool onlyMovesData(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  return generic && llvm::hasSingleElement(*generic.getBody());
}

/// Whether the producer of `operand` may be fused into the op that reads it.
static bool isWorthFusing(OpOperand *operand) {
  Operation *producer = operand->get().getDefiningOp();
  if (!producer || !producer->hasOneUse())
    return false;
  auto consumer = dyn_cast<linalg::LinalgOp>(operand->getOwner());
  // Every loop of the consumer occurs in the access, so no element is read in
  // two iterations.
  if (consumer && consumer.getMatchingIndexingMap(operand).isPermutation())
    return true;
  // A window reads `2 * d0 + d1`. Where the consumer fixes d0, `d1` alone would
  // be left, and the extent of the input would be taken for that of the loop
  // (an invalid op in LLVM 22).
  return onlyMovesData(producer) &&
         llvm::all_of(cast<linalg::GenericOp>(producer).getIndexingMapsArray(),
                      [](AffineMap map) {
                        return map.isProjectedPermutation(
                            /*allowZeroInResults=*/true);
                      });
}

namespace {
struct FuseElementwise : nn::impl::FuseElementwisePassBase<FuseElementwise> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    linalg::populateElementwiseOpsFusionPatterns(patterns, isWorthFusing);
    linalg::populateFoldReshapeOpsByExpansionPatterns(patterns, isWorthFusing);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
