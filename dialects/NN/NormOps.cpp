//===- NormOps.cpp - Normalisations ---------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace nn;

static LogicalResult verifyEpsilon(const Inference &infer,
                                   const APFloat &epsilon) {
  if (!epsilon.isFinite() || (epsilon.isNegative() && !epsilon.isZero()))
    return infer() << "expected a finite 'epsilon' that is not negative, got "
                   << epsilon.convertToDouble();
  return success();
}

//===----------------------------------------------------------------------===//
// nn.softmax
//===----------------------------------------------------------------------===//

LogicalResult SoftmaxOp::verify() {
  // C1.
  int64_t axis = getAxis();
  if (axis < 0 || axis >= getType().getRank())
    return emitOpError("expected 'axis' to be an axis of 'input' of rank ")
           << getType().getRank() << ", got " << axis;
  return success();
}

std::optional<int64_t> SoftmaxOp::getOperationCount() {
  // Maximum, difference, exponential, sum and quotient.
  return scaleByExtents(5, getType().getShape());
}

FailureOr<SmallVector<Value>> SoftmaxOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  int64_t axis = getAxis();
  Value largest = core.maximum(getInput(), axis, /*keep=*/true);
  Value powers =
      core.map({getInput(), largest},
               [](OpBuilder &b, Location loc, ValueRange v) -> Value {
                 Value shifted = arith::SubFOp::create(b, loc, v[0], v[1]);
                 return math::ExpOp::create(b, loc, shifted);
               });
  Value total = core.sum(powers, axis, /*keep=*/true);
  Value result = core.map(
      {powers, total}, [](OpBuilder &b, Location loc, ValueRange v) -> Value {
        return arith::DivFOp::create(b, loc, v[0], v[1]);
      });
  return core.finish(*this, result);
}

//===----------------------------------------------------------------------===//
// nn.layer_norm
//===----------------------------------------------------------------------===//

LogicalResult LayerNormOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            LayerNormOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  RankedTensorType scale = getTensorType(adaptor.getScale());
  RankedTensorType shift = getTensorType(adaptor.getShift());
  Type element = input.getElementType();
  // C1.
  if (input.getRank() == 0)
    return infer() << "expected 'input' to have at least one axis";
  if (scale.getRank() == 0 || scale.getRank() > input.getRank())
    return infer() << "expected 'scale' to have 1 to " << input.getRank()
                   << " axes, got " << scale.getRank();
  // C2.
  if (shift.getRank() != scale.getRank())
    return infer() << "expected 'shift' to have " << scale.getRank()
                   << " axes, as 'scale' has, got " << shift.getRank();
  AxisTable table(infer);
  for (int64_t i = 0, first = input.getRank() - scale.getRank();
       i < scale.getRank(); ++i) {
    std::string label = std::to_string(i);
    if (failed(table.bind(label, input, first + i, "input")) ||
        failed(table.bind(label, scale, i, "scale")) ||
        failed(table.bind(label, shift, i, "shift")))
      return failure();
  }
  // C4 and C3.
  if (failed(infer.verifyElement("scale", scale, element)) ||
      failed(infer.verifyElement("shift", shift, element)) ||
      failed(verifyEpsilon(infer, adaptor.getEpsilon())))
    return failure();
  results.push_back(input);
  return success();
}

std::optional<int64_t> LayerNormOp::getOperationCount() {
  // Mean, difference, square, sum, product with the deviation, scale, shift.
  return scaleByExtents(7, getType().getShape());
}

