//===- Passes.h - Passes of lib/Transforms ----------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TRANSFORMS_PASSES_H
#define NN_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"
#include "nn/Analysis/Cost.h"
#include "nn/Analysis/CpuFeatures.h"

namespace nn {
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

#endif // NN_TRANSFORMS_PASSES_H
