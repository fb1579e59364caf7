//===- Moves.cpp - Ops that move elements ---------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Moves.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Operation.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace nn;

bool nn::movesElements(OperationName name) {
  // What a network may use of the tensor dialect moves elements.
  return name.hasTrait<MovesElements>() ||
         isa_and_present<tensor::TensorDialect>(name.getDialect()) ||
         name.getStringRef() == arith::ConstantOp::getOperationName() ||
         name.getStringRef() == arith::SelectOp::getOperationName();
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
    auto layer = dyn_cast<DecomposableOpInterface>(nested);
    bool moves = !llvm::any_of(nested->getResultTypes(), isFloat) ||
                 movesElements(nested->getName()) ||
                 (layer && layer.movesElements());
    return WalkResult(success(
        moves && llvm::all_of(nested->getOperands(), [&](Value operand) {
          return isMoved(operand);
        })));
  });
  return !result.wasInterrupted();
}
