//===- Registration.cpp - Dialects and passes of the tools ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNDialect.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "nn/Analysis/ExtentModels.h"
#include "nn/Conversion/Passes.h"
#include "nn/Pipelines/Cpu.h"
#include "nn/Tools/Tools.h"
#include "nn/Transforms/Passes.h"

using namespace mlir;

void nn::registerNetworkDialects(DialectRegistry &registry) {
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registry.insert<NNDialect>();
  registerExtentModels(registry);
}

void nn::registerEverything(DialectRegistry &registry) {
  registerNetworkDialects(registry);
  registerAllPasses();
  registerNNConversionPasses();
  registerNNTransformsPasses();
  registerCpuPipelines();
}
