//===- TileMatrices.cpp - Products of matrices in tiles -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The matrix registers of AMX hold 16 rows of 64 bytes (Intel 64 and IA-32
// Architectures Software Developer's Manual, volume 1, chapter 18). One
// instruction multiplies 16 rows of the uniform factor, each of 16 dot
// products, with 16 dot products of 16 lanes, which is how the varying factor
// is laid out for dot products in vectors. The sums of a tile stay in such
// registers while the loops that reduce run, and pass through memory to the
// vectors that compute what follows. Rows that are left at the end are computed
// with some before them. Dot products that are left are added by vectors.
//
//===----------------------------------------------------------------------===//

#include "Access.h"
#include "TileEmitterImpl.h"
#include "mlir/Dialect/AMX/AMXDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace mlir;
using namespace nn;
using namespace nn::tiles;

static constexpr int64_t kSize = ScheduleAttr::kMatrixSize;

/// Where the iterations that fill matrices end along the loop of dot products.
int64_t TileEmitter::getMatrixEnd() {
  int64_t extent = group.main.getStaticLoopRanges()[schedule.getDotLoop()];
  return llvm::alignDown(extent, kSize * schedule.getDotSize());
}

/// Whether the schedule asks for matrices and the tile has them.
bool TileEmitter::usesMatrices() {
  if (!scratch || !hasDots() || !dots->product.hasMatrices() ||
      tile.lanes != kSize || getMatrixEnd() == 0 ||
      tile.units[schedule.getMatrixLoop()] % kSize != 0)
    return false;
  AffineMap map = main.maps[dots->uniform];
  auto type = cast<MemRefType>(main.op->getOperand(dots->uniform).getType());
  return (!tile.mask || hasWholeTiles()) &&
         movesEvenly(map, schedule.getDotLoop()) &&
         movesEvenly(map, schedule.getMatrixLoop()) &&
         getStride(map, type, schedule.getDotLoop()).is(1) &&
         getStride(map, type, schedule.getMatrixLoop()).kind == Stride::Known;
}

/// The first points of the matrices of the tile, in the order of all points.
SmallVector<Point> TileEmitter::getMatrixPoints() {
  llvm::SaveAndRestore<int64_t> all(tile.knownRows, 0);
  SmallVector<Point> firsts;
  for (const Point &point : getPoints())
    if (point[schedule.getMatrixLoop()] % kSize == 0)
      firsts.push_back(point);
  return firsts;
}

/// Tiles for the last `size` rows, fewer than the step of their loop. What
/// fills no matrix is one with rows before it, which are not stored again.
void TileEmitter::emitMatrixRest(unsigned number, OpFoldResult begin,
                                 int64_t size) {
  AffineExpr d0 = b.getAffineDimExpr(0);
  int64_t whole = llvm::alignDown(size, kSize), left = size - whole;
  if (whole > 0)
    emitTilesAt(number, asValue(begin), whole);
  if (left == 0)
    return;
  std::optional<int64_t> &behind = tile.behind[schedule.getMatrixLoop()];
  behind = std::nullopt;
  tile.knownRows = kSize - left;
  emitTilesAt(number, asValue(apply(d0 + (size - kSize), {begin})), kSize);
  tile.knownRows = 0;
  behind = 0;
}

/// Whether dot products are left that fill no matrix.
bool TileEmitter::leavesDots() {
  return getMatrixEnd() <
         group.main.getStaticLoopRanges()[schedule.getDotLoop()];
}

