//===- NNToLinalg.h - Pattern families of the conversion --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_CONVERSION_NNTOLINALG_H
#define NN_LIB_CONVERSION_NNTOLINALG_H

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"

namespace nn {
void populateContractionPatterns(mlir::RewritePatternSet &patterns);
void populateElementwisePatterns(mlir::RewritePatternSet &patterns);
void populateRearrangePatterns(mlir::RewritePatternSet &patterns);
void populateWindowPatterns(mlir::RewritePatternSet &patterns);

/// The extent of an axis, as an attribute where it is static.
mlir::OpFoldResult getExtent(mlir::OpBuilder &builder, mlir::Location loc,
                             mlir::Value tensor, int64_t axis);

/// Makes the program fail unless `left` equals `right`; nothing where both are
/// the same constant or value.
void requireEqual(mlir::OpBuilder &builder, mlir::Location loc,
                  mlir::OpFoldResult left, mlir::OpFoldResult right,
                  const llvm::Twine &what);

/// Makes the program fail unless the i1 `condition` holds.
void require(mlir::OpBuilder &builder, mlir::Location loc,
             mlir::Value condition, const llvm::Twine &what);

/// `value` as the type `type`, which has the same element type and compatible
/// extents; fails at run time where an extent is not what the type says.
mlir::Value castToType(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::Value value, mlir::Type type);

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
