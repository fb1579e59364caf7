//===- WindowShape.h - The positions of a sliding window --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_WINDOWSHAPE_H
#define NN_DIALECT_WINDOWSHAPE_H

#include "dialects/NN/AxisPattern.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/MathExtras.h"

namespace nn {
/// The entries of an optional attribute; `count` times `value` without it.
inline llvm::SmallVector<int64_t>
orDefault(std::optional<llvm::ArrayRef<int64_t>> entries, size_t count,
          int64_t value) {
  return entries ? llvm::SmallVector<int64_t>(*entries)
                 : llvm::SmallVector<int64_t>(count, value);
}

/// A window along one axis.
struct AxisWindow {
  int64_t size, stride, dilation, low, high;
  /// Distance of neighbouring elements of the input under the window.
  int64_t baseDilation = 1;

  /// The extent that the dilated window covers; entries are below 2^31.
  int64_t getReach() const { return dilation * (size - 1) + 1; }
};

/// The number of positions of `window` along an axis of the given extent;
/// dynamic if that is dynamic. Fails after a diagnostic if the window does not
/// fit. `axis` is how the diagnostic calls the axis.
inline mlir::FailureOr<int64_t> countWindowPositions(int64_t extent,
                                                     const AxisWindow &window,
                                                     const llvm::Twine &axis,
                                                     EmitError emitError) {
  if (mlir::ShapedType::isDynamic(extent))
    return extent;
  int64_t padded = 0;
  if (llvm::MulOverflow(std::max<int64_t>(extent - 1, 0), window.baseDilation,
                        padded) ||
      llvm::AddOverflow(padded, std::min<int64_t>(extent, 1), padded) ||
      llvm::AddOverflow(padded, window.low, padded) ||
      llvm::AddOverflow(padded, window.high, padded))
    return emitError() << "expected the padded extent of " << axis
                       << " to stay below 2^63";
  int64_t reach = window.getReach();
  if (padded < reach)
    return emitError() << "expected the window to fit into " << axis
                       << ": it covers " << reach
                       << " elements of the padded extent " << padded;
  return (padded - reach) / window.stride + 1;
}
} // namespace nn

#endif // NN_DIALECT_WINDOWSHAPE_H
