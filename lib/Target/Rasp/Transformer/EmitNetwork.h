//===- EmitNetwork.h - A transformer as a module and in words ---*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_TRANSFORMER_EMITNETWORK_H
#define NN_LIB_TARGET_RASP_TRANSFORMER_EMITNETWORK_H

#include "NetworkWeights.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace nn::rasp {
/// The module whose function `name` is the network, with its weights as tensors
/// of the safetensors file `weightsPath`.
mlir::OwningOpRef<mlir::ModuleOp> emitNetwork(const Network &network,
                                              const NetworkWeights &weights,
                                              llvm::StringRef name,
                                              llvm::StringRef weightsPath,
                                              mlir::Location loc);

void writeWeights(const NetworkWeights &weights, mlir::MLIRContext *context,
                  llvm::raw_ostream &os);

/// Writes what the parts of the network mean, as JSON.
void describeNetwork(const Network &network, const NetworkWeights &weights,
                     llvm::StringRef name, llvm::StringRef weightsPath,
                     llvm::raw_ostream &os);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_TRANSFORMER_EMITNETWORK_H
