//===- CpuLevels.h - One model with code for several processors -*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The functions of a level have the names of those that the header declares,
// with the number of the level behind. Those of the header go on to the ones of
// the level in use, which the runtime settles (CpuLevel.c).
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_CPULEVELS_H
#define NN_LIB_TARGET_CPULEVELS_H

#include "nn/Target/ModelInterface.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

namespace llvm {
class TargetMachine;
} // namespace llvm

namespace nn {
/// What is behind the names of functions and tables of a level.
std::string getLevelSuffix(unsigned level);

/// Makes the functions of a module that ask for the level in use.
class LevelDispatch {
public:
  LevelDispatch(llvm::Module &module, const ModelInterface &model);

  /// Fills `function`, which has no body, with calls of the same function of
  /// each level.
  void forward(llvm::Function *function);
  /// The level in use, where `b` inserts.
  llvm::Value *getLevel(llvm::IRBuilder<> &b);
  /// NN_OK if this processor has what some level needs.
  llvm::Value *checkLevel(llvm::IRBuilder<> &b);
  /// Settles `level`; a status.
  llvm::Value *useLevel(llvm::IRBuilder<> &b, llvm::Value *level);

private:
  llvm::Module &module;
  unsigned numLevels;
  llvm::GlobalVariable *state;
  /// A pointer to what each level needs.
  llvm::GlobalVariable *features;
};

/// Fixes the processor of all functions of `module`, so that they keep it where
/// they come together with those of other levels.
void setProcessor(llvm::Module &module, const llvm::TargetMachine &machine);

/// Links the optimised code of all levels into `module`, which has the
/// functions that go on to them.
llvm::Error
linkLevels(llvm::Module &module,
           llvm::MutableArrayRef<std::unique_ptr<llvm::Module>> levels);
} // namespace nn

#endif // NN_LIB_TARGET_CPULEVELS_H
