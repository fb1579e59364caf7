//===- TensorOps.cpp - Evaluation of constants and tensor ops -------------===//
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
  int64_t axis = frame.values[op.getIndex()].scalar.integer;
  if (axis < 0 || axis >= static_cast<int64_t>(tensor.shape.size()))
    return op.emitOpError("expected an axis of a tensor of rank ")
           << tensor.shape.size() << ", got " << axis;
  frame.values[op].scalar.integer = tensor.shape[axis];
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::CastOp op,
                              Frame &frame) {
  // A copy, since a new entry moves the others.
  Datum source = frame.values[op.getSource()];
  frame.values[op] = std::move(source);
  return success();
}

SmallVector<int64_t> nn::getNumbers(ArrayRef<OpFoldResult> numbers,
                                    Frame &frame) {
  return llvm::map_to_vector(numbers, [&](OpFoldResult number) {
    if (auto value = dyn_cast<Value>(number))
      return frame.getScalar(value).integer;
    return cast<IntegerAttr>(cast<Attribute>(number)).getInt();
  });
}

LogicalResult nn::verifyExtents(Operation *op, ArrayRef<int64_t> extents) {
  for (int64_t extent : extents)
    if (extent < 0)
      return op->emitOpError("expected extents that are not negative, got ")
             << extent;
  return success();
}

/// Gives `result` the elements of `source` in another shape.
static LogicalResult reshape(Operation *op, Value source,
                             ArrayRef<int64_t> shape, Frame &frame) {
  Tensor tensor = frame.getTensor(source);
  if (failed(verifyExtents(op, shape)))
    return failure();
  if (getCount(shape) != static_cast<int64_t>(tensor.data.size()))
    return op->emitOpError("expected a shape of ")
           << tensor.data.size() << " elements, got " << getCount(shape);
  tensor.shape.assign(shape.begin(), shape.end());
  frame.set(op->getResult(0), std::move(tensor));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::ExpandShapeOp op,
                              Frame &frame) {
  return reshape(op, op.getSrc(), getNumbers(op.getMixedOutputShape(), frame),
                 frame);
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::CollapseShapeOp op,
                              Frame &frame) {
  const Tensor &source = frame.getTensor(op.getSrc());
  SmallVector<int64_t> shape;
  for (const ReassociationIndices &group : op.getReassociationIndices()) {
    int64_t extent = 1;
    for (int64_t axis : group)
      extent *= source.shape[axis];
    shape.push_back(extent);
  }
  return reshape(op, op.getSrc(), shape, frame);
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::SplatOp op,
                              Frame &frame) {
  SmallVector<int64_t> shape =
      getNumbers(getMixedValues(op.getType().getShape(), op.getDynamicSizes(),
                                op.getContext()),
                 frame);
  if (failed(verifyExtents(op, shape)) ||
      failed(self.verifyElementCount(op, shape)))
    return failure();
  Tensor tensor(shape, op.getType().getElementType());
  llvm::fill(tensor.data, frame.getScalar(op.getInput()));
  frame.set(op, std::move(tensor));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::FromElementsOp op,
                              Frame &frame) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  Tensor tensor(type.getShape(), type.getElementType());
  for (auto [number, element] : llvm::zip_equal(tensor.data, op->getOperands()))
    number = frame.getScalar(element);
  frame.set(op, std::move(tensor));
  return success();
}

namespace {
/// The elements of a tensor that offsets, sizes and strides select.
struct Slice {
  SmallVector<int64_t> offsets, sizes, strides;

  /// Calls `visit` with the place of each in the data of the tensor.
  void forEachPlace(const Tensor &tensor,
                    llvm::function_ref<void(int64_t)> visit) const {
    SmallVector<int64_t> steps = getStrides(tensor.shape);
    int64_t start = dot(offsets, steps);
    for (auto [step, stride] : llvm::zip_equal(steps, strides))
      step *= stride;
    forEachIndex(sizes, [&](ArrayRef<int64_t> index) {
      visit(start + dot(index, steps));
    });
  }
};
} // namespace

