//===- CostModel.h - Choose a schedule --------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_COSTMODEL_H
#define NN_LIB_TRANSFORMS_TILING_COSTMODEL_H

#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "nn/Analysis/CpuFeatures.h"

namespace nn {
/// What an extent that is not known is taken for.
inline constexpr int64_t kUnknownExtent = 64;

/// A schedule and the cycles that it takes.
struct Choice {
  ScheduleAttr schedule; ///< null: one element at a time is as good
  double cycles = 0;
};

/// The best schedule for `op`, on tensors or buffers. `canPack` says of each
/// input whether it may be laid out anew at no cost, so that lanes lie side by
/// side, and `fillsParams` whether parameters get zeros behind their last
/// elements then.
Choice chooseSchedule(mlir::linalg::GenericOp op, const CpuFeatures &features,
                      llvm::ArrayRef<bool> canPack, bool fillsParams);
/// The cycles that `op` takes with its best schedule if its operands had these
/// accesses and types.
double estimateCycles(mlir::linalg::GenericOp op, const CpuFeatures &features,
                      llvm::ArrayRef<bool> canPack, bool fillsParams,
                      llvm::ArrayRef<mlir::AffineMap> maps,
                      llvm::ArrayRef<mlir::ShapedType> types);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_COSTMODEL_H
