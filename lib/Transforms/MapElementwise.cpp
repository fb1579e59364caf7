//===- MapElementwise.cpp - Arithmetic on tensors as nn.map ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Upstream folds some ops on tensors to constants without a look at the shape:
// `arith.cmpi eq, %x, %x` of run-time extents becomes a constant of a type that
// no buffer has. In the region of a map the same op is one on scalars.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_MAPELEMENTWISEPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// Builds a map that applies `op` to each element. An operand that is a scalar,
/// such as the condition of a select, is used from outside.
static Value makeMap(Operation *op, OpBuilder &builder) {
  llvm::SetVector<Value> tensors;
  for (Value operand : op->getOperands())
    if (isa<RankedTensorType>(operand.getType()))
      tensors.insert(operand);
  auto makeBody = [&](OpBuilder &b, Location, ValueRange elements) -> Value {
    IRMapping mapping;
    mapping.map(tensors.getArrayRef(), elements);
    Operation *scalar = b.clone(*op, mapping);
    scalar->getResult(0).setType(getElementTypeOrSelf(op->getResult(0)));
    return scalar->getResult(0);
  };
  return MapOp::create(builder, op->getLoc(), tensors.getArrayRef(), makeBody);
}

namespace {
struct MapElementwise : nn::impl::MapElementwisePassBase<MapElementwise> {
  void runOnOperation() override {
    SmallVector<Operation *> ops;
    getOperation()->walk([&](Operation *op) {
      if (isScalarOpName(op->getName()) && !isa<arith::ConstantOp>(op) &&
          llvm::any_of(op->getResultTypes(), llvm::IsaPred<RankedTensorType>))
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (Operation *op : ops) {
      rewriter.setInsertionPoint(op);
      Value result = makeMap(op, rewriter);
      if (result.getType() != op->getResult(0).getType())
        result = tensor::CastOp::create(rewriter, op->getLoc(),
                                        op->getResult(0).getType(), result);
      rewriter.replaceOp(op, result);
      ++numMapped;
    }
  }
};
} // namespace
