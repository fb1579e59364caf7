//===- ChooseSchedules.cpp - A schedule for every op ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"
#include "DotProduct.h"
#include "PackParams.h"
#include "RandomSchedule.h"
#include "ScheduleChecks.h"
#include "TileLayout.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
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
static constexpr double kPackCycles = 1;

/// Cycles that it takes to extend an element and write it to memory.
static constexpr double kWidenCycles = 0.5;

/// The elements of an input, or what an unknown number is taken for.
static double countElements(Value tensor) {
  double count = 1;
  for (int64_t extent : cast<RankedTensorType>(tensor.getType()).getShape())
    count *= static_cast<double>(ShapedType::isDynamic(extent) ? kUnknownExtent
                                                               : extent);
  return count;
}

/// How often loops repeat `op` for the same `input`, of which a copy is made
/// before them. One of unknown extents stays where these are read.
static double countRepeats(Operation *op, Value input) {
  double count = 1;
  if (!cast<RankedTensorType>(input.getType()).hasStaticShape())
    return count;
  for (auto loop = dyn_cast<LoopLikeOpInterface>(op->getParentOp());
       loop && loop.isDefinedOutsideOfLoop(input);
       loop = dyn_cast<LoopLikeOpInterface>(loop->getParentOp())) {
    std::optional<llvm::APInt> trips = loop.getStaticTripCount();
    count *= trips ? std::max(1.0, trips->roundToDouble(/*isSigned=*/false))
                   : static_cast<double>(kUnknownExtent);
  }
  return count;
}

/// Whether what a tile reads of an input would lie together in a copy of it.
/// Where the last tile is a rest, the copy has no axis of tiles: then its rows
/// must be short, or few, as each long one lies in a page of its own.
static bool liesTogether(linalg::GenericOp op, OpOperand *input,
                         ScheduleAttr schedule) {
  constexpr int64_t kShortRow = 1024, kFewRows = 64;
  AffineMap map = op.getMatchingIndexingMap(input);
  std::optional<int64_t> loop = getTileLoop(op, map, schedule);
  if (!loop)
    return false;
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  auto type = cast<RankedTensorType>(input->get().getType());
  if (ShapedType::isDynamic(extents[*loop]) ||
      extents[*loop] % schedule.getTile(*loop) == 0 ||
      extents[*loop] * getElementBytes(type) <= kShortRow)
    return true;
  int64_t numRows = 1;
  for (auto [other, kind] : llvm::enumerate(op.getIteratorTypesArray()))
    if (linalg::isReductionIterator(kind) && map.isFunctionOfDim(other))
      numRows *= ShapedType::isDynamic(extents[other]) ? kUnknownExtent
                                                       : extents[other];
  return numRows <= kFewRows;
}

/// Copies an input of `op` so that what a tile reads together lies together.
static linalg::GenericOp packInput(linalg::GenericOp op, OpOperand *input,
                                   int64_t loop, ScheduleAttr schedule) {
  OpBuilder b(op);
  TileLayout layout = getTileLayout(
      op, op.getMatchingIndexingMap(input),
      tensor::getMixedSizes(b, op.getLoc(), input->get()), loop, schedule,
      /*mayFillUp=*/false);
  return copyInput(op, input, layout.shape, layout.source, layout.access,
                   "an op reads its elements in this order");
}

/// Whether the elements of an input are extended wherever they are used, and
/// could be before.
static bool canWiden(linalg::GenericOp op, unsigned input) {
  Value tensor = op->getOperand(input);
  return op.getNumReductionLoops() > 0 &&
         isa<RankedTensorType>(tensor.getType()) && !getParamArgument(tensor) &&
         getExtension(op.getBody()->getArgument(input));
}

/// A copy of an input of `op` with extended elements, and an op like `op` that
/// reads it.
static std::pair<linalg::GenericOp, linalg::GenericOp>
widenInput(linalg::GenericOp op, unsigned input) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  Value tensor = op->getOperand(input);
  auto rank =
      static_cast<unsigned>(cast<RankedTensorType>(tensor.getType()).getRank());
  Operation *extension = getExtension(op.getBody()->getArgument(input));
  Type wide = extension->getResult(0).getType();
  Value empty = tensor::EmptyOp::create(
      b, loc, tensor::getMixedSizes(b, loc, tensor), wide);
  AffineMap map = b.getMultiDimIdentityMap(rank);
  auto copy = linalg::GenericOp::create(
      b, loc, empty.getType(), tensor, empty, {map, map},
      SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel),
      [&](OpBuilder &b, Location loc, ValueRange elements) {
        IRMapping mapping;
        mapping.map(extension->getOperand(0), elements[0]);
        linalg::YieldOp::create(b, loc,
                                b.clone(*extension, mapping)->getResults());
      });
  auto reader = cast<linalg::GenericOp>(b.clone(*op));
  reader->setOperand(input, copy->getResult(0));
  BlockArgument element = reader.getBody()->getArgument(input);
  Operation *left = getExtension(element);
  element.setType(wide);
  left->replaceAllUsesWith(ValueRange(element));
  left->erase();
  return {reader, copy};
}

namespace {
struct ChooseSchedules : nn::impl::ChooseSchedulesPassBase<ChooseSchedules> {
  using ChooseSchedulesPassBase::ChooseSchedulesPassBase;

