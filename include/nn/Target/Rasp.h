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
#include <optional>
#include <string>
#include <vector>

namespace nn {
struct RaspOptions {
  /// Where programs that are loaded are looked for, after the folder of the
  /// file that loads them.
  std::vector<std::string> folders;
  /// If given, the program's result, or the s-op that is asked for, is a step:
  /// what is made applies it to its own value until that no longer changes, at
  /// most so many times, which is positive, else it ends with the status
  /// `NN_E_NUMERIC`.
  std::optional<int64_t> loopLimit;
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

struct RaspTransformerOptions {
  /// The tokens, written as an input of an executable: a list of atoms, or a
  /// word, whose characters are meant.
  std::string vocabulary;
  /// The largest number of tokens of an input, from 1 to `kMaxLength`.
  unsigned maxLength = 0;
  /// Whether queries see the keys up to their own position alone.
  bool causal = false;
  /// The s-op to compile; the program's result if empty.
  std::string sop;
  /// The file of the weights as the module names it.
  std::string weightsPath;

  static constexpr unsigned kMaxLength = 4096;
};

/// A transformer with explicit weights.
struct RaspTransformer {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::string weights;     ///< contents of the safetensors file
  std::string description; ///< what the parts of the network mean, JSON
};

/// Compiles an s-op of the program that is the main buffer of `sources` to a
/// transformer, which takes numbers of tokens and gives scores of values, or
/// numbers; docs/Rasp.md says how. Errors are reported as by `importRasp`.
std::optional<RaspTransformer>
compileRaspTransformer(llvm::SourceMgr &sources, mlir::MLIRContext &context,
                       RaspStatus &status, const RaspOptions &options,
                       const RaspTransformerOptions &transformer);
} // namespace nn

#endif // NN_TARGET_RASP_H
