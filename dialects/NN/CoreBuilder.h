//===- CoreBuilder.h - Layers as programs of the core -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_COREBUILDER_H
#define NN_DIALECT_COREBUILDER_H

#include "dialects/NN/NNOps.h"

namespace nn {
/// Builds programs of core ops at one location: what decompositions are made
/// of. The constraints of a layer imply those of the ops it decomposes into,
/// for dynamic extents too: an op whose result type cannot be inferred ends the
/// program.
struct CoreBuilder {
  mlir::OpBuilder &builder;
  mlir::Location loc;

  using ScalarFn = llvm::function_ref<mlir::Value(
      mlir::OpBuilder &, mlir::Location, mlir::ValueRange)>;

  mlir::Value map(mlir::ValueRange inputs, ScalarFn body) const;

  /// `ScalarOp` of every element.
  template <typename ScalarOp> mlir::Value map(mlir::ValueRange inputs) const {
    return map(inputs,
               [](mlir::OpBuilder &b, mlir::Location l, mlir::ValueRange v)
                   -> mlir::Value { return ScalarOp::create(b, l, v); });
  }

  /// Combines `input` along `axes`, which stay with extent 1 if `keep`.
  mlir::Value sum(mlir::Value input, llvm::ArrayRef<int64_t> axes,
                  bool keep) const;
  mlir::Value maximum(mlir::Value input, llvm::ArrayRef<int64_t> axes,
                      bool keep) const;

  /// Spaces in front of an equation or pattern, as `listAxes` makes them, are
  /// left out.
  mlir::Value einsum(llvm::StringRef equation, mlir::ValueRange inputs) const;

  /// Rearranges `input`, with the extents of axes that do not follow from it.
  mlir::Value rearrange(
      llvm::StringRef pattern, mlir::Value input,
      llvm::ArrayRef<std::pair<llvm::StringRef, int64_t>> sizes = {}) const;

  /// The part of `input` that `ranges` says, see `nn.slice`.
  mlir::Value slice(llvm::StringRef ranges, mlir::Value input) const;

  /// The parts of `input` at `indices` along `axis`.
  mlir::Value gather(mlir::Value input, int64_t axis, mlir::Value indices,
                     bool inBounds = false) const;

  /// `value`, whose axes are the axes `axes` of a tensor of rank `rank`, with
  /// axes of extent 1 between them, so that it broadcasts along that tensor.
  mlir::Value align(mlir::Value value, llvm::ArrayRef<int64_t> axes,
                    int64_t rank) const;

  /// The product of the extents of `axes` as a float of type `type`.
  mlir::Value countElements(mlir::Value input, llvm::ArrayRef<int64_t> axes,
                            mlir::Type type) const;

  /// Casts tensors whose axes are one axis of the layer to the extent that one
  /// of them states: a dynamic extent has that extent, which is checked when
  /// the program runs. Without it an extent of 1 would stretch.
  void agree(llvm::ArrayRef<std::pair<mlir::Value *, int64_t>> places) const;

  /// Casts tensors that broadcast to equal extents: as `agree` along aligned
  /// axes, apart from those where `value` has a static extent of 1.
  void agreeBroadcast(mlir::Value &result, mlir::Value &value) const;

  /// The tensor without the names of its axes; null stays null. A layer may
  /// take for one axis what its operands name differently, the core does not.
  mlir::Value dropNames(mlir::Value value) const;

  /// The value as the declared type of a result.
  mlir::Value castTo(mlir::Type type, mlir::Value value) const;

  /// One-element list of results, cast to the type of the result of `op`.
  llvm::SmallVector<mlir::Value> finish(mlir::Operation *op,
                                        mlir::Value value) const;
};

/// The mean of scalars, from their `sum`, which begins at a negative zero and
/// is a float or an i64, and their `count`, an i64: see `nn.aggregate`.
mlir::Value divideSum(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value sum, mlir::Value count, mlir::Type element);

/// `rows`, if no query marks several keys, of which there are `width`.
mlir::Value requireOne(const CoreBuilder &core, mlir::Value rows,
                       mlir::Value width);

/// `count` axes of a pattern, each with a space in front of it: " p0 p1".
std::string listAxes(llvm::StringRef prefix, int64_t count);

/// An index, which may be negative, as a float of type `type`.
mlir::Value indexToFloat(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value index, mlir::Type type);

/// A constant of the type of `scalar`.
mlir::Value constantLike(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value scalar, double number);
} // namespace nn

#endif // NN_DIALECT_COREBUILDER_H
