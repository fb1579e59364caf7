//===- Import.h - Running the main file of a program ------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_IMPORT_H
#define NN_LIB_TARGET_RASP_IMPORT_H

#include "Diagnostics.h"
#include "Interpreter.h"
#include "nn/Target/Rasp.h"

namespace nn::rasp {
/// A program that has been run.
class RanProgram {
public:
  RanProgram(llvm::SourceMgr &sources, const RaspOptions &options);

  /// Runs the main buffer of the sources; reports if it names no s-op.
  RaspStatus run();

  /// The s-ops that the program names.
  llvm::ArrayRef<NamedStep> getSops() const { return sops; }
  /// The s-op that is the program's result.
  const NamedStep &getResult() const;
  /// The s-op `name`, or the result if that is empty; null after an error that
  /// there is none.
  const NamedStep *find(llvm::StringRef name) const;

  llvm::SourceMgr &sources;
  SourceMgrDiagnostics diagnostics;
  Interpreter interpreter;

private:
  std::vector<NamedStep> sops;
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_IMPORT_H
