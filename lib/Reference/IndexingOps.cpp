//===- IndexingOps.cpp - Evaluation of indexing ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorBounds.h"
#include "Implementation.h"
#include "dialects/NN/SlicePattern.h"
#include <cmath>
#include <numeric>

using namespace mlir;
using namespace nn;

static LogicalResult evaluate(EvaluatorImpl &self, ConcatOp op, Frame &frame) {
  auto joined = static_cast<size_t>(op.getAxis());
  Tensor result = frame.getTensor(op.getInputs()[0]);
  SmallVector<int64_t> shape(result.shape);
  int64_t total = 0;
  for (Value input : op.getInputs()) {
    const Tensor &tensor = frame.getTensor(input);
    for (size_t axis = 0; axis < shape.size(); ++axis)
      if (axis != joined && tensor.shape[axis] != shape[axis])
        return op.emitOpError("expected inputs of equal extents along axis ")
               << axis << ", got " << shape[axis] << " and "
               << tensor.shape[axis];
    total += tensor.shape[joined];
  }
  shape[joined] = total;
  result = Tensor(shape, result.element);
  SmallVector<int64_t> steps = getStrides(shape);
  int64_t start = 0;
  for (Value input : op.getInputs()) {
    const Tensor &tensor = frame.getTensor(input);
    int64_t place = 0;
    forEachIndex(tensor.shape, [&](ArrayRef<int64_t> index) {
      result.data[start + dot(index, steps)] = tensor.data[place++];
    });
    start += tensor.shape[joined] * steps[joined];
  }
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, SliceOp op, Frame &frame) {
  const Tensor &input = frame.getTensor(op.getInput());
  auto terms = *parseSlice(op.getRanges(), nullptr);
  SmallVector<int64_t> strides = getStrides(input.shape), shape, steps;
  int64_t start = 0;
  for (auto [axis, term] : llvm::enumerate(terms)) {
    int64_t extent = input.shape[axis];
    FailureOr<int64_t> count =
        countSlice(term, extent, "axis " + Twine(axis) + " of 'input'",
                   [&] { return op.emitOpError(); });
    if (failed(count))
      return failure();
    SlicePlace begin = getPlaces(term).first;
    // An empty range may begin beyond the last element.
    if (*count > 0)
      start += (begin.value + (begin.isFromEnd ? extent : 0)) * strides[axis];
    if (term.isIndex)
      continue;
    shape.push_back(*count);
    steps.push_back(strides[axis] * term.step);
  }
  Tensor result(shape, input.element);
  int64_t place = 0;
  forEachIndex(shape, [&](ArrayRef<int64_t> index) {
    result.data[place++] = input.data[start + dot(index, steps)];
  });
  frame.set(op, std::move(result));
  return success();
}

namespace {
/// How a gathered tensor, or the updates of a scatter, lie over the tensor that
/// is indexed.
struct Indexing {
  SmallVector<int64_t> shape;
  /// For each axis of the shape, the step in the index tensors and in the
  /// indexed tensor; one of both is 0.
  SmallVector<int64_t> placeSteps, steps;
  SmallVector<const Tensor *> indices;

  /// The place in the indexed tensor at `index`. Fails where an index lies
  /// outside.
  std::optional<int64_t> find(ArrayRef<int64_t> index, const Tensor &indexed,
                              ArrayRef<int64_t> axes) const {
    SmallVector<int64_t> strides = getStrides(indexed.shape);
    int64_t place = dot(index, placeSteps), target = dot(index, steps);
    for (auto [tensor, axis] : llvm::zip_equal(indices, axes)) {
      int64_t value = tensor->data[place].integer;
      if (value < 0 || value >= indexed.shape[axis])
        return std::nullopt;
      target += value * strides[axis];
    }
    return target;
  }
};

constexpr double kInf = std::numeric_limits<double>::infinity();
} // namespace

/// Lays index tensors over `indexed`. Fails after a diagnostic if their extents
/// differ.
static FailureOr<Indexing> layOut(Operation *op, Frame &frame,
                                  const Tensor &indexed, ValueRange indices,
                                  ArrayRef<int64_t> axes) {
  Indexing result;
  for (Value value : indices) {
    result.indices.push_back(&frame.getTensor(value));
    if (result.indices.back()->shape != result.indices.front()->shape)
      return op->emitOpError("expected index tensors of equal extents");
  }
  ArrayRef<int64_t> placeShape = result.indices.front()->shape;
  SmallVector<int64_t> strides = getStrides(indexed.shape);
  for (int64_t axis = 0, e = indexed.shape.size(); axis < e; ++axis) {
    if (axis == axes.front()) {
      llvm::append_range(result.shape, placeShape);
      llvm::append_range(result.placeSteps, getStrides(placeShape));
      result.steps.append(placeShape.size(), 0);
    }
    if (llvm::is_contained(axes, axis))
      continue;
    result.shape.push_back(indexed.shape[axis]);
    result.placeSteps.push_back(0);
    result.steps.push_back(strides[axis]);
  }
  return result;
}

