//===- Work.h - How long loops run -----------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Estimates of cycles that say whether a loop is worth the time it takes to
// hand a part of it to another thread and to wait for its end: about a
// microsecond. They count what the code computes, and are right within a small
// factor.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_PARALLEL_WORK_H
#define NN_LIB_TRANSFORMS_PARALLEL_WORK_H

#include "../Tiling/CostModel.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace nn {
/// The number of iterations of `loop`, if it is known.
std::optional<int64_t> getIterations(mlir::scf::ForOp loop);

/// Cycles of the ops in `block`, loops over vectors and scalars, where parts of
/// loops take `partCycles`.
double estimateCycles(mlir::Block &block, int64_t partCycles = 0);

/// Cycles of `op` for each element of its loops, with vectors of `lanes`.
double estimateCyclesPerElement(mlir::linalg::GenericOp op, int64_t lanes);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_PARALLEL_WORK_H
