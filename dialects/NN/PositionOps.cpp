//===- PositionOps.cpp - Places in a sequence -----------------------------===//
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
#include <cmath>

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// What encodings share
//===----------------------------------------------------------------------===//

/// Depths are below this number: their frequencies are a constant.
static constexpr int64_t kDepthLimit = int64_t(1) << 24;

/// The frequency `base^(-2 i / depth)`.
static APFloat getFrequency(int64_t i, int64_t depth, double base,
                            Type element) {
  APFloat value(std::pow(base, -2.0 * static_cast<double>(i) /
                                   static_cast<double>(depth)));
  bool losesInfo = false;
  value.convert(cast<FloatType>(element).getFloatSemantics(),
                APFloat::rmNearestTiesToEven, &losesInfo);
  return value;
}

/// The base of the frequencies of a `depth`, which may be none.
static LogicalResult verifyBase(const Inference &infer, const APFloat &base,
                                int64_t depth, Type element) {
  if (!base.isFinite() || base.isNegative() || base.isZero())
    return infer() << "expected a finite and positive 'base', got "
                   << base.convertToDouble();
  // Layers on 16-bit floats compute in f32.
  if (!element.isF64())
    element = Float32Type::get(element.getContext());
  // They ascend or descend from 1 on: if one is infinite, the last one is.
  if (depth > 0 &&
      !getFrequency(depth / 2 - 1, depth, base.convertToDouble(), element)
           .isFinite())
    return infer() << "expected a 'base' whose frequencies are finite in "
                   << element << ", got " << base.convertToDouble();
  return success();
}

/// The frequencies as a constant tensor.
static Value makeFrequencies(const CoreBuilder &core, int64_t depth,
                             double base, Type element) {
  SmallVector<APFloat> values;
  for (int64_t i = 0; i < depth / 2; ++i)
    values.push_back(getFrequency(i, depth, base, element));
  auto type = RankedTensorType::get({depth / 2}, element);
  return arith::ConstantOp::create(core.builder, core.loc,
                                   DenseElementsAttr::get(type, values));
}

/// The angle of every position and frequency: an axis is added behind those of
/// `positions`.
static Value makeAngles(const CoreBuilder &core, Value positions, int64_t depth,
                        double base, Type element) {
  int64_t rank = getTensorType(positions).getRank();
  std::string axes = listAxes("t", rank);
  Value column = core.rearrange(axes + " ->" + axes + " 1", positions);
  Value frequencies = makeFrequencies(core, depth, base, element);
  return core.map(
      {column, frequencies}, [&](OpBuilder &b, Location l, ValueRange v) {
        Value position = v[0];
        if (isa<IntegerType>(position.getType()))
          position = arith::SIToFPOp::create(b, l, element, position);
        return Value(arith::MulFOp::create(b, l, position, v[1]));
      });
}

/// The axis of `depth` as pairs: `(h j)` or `(j h)` with `j` the place in a
/// pair.
static StringRef getPairGroup(PairLayout layout) {
  return layout == PairLayout::Interleaved ? "(h j)" : "(j h)";
}

//===----------------------------------------------------------------------===//
// nn.positions
//===----------------------------------------------------------------------===//

LogicalResult PositionsOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            PositionsOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  int64_t axis = adaptor.getAxis();
  // C1.
  if (axis < 0 || axis >= input.getRank())
    return infer() << "expected 'axis' to be an axis of 'input' of rank "
                   << input.getRank() << ", got " << axis;
  StringAttr name = getAxisNames(input)[axis];
  results.push_back(RankedTensorType::get(input.getDimSize(axis),
                                          IntegerType::get(context, 64),
                                          getAxesEncoding(context, name)));
  return success();
}

std::optional<int64_t> PositionsOp::getOperationCount() { return 0; }

FailureOr<SmallVector<Value>> PositionsOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  // Zeros of the extent of the axis: a sum of nothing but zeros, which needs no
  // element to be there.
  auto axis = static_cast<int64_t>(getAxis());
  auto others = llvm::to_vector(llvm::make_filter_range(
      llvm::seq<int64_t>(0, getInput().getType().getRank()),
      [&](int64_t other) { return other != axis; }));
  TypedAttr zero = builder.getI64IntegerAttr(0);
  Value zeros = core.map(getInput(), [&](OpBuilder &b, Location l, ValueRange) {
    return Value(arith::ConstantOp::create(b, l, zero));
  });
  zeros =
      ReduceOp::create(builder, getLoc(), zeros, others, /*keep=*/false, zero,
                       [](OpBuilder &b, Location l, Value sum, Value v) {
                         return Value(arith::AddIOp::create(b, l, sum, v));
                       })
          .getResult(0);
  Value result = core.map(zeros, [](OpBuilder &b, Location l, ValueRange) {
    Value index = IndexOp::create(b, l, 0);
    return Value(arith::IndexCastOp::create(b, l, b.getI64Type(), index));
  });
  return core.finish(*this, result);
}

//===----------------------------------------------------------------------===//
// nn.sinusoidal_encoding
//===----------------------------------------------------------------------===//

LogicalResult SinusoidalEncodingOp::inferReturnTypes(
    MLIRContext *context, std::optional<Location> location,
    SinusoidalEncodingOp::Adaptor adaptor, SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType positions = getTensorType(adaptor.getPositions());
  // C1.
  int64_t depth = adaptor.getDepth();
  if (depth < 1 || depth >= kDepthLimit || depth % 2 != 0)
    return infer() << "expected 'depth' to be even, positive and below 2^24, "
                      "got "
                   << depth;
  // C2.
  if (failed(verifyBase(infer, adaptor.getBase(), depth,
                        positions.getElementType())))
    return failure();
  SmallVector<int64_t> shape(positions.getShape());
  SmallVector<StringAttr> names = getAxisNames(positions);
  shape.push_back(depth);
  names.emplace_back();
  results.push_back(RankedTensorType::get(shape, positions.getElementType(),
                                          getAxesEncoding(context, names)));
  return success();
}

