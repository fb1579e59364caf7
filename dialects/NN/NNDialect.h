//===- NNDialect.h - The nn dialect -----------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_NNDIALECT_H
#define NN_DIALECT_NNDIALECT_H

#include "mlir/IR/Dialect.h"

#include "dialects/NN/NNDialect.h.inc"

namespace nn {
/// Discardable attributes of function arguments and results.
///
/// `nn.name`: the name that the value has in generated interfaces (a string
/// that is a C identifier, distinct within the function).
inline constexpr llvm::StringLiteral kNameAttr = "nn.name";

/// `nn.sequences`: the functions of a module are those of a program on
/// sequences, whose executable takes text (a unit attribute of the module, see
/// nn_sequence.h).
inline constexpr llvm::StringLiteral kSequencesAttr = "nn.sequences";

/// Attribute of the function that 'nn-make-entries' makes of an entry.
inline constexpr llvm::StringLiteral kSignatureAttr = "nn.signature";

/// Attribute of a linalg op that copies: a string that says why.
inline constexpr llvm::StringLiteral kCopyReasonAttr = "nn.copy_reason";

/// Attribute of a linalg op that says how its loops are cut, an
/// `#nn.schedule`.
inline constexpr llvm::StringLiteral kScheduleAttr = "nn.schedule";

/// Attribute of a loop whose iterations may run in any order or at once, once
/// what they carry is buffers (a unit attribute).
inline constexpr llvm::StringLiteral kIndependentAttr = "nn.independent";

/// The largest rank of a tensor that crosses an interface.
inline constexpr int64_t kMaxRank = 8;
} // namespace nn

#endif // NN_DIALECT_NNDIALECT_H
