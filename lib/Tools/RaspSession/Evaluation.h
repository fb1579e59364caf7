//===- Evaluation.h - S-ops and selectors on an input -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_RASPSESSION_EVALUATION_H
#define NN_LIB_TOOLS_RASPSESSION_EVALUATION_H

#include "lib/Target/Rasp/Graph.h"
#include "mlir/IR/MLIRContext.h"

namespace llvm {
class SourceMgr;
}

namespace nn::rasp {
/// What an s-op or a selector is on an input.
struct Evaluated {
  /// Why there is no result; empty if there is one.
  std::string error;
  bool isOverLimit = false;
  /// Where the error arose, if that is known.
  std::string file;
  unsigned line = 0, column = 0;

  /// Of an s-op: as compiled programs print it, and one by one.
  std::string text;
  std::vector<Atom> values;
  /// Of a selector: whether a query marks a key, row by row.
  std::vector<bool> marks;

  bool isGood() const { return error.empty(); }
};

/// Evaluates by the functions that a compiler makes of s-ops, with the
/// reference evaluator.
class Evaluation {
public:
  /// The steps stand in buffers of `sources`.
  explicit Evaluation(const llvm::SourceMgr &sources);

  /// The evaluator holds selectors as matrices: no longer input is taken for
  /// what depends on one.
  static constexpr size_t kMaxTokens = 2048;

  /// The results of `steps` in their order; `tokens` are not empty.
  std::vector<Evaluated> evaluate(llvm::ArrayRef<const Step *> steps,
                                  llvm::ArrayRef<Atom> tokens);
  Evaluated evaluate(const Step *step, llvm::ArrayRef<Atom> tokens) {
    return std::move(evaluate(llvm::ArrayRef(step), tokens).front());
  }

private:
  const llvm::SourceMgr &sources;
  mlir::MLIRContext context;
};
} // namespace nn::rasp

#endif // NN_LIB_TOOLS_RASPSESSION_EVALUATION_H
