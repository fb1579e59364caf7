//===- CopyReason.h - Why a copy is left ------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_COPYREASON_H
#define NN_LIB_TRANSFORMS_COPYREASON_H

#include "mlir/IR/Operation.h"
#include <string>

namespace nn {
/// Why `source` is copied to `target`, by `copy`, after bufferization.
std::string getCopyReason(mlir::Operation *copy, mlir::Value source,
                          mlir::Value target);
} // namespace nn

#endif // NN_LIB_TRANSFORMS_COPYREASON_H
