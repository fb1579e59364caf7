//===- BufferLifetimes.h - When buffers are in use --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lifetimes are intervals over all ops of a function in the order in which they
// are written, from the first use of a buffer to its last. What is made in the
// body of a loop lives within it, what is made before it and used in it as long
// as the loop. A buffer may be allocated, or be a view of a workspace whose
// places have been given away.
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_BUFFERLIFETIMES_H
#define NN_ANALYSIS_BUFFERLIFETIMES_H

#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

namespace nn {
/// The steps from the first use of a buffer to its last.
struct Lifetime {
  size_t first = 0, last = 0;

  bool meets(const Lifetime &other) const {
    return first <= other.last && other.first <= last;
  }
};

class BufferLifetimes {
public:
  /// Of the buffers made in `root`, a function or an nn.parallel.
  explicit BufferLifetimes(mlir::Operation *root);

  /// The lifetime of the buffer that `made` is the first name of.
  Lifetime get(mlir::OpResult made) const;

  /// The loops around the op of `made` that hand the buffer to their next
  /// iteration.
  llvm::SmallVector<mlir::LoopLikeOpInterface>
  getCarriers(mlir::OpResult made) const;

  /// The loop that hands the buffer to its next iteration, if two places that
  /// take turns are enough for that: an iteration makes one, and the next does
  /// not hand it on. Null if there is no such loop.
  mlir::scf::ForOp getAlternatingLoop(mlir::OpResult made) const;

private:
  llvm::DenseMap<mlir::Operation *, size_t> begin, end;
  mlir::BufferViewFlowAnalysis aliases;
};
} // namespace nn

#endif // NN_ANALYSIS_BUFFERLIFETIMES_H
