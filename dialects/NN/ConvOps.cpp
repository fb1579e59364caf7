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
  // C1.
  if (weight.getRank() != input.getRank())
    return infer() << "expected 'weight' to have " << input.getRank()
                   << " axes, as 'input' has, got " << weight.getRank();
  // C7.
  if (failed(infer.verifyElement("weight", weight, element)))
    return failure();
  // C2 and C3.
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
  SmallVector<StringAttr> names = getAxisNames(input);
  static constexpr StringLiteral axes[] = {"batch", "out", "0", "1", "2"};
  for (int64_t i = 0; i < count; ++i) {
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
    table.define(axes[2 + i], *positions, names[2 + i]);
  }
  // The channels of the result are those of the filters; where these have no
  // name, they keep the name of the channel axis.
  if (!table.getName("out") && names[1])
    table.define("out", table.getExtent("out"), names[1]);
  SmallVector<StringRef> labels(std::begin(axes), std::begin(axes) + 2 + count);
  results.push_back(table.makeType(labels, element));
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
  if (bias)
    core.agree({{&weight, 0}, {&bias, 0}});
  // Positions and taps: " p0 p1" and " k0 k1".
  std::string places = listAxes("p", rank - 2), taps = listAxes("k", rank - 2);
  if (groups != 1) {
    input = core.rearrange("n (g c)" + places + " -> n g c" + places, input,
                           {{"g", groups}});
    weight = core.rearrange("(g o) c" + taps + " -> g o c" + taps, weight,
                            {{"g", groups}});
  }
  int64_t first = groups == 1 ? 2 : 3;
  auto axes = llvm::to_vector(llvm::seq<int64_t>(first, first + rank - 2));
  Value windows = WindowOp::create(
      builder, getLoc(), input, builder.getDenseI64ArrayAttr(axes),
      builder.getDenseI64ArrayAttr(
          getWeight().getType().getShape().drop_front(2)),
      getStrideAttr(), getDilationAttr(), getPaddingAttr(),
      /*base_dilation=*/DenseI64ArrayAttr(), /*pad_value=*/TypedAttr());
  Value result;
  if (groups == 1) {
    result =
        core.einsum("n c" + places + taps + ", o c" + taps + " -> n o" + places,
                    {windows, weight});
  } else {
    result = core.einsum("n g c" + places + taps + ", g o c" + taps +
                             " -> n g o" + places,
                         {windows, weight});
    result = core.rearrange("n g o" + places + " -> n (g o)" + places, result);
  }
  if (bias)
    result = core.map<arith::AddFOp>({result, core.align(bias, {1}, rank)});
  return core.finish(*this, result);
}
