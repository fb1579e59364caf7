//===- CpuFeatures.h - What schedules know of a processor -------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_CPUFEATURES_H
#define NN_ANALYSIS_CPUFEATURES_H

#include <cstdint>

namespace nn {
/// What the passes know of the processor that code is for.
struct CpuFeatures {
  /// It converts between f16 and f32.
  bool nativeF16 = false;
  /// The widest vectors that it computes with.
  int64_t vectorBits = 128;
  int64_t vectorRegisters = 16;
  /// Vectors are loaded and stored in part at no cost.
  bool maskedVectors = false;
  /// Bytes that a core has to itself in the second level of cache.
  int64_t cacheBytes = int64_t(1) << 20;
};
} // namespace nn

#endif // NN_ANALYSIS_CPUFEATURES_H
