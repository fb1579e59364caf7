//===- TileParallel.cpp - Tiles in parallel parts -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A part is a range of whole tiles along one loop that does not reduce, with
// all loops of the schedule inside: blocks for the cache stay blocks. Tiles are
// where they are without parts, so every element is computed by the same code
// from the same numbers, and writes go to disjoint places.
//
//===----------------------------------------------------------------------===//

#include "../Parallel/Work.h"
#include "TileEmitterImpl.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;
using namespace nn;
using namespace nn::tiles;

/// A number of threads that tiles are shared by.
static constexpr int64_t kThreads = 4;
/// What makes it worth to cut an inner loop rather than an outer one.
static constexpr double kMuchBetter = 0.05;

/// Whether indices of `loop` that differ are written to different places.
bool TileEmitter::writesApart(unsigned loop) const {
  const Member &last = group.epilogue ? epilogue : main;
  linalg::GenericOp op = last.op;
  for (unsigned operand = op.getNumDpsInputs(); operand < last.maps.size();
       ++operand)
    if (!llvm::is_contained(last.maps[operand].getResults(),
                            getAffineDimExpr(loop, op.getContext())))
      return false;
  return true;
}

/// Elements of a tile along `loop`. Blocks are whole tiles.
int64_t TileEmitter::getTileStep(unsigned loop) const {
  return llvm::find_if(levels,
                       [&](const Level &level) {
                         return level.loop == loop && level.isTile;
                       })
      ->step;
}

/// The part of the time in which threads have tiles of `loop` to compute.
double TileEmitter::getUse(unsigned loop) const {
  int64_t extent = linalg::GenericOp(group.main).getStaticLoopRanges()[loop];
  if (ShapedType::isDynamic(extent))
    extent = kUnknownExtent;
  int64_t step = getTileStep(loop);
  int64_t rounds = llvm::divideCeil(extent, step * kThreads);
  return static_cast<double>(extent) /
         static_cast<double>(std::max<int64_t>(1, rounds * step * kThreads));
}

/// The outermost loop of those that threads share about evenly.
std::optional<unsigned> TileEmitter::chooseParallelLoop() const {
  std::optional<unsigned> best;
  double most = 1. / kThreads;
  for (const Level &level : levels) {
    double use = getUse(level.loop);
    if (use < most + kMuchBetter || !writesApart(level.loop))
      continue;
    best = level.loop;
    most = use;
  }
  return best;
}

/// The least number of steps of `loop` in a part, by the extents at run time.
Value TileEmitter::getGrain(unsigned loop, double cyclesPerElement,
                            int64_t partCycles) {
  SmallVector<OpFoldResult> unknown;
  for (auto [other, extent] : llvm::enumerate(group.main.getStaticLoopRanges()))
    if (other == loop)
      cyclesPerElement *= static_cast<double>(getTileStep(loop));
    else if (ShapedType::isDynamic(extent))
      unknown.push_back(highs[other]);
    else
      cyclesPerElement *= static_cast<double>(extent);
  auto cycles = std::max<int64_t>(1, std::llround(cyclesPerElement));
  if (unknown.empty())
    return arith::ConstantIndexOp::create(
        b, loc, std::max<int64_t>(1, llvm::divideCeil(partCycles, cycles)));
  Value one = arith::ConstantIndexOp::create(b, loc, 1);
  Value perStep = arith::ConstantIndexOp::create(b, loc, cycles);
  for (OpFoldResult extent : unknown) {
    Value factor = arith::MaxUIOp::create(b, loc, asValue(extent), one);
    perStep = arith::MulIOp::create(b, loc, perStep, factor);
  }
  return arith::CeilDivUIOp::create(
      b, loc, arith::ConstantIndexOp::create(b, loc, partCycles), perStep);
}

bool TileEmitter::emitParallel(int64_t partCycles) {
  std::optional<unsigned> loop = chooseParallelLoop();
  if (!loop)
    return false;
  // A matrix has many rows at once, of which the estimate knows nothing.
  bool hasMatrices = schedule.getMatrixLoop() != ScheduleAttr::kNone;
  int64_t rows = hasMatrices ? ScheduleAttr::kMatrixSize / 2 : 1;
  double cycles = estimateCyclesPerElement(
      group.main, tile.lanes * schedule.getDotSize() * rows);
  double elements = 1, results = 1;
  for (auto [other, extent] :
       llvm::enumerate(group.main.getStaticLoopRanges())) {
    double count = static_cast<double>(
        ShapedType::isDynamic(extent) ? kUnknownExtent : extent);
    elements *= count;
    if (!isReduction(other))
      results *= count;
  }
  // What follows is computed once for each result.
  if (group.epilogue && elements > 0)
    cycles += estimateCyclesPerElement(group.epilogue, tile.lanes) * results /
              elements;
  if (cycles * elements < 2 * static_cast<double>(partCycles))
    return false;
  int64_t step = getTileStep(*loop);
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  Value grain = getGrain(*loop, cycles, partCycles);
  Value count = asValue(apply(d0.ceilDiv(step), {highs[*loop]}));
  auto parallel = ParallelOp::create(b, loc, count, grain);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(&parallel.getBody().front());
  highs[*loop] = affine::makeComposedFoldedAffineMin(
      b, loc, AffineMap::get(2, 0, {d0 * step, d1}, b.getContext()),
      {OpFoldResult(parallel.getEnd()), highs[*loop]});
  lows[*loop] = apply(d0 * step, {OpFoldResult(parallel.getBegin())});
  emit();
  return true;
}
