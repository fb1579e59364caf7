//===- CInterface.h - The C functions of a compiled model -------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_CINTERFACE_H
#define NN_TARGET_CINTERFACE_H

#include "nn/Target/ModelInterface.h"

namespace llvm {
class Module;
} // namespace llvm

namespace nn {
/// The symbol of the function that answers the table of a model.
std::string getInfoSymbol(llvm::StringRef modelName);

/// Adds to `module`, which holds the kernels and plans of `model`, the
/// functions that its header declares and the tables that they answer.
///
/// `weights` has the bytes of every weight, `packedWeights` those of all packed
/// ones; they are part of the module if the model embeds them. Everything else
/// in the module becomes internal.
void addCInterface(llvm::Module &module, const ModelInterface &model,
                   llvm::ArrayRef<llvm::ArrayRef<char>> weights,
                   llvm::StringRef packedWeights);

/// The same for one level of a model with several: adds the functions that
/// depend on the processor, under names of the level.
void addLevelInterface(llvm::Module &module, const ModelInterface &model,
                       llvm::ArrayRef<llvm::ArrayRef<char>> weights,
                       llvm::StringRef packedWeights, unsigned level);

/// Adds to an empty module the functions of a model with several levels, which
/// go on to those of the one in use, and the tables.
void addSharedInterface(llvm::Module &module, const ModelInterface &model);
} // namespace nn

#endif // NN_TARGET_CINTERFACE_H
