//===- CallGraph.h - Which function runs which ------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Upstream's call graph does not know nn.apply, whose operands are not only the
// arguments of a call.
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_CALLGRAPH_H
#define NN_ANALYSIS_CALLGRAPH_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace nn {
/// The function that `op` calls or applies; null if it does neither.
mlir::func::FuncOp getCallee(mlir::Operation *op,
                             const mlir::SymbolTable &symbols);

/// Verifies that no function of `module` runs itself, be it through others (C5
/// of nn.apply): nothing would end it. Reports each circle once.
mlir::LogicalResult verifyNoRecursion(mlir::ModuleOp module,
                                      const mlir::SymbolTable &symbols);
} // namespace nn

#endif // NN_ANALYSIS_CALLGRAPH_H
