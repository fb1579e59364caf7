//===- Runner.h - One module run in several ways ----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_RUNNER_H
#define NN_FUZZ_RUNNER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "nn/Fuzz/Call.h"
#include <functional>

namespace nn {
/// A way to compile and load a module.
struct Backend {
  enum class Form {
    Jit,           ///< compiled in memory
    Object,        ///< the object file of nn-translate, linked in memory
    SharedLibrary, ///< linked by the system and opened
  };
  std::string name;
  Form form = Form::Jit;
  int optLevel = 0;
  /// As `CodeGenOptions::cpu`.
  std::string cpu = "native";
  /// Whether calls are given the weights, rather than the code holding them.
  bool hasExternalWeights = false;

  /// Those that each module runs through: JIT at -O0 and, with external weights
  /// as in nn-run, at -O3 for this processor, and an object file at -O1 for the
  /// baseline of the architecture.
  static std::vector<Backend> getDefaults();
  /// A shared library at -O2.
  static Backend getSharedLibrary();
};

enum class Outcome {
  Agrees,
  /// Nothing could be compared, since no call was accepted or rounding leaves
  /// the results open; or most results are compared loosely or not at all.
  Discarded,
  Disagrees, ///< results or statuses differ
  IsInvalid, ///< the generator made no valid module
  DoesNotCompile,
  DoesNotEvaluate, ///< the evaluator refuses the module as a whole
  Crashes,         ///< found by the campaign: the process ended
  TakesTooLong,    ///< found by the campaign
};
llvm::StringRef stringifyOutcome(Outcome outcome);
inline bool isFailure(Outcome outcome) {
  return outcome != Outcome::Agrees && outcome != Outcome::Discarded;
}

struct RunReport {
  Outcome outcome = Outcome::Agrees;
  /// What differs: back end, call, place, numbers, bound.
  std::string message;
  std::string backend, call;
  /// What disagrees, in a word: "extents", "status", "memory" or "values".
  std::string subject;
  int64_t numCalls = 0;     ///< calls that the evaluator accepted
  int64_t numRefused = 0;   ///< calls that did not fit, refused by all
  int64_t numOpenCalls = 0; ///< calls that were not made: their status is open
  /// Elements that were compared, once for each back end, and those of them
  /// whose bound is wide.
  int64_t numCompared = 0, numLoose = 0;
  /// Elements of which the bound is infinite, so that nothing is compared.
  int64_t numOpen = 0;
  /// The entries of which no call compared an element, but for results without
  /// elements.
  std::vector<std::string> idleEntries;

  /// What a failure is about without the places and numbers in it: smaller
  /// modules that fail in the same way have the same kind.
  std::string getKind() const;
};

struct RunnerOptions {
  std::vector<Backend> backends = Backend::getDefaults();
  /// Lets AddressSanitizer check the code, whose runtime library this process
  /// has to have (`hasSanitizer`).
  bool sanitizesAddresses = false;
  /// The seed of schedules at random; 0: those of the compiler.
  uint64_t randomSchedules = 0;
  /// Called with the name of each step before it begins.
  std::function<void(llvm::StringRef)> onStep = [](llvm::StringRef) {};
  /// Called on the pass managers of the compiler, as in `CompileOptions`.
  std::function<mlir::LogicalResult(mlir::PassManager &)> configurePasses;
};

/// Whether this process was started with AddressSanitizer's runtime library.
bool hasSanitizer();

/// Evaluates every call with bounds of errors, makes it with every back end,
/// and compares: a result differs if it is farther from the evaluated one than
/// the bound. Every call also checks that nothing is written beside outputs and
/// workspace and that what was there before does not matter. Stops at the first
/// failure.
RunReport runModule(mlir::ModuleOp module, llvm::ArrayRef<Call> calls,
                    const RunnerOptions &options);

/// Calls of all entries of a module that was not generated, with extents that
/// follow from the seed.
mlir::FailureOr<std::vector<Call>> makeCalls(mlir::ModuleOp module,
                                             uint64_t seed);
} // namespace nn

#endif // NN_FUZZ_RUNNER_H
