//===- Access.h - How loops walk through memory -----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_TILING_ACCESS_H
#define NN_LIB_TRANSFORMS_TILING_ACCESS_H

#include "mlir/IR/AffineMap.h"
#include "mlir/IR/BuiltinTypes.h"

namespace nn {
/// Bytes of a line of the caches.
inline constexpr int64_t kLine = 64;

/// How far an access moves, in elements, when a loop advances by one.
struct Stride {
  enum Kind {
    Known,   ///< `elements`, which may be 0
    Unknown, ///< a run-time number of elements
    Uneven   ///< it depends on where the loop is
  } kind = Known;
  int64_t elements = 0;

  bool is(int64_t number) const { return kind == Known && elements == number; }
};

/// The stride of the access `map` of a buffer or tensor of `type` along `loop`.
/// A tensor counts as a buffer without gaps. `run` says that only indices of
/// one run of so many matter, each of which begins at a multiple of it: `i mod
/// 32` advances evenly within runs of 16.
Stride getStride(mlir::AffineMap map, mlir::ShapedType type, unsigned loop,
                 int64_t run = 1);

/// Whether an access moves by its stride wherever `loop` is: no index is cut
/// into parts along it.
bool movesEvenly(mlir::AffineMap map, unsigned loop);

/// The loop along which elements of an access lie side by side: the one that
/// its last index is. None if there is no such loop.
std::optional<unsigned> getRowLoop(mlir::AffineMap map, mlir::ShapedType type);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_TILING_ACCESS_H
