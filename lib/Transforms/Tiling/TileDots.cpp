//===- TileDots.cpp - Dot products in tiles -------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where a lane receives several products at once, a unit of the tile along the
// loop of dot products is as many iterations. The factor that differs between
// lanes is laid out so that those of a lane lie side by side, the lanes one
// behind the other. Of the other factor, one word goes to all lanes.
//
//===----------------------------------------------------------------------===//

#include "Access.h"
#include "TileEmitterImpl.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace nn;
using namespace nn::tiles;

/// Whether tiles of the varying factor are whole in memory.
bool TileEmitter::hasWholeTiles() {
  AffineMap map = main.maps[dots->varying];
  auto lane =
      dyn_cast<AffineBinaryOpExpr>(map.getResult(map.getNumResults() - 2));
  return lane && lane.getKind() == AffineExprKind::Mod;
}

/// Numbers what is summed up beside the dot products: for each vector of the
/// varying factor one sum.
void TileEmitter::findCorrections() {
  correctionOf.clear();
  numCorrections = 0;
  if (!hasDots() || !dots->product.hasCorrection() ||
      (usesMatrices() && !leavesDots()))
    return;
  AffineMap map = main.maps[dots->varying];
  std::map<Point, unsigned> known;
  for (const Point &point : points) {
    auto [number, isNew] =
        known.try_emplace(project(map, point), numCorrections);
    numCorrections += isNew;
    correctionOf.push_back(number->second);
  }
}

/// One step of the innermost reduction for every point, in the first `parts` of
/// the sums.
void TileEmitter::emitDots(SmallVector<Value> &sums, int64_t parts) {
  Scope scope;
  const DotProduct &product = dots->product;
  for (int64_t part = 0; part < parts; ++part) {
    llvm::SmallDenseSet<unsigned> corrected;
    for (auto [number, point] : llvm::enumerate(points)) {
      Point at = point;
      at[schedule.getDotLoop()] = part;
      Value uniform = loadUniform(at, scope), varying = loadVarying(at, scope);
      Value &sum = sums[part * points.size() + number];
      sum = product.emit(b, loc, sum, uniform, varying);
      if (numCorrections == 0 || !corrected.insert(correctionOf[number]).second)
        continue;
      Value &correction = sums[numParts * getNumSums() + part * numCorrections +
                               correctionOf[number]];
      correction = product.emitCorrection(b, loc, correction, varying);
    }
  }
}

/// The elements of the uniform factor for one dot product, in all lanes; zeros
/// for those behind the last one.
Value TileEmitter::loadUniform(const Point &point, Scope &scope) {
  AffineMap map = main.maps[dots->uniform];
  Value &value = scope.loads[{dots->uniform, project(map, point)}];
  if (value)
    return value;
  Value buffer = main.op->getOperand(dots->uniform);
  auto bufferType = cast<MemRefType>(buffer.getType());
  Type element = bufferType.getElementType();
  int64_t size = schedule.getDotSize(), dotLoop = schedule.getDotLoop();
  auto type = VectorType::get({size}, element);
  Value elements;
  if (numLeft == 0 && getStride(map, bufferType, dotLoop).is(1)) {
    elements =
        vector::LoadOp::create(b, loc, type, buffer, getIndices(map, point));
  } else {
    SmallVector<OpFoldResult> loops = getLoops(map, point);
    OpFoldResult first = loops[dotLoop];
    SmallVector<Value> each;
    for (int64_t number = 0; number < (numLeft > 0 ? numLeft : size);
         ++number) {
      loops[dotLoop] = apply(b.getAffineDimExpr(0) + number, {first});
      SmallVector<Value> indices;
      for (AffineExpr expr : map.getResults())
        indices.push_back(asValue(apply(expr, loops)));
      each.push_back(memref::LoadOp::create(b, loc, buffer, indices));
    }
    Value zero = arith::ConstantOp::create(
        b, loc, cast<TypedAttr>(b.getZeroAttr(element)));
    each.resize(size, zero);
    elements = vector::FromElementsOp::create(b, loc, type, each);
  }
  auto word = VectorType::get({1}, b.getI32Type());
  Value single = vector::ExtractOp::create(
      b, loc, vector::BitCastOp::create(b, loc, word, elements), 0);
  Value all = vector::BroadcastOp::create(
      b, loc, VectorType::get({tile.lanes}, b.getI32Type()), single);
  all = vector::BitCastOp::create(
      b, loc, VectorType::get({tile.lanes * size}, element), all);
  return value = dots->product.prepareUniform(b, loc, all);
}

/// Where the varying factor at a point begins, in its buffer with the last
/// three axes in one. They are `[product, lane, within the product]`, so
/// product `k` of lane `n` begins `k * lanes of the axis + n * size` behind.
std::pair<Value, SmallVector<Value>>
TileEmitter::getVaryingPlace(const Point &point) {
  Value buffer = main.op->getOperand(dots->varying);
  int64_t rank = cast<MemRefType>(buffer.getType()).getRank();
  SmallVector<ReassociationIndices> groups;
  for (int64_t axis = 0; axis + 3 < rank; ++axis)
    groups.push_back({axis});
  groups.push_back({rank - 3, rank - 2, rank - 1});
  Value flat = memref::CollapseShapeOp::create(b, loc, buffer, groups);
  SmallVector<Value> indices = getIndices(main.maps[dots->varying], point);
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1),
             s0 = b.getAffineSymbolExpr(0);
  // Steps begin at multiples of a dot product.
  OpFoldResult product =
      getIndex(schedule.getDotLoop(), point[schedule.getDotLoop()]);
  OpFoldResult lanes = memref::getMixedSize(b, loc, buffer, rank - 2);
  OpFoldResult offset = affine::makeComposedFoldedAffineApply(
      b, loc, AffineMap::get(2, 1, d0 * s0 + d1 * schedule.getDotSize()),
      {product, OpFoldResult(indices[rank - 2]), lanes});
  indices.truncate(rank - 3);
  indices.push_back(asValue(offset));
  return {flat, indices};
}

/// The elements of the varying factor for one dot product in each lane.
Value TileEmitter::loadVarying(const Point &point, Scope &scope) {
  AffineMap map = main.maps[dots->varying];
  Value &value = scope.loads[{dots->varying, project(map, point)}];
  if (value)
    return value;
  auto [flat, indices] = getVaryingPlace(point);
  int64_t size = schedule.getDotSize();
  auto vectorType = VectorType::get(
      {tile.lanes * size}, cast<MemRefType>(flat.getType()).getElementType());
  Value mask = getMask(point);
  if (!mask || hasWholeTiles())
    return value = vector::LoadOp::create(b, loc, vectorType, flat, indices);
  mask = scaleMask(mask, size, 0, tile.lanes * size);
  Value zero = arith::ConstantOp::create(b, loc, b.getZeroAttr(vectorType));
  return value = vector::MaskedLoadOp::create(b, loc, vectorType, flat, indices,
                                              mask, zero);
}
