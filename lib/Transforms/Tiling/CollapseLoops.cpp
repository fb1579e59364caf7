//===- CollapseLoops.cpp - Loops that are one walk through memory ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_COLLAPSELOOPSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// Whether `value` is a part of another tensor, or becomes one: merging its
/// axes would take a copy.
static bool isPart(Value value) {
  return value.getDefiningOp<tensor::ExtractSliceOp>() ||
         llvm::any_of(
             value.getUsers(),
             llvm::IsaPred<tensor::InsertSliceOp, tensor::ExtractSliceOp>);
}

/// Whether merging the loops of `op` keeps it together with the op that is
/// computed with it. An element-wise op follows the product before it, and that
/// is merged if what follows can be.
static bool staysTogether(linalg::GenericOp op) {
  if (op.getNumReductionLoops() > 0)
    return llvm::all_of(op->getUsers(), [](Operation *user) {
      return !isa<linalg::GenericOp>(user) ||
             llvm::none_of(user->getResults(), isPart);
    });
  return llvm::any_of(op.getDpsInputs(), [](Value input) {
    auto expand = input.getDefiningOp<tensor::ExpandShapeOp>();
    return expand && expand.getSrc().getDefiningOp<linalg::GenericOp>();
  });
}

/// Groups of two or more loops that follow each other in every access.
static SmallVector<ReassociationIndices> findGroups(linalg::LinalgOp op) {
  auto generic = dyn_cast<linalg::GenericOp>(*op);
  if (!generic || !generic.hasPureTensorSemantics() || op.hasIndexSemantics() ||
      llvm::any_of(op->getOperands(), isPart) ||
      llvm::any_of(op->getResults(), isPart) || !staysTogether(generic))
    return {};
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  // Others make upstream crash (LLVM 22).
  if (!llvm::all_of(maps,
                    [](AffineMap map) { return map.isProjectedPermutation(); }))
    return {};
  SmallVector<utils::IteratorType> kinds = op.getIteratorTypesArray();
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  SmallVector<ReassociationIndices> groups;
  for (int64_t loop = 0; loop < op.getNumLoops();) {
    ReassociationIndices group = {loop};
    while (++loop < op.getNumLoops() && kinds[loop] == kinds[group.back()] &&
           !ShapedType::isDynamic(extents[loop]) &&
           !ShapedType::isDynamic(extents[group.back()])) {
      group.push_back(loop);
      if (linalg::areDimSequencesPreserved(maps, {group}))
        continue;
      group.pop_back();
      break;
    }
    if (group.size() > 1)
      groups.push_back(group);
  }
  return groups;
}

namespace {
struct CollapseLoops : nn::impl::CollapseLoopsPassBase<CollapseLoops> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    linalg::populateCollapseDimensions(patterns, findGroups);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
