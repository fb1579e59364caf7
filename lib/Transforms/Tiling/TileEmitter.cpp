//===- TileEmitter.cpp - Loops and vectors of a scheduled op --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A tile is a box of the result. Along the vector loop its units are vectors,
// along every other loop elements. The values of all units stay in registers
// from the first to the last iteration of the loops that reduce, then run
// through the element-wise op behind, and are stored once: the register tile of
// Goto and van de Geijn (Anatomy of high-performance matrix multiplication,
// ACM TOMS 34, 2008), for any op with affine accesses.
//
// Where an extent is no multiple of its step, the rest is a smaller tile with
// code of its own: of one size if the extent is static, else of sizes that
// divide each other.
//
//===----------------------------------------------------------------------===//

#include "Access.h"
#include "ScheduleChecks.h"
#include "TileEmitterImpl.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace nn;
using namespace nn::tiles;

TileEmitter::TileEmitter(OpBuilder &b, TileGroup tileGroup,
                         ScheduleAttr schedule, bool masks,
                         std::optional<Dots> dots)
    : b(b), loc(tileGroup.main.getLoc()), group(std::move(tileGroup)),
      schedule(schedule), masks(masks), dots(dots) {
  linalg::GenericOp op = group.main;
  main.op = op;
  main.maps = op.getIndexingMapsArray();
  main.loops = llvm::to_vector(llvm::seq<int64_t>(0, op.getNumLoops()));
  if (group.epilogue) {
    epilogue.op = group.epilogue;
    epilogue.loops = group.epilogueLoops;
    SmallVector<AffineExpr> exprs;
    for (int64_t loop : group.epilogueLoops)
      exprs.push_back(loop < 0 ? b.getAffineConstantExpr(0)
                               : b.getAffineDimExpr(loop));
    for (AffineMap map : group.epilogue.getIndexingMapsArray())
      epilogue.maps.push_back(
          map.replaceDimsAndSymbols(exprs, {}, op.getNumLoops(), 0));
  }
  for (Range range : cast<linalg::LinalgOp>(*op).createLoopRanges(b, loc)) {
    lows.push_back(b.getIndexAttr(0));
    highs.push_back(range.size);
  }
  tile.base.resize(op.getNumLoops());
  tile.units.assign(op.getNumLoops(), 1);
  tile.behind.assign(op.getNumLoops(), 0);
  tile.lanes = schedule.getLanes();

  // Loops that the schedule leaves out step by one: parallel ones outside of
  // all others, reductions within.
  auto add = [&](unsigned loop, int64_t step, bool isTile) {
    (isReduction(loop) ? reductions : levels).push_back({loop, step, isTile});
  };
  for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
    if (!llvm::is_contained(schedule.getLoops(), loop) && !isReduction(loop))
      add(loop, getUnit(loop), true);
  for (auto [index, loop] : llvm::enumerate(schedule.getLoops()))
    add(loop, schedule.getSteps()[index],
        !llvm::is_contained(schedule.getLoops().drop_front(index + 1), loop));
  for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
    if (!llvm::is_contained(schedule.getLoops(), loop) && isReduction(loop))
      add(loop, getUnit(loop), true);
  // Partial sums are of the innermost loop.
  auto *cut = llvm::find_if(reductions,
                            [](const Level &level) { return level.step > 1; });
  if (cut != reductions.end())
    std::rotate(cut, cut + 1, reductions.end());
}

void TileEmitter::emit() {
  if (schedule.getMatrixLoop() != ScheduleAttr::kNone) {
    constexpr int64_t size = ScheduleAttr::kMatrixSize;
    int64_t rows = schedule.getTile(schedule.getMatrixLoop()),
            columns =
                std::max(size, schedule.getTile(schedule.getVectorLoop()));
    Type element = getElementTypeOrSelf(group.main.getDpsInits()[0].getType());
    scratch = memref::AllocOp::create(
        b, loc,
        MemRefType::get({rows / size * (columns / size), size, size}, element));
  }
  emitLevel(0);
}

//===----------------------------------------------------------------------===//
// Loops over tiles
//===----------------------------------------------------------------------===//

