//===- MemoryPlan.h - Where the buffers of a model lie ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The plan is read from what `nn-plan-memory` leaves: views of the workspace
// are its buffers, their uses are its lifetimes, and `f.plan` answers what a
// caller is told. So a report cannot say anything else than the code does.
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_MEMORYPLAN_H
#define NN_ANALYSIS_MEMORYPLAN_H

#include "nn/Analysis/BufferLifetimes.h"
#include "nn/Analysis/Cost.h"

namespace nn {
/// The names of ops of a network by their places in the source, where compiled
/// code says no more than the place.
class OpNames {
public:
  OpNames() = default;
  explicit OpNames(mlir::ModuleOp network);
  /// "nn.linear", or nothing if the place is not known.
  llvm::StringRef get(mlir::Location loc) const;

private:
  llvm::DenseMap<mlir::Attribute, llvm::StringRef> names;
};

/// A part of the workspace of an entry.
struct PlannedBuffer {
  mlir::Location loc; ///< of the op that computes it
  std::string op;
  /// Both are multiples of NN_WORKSPACE_ALIGN.
  Polynomial offset, bytes;
  /// In steps of the entry, of which each is the first or the last of a buffer.
  Lifetime lifetime;
};

struct EntryMemory {
  std::string name;
  mlir::Location loc;
  /// The names of the run-time extents.
  llvm::SmallVector<std::string> extents;
  std::vector<PlannedBuffer> buffers;
  /// What `workspace_size` answers where extents fit.
  Polynomial workspace;
  /// What is live together where that is most: no plan needs less.
  std::vector<LiveMemory> peaks;
  /// What each further thread needs: the most of these.
  std::vector<LiveMemory> parts;
};

/// A number of tensors and their bytes.
struct TensorBytes {
  int64_t count = 0, bytes = 0;
};

struct MemoryPlan {
  std::vector<EntryMemory> entries;
  /// Weights as a caller sees them, and copies laid out for the processor.
  TensorBytes weights, packedWeights;
  bool embedsWeights = true;
  /// Constants of the code.
  TensorBytes constants;
  /// What names such as `?0` stand for.
  std::vector<UnknownNumber> unknown;
};

/// Reads the plan of `module` as `nn-plan-memory` leaves it, but for weights.
mlir::FailureOr<MemoryPlan> readMemoryPlan(mlir::ModuleOp module,
                                           const OpNames &names);

/// Writes a report for people, or as JSON (docs/MemoryReport.md).
void writeMemoryReport(llvm::raw_ostream &os, const MemoryPlan &plan,
                       ReportFormat format);
} // namespace nn

#endif // NN_ANALYSIS_MEMORYPLAN_H
