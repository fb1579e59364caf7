//===- PackParams.h - Which operands are parameters -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_PACKPARAMS_H
#define NN_LIB_TRANSFORMS_TILING_PACKPARAMS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace nn {
/// The argument of an entry that holds the parameter that `tensor` is, with or
/// without axes of one element; null if it is none. `access`, if given, becomes
/// the element of the parameter that each of the tensor is.
mlir::BlockArgument getParamArgument(mlir::Value tensor,
                                     mlir::AffineMap *access = nullptr);

/// Whether an input of `op` is a parameter that may be laid out anew.
bool canPackParam(mlir::linalg::GenericOp op, mlir::OpOperand *input);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_PACKPARAMS_H
