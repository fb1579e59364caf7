//===- CpuFeatures.cpp - What schedules know of a processor ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/CpuFeatures.h"
#include "llvm/ADT/STLExtras.h"

using namespace nn;

static constexpr std::pair<DotUnit, llvm::StringLiteral> kDotUnits[] = {
    {DotUnit::Avx512Vnni, "avx512vnni"},
    {DotUnit::Avx512Bf16, "avx512bf16"},
    {DotUnit::AmxInt8, "amx-int8"},
    {DotUnit::AmxBf16, "amx-bf16"},
    {DotUnit::DotProd, "dotprod"},
    {DotUnit::I8mm, "i8mm"},
    {DotUnit::Bf16, "bf16"}};

bool llvm::cl::parser<DotUnit>::parse(Option &option, StringRef,
                                      StringRef argument, DotUnit &unit) {
  for (auto [known, name] : kDotUnits)
    if (argument == name) {
      unit = known;
      return false;
    }
  return option.error("unknown unit for dot products '" + argument + "'");
}

void llvm::cl::parser<DotUnit>::print(raw_ostream &os, DotUnit unit) {
  os << llvm::find_if(kDotUnits, [unit](const auto &known) {
          return known.first == unit;
        })->second;
}
