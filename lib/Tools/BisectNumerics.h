//===- BisectNumerics.h - The first op with other values --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TOOLS_BISECTNUMERICS_H
#define NN_LIB_TOOLS_BISECTNUMERICS_H

#include "RunWay.h"
#include "nn/Reference/Compare.h"

namespace nn {
/// What nn-run --bisect-numerics does.
struct BisectOptions {
  /// The way that is looked into, and the one that it is compared with.
  RunWay actual, expected;
  Tolerance tolerance;
  /// Bytes of intermediate values that compiled code writes in one run.
  size_t maxBytes = size_t(1) << 30;
};

/// Runs `entry` of `module` on `inputs` both ways and finds the first op whose
/// result differs although its operands agree. Says on standard output that
/// there is none, or reports it as an error at the op. Returns the exit code.
int bisectNumerics(mlir::ModuleOp module, llvm::StringRef entry,
                   llvm::ArrayRef<Tensor> inputs, const BisectOptions &options);
} // namespace nn

#endif // NN_LIB_TOOLS_BISECTNUMERICS_H