/// A loop; none if it would run once or not at all.
void TileEmitter::emitLoop(OpFoldResult low, OpFoldResult high, int64_t step,
                           llvm::function_ref<void(Value)> body) {
  std::optional<int64_t> first = getConstantIntValue(low);
  std::optional<int64_t> end = getConstantIntValue(high);
  if (first && end && *end <= *first + step) {
    if (*end > *first)
      body(asValue(low));
    return;
  }
  OpBuilder::InsertionGuard guard(b);
  auto loop = scf::ForOp::create(b, loc, asValue(low), asValue(high),
                                 arith::ConstantIndexOp::create(b, loc, step));
  b.setInsertionPointToStart(loop.getBody());
  body(loop.getInductionVar());
}

void TileEmitter::emitTilesAt(unsigned number, Value base, int64_t units) {
  unsigned loop = levels[number].loop;
  tile.base[loop] = base;
  tile.units[loop] = units;
  emitLevel(number + 1);
}

void TileEmitter::emitLevel(unsigned number) {
  if (number == levels.size())
    return emitTile();
  auto [loop, step, isTile] = levels[number];
  OpFoldResult low = lows[loop], high = highs[loop];
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  if (!isTile) {
    emitLoop(low, high, step, [&, loop = loop, step = step](Value begin) {
      lows[loop] = begin;
      highs[loop] = affine::makeComposedFoldedAffineMin(
          b, loc, AffineMap::get(2, 0, {d0 + step, d1}, b.getContext()),
          {OpFoldResult(begin), high});
      emitLevel(number + 1);
    });
    lows[loop] = low;
    highs[loop] = high;
    return;
  }
  int64_t units = step / getUnit(loop);
  OpFoldResult mainEnd =
      apply(d0 + ((d1 - d0).floorDiv(step)) * step, {low, high});
  emitLoop(low, mainEnd, step,
           [&](Value base) { emitTilesAt(number, base, units); });
  std::optional<int64_t> extent = getConstantIntValue(highs[loop]);
  bool isWhole = extent && getConstantIntValue(lows[loop]) == 0;
  if (!isWhole)
    extent = group.main.getStaticLoopRanges()[loop];
  if (ShapedType::isDynamic(*extent)) {
    if (step > 1)
      emitUnknownRest(number, mainEnd, high);
    return;
  }
  int64_t rest = *extent % step;
  if (rest == 0)
    return;
  if (isWhole)
    return emitRest(number, mainEnd, rest);
  // Only the last block has a rest.
  Value isLast = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::slt,
                                       asValue(mainEnd), asValue(high));
  OpBuilder::InsertionGuard guard(b);
  auto branch = scf::IfOp::create(b, loc, isLast, /*withElseRegion=*/false);
  b.setInsertionPointToStart(branch.thenBlock());
  emitRest(number, mainEnd, rest);
}

/// Tiles for the last `size` elements of a loop, fewer than its step.
void TileEmitter::emitRest(unsigned number, OpFoldResult begin, int64_t size) {
  unsigned loop = levels[number].loop;
  if (isMatrixLoop(loop) &&
      group.main.getStaticLoopRanges()[loop] >= ScheduleAttr::kMatrixSize)
    return emitMatrixRest(number, begin, size);
  if (!isVectorLoop(loop))
    return emitTilesAt(number, asValue(begin), size);
  int64_t lanes = tile.lanes;
  AffineExpr d0 = b.getAffineDimExpr(0);
  if (masks && lanes > 1) {
    // Matrices have no masks.
    if (int64_t full = size / lanes;
        scratch && !hasWholeTiles() && full > 0 && size % lanes > 0) {
      emitTilesAt(number, asValue(begin), full);
      begin = apply(d0 + full * lanes, {begin});
      tile.behind[loop] = full * lanes;
      size %= lanes;
    }
    if (int64_t valid = size % lanes) {
      tile.numValid = valid;
      tile.mask = vector::ConstantMaskOp::create(
          b, loc, VectorType::get({lanes}, b.getI1Type()), valid);
    }
    emitTilesAt(number, asValue(begin), llvm::divideCeil(size, lanes));
    tile.mask = nullptr;
    tile.numValid = std::nullopt;
    tile.behind[loop] = 0;
    return;
  }
  if (int64_t full = size / lanes) {
    emitTilesAt(number, asValue(begin), full);
    begin = apply(d0 + full * lanes, {begin});
    *tile.behind[loop] += full * lanes;
    size %= lanes;
  }
  // Vectors of half the lanes, a quarter and so on.
  while (size > 0) {
    tile.lanes /= 2;
    if (tile.lanes > size)
      continue;
    emitTilesAt(number, asValue(begin), 1);
    begin = apply(d0 + tile.lanes, {begin});
    *tile.behind[loop] += tile.lanes;
    size -= tile.lanes;
  }
  tile.lanes = lanes;
  tile.behind[loop] = 0;
}

