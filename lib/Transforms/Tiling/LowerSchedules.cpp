//===- LowerSchedules.cpp - Loops and vectors of scheduled ops ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleChecks.h"
#include "TileEmitter.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/AMX/AMXDialect.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_LOWERSCHEDULESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// The buffer that `buffer` is a view of, null if it may be one of several.
/// Different roots do not overlap: they are allocated, or buffers of an
/// interface, which checks it.
static Value getRoot(Value buffer) {
  while (auto view = buffer.getDefiningOp<ViewLikeOpInterface>())
    buffer = view.getViewSource();
  if (auto argument = dyn_cast<BlockArgument>(buffer))
    return isa<func::FuncOp>(argument.getOwner()->getParentOp()) ? buffer
                                                                 : Value();
  return isa_and_present<memref::AllocOp, memref::GetGlobalOp>(
             buffer.getDefiningOp())
             ? buffer
             : Value();
}

/// Whether `op` may read or write what lies in one of `roots`.
static bool mayTouch(Operation *op, const llvm::SmallDenseSet<Value> &roots) {
  if (isMemoryEffectFree(op) || isa<memref::AllocOp>(op))
    return false;
  if (op->getNumRegions() > 0 && !isa<linalg::LinalgOp>(op))
    return true;
  // The body of a linalg op may read buffers of its own.
  for (Region &region : op->getRegions())
    for (Operation &inner : region.getOps())
      if (!isMemoryEffectFree(&inner))
        return true;
  if (roots.contains(Value()))
    return true;
  return llvm::any_of(op->getOperands(), [&](Value operand) {
    if (!isa<MemRefType>(operand.getType()))
      return false;
    Value root = getRoot(operand);
    return !root || roots.contains(root);
  });
}

/// The op that fills `buffer` before `op`, if nothing touches it in between.
static linalg::FillOp findFill(linalg::GenericOp op, OpOperand &output) {
  // The op writes every element.
  auto type = cast<MemRefType>(output.get().getType());
  for (auto [axis, expr] :
       llvm::enumerate(op.getMatchingIndexingMap(&output).getResults()))
    if (!isa<AffineDimExpr>(expr) &&
        !(isa<AffineConstantExpr>(expr) && type.getDimSize(axis) == 1))
      return nullptr;
  Value buffer = output.get();
  llvm::SmallDenseSet<Value> roots = {getRoot(buffer)};
  for (Operation *before = op->getPrevNode(); before;
       before = before->getPrevNode()) {
    auto fill = dyn_cast<linalg::FillOp>(before);
    if (fill && fill.getOutputs()[0] == buffer)
      return fill;
    if (mayTouch(before, roots))
      return nullptr;
  }
  return nullptr;
}

/// The element-wise op that alone reads the result of `group.main` and can run
/// where it is made.
static void findEpilogue(TileGroup &group, linalg::FillOp fill) {
  linalg::GenericOp op = group.main;
  if (op.getNumDpsInits() != 1 || !fill)
    return;
  auto alloc = op.getDpsInits()[0].getDefiningOp<memref::AllocOp>();
  if (!alloc)
    return;
  linalg::GenericOp reader;
  for (Operation *user : alloc->getUsers()) {
    if (user == op || user == fill)
      continue;
    auto generic = dyn_cast<linalg::GenericOp>(user);
    if (!generic || reader)
      return;
    reader = generic;
  }
  if (!reader || reader->getBlock() != op->getBlock() ||
      reader.getNumReductionLoops() > 0 || !op->isBeforeInBlock(reader) ||
      !hasVectorBody(reader))
    return;
  // It reads the element that it computes with, and no other.
  OpOperand *handover = nullptr;
  for (OpOperand &operand : reader->getOpOperands())
    if (operand.get() == alloc.getResult()) {
      if (handover || reader.isDpsInit(&operand))
        return;
      handover = &operand;
    }
  AffineMap read = reader.getMatchingIndexingMap(handover);
  AffineMap made = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  SmallVector<int64_t> loops(reader.getNumLoops(), -1);
  for (auto [from, to] :
       llvm::zip_equal(read.getResults(), made.getResults())) {
    auto reading = dyn_cast<AffineDimExpr>(from);
    auto making = dyn_cast<AffineDimExpr>(to);
    if (reading && making) {
      // The diagonal has one loop for several.
      if (loops[reading.getPosition()] >= 0)
        return;
      loops[reading.getPosition()] = making.getPosition();
    } else if (making && op.getStaticLoopRanges()[making.getPosition()] != 1)
      return;
  }
  for (auto [loop, extent] : llvm::enumerate(reader.getStaticLoopRanges()))
    if (loops[loop] < 0 && extent != 1)
      return;
  for (AffineMap map : reader.getIndexingMapsArray())
    if (map.getNumSymbols() > 0)
      return;
  // Everything moves to the reader, and its result is written early.
  llvm::SmallDenseSet<Value> roots;
  for (Value input : op.getDpsInputs())
    if (isa<MemRefType>(input.getType()))
      roots.insert(getRoot(input));
  if (roots.contains(Value()))
    return;
  for (Value output : reader.getDpsInits())
    if (!getRoot(output) || roots.contains(getRoot(output)))
      return;
  for (Operation *between = op->getNextNode(); between != reader;
       between = between->getNextNode())
    if (auto linalgOp = dyn_cast<linalg::LinalgOp>(between)) {
      if (llvm::any_of(linalgOp.getDpsInits(), [&](Value output) {
            return !getRoot(output) || roots.contains(getRoot(output));
          }))
        return;
    } else if (mayTouch(between, roots)) {
      return;
    }
  group.epilogue = reader;
  group.handover = handover->getOperandNumber();
  group.epilogueLoops = std::move(loops);
}

