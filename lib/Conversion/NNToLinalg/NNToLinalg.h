//===- NNToLinalg.h - Pattern families of the conversion --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_CONVERSION_NNTOLINALG_H
#define NN_LIB_CONVERSION_NNTOLINALG_H

#include "../RuntimeChecks.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"

namespace nn {
void populateContractionPatterns(mlir::RewritePatternSet &patterns);
void populateElementwisePatterns(mlir::RewritePatternSet &patterns);
void populateIndexingPatterns(mlir::RewritePatternSet &patterns);
void populateRandomPatterns(mlir::RewritePatternSet &patterns);
void populateRaspPatterns(mlir::RewritePatternSet &patterns);
void populateRearrangePatterns(mlir::RewritePatternSet &patterns);
void populateSortPatterns(mlir::RewritePatternSet &patterns);
void populateWindowPatterns(mlir::RewritePatternSet &patterns);

/// A tensor that an op reads through an affine function of its loops: an
/// operand, or what an unpadded window slides over.
struct AffineRead {
  mlir::Value source;
  /// For each axis of the operand, expressions of the source in terms of the
  /// axes of the operand (as dimensions).
  llvm::SmallVector<mlir::AffineExpr> access;
};

/// Looks through a window that needs no padding. Fails if `operand` is a
/// window that still has to be padded.
mlir::FailureOr<AffineRead> readThroughWindow(mlir::OpBuilder &builder,
                                              mlir::Value operand);

/// Ends the body of a linalg op with the region of an nn op, whose arguments
/// are `arguments`.
void inlineScalarBody(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Block &body, mlir::ValueRange arguments);
} // namespace nn

#endif // NN_LIB_CONVERSION_NNTOLINALG_H
