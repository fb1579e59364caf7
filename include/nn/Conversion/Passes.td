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
    Replaces the core except for control flow by linalg, tensor and, where order
    matters, scf ops, also inside the regions of control flow. A window is read in place by the einsum or
    reduction that uses it. Layers must have been decomposed and names of axes
    stripped. What cannot be checked before the program runs (dynamic extents
    that have to agree, a window that has to fit) becomes `cf.assert`, what
    depends on data `nn.check`.

    Every op of the dialect that is left is reported, all of them at once.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"];
}

def ConvertNNControlToSCFPass : Pass<"convert-nn-control-to-scf"> {
  let summary = "lower control flow of the nn dialect to scf on tensors";
  let description = [{
    Replaces `nn.cond`, `nn.scan`, `nn.weave` and `nn.fixed_point`, whose regions
    hold no other ops of the dialect, by `scf.if`, `scf.for` and `scf.while` on
    tensors. What loops carry is written back to the tensor that they carry, so
    that it stays in one buffer; what they stack is inserted into one tensor.
    The extents of that are computed before the loop.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::bufferization::BufferizationDialect",
    "::mlir::cf::ControlFlowDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect"];
}

#endif // NN_CONVERSION_PASSES
