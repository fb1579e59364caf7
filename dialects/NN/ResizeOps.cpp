//===- ResizeOps.cpp - Other extents for the same picture -----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// nn.resize
//===----------------------------------------------------------------------===//

LogicalResult ResizeOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         ResizeOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  size_t count = input.getRank() - 2;
  // C1.
  if (adaptor.getSize().has_value() == adaptor.getFactor().has_value())
    return infer() << "expected either 'size' or 'factor'";
  bool hasSize = adaptor.getSize().has_value();
  ArrayRef<int64_t> entries =
      hasSize ? *adaptor.getSize() : *adaptor.getFactor();
  if (failed(
          infer.verifyEntries(hasSize ? "size" : "factor", entries, count, 1)))
    return failure();
  // C2.
  if (adaptor.getAlignCorners() && adaptor.getKind() != ResizeKind::Linear)
    return infer() << "expected 'align_corners' with 'linear' alone";
  SmallVector<int64_t> shape(input.getShape());
  for (auto [index, entry] : llvm::enumerate(entries)) {
    int64_t &extent = shape[2 + index];
    // C3.
    if (hasSize && extent == 0)
      return infer() << "expected axis " << 2 + index
                     << " of 'input' not to be empty, for a 'size' of "
                     << entry;
    if (hasSize)
      extent = entry;
    else if (!ShapedType::isDynamic(extent) &&
             llvm::MulOverflow(extent, entry, extent))
      return infer() << "expected the extents of the result to stay below 2^63";
  }
  results.push_back(RankedTensorType::get(shape, input.getElementType(),
                                          input.getEncoding()));
  return success();
}

std::optional<int64_t> ResizeOp::getOperationCount() {
  if (getKind() == ResizeKind::Nearest)
    return 0;
  // Two products and a sum per element and axis; the axes get their extents one
  // after the other.
  SmallVector<int64_t> shape(getInput().getType().getShape());
  int64_t total = 0;
  for (int64_t axis = 2; axis < getType().getRank(); ++axis) {
    shape[axis] = getType().getDimSize(axis);
    std::optional<int64_t> count = scaleByExtents(3, shape);
    if (!count || llvm::AddOverflow(total, *count, total))
      return std::nullopt;
  }
  return total;
}

namespace {
/// Resamples along one axis.
struct AxisResizer {
  CoreBuilder core;
  int64_t axis;
  /// How many elements there are before and after, as indices.
  Value from, to;
  /// Numbers that do not matter, as many as there are elements after.
  Value carrier;

  /// An index for every element after, made from its place.
  Value makeIndices(
      llvm::function_ref<Value(OpBuilder &, Location, Value)> body) const {
    return core.map(carrier, [&](OpBuilder &b, Location l, ValueRange) {
      Value index = body(b, l, IndexOp::create(b, l, 0));
      return Value(arith::IndexCastOp::create(b, l, b.getI64Type(), index));
    });
  }

  Value resizeToNearest(Value input) const {
    Value places = makeIndices([&](OpBuilder &b, Location l, Value i) -> Value {
      Value product = arith::MulIOp::create(b, l, i, from);
      return arith::DivSIOp::create(b, l, product, to);
    });
    return core.gather(input, axis, places);
  }

  /// The place of element `i` as a fraction.
  std::pair<Value, Value> makeFraction(OpBuilder &b, Location l, Value i,
                                       bool alignCorners) const {
    Value zero = arith::ConstantIndexOp::create(b, l, 0);
    Value one = arith::ConstantIndexOp::create(b, l, 1);
    Value last = arith::SubIOp::create(b, l, from, one);
    if (alignCorners) {
      Value steps = arith::SubIOp::create(b, l, to, one);
      return {arith::MulIOp::create(b, l, i, last),
              arith::MaxSIOp::create(b, l, steps, one)};
    }
    Value two = arith::ConstantIndexOp::create(b, l, 2);
    Value denominator = arith::MulIOp::create(b, l, two, to);
    Value odd =
        arith::AddIOp::create(b, l, arith::MulIOp::create(b, l, two, i), one);
    Value numerator =
        arith::SubIOp::create(b, l, arith::MulIOp::create(b, l, odd, from), to);
    numerator = arith::MaxSIOp::create(b, l, numerator, zero);
    Value end = arith::MulIOp::create(b, l, last, denominator);
    return {arith::MinSIOp::create(b, l, numerator, end), denominator};
  }

