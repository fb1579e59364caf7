//===- RuntimeChecks.cpp - What is checked when the program runs ----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuntimeChecks.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

OpFoldResult nn::getExtent(OpBuilder &builder, Location loc, Value tensor,
                           int64_t axis) {
  OpFoldResult extent = tensor::getMixedSize(builder, loc, tensor, axis);
  auto value = dyn_cast<Value>(extent);
  return value ? getAsOpFoldResult(value) : extent;
}

SmallVector<OpFoldResult> nn::getExtents(OpBuilder &builder, Location loc,
                                         Value tensor) {
  SmallVector<OpFoldResult> extents;
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  for (int64_t axis = 0; axis < rank; ++axis)
    extents.push_back(getExtent(builder, loc, tensor, axis));
  return extents;
}

bool nn::isEmptyShape(ArrayRef<OpFoldResult> shape) {
  return llvm::any_of(
      shape, [](OpFoldResult extent) { return isConstantIntValue(extent, 0); });
}

void nn::require(OpBuilder &builder, Location loc, Value condition,
                 const Twine &what) {
  cf::AssertOp::create(builder, loc, condition, what.str());
}

void nn::requireEqual(OpBuilder &builder, Location loc, OpFoldResult left,
                      OpFoldResult right, const Twine &what) {
  if (isEqualConstantIntOrValue(left, right))
    return;
  Value condition = arith::CmpIOp::create(
      builder, loc, arith::CmpIPredicate::eq,
      getValueOrCreateConstantIndexOp(builder, loc, left),
      getValueOrCreateConstantIndexOp(builder, loc, right));
  require(builder, loc, condition, what);
}

void nn::requireExtents(OpBuilder &builder, Location loc, Value value,
                        RankedTensorType type) {
  auto from = cast<RankedTensorType>(value.getType());
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    if (from.isDynamicDim(axis) && !type.isDynamicDim(axis))
      requireEqual(builder, loc, getExtent(builder, loc, value, axis),
                   builder.getIndexAttr(type.getDimSize(axis)),
                   "axis " + Twine(axis) + " has another extent");
}

Value nn::castToType(OpBuilder &builder, Location loc, Value value, Type type) {
  if (value.getType() == type)
    return value;
  requireExtents(builder, loc, value, cast<RankedTensorType>(type));
  return tensor::CastOp::create(builder, loc, type, value);
}

Value nn::castToExtents(OpBuilder &builder, Location loc, Value value,
                        ArrayRef<OpFoldResult> extents) {
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<int64_t> shape(type.getShape());
  for (auto [known, extent] : llvm::zip_equal(shape, extents))
    known = getConstantIntValue(extent).value_or(known);
  return builder.createOrFold<tensor::CastOp>(loc, type.clone(shape), value);
}
