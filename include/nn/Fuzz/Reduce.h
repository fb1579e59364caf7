//===- Reduce.h - Smaller networks with the same failure --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_REDUCE_H
#define NN_FUZZ_REDUCE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "nn/Fuzz/Call.h"

namespace nn {
/// A module and a call that fails.
struct FailingCase {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  Call call;
};

/// Makes a module smaller as long as it stays interesting, which it is at the
/// beginning.
void reduceNetworks(mlir::OwningOpRef<mlir::ModuleOp> &module,
                    llvm::function_ref<bool(mlir::ModuleOp)> isInteresting);

/// Makes the module of `failing` smaller as long as `stillFails` holds, which
/// it does at the beginning: drops functions and results, inlines, decomposes
/// layers, makes tensors inputs, and replaces ops by what they take. Every
/// module that is tried is valid.
void reduceCase(
    FailingCase &failing,
    llvm::function_ref<bool(mlir::ModuleOp, const Call &)> stillFails);
} // namespace nn

#endif // NN_FUZZ_REDUCE_H
