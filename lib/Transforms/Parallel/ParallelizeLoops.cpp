//===- ParallelizeLoops.cpp - Loops that run in parallel parts ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Passes on tensors say of a loop that its iterations are independent: each
// computes slices of its own. After bufferization, such a loop writes slices of
// buffers from before it, which are disjoint, and buffers that are allocated
// within, of which 'nn-plan-memory' gives every part its own. A loop that
// writes to the same place of a buffer from before it in all iterations, since
// bufferization has made two tensors one, stays as it is.
//
// Two loops of which one holds nothing but the other become one: three heads
// and two tiles of rows are six iterations, which any number of threads up to
// six shares better than three or two.
//
//===----------------------------------------------------------------------===//

#include "Work.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_PARALLELIZELOOPSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// More iterations than these are shared well enough.
static constexpr int64_t kManyIterations = 64;

/// What `loop` counts in its iteration `number`.
static Value getIndex(OpBuilder &b, scf::ForOp loop, Value number) {
  AffineExpr d0 = b.getAffineDimExpr(0);
  return affine::AffineApplyOp::create(
      b, loop.getLoc(),
      AffineMap::get(1, 0,
                     d0 * *getConstantIntValue(loop.getStep()) +
                         *getConstantIntValue(loop.getLowerBound())),
      number);
}

/// Whether `loop` writes only to what is allocated in it, and to places that
/// depend on its index.
static bool writesByIndex(scf::ForOp loop) {
  llvm::DenseSet<Value> known = {loop.getInductionVar()};
  auto depends = [&](Value value) { return known.contains(value); };
  // An alloc is the place of its iteration alone.
  return !loop.getBody()
              ->walk<WalkOrder::PreOrder>([&](Operation *op) {
                bool isPlace =
                    llvm::any_of(op->getOperands(), [&](Value value) {
                      return depends(value) &&
                             isa<IndexType, MemRefType>(value.getType());
                    });
                if (isPlace || isa<memref::AllocOp>(op)) {
                  known.insert(op->result_begin(), op->result_end());
                  for (Region &region : op->getRegions())
                    for (Block &block : region)
                      known.insert(block.args_begin(), block.args_end());
                  return WalkResult::advance();
                }
                if (op->hasTrait<OpTrait::HasRecursiveMemoryEffects>() ||
                    !mightHaveEffect<MemoryEffects::Write>(op))
                  return WalkResult::advance();
                return WalkResult::interrupt();
              })
              .wasInterrupted();
}

/// The loop that is all that `outer` does, if its iterations are independent,
/// too, and are the same in every iteration of `outer`. The innermost loop,
/// which may become one over vectors, stays.
static scf::ForOp findInner(scf::ForOp outer) {
  scf::ForOp inner;
  for (Operation &op : outer.getBody()->without_terminator()) {
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      if (inner || !loop->hasAttr(kIndependentAttr) ||
          loop.getNumResults() > 0 || getIterations(loop).value_or(0) == 0 ||
          loop.getBody()->getOps<scf::ForOp>().empty() || !writesByIndex(loop))
        return nullptr;
      inner = loop;
    } else if (!isPure(&op)) {
      return nullptr;
    }
  }
  return inner;
}

namespace {
struct ParallelizeLoops : nn::impl::ParallelizeLoopsPassBase<ParallelizeLoops> {
  using ParallelizeLoopsPassBase::ParallelizeLoopsPassBase;

  void runOnOperation() override {
    bool mayCut = partCycles > 0 && getOperation()->hasAttr(kSignatureAttr);
    // Outer loops first: an inner one may become a part of them.
    getOperation().walk<WalkOrder::PreOrder>([&](scf::ForOp loop) {
      if (!loop->hasAttr(kIndependentAttr))
        return;
      if (mayCut && canRunInParallel(loop) && isWorthIt(loop)) {
        mergeInner(loop);
        parallelize(loop);
      }
      loop->removeAttr(kIndependentAttr);
    });
  }

private:
  static bool canRunInParallel(scf::ForOp loop) {
    if (loop.getNumResults() > 0 || !getConstantIntValue(loop.getStep()))
      return false;
    WalkResult calls = loop->walk([](Operation *op) {
      return isa<CheckOp, func::CallOp, cf::AssertOp>(op)
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    });
    return !calls.wasInterrupted() && writesByIndex(loop);
  }

