//===- Convolution.cpp - Convolutions of 3 x 3 ----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Convolution.h"
#include "PackParams.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/IR/Matchers.h"
#include <array>

using namespace mlir;
using namespace nn;
using namespace nn::winograd;

/// The two loops that `expr` is the sum of.
static std::optional<std::pair<unsigned, unsigned>> getSum(AffineExpr expr) {
  auto sum = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!sum || sum.getKind() != AffineExprKind::Add)
    return std::nullopt;
  auto left = dyn_cast<AffineDimExpr>(sum.getLHS());
  auto right = dyn_cast<AffineDimExpr>(sum.getRHS());
  if (!left || !right)
    return std::nullopt;
  return std::pair(left.getPosition(), right.getPosition());
}

/// Whether `op` sums products of its two inputs.
static bool sumsProducts(linalg::GenericOp op) {
  Block &body = *op.getBody();
  if (!llvm::hasNItems(body, 3))
    return false;
  auto sum = body.getTerminator()->getOperand(0).getDefiningOp<arith::AddFOp>();
  if (!sum)
    return false;
  Value product =
      sum.getLhs() == body.getArgument(2) ? sum.getRhs() : sum.getLhs();
  Value before =
      sum.getLhs() == body.getArgument(2) ? sum.getLhs() : sum.getRhs();
  auto mul = product.getDefiningOp<arith::MulFOp>();
  return mul && before == body.getArgument(2) &&
         ((mul.getLhs() == body.getArgument(0) &&
           mul.getRhs() == body.getArgument(1)) ||
          (mul.getLhs() == body.getArgument(1) &&
           mul.getRhs() == body.getArgument(0)));
}

std::optional<Convolution>
nn::winograd::matchConvolution(linalg::GenericOp op) {
  if (op.getNumLoops() != 6 || op.getNumReductionLoops() != 3 ||
      op.getNumDpsInputs() != 2 || op->getNumResults() != 1 ||
      !op.hasPureTensorSemantics() || !sumsProducts(op))
    return std::nullopt;
  Convolution conv;
  conv.op = op;
  Type element = conv.getElementType();
  if (!element.isF32() && !element.isF64())
    return std::nullopt;
  auto fill = op.getDpsInits()[0].getDefiningOp<linalg::FillOp>();
  if (!fill || !matchPattern(fill.getInputs()[0], m_PosZeroFloat()))
    return std::nullopt;
  AffineMap access;
  conv.param = {};
  for (unsigned input : {0, 1}) {
    conv.image = op.getDpsInputOperand(1 - input);
    conv.weight = op.getDpsInputOperand(input);
    if ((conv.param = getParamArgument(conv.weight->get(), &access)))
      break;
  }
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  AffineMap imageMap = op.getMatchingIndexingMap(conv.image);
  AffineMap resultMap = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  if (!conv.param || ShapedType::isDynamicShape(extents) ||
      !cast<RankedTensorType>(conv.image->get().getType()).hasStaticShape() ||
      imageMap.getNumResults() != 3 || !resultMap.isProjectedPermutation())
    return std::nullopt;

  // What each loop is: channels are summed and an axis of the image.
  SmallVector<std::optional<Axis>> loops(6);
  SmallVector<utils::IteratorType> kinds = op.getIteratorTypesArray();
  auto isSum = [&](unsigned loop) {
    return linalg::isReductionIterator(kinds[loop]);
  };
  SmallVector<Axis> left = {Column, Row};
  for (AffineExpr expr : imageMap.getResults()) {
    if (auto dim = dyn_cast<AffineDimExpr>(expr)) {
      if (!isSum(dim.getPosition()) || loops[dim.getPosition()])
        return std::nullopt;
      loops[dim.getPosition()] = Channel;
      conv.imageAxes.push_back(Channel);
      continue;
    }
    auto sum = getSum(expr);
    if (!sum || left.empty())
      return std::nullopt;
    auto [place, window] = *sum;
    if (isSum(place))
      std::swap(place, window);
    if (isSum(place) || !isSum(window) || loops[place] || loops[window] ||
        extents[window] != kWindow)
      return std::nullopt;
    Axis axis = left.pop_back_val();
    loops[place] = axis;
    loops[window] = axis == Row ? WindowRow : WindowColumn;
    conv.imageAxes.push_back(axis);
  }
  for (auto [loop, axis] : llvm::enumerate(loops))
    if (!axis && !isSum(loop))
      axis = Filter;
  // Each axis once.
  for (Axis axis : {Row, Column, Channel, Filter, WindowRow, WindowColumn})
    if (llvm::count(loops, axis) != 1)
      return std::nullopt;
  auto getExtent = [&](Axis axis) {
    return extents[llvm::find(loops, axis) - loops.begin()];
  };
  conv.rows = getExtent(Row);
  conv.columns = getExtent(Column);
  conv.channels = getExtent(Channel);
  conv.filters = getExtent(Filter);
  for (unsigned axis = 0; axis < resultMap.getNumResults(); ++axis)
    conv.resultAxes.push_back(*loops[resultMap.getDimPosition(axis)]);

  // Of the parameter, the last two axes are those of the window.
  for (AffineExpr expr :
       access.compose(op.getMatchingIndexingMap(conv.weight)).getResults()) {
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      conv.paramAxes.push_back(loops[dim.getPosition()]);
    else if (isa<AffineConstantExpr>(expr))
      conv.paramAxes.push_back(std::nullopt);
    else
      return std::nullopt;
  }
  auto isWindow = [](std::optional<Axis> axis) {
    return axis == WindowRow || axis == WindowColumn;
  };
  if (!llvm::all_of(
          std::array{Filter, Channel, WindowRow, WindowColumn},
          [&](Axis axis) { return llvm::count(conv.paramAxes, axis) == 1; }) ||
      !llvm::all_of(ArrayRef(conv.paramAxes).take_back(2), isWindow))
    return std::nullopt;
  return conv;
}
