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
/// A schedule for `op`, on tensors or buffers, or null if it computes one
/// element at a time as well as in vectors. `canPack` says of each input
/// whether it may be laid out anew at no cost, so that lanes lie side by side.
ScheduleAttr chooseSchedule(mlir::linalg::GenericOp op,
                            const CpuFeatures &features,
                            llvm::ArrayRef<bool> canPack);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_COSTMODEL_H