std::optional<int64_t> SinusoidalEncodingOp::getOperationCount() {
  // A sine or cosine, and half a product, of each element.
  auto elements = scaleByExtents(1, getType().getShape());
  if (!elements)
    return std::nullopt;
  return *elements + *elements / 2;
}

FailureOr<SmallVector<Value>>
SinusoidalEncodingOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  auto depth = static_cast<int64_t>(getDepth());
  int64_t rank = getPositions().getType().getRank();
  Value angles =
      makeAngles(core, getPositions(), depth, getBase().convertToDouble(),
                 getType().getElementType());
  std::string axes = listAxes("t", rank);
  Value pairs =
      core.rearrange(axes + " h ->" + axes + " h j", angles, {{"j", 2}});
  Value waves =
      core.map(pairs, [&](OpBuilder &b, Location l, ValueRange v) -> Value {
        Value place = IndexOp::create(b, l, rank + 1);
        Value zero = arith::ConstantIndexOp::create(b, l, 0);
        Value isFirst =
            arith::CmpIOp::create(b, l, arith::CmpIPredicate::eq, place, zero);
        return arith::SelectOp::create(b, l, isFirst,
                                       math::SinOp::create(b, l, v[0]),
                                       math::CosOp::create(b, l, v[0]));
      });
  std::string group = getPairGroup(getLayout()).str();
  Value result = core.rearrange(axes + " h j ->" + axes + " " + group, waves);
  return core.finish(*this, result);
}

//===----------------------------------------------------------------------===//
// nn.rotary
//===----------------------------------------------------------------------===//

LogicalResult RotaryOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         RotaryOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  int64_t rank = input.getRank();
  // C1.
  if (rank < 2)
    return infer() << "expected 'input' to have at least two axes, got "
                   << input;
  // C2.
  int64_t depth = input.getShape().back();
  if (ShapedType::isDynamic(depth) || depth % 2 != 0 || depth >= kDepthLimit)
    return infer() << "expected the last extent of 'input' to be static, even "
                      "and below 2^24, got "
                   << input;
  // C3 and C5.
  AxisTable table(infer);
  auto labels = table.bindNumbered(input, rank, "input");
  if (failed(labels))
    return failure();
  if (Value positions = adaptor.getPositions()) {
    RankedTensorType type = getTensorType(positions);
    if (isa<FloatType>(type.getElementType()) &&
        failed(infer.verifyElement("positions", type, input.getElementType())))
      return failure();
    if (type.getRank() == 2 && rank < 3)
      return infer() << "expected 'positions' to have one axis for an 'input' "
                        "of two axes, got two";
    if ((type.getRank() == 2 &&
         failed(table.bind((*labels)[0], type, 0, "positions"))) ||
        failed(table.bind((*labels)[rank - 2], type, type.getRank() - 1,
                          "positions")))
      return failure();
  }
  // C4.
  if (failed(
          verifyBase(infer, adaptor.getBase(), depth, input.getElementType())))
    return failure();
  results.push_back(table.makeType(*labels, input.getElementType()));
  return success();
}

std::optional<int64_t> RotaryOp::getOperationCount() {
  // Two products and a sum of each element; the angles cost little beside them.
  return scaleByExtents(3, getType().getShape());
}

FailureOr<SmallVector<Value>> RotaryOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  RankedTensorType type = getInput().getType();
  int64_t rank = type.getRank(), depth = type.getShape().back();
  Value positions = getPositions();
  if (!positions)
    positions = PositionsOp::create(builder, getLoc(), getInput(), rank - 2);
  int64_t angleRank = getTensorType(positions).getRank();
  Value angles = makeAngles(core, positions, depth, getBase().convertToDouble(),
                            type.getElementType());
  // A matrix [[cos, -sin], [sin, cos]] of every position and pair.
  std::string time = angleRank == 2 ? "a0 t" : "t";
  Value entries = core.rearrange(time + " h -> " + time + " i j h", angles,
                                 {{"i", 2}, {"j", 2}});
  Value turns =
      core.map(entries, [&](OpBuilder &b, Location l, ValueRange v) -> Value {
        Value row = IndexOp::create(b, l, angleRank);
        Value column = IndexOp::create(b, l, angleRank + 1);
        Value sine = math::SinOp::create(b, l, v[0]);
        Value isUpper =
            arith::CmpIOp::create(b, l, arith::CmpIPredicate::ult, row, column);
        Value turn = arith::SelectOp::create(
            b, l, isUpper, arith::NegFOp::create(b, l, sine), sine);
        Value isDiagonal =
            arith::CmpIOp::create(b, l, arith::CmpIPredicate::eq, row, column);
        return arith::SelectOp::create(b, l, isDiagonal,
                                       math::CosOp::create(b, l, v[0]), turn);
      });
  // "a0 a1 t (j h)"
  std::string batch = listAxes("a", rank - 2);
  std::string group = " t " + getPairGroup(getLayout()).str();
  Value pairs = core.rearrange(batch + group + " ->" + batch + " t j h",
                               core.dropNames(getInput()), {{"j", 2}});
  Value turned =
      core.einsum(batch + " t j h, " + time + " i j h ->" + batch + " t i h",
                  {pairs, core.dropNames(turns)});
  Value result = core.rearrange(batch + " t j h ->" + batch + group, turned);
  return core.finish(*this, result);
}
