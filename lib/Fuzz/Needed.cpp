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

bool nn::neededExtentsFit(ModuleOp module, StringRef entry,
                          ArrayRef<Tensor> inputs) {
  OwningOpRef<ModuleOp> needed = module.clone();
  PassManager model(module.getContext());
  buildModelPipeline(model, {});
  PassManager cleanup(module.getContext());
  cleanup.addPass(createCanonicalizerPass());
  cleanup.addPass(createCSEPass());
  if (failed(model.run(*needed)))
    return false;
  replaceEmptyTensors(*needed);
  if (failed(cleanup.run(*needed)))
    return false;
  Evaluator evaluator(*needed);
  return succeeded(evaluator.prepare(entry)) &&
         succeeded(evaluator.evaluateExtents(entry, inputs));
}
