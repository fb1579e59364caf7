//===- Moves.cpp - Ops that move elements ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Moves.h"
#include "mlir/IR/Operation.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace nn;

bool nn::movesElements(StringRef name) {
  static constexpr StringRef names[] = {"arith.constant",
                                        "arith.select",
                                        "nn.concat",
                                        "nn.cond",
                                        "nn.gather",
                                        "nn.param_ref",
                                        "nn.rearrange",
                                        "nn.scan",
                                        "nn.slice",
                                        "nn.sort",
                                        "nn.weave",
                                        "nn.window",
                                        "tensor.cast",
                                        "tensor.collapse_shape",
                                        "tensor.concat",
                                        "tensor.expand_shape",
                                        "tensor.extract_slice",
                                        "tensor.from_elements",
                                        "tensor.insert_slice",
                                        "tensor.pad",
                                        "tensor.splat"};
  return llvm::is_contained(names, name);
}

static bool isFloat(Type type) {
  return isa<FloatType>(getElementTypeOrSelf(type));
}

bool MoveAnalysis::isMoved(Value value) {
  Operation *op = value.getDefiningOp();
  // An argument of a region is moved if the operands of the op are, which is
  // asked for beside.
  if (!op || !isFloat(value.getType()))
    return true;
  auto [place, isNew] = known.try_emplace(op, false);
  if (!isNew)
    return place->second;
  bool result = isMoved(op);
  known[op] = result;
  return result;
}

bool MoveAnalysis::isMoved(Operation *op) {
  auto result = op->walk([&](Operation *nested) {
    bool moves = !llvm::any_of(nested->getResultTypes(), isFloat) ||
                 movesElements(nested->getName().getStringRef());
    return WalkResult(success(
        moves && llvm::all_of(nested->getOperands(), [&](Value operand) {
          return isMoved(operand);
        })));
  });
  return !result.wasInterrupted();
}
