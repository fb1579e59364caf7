//===- Passes.td - Conversions -----------------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_CONVERSION_PASSES
#define NN_CONVERSION_PASSES

include "mlir/Pass/PassBase.td"

def ConvertNNToLinalgPass : Pass<"convert-nn-to-linalg"> {
  let summary = "lower the core of the nn dialect to linalg on tensors";
  let description = [{
    Replaces `nn.einsum`, `nn.rearrange`, `nn.map`, `nn.reduce` and `nn.window`
    by linalg and tensor ops. A window is read in place by the einsum or
    reduction that uses it. Layers must have been decomposed and names of axes
    stripped. What cannot be checked before the program runs (dynamic extents
    that have to agree, a window that has to fit) becomes `cf.assert` at the
    top level of the function.

    Every op of the dialect that is left is reported, all of them at once.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

#endif // NN_CONVERSION_PASSES