/// The results of the reductions. Those that need no more than to be loaded are
/// null: each is loaded (`loadSum`) where it is used, as there are more than
/// registers.
SmallVector<Value> TileEmitter::emitMatrices() {
  Type element = getElementTypeOrSelf(scratch.getType());
  auto matrix = amx::TileType::get({kSize, kSize}, element);
  SmallVector<Point> firsts = getMatrixPoints();
  SmallVector<Value> products;
  for (size_t number = 0; number < firsts.size(); ++number)
    products.push_back(amx::TileZeroOp::create(b, loc, matrix));
  emitMatrixLoops(0, products);
  matrixNumbers.clear();
  for (auto [number, first, product] : llvm::enumerate(firsts, products)) {
    matrixNumbers[first] = static_cast<int64_t>(number);
    SmallVector<Value> indices = {asValue(b.getIndexAttr(number)),
                                  asValue(b.getIndexAttr(0)),
                                  asValue(b.getIndexAttr(0))};
    amx::TileStoreOp::create(b, loc, scratch, indices, product);
  }
  if (!leavesDots())
    return SmallVector<Value>(points.size());
  SmallVector<Value> sums = start();
  for (auto [point, sum] : llvm::zip(points, sums))
    sum = combine(0, sum, loadProduct(point));
  unsigned dotLoop = schedule.getDotLoop();
  OpFoldResult low = lows[dotLoop];
  lows[dotLoop] = b.getIndexAttr(getMatrixEnd());
  sums = emitReductions(0, std::move(sums));
  lows[dotLoop] = low;
  return sums;
}

/// What the matrices add to the sums of a point.
Value TileEmitter::loadProduct(const Point &point) {
  int64_t unit = point[schedule.getMatrixLoop()];
  Point first = point;
  first[schedule.getMatrixLoop()] = llvm::alignDown(unit, kSize);
  SmallVector<Value> indices = {
      asValue(b.getIndexAttr(matrixNumbers.at(first))),
      asValue(b.getIndexAttr(unit % kSize)), asValue(b.getIndexAttr(0))};
  auto row = VectorType::get({kSize}, getElementTypeOrSelf(scratch.getType()));
  return vector::LoadOp::create(b, loc, row, scratch, indices);
}

/// The sums of a point, all of which the matrices have computed.
Value TileEmitter::loadSum(const Point &point) {
  Value first = group.starts[0];
  if (first &&
      (matchPattern(first, m_AnyZeroFloat()) || matchPattern(first, m_Zero())))
    return loadProduct(point);
  Scope scope;
  Value start = widen(getStart(point, 0, scope), scope);
  return combine(0, start, loadProduct(point));
}

void TileEmitter::emitMatrixLoops(unsigned number, SmallVector<Value> &sums) {
  unsigned loop = reductions[number].loop;
  if (number + 1 < reductions.size()) {
    emitCarrying(loop, lows[loop], highs[loop], 1, sums,
                 [&] { emitMatrixLoops(number + 1, sums); });
    return;
  }
  emitCarrying(loop, lows[loop], b.getIndexAttr(getMatrixEnd()),
               kSize * schedule.getDotSize(), sums,
               [&] { emitMatrixProducts(sums); });
}

/// One multiplication for each matrix of the tile.
void TileEmitter::emitMatrixProducts(SmallVector<Value> &sums) {
  for (const Level &level : reductions)
    indices.erase({level.loop, 0});
  Scope scope;
  for (auto [point, sum] : llvm::zip_equal(getMatrixPoints(), sums)) {
    Value uniform = loadMatrix(dots->uniform, point, scope);
    Value varying = loadMatrix(dots->varying, point, scope);
    sum = dots->product.emitMatrix(b, loc, sum, uniform, varying);
  }
}

/// 16 dot products of a factor: for each of 16 rows from `point` on, or in all
/// its lanes.
Value TileEmitter::loadMatrix(unsigned factor, const Point &point,
                              Scope &scope) {
  AffineMap map = main.maps[factor];
  Value &value = scope.loads[{factor, project(map, point)}];
  if (value)
    return value;
  Value buffer = main.op->getOperand(factor);
  auto type = cast<MemRefType>(buffer.getType());
  SmallVector<Value> indices;
  OpFoldResult stride;
  if (factor == dots->uniform) {
    indices = getIndices(map, point);
    stride =
        b.getIndexAttr(getStride(map, type, schedule.getMatrixLoop()).elements);
  } else {
    stride = apply(b.getAffineDimExpr(0) * schedule.getDotSize(),
                   {memref::getMixedSize(b, loc, buffer, type.getRank() - 2)});
    std::tie(buffer, indices) = getVaryingPlace(point);
  }
  auto matrix = amx::TileType::get({kSize, kSize * schedule.getDotSize()},
                                   type.getElementType());
  return value = amx::TileLoadOp::create(b, loc, matrix, buffer, indices,
                                         asValue(stride));
}
