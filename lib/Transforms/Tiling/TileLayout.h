//===- TileLayout.h - Inputs as tiles read them --------------- -*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_TILELAYOUT_H
#define NN_LIB_TRANSFORMS_TILING_TILELAYOUT_H

#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace nn {
/// The loop whose tiles an input of `op` is best laid out in, all of whose
/// indices are loops: that of the vectors, or the parallel one of which most
/// elements are read side by side. Null if it is read one by one, or if lanes
/// run along a reduction of it.
std::optional<int64_t> getTileLoop(mlir::linalg::GenericOp op,
                                   mlir::AffineMap access,
                                   ScheduleAttr schedule);

/// An input of an op laid out anew.
struct TileLayout {
  llvm::SmallVector<mlir::OpFoldResult> shape;
  /// The element of the input that each element is.
  mlir::AffineMap source;
  /// The access of the op.
  mlir::AffineMap access;
};

/// The layout `[tile, parallel loops..., reductions..., within the tile]` of an
/// input of `sizes`, whose tile loop is `loop`. If the extent of that is no
/// multiple of the tile, or no more than one, and the last tile may not be
/// filled up, there is no axis of tiles. The axis of a loop of dot products is
/// cut, too: `[tile, ..., dot product, within the tile, within the product]`.
TileLayout getTileLayout(mlir::linalg::GenericOp op, mlir::AffineMap access,
                         llvm::ArrayRef<mlir::OpFoldResult> sizes, int64_t loop,
                         ScheduleAttr schedule, bool mayFillUp);

/// Has `op` read a copy of an input by `access`. Each element of the copy is
/// the one of the input that `source` says. `reason` is for --copy-remarks.
mlir::linalg::GenericOp
copyInput(mlir::linalg::GenericOp op, mlir::OpOperand *input,
          llvm::ArrayRef<mlir::OpFoldResult> shape, mlir::AffineMap source,
          mlir::AffineMap access, llvm::StringRef reason);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_TILELAYOUT_H
