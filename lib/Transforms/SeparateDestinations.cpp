//===- SeparateDestinations.cpp - One writer for each tensor --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two ops that start from one tensor (common subexpressions make them share a
// zero-filled one, say) become two buffers that start as copies of one. If that
// one is placed in an output of the entry, upstream's analysis lets one op work
// there and copies the result of the other over it: it does not see that
// `materialize_in_destination` writes to the memref behind the first (LLVM 22).
// With a start of its own for every op no value but the result of the entry
// ever lies in an output. Values that are computed inside of a region stay
// there and need none.
//
// A result that is reshaped before it is written to an output is written to the
// reshaped output, and may be computed there.
//
// What is made from nothing is made where it is written, in the same iteration
// of a loop: others may run at the same time.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/ScopeExit.h"

namespace nn {
#define GEN_PASS_DEF_SEPARATEDESTINATIONSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// A tensor with the contents of `value` that nothing else uses. One that is
/// cheap to make is made again.
static Value makeOwn(OpBuilder &builder, Value value) {
  if (auto empty = value.getDefiningOp<tensor::EmptyOp>())
    return builder.clone(*empty)->getResult(0);
  if (auto fill = value.getDefiningOp<linalg::FillOp>()) {
    IRMapping mapping;
    for (Value init : fill.getOutputs())
      if (init.getDefiningOp<tensor::EmptyOp>())
        mapping.map(init, makeOwn(builder, init));
    return builder.clone(*fill, mapping)->getResult(0);
  }
  return bufferization::AllocTensorOp::create(
      builder, value.getLoc(), cast<RankedTensorType>(value.getType()),
      /*dynamicSizes=*/ValueRange(), /*copy=*/value);
}

/// Whether `value` is made by an op without a past, which can be made again.
static bool isCheap(Value value) {
  return isa_and_present<tensor::EmptyOp, linalg::FillOp>(
      value.getDefiningOp());
}

/// Whether the destination `init` is for its op alone.
static bool isOwn(OpOperand &init) {
  Value value = init.get();
  return value.hasOneUse() &&
         (!isCheap(value) ||
          value.getParentBlock() == init.getOwner()->getBlock());
}

/// Puts what was made for `owner` alone before it, and gives it its place in
/// the source: it may have been a common subexpression of several ops. A fill
/// that stands elsewhere is a pass over memory of its own.
static void claim(Value value, Operation *owner) {
  if (!isCheap(value) || !value.hasOneUse())
    return;
  Operation *made = value.getDefiningOp();
  made->setLoc(owner->getLoc());
  if (isa<linalg::FillOp>(made))
    made->moveBefore(owner);
  for (Value operand : made->getOperands())
    claim(operand, owner);
}

/// Whether `value` stands in no region but that of the function.
static bool isOfFunction(Value value) {
  return isa<func::FuncOp>(value.getParentBlock()->getParentOp());
}

/// Whether `value`, a result of the entry, and all that it may share a buffer
/// with have no other use, so that it may be computed in an output.
static bool isExclusive(Value value) {
  if (!value.hasOneUse())
    return false;
  Operation *op = value.getDefiningOp();
  if (!op)
    return false;
  if (auto made = dyn_cast<DestinationStyleOpInterface>(op))
    return isExclusive(made.getTiedOpOperand(cast<OpResult>(value))->get());
  if (auto loop = dyn_cast<LoopLikeOpInterface>(op))
    if (OpOperand *init = loop.getTiedLoopInit(cast<OpResult>(value)))
      return isExclusive(init->get());
  if (isa<tensor::CastOp, tensor::CollapseShapeOp, tensor::ExpandShapeOp,
          tensor::ExtractSliceOp>(op))
    return isExclusive(op->getOperand(0));
  // What is made from nothing, or read from an argument, which is not written.
  return isa<tensor::EmptyOp, tensor::FromElementsOp, arith::ConstantOp,
             bufferization::AllocTensorOp, bufferization::ToTensorOp>(op);
}

/// Copies a result of the entry that is not exclusive into an empty tensor,
/// which may lie in the output.
static void copyResult(bufferization::MaterializeInDestinationOp op) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Value source = op.getSource();
  Value own = tensor::EmptyOp::create(
      builder, loc, tensor::getMixedSizes(builder, loc, source),
      cast<RankedTensorType>(source.getType()).getElementType());
  own = linalg::CopyOp::create(builder, loc, source, own).getResult(0);
  if (own.getType() != source.getType())
    own = tensor::CastOp::create(builder, loc, source.getType(), own);
  op.getSourceMutable().assign(own);
}

