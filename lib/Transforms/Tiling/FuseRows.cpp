//===- FuseRows.cpp - Several passes over rows in one loop ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A softmax, a normalisation or an attention reads each row of a tensor several
// times: to find its largest element, to sum it up, to scale it. Op by op,
// every pass goes over the whole tensor. Here all passes run over a few rows
// before the next ones, which stay in the first level of cache: what lies
// between the passes is as long as a row and no matrix of all scores is ever
// there.
//
// The loops are upstream's (tile the last op, fuse what it reads).
//
//===----------------------------------------------------------------------===//

#include "PackParams.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/SCF/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_FUSEROWSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// Bytes of rows that are computed together: half of a small first-level cache.
static constexpr int64_t kRowBytes = 16384;
/// The same where a matrix is read again for each such set of rows.
static constexpr int64_t kProductRowBytes = 32768;
/// More rows than these make no product faster.
static constexpr int64_t kMostRows = 32;

/// Whether `op` multiplies with a parameter: of that, a few rows would have to
/// read all.
static bool readsParam(linalg::GenericOp op) {
  return op.getNumReductionLoops() > 0 &&
         llvm::any_of(op.getDpsInputOperands(), [](OpOperand *input) {
           auto type = dyn_cast<RankedTensorType>(input->get().getType());
           return type && type.getRank() > 1 && getParamArgument(input->get());
         });
}

namespace {
/// Ops that compute what `last` reads, row by row.
struct Passes {
  linalg::GenericOp last;
  llvm::SmallSetVector<Operation *, 8> ops;
  /// The loops of `last` that are parallel in all, and those of them along
  /// which products have other factors: one index at a time.
  SmallVector<bool> isRow, isBatch;
  /// Bytes of the longest row.
  int64_t rowBytes = 0;
  /// Whether rows are multiplied with a matrix.
  bool multiplies = false;

  int64_t getMostBytes() const {
    return multiplies ? kProductRowBytes : kRowBytes;
  }
};

struct FuseRows : nn::impl::FuseRowsPassBase<FuseRows> {
  void runOnOperation() override {
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) { ops.push_back(op); });
    llvm::DenseSet<Operation *> done;
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : llvm::reverse(ops)) {
      if (done.contains(op))
        continue;
      Passes passes = collect(op);
      if (!isWorthIt(passes))
        continue;
      done.insert(passes.ops.begin(), passes.ops.end());
      if (failed(fuse(rewriter, passes)))
        return signalPassFailure();
      ++numFused;
    }
  }

