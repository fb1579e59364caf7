//===- ConvOps.cpp - Convolutions -----------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/WindowShape.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// What convolutions share
//===----------------------------------------------------------------------===//

/// Verifies that `weight` has as many axes as `input` and the same elements.
static LogicalResult verifyWeight(const Inference &infer,
                                  RankedTensorType input,
                                  RankedTensorType weight) {
  if (weight.getRank() != input.getRank())
    return infer() << "expected 'weight' to have " << input.getRank()
                   << " axes, as 'input' has, got " << weight.getRank();
  return infer.verifyElement("weight", weight, input.getElementType());
}

static LogicalResult verifyGroups(const Inference &infer, int64_t groups,
                                  int64_t channels) {
  if (groups < 1)
    return infer() << "expected 'groups' to be positive, got " << groups;
  if (!ShapedType::isDynamic(channels) && channels % groups != 0)
    return infer() << "expected 'groups' to divide the " << channels
                   << " channels of 'input', got " << groups;
  return success();
}

/// Verifies that the spatial extents of `weight` are static, positive and below
/// 2^31, as the entries of other windows: no arithmetic on them overflows.
static LogicalResult verifyKernel(const Inference &infer,
                                  RankedTensorType weight) {
  for (int64_t axis = 2; axis < weight.getRank(); ++axis) {
    int64_t size = weight.getDimSize(axis);
    if (ShapedType::isDynamic(size) || size < 1)
      return infer() << "expected axis " << axis
                     << " of 'weight' to have a static, positive extent, got "
                     << weight;
    if (size > std::numeric_limits<int32_t>::max())
      return infer() << "expected axis " << axis
                     << " of 'weight' to have an extent below 2^31, got "
                     << size;
  }
  return success();
}

/// The type of the result, whose batch and channels stand in `table`: channels
/// without a name keep that of the channels of `input`.
static RankedTensorType makeResultType(AxisTable &table, RankedTensorType input,
                                       ArrayRef<int64_t> spatialShape) {
  SmallVector<StringAttr> names = getAxisNames(input);
  if (!table.getName("out") && names[1])
    table.define("out", table.getExtent("out"), names[1]);
  SmallVector<StringRef> labels = {"batch", "out"};
  static constexpr StringLiteral spatial[] = {"0", "1", "2"};
  for (auto [index, extent] : llvm::enumerate(spatialShape)) {
    table.define(spatial[index], extent, names[2 + index]);
    labels.push_back(spatial[index]);
  }
  return table.makeType(labels, input.getElementType());
}

/// `input` with its groups of channels as axis 1.
static Value splitChannels(const CoreBuilder &core, Value input,
                           int64_t groups) {
  std::string places = listAxes("p", getTensorType(input).getRank() - 2);
  return core.rearrange("n (g c)" + places + " -> n g c" + places, input,
                        {{"g", groups}});
}

/// The axes behind the channels, which are two axes if there are groups.
static DenseI64ArrayAttr getSpatialAxes(Builder &builder, int64_t rank,
                                        int64_t groups) {
  int64_t first = groups == 1 ? 2 : 3;
  return builder.getDenseI64ArrayAttr(
      llvm::to_vector(llvm::seq<int64_t>(first, first + rank - 2)));
}

/// `result` plus a bias for each channel, if there is one.
static Value addBias(const CoreBuilder &core, Value result, Value bias,
                     int64_t rank) {
  if (!bias)
    return result;
  // What is one axis is no axis that stretches.
  core.agree({{&result, 1}, {&bias, 0}});
  return core.map<arith::AddFOp>({result, core.align(bias, {1}, rank)});
}

/// Sums the products of windows and weight, whose channels and filters are the
/// axes `filters` ("o c" or "c o") of each group, and adds the bias.
static Value contract(const CoreBuilder &core, Value windows, Value weight,
                      const std::string &filters, int64_t rank, int64_t groups,
                      Value bias) {
  std::string places = listAxes("p", rank - 2), taps = listAxes("k", rank - 2);
  std::string group = groups == 1 ? " " : " g ";
  Value result =
      core.einsum("n" + group + "c" + places + taps + "," + group + filters +
                      taps + " -> n" + group + "o" + places,
                  {windows, weight});
  if (groups != 1)
    result = core.rearrange("n g o" + places + " -> n (g o)" + places, result);
  return addBias(core, result, bias, rank);
}

