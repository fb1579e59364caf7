//===- LayerDecompositions.cpp - Layers as programs of the core -----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include <limits>

using namespace mlir;
using namespace nn;

namespace {
/// Builds programs of core ops at one location.
struct CoreBuilder {
  OpBuilder &builder;
  Location loc;

  using ScalarFn = llvm::function_ref<Value(OpBuilder &, Location, ValueRange)>;

  Value map(ValueRange inputs, ScalarFn body) const {
    return MapOp::create(builder, loc, inputs, body);
  }

  /// Combines `input` along `axes`, which stay with extent 1 if `keep`.
  template <typename ScalarOp>
  Value reduce(Value input, ArrayRef<int64_t> axes, bool keep,
               double neutral) const {
    auto body = [](OpBuilder &b, Location l, Value sum, Value v) -> Value {
      return ScalarOp::create(b, l, sum, v);
    };
    TypedAttr start =
        builder.getFloatAttr(getElementTypeOrSelf(input), neutral);
    return ReduceOp::create(builder, loc, input, axes, keep, start, body)
        .getResult(0);
  }
  Value sum(Value input, ArrayRef<int64_t> axes, bool keep) const {
    return reduce<arith::AddFOp>(input, axes, keep, 0.0);
  }
  Value maximum(Value input, ArrayRef<int64_t> axes, bool keep) const {
    return reduce<arith::MaximumFOp>(input, axes, keep,
                                     -std::numeric_limits<double>::infinity());
  }

  Value einsum(StringRef equation, ValueRange inputs) const {
    return EinsumOp::create(builder, loc, builder.getStringAttr(equation),
                            inputs);
  }
  Value rearrange(StringRef pattern, Value input,
                  DictionaryAttr sizes = {}) const {
    return RearrangeOp::create(builder, loc, builder.getStringAttr(pattern),
                               input, sizes);
  }

  /// The product of the extents of `axes` as a float of type `type`.
  Value countElements(Value input, ArrayRef<int64_t> axes, Type type) const {
    Value count = arith::ConstantIndexOp::create(builder, loc, 1);
    for (int64_t axis : axes) {
      Value extent = builder.createOrFold<tensor::DimOp>(loc, input, axis);
      count = builder.createOrFold<arith::MulIOp>(loc, count, extent);
    }
    Value integer =
        arith::IndexCastOp::create(builder, loc, builder.getI64Type(), count);
    return arith::SIToFPOp::create(builder, loc, type, integer);
  }

  /// Casts tensors whose axes are one axis of the layer to the extent that one
  /// of them states: a dynamic extent has that extent, which is checked when
  /// the program runs. Without it an extent of 1 would stretch.
  void agree(ArrayRef<std::pair<Value *, int64_t>> places) const {
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

  /// The value as the declared type of a result.
  Value castTo(Type type, Value value) const {
    if (value.getType() == type)
      return value;
    return tensor::CastOp::create(builder, loc, type, value);
  }
};

Value constantLike(OpBuilder &builder, Location loc, Value scalar,
                   double number) {
  return arith::ConstantOp::create(
      builder, loc, builder.getFloatAttr(scalar.getType(), number));
}
} // namespace

/// One-element list of results, cast to the type of the result of `op`.
static SmallVector<Value> finish(const CoreBuilder &core, Operation *op,
                                 Value value) {
  return {core.castTo(op->getResult(0).getType(), value)};
}

FailureOr<SmallVector<Value>> ActivationOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  auto body = [&](OpBuilder &b, Location loc, ValueRange x) {
    return getFunction().buildValue(b, loc, x[0]);
  };
  return finish(core, *this, core.map(getInput(), body));
}

/// `input + bias`, where the bias is aligned with the axis that it belongs to.
static Value addBias(const CoreBuilder &core, Value input, Value bias) {
  return core.map({input, bias},
                  [](OpBuilder &b, Location loc, ValueRange v) -> Value {
                    return arith::AddFOp::create(b, loc, v[0], v[1]);
                  });
}

FailureOr<SmallVector<Value>> LinearOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  // "b0 b1 i, o i -> b0 b1 o"
  std::string batch;
  for (int64_t i = 0, e = getInput().getType().getRank() - 1; i < e; ++i)
    batch += "b" + std::to_string(i) + " ";
  Value weight = getWeight(), bias = getBias();
  if (bias)
    core.agree({{&weight, 0}, {&bias, 0}});
  Value result =
      core.einsum(batch + "i, o i -> " + batch + "o", {getInput(), weight});
  if (bias)
    result = addBias(core, result, bias);
  return finish(core, *this, result);
}

FailureOr<SmallVector<Value>> Conv2dOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  RankedTensorType weightType = getWeight().getType();
  int64_t groups = getGroups();
  Value input = getInput(), weight = getWeight(), bias = getBias();
  if (bias)
    core.agree({{&weight, 0}, {&bias, 0}});
  DictionaryAttr sizes = builder.getDictionaryAttr(
      builder.getNamedAttr("g", builder.getI64IntegerAttr(groups)));
  if (groups != 1) {
    input = core.rearrange("n (g c) y x -> n g c y x", input, sizes);
    weight = core.rearrange("(g o) c i j -> g o c i j", weight, sizes);
  }
  int64_t row = groups == 1 ? 2 : 3;
  Value windows = WindowOp::create(
      builder, getLoc(), input, builder.getDenseI64ArrayAttr({row, row + 1}),
      builder.getDenseI64ArrayAttr(weightType.getShape().drop_front(2)),
      getStrideAttr(), getDilationAttr(), getPaddingAttr(),
      /*base_dilation=*/DenseI64ArrayAttr(), /*pad_value=*/TypedAttr());
  Value result;
  if (groups == 1) {
    result = core.einsum("n c y x i j, o c i j -> n o y x", {windows, weight});
  } else {
    result =
        core.einsum("n g c y x i j, g o c i j -> n g o y x", {windows, weight});
    result = core.rearrange("n g o y x -> n (g o) y x", result);
  }
  if (bias)
    result = addBias(core, result, core.rearrange("c -> c 1 1", bias));
  return finish(core, *this, result);
}

FailureOr<SmallVector<Value>> Pool2dOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Type element = getInput().getType().getElementType();
  bool isMax = getKind() == PoolKind::Max;
  TypedAttr padValue;
  if (isMax && getPadding())
    padValue =
        builder.getFloatAttr(element, -std::numeric_limits<double>::infinity());
  DenseI64ArrayAttr stride = getStrideAttr() ? getStrideAttr() : getSizeAttr();
  Value windows = WindowOp::create(
      builder, getLoc(), getInput(), builder.getDenseI64ArrayAttr({2, 3}),
      getSizeAttr(), stride, /*dilation=*/DenseI64ArrayAttr(), getPaddingAttr(),
      /*base_dilation=*/DenseI64ArrayAttr(), padValue);
  if (isMax)
    return finish(core, *this, core.maximum(windows, {4, 5}, false));
  Value sums = core.sum(windows, {4, 5}, false);
  double count = static_cast<double>(getSize()[0]) * getSize()[1];
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    return arith::DivFOp::create(b, loc, v[0],
                                 constantLike(b, loc, v[0], count));
  };
  return finish(core, *this, core.map(sums, body));
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
  return finish(core, *this, result);
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
  return finish(core, *this, result);
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
  return finish(core, *this, result);
}
