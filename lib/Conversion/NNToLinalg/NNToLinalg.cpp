//===- NNToLinalg.cpp - The core as linalg on tensors ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The families of ops have a file each. Patterns run greedily: an einsum or a
// reduction takes the window that it reads into its indexing maps, and the
// window disappears with its last reader.
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "nn/Conversion/Passes.h"

namespace nn {
#define GEN_PASS_DEF_CONVERTNNTOLINALGPASS
#include "nn/Conversion/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

void nn::inlineScalarBody(OpBuilder &builder, Location loc, Block &body,
                          ValueRange arguments) {
  IRMapping mapping;
  mapping.map(body.getArguments(), arguments);
  for (Operation &op : body.without_terminator()) {
    // The loops of the linalg op are the axes of the result of the map.
    if (auto index = dyn_cast<IndexOp>(op))
      mapping.map(
          index.getResult(),
          linalg::IndexOp::create(builder, loc, index.getAxis()).getResult());
    else
      builder.clone(op, mapping);
  }
  SmallVector<Value> results = llvm::map_to_vector(
      body.getTerminator()->getOperands(),
      [&](Value value) { return mapping.lookupOrDefault(value); });
  linalg::YieldOp::create(builder, loc, results);
}

/// Gives every op the result type that follows from its operands. A declared
/// type that knows more is a claim about run-time extents, and a cast that
/// checks it.
static LogicalResult refineResultTypes(Operation *root) {
  WalkResult walked = root->walk([](Operation *op) {
    auto infer = dyn_cast<InferTypeOpInterface>(op);
    if (!infer || !isa<NNDialect>(op->getDialect()))
      return WalkResult::advance();
    SmallVector<Type> types;
    if (failed(infer.inferReturnTypes(
            op->getContext(), op->getLoc(), op->getOperands(),
            op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
            op->getRegions(), types)))
      return WalkResult::interrupt();
    OpBuilder builder(op->getContext());
    builder.setInsertionPointAfter(op);
    for (auto [result, type] : llvm::zip_equal(op->getResults(), types)) {
      Type declared = result.getType();
      if (type == declared)
        continue;
      result.setType(type);
      auto cast =
          tensor::CastOp::create(builder, op->getLoc(), declared, result);
      result.replaceAllUsesExcept(cast, cast);
    }
    return WalkResult::advance();
  });
  return failure(walked.wasInterrupted());
}

/// Upstream ops on tensors assume that dynamic extents fit; here the program
/// checks it.
static void guardUpstreamOps(Operation *root) {
  root->walk([](Operation *op) {
    OpBuilder builder(op);
    if (auto cast = dyn_cast<tensor::CastOp>(op)) {
      if (auto type = dyn_cast<RankedTensorType>(cast.getType()))
        requireExtents(builder, op->getLoc(), cast.getSource(), type);
      return;
    }
    if (!OpTrait::hasElementwiseMappableTraits(op))
      return;
    Value first;
    for (Value operand : op->getOperands()) {
      auto type = dyn_cast<RankedTensorType>(operand.getType());
      if (!type)
        continue;
      if (!first) {
        first = operand;
        continue;
      }
      for (int64_t axis = 0; axis < type.getRank(); ++axis)
        if (type.isDynamicDim(axis))
          requireEqual(builder, op->getLoc(),
                       getExtent(builder, op->getLoc(), first, axis),
                       getExtent(builder, op->getLoc(), operand, axis),
                       "operands differ in extent");
    }
  });
}

/// Replaces tensors without elements that upstream ops make of others: when it
/// bufferizes, LLVM 22 refuses the slices of them that it writes to itself.
static void makeEmptyTensors(Operation *root) {
  root->walk([](Operation *op) {
    if (!isa<tensor::ConcatOp, tensor::PadOp>(op))
      return;
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    if (!type.hasStaticShape() || type.getNumElements() != 0)
      return;
    OpBuilder builder(op);
    op->getResult(0).replaceAllUsesWith(
        tensor::EmptyOp::create(builder, op->getLoc(), type, ValueRange()));
    op->erase();
  });
}

namespace {
struct ConvertNNToLinalg
    : nn::impl::ConvertNNToLinalgPassBase<ConvertNNToLinalg> {
  void runOnOperation() override {
    if (failed(refineResultTypes(getOperation())))
      return signalPassFailure();
    guardUpstreamOps(getOperation());
    makeEmptyTensors(getOperation());
    RewritePatternSet patterns(&getContext());
    populateContractionPatterns(patterns);
    populateElementwisePatterns(patterns);
    populateIndexingPatterns(patterns);
    populateRandomPatterns(patterns);
    populateRaspPatterns(patterns);
    populateSortPatterns(patterns);
    populateRearrangePatterns(patterns);
    populateWindowPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns)))) {
      getOperation()->emitError("lowering to linalg does not come to an end");
      return signalPassFailure();
    }
    reportLeftOverOps();
  }

  void reportLeftOverOps() {
    auto *dialect = getContext().getLoadedDialect<NNDialect>();
    getOperation()->walk([&](Operation *op) {
      // Parameters are data, not computation. Control flow comes afterwards;
      // its regions hold the values that it yields.
      if (op->getDialect() != dialect || isa<ParamOp, CheckOp>(op) ||
          op->hasTrait<Control>() ||
          (isa<YieldOp>(op) && op->getParentOp()->hasTrait<Control>()))
        return;
      InFlightDiagnostic diag =
          op->emitOpError("cannot be lowered to the structured stage");
      if (isa<DecomposableOpInterface>(op))
        diag << ": it has to be decomposed before ('nn-decompose')";
      signalPassFailure();
    });
  }
};
} // namespace
