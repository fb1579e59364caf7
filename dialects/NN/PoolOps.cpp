//===- PoolOps.cpp - Pooling ----------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarBuilder.h"
#include "dialects/NN/WindowShape.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include <numeric>

using namespace mlir;
using namespace nn;

/// `sum / count`, where the count is an index.
static Value divideByCount(OpBuilder &b, Location loc, Value sum, Value count) {
  Value divisor = indexToFloat(b, loc, count, sum.getType());
  return arith::DivFOp::create(b, loc, sum, divisor);
}

//===----------------------------------------------------------------------===//
// nn.pool
//===----------------------------------------------------------------------===//

LogicalResult PoolOp::inferReturnTypes(MLIRContext *context,
                                       std::optional<Location> location,
                                       PoolOp::Adaptor adaptor,
                                       SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  int64_t count = input.getRank() - 2;
  // C3.
  if (adaptor.getExcludePadding() && adaptor.getKind() != PoolKind::Average)
    return infer() << "expected 'exclude_padding' with 'average' alone";
  // C1.
  ArrayRef<int64_t> size = adaptor.getSize();
  if (failed(infer.verifyEntries("size", size, count, 1)))
    return failure();
  ArrayRef<int64_t> stride = adaptor.getStride().value_or(size);
  SmallVector<int64_t> dilation = orDefault(adaptor.getDilation(), count, 1);
  SmallVector<int64_t> padding = orDefault(adaptor.getPadding(), 2 * count, 0);
  if (failed(infer.verifyEntries("stride", stride, count, 1)) ||
      failed(infer.verifyEntries("dilation", dilation, count, 1)) ||
      failed(infer.verifyEntries("padding", padding, 2 * count, 0)))
    return failure();
  SmallVector<int64_t> shape(input.getShape());
  for (int64_t i = 0; i < count; ++i) {
    // A window that lies in the padding alone would have no maximum.
    for (int64_t amount : {padding[2 * i], padding[2 * i + 1]})
      if (amount >= size[i])
        return infer() << "expected 'padding' to be smaller than 'size', got "
                       << amount << " for a window of " << size[i];
    // C2.
    FailureOr<int64_t> positions = countWindowPositions(
        shape[2 + i],
        {size[i], stride[i], dilation[i], padding[2 * i], padding[2 * i + 1]},
        "axis " + Twine(2 + i) + " of 'input'", infer);
    if (failed(positions))
      return failure();
    shape[2 + i] = *positions;
  }
  results.push_back(RankedTensorType::get(shape, input.getElementType(),
                                          input.getEncoding()));
  return success();
}

std::optional<int64_t> PoolOp::getOperationCount() {
  auto product = scaleByExtents(1, getType().getShape());
  if (!product)
    return std::nullopt;
  return scaleByExtents(*product, getSize());
}

/// The number of elements of an axis of extent `extent` that a window at a
/// position holds: taps `j` with `0 <= position * stride + j * dilation - low <
/// extent`.
static Value countTaps(OpBuilder &b, Location loc, Value position, Value extent,
                       const AxisWindow &window) {
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(b, loc, value);
  };
  Value start =
      b.createOrFold<arith::MulIOp>(loc, position, constant(window.stride));
  start = b.createOrFold<arith::SubIOp>(loc, start, constant(window.low));
  // The first tap at or behind an index, between 0 and the number of taps.
  auto findTap = [&](Value index) -> Value {
    Value distance = b.createOrFold<arith::SubIOp>(loc, index, start);
    Value tap = b.createOrFold<arith::CeilDivSIOp>(loc, distance,
                                                   constant(window.dilation));
    tap = arith::MaxSIOp::create(b, loc, tap, constant(0));
    return arith::MinSIOp::create(b, loc, tap, constant(window.size));
  };
  Value first = findTap(constant(0));
  return arith::SubIOp::create(b, loc, findTap(extent), first);
}

