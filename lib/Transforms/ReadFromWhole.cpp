//===- ReadFromWhole.cpp - Parts are read where they lie ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What becomes part of a larger tensor can be computed in its place, also if it
// is read later: upstream's analysis sees that such a read is one of that part.
// It does not see it of a read of a slice (LLVM 22), and copies then.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_READFROMWHOLEPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

namespace {
struct ReadFromWhole : nn::impl::ReadFromWholePassBase<ReadFromWhole> {
  void runOnOperation() override {
    DominanceInfo dominance(getOperation());
    getOperation().walk(
        [&](tensor::InsertSliceOp insert) { readFrom(insert, dominance); });
  }

private:
  /// Reads what `insert` has put into a tensor there from then on.
  void readFrom(tensor::InsertSliceOp insert, DominanceInfo &dominance) {
    Value part = insert.getSource();
    Operation *made = part.getDefiningOp();
    // What is not computed in the function has a place already.
    if (part.hasOneUse() ||
        !isa_and_present<DestinationStyleOpInterface, LoopLikeOpInterface,
                         tensor::InsertSliceOp>(made) ||
        made->getBlock() != insert->getBlock() ||
        insert.getSourceType().getRank() != insert.getDestType().getRank())
      return;
    // A slice stands before its reader, so that it is one of what the larger
    // tensor becomes part of in turn.
    for (OpOperand &use : llvm::make_early_inc_range(part.getUses())) {
      Operation *reader = use.getOwner();
      if (reader == insert ||
          !dominance.properlyDominates(insert.getOperation(), reader))
        continue;
      // Not in the body of an op that reads elements.
      while (auto op = reader->getParentOfType<linalg::LinalgOp>())
        reader = op;
      OpBuilder builder(reader);
      use.set(tensor::ExtractSliceOp::create(
          builder, insert.getLoc(), insert.getSourceType(), insert.getResult(),
          insert.getMixedOffsets(), insert.getMixedSizes(),
          insert.getMixedStrides()));
      ++numRead;
    }
  }
};
} // namespace