FailureOr<SmallVector<Value>> LayerNormOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Type element = getInput().getType().getElementType();
  int64_t rank = getInput().getType().getRank();
  SmallVector<int64_t> axes = llvm::to_vector(
      llvm::seq<int64_t>(rank - getScale().getType().getRank(), rank));
  double epsilon = getEpsilon().convertToDouble();
  Value input = getInput(), scale = getScale(), shift = getShift();
  for (auto [index, axis] : llvm::enumerate(axes)) {
    auto trailing = static_cast<int64_t>(index);
    core.agree({{&input, axis}, {&scale, trailing}, {&shift, trailing}});
  }
  Value count = core.countElements(input, axes, element);

  Value sum = core.sum(input, axes, /*keep=*/true);
  Value centered = core.map(
      {input, sum}, [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
        Value mean = arith::DivFOp::create(b, loc, v[1], count);
        return arith::SubFOp::create(b, loc, v[0], mean);
      });
  Value squares =
      core.map(centered, [](OpBuilder &b, Location loc, ValueRange v) -> Value {
        return arith::MulFOp::create(b, loc, v[0], v[0]);
      });
  Value sumOfSquares = core.sum(squares, axes, /*keep=*/true);
  Value deviation = core.map(
      sumOfSquares, [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
        Value variance = arith::DivFOp::create(b, loc, v[0], count);
        Value shifted = arith::AddFOp::create(
            b, loc, variance, constantLike(b, loc, v[0], epsilon));
        return math::SqrtOp::create(b, loc, shifted);
      });
  Value result =
      core.map({centered, deviation, scale, shift},
               [](OpBuilder &b, Location loc, ValueRange v) -> Value {
                 Value unit = arith::DivFOp::create(b, loc, v[0], v[1]);
                 Value scaled = arith::MulFOp::create(b, loc, unit, v[2]);
                 return arith::AddFOp::create(b, loc, scaled, v[3]);
               });
  return core.finish(*this, result);
}

//===----------------------------------------------------------------------===//
// nn.batch_norm
//===----------------------------------------------------------------------===//

LogicalResult BatchNormOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            BatchNormOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  // C1.
  if (input.getRank() < 2)
    return infer() << "expected 'input' to have at least two axes, got "
                   << input;
  AxisTable table(infer);
  if (failed(table.bind("channel", input, 1, "input")))
    return failure();
  std::pair<StringRef, Value> operands[] = {
      {"scale", adaptor.getScale()},
      {"shift", adaptor.getShift()},
      {"mean", adaptor.getMean()},
      {"variance", adaptor.getVariance()}};
  for (auto [name, operand] : operands)
    // C2 and C4.
    if (failed(table.bind("channel", getTensorType(operand), 0, name)) ||
        failed(infer.verifyElement(name, operand.getType(),
                                   input.getElementType())))
      return failure();
  // C3.
  if (failed(verifyEpsilon(infer, adaptor.getEpsilon())))
    return failure();
  results.push_back(input);
  return success();
}

std::optional<int64_t> BatchNormOp::getOperationCount() {
  // A product and a sum per element; the factors cost little beside them.
  return scaleByExtents(2, getType().getShape());
}

FailureOr<SmallVector<Value>> BatchNormOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  double epsilon = getEpsilon().convertToDouble();
  Value input = getInput(), scale = getScale(), shift = getShift();
  Value mean = getMean(), variance = getVariance();
  core.agree(
      {{&input, 1}, {&scale, 0}, {&shift, 0}, {&mean, 0}, {&variance, 0}});
  // factor = scale / sqrt(variance + epsilon), offset = shift - mean factor
  Value factor =
      core.map({scale, variance},
               [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
                 Value shifted = arith::AddFOp::create(
                     b, loc, v[1], constantLike(b, loc, v[1], epsilon));
                 Value root = math::SqrtOp::create(b, loc, shifted);
                 return arith::DivFOp::create(b, loc, v[0], root);
               });
  Value offset =
      core.map({shift, mean, factor},
               [](OpBuilder &b, Location loc, ValueRange v) -> Value {
                 Value scaled = arith::MulFOp::create(b, loc, v[1], v[2]);
                 return arith::SubFOp::create(b, loc, v[0], scaled);
               });
  // Align the channel with axis 1: "c -> c 1 1" for an image.
  std::string pattern = "c -> c";
  for (int64_t i = 2, e = getInput().getType().getRank(); i < e; ++i)
    pattern += " 1";
  Value result = core.map(
      {input, core.rearrange(pattern, factor), core.rearrange(pattern, offset)},
      [](OpBuilder &b, Location loc, ValueRange v) -> Value {
        Value scaled = arith::MulFOp::create(b, loc, v[0], v[1]);
        return arith::AddFOp::create(b, loc, scaled, v[2]);
      });
  return core.finish(*this, result);
}
