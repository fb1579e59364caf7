//===- FuseElementwise.cpp - Fuse where nothing is computed twice ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
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

/// Whether the op is nothing but a conversion to a wider type that costs no more
/// than reading the element.
static bool onlyExtends(Operation *op, bool nativeF16) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  if (!generic || generic.getNumDpsInputs() != 1 ||
      generic.getNumParallelLoops() != generic.getNumLoops())
    return false;
  auto yield = cast<linalg::YieldOp>(generic.getBody()->getTerminator());
  Operation *extension = yield.getOperand(0).getDefiningOp();
  if (!isa_and_present<arith::ExtFOp, arith::ExtSIOp, arith::ExtUIOp>(
          extension) ||
      extension->getNumOperands() != 1)
    return false;
  Value narrow = extension->getOperand(0);
  return extension->getPrevNode() == nullptr &&
         extension->getNextNode() == yield &&
         narrow == generic.getBody()->getArgument(0) &&
         !narrow.getType().isInteger(1) &&
         (nativeF16 || !narrow.getType().isF16());
}

/// Gives every linalg op that reads an extended tensor an extension of its own,
/// so that it can read the narrow tensor instead.
static void separateExtensions(Operation *root, bool nativeF16) {
  SmallVector<Operation *> extensions;
  root->walk([&](linalg::GenericOp op) {
    if (onlyExtends(op, nativeF16) && !op->hasOneUse())
      extensions.push_back(op);
  });
  for (Operation *op : extensions) {
    OpBuilder builder(op);
    for (OpOperand &use :
         llvm::make_early_inc_range(llvm::drop_begin(op->getUses())))
      if (isa<linalg::GenericOp>(use.getOwner()))
        use.set(builder.clone(*op)->getResult(0));
  }
}

/// Whether `tensor` holds booleans that come from smaller tensors by
/// comparisons and what combines these, in a few steps: to compare again costs
/// no more than to read the element, and there is nothing to be kept in memory.
static bool onlyCompares(Value tensor, int steps = 3) {
  auto generic = tensor.getDefiningOp<linalg::GenericOp>();
  if (!generic || steps == 0 || generic->getNumResults() != 1 ||
      !getElementTypeOrSelf(tensor).isInteger(1) ||
      generic.getNumParallelLoops() != generic.getNumLoops())
    return false;
  return llvm::all_of(generic.getBody()->without_terminator(),
                      llvm::IsaPred<arith::CmpIOp, arith::CmpFOp, arith::AndIOp,
                                    arith::OrIOp, arith::XOrIOp>) &&
         llvm::all_of(generic.getDpsInputOperands(), [&](OpOperand *input) {
           AffineMap map = generic.getMatchingIndexingMap(input);
           return map.isProjectedPermutation(/*allowZeroInResults=*/true) &&
                  (!map.isPermutation() ||
                   onlyCompares(input->get(), steps - 1));
         });
}

/// Gives every linalg op that reads such booleans a comparison of its own. What
/// is read by many is kept.
static void separateComparisons(Operation *root) {
  constexpr int64_t maxUses = 4, maxClones = 32;
  SmallVector<linalg::GenericOp> comparisons;
  root->walk([&](linalg::GenericOp op) {
    if (op->getNumResults() == 1 && onlyCompares(op->getResult(0)))
      comparisons.push_back(op);
  });
  int64_t numClones = 0;
  // Those that combine others come first, so that these have all their uses.
  for (linalg::GenericOp op : llvm::reverse(comparisons)) {
    int64_t uses = std::distance(op->use_begin(), op->use_end());
    if (uses < 2 || uses > maxUses || numClones + uses > maxClones)
      continue;
    OpBuilder builder(op);
    for (OpOperand &use :
         llvm::make_early_inc_range(llvm::drop_begin(op->getUses())))
      if (isa<linalg::GenericOp>(use.getOwner())) {
        use.set(builder.clone(*op)->getResult(0));
        ++numClones;
      }
  }
}