FailureOr<SmallVector<Value>> PoolOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  RankedTensorType type = getInput().getType();
  int64_t rank = type.getRank(), spatial = rank - 2;
  bool isMax = getKind() == PoolKind::Max;
  TypedAttr padValue;
  if (isMax && getPadding())
    padValue = builder.getFloatAttr(type.getElementType(), -kInf);
  auto axes = llvm::to_vector(llvm::seq<int64_t>(2, rank));
  DenseI64ArrayAttr stride = getStrideAttr() ? getStrideAttr() : getSizeAttr();
  Value windows = WindowOp::create(
      builder, getLoc(), getInput(), builder.getDenseI64ArrayAttr(axes),
      getSizeAttr(), stride, getDilationAttr(), getPaddingAttr(),
      /*base_dilation=*/DenseI64ArrayAttr(), padValue);
  auto taps = llvm::to_vector(llvm::seq<int64_t>(rank, rank + spatial));
  if (isMax)
    return core.finish(*this, core.maximum(windows, taps, /*keep=*/false));
  Value sums = core.sum(windows, taps, /*keep=*/false);
  if (!getExcludePadding() || !getPadding()) {
    double count = 1;
    for (int64_t size : getSize())
      count *= static_cast<double>(size);
    auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
      return arith::DivFOp::create(b, loc, v[0],
                                   constantLike(b, loc, v[0], count));
    };
    return core.finish(*this, core.map(sums, body));
  }
  SmallVector<int64_t> dilation = orDefault(getDilation(), spatial, 1);
  SmallVector<Value> extents;
  for (int64_t axis : axes)
    extents.push_back(
        builder.createOrFold<tensor::DimOp>(getLoc(), getInput(), axis));
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    Value count = arith::ConstantIndexOp::create(b, loc, 1);
    for (int64_t i = 0; i < spatial; ++i) {
      AxisWindow window{getSize()[i], stride[i], dilation[i],
                        (*getPadding())[2 * i], (*getPadding())[2 * i + 1]};
      Value taps = countTaps(b, loc, IndexOp::create(b, loc, axes[i]),
                             extents[i], window);
      count = b.createOrFold<arith::MulIOp>(loc, count, taps);
    }
    return divideByCount(b, loc, v[0], count);
  };
  return core.finish(*this, core.map(sums, body));
}

//===----------------------------------------------------------------------===//
// nn.adaptive_pool
//===----------------------------------------------------------------------===//

LogicalResult AdaptivePoolOp::inferReturnTypes(MLIRContext *context,
                                               std::optional<Location> location,
                                               AdaptivePoolOp::Adaptor adaptor,
                                               SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  // C1.
  if (failed(infer.verifyEntries("size", adaptor.getSize(), input.getRank() - 2,
                                 1)))
    return failure();
  SmallVector<int64_t> shape(input.getShape().take_front(2));
  llvm::append_range(shape, adaptor.getSize());
  results.push_back(RankedTensorType::get(shape, input.getElementType(),
                                          input.getEncoding()));
  return success();
}

std::optional<int64_t> AdaptivePoolOp::getOperationCount() {
  // `m` windows along an axis of extent `n` take each element once, and at each
  // border between two of them that lies within an element, that one once more.
  // Border `i` lies between elements if `m` divides `i n`: `gcd(n, m) - 1` do.
  SmallVector<int64_t> taken(getInput().getType().getShape());
  for (auto [extent, count] :
       llvm::zip_equal(MutableArrayRef(taken).drop_front(2), getSize()))
    if (!ShapedType::isDynamic(extent) &&
        llvm::AddOverflow(extent, count - std::gcd(extent, count), extent))
      return std::nullopt;
  return scaleByExtents(1, taken);
}

bool AdaptivePoolOp::isOperationCountPolynomial() {
  return llvm::all_of(
      llvm::zip_equal(getInput().getType().getShape().drop_front(2), getSize()),
      [](auto axis) {
        auto [extent, count] = axis;
        return !ShapedType::isDynamic(extent) || count == 1;
      });
}

namespace {
/// The `count` windows of an adaptive pool along an axis.
struct AdaptiveWindows {
  Value extent;
  int64_t count;
  /// The size of all windows if it is one, else null.
  Value size;

