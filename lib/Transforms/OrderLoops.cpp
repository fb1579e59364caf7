//===- OrderLoops.cpp - Choose the innermost loop -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM vectorises the innermost loop of a nest. It does so well if that loop
// steps by one element, or stays, in every operand: a parallel loop then
// computes neighbouring results, a reduction with reassociation sums in lanes.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_ORDERLOOPSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

/// How an operand moves when a loop advances: 0 it stays, 1 to the next
/// element, 2 farther.
static int getStep(AffineMap map, unsigned loop) {
  int step = 0;
  for (auto [position, expr] : llvm::enumerate(map.getResults())) {
    if (!expr.isFunctionOfDim(loop))
      continue;
    bool isLast = position + 1 == map.getNumResults();
    // d_loop + anything that does not move.
    AffineExpr zero = getAffineConstantExpr(0, map.getContext());
    AffineExpr one = getAffineConstantExpr(1, map.getContext());
    AffineExpr loopDim = getAffineDimExpr(loop, map.getContext());
    AffineExpr difference = simplifyAffineExpr(
        expr.replace(loopDim, one) - expr.replace(loopDim, zero),
        map.getNumDims(), map.getNumSymbols());
    step = std::max(step, isLast && difference == one ? 1 : 2);
  }
  return step;
}

/// What it costs to have `loop` innermost; lower is better.
static int64_t getPenalty(linalg::GenericOp op, unsigned loop) {
  int64_t penalty = 0;
  for (AffineMap map : op.getIndexingMapsArray())
    penalty += 4 * (getStep(map, loop) == 2);
  // A short loop leaves vector lanes empty.
  int64_t extent = op.getStaticLoopRanges()[loop];
  if (!ShapedType::isDynamic(extent) && extent < 8)
    penalty += extent < 4 ? 3 : 1;
  // At equal strides, a parallel loop needs no final sum of the lanes.
  penalty += linalg::isReductionIterator(op.getIteratorTypesArray()[loop]);
  return penalty;
}

namespace {
struct OrderLoops : nn::impl::OrderLoopsPassBase<OrderLoops> {
  void runOnOperation() override {
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) { ops.push_back(op); });
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : ops) {
      unsigned numLoops = op.getNumLoops();
      // A schedule names loops by number.
      if (numLoops < 2 || op->hasAttr(nn::kScheduleAttr))
        continue;
      // At equal penalty the loop that is farther inside stays.
      unsigned best = numLoops - 1;
      for (unsigned loop = numLoops - 1; loop-- > 0;)
        if (getPenalty(op, loop) < getPenalty(op, best))
          best = loop;
      if (best == numLoops - 1)
        continue;
      SmallVector<unsigned> order;
      for (unsigned loop = 0; loop < numLoops; ++loop)
        if (loop != best)
          order.push_back(loop);
      order.push_back(best);
      rewriter.setInsertionPoint(op);
      if (succeeded(linalg::interchangeGenericOp(rewriter, op, order)))
        ++numInterchanged;
    }
  }
};
} // namespace
