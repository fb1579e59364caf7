//===- ScalarOps.h - The scalar ops of networks -----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_SCALAROPS_H
#define NN_DIALECT_SCALAROPS_H

#include "mlir/IR/Operation.h"

namespace nn {
/// The names of the ops of `arith` and `math` that networks may use, on scalars
/// and element by element on tensors: those whose meaning is the same in the
/// evaluator and on every target.
llvm::ArrayRef<llvm::StringLiteral> getScalarOpNames();

/// Whether `op` is one of them.
bool isScalarOpName(mlir::OperationName name);

/// Whether `op` is one of them and works on numbers of the dialect: floats of
/// 32 or 64 bits, integers of 1 to 64 bits, and indices.
bool isScalarOp(mlir::Operation *op);
} // namespace nn

#endif // NN_DIALECT_SCALAROPS_H
