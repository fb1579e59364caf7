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
/// Another tensor with the same extents, except for an axis that one of both
/// has alone.
struct ExtentSource {
  mlir::Value tensor;
  std::optional<int64_t> axis;
};

/// The bytes that a number takes, or an element of a tensor or buffer.
int64_t getElementBytes(mlir::Type type);

/// What one execution of `op` depends on, each value once: its operands, and
/// what its regions use from outside.
llvm::SetVector<mlir::Value> getValuesRead(mlir::Operation *op);
} // namespace nn

namespace nn::detail {
/// The bytes of the tensors among `values`; nothing if a shape is dynamic or
/// the number does not fit.
std::optional<int64_t> countBytes(llvm::ArrayRef<mlir::Value> values);

/// The sum, if both are known and it fits.
std::optional<int64_t> addCounts(std::optional<int64_t> left,
                                 std::optional<int64_t> right);
} // namespace nn::detail

#include "dialects/Interfaces/ActivationInterface.h.inc"
#include "dialects/Interfaces/NetworkInterfaces.h.inc"

#endif // NN_INTERFACES_NETWORKINTERFACES_H
