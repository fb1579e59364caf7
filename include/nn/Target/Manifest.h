//===- Manifest.h - A compiled model described in JSON ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_MANIFEST_H
#define NN_TARGET_MANIFEST_H

#include "nn/Target/Compile.h"
#include "llvm/Support/raw_ostream.h"

namespace nn {
/// Writes what a build system or a registry of models asks: the entries with
/// their tensors, the target, and the weights with a hash of their contents
/// (XXH3, 64 bits, over the bytes as a safetensors file holds them). An extent
/// is a number or, if it is known at run time only, the name of the argument
/// that gives it; null if the model computes it.
void writeManifest(llvm::raw_ostream &os, const CompiledModel &model);
} // namespace nn

#endif // NN_TARGET_MANIFEST_H
