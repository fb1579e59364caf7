//===- PassRecorders.h - What passes leave ----------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_PASSRECORDERS_H
#define NN_LIB_TOOLS_PASSRECORDERS_H

#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassInstrumentation.h"
#include "nn/Analysis/MemoryPlan.h"

namespace nn {
/// Keeps the module as it is after each stage, which its verifier ends.
class StageRecorder : public mlir::PassInstrumentation {
public:
  explicit StageRecorder(std::vector<std::string> &texts) : texts(texts) {}

  void runAfterPass(mlir::Pass *pass, mlir::Operation *op) override {
    if (pass->getArgument() != "nn-verify-stage")
      return;
    llvm::raw_string_ostream os(texts.emplace_back());
    // Literal values are for the compiler alone.
    op->print(os,
              mlir::OpPrintingFlags().elideLargeElementsAttrs().enableDebugInfo(
                  /*enable=*/false));
    os << "\n";
  }

private:
  std::vector<std::string> &texts;
};

/// Reads the memory plan when it has been made: later passes make equal views
/// of the workspace one, which then stands for several buffers.
class PlanRecorder : public mlir::PassInstrumentation {
public:
  PlanRecorder(const OpNames &names, std::optional<MemoryPlan> &plan)
      : names(names), plan(plan) {}

  void runAfterPass(mlir::Pass *pass, mlir::Operation *op) override {
    if (pass->getArgument() != "nn-plan-memory")
      return;
    mlir::FailureOr<MemoryPlan> read =
        readMemoryPlan(mlir::cast<mlir::ModuleOp>(op), names);
    if (mlir::succeeded(read))
      plan = std::move(*read);
  }

private:
  const OpNames &names;
  std::optional<MemoryPlan> &plan;
};
} // namespace nn

#endif // NN_LIB_TOOLS_PASSRECORDERS_H
