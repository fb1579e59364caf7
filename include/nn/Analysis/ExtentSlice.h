//===- ExtentSlice.h - Extents at another place -----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Extents of tensors and buffers follow from those of the inputs by arithmetic,
// whatever regions they pass through. This builds an extent anew at a place
// that the value itself does not reach: before the loop that makes it, or at
// the start of a function.
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_EXTENTSLICE_H
#define NN_ANALYSIS_EXTENTSLICE_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Support/LLVM.h"

namespace nn {
class ExtentSlice {
public:
  /// Builds at the insertion point of `builder`, where the values stand that
  /// `isAvailable` names.
  ExtentSlice(mlir::OpBuilder &builder,
              std::function<bool(mlir::Value)> isAvailable)
      : builder(builder), isAvailable(std::move(isAvailable)) {}

  /// States that `inner` has the extents of `outer`, without `droppedAxis` if
  /// there is one: an argument of a region that is part of an operand.
  void setShape(mlir::Value inner, mlir::Value outer,
                std::optional<int64_t> droppedAxis = std::nullopt) {
    shapes[inner] = {outer, droppedAxis};
  }

  /// States that an extent of `shaped` is `extent`, which stands at the
  /// insertion point.
  void setExtent(mlir::Value shaped, int64_t axis, mlir::Value extent) {
    extents[{shaped, axis}] = extent;
  }
  /// States that an extent of `shaped` is what `number` is built to. One that
  /// follows from itself alone is refused.
  void setExtentFrom(mlir::Value shaped, int64_t axis, mlir::Value number) {
    sources[{shaped, axis}] = number;
  }

  /// A number made of extents. Fails after a diagnostic at what depends on more
  /// than extents.
  mlir::FailureOr<mlir::Value> get(mlir::Value number);

  /// An extent of a tensor or buffer. Fails likewise.
  mlir::FailureOr<mlir::Value> getExtent(mlir::Value shaped, int64_t axis);

private:
  mlir::FailureOr<mlir::Value> get(mlir::OpFoldResult number,
                                   mlir::Location loc);
  mlir::FailureOr<mlir::Value> getExtentOfArgument(mlir::BlockArgument argument,
                                                   int64_t axis);
  template <typename Op>
  mlir::FailureOr<mlir::Value> getStackedExtent(Op op, mlir::Value countOrNull,
                                                mlir::ValueRange inits,
                                                unsigned number, int64_t axis);
  mlir::FailureOr<mlir::Value> getExtentOfResult(mlir::OpResult result,
                                                 int64_t axis);

  struct Shape {
    mlir::Value outer;
    std::optional<int64_t> droppedAxis;
  };
  mlir::OpBuilder &builder;
  std::function<bool(mlir::Value)> isAvailable;
  using Axis = std::pair<mlir::Value, int64_t>;
  llvm::DenseMap<mlir::Value, Shape> shapes;
  llvm::DenseMap<Axis, mlir::Value> extents, sources;
  llvm::DenseSet<Axis> visiting;
  mlir::IRMapping mapping;
};
} // namespace nn

#endif // NN_ANALYSIS_EXTENTSLICE_H
