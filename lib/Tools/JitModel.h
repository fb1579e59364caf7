//===- JitModel.h - A model compiled in memory ------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_JITMODEL_H
#define NN_LIB_TOOLS_JITMODEL_H

#include "nn/Runtime/nn_abi.h"
#include "nn/Target/Compile.h"

namespace mlir {
class ExecutionEngine;
} // namespace mlir

namespace nn {
/// A module that has been compiled into the memory of this process, with its
/// weights where their values lie.
class JitModel {
public:
  /// Lowers `module`, which stays the caller's and must outlive the model, and
  /// compiles it; weights are external whatever `options` say. On failure,
  /// which is reported, `exitCode` says how a tool ends.
  static std::unique_ptr<JitModel>
  compile(mlir::ModuleOp module, CompileOptions options, int &exitCode);
  ~JitModel();

  const nn_model_info &getInfo() const { return info; }

private:
  JitModel() = default;

  std::unique_ptr<mlir::ExecutionEngine> engine;
  CompiledModel compiled;
  /// The weights structure that `info` names.
  std::vector<const void *> weights;
  nn_model_info info{};
};
} // namespace nn

#endif // NN_LIB_TOOLS_JITMODEL_H