/// Tiles for a number of elements that is below the step, and known at run
/// time.
void TileEmitter::emitUnknownRest(unsigned number, OpFoldResult begin,
                                  OpFoldResult end) {
  const unsigned loop = levels[number].loop;
  const int64_t step = levels[number].step;
  tile.behind[loop] = std::nullopt;
  llvm::scope_exit restore([&] { tile.behind[loop] = 0; });
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  auto emitTilesOf = [&](int64_t size, int64_t units) {
    OpFoldResult last =
        apply(d0 + ((d1 - d0).floorDiv(size)) * size, {begin, end});
    emitLoop(begin, last, size,
             [&](Value base) { emitTilesAt(number, base, units); });
    begin = last;
  };
  if (!isVectorLoop(loop)) {
    if (isMatrixLoop(loop) && step > ScheduleAttr::kMatrixSize)
      emitTilesOf(ScheduleAttr::kMatrixSize, ScheduleAttr::kMatrixSize);
    if (step > 4)
      emitTilesOf(4, 4);
    return emitTilesOf(1, 1);
  }
  int64_t lanes = tile.lanes;
  if (lanes == 1)
    return emitTilesOf(1, 1);
  auto isEven = [&](Member &member) {
    if (!member.op)
      return true;
    for (auto [number, type] : llvm::enumerate(member.op->getOperandTypes())) {
      auto buffer = dyn_cast<MemRefType>(type);
      if (!buffer)
        continue;
      Stride stride = getStride(member.maps[number], buffer,
                                schedule.getVectorLoop(), lanes);
      if (!stride.is(0) && !stride.is(1) && !isPairwise(member, number))
        return false;
    }
    return true;
  };
  if (!masks || !isEven(main) || !isEven(epilogue)) {
    if (step > lanes)
      emitTilesOf(lanes, 1);
    tile.lanes = 1;
    emitTilesOf(1, 1);
    tile.lanes = lanes;
    return;
  }
  emitLoop(begin, end, lanes, [&](Value base) {
    Value left = arith::SubIOp::create(b, loc, asValue(end), base);
    tile.mask = vector::CreateMaskOp::create(
        b, loc, VectorType::get({lanes}, b.getI1Type()), left);
    emitTilesAt(number, base, 1);
    tile.mask = nullptr;
  });
}

//===----------------------------------------------------------------------===//
// A tile
//===----------------------------------------------------------------------===//

/// The loops in the order in which points are visited: what takes most
/// registers changes slowest, so that each of its values is loaded, used and
/// gone, while the few values of the other input stay.
SmallVector<unsigned> TileEmitter::getVisitOrder() {
  int64_t fewest = std::numeric_limits<int64_t>::max();
  AffineMap kept;
  for (int64_t input = 0; input < main.op.getNumDpsInputs(); ++input) {
    AffineMap map = main.maps[input];
    if (main.op.getBody()->getArgument(input).use_empty() ||
        !isa<MemRefType>(main.op->getOperand(input).getType()))
      continue;
    int64_t values = 1;
    for (auto [loop, units] : llvm::enumerate(tile.units))
      if (!isReduction(loop) && map.isFunctionOfDim(loop))
        values *= units;
    if (values <= fewest) {
      fewest = values;
      kept = map;
    }
  }
  auto order = llvm::to_vector(llvm::seq<unsigned>(0, tile.units.size()));
  if (kept)
    llvm::sort(order, [&](unsigned a, unsigned b) {
      return std::pair(kept.isFunctionOfDim(a), a) <
             std::pair(kept.isFunctionOfDim(b), b);
    });
  return order;
}

