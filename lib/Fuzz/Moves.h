//===- Moves.h - Ops that move elements -------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_MOVES_H
#define NN_LIB_FUZZ_MOVES_H

#include "mlir/IR/OperationSupport.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"

namespace nn {
/// Whether ops of this name give the elements of their operands, or of
/// attributes, bit by bit. Those with regions do if the ops inside do.
bool movesElements(mlir::OperationName name);

/// Finds the values of a function whose floats are only moved on their way from
/// inputs, parameters and constants: nothing may change a bit of them, be it
/// the sign of a zero or the payload of a not-a-number.
class MoveAnalysis {
public:
  bool isMoved(mlir::Value value);

private:
  bool isMoved(mlir::Operation *op);

  llvm::DenseMap<mlir::Operation *, bool> known;
};
} // namespace nn

#endif // NN_LIB_FUZZ_MOVES_H
