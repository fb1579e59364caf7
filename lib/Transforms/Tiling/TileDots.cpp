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

/// Numbers what is summed up beside the dot products: for each vector of the
/// varying factor one sum.
void TileEmitter::findCorrections() {
  correctionOf.clear();
  numCorrections = 0;
  if (!hasDots() || !dots->product.hasCorrection())
    return;
  AffineMap map = main.maps[dots->varying];
  std::map<Point, unsigned> known;
  for (const Point &point : points) {
    Point key(point);
    for (auto [loop, unit] : llvm::enumerate(key))
      if (!map.isFunctionOfDim(loop))
        unit = 0;
    auto [number, isNew] = known.try_emplace(key, numCorrections);
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
  SmallVector<int64_t, 8> key = {dots->uniform};
  for (auto [loop, unit] : llvm::enumerate(point))
    key.push_back(map.isFunctionOfDim(loop) ? unit : 0);
  Value &value = scope.loads[key];
  if (value)
    return value;
  Value buffer = main.op->getOperand(dots->uniform);
  Type element = cast<MemRefType>(buffer.getType()).getElementType();
  int64_t size = schedule.getDotSize();
  auto type = VectorType::get({size}, element);
  SmallVector<Value> first = getIndices(map, point);
  Value elements;
  bool isWhole =
      numLeft == 0 &&
      getStride(map, cast<MemRefType>(buffer.getType()), schedule.getDotLoop())
          .is(1);
  if (isWhole) {
    elements = vector::LoadOp::create(b, loc, type, buffer, first);
  } else {
    SmallVector<Value> left;
    int64_t count = numLeft > 0 ? numLeft : size;
    for (int64_t number = 0; number < count; ++number) {
      SmallVector<OpFoldResult> loops;
      for (unsigned loop = 0; loop < map.getNumDims(); ++loop) {
        loops.push_back(map.isFunctionOfDim(loop)
                            ? OpFoldResult(getIndex(loop, point[loop]))
                            : OpFoldResult(b.getIndexAttr(0)));
        if (loop == schedule.getDotLoop())
          loops.back() = apply(b.getAffineDimExpr(0) + number, {loops.back()});
      }
      SmallVector<Value> indices;
      for (AffineExpr expr : map.getResults())
        indices.push_back(asValue(apply(expr, loops)));
      left.push_back(memref::LoadOp::create(b, loc, buffer, indices));
    }
    left.append(size - count,
                arith::ConstantOp::create(
                    b, loc, cast<TypedAttr>(b.getZeroAttr(element))));
    elements = vector::FromElementsOp::create(b, loc, type, left);
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

/// The elements of the varying factor for one dot product in each lane. They
/// lie at `[..., product, lane, within the product]`, so product `k` of lane
/// `n` begins `k * lanes of the axis + n * size` behind.
Value TileEmitter::loadVarying(const Point &point, Scope &scope) {
  AffineMap map = main.maps[dots->varying];
  SmallVector<int64_t, 8> key = {dots->varying};
  for (auto [loop, unit] : llvm::enumerate(point))
    key.push_back(map.isFunctionOfDim(loop) ? unit : 0);
  Value &value = scope.loads[key];
  if (value)
    return value;
  Value buffer = main.op->getOperand(dots->varying);
  auto type = cast<MemRefType>(buffer.getType());
  int64_t rank = type.getRank(), size = schedule.getDotSize();
  SmallVector<ReassociationIndices> groups;
  for (int64_t axis = 0; axis + 3 < rank; ++axis)
    groups.push_back({axis});
  groups.push_back({rank - 3, rank - 2, rank - 1});
  Value flat = memref::CollapseShapeOp::create(b, loc, buffer, groups);
  SmallVector<Value> indices = getIndices(
      map.getSubMap(llvm::to_vector_of<unsigned>(llvm::seq<int64_t>(0, rank))),
      point);
  AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1),
             s0 = b.getAffineSymbolExpr(0);
  // Steps begin at multiples of a dot product.
  OpFoldResult product =
      getIndex(schedule.getDotLoop(), point[schedule.getDotLoop()]);
  OpFoldResult lanes = memref::getMixedSize(b, loc, buffer, rank - 2);
  OpFoldResult offset = affine::makeComposedFoldedAffineApply(
      b, loc, AffineMap::get(2, 1, d0 * s0 + d1 * size),
      {product, OpFoldResult(indices[rank - 2]), lanes});
  indices.truncate(rank - 3);
  indices.push_back(asValue(offset));
  auto vectorType = VectorType::get({tile.lanes * size}, type.getElementType());
  Value mask = getMask(point);
  // Tiles are whole in memory.
  auto lane = dyn_cast<AffineBinaryOpExpr>(map.getResult(rank - 2));
  if (!mask || (lane && lane.getKind() == AffineExprKind::Mod))
    return value = vector::LoadOp::create(b, loc, vectorType, flat, indices);
  auto maskType = VectorType::get({tile.lanes * size}, b.getI1Type());
  if (tile.numValid) {
    mask =
        vector::ConstantMaskOp::create(b, loc, maskType, *tile.numValid * size);
  } else {
    Value valid = mask.getDefiningOp<vector::CreateMaskOp>().getOperand(0);
    mask = vector::CreateMaskOp::create(
        b, loc, maskType, asValue(apply(d0 * size, {OpFoldResult(valid)})));
  }
  Value zero = arith::ConstantOp::create(b, loc, b.getZeroAttr(vectorType));
  return value = vector::MaskedLoadOp::create(b, loc, vectorType, flat, indices,
                                              mask, zero);
}