//===----------------------------------------------------------------------===//
// nn.conv
//===----------------------------------------------------------------------===//

LogicalResult ConvOp::inferReturnTypes(MLIRContext *context,
                                       std::optional<Location> location,
                                       ConvOp::Adaptor adaptor,
                                       SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  RankedTensorType weight = getTensorType(adaptor.getWeight());
  Type element = input.getElementType();
  // C1 and C7.
  if (failed(verifyWeight(infer, input, weight)))
    return failure();
  // C2 and C3.
  int64_t groups = adaptor.getGroups();
  int64_t channels = input.getDimSize(1), filters = weight.getDimSize(0);
  if (failed(verifyGroups(infer, groups, channels)))
    return failure();
  if (!ShapedType::isDynamic(filters) && filters % groups != 0)
    return infer() << "expected 'groups' to divide the " << filters
                   << " filters of 'weight', got " << groups;
  int64_t perFilter = weight.getDimSize(1);
  if (!ShapedType::isDynamic(channels) && !ShapedType::isDynamic(perFilter) &&
      perFilter != channels / groups)
    return infer() << "expected axis 1 of 'weight' to have extent "
                   << channels / groups << ", the channels of 'input' divided "
                   << "by 'groups', got " << perFilter;
  // C4.
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
  // C5.
  int64_t count = input.getRank() - 2;
  SmallVector<int64_t> stride = orDefault(adaptor.getStride(), count, 1);
  SmallVector<int64_t> dilation = orDefault(adaptor.getDilation(), count, 1);
  SmallVector<int64_t> padding = orDefault(adaptor.getPadding(), 2 * count, 0);
  if (failed(infer.verifyEntries("stride", stride, count, 1)) ||
      failed(infer.verifyEntries("dilation", dilation, count, 1)) ||
      failed(infer.verifyEntries("padding", padding, 2 * count, 0)))
    return failure();
  // C6.
  if (failed(verifyKernel(infer, weight)))
    return failure();
  SmallVector<int64_t> shape;
  for (int64_t i = 0; i < count; ++i) {
    FailureOr<int64_t> positions =
        countWindowPositions(input.getDimSize(2 + i),
                             {weight.getDimSize(2 + i), stride[i], dilation[i],
                              padding[2 * i], padding[2 * i + 1]},
                             "axis " + Twine(2 + i) + " of 'input'", infer);
    if (failed(positions))
      return failure();
    shape.push_back(*positions);
  }
  results.push_back(makeResultType(table, input, shape));
  return success();
}

std::optional<int64_t> ConvOp::getOperationCount() {
  auto product = scaleByExtents(2, getType().getShape());
  if (!product)
    return std::nullopt;
  return scaleByExtents(*product,
                        getWeight().getType().getShape().drop_front());
}

FailureOr<SmallVector<Value>> ConvOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  int64_t groups = getGroups(), rank = getInput().getType().getRank();
  Value input = getInput(), weight = getWeight(), bias = getBias();
  std::string taps = listAxes("k", rank - 2);
  auto makeWindows = [&](Value source, int64_t axes) -> Value {
    return WindowOp::create(
        builder, getLoc(), source, getSpatialAxes(builder, rank, axes),
        builder.getDenseI64ArrayAttr(
            getWeight().getType().getShape().drop_front(2)),
        getStrideAttr(), getDilationAttr(), getPaddingAttr(),
        /*base_dilation=*/DenseI64ArrayAttr(), /*pad_value=*/TypedAttr());
  };
  // One filter for each channel: the channels are the groups.
  if (groups != 1 && getInput().getType().getDimSize(1) == groups &&
      getWeight().getType().getDimSize(0) == groups) {
    std::string places = listAxes("p", rank - 2);
    weight = core.rearrange("g 1" + taps + " -> g" + taps, weight);
    Value result =
        core.einsum("n g" + places + taps + ", g" + taps + " -> n g" + places,
                    {makeWindows(input, 1), weight});
    return core.finish(*this, addBias(core, result, bias, rank));
  }
  if (groups != 1) {
    input = splitChannels(core, input, groups);
    weight = core.rearrange("(g o) c" + taps + " -> g o c" + taps, weight,
                            {{"g", groups}});
  }
  Value result = contract(core, makeWindows(input, groups), weight, "o c", rank,
                          groups, bias);
  return core.finish(*this, result);
}

