//===- TileValues.cpp - Elements of a tile --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Access.h"
#include "TileEmitterImpl.h"
#include "dialects/Interfaces/NetworkInterfaces.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace nn;
using namespace nn::tiles;

Value TileEmitter::getIndex(unsigned loop, int64_t unit) {
  Value &index = indices[{loop, unit}];
  if (!index) {
    index = asValue(apply(b.getAffineDimExpr(0) + unit * getUnit(loop),
                          {OpFoldResult(tile.base[loop])}));
  }
  return index;
}

Point nn::tiles::project(AffineMap map, const Point &point) {
  Point units(point);
  for (auto [loop, unit] : llvm::enumerate(units))
    if (!map.isFunctionOfDim(loop))
      unit = 0;
  return units;
}

/// The indices of the loops of an access at a point.
SmallVector<OpFoldResult> TileEmitter::getLoops(AffineMap map,
                                                const Point &point) {
  SmallVector<OpFoldResult> loops;
  for (unsigned loop = 0; loop < map.getNumDims(); ++loop)
    loops.push_back(map.isFunctionOfDim(loop)
                        ? OpFoldResult(getIndex(loop, point[loop]))
                        : OpFoldResult(b.getIndexAttr(0)));
  return loops;
}

/// The indices of an access at a point, `lane` lanes after the first. Lanes
/// that do not count are at the last index.
SmallVector<Value> TileEmitter::getIndices(AffineMap map, const Point &point,
                                           int64_t lane) {
  SmallVector<OpFoldResult> loops = getLoops(map, point);
  if (lane > 0) {
    AffineExpr d0 = b.getAffineDimExpr(0), d1 = b.getAffineDimExpr(1);
    int64_t loop = schedule.getVectorLoop();
    if (getMask(point))
      loops[loop] = affine::makeComposedFoldedAffineMin(
          b, loc, AffineMap::get(2, 0, {d0 + lane, d1 - 1}, b.getContext()),
          {loops[loop], highs[loop]});
    else
      loops[loop] = apply(d0 + lane, {loops[loop]});
  }
  SmallVector<Value> result;
  for (AffineExpr expr : map.getResults()) {
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      result.push_back(asValue(loops[dim.getPosition()]));
    else if (std::optional<OpFoldResult> index = getPackedIndex(expr, point);
             index && lane == 0)
      result.push_back(asValue(*index));
    else
      result.push_back(asValue(apply(expr, loops)));
  }
  return result;
}

/// An index of a packed operand, the tile or the place within it: the tile
/// begins at a multiple of the step.
std::optional<OpFoldResult> TileEmitter::getPackedIndex(AffineExpr expr,
                                                        const Point &point) {
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary || !isa<AffineDimExpr>(binary.getLHS()))
    return std::nullopt;
  int64_t loop = cast<AffineDimExpr>(binary.getLHS()).getPosition();
  auto step = dyn_cast<AffineConstantExpr>(binary.getRHS());
  // A step of dot products may be cut further.
  if (loop == schedule.getDotLoop())
    return std::nullopt;
  if (!step || step.getValue() != schedule.getTile(loop) || !tile.behind[loop])
    return std::nullopt;
  if (binary.getKind() == AffineExprKind::FloorDiv)
    return apply(b.getAffineDimExpr(0).floorDiv(step.getValue()),
                 {OpFoldResult(tile.base[loop])});
  if (binary.getKind() == AffineExprKind::Mod)
    return OpFoldResult(
        b.getIndexAttr(*tile.behind[loop] + point[loop] * getUnit(loop)));
  return std::nullopt;
}

bool TileEmitter::variesInVector(AffineMap map, ShapedType type) const {
  return tile.lanes > 1 && schedule.getVectorLoop() >= 0 &&
         !getStride(map, type, schedule.getVectorLoop(), tile.lanes).is(0);
}

/// The mask of the vector at `point`, null if all of it counts.
Value TileEmitter::getMask(const Point &point) {
  int64_t loop = schedule.getVectorLoop();
  if (!tile.mask || (!isReduction(loop) && point[loop] + 1 != tile.units[loop]))
    return nullptr;
  return tile.mask;
}

