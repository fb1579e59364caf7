//===- ProductAttributes.h - How products may be computed -------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECTS_NN_PRODUCTATTRIBUTES_H
#define NN_DIALECTS_NN_PRODUCTATTRIBUTES_H

#include "llvm/ADT/StringRef.h"

namespace nn {
/// On a multiplication of a contraction of bf16, which lowering widens to f32:
/// numbers below 2^-126 may count as zero, see `nn.einsum`. A unit attribute.
inline constexpr llvm::StringLiteral kTinyIsZeroAttr = "nn.tiny_is_zero";
} // namespace nn

#endif // NN_DIALECTS_NN_PRODUCTATTRIBUTES_H
