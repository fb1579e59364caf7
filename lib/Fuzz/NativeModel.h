//===- NativeModel.h - A model compiled and loaded --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_NATIVEMODEL_H
#define NN_LIB_FUZZ_NATIVEMODEL_H

#include "nn/Fuzz/Runner.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Weights/ParamValues.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"

namespace nn {
/// The code of a module in this process.
class NativeModel {
public:
  /// Compiles a copy of `module`. Fails after a diagnostic.
  static mlir::FailureOr<std::unique_ptr<NativeModel>>
  compile(mlir::ModuleOp module, const Backend &backend,
          const RunnerOptions &options);
  ~NativeModel();

  const nn_model_info &getInfo() const { return *info; }
  /// The weights structure for calls; null if the code holds the weights.
  const void *getWeights() const {
    return weights.empty() ? nullptr : weights.data();
  }

private:
  NativeModel() = default;
  llvm::Error load(struct CompiledModel &model,
                   std::unique_ptr<llvm::LLVMContext> context,
                   Backend::Form form, mlir::Location loc);
  llvm::Error openShared(llvm::StringRef object, llvm::StringRef symbol);

  std::unique_ptr<llvm::orc::LLJIT> jit;
  void *library = nullptr;
  const nn_model_info *info = nullptr;
  /// External weights, and what holds their values.
  std::vector<const void *> weights;
  std::unique_ptr<ParamValues> values;
  std::unique_ptr<llvm::MemoryBuffer> packedWeights;
};
} // namespace nn

#endif // NN_LIB_FUZZ_NATIVEMODEL_H
