//===- ModuleSession.h - Reading modules in fuzz targets --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TEST_FUZZ_MODULESESSION_H
#define NN_TEST_FUZZ_MODULESESSION_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/SourceMgr.h"

namespace nnfuzz {
/// A context for one input, with the dialects of the model stage. Renders
/// diagnostics as a tool does, to nowhere, and counts the errors.
class ModuleSession {
public:
  ModuleSession();

  mlir::MLIRContext *getContext() { return &context; }

  /// Reads a module as the tools do. Nothing, and a reason, if `text`, which a
  /// 0 must follow, is none.
  mlir::OwningOpRef<mlir::ModuleOp> read(llvm::StringRef text);

  /// Runs the passes that `addPasses` adds; what fails has said why.
  mlir::LogicalResult
  run(mlir::ModuleOp module, const char *step,
      llvm::function_ref<void(mlir::OpPassManager &)> addPasses);

  /// Checks that what failed has said why, and what said why has failed.
  void checkOutcome(mlir::LogicalResult outcome, const char *step);

private:
  mlir::MLIRContext context;
  llvm::SourceMgr sources;
  mlir::SourceMgrDiagnosticHandler render;
  mlir::ScopedDiagnosticHandler count;
  unsigned numErrors = 0;
};

std::string print(mlir::ModuleOp module, mlir::OpPrintingFlags flags = {});

/// Checks that `form`, a form of the module that prints as `text`, reads back.
void checkReadsBack(llvm::StringRef form, llvm::StringRef text,
                    const char *what);

/// Checks that the text of `module` reads back.
void checkReadsBack(mlir::ModuleOp module);
} // namespace nnfuzz

#endif // NN_TEST_FUZZ_MODULESESSION_H
