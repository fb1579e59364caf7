//===- ReferenceModel.h - The evaluator as a model --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_REFERENCEMODEL_H
#define NN_LIB_TOOLS_REFERENCEMODEL_H

#include "nn/Analysis/Signature.h"
#include "nn/Reference/Evaluator.h"
#include "nn/Runtime/nn_runner.h"
#include <deque>

namespace nn {
/// A module whose entries are evaluated, in the form in which the program
/// around a model takes compiled ones.
class ReferenceModel {
public:
  ReferenceModel(mlir::ModuleOp module, llvm::StringRef name)
      : module(module), name(name), evaluator(module) {}

  /// Makes the table. Fails after diagnostics if an entry cannot be evaluated.
  mlir::LogicalResult prepare();

  const nn_model_info &getInfo() const { return info; }
  nn_runner_options getRunnerOptions();

  /// The inputs of a call of `entry`.
  std::vector<Tensor> getInputs(const nn_entry_info *entry,
                                const void *const *inputs,
                                const int64_t *extents) const;

private:
  const char *keep(llvm::StringRef text);
  std::vector<nn_tensor_info> describe(llvm::ArrayRef<TensorSignature> tensors);
  const EntrySignature *find(const nn_entry_info *entry) const;

  static nn_status outputShapes(void *context, const nn_entry_info *entry,
                                const int64_t *extents, int64_t *shapes);
  static nn_status call(void *context, const nn_entry_info *entry,
                        const void *const *inputs, void *const *outputs,
                        const int64_t *extents, const nn_exec *exec);

  mlir::ModuleOp module;
  std::string name;
  Evaluator evaluator;
  std::vector<EntrySignature> signatures;
  nn_model_info info{};
  // What the table points to; a deque does not move its elements.
  std::deque<std::string> strings;
  std::deque<std::vector<int64_t>> shapes;
  std::deque<std::vector<const char *>> names;
  std::deque<std::vector<nn_tensor_info>> tensors;
  std::vector<nn_entry_info> entries;
  /// What was wrong with the data of the last call, the check of all entries.
  std::string failureText;
  const char *failedCheck = "";
};
} // namespace nn

#endif // NN_LIB_TOOLS_REFERENCEMODEL_H
