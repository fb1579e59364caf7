//===- CodeGen.h - Machine code from LLVM IR --------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_CODEGEN_H
#define NN_TARGET_CODEGEN_H

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"
#include "nn/Analysis/CpuFeatures.h"
#include "llvm/Target/TargetMachine.h"
#include <memory>
#include <string>
#include <vector>

namespace nn {
/// For which processor and how hard to optimise.
struct CodeGenOptions {
  /// Target triple; the host's if empty.
  std::string triple;
  /// Processor as LLVM names it, `native` for that of this machine, or empty
  /// for the baseline of the architecture.
  std::string cpu;
  /// `+feature,-feature`.
  std::string features;
  /// 0 to 3.
  int optLevel = 2;
  /// Lets AddressSanitizer check each access to memory.
  bool sanitizesAddresses = false;
};

/// The machine for `options`, with `native` resolved. Fails after a diagnostic
/// at `loc` if target, processor or features are unknown.
mlir::FailureOr<std::unique_ptr<llvm::TargetMachine>>
makeTargetMachine(const CodeGenOptions &options, mlir::Location loc);

/// The machines for one model: that for `options`, or, if there are `levels`,
/// one for each of these processors in place of that of `options`. Fails after
/// a diagnostic at `loc`, also if some level would never be chosen.
mlir::FailureOr<std::vector<std::unique_ptr<llvm::TargetMachine>>>
makeTargetMachines(const CodeGenOptions &options,
                   mlir::ArrayRef<std::string> levels, mlir::Location loc);

/// What passes know of the processor of `machine`.
CpuFeatures getFeatures(const llvm::TargetMachine &machine);

/// The instruction sets that code for `machine` may use, comma separated.
std::string getRequiredFeatures(const llvm::TargetMachine &machine);

/// Runs the LLVM pipeline of the level on `module`, and AddressSanitizer if
/// that is asked for.
void optimize(llvm::Module &module, llvm::TargetMachine &machine,
              const CodeGenOptions &options);

/// Writes an object or assembly file.
mlir::LogicalResult emitCode(llvm::Module &module, llvm::TargetMachine &machine,
                             llvm::CodeGenFileType type,
                             llvm::raw_pwrite_stream &os, mlir::Location loc);
} // namespace nn

#endif // NN_TARGET_CODEGEN_H
