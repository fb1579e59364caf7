//===- ScheduleChecks.h - What a schedule may ask of an op ---- -*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_SCHEDULECHECKS_H
#define NN_LIB_TRANSFORMS_TILING_SCHEDULECHECKS_H

#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace nn {
/// Why `schedule` is none for `op`; empty if it is one.
std::string getReasonAgainst(ScheduleAttr schedule, mlir::linalg::GenericOp op);

/// Whether elements of `op` can be computed side by side in lanes of vectors.
bool hasVectorBody(mlir::linalg::GenericOp op);

/// The op that combines result `number` with each new element, if it may
/// combine in any order; else null.
mlir::Operation *getReassociableCombiner(mlir::linalg::GenericOp op,
                                         unsigned number);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_SCHEDULECHECKS_H
