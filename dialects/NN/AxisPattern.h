//===- AxisPattern.h - Patterns over named axes -----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The notation of einops (https://einops.rocks, checked against its
// documentation): axes are identifiers separated by spaces, terms are separated
// by commas, and `->` separates operands from the result. In a rearrangement, a
// parenthesised group is one axis of the tensor made of several, and `1` is an
// axis of extent one.
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_AXISPATTERN_H
#define NN_DIALECT_AXISPATTERN_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringMap.h"

namespace nn {
using EmitError = llvm::function_ref<mlir::InFlightDiagnostic()>;

/// The axes of one term of an einsum.
using AxisTerm = llvm::SmallVector<llvm::StringRef, 4>;

/// `i j, j k -> i k`. The strings point into the parsed text.
struct EinsumEquation {
  llvm::SmallVector<AxisTerm, 2> inputs;
  AxisTerm result;

  /// Every axis once, those of the result first, then in order of appearance.
  llvm::SmallVector<llvm::StringRef> getAllAxes() const;
};

mlir::FailureOr<EinsumEquation> parseEinsum(llvm::StringRef text,
                                            EmitError emitError);

/// The axes that make up one axis of a tensor; none for an axis `1`.
using AxisGroup = llvm::SmallVector<llvm::StringRef, 2>;

/// `b (h w) c -> b c h w`. The strings point into the parsed text.
struct RearrangePattern {
  llvm::SmallVector<AxisGroup, 4> left, right;

  llvm::SmallVector<llvm::StringRef> getLeftAxes() const;
  llvm::SmallVector<llvm::StringRef> getRightAxes() const;
};

mlir::FailureOr<RearrangePattern> parseRearrange(llvm::StringRef text,
                                                 EmitError emitError);

/// Extents of all axes of `pattern` for an input of the given shape; dynamic
/// where they are known at run time only. Reports violations of C2 to C4 of
/// `nn.rearrange`.
mlir::FailureOr<llvm::StringMap<int64_t>>
solveRearrange(const RearrangePattern &pattern,
               llvm::ArrayRef<int64_t> inputShape, mlir::DictionaryAttr sizes,
               EmitError emitError);
} // namespace nn

#endif // NN_DIALECT_AXISPATTERN_H