/// Moves `op`, which depends on numbers alone, and what these are made of, as
/// far up in its block as it goes.
static void hoist(Operation *op) {
  Operation *last = nullptr;
  for (Value operand : op->getOperands()) {
    Operation *made = operand.getDefiningOp();
    if (!made || made->getBlock() != op->getBlock())
      continue;
    if (operand.getType().isIndex() && made->getNumRegions() == 0 &&
        isMemoryEffectFree(made))
      hoist(made);
    if (!last || last->isBeforeInBlock(made))
      last = made;
  }
  if (last)
    op->moveAfter(last);
  else
    op->moveBefore(&op->getBlock()->front());
}

/// Reshapes the output in place of a result that is written to it, which then
/// may be computed there. False if the result is not reshaped, or to extents
/// that its own size tells.
static bool reshapeOutput(bufferization::MaterializeInDestinationOp op) {
  auto type = dyn_cast<MemRefType>(op.getDest().getType());
  if (!type || type.getShape() !=
                   cast<RankedTensorType>(op.getSource().getType()).getShape())
    return false;
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Operation *reshape = op.getSource().getDefiningOp();
  llvm::scope_exit erase([&] {
    if (reshape && isOpTriviallyDead(reshape))
      reshape->erase();
  });
  if (auto expand = dyn_cast_if_present<tensor::ExpandShapeOp>(reshape);
      expand && memref::CollapseShapeOp::isGuaranteedCollapsible(
                    type, expand.getReassociationIndices())) {
    op.getSourceMutable().assign(expand.getSrc());
    op.getDestMutable().assign(memref::CollapseShapeOp::create(
        builder, loc, op.getDest(), expand.getReassociationIndices()));
    return true;
  }
  if (auto collapse = dyn_cast_if_present<tensor::CollapseShapeOp>(reshape);
      collapse && collapse.getSrcType().hasStaticShape()) {
    FailureOr<MemRefType> expanded = memref::ExpandShapeOp::computeExpandedType(
        type, collapse.getSrcType().getShape(),
        collapse.getReassociationIndices());
    if (failed(expanded))
      return false;
    op.getSourceMutable().assign(collapse.getSrc());
    op.getDestMutable().assign(memref::ExpandShapeOp::create(
        builder, loc, *expanded, op.getDest(),
        collapse.getReassociationIndices(),
        tensor::getMixedSizes(builder, loc, collapse.getSrc())));
    return true;
  }
  return false;
}

namespace {
struct SeparateDestinations
    : nn::impl::SeparateDestinationsPassBase<SeparateDestinations> {
  void runOnOperation() override {
    getOperation().walk([](bufferization::MaterializeInDestinationOp op) {
      while (reshapeOutput(op)) {
      }
    });
    RewritePatternSet patterns(&getContext());
    tensor::populateFoldTensorEmptyPatterns(patterns);
    walkAndApplyPatterns(getOperation(), std::move(patterns));
    SmallVector<OpOperand *> destinations;
    getOperation().walk([&](Operation *op) {
      if (auto made = dyn_cast<DestinationStyleOpInterface>(op))
        for (OpOperand &init : made.getDpsInitsMutable())
          if (isCheap(init.get()) || isOfFunction(init.get()))
            destinations.push_back(&init);
      if (auto insert = dyn_cast<tensor::InsertSliceOp>(op))
        if (isCheap(insert.getDest()))
          destinations.push_back(&insert.getDestMutable());
      // A loop copies what it may not write to; what it may not see is that two
      // loops begin with one empty tensor.
      if (auto loop = dyn_cast<LoopLikeOpInterface>(op))
        for (OpOperand &init : loop.getInitsMutable())
          if (isCheap(init.get()))
            destinations.push_back(&init);
    });
    for (OpOperand *init : destinations) {
      if (!isa<RankedTensorType>(init->get().getType()))
        continue;
      if (!isOwn(*init)) {
        OpBuilder builder(init->getOwner());
        init->set(makeOwn(builder, init->get()));
        ++numSeparated;
      }
      claim(init->get(), init->getOwner());
    }
    getOperation().walk([&](bufferization::MaterializeInDestinationOp op) {
      if (isa<BaseMemRefType>(op.getDest().getType()) &&
          !isExclusive(op.getSource())) {
        copyResult(op);
        ++numSeparated;
      }
    });
    SmallVector<tensor::EmptyOp> empties;
    getOperation().walk([&](tensor::EmptyOp op) { empties.push_back(op); });
    for (tensor::EmptyOp op : empties)
      hoist(op);
  }
};
} // namespace
