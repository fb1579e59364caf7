//===- RunWay.h - Ways to run the entries of a module -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_RUNWAY_H
#define NN_LIB_TOOLS_RUNWAY_H

#include "nn/Reference/Evaluator.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Target/CodeGen.h"
#include "nn/Tools/Tools.h"

namespace nn {
/// What a call of an entry gave.
struct EntryRun {
  nn_status status = NN_OK;
  /// Whether the outputs have more bytes than was allowed; then there are none.
  bool isTooLarge = false;
  /// The outputs as they are stored, floats rounded to their type.
  std::vector<Tensor> outputs;
};

/// One way to run the entries of a module: passes that run first, and then the
/// evaluator or compiled code.
struct RunWay {
  bool isReference = false;
  CodeGenOptions codeGen;
  /// Passes on the module, as in `builtin.module(...)`.
  std::string passes;

  RunWay() { codeGen.cpu = "native"; }

  /// Reads the options of nn-run that choose a way: `-O0` to `-O3`, `--mcpu`,
  /// `--mattr`, `--passes` and `--reference`.
  static llvm::Expected<RunWay> parse(llvm::StringRef options);
  /// Whether the passes can be run.
  llvm::Error checkPasses(mlir::MLIRContext *context) const;
  /// The options that make this way, for messages.
  std::string describe() const;

  /// Runs the passes that run first.
  mlir::LogicalResult transform(mlir::ModuleOp module) const;

  /// Transforms `module`, which is changed, and calls `entry`. Outputs of more
  /// than `maxBytes` together are not computed by compiled code; the evaluator
  /// holds all values in any case, and reports why it gives a status. Fails
  /// after diagnostics if the module cannot be run; `exitCode` then says how a
  /// tool ends.
  mlir::FailureOr<EntryRun> run(mlir::ModuleOp module, llvm::StringRef entry,
                                llvm::ArrayRef<Tensor> inputs, size_t maxBytes,
                                int &exitCode) const;
};
} // namespace nn

#endif // NN_LIB_TOOLS_RUNWAY_H