static FailureOr<Slice> getSlice(OffsetSizeAndStrideOpInterface op,
                                 const Tensor &tensor, Frame &frame) {
  Slice slice = {getNumbers(op.getMixedOffsets(), frame),
                 getNumbers(op.getMixedSizes(), frame),
                 getNumbers(op.getMixedStrides(), frame)};
  if (failed(verifyExtents(op, slice.sizes)))
    return failure();
  for (auto [axis, extent] : llvm::enumerate(tensor.shape)) {
    int64_t first = slice.offsets[axis];
    int64_t last = first + (slice.sizes[axis] - 1) * slice.strides[axis];
    if (slice.sizes[axis] > 0 &&
        (std::min(first, last) < 0 || std::max(first, last) >= extent))
      return op->emitOpError("expected a slice inside of axis ")
             << axis << " of extent " << extent << ", got " << first << " to "
             << last;
  }
  return slice;
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::ConcatOp op,
                              Frame &frame) {
  int64_t axis = op.getDim();
  SmallVector<int64_t> shape = frame.getTensor(op.getInputs()[0]).shape;
  int64_t extent = 0;
  for (Value input : op.getInputs()) {
    SmallVector<int64_t> part = frame.getTensor(input).shape;
    extent += part[axis];
    part[axis] = shape[axis];
    if (part != shape)
      return op.emitOpError("expected inputs that agree except for axis ")
             << axis;
  }
  shape[axis] = extent;
  Tensor result(shape, op.getResultType().getElementType());
  Slice slice;
  slice.offsets.resize(shape.size(), 0);
  slice.strides.resize(shape.size(), 1);
  for (Value input : op.getInputs()) {
    const Tensor &tensor = frame.getTensor(input);
    slice.sizes = tensor.shape;
    auto source = tensor.data.begin();
    slice.forEachPlace(result,
                       [&](int64_t place) { result.data[place] = *source++; });
    slice.offsets[axis] += tensor.shape[axis];
  }
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::ExtractSliceOp op,
                              Frame &frame) {
  const Tensor &source = frame.getTensor(op.getSource());
  FailureOr<Slice> slice = getSlice(op, source, frame);
  if (failed(slice))
    return failure();
  SmallVector<int64_t> shape;
  llvm::SmallBitVector dropped = op.getDroppedDims();
  for (auto [axis, size] : llvm::enumerate(slice->sizes))
    if (!dropped.test(axis))
      shape.push_back(size);
  Tensor result(shape, source.element);
  auto target = result.data.begin();
  slice->forEachPlace(source,
                      [&](int64_t place) { *target++ = source.data[place]; });
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::InsertSliceOp op,
                              Frame &frame) {
  const Tensor &source = frame.getTensor(op.getSource());
  Tensor result = frame.getTensor(op.getDest());
  FailureOr<Slice> slice = getSlice(op, result, frame);
  if (failed(slice))
    return failure();
  if (getCount(slice->sizes) != static_cast<int64_t>(source.data.size()))
    return op.emitOpError("expected a source of ")
           << getCount(slice->sizes) << " elements, got " << source.data.size();
  auto next = source.data.begin();
  slice->forEachPlace(result,
                      [&](int64_t place) { result.data[place] = *next++; });
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::PadOp op,
                              Frame &frame) {
  const Tensor &source = frame.getTensor(op.getSource());
  Value value = op.getConstantPaddingValue();
  Slice slice = {getNumbers(op.getMixedLowPad(), frame), source.shape, {}};
  SmallVector<int64_t> high = getNumbers(op.getMixedHighPad(), frame);
  auto isNegative = [](int64_t width) { return width < 0; };
  if (!value || llvm::any_of(slice.offsets, isNegative) ||
      llvm::any_of(high, isNegative))
    return op->emitOpError("expected one padding value and widths that are not "
                           "negative");
  Attribute literal;
  Number outside = matchPattern(value, m_Constant(&literal))
                       ? getNumber(literal)
                       : frame.getScalar(value);
  slice.strides.resize(high.size(), 1);
  SmallVector<int64_t> shape;
  for (auto [low, extent, width] :
       llvm::zip_equal(slice.offsets, source.shape, high))
    shape.push_back(low + extent + width);
  Tensor result(shape, source.element);
  llvm::fill(result.data, outside);
  auto next = source.data.begin();
  slice.forEachPlace(result,
                     [&](int64_t place) { result.data[place] = *next++; });
  frame.set(op, std::move(result));
  return success();
}

void nn::addTensorOps(OpTable &table) {
  table.add<arith::ConstantOp>(evaluate);
  table.add<tensor::DimOp>(evaluate);
  table.add<tensor::CastOp>(evaluate);
  table.add<tensor::ExpandShapeOp>(evaluate);
  table.add<tensor::CollapseShapeOp>(evaluate);
  table.add<tensor::SplatOp>(evaluate);
  table.add<tensor::FromElementsOp>(evaluate);
  table.add<tensor::ConcatOp>(evaluate);
  table.add<tensor::ExtractSliceOp>(evaluate);
  table.add<tensor::InsertSliceOp>(evaluate);
  table.add<tensor::PadOp>(evaluate);
}
