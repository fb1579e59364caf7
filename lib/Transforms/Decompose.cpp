//===- Decompose.cpp - Replace layers by the core -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/ProductAttributes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_DECOMPOSEPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// The elements of `tensor`, each converted to `element` by `Op`.
template <typename Op>
static Value convertElements(OpBuilder &builder, Location loc, Value tensor,
                             Type element) {
  auto body = [&](OpBuilder &b, Location l, ValueRange arguments) -> Value {
    return Op::create(b, l, element, arguments.front());
  };
  return MapOp::create(builder, loc, tensor, body).getResult();
}

/// A layer on 16-bit floats is the layer on f32 of what it reads, rounded: what
/// lies between (a count, a sum of squares) needs the range and the accuracy of
/// f32 whatever the storage.
static FailureOr<SmallVector<Value>> decomposeInF32(RewriterBase &rewriter,
                                                    Operation *op) {
  Location loc = op->getLoc();
  FloatType f32 = rewriter.getF32Type();
  IRMapping mapping;
  for (Value operand : op->getOperands())
    if (isHalf(operand.getType()) && !mapping.contains(operand))
      mapping.map(operand,
                  convertElements<arith::ExtFOp>(rewriter, loc, operand, f32));
  Operation *wide = rewriter.clone(*op, mapping);
  for (Value result : wide->getResults())
    if (isHalf(result.getType()))
      result.setType(cast<RankedTensorType>(result.getType()).clone(f32));
  auto values = cast<DecomposableOpInterface>(wide).decompose(rewriter);
  auto isOfBF16 = [](Type type) { return getElementTypeOrSelf(type).isBF16(); };
  if (llvm::any_of(op->getOperandTypes(), isOfBF16))
    for (Operation *made = wide->getNextNode(); made != op;
         made = made->getNextNode())
      if (isa<EinsumOp>(made))
        made->setAttr(kTinyIsZeroAttr, rewriter.getUnitAttr());
  rewriter.eraseOp(wide);
  if (failed(values))
    return failure();
  for (auto [value, result] : llvm::zip_equal(*values, op->getResults()))
    if (isHalf(result.getType()))
      value = convertElements<arith::TruncFOp>(
          rewriter, loc, value, getElementTypeOrSelf(result.getType()));
  return values;
}

static FailureOr<SmallVector<Value>> decompose(RewriterBase &rewriter,
                                               DecomposableOpInterface op) {
  auto isHalfType = [](Type type) { return isHalf(type); };
  if (!op->hasTrait<MovesElements>() && !op.movesElements() &&
      (llvm::any_of(op->getOperandTypes(), isHalfType) ||
       llvm::any_of(op->getResultTypes(), isHalfType)))
    return decomposeInF32(rewriter, op);
  return op.decompose(rewriter);
}

namespace {
struct Decompose : nn::impl::DecomposePassBase<Decompose> {
  void runOnOperation() override {
    SmallVector<DecomposableOpInterface> work;
    auto collect = [&](Operation *root) {
      root->walk([&](DecomposableOpInterface op) { work.push_back(op); });
    };
    collect(getOperation());
    IRRewriter rewriter(&getContext());
    while (!work.empty()) {
      DecomposableOpInterface op = work.pop_back_val();
      rewriter.setInsertionPoint(op);
      Operation *before = op->getPrevNode();
      FailureOr<SmallVector<Value>> values = decompose(rewriter, op);
      if (failed(values)) {
        signalPassFailure();
        continue;
      }
      // A layer may decompose into other layers.
      for (Operation *made = op->getPrevNode(); made != before;
           made = made->getPrevNode())
        collect(made);
      rewriter.replaceOp(op, *values);
      ++numDecomposed;
    }
  }
};
} // namespace