//===----------------------------------------------------------------------===//
// nn.conv_transpose
//===----------------------------------------------------------------------===//

/// The windows that slide over the spread input, by spatial axis. They read
/// from the taps before an element, so that the kernel is walked backwards.
static SmallVector<AxisWindow>
getTransposedWindows(RankedTensorType weight,
                     std::optional<ArrayRef<int64_t>> strides,
                     std::optional<ArrayRef<int64_t>> dilations,
                     std::optional<ArrayRef<int64_t>> paddings,
                     std::optional<ArrayRef<int64_t>> outputPaddings) {
  int64_t count = weight.getRank() - 2;
  SmallVector<int64_t> stride = orDefault(strides, count, 1);
  SmallVector<int64_t> dilation = orDefault(dilations, count, 1);
  SmallVector<int64_t> padding = orDefault(paddings, 2 * count, 0);
  SmallVector<int64_t> outputPadding = orDefault(outputPaddings, count, 0);
  SmallVector<AxisWindow> windows;
  for (int64_t i = 0; i < count; ++i) {
    AxisWindow window{
        weight.getDimSize(2 + i), 1, dilation[i], 0, 0, stride[i]};
    int64_t before = window.getReach() - 1;
    window.low = before - padding[2 * i];
    window.high = before - padding[2 * i + 1] + outputPadding[i];
    windows.push_back(window);
  }
  return windows;
}

LogicalResult ConvTransposeOp::inferReturnTypes(
    MLIRContext *context, std::optional<Location> location,
    ConvTransposeOp::Adaptor adaptor, SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  RankedTensorType weight = getTensorType(adaptor.getWeight());
  Type element = input.getElementType();
  // C1 and C8.
  if (failed(verifyWeight(infer, input, weight)))
    return failure();
  // C2.
  AxisTable table(infer);
  if (failed(table.bind("batch", input, 0, "input")) ||
      failed(table.bind("in", input, 1, "input")) ||
      failed(table.bind("in", weight, 0, "weight")))
    return failure();
  // C3.
  int64_t groups = adaptor.getGroups();
  if (failed(verifyGroups(infer, groups, table.getExtent("in"))))
    return failure();
  // C4.
  int64_t filters = weight.getDimSize(1);
  if (!ShapedType::isDynamic(filters) &&
      llvm::MulOverflow(filters, groups, filters))
    return infer() << "expected the number of filters to stay below 2^63";
  if (groups != 1)
    table.define("out", filters);
  else if (failed(table.bind("out", weight, 1, "weight")))
    return failure();
  if (Value bias = adaptor.getBias()) {
    RankedTensorType type = getTensorType(bias);
    if (failed(infer.verifyElement("bias", type, element)))
      return failure();
    int64_t extent = type.getDimSize(0);
    if (!ShapedType::isDynamic(filters) && !ShapedType::isDynamic(extent) &&
        extent != filters)
      return infer() << "expected 'bias' to have " << filters
                     << " elements, the filters of 'weight' in all groups, got "
                     << extent;
    if (failed(table.bind("out", type, 0, "bias")))
      return failure();
  }
  // C5.
  int64_t count = input.getRank() - 2;
  auto verify = [&](StringRef name, std::optional<ArrayRef<int64_t>> entries,
                    int64_t perAxis, int64_t least) {
    return entries ? infer.verifyEntries(name, *entries, perAxis * count, least)
                   : success();
  };
  if (failed(verify("stride", adaptor.getStride(), 1, 1)) ||
      failed(verify("dilation", adaptor.getDilation(), 1, 1)) ||
      failed(verify("padding", adaptor.getPadding(), 2, 0)) ||
      failed(verify("output_padding", adaptor.getOutputPadding(), 1, 0)))
    return failure();
  // C6.
  if (failed(verifyKernel(infer, weight)))
    return failure();
  // C7.
  SmallVector<int64_t> shape;
  for (auto [index, window] : llvm::enumerate(getTransposedWindows(
           weight, adaptor.getStride(), adaptor.getDilation(),
           adaptor.getPadding(), adaptor.getOutputPadding()))) {
    if (window.low < 0 || window.high < 0)
      return infer() << "expected 'padding' to cut no more off axis "
                     << 2 + index << " than the kernel adds, "
                     << window.getReach() - 1 << " elements";
    FailureOr<int64_t> positions =
        countWindowPositions(input.getDimSize(2 + index), window,
                             "axis " + Twine(2 + index) + " of 'input'", infer);
    if (failed(positions))
      return failure();
    shape.push_back(*positions);
  }
  results.push_back(makeResultType(table, input, shape));
  return success();
}

