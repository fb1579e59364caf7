//===- Emitter.h - From the graphs of s-ops to functions ------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_EMITTER_H
#define NN_LIB_TARGET_RASP_EMITTER_H

#include "Graph.h"
#include "mlir/IR/BuiltinOps.h"

namespace llvm {
class SourceMgr;
}

namespace nn::rasp {
/// Adds a function to `module` for each of `sops`, which may be selectors, too.
/// Its inputs are those of the sequences of the input that the s-op depends on,
/// by their names in the language; `tokens_bool` if it depends on the length
/// alone:
///
///   strings   tensor<?x?xi32>, a row of code points per token, zeros behind
///   integers  tensor<?xi64>
///   floats    tensor<?xf64>
///   booleans  tensor<?xi1>
///
/// The result `value` is one of these. Where the elements may be of several
/// kinds of numbers, it has floats, and a second result `kind` with elements of
/// type i8 says of each what it is: 0 a boolean, 1 an integer, 2 a float.
///
/// Of a selector, the result is a sequence of booleans, row by row: whether the
/// query marks the key. Private functions hold what several s-ops need.
void emitFunctions(mlir::ModuleOp module, llvm::ArrayRef<NamedStep> sops,
                   const llvm::SourceMgr &sources);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_EMITTER_H
