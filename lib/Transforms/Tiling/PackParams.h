//===- PackParams.h - Which operands are parameters -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_PACKPARAMS_H
#define NN_LIB_TRANSFORMS_TILING_PACKPARAMS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "nn/Analysis/Signature.h"

namespace nn {
/// The argument of an entry that holds the parameter that `tensor` is, with or
/// without axes of one element; null if it is none. `access`, if given, becomes
/// the element of the parameter that each of the tensor is.
mlir::BlockArgument getParamArgument(mlir::Value tensor,
                                     mlir::AffineMap *access = nullptr);

/// Whether an input of `op` is a parameter that may be laid out anew.
bool canPackParam(mlir::linalg::GenericOp op, mlir::OpOperand *input);

/// Adds to the entry `func` a parameter of `type` that is made of its parameter
/// `argument` as `#nn.relaid` says, and declares it, with a name that ends in
/// `suffix`, unless there is one. Returns it as a tensor. `signature`, that of
/// the entry, is to be attached again. A parameter that is made of another one
/// itself must be so by a permutation of axes, and `factor` be null then.
mlir::Value addRelaidParam(mlir::func::FuncOp func, EntrySignature &signature,
                           mlir::BlockArgument argument, mlir::AffineMap map,
                           mlir::DenseElementsAttr factor,
                           mlir::RankedTensorType type, llvm::StringRef suffix);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_PACKPARAMS_H
