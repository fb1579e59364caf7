//===- ScheduleSearch.cpp - Choose a schedule -----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every candidate of the cost model is tried; the cheapest one becomes a
// schedule, whose loops are put in an order.
//
//===----------------------------------------------------------------------===//

#include "CostModelImpl.h"
#include "ScheduleChecks.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"

using namespace mlir;
using namespace nn;
using namespace nn::costs;

/// What an operation in the code weighs: an op that takes microseconds is worth
/// little code.
static constexpr double kCodeCycles = 0.5;
/// Registers for matrices.
static constexpr int64_t kMatrixRegisters = 8;

/// Tries all numbers of units along `loops` that fit.
void CostModel::tryUnits(ArrayRef<int64_t> loops) {
  if (loops.empty()) {
    code = 0;
    current.cycles = getCycles();
    current.cycles += kCodeCycles * code;
    // A small gain is none: fewer units are less code.
    if (best.units.empty() || current.cycles < 0.99 * best.cycles)
      best = current;
    return;
  }
  int64_t loop = loops.front();
  int64_t unit = getUnit(loop);
  int64_t most = std::max<int64_t>(1, llvm::divideCeil(extents[loop], unit));
  for (int64_t number = 1; number <= most; ++number) {
    current.units[loop] = number;
    if (!fits())
      break;
    tryUnits(loops.drop_front());
  }
  current.units[loop] = 1;
}

/// Tries units along the vector loop of the candidate, `reusing`, loops that
/// some input does not depend on, and partial sums of `partsLoop`, if any.
void CostModel::tryTiles(ArrayRef<int64_t> reusing, int64_t partsLoop) {
  SmallVector<int64_t> loops;
  if (current.vectorLoop >= 0)
    loops.push_back(current.vectorLoop);
  tryUnits(loops);
  if (!reductions) {
    for (const Access &access : accesses)
      if (access.rowLoop >= 0) {
        loops.push_back(access.rowLoop);
        tryUnits(loops);
        loops.pop_back();
      }
    return;
  }
  auto isUnknown = [&](int64_t loop) { return unknown >> loop & 1; };
  SmallVector<int64_t> others(reusing);
  llvm::erase(others, current.vectorLoop);
  // The rest of an unknown extent costs code: only where nothing else helps.
  if (!llvm::all_of(others, isUnknown))
    llvm::erase_if(others, isUnknown);
  for (auto [index, first] : llvm::enumerate(others)) {
    loops.push_back(first);
    tryUnits(loops);
    for (int64_t second : ArrayRef(others).drop_front(index + 1)) {
      loops.push_back(second);
      tryUnits(loops);
      loops.pop_back();
    }
    loops.pop_back();
  }
  // Partial sums side by side, where a tile alone would wait for its sums.
  if (partsLoop < 0)
    return;
  loops.push_back(partsLoop);
  tryUnits(loops);
}

/// Tries tiles of as many matrices as fit into their registers.
void CostModel::tryMatrices() {
  constexpr int64_t size = ScheduleAttr::kMatrixSize;
  int64_t matrixLoop = current.matrixLoop, vectorLoop = current.vectorLoop;
  int64_t mostRows = extents[matrixLoop] / size,
          mostColumns = llvm::divideCeil(extents[vectorLoop], size);
  for (int64_t rows = 1; rows <= mostRows; ++rows)
    for (int64_t columns = 1; columns <= mostColumns; ++columns) {
      if (rows * columns + rows + columns > kMatrixRegisters)
        break;
      current.units[matrixLoop] = rows * size;
      current.units[vectorLoop] = columns;
      tryUnits({});
    }
  current.units[matrixLoop] = current.units[vectorLoop] = 1;
}

