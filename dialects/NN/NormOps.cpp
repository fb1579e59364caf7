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

//===----------------------------------------------------------------------===//
// What normalisations share
//===----------------------------------------------------------------------===//

static bool isEpsilon(const APFloat &epsilon) {
  return epsilon.isFinite() && (!epsilon.isNegative() || epsilon.isZero());
}

static constexpr llvm::StringLiteral kEpsilonRule =
    "expected a finite 'epsilon' that is not negative, got ";

/// Verifies an op whose attributes name an axis and a number added to a norm.
template <typename Op> static LogicalResult verifyAxis(Op op) {
  int64_t axis = op.getAxis();
  if (axis < 0 || axis >= op.getType().getRank())
    return op.emitOpError("expected 'axis' to be an axis of 'input' of rank ")
           << op.getType().getRank() << ", got " << axis;
  return success();
}

/// The type of a normalised `input`: the operands, each with a name for
/// diagnostics and null if absent, have the axes `axes` of it.
static FailureOr<RankedTensorType> inferNormalized(
    const Inference &infer, RankedTensorType input, ArrayRef<int64_t> axes,
    ArrayRef<std::pair<StringRef, Value>> operands, const APFloat &epsilon) {
  if (!isEpsilon(epsilon))
    return infer() << kEpsilonRule << epsilon.convertToDouble();
  AxisTable table(infer);
  auto labels = table.bindNumbered(input, input.getRank(), "input");
  if (failed(labels))
    return failure();
  for (auto [name, operand] : operands) {
    if (!operand)
      continue;
    RankedTensorType type = getTensorType(operand);
    if (type.getRank() != static_cast<int64_t>(axes.size()))
      return infer() << "expected '" << name << "' to have " << axes.size()
                     << " axes, as many as 'axes' names, got "
                     << type.getRank();
    for (auto [index, axis] : llvm::enumerate(axes))
      if (failed(table.bind((*labels)[axis], type, index, name)))
        return failure();
    if (failed(infer.verifyElement(name, type, input.getElementType())))
      return failure();
  }
  return table.makeType(*labels, input.getElementType());
}

/// `x / sqrt(mean(x^2) + epsilon)`, with the mean over `axes`.
static Value divideByRms(const CoreBuilder &core, Value input,
                         ArrayRef<int64_t> axes, double epsilon) {
  Value count =
      core.countElements(input, axes, getElementTypeOrSelf(input.getType()));
  Value squares = core.map<arith::MulFOp>({input, input});
  Value sum = core.sum(squares, axes, /*keep=*/true);
  Value root =
      core.map(sum, [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
        Value mean = arith::DivFOp::create(b, loc, v[0], count);
        Value shifted = arith::AddFOp::create(
            b, loc, mean, constantLike(b, loc, mean, epsilon));
        return math::SqrtOp::create(b, loc, shifted);
      });
  return core.map<arith::DivFOp>({input, root});
}

/// `x - mean(x)`, with the mean over `axes`.
static Value subtractMean(const CoreBuilder &core, Value input,
                          ArrayRef<int64_t> axes) {
  Value count =
      core.countElements(input, axes, getElementTypeOrSelf(input.getType()));
  Value sum = core.sum(input, axes, /*keep=*/true);
  return core.map({input, sum},
                  [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
                    Value mean = arith::DivFOp::create(b, loc, v[1], count);
                    return arith::SubFOp::create(b, loc, v[0], mean);
                  });
}

/// `x * scale + shift`, each with the axes `axes` of `input` and null if
/// absent.
static Value scaleAndShift(const CoreBuilder &core, Value input,
                           ArrayRef<int64_t> axes, Value scale, Value shift) {
  int64_t rank = getTensorType(input).getRank();
  if (scale)
    input = core.map<arith::MulFOp>({input, core.align(scale, axes, rank)});
  if (shift)
    input = core.map<arith::AddFOp>({input, core.align(shift, axes, rank)});
  return input;
}

/// Gives `input` and the operands, those that are not null, equal extents along
/// `axes` of the input.
static void agreeAlong(const CoreBuilder &core, ArrayRef<int64_t> axes,
                       Value &input, ArrayRef<Value *> operands) {
  for (auto [index, axis] : llvm::enumerate(axes)) {
    SmallVector<std::pair<Value *, int64_t>> places = {{&input, axis}};
    for (Value *operand : operands)
      if (*operand)
        places.emplace_back(operand, index);
    core.agree(places);
  }
}

/// The axes behind the channels.
static SmallVector<int64_t> getInnerAxes(int64_t rank) {
  return llvm::to_vector(llvm::seq<int64_t>(2, rank));
}

//===----------------------------------------------------------------------===//
// nn.softmax
//===----------------------------------------------------------------------===//

LogicalResult SoftmaxOp::verify() {
  // C1.
  return verifyAxis(*this);
}

std::optional<int64_t> SoftmaxOp::getOperationCount() {
  // Maximum, difference, exponential, sum and quotient.
  return scaleByExtents(5, getType().getShape());
}

