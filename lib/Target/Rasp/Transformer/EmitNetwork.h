//===- EmitNetwork.h - A transformer as a module and in words ---*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_TRANSFORMER_EMITNETWORK_H
#define NN_LIB_TARGET_RASP_TRANSFORMER_EMITNETWORK_H

#include "NetworkWeights.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
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

/// Makes a loop of the network `step`, which is applied to the numbers of the
/// tokens that its values are, see `loopFunction`. Gives the value that is no
/// token, if there is one, and does nothing then.
std::optional<Atom> loopNetwork(const Network &network,
                                mlir::func::FuncOp step, int64_t limit);

void writeWeights(const NetworkWeights &weights, mlir::MLIRContext *context,
                  llvm::raw_ostream &os);

/// Writes what the parts of the network mean, as JSON. With `isLoop`, what the
/// function gives are numbers of tokens.
void describeNetwork(const Network &network, const NetworkWeights &weights,
                     llvm::StringRef name, llvm::StringRef weightsPath,
                     bool isLoop,
                     llvm::raw_ostream &os);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_TRANSFORMER_EMITNETWORK_H
