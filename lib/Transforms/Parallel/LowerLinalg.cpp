//===- LowerLinalg.cpp - Loops over elements ------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What has no schedule is mostly data that is moved or filled in: fast on the
// thread whose cache holds it, but several times slower where other threads
// have written it. So that, too, is done in parallel parts.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_LOWERLINALGPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// The number of outer loops of `op` whose iterations are independent.
static unsigned countIndependent(linalg::LinalgOp op) {
  unsigned count = 0;
  for (utils::IteratorType kind : op.getIteratorTypesArray()) {
    AffineExpr index = getAffineDimExpr(count, op.getContext());
    bool writesApart =
        llvm::all_of(op.getDpsInitsMutable(), [&](OpOperand &output) {
          return llvm::is_contained(
              op.getMatchingIndexingMap(&output).getResults(), index);
        });
    if (!linalg::isParallelIterator(kind) || !writesApart)
      break;
    ++count;
  }
  return count;
}

namespace {
struct LowerLinalg : nn::impl::LowerLinalgPassBase<LowerLinalg> {
  void runOnOperation() override {
    SmallVector<linalg::LinalgOp> ops;
    getOperation().walk([&](linalg::LinalgOp op) { ops.push_back(op); });
    IRRewriter rewriter(&getContext());
    for (linalg::LinalgOp op : ops) {
      unsigned numIndependent = countIndependent(op);
      rewriter.setInsertionPoint(op);
      FailureOr<linalg::LinalgLoops> loops =
          linalg::linalgOpToLoops(rewriter, op);
      if (failed(loops)) {
        op.emitOpError("cannot be lowered to loops");
        return signalPassFailure();
      }
      for (Operation *loop : ArrayRef(*loops).take_front(numIndependent))
        loop->setAttr(kIndependentAttr, rewriter.getUnitAttr());
      rewriter.eraseOp(op);
    }
  }
};
} // namespace
