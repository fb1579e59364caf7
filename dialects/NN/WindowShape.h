//===- WindowShape.h - The positions of a sliding window ---------*- C++
//-*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_WINDOWSHAPE_H
#define NN_DIALECT_WINDOWSHAPE_H

#include "dialects/NN/AxisPattern.h"
#include "mlir/IR/BuiltinTypes.h"

namespace nn {
/// A window along one axis.
struct AxisWindow {
  int64_t size, stride, dilation, low, high;

  /// The extent that the dilated window covers.
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
  int64_t padded = extent + window.low + window.high;
  if (padded < window.getReach())
    return emitError() << "expected the window to fit into " << axis
                       << ": it covers " << window.getReach()
                       << " elements of the padded extent " << padded;
  return (padded - window.getReach()) / window.stride + 1;
}
} // namespace nn

#endif // NN_DIALECT_WINDOWSHAPE_H
