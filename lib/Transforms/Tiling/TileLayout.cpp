//===- TileLayout.cpp - Inputs as tiles read them -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TileLayout.h"
#include "dialects/NN/NNDialect.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace nn;

std::optional<int64_t> nn::getTileLoop(linalg::GenericOp op, AffineMap access,
                                       ScheduleAttr schedule) {
  std::optional<int64_t> tileLoop;
  // Lanes along a reduction read what lies side by side as it is.
  int64_t vectorLoop = schedule.getVectorLoop();
  if (vectorLoop >= 0 && access.isFunctionOfDim(vectorLoop) &&
      linalg::isReductionIterator(op.getIteratorTypesArray()[vectorLoop]))
    return std::nullopt;
  for (AffineExpr expr : access.getResults()) {
    int64_t loop = cast<AffineDimExpr>(expr).getPosition();
    if (linalg::isReductionIterator(op.getIteratorTypesArray()[loop]))
      continue;
    if (loop == vectorLoop)
      return loop;
    if (schedule.getTile(loop) > (tileLoop ? schedule.getTile(*tileLoop) : 1))
      tileLoop = loop;
  }
  return tileLoop;
}

/// The axes of an access other than `cut`: those of parallel loops, then those
/// that reduce, in the order of the schedule.
static SmallVector<unsigned> orderAxes(linalg::GenericOp op, AffineMap access,
                                       unsigned cut, ScheduleAttr schedule) {
  SmallVector<int64_t> loops(schedule.getLoops());
  llvm::append_range(loops, llvm::seq<int64_t>(0, op.getNumLoops()));
  SmallVector<unsigned> order;
  for (auto kind :
       {utils::IteratorType::parallel, utils::IteratorType::reduction})
    for (int64_t loop : loops)
      for (auto [axis, expr] : llvm::enumerate(access.getResults()))
        if (op.getIteratorTypesArray()[loop] == kind && axis != cut &&
            cast<AffineDimExpr>(expr).getPosition() == loop &&
            !llvm::is_contained(order, axis))
          order.push_back(axis);
  return order;
}

TileLayout nn::getTileLayout(linalg::GenericOp op, AffineMap access,
                             ArrayRef<OpFoldResult> sizes, int64_t loop,
                             ScheduleAttr schedule, bool mayFillUp) {
  Builder b(op.getContext());
  AffineExpr tileLoop = b.getAffineDimExpr(loop);
  auto cut = static_cast<unsigned>(llvm::find(access.getResults(), tileLoop) -
                                   access.getResults().begin());
  int64_t tile = schedule.getTile(loop);
  std::optional<int64_t> extent = getConstantIntValue(sizes[cut]);
  bool inTiles = mayFillUp || (extent && *extent % tile == 0 && tile < *extent);
  TileLayout layout;
  SmallVector<AffineExpr> source(access.getNumResults()), exprs;
  if (inTiles) {
    layout.shape.push_back(b.getIndexAttr(llvm::divideCeil(*extent, tile)));
    exprs.push_back(tileLoop.floorDiv(tile));
  }
  SmallVector<unsigned> order = orderAxes(op, access, cut, schedule);
  int64_t dotSize = schedule.getDotSize();
  std::optional<unsigned> dotAxis;
  if (loop == schedule.getVectorLoop())
    for (unsigned axis : order)
      if (dotSize > 1 &&
          access.getResult(axis) == b.getAffineDimExpr(schedule.getDotLoop()))
        dotAxis = axis;
  if (dotAxis)
    llvm::erase(order, *dotAxis);
  for (unsigned axis : order) {
    source[axis] = b.getAffineDimExpr(layout.shape.size());
    layout.shape.push_back(sizes[axis]);
    exprs.push_back(access.getResult(axis));
  }
  AffineExpr product;
  if (dotAxis) {
    product = b.getAffineDimExpr(layout.shape.size());
    layout.shape.push_back(b.getIndexAttr(
        llvm::divideCeil(*getConstantIntValue(sizes[*dotAxis]), dotSize)));
    exprs.push_back(access.getResult(*dotAxis).floorDiv(dotSize));
  }
  source[cut] = b.getAffineDimExpr(layout.shape.size());
  if (inTiles)
    source[cut] = b.getAffineDimExpr(0) * tile + source[cut];
  layout.shape.push_back(inTiles ? b.getIndexAttr(tile) : sizes[cut]);
  exprs.push_back(inTiles ? tileLoop % tile : tileLoop);
  if (dotAxis) {
    source[*dotAxis] =
        product * dotSize + b.getAffineDimExpr(layout.shape.size());
    layout.shape.push_back(b.getIndexAttr(dotSize));
    exprs.push_back(access.getResult(*dotAxis) % dotSize);
  }
  layout.source =
      AffineMap::get(layout.shape.size(), 0, source, b.getContext());
  layout.access = AffineMap::get(access.getNumDims(), 0, exprs, b.getContext());
  return layout;
}

linalg::GenericOp nn::copyInput(linalg::GenericOp op, OpOperand *input,
                                ArrayRef<OpFoldResult> shape, AffineMap source,
                                AffineMap access, StringRef reason) {
  OpBuilder b(op);
  Location loc = op.getLoc();
  auto rank = static_cast<unsigned>(shape.size());
  Value empty = tensor::EmptyOp::create(
      b, loc, shape, getElementTypeOrSelf(input->get().getType()));
  auto copy = linalg::GenericOp::create(
      b, loc, empty.getType(), input->get(), empty,
      {source, b.getMultiDimIdentityMap(rank)},
      SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel),
      [](OpBuilder &b, Location loc, ValueRange elements) {
        linalg::YieldOp::create(b, loc, elements[0]);
      });
  copy->setAttr(kCopyReasonAttr, b.getStringAttr(reason));
  input->set(copy.getResult(0));
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps[input->getOperandNumber()] = access;
  op.setIndexingMapsAttr(b.getAffineMapArrayAttr(maps));
  return copy;
}
