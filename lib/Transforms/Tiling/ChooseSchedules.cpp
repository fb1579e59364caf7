//===- ChooseSchedules.cpp - A schedule for every op ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"
#include "PackParams.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_CHOOSESCHEDULESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// Cycles that it takes to lay out an element anew.
static constexpr double kPackCycles = 2;

/// The elements of an input, or what an unknown number is taken for.
static double countElements(Value tensor) {
  double count = 1;
  for (int64_t extent : cast<RankedTensorType>(tensor.getType()).getShape())
    count *= static_cast<double>(ShapedType::isDynamic(extent) ? kUnknownExtent
                                                               : extent);
  return count;
}

/// Copies an input of `op` so that what a tile reads together lies together: in
/// panels that are as wide as the tile along `loop`, or if its extent is no
/// multiple of that, with its axis last. Returns the copy and what it writes
/// to.
static std::pair<Operation *, Operation *> packInput(linalg::GenericOp op,
                                                     OpOperand *input,
                                                     int64_t loop,
                                                     ScheduleAttr schedule) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  AffineMap access = op.getMatchingIndexingMap(input);
  int64_t tile = schedule.getTile(loop);
  auto isTileAxis = [&](AffineExpr expr) {
    return expr == b.getAffineDimExpr(loop);
  };
  // Parallel axes come first, then those that reduce, that of the tiles last.
  SmallVector<unsigned> order;
  for (auto kind :
       {utils::IteratorType::parallel, utils::IteratorType::reduction})
    for (auto [axis, expr] : llvm::enumerate(access.getResults()))
      if (!isTileAxis(expr) &&
          op.getIteratorTypesArray()[cast<AffineDimExpr>(expr).getPosition()] ==
              kind)
        order.push_back(axis);
  unsigned cut = 0;
  while (!isTileAxis(access.getResult(cut)))
    ++cut;
  SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(b, loc, input->get());
  std::optional<int64_t> extent = getConstantIntValue(sizes[cut]);
  bool inPanels = extent && *extent % tile == 0 && tile < *extent;
  SmallVector<OpFoldResult> shape;
  SmallVector<AffineExpr> from(access.getNumResults()), to;
  if (inPanels) {
    shape.push_back(b.getIndexAttr(*extent / tile));
    to.push_back(access.getResult(cut).floorDiv(tile));
  }
  for (unsigned axis : order) {
    from[axis] = b.getAffineDimExpr(shape.size());
    shape.push_back(sizes[axis]);
    to.push_back(access.getResult(axis));
  }
  from[cut] = b.getAffineDimExpr(shape.size());
  if (inPanels)
    from[cut] = b.getAffineDimExpr(0) * tile + from[cut];
  shape.push_back(inPanels ? b.getIndexAttr(tile) : sizes[cut]);
  to.push_back(inPanels ? access.getResult(cut) % tile : access.getResult(cut));
  auto rank = static_cast<unsigned>(shape.size());
  Value empty = tensor::EmptyOp::create(
      b, loc, shape, getElementTypeOrSelf(input->get().getType()));
  auto copy = linalg::GenericOp::create(
      b, loc, empty.getType(), input->get(), empty,
      {AffineMap::get(rank, 0, from, b.getContext()),
       b.getMultiDimIdentityMap(rank)},
      SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel),
      [](OpBuilder &b, Location loc, ValueRange elements) {
        linalg::YieldOp::create(b, loc, elements[0]);
      });
  input->set(copy.getResult(0));
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps[input->getOperandNumber()] =
      AffineMap::get(access.getNumDims(), 0, to, b.getContext());
  op.setIndexingMapsAttr(b.getAffineMapArrayAttr(maps));
  return {copy, empty.getDefiningOp()};
}

namespace {
struct ChooseSchedules : nn::impl::ChooseSchedulesPassBase<ChooseSchedules> {
  using ChooseSchedulesPassBase::ChooseSchedulesPassBase;

  void runOnOperation() override {
    features = {/*nativeF16=*/false, vectorBits, vectorRegisters,
                maskedVectors};
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) {
      if (!op->hasAttr(kScheduleAttr))
        ops.push_back(op);
    });
    copies.clear();
    for (linalg::GenericOp op : ops)
      schedule(op);
    // What a loop only reads is copied before it.
    if (!copies.empty())
      getOperation().walk([&](LoopLikeOpInterface loop) {
        moveLoopInvariantCode(
            loop.getLoopRegions(),
            [&](Value value, Region *) {
              return loop.isDefinedOutsideOfLoop(value);
            },
            [&](Operation *op, Region *) {
              return copies.contains(op) || isa<tensor::ExtractSliceOp>(op);
            },
            [&](Operation *op, Region *) { loop.moveOutOfLoop(op); });
      });
  }

private:
  void schedule(linalg::GenericOp op) {
    SmallVector<bool> canPack;
    for (OpOperand *input : op.getDpsInputOperands())
      canPack.push_back(packParams && canPackParam(op, input));
    Choice best = chooseSchedule(op, features, canPack);
    OpOperand *packed = nullptr;
    for (OpOperand *input : op.getDpsInputOperands()) {
      unsigned number = input->getOperandNumber();
      AffineMap map = op.getMatchingIndexingMap(input);
      if (op.getNumReductionLoops() == 0 || canPack[number] ||
          !isa<RankedTensorType>(input->get().getType()) ||
          !map.isProjectedPermutation())
        continue;
      canPack[number] = true;
      Choice choice = chooseSchedule(op, features, canPack);
      canPack[number] = false;
      choice.cycles += kPackCycles * countElements(input->get());
      if (!choice.schedule || choice.cycles >= best.cycles ||
          !getTileLoop(op, map, choice.schedule))
        continue;
      best = choice;
      packed = input;
    }
    if (!best.schedule)
      return;
    if (packed) {
      auto [copy, target] = packInput(
          op, packed,
          *getTileLoop(op, op.getMatchingIndexingMap(packed), best.schedule),
          best.schedule);
      copies.insert(copy);
      copies.insert(target);
      ++numPacked;
    }
    op->setAttr(kScheduleAttr, best.schedule);
    ++numScheduled;
  }

  CpuFeatures features;
  /// Copies of inputs and what they write to.
  llvm::SmallPtrSet<Operation *, 8> copies;
};
} // namespace
