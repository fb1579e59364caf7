//===- LayerOps.cpp - Inference and cost of layers ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/WindowShape.h"

using namespace mlir;
using namespace nn;

static RankedTensorType getTensorType(Value value) {
  return cast<RankedTensorType>(value.getType());
}

static LogicalResult verifyEpsilon(const Inference &infer,
                                   const APFloat &epsilon) {
  if (!epsilon.isFinite() || (epsilon.isNegative() && !epsilon.isZero()))
    return infer() << "expected a finite 'epsilon' that is not negative, got "
                   << epsilon.convertToDouble();
  return success();
}

//===----------------------------------------------------------------------===//
// nn.activation
//===----------------------------------------------------------------------===//

std::optional<int64_t> ActivationOp::getOperationCount() {
  return scaleByExtents(1, getType().getShape());
}

//===----------------------------------------------------------------------===//
// nn.linear
//===----------------------------------------------------------------------===//

LogicalResult LinearOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         LinearOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  RankedTensorType weight = getTensorType(adaptor.getWeight());
  Type element = input.getElementType();
  // C1.
  if (input.getRank() == 0)
    return infer() << "expected 'input' to have at least one axis";
  // C4.
  if (failed(infer.verifyElement("weight", weight, element)))
    return failure();
  // C2 and C3.
  AxisTable table(infer);
  int64_t last = input.getRank() - 1;
  if (failed(table.bind("in", input, last, "input")) ||
      failed(table.bind("in", weight, 1, "weight")) ||
      failed(table.bind("out", weight, 0, "weight")))
    return failure();
  if (Value bias = adaptor.getBias())
    if (failed(infer.verifyElement("bias", bias.getType(), element)) ||
        failed(table.bind("out", getTensorType(bias), 0, "bias")))
      return failure();
  SmallVector<std::string> batch;
  for (int64_t axis = 0; axis < last; ++axis)
    batch.push_back(std::to_string(axis));
  SmallVector<StringRef> axes(batch.begin(), batch.end());
  for (auto [axis, label] : llvm::enumerate(axes))
    if (failed(table.bind(label, input, axis, "input")))
      return failure();
  axes.push_back("out");
  results.push_back(table.makeType(axes, element));
  return success();
}

std::optional<int64_t> LinearOp::getOperationCount() {
  auto product = scaleByExtents(2, getType().getShape());
  if (!product)
    return std::nullopt;
  return scaleByExtents(*product, getWeight().getType().getDimSize(1));
}

//===----------------------------------------------------------------------===//
// nn.conv2d
//===----------------------------------------------------------------------===//

static SmallVector<int64_t> orDefault(std::optional<ArrayRef<int64_t>> values,
                                      ArrayRef<int64_t> otherwise) {
  return SmallVector<int64_t>(values.value_or(otherwise));
}

