//===- PoolOps.cpp - Pooling ----------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/WindowShape.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include <limits>

using namespace mlir;
using namespace nn;

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

FailureOr<SmallVector<Value>> PoolOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  RankedTensorType type = getInput().getType();
  bool isMax = getKind() == PoolKind::Max;
  TypedAttr padValue;
  if (isMax && getPadding())
    padValue = builder.getFloatAttr(type.getElementType(),
                                    -std::numeric_limits<double>::infinity());
  auto axes = llvm::to_vector(llvm::seq<int64_t>(2, type.getRank()));
  Value windows = WindowOp::create(
      builder, getLoc(), getInput(), builder.getDenseI64ArrayAttr(axes),
      getSizeAttr(), getStrideAttr() ? getStrideAttr() : getSizeAttr(),
      getDilationAttr(), getPaddingAttr(),
      /*base_dilation=*/DenseI64ArrayAttr(), padValue);
  auto taps = llvm::to_vector(
      llvm::seq<int64_t>(type.getRank(), 2 * type.getRank() - 2));
  if (isMax)
    return core.finish(*this, core.maximum(windows, taps, /*keep=*/false));
  Value sums = core.sum(windows, taps, /*keep=*/false);
  double count = 1;
  for (int64_t size : getSize())
    count *= static_cast<double>(size);
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    return arith::DivFOp::create(b, loc, v[0],
                                 constantLike(b, loc, v[0], count));
  };
  return core.finish(*this, core.map(sums, body));
}
