//===- Convolution.h - Convolutions of 3 x 3 --------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_CONVOLUTION_H
#define NN_LIB_TRANSFORMS_TILING_CONVOLUTION_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace nn::winograd {
/// Results of a tile, elements of a window and of a tile of the image, along
/// one axis.
inline constexpr int64_t kResults = 2, kWindow = 3, kPlaces = 4;

/// What an axis of a tensor, or a loop, is to a convolution.
enum Axis : int64_t { Row, Column, Channel, Filter, WindowRow, WindowColumn };

/// A convolution that minimal filtering can compute (Winograd.cpp).
struct Convolution {
  mlir::linalg::GenericOp op;
  mlir::OpOperand *image, *weight;
  /// Extents of the result.
  int64_t rows, columns, channels, filters;
  /// The axes of the image and of the result.
  mlir::SmallVector<Axis> imageAxes, resultAxes;
  /// The parameter, and what its axes are; nullopt for one of one element.
  mlir::BlockArgument param;
  mlir::SmallVector<std::optional<Axis>> paramAxes;

  int64_t getTileRows() const { return llvm::divideCeil(rows, kResults); }
  int64_t getTileColumns() const { return llvm::divideCeil(columns, kResults); }
  /// Bytes of the sums and products of one row of tiles.
  int64_t getBytesPerRow() {
    return kPlaces * kPlaces * getTileColumns() * (channels + filters) *
           (getElementType().getIntOrFloatBitWidth() / 8);
  }
  mlir::Type getElementType() {
    return mlir::getElementTypeOrSelf(op.getResult(0).getType());
  }
  mlir::RankedTensorType getTensor(mlir::ArrayRef<int64_t> shape) {
    return mlir::RankedTensorType::get(shape, getElementType());
  }
};

/// The convolution that `op` is, if it is one of a parameter with windows of
/// 3 x 3 that move by one element.
std::optional<Convolution> matchConvolution(mlir::linalg::GenericOp op);
} // namespace nn::winograd

#endif // NN_LIB_TRANSFORMS_TILING_CONVOLUTION_H
