//===- CollapseLoops.cpp - Loops that are one walk through memory ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackParams.h"
#include "TileLayout.h"
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

/// Groups of two or more loops that follow each other in every access, `maps`.
/// `copied`, if given, is an operand that is to be a tensor of its own.
static SmallVector<ReassociationIndices>
findGroups(linalg::LinalgOp op, ArrayRef<AffineMap> maps,
           OpOperand *copied = nullptr) {
  auto generic = dyn_cast<linalg::GenericOp>(*op);
  auto isPartOf = [&](OpOperand &operand) {
    return &operand != copied && isPart(operand.get());
  };
  if (!generic || !generic.hasPureTensorSemantics() || op.hasIndexSemantics() ||
      llvm::any_of(op->getOpOperands(), isPartOf) ||
      llvm::any_of(op->getResults(), isPart) || !staysTogether(generic))
    return {};
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

/// What a copied element has to be read again to be worth the copy.
static constexpr int64_t kFewestReads = 16;

/// The loop that an access goes along, if it takes its indices or every so many
/// of them; else null.
static AffineDimExpr getStridedLoop(AffineExpr expr) {
  if (auto product = dyn_cast<AffineBinaryOpExpr>(expr);
      product && product.getKind() == AffineExprKind::Mul &&
      isa<AffineConstantExpr>(product.getRHS()))
    expr = product.getLHS();
  return dyn_cast<AffineDimExpr>(expr);
}

/// Whether an input is read at every so many indices, each often, and loops
/// could be merged if these lay side by side: a 1 x 1 convolution with a stride
/// reads a part of its image for all filters.
static bool isStrided(linalg::GenericOp op, OpOperand *input) {
  auto type = dyn_cast<RankedTensorType>(input->get().getType());
  if (!type || !type.hasStaticShape() || op.getNumReductionLoops() == 0 ||
      nn::getParamArgument(input->get()))
    return false;
  AffineMap map = op.getMatchingIndexingMap(input);
  SmallVector<AffineExpr> loops;
  for (AffineExpr expr : map.getResults()) {
    loops.push_back(getStridedLoop(expr));
    if (!loops.back())
      return false;
  }
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  AffineMap &merged = maps[input->getOperandNumber()];
  merged = AffineMap::get(map.getNumDims(), 0, loops, op.getContext());
  if (merged == map ||
      findGroups(cast<linalg::LinalgOp>(*op), maps, input).empty())
    return false;
  int64_t reads = 1;
  for (auto [loop, extent] : llvm::enumerate(op.getStaticLoopRanges())) {
    if (ShapedType::isDynamic(extent))
      return false;
    if (!map.isFunctionOfDim(loop))
      reads *= extent;
  }
  return reads >= kFewestReads;
}

/// Copies the elements of an input that are read, side by side, so that loops
/// over them can be merged.
static void copyRead(linalg::GenericOp op, OpOperand *input) {
  Builder b(op.getContext());
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  SmallVector<OpFoldResult> shape;
  SmallVector<AffineExpr> from, to;
  for (AffineExpr expr : op.getMatchingIndexingMap(input).getResults()) {
    AffineDimExpr loop = getStridedLoop(expr);
    from.push_back(expr.replace(loop, b.getAffineDimExpr(shape.size())));
    to.push_back(loop);
    shape.push_back(b.getIndexAttr(extents[loop.getPosition()]));
  }
  nn::copyInput(op, input, shape,
                AffineMap::get(shape.size(), 0, from, op.getContext()),
                AffineMap::get(op.getNumLoops(), 0, to, op.getContext()),
                "an op reads a part of its elements often");
}

namespace {
struct CollapseLoops : nn::impl::CollapseLoopsPassBase<CollapseLoops> {
  void runOnOperation() override {
    getOperation().walk([](linalg::GenericOp op) {
      for (OpOperand *input : op.getDpsInputOperands())
        if (isStrided(op, input))
          copyRead(op, input);
    });
    RewritePatternSet patterns(&getContext());
    linalg::populateCollapseDimensions(patterns, [](linalg::LinalgOp op) {
      return findGroups(op, op.getIndexingMapsArray());
    });
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
