//===- AxisTable.h - Agreement of axes between tensors ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_AXISTABLE_H
#define NN_DIALECT_AXISTABLE_H

#include "dialects/NN/AxisPattern.h"
#include "mlir/IR/BuiltinTypes.h"

namespace nn {
/// What is known of the axes that several tensors of an op share. An op states
/// once which axis of which operand is which; the table checks extents and
/// names, and makes the type of the result.
class AxisTable {
public:
  explicit AxisTable(EmitError emitError) : emitError(emitError) {}

  /// States that axis `index` of `type` is the axis `axis`. Fails after a
  /// diagnostic if its extent or name contradicts an earlier statement.
  /// `operand` is how the diagnostic calls the tensor.
  mlir::LogicalResult bind(llvm::StringRef axis, mlir::RankedTensorType type,
                           int64_t index, const llvm::Twine &operand);

  /// States that the first `count` axes of `type` are the axes "0", "1" and so
  /// on. Gives these labels, which live as long as the table.
  mlir::FailureOr<llvm::SmallVector<llvm::StringRef>>
  bindNumbered(mlir::RankedTensorType type, int64_t count,
               const llvm::Twine &operand);

  /// The same as `bind` where an extent written as 1 stretches: it states the
  /// name alone.
  mlir::LogicalResult bindStretching(llvm::StringRef axis,
                                     mlir::RankedTensorType type, int64_t index,
                                     const llvm::Twine &operand);

  /// Sets the extent of an axis, keeping its name: an output position of a
  /// window keeps the name of the axis it slides along.
  void define(llvm::StringRef axis, int64_t extent, mlir::StringAttr name = {});

  int64_t getExtent(llvm::StringRef axis) const;
  mlir::StringAttr getName(llvm::StringRef axis) const;

  /// The tensor type with these axes in order.
  mlir::RankedTensorType makeType(llvm::ArrayRef<llvm::StringRef> axes,
                                  mlir::Type elementType) const;

private:
  struct Entry {
    int64_t extent = mlir::ShapedType::kDynamic;
    std::string extentFrom;
    mlir::StringAttr name;
    std::string nameFrom;
  };
  EmitError emitError;
  llvm::StringMap<Entry> entries;
};
} // namespace nn

#endif // NN_DIALECT_AXISTABLE_H