  /// The place where window `i` begins.
  Value makeBegin(OpBuilder &b, Location loc, Value i) const {
    Value n = arith::ConstantIndexOp::create(b, loc, count);
    return arith::FloorDivSIOp::create(
        b, loc, arith::MulIOp::create(b, loc, i, extent), n);
  }
  /// The place before which window `i` ends.
  Value makeEnd(OpBuilder &b, Location loc, Value i) const {
    Value n = arith::ConstantIndexOp::create(b, loc, count);
    Value one = arith::ConstantIndexOp::create(b, loc, 1);
    Value next = arith::AddIOp::create(b, loc, i, one);
    return arith::CeilDivSIOp::create(
        b, loc, arith::MulIOp::create(b, loc, next, extent), n);
  }
  Value makeSize(OpBuilder &b, Location loc, Value i) const {
    if (size)
      return size;
    return arith::SubIOp::create(b, loc, makeEnd(b, loc, i),
                                 makeBegin(b, loc, i));
  }
};
} // namespace

/// Keeps the elements of window `i` in row `i` of axis `axis`, which the axis
/// behind it runs along, and sets the others to `neutral`.
static Value keepWindows(const CoreBuilder &core, Value rows, int64_t axis,
                         const AdaptiveWindows &windows, double neutral) {
  return core.map(rows, [&](OpBuilder &b, Location l, ValueRange v) -> Value {
    using Predicate = arith::CmpIPredicate;
    Value window = IndexOp::create(b, l, axis);
    Value place = IndexOp::create(b, l, axis + 1);
    Value isBehind = arith::CmpIOp::create(b, l, Predicate::sge, place,
                                           windows.makeBegin(b, l, window));
    Value isBefore = arith::CmpIOp::create(b, l, Predicate::slt, place,
                                           windows.makeEnd(b, l, window));
    Value isInside = arith::AndIOp::create(b, l, isBehind, isBefore);
    return arith::SelectOp::create(b, l, isInside, v[0],
                                   constantLike(b, l, v[0], neutral));
  });
}

FailureOr<SmallVector<Value>> AdaptivePoolOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  bool isMax = getKind() == PoolKind::Max;
  int64_t rank = getType().getRank();
  SmallVector<AdaptiveWindows> axes;
  Value result = core.dropNames(getInput());
  for (auto [axis, count] :
       llvm::zip_equal(llvm::seq<int64_t>(2, rank), getSize())) {
    AdaptiveWindows windows{
        builder.createOrFold<tensor::DimOp>(getLoc(), getInput(), axis), count,
        Value()};
    int64_t extent = getInput().getType().getDimSize(axis);
    std::string before = listAxes("a", axis);
    std::string after = listAxes("b", rank - axis - 1);
    if (count == 1 || (!ShapedType::isDynamic(extent) && extent % count == 0)) {
      windows.size = builder.createOrFold<arith::DivSIOp>(
          getLoc(), windows.extent,
          arith::ConstantIndexOp::create(builder, getLoc(), count));
      result = core.rearrange(before + " (p k)" + after + " ->" + before +
                                  " p k" + after,
                              result, {{"p", count}});
    } else {
      result = core.rearrange(before + " k" + after + " ->" + before + " p k" +
                                  after,
                              result, {{"p", count}});
      result = keepWindows(core, result, axis, windows, isMax ? -kInf : 0.0);
    }
    result = isMax ? core.maximum(result, {axis + 1}, /*keep=*/false)
                   : core.sum(result, {axis + 1}, /*keep=*/false);
    axes.push_back(windows);
  }
  if (isMax)
    return core.finish(*this, result);
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    Value count = arith::ConstantIndexOp::create(b, loc, 1);
    for (auto [axis, windows] :
         llvm::zip_equal(llvm::seq<int64_t>(2, rank), axes)) {
      Value size = windows.makeSize(b, loc, IndexOp::create(b, loc, axis));
      count = b.createOrFold<arith::MulIOp>(loc, count, size);
    }
    return divideByCount(b, loc, v[0], count);
  };
  return core.finish(*this, core.map(result, body));
}
