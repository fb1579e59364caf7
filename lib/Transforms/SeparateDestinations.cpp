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
// ever lies in an output.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
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

namespace {
struct SeparateDestinations
    : nn::impl::SeparateDestinationsPassBase<SeparateDestinations> {
  void runOnOperation() override {
    SmallVector<DestinationStyleOpInterface> ops;
    getOperation().walk(
        [&](DestinationStyleOpInterface op) { ops.push_back(op); });
    for (DestinationStyleOpInterface op : ops)
      for (OpOperand &init : op.getDpsInitsMutable()) {
        if (!isa<RankedTensorType>(init.get().getType()) ||
            init.get().hasOneUse())
          continue;
        OpBuilder builder(op);
        init.set(makeOwn(builder, init.get()));
        ++numSeparated;
      }
  }
};
} // namespace
