//===- ChooseSchedules.cpp - A schedule for every op ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"
#include "PackParams.h"
#include "TileLayout.h"
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

/// Copies an input of `op` so that what a tile reads together lies together.
/// Returns the copy and what it writes to.
static std::pair<Operation *, Operation *> packInput(linalg::GenericOp op,
                                                     OpOperand *input,
                                                     int64_t loop,
                                                     ScheduleAttr schedule) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  TileLayout layout =
      getTileLayout(op, op.getMatchingIndexingMap(input),
                    tensor::getMixedSizes(b, loc, input->get()), loop, schedule,
                    /*mayFillUp=*/false);
  auto rank = static_cast<unsigned>(layout.shape.size());
  Value empty = tensor::EmptyOp::create(
      b, loc, layout.shape, getElementTypeOrSelf(input->get().getType()));
  auto copy = linalg::GenericOp::create(
      b, loc, empty.getType(), input->get(), empty,
      {layout.source, b.getMultiDimIdentityMap(rank)},
      SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel),
      [](OpBuilder &b, Location loc, ValueRange elements) {
        linalg::YieldOp::create(b, loc, elements[0]);
      });
  input->set(copy.getResult(0));
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps[input->getOperandNumber()] = layout.access;
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
