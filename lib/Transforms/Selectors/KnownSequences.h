//===- KnownSequences.h - Tensors known when compiled -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sequences whose elements, though not their number, are known when the program
// is compiled.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_SELECTORS_KNOWNSEQUENCES_H
#define NN_LIB_TRANSFORMS_SELECTORS_KNOWNSEQUENCES_H

#include "mlir/IR/Builders.h"

namespace nn {
/// Whether `tensor` holds the index of each of its elements.
bool isIota(mlir::Value tensor);

/// The element that `tensor` has everywhere, or null.
mlir::TypedAttr getUniform(mlir::Value tensor);

/// The tensor of one element that `tensor` repeats, or null.
mlir::Value getRepeated(mlir::Value tensor);

/// A tensor with the one element that `tensor` has everywhere, be it known or
/// not, or null.
mlir::Value makeOneElement(mlir::OpBuilder &builder, mlir::Location loc,
                           mlir::Value tensor);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_SELECTORS_KNOWNSEQUENCES_H
