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
/// On an `nn.einsum` of f32 that a layer on bf16 is decomposed into, and on the
/// multiplication of any of bf16: numbers below 2^-126 may count as zero. A
/// unit attribute.
inline constexpr llvm::StringLiteral kTinyIsZeroAttr = "nn.tiny_is_zero";
} // namespace nn

#endif // NN_DIALECTS_NN_PRODUCTATTRIBUTES_H
