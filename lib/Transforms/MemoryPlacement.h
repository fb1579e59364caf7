//===- MemoryPlacement.h - Places for buffers -------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_MEMORYPLACEMENT_H
#define NN_LIB_TRANSFORMS_MEMORYPLACEMENT_H

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "nn/Analysis/BufferLifetimes.h"

namespace nn {
/// A buffer with its place in time and space.
struct Buffer {
  mlir::memref::AllocOp alloc;
  /// Null, or the loop whose iterations use one of two places in turn.
  mlir::scf::ForOp alternating;
  /// The bytes of its elements, of a place, and of all its places.
  int64_t elementBytes = 0, placeBytes = 0, unitBytes = 0;
  Lifetime lifetime;
  int64_t offset = 0;
};

/// Buffers whose sizes have the same run-time factors.
struct Group {
  llvm::SmallVector<mlir::Value> factors;
  llvm::SmallVector<Buffer> buffers;
  int64_t unitBytes = 0;
};

/// Groups that begin at the same place: no buffer of one lives at the same time
/// as a buffer of another.
struct Area {
  llvm::SmallVector<Group *> groups;
};

/// Gives each buffer the lowest offset at which it does not meet a buffer that
/// lives at the same time, largest first; sets the total.
void placeBuffers(Group &group);

/// Makes each run of buffers that live one with the next a group of its own.
llvm::SmallVector<Group> splitInTime(llvm::MutableArrayRef<Group> groups);

/// Puts each group into an area that it meets none of, if there is one: rather
/// where one of its size is.
llvm::SmallVector<Area> makeAreas(llvm::MutableArrayRef<Group> groups);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_MEMORYPLACEMENT_H