SmallVector<Point> TileEmitter::getPoints() {
  SmallVector<Point> all = {Point(tile.units.size(), 0)};
  for (unsigned loop : getVisitOrder()) {
    if (isReduction(loop))
      continue;
    SmallVector<Point> longer;
    for (const Point &point : all)
      for (int64_t unit = getFirstUnit(loop); unit < tile.units[loop]; ++unit) {
        longer.push_back(point);
        longer.back()[loop] = unit;
      }
    all = std::move(longer);
  }
  return all;
}

/// The partial sums of a tile: those of the schedule, and in a smaller tile as
/// many as keep as many sums under way, as far as that hides the time until a
/// sum can be added to.
int64_t TileEmitter::getNumParts() {
  constexpr int64_t kMostUnderWay = 8;
  if (usesMatrices())
    return 1;
  const Level &last = reductions.back();
  int64_t parts = last.step / getUnit(last.loop);
  for (unsigned output = 0; output < getNumOutputs(); ++output)
    if (!getReassociableCombiner(main.op, output))
      return parts;
  int64_t whole = parts;
  for (const Level &level : levels)
    if (level.isTile)
      whole *= llvm::divideCeil(level.step, getUnit(level.loop));
  int64_t extent = group.main.getStaticLoopRanges()[last.loop];
  auto now = static_cast<int64_t>(points.size());
  while (now * parts * 2 <= std::min(whole, kMostUnderWay) &&
         (ShapedType::isDynamic(extent) ||
          parts * 4 * getUnit(last.loop) <= extent))
    parts *= 2;
  return parts;
}

void TileEmitter::emitTile() {
  indices.clear();
  for (const Level &level : levels)
    for (int64_t unit = 0; unit < tile.units[level.loop]; ++unit)
      getIndex(level.loop, unit);
  points = getPoints();
  numParts = reductions.empty() ? 1 : getNumParts();
  findCorrections();
  SmallVector<Value> sums;
  if (reductions.empty()) {
    Scope scope;
    for (const Point &point : points) {
      SmallVector<Value> arguments;
      for (unsigned operand = 0; operand < main.op->getNumOperands();
           ++operand) {
        BlockArgument element = main.op.getBody()->getArgument(operand);
        int64_t output =
            static_cast<int64_t>(operand) - main.op.getNumDpsInputs();
        if (element.use_empty())
          arguments.push_back(Value());
        else if (output >= 0 && group.starts[output])
          arguments.push_back(group.starts[output]);
        else
          arguments.push_back(load(main, operand, point, scope));
      }
      llvm::append_range(sums, compute(main, arguments, point, scope));
    }
  } else {
    sums = finish(usesMatrices() ? emitMatrices() : emitReductions(0, start()));
  }
  Scope scope;
  Member &last = group.epilogue ? epilogue : main;
  unsigned firstOutput = last.op.getNumDpsInputs();
  // Of outputs whose vectors are transposed before they are stored.
  SmallVector<SmallVector<Value>> columns(last.op.getNumDpsInits());
  SmallVector<bool> isTransposed;
  for (size_t output = 0; output < columns.size(); ++output)
    isTransposed.push_back(
        getColumnsLoop(last, firstOutput + output).has_value());
  for (auto [number, point] : llvm::enumerate(points)) {
    ArrayRef<Value> values =
        ArrayRef(sums).slice(number * getNumOutputs(), getNumOutputs());
    SmallVector<Value> results(values);
    if (!results.front())
      results.front() = loadSum(point);
    if (group.epilogue) {
      SmallVector<Value> arguments;
      for (unsigned operand = 0; operand < epilogue.op->getNumOperands();
           ++operand) {
        if (operand == group.handover)
          arguments.push_back(results.front());
        else if (epilogue.op.getBody()->getArgument(operand).use_empty())
          arguments.push_back(Value());
        else
          arguments.push_back(load(epilogue, operand, point, scope));
      }
      results = compute(epilogue, arguments, point, scope);
    }
    for (auto [output, value] : llvm::enumerate(results)) {
      if (isTransposed[output])
        columns[output].push_back(value);
      else
        storeTo(last, firstOutput + output, point, value, scope);
    }
  }
  for (auto [output, values] : llvm::enumerate(columns))
    if (!values.empty())
      storeColumns(last, firstOutput + output, values, scope);
}

