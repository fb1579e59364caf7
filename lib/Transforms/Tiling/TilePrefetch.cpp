//===- TilePrefetch.cpp - Fetch what the next tiles read ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A processor fetches what follows in memory by itself, within a page. What it
// does not expect is fetched here, into the second level of cache, while it
// computes: the columns of the next tile of an input whose rows lie far apart,
// and the next panel of one that is laid out in tiles, for which the first tile
// that meets it would wait. Where one tile meets each panel, it is the page
// after the next.
//
//===----------------------------------------------------------------------===//

#include "Access.h"
#include "TileEmitterImpl.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include <set>

using namespace mlir;
using namespace nn;
using namespace nn::tiles;

/// Bytes that a second-level cache may hold. To fetch less of what passes
/// through it was measured to gain little on one core and to cost much on two.
static constexpr int64_t kSmall = int64_t(2) << 20;
/// Bytes of so many pages that a processor has to look most of them up again,
/// and how far a stream of them is fetched ahead: two pages, so that the next
/// one has been looked up when it is read.
static constexpr int64_t kManyPages = int64_t(8) << 20, kAhead = 8192;

/// Whether a buffer of `type` may have left the second level of cache.
static bool isLarge(MemRefType type) {
  return type && type.hasStaticShape() &&
         type.getNumElements() * getElementBytes(type) >= kSmall;
}

/// Which of `total` things this iteration is to fetch, if each of the tiles
/// that `met` counts fetches an equal part of them, one after the other. None
/// if those are many for an iteration.
SmallVector<OpFoldResult> TileEmitter::shareOut(int64_t total,
                                                const Position &met,
                                                const Position &iteration) {
  constexpr int64_t kMany = 4;
  int64_t perTile = llvm::divideCeil(total, met.count);
  // Several in an iteration, or one in several; a power of two, since this is
  // divided by in each.
  int64_t perStep = llvm::divideCeil(perTile, iteration.count);
  if (perStep > kMany)
    return {};
  auto period = static_cast<int64_t>(llvm::bit_floor(
      static_cast<uint64_t>(iteration.count * perStep / perTile)));
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  AffineExpr first = d0 * perTile, end = b.getAffineConstantExpr(total - 1);
  OpFoldResult last = apply(first + perTile - 1, {met.number});
  if (met.count * perTile > total)
    last = affine::makeComposedFoldedAffineMin(
        b, loc,
        AffineMap::get(1, 0, {first + perTile - 1, end}, b.getContext()),
        {met.number});
  SmallVector<OpFoldResult> shares;
  for (int64_t step = 0; step < perStep; ++step) {
    OpFoldResult place = apply(first + d1.floorDiv(period) * perStep + step,
                               {met.number, iteration.number});
    if (met.count * perTile > total ||
        (iteration.count - 1) / period * perStep + step >= perTile)
      place = OpFoldResult(
          arith::MinSIOp::create(b, loc, asValue(place), asValue(last)));
    shares.push_back(place);
  }
  return shares;
}

/// Fetches what the next tile along the vector loop reads of large inputs. Its
/// rows lie far apart, each as short as the tile.
void TileEmitter::prefetchColumns() {
  int64_t loop = schedule.getVectorLoop();
  if (loop < 0 || isReduction(loop))
    return;
  int64_t extent = group.main.getStaticLoopRanges()[loop];
  if (!ShapedType::isDynamic(extent) && extent <= getTileStep(loop))
    return;
  for (int64_t operand = 0; operand < main.op.getNumDpsInputs(); ++operand) {
    auto type = dyn_cast<MemRefType>(main.op->getOperand(operand).getType());
    AffineMap map = main.maps[operand];
    if (isLarge(type) && variesInVector(map, type) &&
        map.getNumResults() >= 2 &&
        getStride(map, type, loop, tile.lanes).is(1) &&
        map.getResults().back() == b.getAffineDimExpr(loop))
      prefetchRows(operand);
  }
}