LogicalResult Conv2dOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         Conv2dOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  RankedTensorType weight = getTensorType(adaptor.getWeight());
  Type element = input.getElementType();
  // C6.
  if (failed(infer.verifyElement("weight", weight, element)))
    return failure();
  // C1 and C2.
  int64_t groups = adaptor.getGroups();
  int64_t channels = input.getDimSize(1), filters = weight.getDimSize(0);
  if (groups < 1)
    return infer() << "expected 'groups' to be positive, got " << groups;
  if (!ShapedType::isDynamic(channels) && channels % groups != 0)
    return infer() << "expected 'groups' to divide the " << channels
                   << " channels of 'input', got " << groups;
  if (!ShapedType::isDynamic(filters) && filters % groups != 0)
    return infer() << "expected 'groups' to divide the " << filters
                   << " filters of 'weight', got " << groups;
  int64_t perFilter = weight.getDimSize(1);
  if (!ShapedType::isDynamic(channels) && !ShapedType::isDynamic(perFilter) &&
      perFilter != channels / groups)
    return infer() << "expected axis 1 of 'weight' to have extent "
                   << channels / groups << ", the channels of 'input' divided "
                   << "by 'groups', got " << perFilter;
  // C3.
  AxisTable table(infer);
  if (failed(table.bind("batch", input, 0, "input")) ||
      failed(table.bind("out", weight, 0, "weight")) ||
      (groups == 1 && (failed(table.bind("in", input, 1, "input")) ||
                       failed(table.bind("in", weight, 1, "weight")))))
    return failure();
  if (Value bias = adaptor.getBias())
    if (failed(infer.verifyElement("bias", bias.getType(), element)) ||
        failed(table.bind("out", getTensorType(bias), 0, "bias")))
      return failure();
  // C4.
  SmallVector<int64_t> stride = orDefault(adaptor.getStride(), {1, 1});
  SmallVector<int64_t> dilation = orDefault(adaptor.getDilation(), {1, 1});
  SmallVector<int64_t> padding = orDefault(adaptor.getPadding(), {0, 0, 0, 0});
  if (failed(infer.verifyEntries("stride", stride, 2, 1)) ||
      failed(infer.verifyEntries("dilation", dilation, 2, 1)) ||
      failed(infer.verifyEntries("padding", padding, 4, 0)))
    return failure();
  // C5.
  SmallVector<StringAttr> names = getAxisNames(input);
  static constexpr llvm::StringLiteral spatial[] = {"row", "column"};
  for (int64_t i : {0, 1}) {
    int64_t size = weight.getDimSize(2 + i);
    if (ShapedType::isDynamic(size) || size < 1)
      return infer() << "expected axis " << 2 + i
                     << " of 'weight' to have a static, positive extent, got "
                     << weight;
    // Below 2^31, as the entries of other windows: no arithmetic overflows.
    if (size > std::numeric_limits<int32_t>::max())
      return infer() << "expected axis " << 2 + i
                     << " of 'weight' to have an extent below 2^31, got "
                     << size;
    FailureOr<int64_t> positions = countWindowPositions(
        input.getDimSize(2 + i),
        {size, stride[i], dilation[i], padding[2 * i], padding[2 * i + 1]},
        "axis " + Twine(2 + i) + " of 'input'", infer);
    if (failed(positions))
      return failure();
    table.define(spatial[i], *positions, names[2 + i]);
  }
  // The channels of the result are those of the filters; where these have no
  // name, they keep the name of the channel axis.
  if (!table.getName("out") && names[1])
    table.define("out", table.getExtent("out"), names[1]);
  results.push_back(table.makeType({"batch", "out", "row", "column"}, element));
  return success();
}

std::optional<int64_t> Conv2dOp::getOperationCount() {
  auto product = scaleByExtents(2, getType().getShape());
  if (!product)
    return std::nullopt;
  return scaleByExtents(*product,
                        getWeight().getType().getShape().drop_front());
}

//===----------------------------------------------------------------------===//
// nn.pool2d
//===----------------------------------------------------------------------===//

LogicalResult Pool2dOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         Pool2dOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  // C1.
  ArrayRef<int64_t> size = adaptor.getSize();
  if (failed(infer.verifyEntries("size", size, 2, 1)))
    return failure();
  SmallVector<int64_t> stride = orDefault(adaptor.getStride(), size);
  SmallVector<int64_t> padding = orDefault(adaptor.getPadding(), {0, 0, 0, 0});
  if (failed(infer.verifyEntries("stride", stride, 2, 1)) ||
      failed(infer.verifyEntries("padding", padding, 4, 0)))
    return failure();
  SmallVector<int64_t> shape(input.getShape());
  for (int64_t i : {0, 1}) {
    // A window that lies in the padding alone would have no maximum.
    for (int64_t amount : {padding[2 * i], padding[2 * i + 1]})
      if (amount >= size[i])
        return infer() << "expected 'padding' to be smaller than 'size', got "
                       << amount << " for a window of " << size[i];
    // C2.
    FailureOr<int64_t> positions = countWindowPositions(
        shape[2 + i],
        {size[i], stride[i], 1, padding[2 * i], padding[2 * i + 1]},
        "axis " + Twine(2 + i) + " of 'input'", infer);
    if (failed(positions))
      return failure();
    shape[2 + i] = *positions;
  }
  results.push_back(RankedTensorType::get(shape, input.getElementType(),
                                          input.getEncoding()));
  return success();
}

std::optional<int64_t> Pool2dOp::getOperationCount() {
  auto product = scaleByExtents(1, getType().getShape());
  if (!product)
    return std::nullopt;
  return scaleByExtents(*product, getSize());
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