  void runOnOperation() override {
    features.vectorBits = vectorBits;
    features.vectorRegisters = vectorRegisters;
    features.maskedVectors = maskedVectors;
    features.dotUnits.assign(dotUnits.begin(), dotUnits.end());
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](Operation *op) {
      if (op->hasAttr(kScheduleAttr) && failed(checkGiven(op)))
        signalPassFailure();
      else if (auto generic = dyn_cast<linalg::GenericOp>(op);
               generic && !op->hasAttr(kScheduleAttr))
        ops.push_back(generic);
    });
    copies.clear();
    moveOutOfLoops();
    std::mt19937_64 random(randomSeed);
    for (linalg::GenericOp op : ops)
      randomSeed ? drawFor(op, random) : schedule(op);
    // What a loop only reads is copied before it.
    if (!copies.empty())
      moveOutOfLoops();
    // What a copy that stays writes to stays with it: another iteration may run
    // at the same time.
    for (Operation *copy : copies)
      if (auto generic = dyn_cast<linalg::GenericOp>(copy))
        generic.getDpsInits()[0].getDefiningOp()->moveBefore(generic);
  }

private:
  /// Moves slices, and copies of inputs, before the loops that only read them.
  void moveOutOfLoops() {
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

  /// Whether `op` admits the schedule that it was given.
  static LogicalResult checkGiven(Operation *op) {
    auto generic = dyn_cast<linalg::GenericOp>(op);
    if (!generic)
      return op->emitOpError("cannot have a schedule; only a "
                             "'linalg.generic' can");
    std::string reason = getReasonAgainst(
        op->getAttrOfType<ScheduleAttr>(kScheduleAttr), generic);
    if (reason.empty())
      return success();
    return op->emitOpError("does not admit its schedule: ") << reason;
  }

  /// The best schedule for an op, and an input that is laid out anew for it.
  struct Plan {
    Choice choice;
    OpOperand *packed = nullptr;
  };

  Plan choose(linalg::GenericOp op) {
    SmallVector<bool> canPack;
    for (OpOperand *input : op.getDpsInputOperands())
      canPack.push_back(packParams && canPackParam(op, input));
    Plan best;
    best.choice = chooseSchedule(op, features, canPack, packParams);
    for (OpOperand *input : op.getDpsInputOperands()) {
      unsigned number = input->getOperandNumber();
      AffineMap map = op.getMatchingIndexingMap(input);
      if (op.getNumReductionLoops() == 0 || canPack[number] ||
          !isa<RankedTensorType>(input->get().getType()) ||
          !map.isProjectedPermutation())
        continue;
      canPack[number] = true;
      Choice choice = chooseSchedule(op, features, canPack, packParams);
      canPack[number] = false;
      choice.cycles += kPackCycles * countElements(input->get()) /
                       countRepeats(op, input->get());
      if (choice.schedule && choice.cycles < best.choice.cycles &&
          liesTogether(op, input, choice.schedule))
        best = {choice, input};
    }
    return best;
  }

  void schedule(linalg::GenericOp op) {
    Plan best = choose(op);
    for (unsigned number = 0;
         number < static_cast<unsigned>(op.getNumDpsInputs()); ++number) {
      if (!canWiden(op, number))
        continue;
      auto [trial, copy] = widenInput(op, number);
      Plan plan = choose(trial);
      plan.choice.cycles += kWidenCycles * countElements(copy->getResult(0)) /
                            countRepeats(op, copy.getInputs()[0]);
      Operation *target = copy.getOutputs()[0].getDefiningOp();
      if (!plan.choice.schedule || plan.choice.cycles >= best.choice.cycles) {
        for (Operation *made :
             {trial.getOperation(), copy.getOperation(), target})
          made->erase();
        continue;
      }
      op->replaceAllUsesWith(trial->getResults());
      op->erase();
      op = trial;
      best = plan;
      copies.insert(copy);
      copies.insert(target);
      schedule(copy);
      ++numWidened;
    }
    if (!best.choice.schedule)
      return;
    setSchedule(op, best.choice.schedule, best.packed);
  }

  /// Gives `op` a schedule at random, and perhaps lays out an input for it.
  void drawFor(linalg::GenericOp op, std::mt19937_64 &random) {
    ScheduleAttr schedule = drawSchedule(op, random);
    if (!schedule)
      return;
    OpOperand *packed = nullptr;
    for (OpOperand *input : op.getDpsInputOperands()) {
      AffineMap map = op.getMatchingIndexingMap(input);
      if (random() % 4 == 0 && isa<RankedTensorType>(input->get().getType()) &&
          map.isProjectedPermutation() && getTileLoop(op, map, schedule) &&
          !(packParams && canPackParam(op, input)))
        packed = input;
    }
    setSchedule(op, schedule, packed);
  }

  /// Sets the schedule of `op`, for which the input `packed`, if there is one,
  /// is copied in another order.
  void setSchedule(linalg::GenericOp op, ScheduleAttr schedule,
                   OpOperand *packed) {
    if (packed) {
      linalg::GenericOp copy = packInput(
          op, packed,
          *getTileLoop(op, op.getMatchingIndexingMap(packed), schedule),
          schedule);
      copies.insert(copy);
      copies.insert(copy.getDpsInits()[0].getDefiningOp());
      if (!randomSeed)
        this->schedule(copy);
      ++numPacked;
    }
    op->setAttr(kScheduleAttr, schedule);
    ++numScheduled;
  }

  CpuFeatures features;
  /// Copies of inputs and what they write to.
  llvm::SmallPtrSet<Operation *, 8> copies;
};
} // namespace