  static void mergeInner(scf::ForOp outer) {
    std::optional<int64_t> count = getIterations(outer);
    scf::ForOp inner = findInner(outer);
    if (!count || *count >= kManyIterations || !inner)
      return;
    int64_t rounds = *getIterations(inner);
    IRRewriter rewriter(outer.getContext());
    Location loc = outer.getLoc();
    rewriter.setInsertionPointToStart(outer.getBody());
    Value number = outer.getInductionVar();
    AffineExpr d0 = rewriter.getAffineDimExpr(0);
    auto apply = [&](AffineExpr expr) -> Value {
      return affine::AffineApplyOp::create(rewriter, loc,
                                           AffineMap::get(1, 0, expr), number);
    };
    Value round = apply(d0.floorDiv(rounds)), step = apply(d0 % rounds);
    Value outerIndex = getIndex(rewriter, outer, round);
    Value innerIndex = getIndex(rewriter, inner, step);
    number.replaceUsesWithIf(outerIndex, [&](OpOperand &use) {
      return use.getOwner() != round.getDefiningOp() &&
             use.getOwner() != step.getDefiningOp();
    });
    rewriter.eraseOp(inner.getBody()->getTerminator());
    rewriter.inlineBlockBefore(inner.getBody(), inner, innerIndex);
    rewriter.eraseOp(inner);
    rewriter.setInsertionPoint(outer);
    auto constant = [&](int64_t value) -> Value {
      return arith::ConstantIndexOp::create(rewriter, loc, value);
    };
    outer.setLowerBound(constant(0));
    outer.setUpperBound(constant(*count * rounds));
    outer.setStep(constant(1));
  }

  double countCycles(scf::ForOp loop) {
    return std::max(1., estimateCycles(*loop.getBody(), partCycles));
  }

  /// Whether there is work for two threads.
  bool isWorthIt(scf::ForOp loop) {
    int64_t count = getIterations(loop).value_or(kUnknownExtent);
    return countCycles(loop) * static_cast<double>(count) >=
           2 * static_cast<double>(partCycles);
  }

  void parallelize(scf::ForOp loop) {
    OpBuilder b(loop);
    Location loc = loop.getLoc();
    int64_t step = *getConstantIntValue(loop.getStep());
    AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
    OpFoldResult low = getAsOpFoldResult(loop.getLowerBound());
    OpFoldResult high = getAsOpFoldResult(loop.getUpperBound());
    Value number = getValueOrCreateConstantIndexOp(
        b, loc,
        affine::makeComposedFoldedAffineApply(
            b, loc, AffineMap::get(2, 0, (d1 - d0).ceilDiv(step)),
            {low, high}));
    Value grain = arith::ConstantIndexOp::create(
        b, loc,
        std::max<int64_t>(1, std::llround(static_cast<double>(partCycles) /
                                          countCycles(loop))));
    auto parallel = ParallelOp::create(b, loc, number, grain);
    b.setInsertionPointToStart(&parallel.getBody().front());
    // The last part ends where the loop did, which may lie before the end of a
    // whole step.
    Value begin = affine::makeComposedAffineApply(
        b, loc, AffineMap::get(2, 0, d0 + d1 * step),
        {low, OpFoldResult(parallel.getBegin())});
    Value end = affine::AffineMinOp::create(
        b, loc,
        AffineMap::get(3, 0, {d0 + d1 * step, b.getAffineDimExpr(2)},
                       b.getContext()),
        ValueRange{getValueOrCreateConstantIndexOp(b, loc, low),
                   parallel.getEnd(), loop.getUpperBound()});
    loop->moveBefore(&parallel.getBody().front(),
                     parallel.getBody().front().end());
    loop.setLowerBound(begin);
    loop.setUpperBound(end);
    ++numParallel;
  }
};
} // namespace
