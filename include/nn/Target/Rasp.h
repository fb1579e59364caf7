//===- Rasp.h - Reading RASP programs ---------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// RASP (Weiss, Goldberg and Yahav: Thinking Like Transformers,
// arXiv:2106.06981); docs/Rasp.md states the language.
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_RASP_H
#define NN_TARGET_RASP_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/SourceMgr.h"
#include <string>
#include <vector>

namespace nn {
struct RaspOptions {
  /// Where programs that are loaded are looked for, after the folder of the
  /// file that loads them.
  std::vector<std::string> folders;
};

enum class RaspStatus { Good, Wrong, OverLimit, NoSuchSop };

/// Reads the program that is the main buffer of `sources` and makes a function
/// of each s-op that it names, with the s-op's name; what they take and give
/// back is what `lib/Target/Rasp/Emitter.h` says. The value of the last
/// statement is the last function. The module has the attribute
/// `nn.sequences`.
///
/// Errors and warnings are printed to standard error, with their places; if
/// there are errors, `status` says so and there is no module. Files that the
/// program loads are added to `sources`.
mlir::OwningOpRef<mlir::ModuleOp> importRasp(llvm::SourceMgr &sources,
                                             mlir::MLIRContext &context,
                                             RaspStatus &status,
                                             const RaspOptions &options = {});

enum class RaspReportFormat { Text, Json, Svg };

struct RaspReportOptions : RaspOptions {
  RaspReportFormat format = RaspReportFormat::Text;
  /// The s-op to report; all if empty. One alone is drawn: the value of the
  /// last statement if empty.
  std::string sop;
};

/// Reads the program that is the main buffer of `sources` and writes the layers
/// and heads that its s-ops take. Errors are reported as by `importRasp`; that
/// there is no s-op of the name in `options` is `NoSuchSop`.
RaspStatus reportRasp(llvm::SourceMgr &sources, llvm::raw_ostream &os,
                      const RaspReportOptions &options);
} // namespace nn

#endif // NN_TARGET_RASP_H
