//===- LowerCopies.cpp - Copies of buffers as linalg ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_LOWERCOPIESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

namespace {
struct LowerCopies : nn::impl::LowerCopiesPassBase<LowerCopies> {
  void runOnOperation() override {
    SmallVector<memref::CopyOp> copies;
    getOperation()->walk([&](memref::CopyOp op) { copies.push_back(op); });
    for (memref::CopyOp op : copies) {
      OpBuilder builder(op);
      // A result that was computed in its place is already there.
      if (op.getSource() != op.getTarget())
        linalg::makeMemRefCopyOp(builder, op.getLoc(), op.getSource(),
                                 op.getTarget());
      op.erase();
    }
  }
};
} // namespace