/// `exp(x - largest)`
static Value expOfDifference(const CoreBuilder &core, Value input,
                             Value largest) {
  return core.map({input, largest},
                  [](OpBuilder &b, Location loc, ValueRange v) -> Value {
                    Value shifted = arith::SubFOp::create(b, loc, v[0], v[1]);
                    return math::ExpOp::create(b, loc, shifted);
                  });
}

FailureOr<SmallVector<Value>> SoftmaxOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  int64_t axis = getAxis();
  Value largest = core.maximum(getInput(), axis, /*keep=*/true);
  Value powers = expOfDifference(core, getInput(), largest);
  Value total = core.sum(powers, axis, /*keep=*/true);
  return core.finish(*this, core.map<arith::DivFOp>({powers, total}));
}

//===----------------------------------------------------------------------===//
// nn.log_softmax
//===----------------------------------------------------------------------===//

LogicalResult LogSoftmaxOp::verify() {
  // C1.
  return verifyAxis(*this);
}

std::optional<int64_t> LogSoftmaxOp::getOperationCount() {
  // Maximum, two differences, exponential and sum.
  return scaleByExtents(5, getType().getShape());
}

FailureOr<SmallVector<Value>> LogSoftmaxOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  int64_t axis = getAxis();
  Value largest = core.maximum(getInput(), axis, /*keep=*/true);
  Value powers = expOfDifference(core, getInput(), largest);
  Value total = core.sum(powers, axis, /*keep=*/true);
  Value logTotal = core.map<math::LogOp>(total);
  Value result =
      core.map({getInput(), largest, logTotal},
               [](OpBuilder &b, Location loc, ValueRange v) -> Value {
                 Value shifted = arith::SubFOp::create(b, loc, v[0], v[1]);
                 return arith::SubFOp::create(b, loc, shifted, v[2]);
               });
  return core.finish(*this, result);
}

//===----------------------------------------------------------------------===//
// nn.l2_normalize
//===----------------------------------------------------------------------===//

LogicalResult L2NormalizeOp::verify() {
  // C1.
  if (failed(verifyAxis(*this)))
    return failure();
  // C2.
  if (!isEpsilon(getEpsilon()))
    return emitOpError(kEpsilonRule) << getEpsilon().convertToDouble();
  return success();
}

std::optional<int64_t> L2NormalizeOp::getOperationCount() {
  // Square, sum and quotient.
  return scaleByExtents(3, getType().getShape());
}

FailureOr<SmallVector<Value>> L2NormalizeOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  double epsilon = getEpsilon().convertToDouble();
  Value squares = core.map<arith::MulFOp>({getInput(), getInput()});
  Value sum = core.sum(squares, getAxis(), /*keep=*/true);
  Value length =
      core.map(sum, [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
        Value root = math::SqrtOp::create(b, loc, v[0]);
        return arith::MaximumFOp::create(b, loc, root,
                                         constantLike(b, loc, root, epsilon));
      });
  return core.finish(*this, core.map<arith::DivFOp>({getInput(), length}));
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
  // C1.
  if (failed(infer.verifyAxes(adaptor.getAxes(), input)))
    return failure();
  // C2, C3 and C4.
  FailureOr<RankedTensorType> type = inferNormalized(
      infer, input, adaptor.getAxes(),
      {{"scale", adaptor.getScale()}, {"shift", adaptor.getShift()}},
      adaptor.getEpsilon());
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

std::optional<int64_t> LayerNormOp::getOperationCount() {
  // Mean, difference, square, sum, quotient, and the operands that are there.
  return scaleByExtents(4 + getNumOperands(), getType().getShape());
}

FailureOr<SmallVector<Value>> LayerNormOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Value input = getInput(), scale = getScale(), shift = getShift();
  agreeAlong(core, getAxes(), input, {&scale, &shift});
  Value centered = subtractMean(core, input, getAxes());
  Value unit =
      divideByRms(core, centered, getAxes(), getEpsilon().convertToDouble());
  return core.finish(*this, scaleAndShift(core, unit, getAxes(), scale, shift));
}

//===----------------------------------------------------------------------===//
// nn.rms_norm
//===----------------------------------------------------------------------===//

LogicalResult RmsNormOp::inferReturnTypes(MLIRContext *context,
                                          std::optional<Location> location,
                                          RmsNormOp::Adaptor adaptor,
                                          SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  // C1.
  if (failed(infer.verifyAxes(adaptor.getAxes(), input)))
    return failure();
  // C2, C3 and C4.
  FailureOr<RankedTensorType> type =
      inferNormalized(infer, input, adaptor.getAxes(),
                      {{"scale", adaptor.getScale()}}, adaptor.getEpsilon());
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

std::optional<int64_t> RmsNormOp::getOperationCount() {
  // Square, sum, quotient, and the scale if it is there.
  return scaleByExtents(2 + getNumOperands(), getType().getShape());
}

FailureOr<SmallVector<Value>> RmsNormOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Value input = getInput(), scale = getScale();
  agreeAlong(core, getAxes(), input, {&scale});
  Value unit =
      divideByRms(core, input, getAxes(), getEpsilon().convertToDouble());
  return core.finish(*this,
                     scaleAndShift(core, unit, getAxes(), scale, Value()));
}

