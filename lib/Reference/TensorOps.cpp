//===- TensorOps.cpp - Evaluation of constants and tensor ops
//--------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Implementation.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace nn;

static LogicalResult evaluate(EvaluatorImpl &self, arith::ConstantOp op,
                              Frame &frame) {
  if (isa<FloatAttr, IntegerAttr>(op.getValue())) {
    frame.values[op].scalar = getNumber(op.getValue());
    return success();
  }
  auto dense = dyn_cast<DenseElementsAttr>(op.getValue());
  auto type = dyn_cast<RankedTensorType>(op.getType());
  if (!dense || !type)
    return op.emitOpError("expected a dense constant of a ranked tensor");
  Tensor tensor(type.getShape(), type.getElementType());
  for (auto [number, attribute] :
       llvm::zip_equal(tensor.data, dense.getValues<Attribute>()))
    number = getNumber(attribute);
  frame.set(op, std::move(tensor));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::DimOp op,
                              Frame &frame) {
  const Tensor &tensor = frame.getTensor(op.getSource());
  frame.values[op].scalar.integer = tensor.shape[*op.getConstantIndex()];
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::CastOp op,
                              Frame &frame) {
  // A copy, since a new entry moves the others.
  Datum source = frame.values[op.getSource()];
  frame.values[op] = std::move(source);
  return success();
}

/// tensor.expand_shape and tensor.collapse_shape.
template <typename Op>
static LogicalResult reshape(EvaluatorImpl &self, Op op, Frame &frame) {
  RankedTensorType type = op.getResultType();
  if (!type.hasStaticShape())
    return op.emitOpError("expected a result with static extents");
  Tensor tensor = frame.getTensor(op.getSrc());
  tensor.shape.assign(type.getShape().begin(), type.getShape().end());
  frame.set(op, std::move(tensor));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::SplatOp op,
                              Frame &frame) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  if (!type.hasStaticShape())
    return op.emitOpError("expected a result with static extents");
  Tensor tensor(type.getShape(), type.getElementType());
  llvm::fill(tensor.data, frame.values[op->getOperand(0)].scalar);
  frame.set(op->getResult(0), std::move(tensor));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::FromElementsOp op,
                              Frame &frame) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  Tensor tensor(type.getShape(), type.getElementType());
  for (auto [number, element] : llvm::zip_equal(tensor.data, op->getOperands()))
    number = frame.values[element].scalar;
  frame.set(op->getResult(0), std::move(tensor));
  return success();
}

/// Writes `source` into the elements of `target` that `offsets` and `strides`
/// select.
static void writeSlice(const Tensor &source, Tensor &target,
                       ArrayRef<int64_t> offsets, ArrayRef<int64_t> strides,
                       ArrayRef<int64_t> sizes) {
  SmallVector<int64_t> steps = getStrides(target.shape);
  int64_t start = dot(offsets, steps);
  for (auto [step, stride] : llvm::zip_equal(steps, strides))
    step *= stride;
  int64_t place = 0;
  forEachIndex(sizes, [&](ArrayRef<int64_t> index) {
    target.data[start + dot(index, steps)] = source.data[place++];
  });
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::ConcatOp op,
                              Frame &frame) {
  RankedTensorType type = op.getResultType();
  Tensor result(type.getShape(), type.getElementType());
  SmallVector<int64_t> offsets(type.getRank(), 0);
  SmallVector<int64_t> strides(type.getRank(), 1);
  for (Value input : op.getInputs()) {
    const Tensor &tensor = frame.getTensor(input);
    writeSlice(tensor, result, offsets, strides, tensor.shape);
    offsets[op.getDim()] += tensor.shape[op.getDim()];
  }
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::ExtractSliceOp op,
                              Frame &frame) {
  const Tensor &source = frame.getTensor(op.getSource());
  RankedTensorType type = op.getResultType();
  Tensor result(type.getShape(), type.getElementType());
  SmallVector<int64_t> steps = getStrides(source.shape);
  int64_t start = dot(op.getStaticOffsets(), steps);
  for (auto [step, stride] : llvm::zip_equal(steps, op.getStaticStrides()))
    step *= stride;
  int64_t place = 0;
  forEachIndex(op.getStaticSizes(), [&](ArrayRef<int64_t> index) {
    result.data[place++] = source.data[start + dot(index, steps)];
  });
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::InsertSliceOp op,
                              Frame &frame) {
  Tensor result = frame.getTensor(op.getDest());
  writeSlice(frame.getTensor(op.getSource()), result, op.getStaticOffsets(),
             op.getStaticStrides(), op.getStaticSizes());
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::PadOp op,
                              Frame &frame) {
  RankedTensorType type = op.getResultType();
  Value value = op.getConstantPaddingValue();
  auto isNegative = [](int64_t width) { return width < 0; };
  if (!value || llvm::any_of(op.getStaticLow(), isNegative) ||
      llvm::any_of(op.getStaticHigh(), isNegative))
    return op.emitOpError("expected one padding value and static widths that "
                          "are not negative");
  Attribute literal;
  Number outside = matchPattern(value, m_Constant(&literal))
                       ? getNumber(literal)
                       : frame.values[value].scalar;
  Tensor result(type.getShape(), type.getElementType());
  llvm::fill(result.data, outside);
  const Tensor &source = frame.getTensor(op.getSource());
  SmallVector<int64_t> strides(type.getRank(), 1);
  writeSlice(source, result, op.getStaticLow(), strides, source.shape);
  frame.set(op, std::move(result));
  return success();
}

void nn::addTensorOps(OpTable &table) {
  table.add<arith::ConstantOp>(evaluate);
  table.add<tensor::DimOp>(evaluate);
  table.add<tensor::CastOp>(evaluate);
  table.add<tensor::ExpandShapeOp>(reshape);
  table.add<tensor::CollapseShapeOp>(reshape);
  table.add<tensor::SplatOp>(evaluate);
  table.add<tensor::FromElementsOp>(evaluate);
  table.add<tensor::ConcatOp>(evaluate);
  table.add<tensor::ExtractSliceOp>(evaluate);
  table.add<tensor::InsertSliceOp>(evaluate);
  table.add<tensor::PadOp>(evaluate);
}