/// Fetches the columns of the next tile in the rows of an input that this
/// iteration reads. Where the rows are those of one loop, each tile that meets
/// them fetches a part.
void TileEmitter::prefetchRows(unsigned operand) {
  Value buffer = main.op->getOperand(operand);
  auto type = cast<MemRefType>(buffer.getType());
  AffineMap map = main.maps[operand];
  unsigned last = reductions.back().loop;
  // The axis of the rows, and which of them are fetched.
  std::optional<unsigned> rowAxis;
  SmallVector<OpFoldResult> rows;
  if (reductions.size() == 1)
    rowAxis = map.getResultPosition(b.getAffineDimExpr(last));
  if (rowAxis) {
    std::optional<Position> met =
        getPlaceAmongTiles(schedule.getVectorLoop(), map);
    std::optional<Position> iteration = getIteration();
    if (met && iteration)
      rows = shareOut(type.getDimSize(*rowAxis), *met, *iteration);
    else
      rowAxis.reset();
  }
  int64_t perLine =
      std::max<int64_t>(1, kLine / (tile.lanes * getElementBytes(type)));
  std::set<Point> seen;
  for (int64_t part = 0; part < (rowAxis ? 1 : numParts); ++part)
    for (const Point &point : points) {
      Point at = point;
      at[last] = part;
      // Once for a line.
      if (point[schedule.getVectorLoop()] % perLine != 0 ||
          !seen.insert(project(map, at)).second)
        continue;
      SmallVector<Value> indices = getIndices(map, at);
      indices.back() = asValue(affine::makeComposedFoldedAffineMin(
          b, loc,
          AffineMap::get(
              1, 0,
              {b.getAffineDimExpr(0) + getTileStep(schedule.getVectorLoop()),
               b.getAffineConstantExpr(type.getShape().back() - 1)},
              b.getContext()),
          {OpFoldResult(indices.back())}));
      if (!rowAxis)
        prefetch(buffer, indices);
      for (OpFoldResult row : rows) {
        indices[*rowAxis] = asValue(row);
        prefetch(buffer, indices);
      }
    }
}

/// Has a line fetched into the second level of cache.
void TileEmitter::prefetch(Value buffer, ArrayRef<Value> indices) {
  memref::PrefetchOp::create(b, loc, buffer, indices, /*isWrite=*/false,
                             /*localityHint=*/2, /*isDataCache=*/true);
}

/// Fetches what comes next of large inputs that are laid out in tiles.
void TileEmitter::prefetchPanels() {
  for (int64_t operand = 0; operand < main.op.getNumDpsInputs(); ++operand) {
    Value buffer = main.op->getOperand(operand);
    auto type = dyn_cast<MemRefType>(buffer.getType());
    AffineMap map = main.maps[operand];
    if (!isLarge(type) || !type.getLayout().isIdentity() ||
        type.getRank() < 2 ||
        main.op.getBody()->getArgument(operand).use_empty())
      continue;
    auto number = dyn_cast<AffineBinaryOpExpr>(map.getResults().front());
    if (!number || number.getKind() != AffineExprKind::FloorDiv ||
        !isa<AffineDimExpr>(number.getLHS()))
      continue;
    unsigned loop = cast<AffineDimExpr>(number.getLHS()).getPosition();
    if (isReduction(loop) || !tile.behind[loop] ||
        number.getRHS() != b.getAffineConstantExpr(schedule.getTile(loop)))
      continue;
    std::optional<Position> met = getPlaceAmongTiles(loop, map);
    if (met && met->count == 1)
      prefetchStream(buffer, loop, map);
    else if (met && type.getDimSize(0) > 1)
      prefetchPanel(buffer, loop, map, *met);
  }
}

/// A buffer without gaps as one row.
static Value flatten(OpBuilder &b, Location loc, Value buffer) {
  SmallVector<ReassociationIndices> axes(1);
  llvm::append_range(
      axes[0],
      llvm::seq<int64_t>(0, cast<MemRefType>(buffer.getType()).getRank()));
  return memref::CollapseShapeOp::create(b, loc, buffer, axes);
}

/// The place of an element of a buffer without gaps in that row.
static OpFoldResult getPlace(OpBuilder &b, Location loc, MemRefType type,
                             ArrayRef<Value> indices) {
  auto [strides, offset] = type.getStridesAndOffset();
  auto [place, operands] =
      computeLinearIndex(b.getIndexAttr(0), strides, indices);
  return affine::makeComposedFoldedAffineApply(b, loc, place, operands);
}

