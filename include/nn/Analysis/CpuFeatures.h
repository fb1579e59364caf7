//===- CpuFeatures.h - What schedules know of a processor -------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_CPUFEATURES_H
#define NN_ANALYSIS_CPUFEATURES_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/CommandLine.h"
#include <cstdint>

namespace nn {
/// What a processor may have that adds several products of narrow elements to
/// each lane of 32 bits at once, named as LLVM's features are.
enum class DotUnit {
  Avx512Vnni, ///< or AVX-VNNI: four of u8 and s8, two of s16
  Avx512Bf16, ///< two of bf16
  DotProd,    ///< four of s8, or of u8
  I8mm,       ///< four of u8 and s8
  Bf16        ///< two of bf16
};

/// Their names, for options.
inline llvm::cl::ValuesClass getDotUnitNames() {
  auto name = [](DotUnit unit, llvm::StringRef feature) {
    return llvm::cl::OptionEnumValue{feature, static_cast<int>(unit), ""};
  };
  return llvm::cl::values(name(DotUnit::Avx512Vnni, "avx512vnni"),
                          name(DotUnit::Avx512Bf16, "avx512bf16"),
                          name(DotUnit::DotProd, "dotprod"),
                          name(DotUnit::I8mm, "i8mm"),
                          name(DotUnit::Bf16, "bf16"));
}

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
  llvm::SmallVector<DotUnit> dotUnits;
};
} // namespace nn

#endif // NN_ANALYSIS_CPUFEATURES_H
