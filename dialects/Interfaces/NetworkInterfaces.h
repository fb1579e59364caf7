//===- NetworkInterfaces.h - What ops and attributes say --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_INTERFACES_NETWORKINTERFACES_H
#define NN_INTERFACES_NETWORKINTERFACES_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"
#include <limits>
#include <optional>
#include <utility>

namespace nn::detail {
/// The bytes of all operands and results of tensor type, nothing if a shape is
/// dynamic or the number does not fit. A value that is used twice counts once.
std::optional<int64_t> countBytesOfOperandsAndResults(mlir::Operation *op);
} // namespace nn::detail

#include "dialects/Interfaces/ActivationInterface.h.inc"
#include "dialects/Interfaces/NetworkInterfaces.h.inc"

#endif // NN_INTERFACES_NETWORKINTERFACES_H