ScheduleAttr CostModel::choose() {
  int64_t numLoops = op.getNumLoops();
  bool inVectors = hasVectorBody(op);
  for (unsigned output = 0; output < numOutputs; ++output)
    reassociable &= getReassociableCombiner(op, output) != nullptr;
  SmallVector<int64_t> reusing;
  int64_t lastReduction = -1;
  for (int64_t loop = 0; loop < numLoops; ++loop) {
    if (isReduction(loop))
      lastReduction = loop;
    else if (extents[loop] > 1 && llvm::any_of(accesses, [&](const Access &a) {
               return !a.isOutput && a.isTensor && !a.dependsOn(loop);
             }))
      reusing.push_back(loop);
  }
  auto isReducing = [&](int64_t loop) {
    return loop >= 0 && isReduction(loop);
  };
  auto tryVectors = [&](int64_t vectorLoop, int64_t lanes) {
    if (setVectors(vectorLoop, lanes))
      tryTiles(reusing,
               reassociable && !isReducing(vectorLoop) ? lastReduction : -1);
    if (!dotBody || !reassociable || lanes * elementBits < 128 ||
        isReducing(vectorLoop))
      return;
    for (int64_t loop = 0; loop < numLoops; ++loop)
      if (isReduction(loop) && setDots(vectorLoop, lanes, loop)) {
        if (dot->getCost() == 1)
          tryTiles(reusing, loop);
        for (int64_t rows : reusing)
          if (setMatrices(rows))
            tryMatrices();
      }
  };
  if (inVectors)
    for (uint64_t lanes = llvm::bit_floor(
             static_cast<uint64_t>(features.vectorBits / elementBits));
         lanes >= 2; lanes /= 2)
      for (int64_t loop = 0; loop < numLoops; ++loop)
        if (extents[loop] > static_cast<int64_t>(lanes / 2) &&
            (!isReduction(loop) || reassociable))
          tryVectors(loop, lanes);
  if (setVectors(ScheduleAttr::kNone, 1))
    tryTiles(reusing, reassociable ? lastReduction : -1);
  if (best.vectorLoop < 0)
    return {};
  return makeSchedule(best);
}

