//===- RuntimeChecks.h - What is checked when the program runs --*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_CONVERSION_RUNTIMECHECKS_H
#define NN_LIB_CONVERSION_RUNTIMECHECKS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace nn {
/// The extent of an axis, as an attribute where it is static.
mlir::OpFoldResult getExtent(mlir::OpBuilder &builder, mlir::Location loc,
                             mlir::Value tensor, int64_t axis);
/// All of them.
llvm::SmallVector<mlir::OpFoldResult>
getExtents(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value tensor);

/// Whether tensors of this shape have no elements for certain. LLVM 22 refuses
/// slices of them, since these begin behind the last element.
bool isEmptyShape(llvm::ArrayRef<mlir::OpFoldResult> shape);

/// Makes the program fail unless the i1 `condition`, which depends on extents
/// alone, holds.
void require(mlir::OpBuilder &builder, mlir::Location loc,
             mlir::Value condition, const llvm::Twine &what);

/// Makes the program fail unless `left` equals `right`; nothing where both are
/// the same constant or value.
void requireEqual(mlir::OpBuilder &builder, mlir::Location loc,
                  mlir::OpFoldResult left, mlir::OpFoldResult right,
                  const llvm::Twine &what);

/// Requires that the dynamic extents of `value` are the static ones of `type`.
void requireExtents(mlir::OpBuilder &builder, mlir::Location loc,
                    mlir::Value value, mlir::RankedTensorType type);

/// `value` as the type `type`, which has the same element type and compatible
/// extents; fails at run time where an extent is not what the type says.
mlir::Value castToType(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::Value value, mlir::Type type);

/// `value`, whose extents are `extents`, with a type that knows them where they
/// are static.
mlir::Value castToExtents(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value value,
                          llvm::ArrayRef<mlir::OpFoldResult> extents);
} // namespace nn

#endif // NN_LIB_CONVERSION_RUNTIMECHECKS_H