/// Fetches what lies some iterations behind what this one reads.
void TileEmitter::prefetchStream(Value buffer, unsigned loop, AffineMap map) {
  auto type = cast<MemRefType>(buffer.getType());
  int64_t bytes = getElementBytes(type);
  int64_t row = numParts * schedule.getTile(loop) * schedule.getDotSize();
  int64_t last = type.getNumElements() - row, ahead = kAhead / bytes;
  if (type.getNumElements() * bytes < kManyPages)
    return;
  OpFoldResult place =
      getPlace(b, loc, type, getIndices(map, Point(tile.units.size(), 0)));
  AffineExpr d0 = b.getAffineDimExpr(0);
  OpFoldResult begin = affine::makeComposedFoldedAffineMin(
      b, loc,
      AffineMap::get(1, 0, {d0 + ahead, b.getAffineConstantExpr(last)},
                     b.getContext()),
      {place});
  Value flat = flatten(b, loc, buffer);
  for (int64_t at = 0; at < row; at += std::max<int64_t>(1, kLine / bytes))
    prefetch(flat, asValue(apply(d0 + at, {begin})));
}

/// Fetches, in this iteration, some of the panel of `buffer` that the next tile
/// of `loop` reads. After the last panel comes the first, for the next block if
/// there is one.
void TileEmitter::prefetchPanel(Value buffer, unsigned loop, AffineMap map,
                                const Position &met) {
  auto type = cast<MemRefType>(buffer.getType());
  std::optional<Position> iteration = getIteration();
  if (!iteration)
    return;
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  // A panel is what lies behind the axes of parallel loops, which come first.
  Value zero = asValue(b.getIndexAttr(0));
  SmallVector<Value> begin = {asValue(
      apply((d0.floorDiv(schedule.getTile(loop)) + 1) % type.getDimSize(0),
            {OpFoldResult(tile.base[loop])}))};
  int64_t panel = 1;
  for (auto [axis, expr] : llvm::enumerate(map.getResults())) {
    if (axis == 0)
      continue;
    auto dim = dyn_cast<AffineDimExpr>(expr);
    bool isFixed = dim && !isReduction(dim.getPosition());
    begin.push_back(isFixed ? tile.base[dim.getPosition()] : zero);
    if (!isFixed)
      panel *= type.getDimSize(axis);
  }
  int64_t perLine = std::max<int64_t>(1, kLine / getElementBytes(type));
  SmallVector<OpFoldResult> shares =
      shareOut(llvm::divideCeil(panel, perLine), met, *iteration);
  if (shares.empty())
    return;
  Value flat = flatten(b, loc, buffer);
  OpFoldResult first = getPlace(b, loc, type, begin);
  for (OpFoldResult line : shares)
    prefetch(flat, asValue(apply(d0 + d1 * perLine, {first, line})));
}

/// The place of this tile among those that run within one tile of `loop`. None
/// if their number is not known, or `map` depends on where they are. Where
/// threads share these, the number is that of all, and each begins at 0: it
/// fetches less.
std::optional<Position> TileEmitter::getPlaceAmongTiles(unsigned loop,
                                                        AffineMap map) {
  Position place{b.getIndexAttr(0)};
  bool isInside = false;
  for (const Level &level : levels) {
    if (!isInside) {
      isInside = level.loop == loop && level.isTile;
      continue;
    }
    if (!level.isTile || map.isFunctionOfDim(level.loop))
      return std::nullopt;
    int64_t extent = group.main.getStaticLoopRanges()[level.loop];
    // Blocks outside are no larger than their step.
    for (const Level &block : ArrayRef(levels))
      if (block.loop == level.loop && !block.isTile &&
          (ShapedType::isDynamic(extent) || block.step < extent))
        extent = block.step;
    if (ShapedType::isDynamic(extent))
      return std::nullopt;
    int64_t count = llvm::divideCeil(extent, level.step);
    AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1),
               d2 = b.getAffineDimExpr(2);
    place.number =
        apply(d0 * count + (d1 - d2).floorDiv(level.step),
              {place.number, tile.base[level.loop], lows[level.loop]});
    place.count *= count;
  }
  return place;
}

/// The number of this iteration of the loops that reduce, if all have extents
/// that are known.
std::optional<Position> TileEmitter::getIteration() {
  Position iteration{b.getIndexAttr(0)};
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  for (const Level &level : reductions) {
    int64_t extent = group.main.getStaticLoopRanges()[level.loop];
    if (ShapedType::isDynamic(extent))
      return std::nullopt;
    int64_t step = &level == &reductions.back() ? numParts * getUnit(level.loop)
                                                : level.step;
    int64_t count = llvm::divideCeil(extent, step);
    iteration.number =
        apply(d0 * count + d1.floorDiv(step),
              {iteration.number, OpFoldResult(tile.base[level.loop])});
    iteration.count *= count;
  }
  return iteration;
}
