//===- RandomSchedule.h - Schedules for tests -------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_RANDOMSCHEDULE_H
#define NN_LIB_TRANSFORMS_TILING_RANDOMSCHEDULE_H

#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include <random>

namespace nn {
/// A schedule that `op` admits, with vectors, tiles, blocks and an order at
/// random; null if none was found.
ScheduleAttr drawSchedule(mlir::linalg::GenericOp op, std::mt19937_64 &random);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_RANDOMSCHEDULE_H
