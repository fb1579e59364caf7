//===- Subroutines.h - Functions that stay functions ------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A subroutine is a private function with `no_inline`: it is compiled once, and
// entries and other subroutines call it. From 'nn-make-entries' on it has no
// results, but takes a buffer for each behind its inputs.
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_SUBROUTINES_H
#define NN_ANALYSIS_SUBROUTINES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace nn {
/// It has one block.
bool isSubroutine(mlir::func::FuncOp function);

/// Whether a subroutine may take or return a value of `type` before that.
bool isPlainTensor(mlir::Type type);

/// The subroutines of `module`, each behind those that it calls, if functions
/// do not call each other in a circle.
llvm::SmallVector<mlir::func::FuncOp> getSubroutines(mlir::ModuleOp module);

/// The calls of `function` in functions of `module`, in order.
llvm::SmallVector<mlir::func::CallOp> getCalls(mlir::func::FuncOp function,
                                               mlir::ModuleOp module);
} // namespace nn

#endif // NN_ANALYSIS_SUBROUTINES_H
