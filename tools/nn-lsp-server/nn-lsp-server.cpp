//===- nn-lsp-server.cpp - Language server for .mlir with nn --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"
#include "nn/Tools/Tools.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  nn::registerNetworkDialects(registry);
  return failed(mlir::MlirLspServerMain(argc, argv, registry));
}
