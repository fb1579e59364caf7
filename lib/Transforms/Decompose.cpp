//===- Decompose.cpp - Replace layers by the core -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_DECOMPOSEPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
struct Decompose : nn::impl::DecomposePassBase<Decompose> {
  void runOnOperation() override {
    SmallVector<DecomposableOpInterface> work;
    auto collect = [&](Operation *root) {
      root->walk([&](DecomposableOpInterface op) { work.push_back(op); });
    };
    collect(getOperation());
    IRRewriter rewriter(&getContext());
    while (!work.empty()) {
      DecomposableOpInterface op = work.pop_back_val();
      rewriter.setInsertionPoint(op);
      Operation *before = op->getPrevNode();
      FailureOr<SmallVector<Value>> values = op.decompose(rewriter);
      if (failed(values)) {
        signalPassFailure();
        continue;
      }
      // A layer may decompose into other layers.
      for (Operation *made = op->getPrevNode(); made != before;
           made = made->getPrevNode())
        collect(made);
      rewriter.replaceOp(op, *values);
      ++numDecomposed;
    }
  }
};
} // namespace
