//===- Needed.cpp - What results depend on --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Needed.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "nn/Pipelines/Cpu.h"

using namespace mlir;
using namespace nn;

/// A tensor without elements depends on nothing.
static void replaceEmptyTensors(ModuleOp module) {
  module.walk([](Operation *op) {
    if (isa<arith::ConstantOp>(op))
      return;
    for (OpResult result : op->getResults()) {
      auto type = dyn_cast<RankedTensorType>(result.getType());
      if (!type || !type.hasStaticShape() || type.getNumElements() > 0 ||
          isa<IndexType>(type.getElementType()))
        continue;
      OpBuilder builder(op);
      auto empty =
          DenseElementsAttr::get(cast<ShapedType>(type), ArrayRef<Attribute>());
      result.replaceAllUsesWith(
          arith::ConstantOp::create(builder, op->getLoc(), empty).getResult());
    }
  });
}

NeededPart::NeededPart(ModuleOp whole) : module(whole.clone()) {
  PassManager model(whole.getContext());
  buildModelPipeline(model, {});
  PassManager cleanup(whole.getContext());
  cleanup.addPass(createCanonicalizerPass());
  cleanup.addPass(createCSEPass());
  if (succeeded(model.run(*module))) {
    replaceEmptyTensors(*module);
    if (succeeded(cleanup.run(*module)))
      return;
  }
  module = {};
}

bool NeededPart::extentsFit(StringRef entry, ArrayRef<Tensor> inputs) const {
  if (!module)
    return false;
  Evaluator evaluator(*module);
  return succeeded(evaluator.prepare(entry)) &&
         succeeded(evaluator.evaluateExtents(entry, inputs));
}
