//===- nn-reduce.cpp - Make failing modules small -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Tools/mlir-reduce/MlirReduceMain.h"
#include "nn/Fuzz/Passes.h"
#include "nn/Tools/Tools.h"

int main(int argc, char **argv) {
  if (int code = nn::checkSourceFiles({argv + 1, argv + argc}))
    return code;
  mlir::DialectRegistry registry;
  nn::registerEverything(registry);
  nn::registerNNFuzzPasses();
  mlir::MLIRContext context(registry);
  return failed(mlir::mlirReduceMain(argc, argv, context));
}