/// A mask of `lanes` in which `factor` times as many as in that of the tile,
/// and `offset` more, count.
Value TileEmitter::scaleMask(Value mask, int64_t factor, int64_t offset,
                             int64_t lanes) {
  auto type = VectorType::get({lanes}, b.getI1Type());
  if (tile.numValid)
    return vector::ConstantMaskOp::create(
        b, loc, type,
        std::clamp<int64_t>(*tile.numValid * factor + offset, 0, lanes));
  Value valid = mask.getDefiningOp<vector::CreateMaskOp>().getOperand(0);
  return vector::CreateMaskOp::create(
      b, loc, type,
      asValue(apply(b.getAffineDimExpr(0) * factor + offset,
                    {OpFoldResult(valid)})));
}

/// Whether lanes read every second element of an input, of which vectors can be
/// loaded.
bool TileEmitter::isPairwise(const Member &member, unsigned operand) {
  linalg::GenericOp op = member.op;
  auto type = cast<MemRefType>(op->getOperand(operand).getType());
  if (operand >= op.getNumDpsInputs() ||
      getElementBytes(type) * 8 != getBitWidth(type.getElementType()) ||
      !getStride(member.maps[operand], type, schedule.getVectorLoop(),
                 tile.lanes)
           .is(2))
    return false;
  auto [strides, offset] = type.getStridesAndOffset();
  return strides.back() == 1;
}

/// The elements at every second place from `indices` on, as many as there are
/// lanes, of those that count in `mask` if that is given: one vector that
/// begins with the first and one that ends with the last, so that nothing
/// behind is read.
Value TileEmitter::loadEverySecond(Value buffer, SmallVector<Value> indices,
                                   Value mask) {
  int64_t lanes = tile.lanes;
  auto type = VectorType::get(
      {lanes}, cast<MemRefType>(buffer.getType()).getElementType());
  AffineExpr d0 = b.getAffineDimExpr(0);
  // The places from `first` on that count.
  auto loadFrom = [&](int64_t first) -> Value {
    SmallVector<Value> at(indices);
    at.back() = asValue(apply(d0 + first, {OpFoldResult(at.back())}));
    if (!mask)
      return vector::LoadOp::create(b, loc, type, buffer, at);
    Value zero = arith::ConstantOp::create(b, loc, b.getZeroAttr(type));
    Value part = scaleMask(mask, 2, -1 - first, lanes);
    return vector::MaskedLoadOp::create(b, loc, type, buffer, at, part, zero);
  };
  Value low = loadFrom(0), high = loadFrom(lanes - 1);
  SmallVector<int64_t> places;
  for (int64_t lane = 0; lane < lanes; ++lane)
    places.push_back(lane < lanes / 2 ? 2 * lane : 2 * lane + 1);
  return vector::ShuffleOp::create(b, loc, low, high, places);
}

/// The elements of an operand at a point: a scalar if it is the same in all
/// lanes.
Value TileEmitter::load(const Member &member, unsigned operand,
                        const Point &point, Scope &scope) {
  Value buffer = member.op->getOperand(operand);
  auto type = dyn_cast<MemRefType>(buffer.getType());
  if (!type)
    return buffer;
  AffineMap map = member.maps[operand];
  Value &value = scope.loads[{operand, project(map, point)}];
  if (value)
    return value;
  if (!variesInVector(map, type))
    return value =
               memref::LoadOp::create(b, loc, buffer, getIndices(map, point));
  auto vectorType = VectorType::get({tile.lanes}, type.getElementType());
  Value mask = getMask(point);
  Stride stride = getStride(map, type, schedule.getVectorLoop(), tile.lanes);
  if (stride.is(1)) {
    // Runs are whole in memory.
    auto last = dyn_cast<AffineBinaryOpExpr>(map.getResults().back());
    if (!mask || (last && last.getKind() == AffineExprKind::Mod))
      return value = vector::LoadOp::create(b, loc, vectorType, buffer,
                                            getIndices(map, point));
    Value zero = arith::ConstantOp::create(b, loc, b.getZeroAttr(vectorType));
    return value = vector::MaskedLoadOp::create(
               b, loc, vectorType, buffer, getIndices(map, point), mask, zero);
  }
  if (isPairwise(member, operand))
    return value = loadEverySecond(buffer, getIndices(map, point), mask);
  SmallVector<Value> elements;
  for (int64_t lane = 0; lane < tile.lanes; ++lane)
    elements.push_back(
        memref::LoadOp::create(b, loc, buffer, getIndices(map, point, lane)));
  return value = vector::FromElementsOp::create(b, loc, vectorType, elements);
}

