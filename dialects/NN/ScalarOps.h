//===- ScalarOps.h - The scalar ops of networks -----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_SCALAROPS_H
#define NN_DIALECT_SCALAROPS_H

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace nn {
/// The names of the ops of `arith` and `math` that networks may use, on scalars
/// and element by element on tensors: those whose meaning is the same in the
/// evaluator and on every target.
llvm::ArrayRef<llvm::StringLiteral> getScalarOpNames();

/// Whether `op` is one of them.
bool isScalarOpName(mlir::OperationName name);

/// Why a network may not use `op`, an op of `arith` or `math` on scalars or
/// tensors; empty if it may: if it is one of them, works on numbers of the
/// dialect, and rounds to nearest even where it rounds.
llvm::StringRef getReasonAgainst(mlir::Operation *op);

/// Whether the predicate of `op` is not one that always or never holds, of
/// which the folder of LLVM 22 crashes where an operand is a converted integer.
bool comparesNumbers(mlir::arith::CmpFOp op);

/// Whether `op` is one that a network may use, on scalars.
bool isScalarOp(mlir::Operation *op);
} // namespace nn

#endif // NN_DIALECT_SCALAROPS_H