//===----------------------------------------------------------------------===//
// nn.group_norm
//===----------------------------------------------------------------------===//

LogicalResult GroupNormOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            GroupNormOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  // C1.
  if (input.getRank() < 2)
    return infer() << "expected 'input' to have at least two axes, got "
                   << input;
  // C3, C4 and C5.
  FailureOr<RankedTensorType> type = inferNormalized(
      infer, input, {1},
      {{"scale", adaptor.getScale()}, {"shift", adaptor.getShift()}},
      adaptor.getEpsilon());
  if (failed(type))
    return failure();
  // C2.
  int64_t groups = adaptor.getGroups(), channels = type->getDimSize(1);
  if (groups < 1)
    return infer() << "expected 'groups' to be positive, got " << groups;
  if (!ShapedType::isDynamic(channels) && channels % groups != 0)
    return infer() << "expected 'groups' to divide the " << channels
                   << " channels of 'input', got " << groups;
  results.push_back(*type);
  return success();
}

std::optional<int64_t> GroupNormOp::getOperationCount() {
  // As nn.layer_norm.
  return scaleByExtents(4 + getNumOperands(), getType().getShape());
}

FailureOr<SmallVector<Value>> GroupNormOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Value input = getInput(), scale = getScale(), shift = getShift();
  agreeAlong(core, {1}, input, {&scale, &shift});
  int64_t rank = getInput().getType().getRank();
  std::string inner = listAxes("s", rank - 2);
  Value parts = core.rearrange("n (g c)" + inner + " -> n g c" + inner, input,
                               {{"g", static_cast<int64_t>(getGroups())}});
  SmallVector<int64_t> axes = getInnerAxes(rank + 1);
  Value centered = subtractMean(core, parts, axes);
  Value unit =
      divideByRms(core, centered, axes, getEpsilon().convertToDouble());
  Value merged = core.rearrange("n g c" + inner + " -> n (g c)" + inner, unit);
  return core.finish(*this, scaleAndShift(core, merged, {1}, scale, shift));
}

//===----------------------------------------------------------------------===//
// nn.instance_norm
//===----------------------------------------------------------------------===//

LogicalResult InstanceNormOp::inferReturnTypes(MLIRContext *context,
                                               std::optional<Location> location,
                                               InstanceNormOp::Adaptor adaptor,
                                               SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  // C1.
  if (input.getRank() < 3)
    return infer() << "expected 'input' to have at least three axes, got "
                   << input;
  // C2, C3 and C4.
  FailureOr<RankedTensorType> type = inferNormalized(
      infer, input, {1},
      {{"scale", adaptor.getScale()}, {"shift", adaptor.getShift()}},
      adaptor.getEpsilon());
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

std::optional<int64_t> InstanceNormOp::getOperationCount() {
  // As nn.layer_norm.
  return scaleByExtents(4 + getNumOperands(), getType().getShape());
}

FailureOr<SmallVector<Value>> InstanceNormOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Value input = getInput(), scale = getScale(), shift = getShift();
  agreeAlong(core, {1}, input, {&scale, &shift});
  SmallVector<int64_t> axes = getInnerAxes(getInput().getType().getRank());
  Value centered = subtractMean(core, input, axes);
  Value unit =
      divideByRms(core, centered, axes, getEpsilon().convertToDouble());
  return core.finish(*this, scaleAndShift(core, unit, {1}, scale, shift));
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
  // C2, C3 and C4.
  FailureOr<RankedTensorType> type =
      inferNormalized(infer, input, {1},
                      {{"scale", adaptor.getScale()},
                       {"shift", adaptor.getShift()},
                       {"mean", adaptor.getMean()},
                       {"variance", adaptor.getVariance()}},
                      adaptor.getEpsilon());
  if (failed(type))
    return failure();
  results.push_back(*type);
  return success();
}

std::optional<int64_t> BatchNormOp::getOperationCount() {
  // A difference, a product and a sum per element; the factors cost little
  // beside them.
  return scaleByExtents(3, getType().getShape());
}

FailureOr<SmallVector<Value>> BatchNormOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  double epsilon = getEpsilon().convertToDouble();
  Value input = getInput(), scale = getScale(), shift = getShift();
  Value mean = getMean(), variance = getVariance();
  agreeAlong(core, {1}, input, {&scale, &shift, &mean, &variance});
  // The mean is subtracted first: beside a mean that is large for the
  // deviation, x factor and shift - mean factor would cancel.
  int64_t rank = getType().getRank();
  Value centered =
      core.map<arith::SubFOp>({input, core.align(mean, {1}, rank)});
  // factor = scale / sqrt(variance + epsilon)
  Value factor =
      core.map({scale, variance},
               [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
                 Value shifted = arith::AddFOp::create(
                     b, loc, v[1], constantLike(b, loc, v[1], epsilon));
                 Value root = math::SqrtOp::create(b, loc, shifted);
                 return arith::DivFOp::create(b, loc, v[0], root);
               });
  return core.finish(*this, scaleAndShift(core, centered, {1}, factor, shift));
}
