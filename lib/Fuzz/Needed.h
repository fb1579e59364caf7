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
/// What the results of a module depend on, as the compiler's own
/// simplifications see it.
class NeededPart {
public:
  explicit NeededPart(mlir::ModuleOp module);

  /// Whether the extents of it fit in a call of `entry`. A compiled model may
  /// accept the call then, although those of another op do not fit: compilers
  /// are free to drop what nothing needs.
  bool extentsFit(llvm::StringRef entry, llvm::ArrayRef<Tensor> inputs) const;

private:
  /// Null if the module could not be simplified.
  mlir::OwningOpRef<mlir::ModuleOp> module;
};
} // namespace nn

#endif // NN_LIB_FUZZ_NEEDED_H
