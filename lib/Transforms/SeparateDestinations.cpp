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
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "nn/Transforms/Passes.h"

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

/// Whether `value` stands in no region but that of the function.
static bool isOfFunction(Value value) {
  return isa<func::FuncOp>(value.getParentBlock()->getParentOp());
}

namespace {
struct SeparateDestinations
    : nn::impl::SeparateDestinationsPassBase<SeparateDestinations> {
  void runOnOperation() override {
    SmallVector<OpOperand *> destinations;
    getOperation().walk([&](Operation *op) {
      if (auto made = dyn_cast<DestinationStyleOpInterface>(op))
        for (OpOperand &init : made.getDpsInitsMutable())
          if (isCheap(init.get()) || isOfFunction(init.get()))
            destinations.push_back(&init);
      // A loop copies what it may not write to; what it may not see is that two
      // loops begin with one empty tensor.
      if (auto loop = dyn_cast<LoopLikeOpInterface>(op))
        for (OpOperand &init : loop.getInitsMutable())
          if (isCheap(init.get()))
            destinations.push_back(&init);
    });
    for (OpOperand *init : destinations) {
      if (!isa<RankedTensorType>(init->get().getType()) ||
          init->get().hasOneUse())
        continue;
      OpBuilder builder(init->getOwner());
      init->set(makeOwn(builder, init->get()));
      ++numSeparated;
    }
  }
};
} // namespace
