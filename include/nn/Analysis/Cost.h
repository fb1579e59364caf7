//===- Cost.h - What the functions of a module cost -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Counts of a module at the model stage, before anything is fused or planned:
//
// - An op that implements `CostOpInterface` is asked; its counts are formulas
//   in extents where these are dynamic. A number of operations that is no
//   polynomial in them is an unknown, `?0`.
// - An op with programs in its regions (`RegionProgramOpInterface`) costs what
//   these do, as often as they run at most: both regions of a condition count.
// - A call, and an application, costs what the function costs.
// - Any other op does one operation per element of its results if it is
//   element-wise, and none otherwise. It reads the tensors that it uses and
//   writes its results, except that a cast, a constant, a reference to a
//   parameter and an op without tensors among its results move nothing.
// - The parameters of an op are those that it reads or that a function that it
//   calls does. Those of a function count once, however often they are read.
// - A tensor is live from the op that computes it to its last use. Arguments
//   and parameters are the caller's, and constants lie in the code: they do not
//   count. While a call runs, what is live in the function counts, too; while a
//   batched application does, also the results of all its runs.
// - Padding counts as if it were read and computed with: it is part of what an
//   op is defined to do.
//
// What this says nothing of is refused: functions of several blocks, buffers,
// and ops of other dialects with regions that compute.
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_COST_H
#define NN_ANALYSIS_COST_H

#include "mlir/IR/BuiltinOps.h"
#include "nn/Analysis/SymbolicExtents.h"

namespace nn {
struct Cost {
  Polynomial operations, bytesRead, bytesWritten;

  Cost &operator+=(const Cost &other);
  Cost &operator*=(const Polynomial &times);
  bool operator==(const Cost &other) const {
    return operations == other.operations && bytesRead == other.bytesRead &&
           bytesWritten == other.bytesWritten;
  }
};

/// The parameters that something reads.
struct ParameterCount {
  Polynomial elements, bytes;
};

struct OpCost {
  mlir::Location loc;
  /// The name of the op, followed by that of the function that it calls.
  std::string name;
  Cost cost;
  ParameterCount parameters;
};

/// The bytes of live tensors while an op runs.
struct LiveMemory {
  Polynomial bytes;
  mlir::Location loc;
  std::string op;
};

/// Adds what is live at one more place to those that are not smaller than
/// another.
void addPeak(std::vector<LiveMemory> &peaks, LiveMemory next);

struct FunctionCost {
  mlir::Location loc;
  std::string name;
  /// The names of the run-time extents of the arguments.
  llvm::SmallVector<std::string> extents;
  /// The ops of its body that cost something.
  std::vector<OpCost> ops;
  Cost total;
  ParameterCount parameters;
  /// The most live memory: the largest of these, none of which is larger than
  /// another whatever the extents are. None if nothing is computed.
  std::vector<LiveMemory> peaks;
};

struct ModuleCost {
  std::vector<FunctionCost> functions;
  /// What names such as `?0` in the counts stand for.
  std::vector<UnknownNumber> unknown;
};

/// The costs of all functions of `module` that have a body. Fails after
/// diagnostics if it holds what cannot be counted, or calls that `verifyCalls`
/// refuses.
mlir::FailureOr<ModuleCost> analyzeCost(mlir::ModuleOp module);

enum class ReportFormat { Text, Json };

/// Writes a report for people, or as JSON (docs/CostReport.md).
void writeCostReport(llvm::raw_ostream &os, const ModuleCost &cost,
                     ReportFormat format);
} // namespace nn

#endif // NN_ANALYSIS_COST_H
