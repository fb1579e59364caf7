//===- Coverage.h - Which ops random networks had ---------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_COVERAGE_H
#define NN_FUZZ_COVERAGE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace nn {
/// Counts ops by name, element type, and whether an extent is known at run time
/// only. An activation counts as an op of its own.
class Coverage {
public:
  /// Counts the ops of a module.
  void add(mlir::ModuleOp module);
  void add(const Coverage &other);

  /// The ops that the evaluator or the dialect knows and that never occurred.
  std::vector<std::string> findMissing(mlir::MLIRContext *context) const;

  /// A table with a line per op: occurrences with static and dynamic extents
  /// for each element type.
  void print(llvm::raw_ostream &os) const;

  llvm::json::Value toJson() const;
  static Coverage fromJson(const llvm::json::Value &value);

  size_t getNumOps() const { return counts.size(); }

private:
  struct Count {
    int64_t fixed = 0, dynamic = 0;
  };
  std::map<std::string, std::map<std::string, Count>> counts;
};
} // namespace nn

#endif // NN_FUZZ_COVERAGE_H
