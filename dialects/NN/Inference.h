//===- Inference.h - What the inference of result types shares --*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The constraints of an op stand in the inference of its result type, which
// the verifier runs too; so they are written once, and a builder that infers
// reports the same diagnostics.
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_INFERENCE_H
#define NN_DIALECT_INFERENCE_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/Support/MathExtras.h"
#include <optional>

namespace nn {
inline mlir::RankedTensorType getTensorType(mlir::Value value) {
  return mlir::cast<mlir::RankedTensorType>(value.getType());
}

/// Starts diagnostics of one op, as `emitOpError` does for an existing one.
class Inference {
public:
  Inference(llvm::StringRef opName, mlir::MLIRContext *context,
            std::optional<mlir::Location> loc)
      : opName(opName), loc(loc.value_or(mlir::UnknownLoc::get(context))) {}

  mlir::InFlightDiagnostic operator()() const {
    return mlir::emitError(loc) << "'" << opName << "' op ";
  }

  /// Verifies that `axes` are distinct axes of `type`, that of `operand`, in
  /// ascending order.
  mlir::LogicalResult verifyAxes(llvm::ArrayRef<int64_t> axes,
                                 mlir::RankedTensorType type,
                                 llvm::StringRef operand = "input") const {
    int64_t previous = -1;
    for (int64_t axis : axes) {
      if (axis < 0 || axis >= type.getRank())
        return (*this)() << "expected 'axes' to be axes of '" << operand
                         << "' of rank " << type.getRank() << ", got " << axis;
      if (axis <= previous)
        return (*this)() << "expected 'axes' to be distinct and ascending, "
                            "got "
                         << axis << " after " << previous;
      previous = axis;
    }
    return mlir::success();
  }

  /// Verifies that `values` has `count` entries, none below `least` or above
  /// 2^31 - 1, so that arithmetic on them does not overflow.
  mlir::LogicalResult verifyEntries(llvm::StringRef name,
                                    llvm::ArrayRef<int64_t> values,
                                    size_t count, int64_t least) const {
    if (values.size() != count)
      return (*this)() << "expected '" << name << "' to have " << count
                       << " entries, got " << values.size();
    for (int64_t value : values)
      if (value < least || value > std::numeric_limits<int32_t>::max())
        return (*this)() << "expected the entries of '" << name
                         << "' to be at least " << least
                         << " and below 2^31, got " << value;
    return mlir::success();
  }

  /// Verifies that `type` has elements of type `element`, those of `other`.
  mlir::LogicalResult verifyElement(llvm::StringRef name, mlir::Type type,
                                    mlir::Type element,
                                    llvm::StringRef other = "input") const {
    if (mlir::getElementTypeOrSelf(type) != element)
      return (*this)() << "expected '" << name << "' to have elements of type "
                       << element << ", as '" << other << "' has, got "
                       << mlir::getElementTypeOrSelf(type);
    return mlir::success();
  }

private:
  llvm::StringRef opName;
  mlir::Location loc;
};

/// `count` times the product of `extents`; nothing if an extent is dynamic or
/// the product does not fit.
inline std::optional<int64_t> scaleByExtents(int64_t count,
                                             llvm::ArrayRef<int64_t> extents) {
  for (int64_t extent : extents)
    if (mlir::ShapedType::isDynamic(extent) ||
        llvm::MulOverflow(count, extent, count))
      return std::nullopt;
  return count;
}
} // namespace nn

#endif // NN_DIALECT_INFERENCE_H