/// Orders the loops. Where two inputs meet, the loops of one run outside of
/// those of the other, which is read again for each of their tiles: better the
/// one that stays in the cache. Where it does not, it is cut into blocks.
ScheduleAttr CostModel::makeSchedule(const Candidate &candidate) {
  int64_t numLoops = op.getNumLoops();
  auto getStep = [&](int64_t loop) {
    int64_t unit = loop == candidate.vectorLoop ? candidate.lanes
                   : loop == candidate.dotLoop  ? candidate.dotSize
                                                : 1;
    return candidate.units[loop] * unit;
  };
  SmallVector<int64_t> loops, steps;
  auto add = [&](int64_t loop, int64_t step) {
    loops.push_back(loop);
    steps.push_back(step);
  };
  SmallVector<int64_t> groups[2], shared;
  bool isProduct = factors.has_value();
  unsigned inputs[2] = {0, 0};
  if (isProduct)
    std::tie(inputs[0], inputs[1]) = *factors;
  for (int64_t loop = 0; loop < numLoops; ++loop) {
    if (isReduction(loop))
      continue;
    bool inFirst = isProduct && accesses[inputs[0]].dependsOn(loop);
    bool inSecond = isProduct && accesses[inputs[1]].dependsOn(loop);
    if (inFirst != inSecond)
      groups[inSecond].push_back(loop);
    else
      shared.push_back(loop);
  }
  for (int64_t loop : shared)
    if (loop != candidate.vectorLoop)
      add(loop, getStep(loop));
  if (isProduct && !groups[0].empty() && !groups[1].empty()) {
    auto getRounds = [&](ArrayRef<int64_t> group) {
      double rounds = 1;
      for (int64_t loop : group)
        rounds *=
            static_cast<double>(llvm::divideCeil(extents[loop], getStep(loop)));
      return rounds;
    };
    double cache = static_cast<double>(features.cacheBytes) / 2;
    double bytes[2], traffic[2];
    for (int i : {0, 1})
      bytes[i] = getBytes(inputs[i]);
    for (int i : {0, 1}) // Group i runs outside.
      traffic[i] =
          bytes[i] + (bytes[1 - i] > cache ? getRounds(groups[i]) * bytes[1 - i]
                                           : bytes[1 - i]);
    int outer = traffic[1] < traffic[0];
    if (traffic[0] == traffic[1]) {
      current = candidate;
      double stream[] = {getStreamCycles(inputs[0]),
                         getStreamCycles(inputs[1])};
      outer = stream[1] < stream[0];
      // A tie keeps the vector loop outside.
      if (stream[0] == stream[1])
        outer = llvm::is_contained(groups[1], candidate.vectorLoop);
    }
    ArrayRef<int64_t> inside = groups[1 - outer];
    if (bytes[1 - outer] > cache) {
      // Blocks are of the outermost loop of which one tile fits.
      double perIndex = bytes[1 - outer];
      for (auto [number, loop] : llvm::enumerate(inside)) {
        int64_t tile = getStep(loop);
        perIndex /= static_cast<double>(extents[loop]);
        auto block =
            static_cast<int64_t>(cache / perIndex / static_cast<double>(tile)) *
            tile;
        if (block < tile && number + 1 < inside.size()) {
          add(loop, tile);
          continue;
        }
        if (block > tile && block < extents[loop])
          add(loop, block);
        for (int64_t other : groups[outer])
          add(other, getStep(other));
        for (int64_t other : inside.drop_front(number))
          add(other, getStep(other));
        break;
      }
    } else {
      for (int64_t loop : groups[outer])
        add(loop, getStep(loop));
      for (int64_t loop : inside)
        add(loop, getStep(loop));
    }
  } else {
    for (auto &group : groups)
      for (int64_t loop : group)
        if (loop != candidate.vectorLoop)
          add(loop, getStep(loop));
  }
  // A vector loop that belongs to no group runs innermost.
  if (candidate.vectorLoop >= 0 && !isReduction(candidate.vectorLoop) &&
      !llvm::is_contained(loops, candidate.vectorLoop))
    add(candidate.vectorLoop, getStep(candidate.vectorLoop));
  // Of a window that moves by single elements of the tile, the iterations share
  // what they read, and LLVM would carry it from one to the next in registers
  // that are not there: better if it runs outside of another loop. Dot products
  // are of the innermost loop.
  SmallVector<int64_t> sums;
  for (int64_t loop = 0; loop < numLoops; ++loop)
    if (isReduction(loop) && loop != candidate.dotLoop)
      sums.push_back(loop);
  auto overlaps = [&](int64_t loop) {
    return llvm::any_of(maps, [&](AffineMap map) {
      return llvm::any_of(map.getResults(), [&](AffineExpr expr) {
        return expr.isFunctionOfDim(loop) &&
               llvm::any_of(
                   llvm::seq<int64_t>(0, numLoops), [&](int64_t other) {
                     return !isReduction(other) && candidate.units[other] > 1 &&
                            expr.isFunctionOfDim(other);
                   });
      });
    });
  };
  auto *inner = std::find_if_not(sums.rbegin(), sums.rend(), overlaps).base();
  if (reassociable && inner != sums.begin() &&
      candidate.units[sums.back()] == 1)
    std::rotate(inner - 1, inner, sums.end());
  for (int64_t loop : sums)
    add(loop, getStep(loop));
  if (candidate.dotLoop >= 0)
    add(candidate.dotLoop, getStep(candidate.dotLoop));
  return ScheduleAttr::get(op.getContext(), loops, steps, candidate.lanes,
                           candidate.vectorLoop, candidate.dotSize,
                           candidate.dotLoop, candidate.matrixLoop);
}

/// Whether the model can look at `op`.
static bool isModelled(linalg::GenericOp op) {
  return op.getNumDpsInits() > 0 && op.getNumLoops() < 64 &&
         llvm::all_of(
             op.getIndexingMapsArray(),
             [](AffineMap map) { return map.getNumSymbols() == 0; });
}

Choice nn::chooseSchedule(linalg::GenericOp op, const CpuFeatures &features,
                          ArrayRef<bool> canPack, bool fillsParams) {
  if (!isModelled(op))
    return {};
  SmallVector<ShapedType> types;
  for (Type type : op->getOperandTypes())
    types.push_back(dyn_cast<ShapedType>(type));
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  CostModel model(op, features, canPack, fillsParams, maps, types);
  ScheduleAttr schedule = model.choose();
  if (schedule && !getReasonAgainst(schedule, op).empty())
    schedule = {};
  return {schedule, model.getBestCycles()};
}

double nn::estimateCycles(linalg::GenericOp op, const CpuFeatures &features,
                          ArrayRef<bool> canPack, bool fillsParams,
                          ArrayRef<AffineMap> maps,
                          ArrayRef<ShapedType> types) {
  if (!isModelled(op))
    return 0;
  CostModel model(op, features, canPack, fillsParams, maps, types);
  model.choose();
  return model.getBestCycles();
}