void TileEmitter::storeTo(const Member &member, unsigned operand,
                          const Point &point, Value value, Scope &scope) {
  Value buffer = member.op->getOperand(operand);
  auto type = cast<MemRefType>(buffer.getType());
  AffineMap map = member.maps[operand];
  if (!variesInVector(map, type)) {
    memref::StoreOp::create(b, loc, value, buffer, getIndices(map, point));
    return;
  }
  value = widen(value, scope);
  Value mask = getMask(point);
  Stride stride = getStride(map, type, schedule.getVectorLoop(), tile.lanes);
  if (stride.is(1)) {
    // For x86, LLVM 22 stores one lane of a truncated vector as wide as it was
    // before (test/Transforms/nn-lower-schedules-masked.mlir).
    if (mask && tile.numValid == 1)
      memref::StoreOp::create(b, loc,
                              vector::ExtractOp::create(b, loc, value, 0),
                              buffer, getIndices(map, point));
    else if (mask)
      vector::MaskedStoreOp::create(b, loc, buffer, getIndices(map, point),
                                    mask, value);
    else
      vector::StoreOp::create(b, loc, value, buffer, getIndices(map, point));
    return;
  }
  int64_t numValid = mask ? *tile.numValid : tile.lanes;
  for (int64_t lane = 0; lane < numValid; ++lane)
    memref::StoreOp::create(b, loc,
                            vector::ExtractOp::create(b, loc, value, lane),
                            buffer, getIndices(map, point, lane));
}

/// The loop of the tile along which elements of an output lie side by side,
/// where lanes do not.
std::optional<unsigned> TileEmitter::getColumnsLoop(const Member &member,
                                                    unsigned operand) {
  auto type = cast<MemRefType>(member.op->getOperand(operand).getType());
  AffineMap map = member.maps[operand];
  if (!variesInVector(map, type) || tile.lanes < 4 ||
      getElementBytes(type) * 8 != getBitWidth(type.getElementType()) ||
      getStride(map, type, schedule.getVectorLoop(), tile.lanes).is(1))
    return std::nullopt;
  std::optional<unsigned> row = nn::getRowLoop(map, type);
  if (!row || isVectorLoop(*row) || isReduction(*row) || tile.units[*row] < 2)
    return std::nullopt;
  return row;
}

/// Stores the values of all points to an output with such a loop.
void TileEmitter::storeColumns(const Member &member, unsigned operand,
                               ArrayRef<Value> values, Scope &scope) {
  unsigned loop = *getColumnsLoop(member, operand);
  int64_t begin = getFirstUnit(loop);
  // Of points that differ in this loop alone, the values in its order.
  std::map<Point, SmallVector<Value>> matrices;
  for (auto [point, value] : llvm::zip_equal(points, values)) {
    Point first = point;
    first[loop] = begin;
    SmallVector<Value> &columns = matrices[first];
    columns.resize(tile.units[loop] - begin);
    columns[point[loop] - begin] = value;
  }
  for (auto &[first, columns] : matrices) {
    auto left = static_cast<int64_t>(columns.size());
    for (Point at = first; left > 0;) {
      int64_t count = std::min(left, tile.lanes);
      if (!masks)
        count = llvm::bit_floor(static_cast<uint64_t>(count));
      ArrayRef<Value> part = ArrayRef(columns).slice(at[loop] - begin, count);
      if (count == 1)
        storeTo(member, operand, at, part.front(), scope);
      else
        storeRows(member, operand, at, part, scope);
      at[loop] += count;
      left -= count;
    }
  }
}