Value TileEmitter::neutral(unsigned output) {
  Operation *combiner = getReassociableCombiner(main.op, output);
  return arith::ConstantOp::create(b, loc, *arith::getNeutralElement(combiner));
}

/// What the reductions begin with at a point.
Value TileEmitter::getStart(const Point &point, unsigned output, Scope &scope) {
  if (Value known = group.starts[output])
    return known;
  return load(main, main.op.getNumDpsInputs() + output, point, scope);
}

bool TileEmitter::variesInVector(unsigned output) {
  unsigned operand = main.op.getNumDpsInputs() + output;
  return variesInVector(
      main.maps[operand],
      cast<MemRefType>(main.op->getOperand(operand).getType()));
}

/// Sums before the first iteration: for each part, point and output.
SmallVector<Value> TileEmitter::start() {
  SmallVector<Value> sums;
  Scope scope;
  for (int64_t part = 0; part < numParts; ++part)
    for (const Point &point : points)
      for (unsigned output = 0; output < getNumOutputs(); ++output) {
        bool isFirst = part == 0 && !sumsInLanes();
        Value sum = isFirst ? getStart(point, output, scope) : neutral(output);
        sums.push_back(
            sumsInLanes() || variesInVector(output) ? widen(sum, scope) : sum);
      }
  if (numCorrections > 0)
    sums.append(numParts * numCorrections, widen(neutral(0), scope));
  return sums;
}

/// A loop over a reduction that carries `sums`; none if it would run once or
/// not at all.
void TileEmitter::emitCarrying(unsigned loop, OpFoldResult low,
                               OpFoldResult high, int64_t step,
                               SmallVector<Value> &sums,
                               llvm::function_ref<void()> body) {
  std::optional<int64_t> first = getConstantIntValue(low);
  std::optional<int64_t> end = getConstantIntValue(high);
  if (first && end && *first >= *end)
    return;
  if (first && end && *end <= *first + step) {
    tile.base[loop] = asValue(low);
    return body();
  }
  OpBuilder::InsertionGuard guard(b);
  auto steps =
      scf::ForOp::create(b, loc, asValue(low), asValue(high),
                         arith::ConstantIndexOp::create(b, loc, step), sums);
  b.setInsertionPointToStart(steps.getBody());
  sums.assign(steps.getRegionIterArgs().begin(),
              steps.getRegionIterArgs().end());
  tile.base[loop] = steps.getInductionVar();
  body();
  scf::YieldOp::create(b, loc, sums);
  sums.assign(steps.getResults().begin(), steps.getResults().end());
}

SmallVector<Value> TileEmitter::emitReductions(unsigned number,
                                               SmallVector<Value> sums) {
  const unsigned loop = reductions[number].loop;
  bool isLast = number + 1 == reductions.size();
  const int64_t step =
      isLast ? numParts * getUnit(loop) : reductions[number].step;
  auto emitSteps = [&](OpFoldResult low, OpFoldResult high, int64_t size,
                       int64_t parts) {
    emitCarrying(loop, low, high, size, sums, [&] {
      if (isLast)
        emitReductionBody(sums, parts);
      else
        sums = emitReductions(number + 1, std::move(sums));
    });
  };
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  auto getEnd = [&](OpFoldResult low, int64_t size) {
    return apply(d0 + ((d1 - d0).floorDiv(size)) * size, {low, highs[loop]});
  };
  OpFoldResult begin = lows[loop], end = getEnd(begin, step);
  emitSteps(begin, end, step, isLast ? numParts : 1);
  int64_t unit = getUnit(loop);
  if (step > unit) {
    begin = end;
    end = getEnd(begin, unit);
    emitSteps(begin, end, unit, 1);
  }
  if (unit == 1 || !isLast)
    return sums;
  if (hasDots()) {
    // A dot product that is not whole.
    numLeft = *getConstantIntValue(highs[loop]) % unit;
    if (numLeft > 0)
      emitSteps(end, highs[loop], unit, 1);
    numLeft = 0;
    return sums;
  }
  // What is left of a vector.
  std::optional<int64_t> first = getConstantIntValue(end);
  std::optional<int64_t> last = getConstantIntValue(highs[loop]);
  if (first && last && *first == *last)
    return sums;
  Value left =
      arith::SubIOp::create(b, loc, asValue(highs[loop]), asValue(end));
  tile.mask = vector::CreateMaskOp::create(
      b, loc, VectorType::get({tile.lanes}, b.getI1Type()), left);
  if (first && last)
    tile.numValid = *last - *first;
  emitSteps(end, highs[loop], tile.lanes, 1);
  tile.mask = nullptr;
  tile.numValid = std::nullopt;
  return sums;
}