private:
  /// Whether `op` may be computed within the rows of those that read it.
  static bool canFuse(Operation *op, const Passes &passes) {
    if (op->getBlock() != passes.last->getBlock() ||
        !llvm::all_of(op->getUsers(), [&](Operation *user) {
          return user == passes.last || passes.ops.contains(user);
        }))
      return false;
    if (isa<linalg::FillOp>(op))
      return true;
    auto generic = dyn_cast<linalg::GenericOp>(op);
    if (!generic || generic->getNumResults() != 1 || readsParam(generic) ||
        llvm::hasSingleElement(*generic.getBody()))
      return false;
    // What follows a product with a parameter is computed with that.
    return llvm::none_of(generic.getDpsInputs(), [](Value input) {
      auto product = input.getDefiningOp<linalg::GenericOp>();
      return product && readsParam(product) && product->hasOneUse();
    });
  }

  /// Notes the loops that all factors of a product depend on, and that there is
  /// one. `loops` are those of the last op.
  static void noteBatch(linalg::LinalgOp op, ArrayRef<int64_t> loops,
                        Passes &passes) {
    auto isFactor = [&](OpOperand *input) {
      return isa<RankedTensorType>(input->get().getType()) &&
             !op.getMatchingBlockArgument(input).use_empty();
    };
    SmallVector<OpOperand *> factors =
        llvm::filter_to_vector(op.getDpsInputOperands(), isFactor);
    if (op.getNumReductionLoops() == 0 || factors.size() < 2)
      return;
    for (unsigned loop = 0; loop < loops.size(); ++loop) {
      if (loops[loop] < 0)
        continue;
      if (llvm::all_of(factors, [&](OpOperand *factor) {
            return op.getMatchingIndexingMap(factor).isFunctionOfDim(loop);
          }))
        passes.isBatch[loops[loop]] = true;
      else
        passes.multiplies = true;
    }
  }

  static Passes collect(linalg::GenericOp last) {
    Passes passes;
    passes.last = last;
    if (last->getNumResults() != 1 || readsParam(last))
      return passes;
    for (utils::IteratorType kind : last.getIteratorTypesArray())
      passes.isRow.push_back(kind == utils::IteratorType::parallel);
    passes.isBatch.assign(passes.isRow.size(), false);
    // Which loop of `last` each loop of an op is, or -1.
    llvm::DenseMap<Operation *, SmallVector<int64_t>> loops;
    auto numLoops = static_cast<int64_t>(passes.isRow.size());
    loops[last] = llvm::to_vector(llvm::seq<int64_t>(0, numLoops));
    // An op is taken when all that read it are; to the end, since these may
    // come later.
    SmallVector<linalg::LinalgOp> work = {cast<linalg::LinalgOp>(*last)};
    while (!work.empty()) {
      linalg::LinalgOp reader = work.pop_back_val();
      for (OpOperand &operand : reader->getOpOperands()) {
        auto op = operand.get().getDefiningOp<linalg::LinalgOp>();
        bool isKnown = op && passes.ops.contains(op);
        if (!op || (!isKnown && !canFuse(op, passes)))
          continue;
        // A loop of the op is what the reader's map says.
        SmallVector<int64_t> its(op.getNumLoops(), -1);
        AffineMap read = reader.getMatchingIndexingMap(&operand);
        AffineMap made = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
        llvm::SmallDenseSet<int64_t> found;
        for (auto [from, to] :
             llvm::zip_equal(read.getResults(), made.getResults())) {
          auto reading = dyn_cast<AffineDimExpr>(from);
          auto making = dyn_cast<AffineDimExpr>(to);
          if (!reading || !making)
            continue;
          int64_t loop = loops[reader][reading.getPosition()];
          its[making.getPosition()] = loop;
          if (loop >= 0)
            found.insert(loop);
        }
        for (int64_t loop = 0; loop < numLoops; ++loop)
          if (!found.contains(loop))
            passes.isRow[loop] = false;
        // Read by rows and as a whole, say, it would be computed several times.
        if (isKnown) {
          if (loops[op] != its)
            passes.isRow.assign(passes.isRow.size(), false);
          continue;
        }
        noteBatch(op, its, passes);
        loops[op] = std::move(its);
        passes.ops.insert(op);
        work.push_back(op);
      }
    }
    for (Operation *op : passes.ops) {
      auto type = cast<RankedTensorType>(op->getResult(0).getType());
      int64_t bytes = getElementBytes(type);
      AffineMap made = cast<linalg::LinalgOp>(op).getMatchingIndexingMap(
          cast<linalg::LinalgOp>(op).getDpsInitOperand(0));
      for (auto [axis, expr] : llvm::enumerate(made.getResults())) {
        auto dim = dyn_cast<AffineDimExpr>(expr);
        int64_t loop = dim ? loops[op][dim.getPosition()] : -1;
        if (loop < 0 || !passes.isRow[loop])
          bytes *= type.isDynamicDim(axis) ? 1 : type.getDimSize(axis);
      }
      passes.rowBytes = std::max(passes.rowBytes, bytes);
    }
    return passes;
  }

  /// Whether rows are read several times and there are many.
  static bool isWorthIt(const Passes &passes) {
    int64_t numReductions = 0;
    for (Operation *op : passes.ops) {
      if (!cast<linalg::LinalgOp>(op).hasPureTensorSemantics() ||
          !llvm::all_of(op->getResultTypes(), [](Type type) {
            return cast<RankedTensorType>(type).hasStaticShape();
          }))
        return false;
      numReductions += cast<linalg::LinalgOp>(op).getNumReductionLoops() > 0;
    }
    // One pass is no more than what follows a product.
    auto isReadAgain = [&](Operation *op) {
      return !isa<linalg::FillOp>(op) &&
             llvm::SmallPtrSet<Operation *, 4>(op->user_begin(), op->user_end())
                     .size() > 1;
    };
    if (numReductions == 0 || llvm::none_of(passes.ops, isReadAgain) ||
        !cast<RankedTensorType>(passes.last->getResult(0).getType())
             .hasStaticShape())
      return false;
    linalg::GenericOp last = passes.last;
    int64_t rows = 1;
    for (auto [loop, extent] : llvm::enumerate(last.getStaticLoopRanges()))
      if (passes.isRow[loop])
        rows *= extent;
    return rows > 1 && rows * passes.rowBytes > passes.getMostBytes();
  }

  LogicalResult fuse(RewriterBase &rewriter, const Passes &passes) {
    linalg::GenericOp last = passes.last;
    SmallVector<int64_t> extents = last.getStaticLoopRanges();
    SmallVector<OpFoldResult> sizes(extents.size(), rewriter.getIndexAttr(0));
    scf::SCFTileAndFuseOptions options;
    // As many rows as fit, in equal tiles if that can be.
    int64_t left =
        std::min(kMostRows,
                 std::max<int64_t>(1, passes.getMostBytes() / passes.rowBytes));
    SmallVector<int64_t> order;
    for (bool isBatch : {true, false})
      for (auto [loop, is] : llvm::enumerate(passes.isBatch))
        if (is == isBatch)
          order.push_back(loop);
    options.tilingOptions.setInterchange(order);
    for (int64_t loop : llvm::reverse(order)) {
      if (!passes.isRow[loop] || extents[loop] == 1)
        continue;
      if (passes.isBatch[loop]) {
        sizes[loop] = rewriter.getIndexAttr(1);
        continue;
      }
      int64_t tile = std::min(left, extents[loop]);
      for (int64_t even = tile; 2 * even > tile; --even)
        if (extents[loop] % even == 0) {
          tile = even;
          break;
        }
      left /= tile;
      if (tile < extents[loop])
        sizes[loop] = rewriter.getIndexAttr(tile);
      left = tile < extents[loop] ? 1 : std::max<int64_t>(left, 1);
    }
    options.tilingOptions.setTileSizes(sizes);
    options.setFusionControlFn(
        [&](tensor::ExtractSliceOp, OpResult producer, bool)
            -> std::optional<scf::SCFTileAndFuseOptions::ControlFnResult> {
          if (!passes.ops.contains(producer.getOwner()))
            return std::nullopt;
          return scf::SCFTileAndFuseOptions::ControlFnResult{};
        });
    rewriter.setInsertionPoint(last);
    FailureOr<scf::SCFTileAndFuseResult> tiled =
        scf::tileConsumerAndFuseProducersUsingSCF(
            rewriter, cast<TilingInterface>(last.getOperation()), options);
    if (failed(tiled))
      return last.emitOpError("cannot be cut into rows");
    for (auto [from, to] : tiled->replacements)
      rewriter.replaceAllUsesWith(from, to);
    rewriter.eraseOp(last);
    // A last tile of fewer rows gets code of its own.
    for (LoopLikeOpInterface loop : llvm::reverse(tiled->loops)) {
      loop->setAttr(kIndependentAttr, rewriter.getUnitAttr());
      scf::ForOp rest;
      if (auto forOp = dyn_cast<scf::ForOp>(*loop))
        (void)scf::peelForLoopAndSimplifyBounds(rewriter, forOp, rest);
    }
    return success();
  }
};
} // namespace
