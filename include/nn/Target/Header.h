//===- Header.h - The C header of a compiled model --------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_HEADER_H
#define NN_TARGET_HEADER_H

#include "nn/Target/ModelInterface.h"

namespace nn {
/// Writes the C99 header of `model`: the shared types of nn_abi.h, extents as
/// macros, and one typed function per entry with its queries.
void writeHeader(llvm::raw_ostream &os, const ModelInterface &model);
} // namespace nn

#endif // NN_TARGET_HEADER_H
