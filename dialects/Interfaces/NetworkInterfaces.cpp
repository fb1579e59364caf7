//===- NetworkInterfaces.cpp - What ops and attributes say ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

std::optional<int64_t> nn::detail::countBytes(ArrayRef<Value> values) {
  int64_t total = 0;
  for (Value value : values) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    if (!type)
      continue;
    if (!type.hasStaticShape())
      return std::nullopt;
    int64_t bytes = nn::getElementBytes(type);
    for (int64_t extent : type.getShape())
      if (llvm::MulOverflow(bytes, extent, bytes))
        return std::nullopt;
    if (llvm::AddOverflow(total, bytes, total))
      return std::nullopt;
  }
  return total;
}

int64_t nn::getElementBytes(Type type) {
  Type element = getElementTypeOrSelf(type);
  // An index takes as much as an address.
  return element.isIntOrFloat() ? static_cast<int64_t>(llvm::divideCeil(
                                      element.getIntOrFloatBitWidth(), 8u))
                                : 8;
}

SetVector<Value> nn::getValuesRead(Operation *op) {
  SetVector<Value> values(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), values);
  return values;
}

std::optional<int64_t> nn::detail::addCounts(std::optional<int64_t> left,
                                             std::optional<int64_t> right) {
  int64_t sum;
  if (!left || !right || llvm::AddOverflow(*left, *right, sum))
    return std::nullopt;
  return sum;
}

#include "dialects/Interfaces/ActivationInterface.cpp.inc"
#include "dialects/Interfaces/NetworkInterfaces.cpp.inc"
