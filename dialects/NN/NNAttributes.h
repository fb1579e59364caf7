//===- NNAttributes.h - Attributes of the nn dialect ------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_NNATTRIBUTES_H
#define NN_DIALECT_NNATTRIBUTES_H

#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TensorEncoding.h"

#include "dialects/NN/NNEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/NN/NNAttributes.h.inc"

namespace nn {
/// The names of the axes of `type`, one per axis; a null name where it has
/// none.
llvm::SmallVector<mlir::StringAttr> getAxisNames(mlir::RankedTensorType type);

/// The encoding for `names`, in which null stands for an unnamed axis; null if
/// no axis has a name.
mlir::Attribute getAxesEncoding(mlir::MLIRContext *context,
                                llvm::ArrayRef<mlir::StringAttr> names);

/// `type` without axis `axis`.
mlir::RankedTensorType dropAxis(mlir::RankedTensorType type, int64_t axis);

/// `type` without the names of its axes.
mlir::RankedTensorType dropAxisNames(mlir::RankedTensorType type);
} // namespace nn

#endif // NN_DIALECT_NNATTRIBUTES_H
