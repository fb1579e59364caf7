//===- Needed.h - What results depend on ------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_FUZZ_NEEDED_H
#define NN_LIB_FUZZ_NEEDED_H

#include "nn/Reference/Evaluator.h"

namespace nn {
/// Whether the extents of what results depend on fit in a call of `entry`. A
/// compiled model may accept the call then, although those of another op do
/// not fit: compilers are free to drop what nothing needs. The compiler's own
/// simplifications say what that is.
bool neededExtentsFit(mlir::ModuleOp module, llvm::StringRef entry,
                      llvm::ArrayRef<Tensor> inputs);
} // namespace nn

#endif // NN_LIB_FUZZ_NEEDED_H
