//===- NetworkInterfaces.h - What ops and attributes say --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_INTERFACES_NETWORKINTERFACES_H
#define NN_INTERFACES_NETWORKINTERFACES_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"
#include "llvm/ADT/SetVector.h"
#include <limits>
#include <optional>
#include <utility>

namespace nn {
/// The bytes that an element of a tensor takes.
int64_t getElementBytes(mlir::RankedTensorType type);

/// What one execution of `op` depends on, each value once: its operands, and
/// what its regions use from outside.
llvm::SetVector<mlir::Value> getValuesRead(mlir::Operation *op);
} // namespace nn

namespace nn::detail {
/// The bytes of all tensors that `op` reads, also in its regions, or that it
/// gives as results; nothing if a shape is dynamic or the number does not fit.
/// A value that is used twice counts once.
std::optional<int64_t> countBytesRead(mlir::Operation *op);
std::optional<int64_t> countBytesWritten(mlir::Operation *op);

/// The sum, if both are known and it fits.
std::optional<int64_t> addCounts(std::optional<int64_t> left,
                                 std::optional<int64_t> right);
} // namespace nn::detail

#include "dialects/Interfaces/ActivationInterface.h.inc"
#include "dialects/Interfaces/NetworkInterfaces.h.inc"

#endif // NN_INTERFACES_NETWORKINTERFACES_H
