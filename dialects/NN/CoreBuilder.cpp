//===- CoreBuilder.cpp - Layers as programs of the core -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/CoreBuilder.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include <limits>

using namespace mlir;
using namespace nn;

Value CoreBuilder::map(ValueRange inputs, ScalarFn body) const {
  return MapOp::create(builder, loc, inputs, body);
}

template <typename ScalarOp>
static Value reduce(const CoreBuilder &core, Value input,
                    ArrayRef<int64_t> axes, bool keep, double neutral) {
  auto body = [](OpBuilder &b, Location l, Value sum, Value v) -> Value {
    return ScalarOp::create(b, l, sum, v);
  };
  TypedAttr start =
      core.builder.getFloatAttr(getElementTypeOrSelf(input), neutral);
  return ReduceOp::create(core.builder, core.loc, input, axes, keep, start,
                          body)
      .getResult(0);
}

Value CoreBuilder::sum(Value input, ArrayRef<int64_t> axes, bool keep) const {
  return reduce<arith::AddFOp>(*this, input, axes, keep, 0.0);
}

Value CoreBuilder::maximum(Value input, ArrayRef<int64_t> axes,
                           bool keep) const {
  return reduce<arith::MaximumFOp>(*this, input, axes, keep,
                                   -std::numeric_limits<double>::infinity());
}

Value CoreBuilder::einsum(StringRef equation, ValueRange inputs) const {
  return EinsumOp::create(builder, loc, builder.getStringAttr(equation.ltrim()),
                          inputs);
}

Value CoreBuilder::rearrange(
    StringRef pattern, Value input,
    ArrayRef<std::pair<StringRef, int64_t>> sizes) const {
  DictionaryAttr attr;
  if (!sizes.empty())
    attr = builder.getDictionaryAttr(
        llvm::map_to_vector(sizes, [&](std::pair<StringRef, int64_t> size) {
          return builder.getNamedAttr(size.first,
                                      builder.getI64IntegerAttr(size.second));
        }));
  return RearrangeOp::create(
      builder, loc, builder.getStringAttr(pattern.ltrim()), input, attr);
}

Value CoreBuilder::slice(StringRef ranges, Value input) const {
  return SliceOp::create(builder, loc, builder.getStringAttr(ranges), input);
}

Value CoreBuilder::gather(Value input, int64_t axis, Value indices,
                          bool inBounds) const {
  return GatherOp::create(builder, loc, input, indices,
                          builder.getDenseI64ArrayAttr(axis), inBounds);
}

Value CoreBuilder::align(Value value, ArrayRef<int64_t> axes,
                         int64_t rank) const {
  if (axes.empty() || rank - axes.front() == static_cast<int64_t>(axes.size()))
    return value;
  std::string left, right;
  for (int64_t axis = axes.front(); axis < rank; ++axis) {
    if (!llvm::is_contained(axes, axis)) {
      right += " 1";
      continue;
    }
    std::string label = " a" + std::to_string(axis);
    left += label;
    right += label;
  }
  return rearrange(left + " ->" + right, value);
}

Value CoreBuilder::countElements(Value input, ArrayRef<int64_t> axes,
                                 Type type) const {
  Value count = arith::ConstantIndexOp::create(builder, loc, 1);
  for (int64_t axis : axes) {
    Value extent = builder.createOrFold<tensor::DimOp>(loc, input, axis);
    count = builder.createOrFold<arith::MulIOp>(loc, count, extent);
  }
  return indexToFloat(builder, loc, count, type);
}

void CoreBuilder::agree(ArrayRef<std::pair<Value *, int64_t>> places) const {
  int64_t extent = ShapedType::kDynamic;
  for (auto [value, axis] : places) {
    auto type = cast<RankedTensorType>(value->getType());
    if (!type.isDynamicDim(axis))
      extent = type.getDimSize(axis);
  }
  for (auto [value, axis] : places) {
    auto type = cast<RankedTensorType>(value->getType());
    SmallVector<int64_t> shape(type.getShape());
    shape[axis] = extent;
    *value = castTo(type.clone(shape), *value);
  }
}

void CoreBuilder::agreeBroadcast(Value &result, Value &value) const {
  auto type = cast<RankedTensorType>(value.getType());
  int64_t offset =
      cast<RankedTensorType>(result.getType()).getRank() - type.getRank();
  for (auto [axis, extent] : llvm::enumerate(type.getShape())) {
    auto place = static_cast<int64_t>(axis);
    if (extent != 1)
      agree({{&result, offset + place}, {&value, place}});
  }
}

Value CoreBuilder::dropNames(Value value) const {
  if (!value)
    return value;
  return castTo(dropAxisNames(cast<RankedTensorType>(value.getType())), value);
}

Value CoreBuilder::castTo(Type type, Value value) const {
  if (value.getType() == type)
    return value;
  return tensor::CastOp::create(builder, loc, type, value);
}

SmallVector<Value> CoreBuilder::finish(Operation *op, Value value) const {
  return {castTo(op->getResult(0).getType(), value)};
}

std::string nn::listAxes(StringRef prefix, int64_t count) {
  std::string axes;
  for (int64_t i = 0; i < count; ++i)
    axes += " " + prefix.str() + std::to_string(i);
  return axes;
}

Value nn::indexToFloat(OpBuilder &builder, Location loc, Value index,
                       Type type) {
  Value integer =
      arith::IndexCastOp::create(builder, loc, builder.getI64Type(), index);
  return arith::SIToFPOp::create(builder, loc, type, integer);
}

Value nn::constantLike(OpBuilder &builder, Location loc, Value scalar,
                       double number) {
  return arith::ConstantOp::create(
      builder, loc, builder.getFloatAttr(scalar.getType(), number));
}
