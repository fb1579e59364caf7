//===- ElementTypes.h - Numbers that tensors hold ---------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_ELEMENTTYPES_H
#define NN_DIALECT_ELEMENTTYPES_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TypeUtilities.h"

namespace nn {
/// The types of numbers that programs store and exchange: f16, bf16, f32, f64,
/// and signless integers of 1, 8, 16, 32 and 64 bits. In text for diagnostics.
inline constexpr llvm::StringLiteral kStoredTypes =
    "f16, bf16, f32, f64, i1, i8, i16, i32 or i64";

inline bool isStoredType(mlir::Type type) {
  if (auto integer = llvm::dyn_cast<mlir::IntegerType>(type))
    return integer.isSignless() &&
           llvm::is_contained({1, 8, 16, 32, 64}, integer.getWidth());
  return type.isF16() || type.isBF16() || type.isF32() || type.isF64();
}

/// Whether `type` is that of a number inside of a model: one of them, or an
/// index, an integer of 64 bits on all our targets.
inline bool isNumberType(mlir::Type type) {
  return isStoredType(type) || type.isIndex();
}

/// Whether `type`, or what a tensor or vector of that type holds, is a float of
/// 16 bits.
inline bool isHalf(mlir::Type type) {
  type = mlir::getElementTypeOrSelf(type);
  return type.isF16() || type.isBF16();
}

/// The bits that a number takes in memory before they are rounded up to bytes.
inline unsigned getBitWidth(mlir::Type type) {
  return type.isIndex() ? mlir::IndexType::kInternalStorageBitWidth
                        : type.getIntOrFloatBitWidth();
}
} // namespace nn

#endif // NN_DIALECT_ELEMENTTYPES_H
