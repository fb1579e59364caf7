//===- ScalarRegion.h - Regions of scalar ops -------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_SCALARREGION_H
#define NN_DIALECT_SCALARREGION_H

#include "dialects/NN/NNOps.h"

namespace nn {
/// Verifies that the ops of `body` compute scalars and that it yields values of
/// `types`.
mlir::LogicalResult verifyScalarBody(mlir::Operation *op, mlir::Block &body,
                                     mlir::TypeRange types);

/// Verifies that `body` has one argument of each of `types`.
mlir::LogicalResult verifyBodyArguments(mlir::Operation *op, mlir::Block &body,
                                        mlir::TypeRange types);

/// Whether `value` is a number of type `element`; a string can have one, too.
bool isNumberOfType(mlir::Attribute value, mlir::Type element);

/// The operations that one execution of `body` does.
int64_t countScalarOps(mlir::Block &body);
} // namespace nn

#endif // NN_DIALECT_SCALARREGION_H