  Value interpolate(Value input, bool alignCorners) const {
    Value lower = makeIndices([&](OpBuilder &b, Location l, Value i) -> Value {
      auto [numerator, denominator] = makeFraction(b, l, i, alignCorners);
      return arith::DivSIOp::create(b, l, numerator, denominator);
    });
    // The next element, unless the place is that of an element.
    Value upper = makeIndices([&](OpBuilder &b, Location l, Value i) -> Value {
      auto [numerator, denominator] = makeFraction(b, l, i, alignCorners);
      return arith::CeilDivSIOp::create(b, l, numerator, denominator);
    });
    RankedTensorType type = getTensorType(input);
    Type element = type.getElementType();
    Value weights =
        core.map(carrier, [&](OpBuilder &b, Location l, ValueRange) -> Value {
          auto [numerator, denominator] =
              makeFraction(b, l, IndexOp::create(b, l, 0), alignCorners);
          Value rest = arith::RemSIOp::create(b, l, numerator, denominator);
          return arith::DivFOp::create(
              b, l, indexToFloat(b, l, rest, element),
              indexToFloat(b, l, denominator, element));
        });
    return core.map(
        {core.gather(input, axis, lower), core.gather(input, axis, upper),
         core.align(weights, axis, type.getRank())},
        [](OpBuilder &b, Location l, ValueRange v) -> Value {
          Value one = constantLike(b, l, v[2], 1.0);
          Value first = arith::MulFOp::create(
              b, l, arith::SubFOp::create(b, l, one, v[2]), v[0]);
          Value second = arith::MulFOp::create(b, l, v[2], v[1]);
          Value mean = arith::AddFOp::create(b, l, first, second);
          // An element that is met stays as it is, also if it is infinite.
          Value isMet =
              arith::CmpFOp::create(b, l, arith::CmpFPredicate::OEQ, v[2],
                                    constantLike(b, l, v[2], 0.0));
          return arith::SelectOp::create(b, l, isMet, v[0], mean);
        });
  }
};
} // namespace

/// Numbers that do not matter, as many as the result has along `axis`.
static Value makeCarrier(const CoreBuilder &core, ResizeOp op, int64_t axis) {
  int64_t known = op.getType().getDimSize(axis);
  if (op.getSize())
    known = (*op.getSize())[axis - 2];
  if (!ShapedType::isDynamic(known)) {
    auto type = RankedTensorType::get(known, core.builder.getI64Type());
    return arith::ConstantOp::create(core.builder, core.loc,
                                     core.builder.getZeroAttr(type));
  }
  Value positions =
      PositionsOp::create(core.builder, core.loc, op.getInput(), axis);
  return core.rearrange("p -> (p f)", core.dropNames(positions),
                        {{"f", (*op.getFactor())[axis - 2]}});
}

FailureOr<SmallVector<Value>> ResizeOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  int64_t rank = getType().getRank();
  RankedTensorType type = getInput().getType();
  Value result = core.dropNames(getInput());
  bool isNearest = getKind() == ResizeKind::Nearest;
  for (int64_t axis = 2; axis < rank; ++axis) {
    int64_t from = type.getDimSize(axis), factor = 0;
    if (getFactor())
      factor = (*getFactor())[axis - 2];
    else if (!ShapedType::isDynamic(from) && (*getSize())[axis - 2] % from == 0)
      factor = (*getSize())[axis - 2] / from;
    if (factor == 1)
      continue;
    if (isNearest && factor != 0) {
      std::string before = listAxes("a", axis);
      std::string after = listAxes("b", rank - axis - 1);
      result = core.rearrange(before + " p" + after + " ->" + before +
                                  " (p f)" + after,
                              result, {{"f", factor}});
      continue;
    }
    Value carrier = makeCarrier(core, *this, axis);
    AxisResizer resizer{
        core, axis,
        builder.createOrFold<tensor::DimOp>(getLoc(), getInput(), axis),
        builder.createOrFold<tensor::DimOp>(getLoc(), carrier, 0), carrier};
    result = isNearest ? resizer.resizeToNearest(result)
                       : resizer.interpolate(result, getAlignCorners());
  }
  return core.finish(*this, result);
}