/// One iteration of all reductions for every point, in the first `parts` of
/// the sums.
void TileEmitter::emitReductionBody(SmallVector<Value> &sums, int64_t parts) {
  for (const Level &level : reductions)
    for (int64_t unit = 0; unit < numParts; ++unit)
      indices.erase({level.loop, unit});
  // A rest of the iterations is short.
  if (parts == numParts && numLeft == 0) {
    prefetchColumns();
    prefetchPanels();
  }
  if (hasDots())
    return emitDots(sums, parts);
  unsigned last = reductions.back().loop;
  Scope scope;
  for (int64_t part = 0; part < parts; ++part)
    for (auto [number, point] : llvm::enumerate(points)) {
      Point at = point;
      at[last] = part;
      auto old = MutableArrayRef(sums).slice(
          (part * points.size() + number) * getNumOutputs(), getNumOutputs());
      SmallVector<Value> arguments;
      for (unsigned operand = 0;
           operand < static_cast<unsigned>(main.op.getNumDpsInputs());
           ++operand)
        arguments.push_back(main.op.getBody()->getArgument(operand).use_empty()
                                ? Value()
                                : load(main, operand, at, scope));
      llvm::append_range(arguments, old);
      SmallVector<Value> sum = compute(main, arguments, at, scope);
      for (auto [before, after] : llvm::zip_equal(old, sum)) {
        if (sumsInLanes() && tile.mask)
          after = arith::SelectOp::create(b, loc, tile.mask, after, before);
        before = after;
      }
    }
}

/// Two partial sums added up.
Value TileEmitter::combine(unsigned output, Value sum, Value other) {
  Operation *combiner = getReassociableCombiner(main.op, output);
  OperationState state(loc, combiner->getName(), {sum, other}, sum.getType(),
                       combiner->getAttrs());
  return b.create(state)->getResult(0);
}

/// The results of the reductions: parts and lanes added up.
SmallVector<Value> TileEmitter::finish(SmallVector<Value> sums) {
  size_t numSums = getNumSums();
  Scope scope;
  SmallVector<Value> results;
  for (size_t index = 0; index < numSums; ++index) {
    unsigned output = index % getNumOutputs();
    Value sum = sums[index];
    if (numParts == 1 && !sumsInLanes() && numCorrections == 0) {
      results.push_back(sum);
      continue;
    }
    Operation *combiner = getReassociableCombiner(main.op, output);
    for (int64_t part = 1; part < numParts; ++part)
      sum = combine(output, sum, sums[part * numSums + index]);
    for (int64_t part = 0; numCorrections > 0 && part < numParts; ++part)
      sum = dots->product.applyCorrection(
          b, loc, sum,
          sums[numParts * numSums + part * numCorrections +
               correctionOf[index]]);
    if (sumsInLanes()) {
      unsigned operand = main.op.getNumDpsInputs() + output;
      Value first = group.starts[output];
      if (!first)
        first = load(main, operand, points[index / getNumOutputs()], scope);
      sum = vector::ReductionOp::create(
          b, loc, *linalg::getCombinerOpKind(combiner), sum, first,
          arith::FastMathFlags::reassoc);
    }
    results.push_back(sum);
  }
  return results;
}

bool nn::emitTiles(OpBuilder &builder, const TileGroup &group,
                   ScheduleAttr schedule, bool masks, std::optional<Dots> dots,
                   int64_t partCycles) {
  TileEmitter emitter(builder, group, schedule, masks, dots);
  if (partCycles > 0 && emitter.emitParallel(partCycles))
    return true;
  emitter.emit();
  return false;
}
