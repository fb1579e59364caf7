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

/// How deep calls may nest, each region in which a call stands counted as one
/// level: what follows them recurses, the evaluator for one.
constexpr unsigned kMaxCallDepth = 256;

/// Verifies that no function of `module` runs itself, be it through others (C5
/// of nn.apply), for nothing would end it, and that calls do not nest deeper
/// than `kMaxCallDepth`. Reports each circle once, and each call that is the
/// first over the limit.
mlir::LogicalResult verifyCalls(mlir::ModuleOp module,
                                const mlir::SymbolTable &symbols);

/// Whether a diagnostic of `verifyCalls` is about the limit.
bool isCallDepthError(mlir::Diagnostic &diagnostic);
} // namespace nn

#endif // NN_ANALYSIS_CALLGRAPH_H
