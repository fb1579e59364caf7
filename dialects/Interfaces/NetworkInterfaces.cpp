//===- NetworkInterfaces.cpp - What ops and attributes say ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

std::optional<int64_t>
nn::detail::countBytesOfOperandsAndResults(Operation *op) {
  int64_t total = 0;
  llvm::SmallPtrSet<Value, 8> seen;
  auto add = [&](Value value) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    if (!type || !seen.insert(value).second)
      return true;
    if (!type.hasStaticShape())
      return false;
    Type element = type.getElementType();
    int64_t bytes = element.isIntOrFloat()
                        ? static_cast<int64_t>(llvm::divideCeil(
                              element.getIntOrFloatBitWidth(), 8u))
                        : 8;
    for (int64_t extent : type.getShape())
      if (llvm::MulOverflow(bytes, extent, bytes))
        return false;
    return !llvm::AddOverflow(total, bytes, total);
  };
  for (Value value : op->getOperands())
    if (!add(value))
      return std::nullopt;
  for (Value value : op->getResults())
    if (!add(value))
      return std::nullopt;
  return total;
}

#include "dialects/Interfaces/ActivationInterface.cpp.inc"
#include "dialects/Interfaces/NetworkInterfaces.cpp.inc"