/// Stores a matrix of which `columns` are vectors along the lanes, row by row
/// from `first` on. Vectors exchange elements, then pairs of them, and so on.
/// Upstream lowers vector.transpose so for 16 x 16 numbers of 32 bits alone.
void TileEmitter::storeRows(const Member &member, unsigned operand,
                            const Point &first, ArrayRef<Value> columns,
                            Scope &scope) {
  Value buffer = member.op->getOperand(operand);
  Type element = cast<MemRefType>(buffer.getType()).getElementType();
  auto count = static_cast<int64_t>(columns.size());
  auto size =
      static_cast<int64_t>(llvm::bit_ceil(static_cast<uint64_t>(count)));
  auto type = VectorType::get({tile.lanes}, element);
  SmallVector<Value> vectors;
  for (Value column : columns)
    vectors.push_back(widen(column, scope));
  if (size > count)
    vectors.append(size - count,
                   arith::ConstantOp::create(b, loc, b.getZeroAttr(type)));
  for (int64_t distance = 1; distance < size; distance *= 2)
    for (int64_t i = 0; i < size; ++i) {
      if (i & distance)
        continue;
      SmallVector<int64_t> low, high;
      for (int64_t lane = 0; lane < tile.lanes; ++lane) {
        bool isUpper = lane & distance;
        low.push_back(isUpper ? tile.lanes + lane - distance : lane);
        high.push_back(isUpper ? tile.lanes + lane : lane + distance);
      }
      Value one = vectors[i], other = vectors[i + distance];
      vectors[i] = vector::ShuffleOp::create(b, loc, one, other, low);
      vectors[i + distance] =
          vector::ShuffleOp::create(b, loc, one, other, high);
    }
  Value mask;
  if (count < size)
    mask = vector::ConstantMaskOp::create(
        b, loc, VectorType::get({size}, b.getI1Type()), count);
  int64_t numValid = getMask(first) ? *tile.numValid : tile.lanes;
  for (int64_t lane = 0; lane < numValid; ++lane) {
    Value row = vectors[lane % size];
    if (size < tile.lanes)
      row = vector::ExtractStridedSliceOp::create(
          b, loc, row, lane / size * size, size, int64_t(1));
    SmallVector<Value> indices = getIndices(member.maps[operand], first, lane);
    if (mask)
      vector::MaskedStoreOp::create(b, loc, buffer, indices, mask, row);
    else
      vector::StoreOp::create(b, loc, row, buffer, indices);
  }
}

Value TileEmitter::widen(Value value, Scope &scope) {
  if (tile.lanes == 1 || isa<VectorType>(value.getType()))
    return value;
  Value &broadcast = scope.broadcasts[value];
  if (!broadcast)
    broadcast = vector::BroadcastOp::create(
        b, loc, VectorType::get({tile.lanes}, value.getType()), value);
  return broadcast;
}

/// The body of an op at a point. What is the same in all lanes is computed
/// once.
SmallVector<Value> TileEmitter::compute(const Member &member,
                                        ArrayRef<Value> arguments,
                                        const Point &point, Scope &scope) {
  linalg::GenericOp op = member.op;
  IRMapping mapping;
  for (auto [element, value] :
       llvm::zip_equal(op.getBody()->getArguments(), arguments))
    if (value)
      mapping.map(element, value);
  for (Operation &inner : op.getBody()->without_terminator()) {
    if (auto index = dyn_cast<linalg::IndexOp>(inner)) {
      int64_t loop = member.loops[index.getDim()];
      Value value = loop < 0
                        ? arith::ConstantIndexOp::create(b, loc, 0).getResult()
                        : getIndex(loop, point[loop]);
      if (loop >= 0 && isVectorLoop(loop) && tile.lanes > 1) {
        Value steps = vector::StepOp::create(
            b, loc, VectorType::get({tile.lanes}, b.getIndexType()));
        value = arith::AddIOp::create(b, loc, widen(value, scope), steps);
      }
      mapping.map(index.getResult(), value);
      continue;
    }
    bool inVectors = llvm::any_of(inner.getOperands(), [&](Value operand) {
      return isa<VectorType>(mapping.lookupOrDefault(operand).getType());
    });
    if (!inVectors) {
      b.clone(inner, mapping);
      continue;
    }
    SmallVector<Value> operands;
    for (Value operand : inner.getOperands())
      operands.push_back(widen(mapping.lookupOrDefault(operand), scope));
    Operation *clone = b.clone(inner, mapping);
    clone->setOperands(operands);
    for (OpResult result : clone->getResults())
      result.setType(VectorType::get({tile.lanes}, result.getType()));
  }
  SmallVector<Value> results;
  for (Value yielded : op.getBody()->getTerminator()->getOperands())
    results.push_back(mapping.lookupOrDefault(yielded));
  // A sum that is carried around a loop has one type.
  for (auto [number, result] : llvm::enumerate(results)) {
    unsigned operand = op.getNumDpsInputs() + number;
    auto type = cast<MemRefType>(op->getOperand(operand).getType());
    if ((sumsInLanes() && op == main.op) ||
        variesInVector(member.maps[operand], type))
      result = widen(result, scope);
  }
  return results;
}
