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
  SmallVector<int64_t> stride = adaptor.getStride()
                                    ? SmallVector<int64_t>(*adaptor.getStride())
                                    : SmallVector<int64_t>(size);
  SmallVector<int64_t> padding = orDefault(adaptor.getPadding(), 4, 0);
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
    return core.finish(*this, core.maximum(windows, {4, 5}, false));
  Value sums = core.sum(windows, {4, 5}, false);
  double count = static_cast<double>(getSize()[0]) * getSize()[1];
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    return arith::DivFOp::create(b, loc, v[0],
                                 constantLike(b, loc, v[0], count));
  };
  return core.finish(*this, core.map(sums, body));
}