namespace {
struct LowerSchedules : nn::impl::LowerSchedulesPassBase<LowerSchedules> {
  using LowerSchedulesPassBase::LowerSchedulesPassBase;

  void runOnOperation() override {
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) {
      if (op->hasAttr(kScheduleAttr))
        ops.push_back(op);
    });
    for (linalg::GenericOp op : ops)
      if (!fused.contains(op) && failed(lower(op)))
        signalPassFailure();
    fused.clear();
  }

  LogicalResult lower(linalg::GenericOp op) {
    auto schedule = op->getAttrOfType<ScheduleAttr>(kScheduleAttr);
    if (!schedule)
      return op.emitOpError("expected '")
             << kScheduleAttr << "' to be a '#nn.schedule'";
    if (std::string reason = getReasonAgainst(schedule, op); !reason.empty())
      return op.emitOpError("cannot be lowered by its schedule: ") << reason;
    FailureOr<std::optional<Dots>> dots = getDots(op, schedule);
    if (failed(dots))
      return failure();
    TileGroup group;
    group.main = op;
    SmallVector<linalg::FillOp> fills;
    for (OpOperand &output : op.getDpsInitsMutable()) {
      fills.push_back(findFill(op, output));
      group.starts.push_back(fills.back() ? fills.back().getInputs()[0]
                                          : Value());
    }
    findEpilogue(group, fills.front());
    if (group.epilogue)
      ++numFused;
    OpBuilder builder(group.epilogue ? group.epilogue : op);
    bool isEntry = getOperation()->hasAttr(kSignatureAttr);
    numParallel += emitTiles(builder, group, schedule, maskedVectors, *dots,
                             isEntry ? partCycles : 0);
    ++numLowered;
    if (group.epilogue) {
      fused.insert(group.epilogue);
      group.epilogue->erase();
    }
    op->erase();
    for (linalg::FillOp fill : fills)
      if (fill)
        fill->erase();
    return success();
  }

  /// The dot products that `schedule` asks for.
  FailureOr<std::optional<Dots>> getDots(linalg::GenericOp op,
                                         ScheduleAttr schedule) {
    if (schedule.getDotLoop() == ScheduleAttr::kNone)
      return std::optional<Dots>();
    DotBody body = *matchDotBody(op);
    unsigned uniform =
        op.getIndexingMapsArray()[body.factors[0]].isFunctionOfDim(
            schedule.getVectorLoop());
    std::optional<DotProduct> product = DotProduct::get(
        body, uniform, SmallVector<DotUnit>(dotUnits.begin(), dotUnits.end()));
    if (!product || product->getSize() != schedule.getDotSize() ||
        schedule.getLanes() * 32 > vectorBits)
      return op.emitOpError("cannot be lowered by its schedule: the processor "
                            "has no dot products of ")
             << schedule.getDotSize() << " such elements in "
             << schedule.getLanes() << " lanes";
    if (schedule.getMatrixLoop() != ScheduleAttr::kNone &&
        !product->hasMatrices())
      return op.emitOpError("cannot be lowered by its schedule: the processor "
                            "has no matrices of such elements");
    return std::optional<Dots>(
        Dots{*product, body.factors[uniform], body.factors[1 - uniform]});
  }

  /// Ops that are gone: they were computed with the op before.
  llvm::DenseSet<Operation *> fused;
};
} // namespace
