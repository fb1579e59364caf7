//===- TilePrefetch.cpp - Fetch what the next tiles read ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A processor fetches what follows in memory by itself, within a page. What it
// does not expect is fetched here, while it computes: the columns of the next
// tile of an input whose rows lie far apart, into the first level of cache, and
// the next panel of one that is laid out in tiles, into the second.
//
//===----------------------------------------------------------------------===//

#include "Access.h"
#include "TileEmitterImpl.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include <set>

using namespace mlir;
using namespace nn;
using namespace nn::tiles;

/// Bytes that every second-level cache holds, and what they are fetched in.
static constexpr int64_t kSmall = int64_t(1) << 18, kLine = 64;

/// Whether a buffer of `type` may have left the second level of cache.
bool TileEmitter::isLarge(MemRefType type) const {
  return type && type.hasStaticShape() &&
         type.getNumElements() * getElementBytes(type) >= kSmall;
}

/// Fetches what the next tile along the vector loop reads in this iteration of
/// a large input. Its rows lie far apart, each as short as the tile.
void TileEmitter::prefetchColumns(int64_t parts) {
  int64_t loop = schedule.getVectorLoop();
  if (loop < 0 || isReduction(loop))
    return;
  int64_t extent = group.main.getStaticLoopRanges()[loop];
  if (!ShapedType::isDynamic(extent) && extent <= getTileStep(loop))
    return;
  unsigned last = reductions.back().loop;
  for (int64_t operand = 0; operand < main.op.getNumDpsInputs(); ++operand) {
    Value buffer = main.op->getOperand(operand);
    auto type = dyn_cast<MemRefType>(buffer.getType());
    AffineMap map = main.maps[operand];
    if (!isLarge(type) || !variesInVector(map, type) ||
        map.getNumResults() < 2 ||
        !getStride(map, type, loop, tile.lanes).is(1) ||
        map.getResults().back() != b.getAffineDimExpr(loop))
      continue;
    std::set<Point> seen;
    for (int64_t part = 0; part < parts; ++part)
      for (const Point &point : points) {
        Point at = point;
        at[last] = part;
        // Once for a line.
        int64_t perLine =
            std::max<int64_t>(1, kLine / (tile.lanes * getElementBytes(type)));
        if (point[loop] % perLine != 0 || !seen.insert(project(map, at)).second)
          continue;
        SmallVector<Value> indices = getIndices(map, at);
        indices.back() = asValue(affine::makeComposedFoldedAffineMin(
            b, loc,
            AffineMap::get(
                1, 0,
                {b.getAffineDimExpr(0) + getTileStep(loop),
                 b.getAffineConstantExpr(type.getShape().back() - 1)},
                b.getContext()),
            {OpFoldResult(indices.back())}));
        memref::PrefetchOp::create(b, loc, buffer, indices, /*isWrite=*/false,
                                   /*localityHint=*/3, /*isDataCache=*/true);
      }
  }
}

/// Fetches the next panels of large inputs that are laid out in tiles. The
/// first tile that meets a panel would wait for it.
void TileEmitter::prefetchPanels() {
  for (int64_t operand = 0; operand < main.op.getNumDpsInputs(); ++operand) {
    Value buffer = main.op->getOperand(operand);
    auto type = dyn_cast<MemRefType>(buffer.getType());
    AffineMap map = main.maps[operand];
    if (!isLarge(type) || !type.getLayout().isIdentity() || type.getRank() < 2)
      continue;
    auto number = dyn_cast<AffineBinaryOpExpr>(map.getResults().front());
    if (!number || number.getKind() != AffineExprKind::FloorDiv ||
        !isa<AffineDimExpr>(number.getLHS()))
      continue;
    unsigned loop = cast<AffineDimExpr>(number.getLHS()).getPosition();
    if (!isReduction(loop) && tile.behind[loop])
      prefetchPanel(buffer, loop, map);
  }
}

/// Fetches, in this iteration, some of the panel of `buffer` that the next tile
/// of `loop` reads: an equal part of it in each tile that meets this one, in
/// equal steps. After the last panel comes the first, for the next block.
void TileEmitter::prefetchPanel(Value buffer, unsigned loop, AffineMap map) {
  auto type = cast<MemRefType>(buffer.getType());
  std::optional<Position> met = getPlaceAmongTiles(loop, map);
  std::optional<Position> iteration = getIteration();
  if (!met || met->count < 2 || !iteration)
    return;
  int64_t numPanels = type.getDimSize(0);
  int64_t panel = type.getNumElements() / numPanels;
  int64_t perLine = std::max<int64_t>(1, kLine / getElementBytes(type));
  int64_t lines = panel / perLine / met->count;
  if (numPanels < 2 || lines < 1)
    return;
  // Several lines in an iteration, or one in several; a power of two, since
  // this is divided by in each.
  int64_t perStep = llvm::divideCeil(lines, iteration->count);
  auto period = static_cast<int64_t>(llvm::bit_floor(
      static_cast<uint64_t>(iteration->count * perStep / lines)));
  SmallVector<ReassociationIndices> axes(1);
  llvm::append_range(axes[0], llvm::seq<int64_t>(0, type.getRank()));
  Value flat = memref::CollapseShapeOp::create(b, loc, buffer, axes);
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
  OpFoldResult next =
      apply((d0.floorDiv(schedule.getTile(loop)) + 1) % numPanels,
            {OpFoldResult(tile.base[loop])});
  OpFoldResult begin =
      apply(d0 * panel + d1 * (lines * perLine), {next, met->number});
  for (int64_t step = 0; step < perStep; ++step) {
    OpFoldResult line = affine::makeComposedFoldedAffineMin(
        b, loc,
        AffineMap::get(1, 0,
                       {d0.floorDiv(period) * perStep + step,
                        b.getAffineConstantExpr(lines - 1)},
                       b.getContext()),
        {iteration->number});
    memref::PrefetchOp::create(
        b, loc, flat, asValue(apply(d0 + d1 * perLine, {begin, line})),
        /*isWrite=*/false, /*localityHint=*/2, /*isDataCache=*/true);
  }
}

/// The place of this tile among those that run within one tile of `loop`. None
/// if their number is not known, or `map` depends on where they are.
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
