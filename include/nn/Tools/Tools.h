//===- Tools.h - The command-line programs as functions ---------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TOOLS_TOOLS_H
#define NN_TOOLS_TOOLS_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Support/LLVM.h"
#include "nn/Target/Artifacts.h"
#include "llvm/Support/SourceMgr.h"
#include <optional>
#include <string>
#include <vector>

namespace nn {
/// How every tool ends.
enum ExitCode {
  kExitGood = 0,
  kExitInput = 1,     ///< bad input, or an output that cannot be written
  kExitUsage = 2,     ///< bad usage
  kExitLimit = 3,     ///< the input is over a limit
  kExitToolchain = 4, ///< a linker or another tool is missing or failed
};

/// Registers the dialects that networks are written in and lowered through,
/// with what passes need of them.
void registerNetworkDialects(mlir::DialectRegistry &registry);

/// Registers every dialect, pass and pipeline that nn-opt offers.
void registerEverything(mlir::DialectRegistry &registry);

/// Limits of what is read. The parser of MLIR does not have them, recurses, and
/// crashes.
struct SourceLimits {
  /// Depth of nested brackets, those of aliases counted where they are used.
  unsigned maxNesting = 256;
  /// Characters of one affine map or set.
  unsigned maxAffineLength = 4096;
  /// Uses of aliases that the use of one alias expands to.
  uint64_t maxExpansion = 1 << 16;
  /// Bytes of one parameter or constant whose values are computed: a splat or
  /// an initialiser.
  int64_t maxConstantBytes = int64_t(4) << 30;
};

/// Checks text before it is parsed: brackets, aliases, affine expressions, that
/// no tensor, vector or memref type has 2^59 elements or more, and that no
/// dense array has elements that the parser does not take. Reports to
/// `sourceMgr`, whose main buffer is the text.
mlir::LogicalResult checkSourceLimits(llvm::SourceMgr &sourceMgr,
                                      const SourceLimits &limits = {});

/// Checks those of the arguments of a tool that are files of text. The exit
/// code of the first that is over a limit, which it reports; else 0.
int checkSourceFiles(llvm::ArrayRef<const char *> arguments);

/// Reads a module from the main buffer of `sourceMgr`, text or bytecode; text
/// is checked against the limits before the parser sees it. Diagnostics go to
/// `sourceMgr` and `context`. On failure, `exitCode` says how a tool ends.
mlir::OwningOpRef<mlir::ModuleOp> parseModule(llvm::SourceMgr &sourceMgr,
                                              mlir::MLIRContext &context,
                                              int &exitCode,
                                              const SourceLimits &limits = {});

/// What a file of a module holds.
enum class SourceKind { Any, Text, Bytecode, Rasp };

struct SourceOptions {
  /// Of `Any`, a file whose name ends with `.rasp` is a RASP program, and its
  /// content says what another one is.
  SourceKind kind = SourceKind::Any;
  SourceLimits limits;
  /// Where programs load others from, besides their own folder.
  std::vector<std::string> loadPath;
  /// Of a RASP program, see `RaspOptions`.
  std::optional<int64_t> loopLimit;
};

/// Adds the file `path`, `-` being standard input, to `sourceMgr`, as the main
/// buffer if it is the first. Says what it holds, or nothing after an error,
/// which goes to standard error, if it cannot be read or is not of `kind`.
std::optional<SourceKind> readSource(llvm::StringRef path,
                                     llvm::SourceMgr &sourceMgr,
                                     SourceKind kind = SourceKind::Any);

/// Reads a module from a file, `-` being standard input. Diagnostics go to
/// standard error. On failure, `exitCode` says how the tool ends.
mlir::OwningOpRef<mlir::ModuleOp> readModule(llvm::StringRef path,
                                             mlir::MLIRContext &context,
                                             llvm::SourceMgr &sourceMgr,
                                             int &exitCode,
                                             const SourceOptions &options = {});

/// The program around the functions of `module`.
ProgramKind getProgramKind(mlir::ModuleOp module);

/// Makes every function but those of `names` private, so that the others are
/// compiled only as far as these call them.
void keepEntries(mlir::ModuleOp module, llvm::ArrayRef<std::string> names);

int runFuzzMain(int argc, char **argv);
int runOptMain(int argc, char **argv);
int runRaspMain(int argc, char **argv);
int runTranslateMain(int argc, char **argv);
int runRunMain(int argc, char **argv);
} // namespace nn

#endif // NN_TOOLS_TOOLS_H