std::optional<int64_t> ConvTransposeOp::getOperationCount() {
  // Every element of the input meets every tap of the filters of its group.
  auto product = scaleByExtents(2, getInput().getType().getShape());
  if (!product)
    return std::nullopt;
  return scaleByExtents(*product,
                        getWeight().getType().getShape().drop_front());
}

/// The result where each element of the input makes a tile of its own, as large
/// as the kernel: nothing overlaps, and no zeros are multiplied.
static Value placeTiles(const CoreBuilder &core, Value input, Value weight,
                        int64_t rank, int64_t groups) {
  std::string places = listAxes("p", rank - 2), taps = listAxes("k", rank - 2);
  std::string group = groups == 1 ? " " : " g ", pairs, merged;
  for (int64_t i = 0; i < rank - 2; ++i) {
    std::string number = std::to_string(i);
    pairs += " p" + number + " k" + number;
    merged += " (p" + number + " k" + number + ")";
  }
  Value tiles = core.einsum("n" + group + "c" + places + "," + group + "c o" +
                                taps + " -> n" + group + "o" + pairs,
                            {input, weight});
  return core.rearrange("n" + group + "o" + pairs + " -> n " +
                            (groups == 1 ? "o" : "(g o)") + merged,
                        tiles);
}

FailureOr<SmallVector<Value>> ConvTransposeOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  int64_t groups = getGroups(), rank = getInput().getType().getRank();
  Value input = getInput(), weight = getWeight(), bias = getBias();
  core.agree({{&input, 1}, {&weight, 0}});
  std::string taps = listAxes("k", rank - 2), backwards = ":, :";
  for (int64_t i = 2; i < rank; ++i)
    backwards += ", ::-1";
  SmallVector<AxisWindow> axisWindows =
      getTransposedWindows(getWeight().getType(), getStride(), getDilation(),
                           getPadding(), getOutputPadding());
  bool isTiling = llvm::all_of(axisWindows, [](const AxisWindow &window) {
    int64_t before = window.getReach() - 1;
    return window.size == window.baseDilation && window.dilation == 1 &&
           window.low == before && window.high == before;
  });
  if (!isTiling)
    weight = core.slice(backwards, weight);
  if (groups != 1) {
    input = splitChannels(core, input, groups);
    weight = core.rearrange("(g c) o" + taps + " -> g c o" + taps, weight,
                            {{"g", groups}});
  }
  if (isTiling)
    return core.finish(
        *this, addBias(core, placeTiles(core, input, weight, rank, groups),
                       bias, rank));
  SmallVector<int64_t> size, stride, dilation, padding;
  for (const AxisWindow &window : axisWindows) {
    size.push_back(window.size);
    stride.push_back(window.baseDilation);
    dilation.push_back(window.dilation);
    padding.append({window.low, window.high});
  }
  Value windows = WindowOp::create(
      builder, getLoc(), input, getSpatialAxes(builder, rank, groups),
      builder.getDenseI64ArrayAttr(size), /*stride=*/DenseI64ArrayAttr(),
      builder.getDenseI64ArrayAttr(dilation),
      builder.getDenseI64ArrayAttr(padding),
      builder.getDenseI64ArrayAttr(stride), /*pad_value=*/TypedAttr());
  Value result = contract(core, windows, weight, "c o", rank, groups, bias);
  return core.finish(*this, result);
}