/// Whether the producer of `operand` may be fused into the op that reads it.
static bool isWorthFusing(OpOperand *operand, bool nativeF16) {
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
  return (onlyMovesData(producer) || onlyExtends(producer, nativeF16)) &&
         llvm::all_of(cast<linalg::GenericOp>(producer).getIndexingMapsArray(),
                      [](AffineMap map) {
                        return map.isProjectedPermutation(
                            /*allowZeroInResults=*/true);
                      });
}

/// Whether an axis is made of several whose extents are not known. Their memory
/// has no expand_shape that LLVM 22 can lower (expand-strided-metadata
/// crashes).
static bool mergesUnknownExtents(Operation *op) {
  auto hasSeveral = [](ArrayRef<ReassociationIndices> groups,
                       RankedTensorType type) {
    return llvm::any_of(groups, [type](const ReassociationIndices &group) {
      return llvm::count_if(group, [type](int64_t axis) {
               return type.isDynamicDim(axis);
             }) > 1;
    });
  };
  if (auto collapse = dyn_cast_if_present<tensor::CollapseShapeOp>(op))
    return hasSeveral(collapse.getReassociationIndices(),
                      collapse.getSrcType());
  if (auto expand = dyn_cast_if_present<tensor::ExpandShapeOp>(op))
    return hasSeveral(expand.getReassociationIndices(), expand.getResultType());
  return false;
}

namespace {
/// Computes a tensor of one element without a loop. Scalars need no memory
/// between the ops that make and use them.
struct ComputeOneElement : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    auto hasOneElement = [](Type type) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      return tensor && tensor.hasStaticShape() && tensor.getNumElements() == 1;
    };
    // A loop that carries a tensor writes it in place.
    auto isFresh = [](Value tensor) {
      return tensor.getDefiningOp<tensor::EmptyOp>();
    };
    if (!llvm::all_of(op->getOperandTypes(), hasOneElement) ||
        op.getNumParallelLoops() != op.getNumLoops() ||
        !llvm::all_of(op.getOutputs(), isFresh))
      return failure();
    Location loc = op.getLoc();
    Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
    IRMapping mapping;
    for (OpOperand &operand : op->getOpOperands()) {
      BlockArgument element = op.getMatchingBlockArgument(&operand);
      if (element.use_empty())
        continue;
      SmallVector<Value> first(
          cast<RankedTensorType>(operand.get().getType()).getRank(), zero);
      mapping.map(element, tensor::ExtractOp::create(rewriter, loc,
                                                     operand.get(), first));
    }
    for (Operation &inner : op.getBody()->without_terminator()) {
      if (isa<linalg::IndexOp>(inner))
        mapping.map(inner.getResult(0), zero);
      else
        rewriter.clone(inner, mapping);
    }
    SmallVector<Value> results;
    for (auto [yielded, type] :
         llvm::zip_equal(op.getBody()->getTerminator()->getOperands(),
                         op->getResultTypes()))
      results.push_back(tensor::FromElementsOp::create(
          rewriter, loc, type, mapping.lookupOrDefault(yielded)));
    rewriter.replaceOp(op, results);
    return success();
  }
};

struct FuseElementwise : nn::impl::FuseElementwisePassBase<FuseElementwise> {
  using FuseElementwisePassBase::FuseElementwisePassBase;

  void runOnOperation() override {
    separateExtensions(getOperation(), nativeF16);
    separateComparisons(getOperation());
    RewritePatternSet patterns(&getContext());
    auto control = [&](OpOperand *operand) {
      return isWorthFusing(operand, nativeF16);
    };
    linalg::populateElementwiseOpsFusionPatterns(patterns, control);
    patterns.add<ComputeOneElement>(&getContext());
    // A loop yields the very tensor that it carries, which a copy is made to
    // last; bufferization would not know a reshape of it.
    auto controlReshape = [&](OpOperand *operand) {
      return !isa<linalg::CopyOp>(operand->getOwner()) &&
             !mergesUnknownExtents(operand->get().getDefiningOp()) &&
             !mergesUnknownExtents(operand->getOwner()) && control(operand);
    };
    linalg::populateFoldReshapeOpsByExpansionPatterns(patterns, controlReshape);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