/// Notes whether an index lies outside, even one that moves no element because
/// another axis is empty.
static void checkIndices(EvaluatorImpl &self, Operation *op,
                         const Indexing &indexing, const Tensor &indexed,
                         ArrayRef<int64_t> axes) {
  for (auto [tensor, axis] : llvm::zip_equal(indexing.indices, axes))
    for (Number number : tensor->data) {
      self.dependsOnRounding |= number.error > 0;
      if (number.integer < 0 || number.integer >= indexed.shape[axis])
        return self.failOnData(op, EvaluationFailure::Index,
                               "expected an index of axis " + Twine(axis) +
                                   " of extent " + Twine(indexed.shape[axis]) +
                                   ", got " + Twine(number.integer));
    }
}

static LogicalResult evaluate(EvaluatorImpl &self, GatherOp op, Frame &frame) {
  const Tensor &input = frame.getTensor(op.getInput());
  FailureOr<Indexing> indexing =
      layOut(op, frame, input, op.getIndices(), op.getAxes());
  if (failed(indexing))
    return failure();
  checkIndices(self, op, *indexing, input, op.getAxes());
  Tensor result(indexing->shape, input.element);
  int64_t place = 0;
  forEachIndex(indexing->shape, [&](ArrayRef<int64_t> index) {
    if (auto source = indexing->find(index, input, op.getAxes()))
      result.data[place] = input.data[*source];
    ++place;
  });
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, ScatterOp op, Frame &frame) {
  Tensor result = frame.getTensor(op.getDest());
  const Tensor &updates = frame.getTensor(op.getUpdates());
  FailureOr<Indexing> indexing =
      layOut(op, frame, result, op.getIndices(), op.getAxes());
  if (failed(indexing))
    return failure();
  if (indexing->shape != updates.shape)
    return op.emitOpError("expected 'updates' to have the extents of a gather "
                          "of 'dest'");
  checkIndices(self, op, *indexing, result, op.getAxes());
  ScalarProgram program(
      op.getBody().front(), [&](Value value) { return frame.getScalar(value); },
      self.boundsErrors);
  int64_t place = 0;
  forEachIndex(updates.shape, [&](ArrayRef<int64_t> index) {
    if (auto target = indexing->find(index, result, op.getAxes()))
      result.data[*target] = roundToStorage(
          program.run({result.data[*target], updates.data[place]})[0],
          result.element);
    ++place;
  });
  frame.set(op, std::move(result));
  return success();
}

/// A bound for the values of a sorted line: none moves farther than the one
/// that moves farthest. Marks the places between elements that can change
/// their order.
static double boundSortedLine(ArrayRef<Number> line, ArrayRef<int64_t> order,
                              std::vector<bool> &isOpen) {
  double error = 0;
  for (Number number : line)
    error = std::max(error, number.error);
  for (size_t i = 0; i < order.size(); ++i)
    for (size_t j = i + 1; j < order.size(); ++j)
      if (!isDecided(line[order[i]], line[order[j]]))
        std::fill(isOpen.begin() + i, isOpen.begin() + j + 1, true);
  return error;
}

static LogicalResult evaluate(EvaluatorImpl &self, SortOp op, Frame &frame) {
  Tensor sorted = frame.getTensor(op.getInput());
  auto type = cast<RankedTensorType>(op.getPermutation().getType());
  Tensor permutation(sorted.shape, type.getElementType());
  bool isReal = sorted.isReal();
  auto isBelow = [isReal](Number a, Number b) {
    if (!isReal)
      return a.integer < b.integer;
    return a.real < b.real || (std::isnan(b.real) && !std::isnan(a.real));
  };
  SmallVector<int64_t> strides = getStrides(sorted.shape), outer(sorted.shape);
  int64_t extent = sorted.shape[op.getAxis()], step = strides[op.getAxis()];
  outer[op.getAxis()] = 1;
  if (!isReal)
    for (Number number : sorted.data)
      self.dependsOnRounding |= number.error > 0;
  forEachIndex(outer, [&](ArrayRef<int64_t> index) {
    int64_t start = dot(index, strides);
    std::vector<Number> line(extent);
    for (int64_t i = 0; i < extent; ++i)
      line[i] = sorted.data[start + i * step];
    std::vector<int64_t> order(extent);
    std::iota(order.begin(), order.end(), 0);
    // The index decides between equal elements.
    llvm::sort(order, [&](int64_t i, int64_t j) {
      Number a = line[op.getDescending() ? j : i];
      Number b = line[op.getDescending() ? i : j];
      return isBelow(a, b) || (!isBelow(b, a) && i < j);
    });
    std::vector<bool> isOpen(extent, false);
    double error =
        self.boundsErrors && isReal ? boundSortedLine(line, order, isOpen) : 0;
    for (int64_t i = 0; i < extent; ++i) {
      Number &value = sorted.data[start + i * step];
      value = line[order[i]];
      value.error = std::max(value.error, error);
      Number &from = permutation.data[start + i * step];
      from.integer = order[i];
      from.error = isOpen[i] ? kInf : 0;
    }
  });
  frame.set(op.getSorted(), std::move(sorted));
  frame.set(op.getPermutation(), std::move(permutation));
  return success();
}

void nn::addIndexingOps(OpTable &table) {
  table.add<ConcatOp>(evaluate);
  table.add<SliceOp>(evaluate);
  table.add<GatherOp>(evaluate);
  table.add<ScatterOp>(evaluate);
  table.add<SortOp>(evaluate);
}
