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
  AmxInt8,    ///< matrices of four bytes; beside Avx512Vnni
  AmxBf16,    ///< matrices of two bf16; for vectors, as Avx512Bf16 but slow
  DotProd,    ///< four of s8, or of u8
  I8mm,       ///< four of u8 and s8
  Bf16        ///< two of bf16
};

/// What the passes know of the processor that code is for.
struct CpuFeatures {
  /// It converts between f16 and f32.
  bool nativeF16 = false;
  /// It multiplies and adds with one rounding.
  bool fusedMultiplyAdd = false;
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

/// Options are the names of the features.
template <>
class llvm::cl::parser<nn::DotUnit> : public basic_parser<nn::DotUnit> {
public:
  using basic_parser::basic_parser;
  bool parse(Option &option, StringRef name, StringRef argument,
             nn::DotUnit &unit);
  static void print(raw_ostream &os, nn::DotUnit unit);
};

#endif // NN_ANALYSIS_CPUFEATURES_H
