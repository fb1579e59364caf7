//===- TileEmitter.h - Loops and vectors of a scheduled op ------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_TILEEMITTER_H
#define NN_LIB_TRANSFORMS_TILING_TILEEMITTER_H

#include "DotProduct.h"
#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace nn {
/// Ops on buffers that are computed tile by tile in one nest of loops: one that
/// carries a schedule, and what is done with each element of its result.
struct TileGroup {
  mlir::linalg::GenericOp main;
  /// The constant that each result of `main` begins with; null where that is
  /// what the buffer holds.
  llvm::SmallVector<mlir::Value> starts;

  /// An element-wise op that alone reads the result of `main`, or null.
  mlir::linalg::GenericOp epilogue;
  /// The operand of the epilogue that is the result of `main`.
  unsigned handover = 0;
  /// The loop of `main` that each loop of the epilogue is; -1 for a loop over
  /// one index.
  llvm::SmallVector<int64_t> epilogueLoops;
};

/// The dot products of the main op of a group.
struct Dots {
  DotProduct product;
  /// The inputs that are multiplied: the same in all lanes, and not.
  unsigned uniform, varying;
};

/// Emits the loops of `group` before it, with vectors that are masked at edges
/// if `masks`. The schedule is one for the main op, and `dots` the dot products
/// that it asks for. If `partCycles` is not 0 and there is work for two parts
/// of so many cycles, they run in an nn.parallel; returns whether they do.
bool emitTiles(mlir::OpBuilder &builder, const TileGroup &group,
               ScheduleAttr schedule, bool masks, std::optional<Dots> dots,
               int64_t partCycles);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_TILEEMITTER_H
