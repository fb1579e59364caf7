//===- ControlOps.cpp - Evaluation of regions -----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Implementation.h"
#include <cmath>

using namespace mlir;
using namespace nn;

Datum nn::makeDatum(Tensor tensor, const DataFailure *failure) {
  return {Number{}, std::make_shared<const Tensor>(std::move(tensor)), failure};
}

Tensor nn::takePart(const Tensor &tensor, int64_t axis,
                    std::optional<int64_t> index) {
  SmallVector<int64_t> shape(tensor.shape);
  shape.erase(shape.begin() + axis);
  SmallVector<int64_t> steps = getStrides(tensor.shape);
  int64_t start = index ? *index * steps[axis] : 0;
  steps.erase(steps.begin() + axis);
  Tensor part(shape, tensor.element);
  if (!index)
    return part;
  int64_t place = 0;
  forEachIndex(shape, [&](ArrayRef<int64_t> position) {
    part.data[place++] = tensor.data[start + dot(position, steps)];
  });
  return part;
}

void nn::putPart(const Tensor &part, Tensor &tensor, int64_t axis,
                 int64_t index) {
  SmallVector<int64_t> steps = getStrides(tensor.shape);
  int64_t start = index * steps[axis];
  steps.erase(steps.begin() + axis);
  int64_t place = 0;
  forEachIndex(part.shape, [&](ArrayRef<int64_t> position) {
    tensor.data[start + dot(position, steps)] = part.data[place++];
  });
}

/// Verifies that `tensor` has the extents that `type` states.
static LogicalResult checkExtents(Operation *op, const Tensor &tensor,
                                  Type type) {
  for (auto [extent, known] :
       llvm::zip_equal(tensor.shape, cast<RankedTensorType>(type).getShape()))
    if (!ShapedType::isDynamic(known) && known != extent)
      return op->emitOpError("expected extent ")
             << known << " inside of the region, got " << extent;
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, CondOp op, Frame &frame) {
  Number condition = frame.getTensor(op.getCondition()).data[0];
  bool isTrue = condition.integer != 0;
  self.dependsOnRounding |= condition.error > 0;
  Region &taken = isTrue ? op.getThenRegion() : op.getElseRegion();
  Region &other = isTrue ? op.getElseRegion() : op.getThenRegion();
  auto extents = self.checkExtents(other.front(), {}, frame);
  if (failed(extents))
    return failure();
  auto results = self.run(taken.front(), {}, frame);
  if (failed(results))
    return failure();
  for (auto [result, datum, unused] :
       llvm::zip_equal(op.getResults(), *results, *extents)) {
    if (datum.tensor->shape != unused.tensor->shape)
      return op.emitOpError("expected both regions to yield equal extents");
    frame.values[result] = datum;
    frame.values[result].failure =
        getFirst(datum.failure, frame.values[op.getCondition()].failure);
  }
  return success();
}

namespace {
/// One run of a region after the other, on parts of inputs.
struct Steps {
  EvaluatorImpl &self;
  Operation *op;
  Block &body;
  ValueRange inputs;
  int64_t axis;
  bool reverse;
};
} // namespace

/// Runs the region `count` times and sets the results of the op.
static LogicalResult runSteps(const Steps &steps, int64_t count,
                              std::vector<Datum> carried, Frame &frame) {
  size_t numCarried = carried.size();
  SmallVector<SmallVector<int64_t>> carriedShapes;
  for (const Datum &datum : carried)
    carriedShapes.push_back(datum.tensor->shape);
  std::vector<Tensor> stacked;
  std::vector<const DataFailure *> failures(steps.op->getNumResults());
  auto runStep = [&](std::optional<int64_t> index) -> LogicalResult {
    std::vector<Datum> arguments = carried;
    for (Value input : steps.inputs)
      arguments.push_back(
          makeDatum(takePart(frame.getTensor(input), steps.axis, index),
                    frame.values[input].failure));
    for (auto [argument, datum] :
         llvm::zip_equal(steps.body.getArguments(), arguments))
      if (failed(checkExtents(steps.op, *datum.tensor, argument.getType())))
        return failure();
    auto yielded =
        index
            ? steps.self.run(steps.body, std::move(arguments), frame)
            : steps.self.checkExtents(steps.body, std::move(arguments), frame);
    if (failed(yielded))
      return failure();
    for (size_t i = 0; i < numCarried; ++i)
      if (ArrayRef<int64_t>((*yielded)[i].tensor->shape) !=
          ArrayRef<int64_t>(carriedShapes[i]))
        return steps.op->emitOpError("expected carried value ")
               << i << " to keep its extents";
    bool isFirst = stacked.empty();
    for (size_t i = numCarried; i < yielded->size(); ++i) {
      const Tensor &part = *(*yielded)[i].tensor;
      if (isFirst) {
        SmallVector<int64_t> shape(part.shape);
        shape.insert(shape.begin() + steps.axis, count);
        if (failed(steps.self.verifyElementCount(steps.op, shape)))
          return failure();
        stacked.emplace_back(shape, part.element);
      }
      if (index)
        putPart(part, stacked[i - numCarried], steps.axis, *index);
      failures[i] = getFirst(failures[i], (*yielded)[i].failure);
    }
    if (index)
      std::copy_n(yielded->begin(), numCarried, carried.begin());
    return success();
  };
  // Without a step, what the extents would be.
  if (count == 0 && failed(runStep(std::nullopt)))
    return failure();
  for (int64_t step = 0; step < count; ++step)
    if (failed(runStep(steps.reverse ? count - 1 - step : step)))
      return failure();
  ResultRange results = steps.op->getResults();
  for (auto [result, datum] :
       llvm::zip(results.take_front(numCarried), carried))
    frame.values[result] = datum;
  for (auto [result, tensor] :
       llvm::zip(results.drop_front(numCarried), stacked)) {
    frame.set(result, std::move(tensor));
    frame.values[result].failure = failures[result.getResultNumber()];
  }
  return success();
}

/// The common extent of the inputs along `axis`, or `count`, if it is not
/// negative. Fails after a diagnostic if they differ.
static FailureOr<int64_t> countSteps(Operation *op, Frame &frame,
                                     ValueRange inputs, int64_t axis,
                                     std::optional<int64_t> count) {
  if (count && *count < 0)
    return op->emitOpError("expected a count that is not negative, got ")
           << *count;
  for (Value input : inputs) {
    int64_t extent = frame.getTensor(input).shape[axis];
    if (count.value_or(extent) != extent)
      return op->emitOpError("expected one number of steps, got ")
             << *count << " and " << extent;
    count = extent;
  }
  return *count;
}

static LogicalResult evaluate(EvaluatorImpl &self, ScanOp op, Frame &frame) {
  auto axis = static_cast<int64_t>(op.getAxis());
  std::optional<int64_t> given;
  if (op.getCount())
    given = frame.getScalar(op.getCount()).integer;
  FailureOr<int64_t> count = countSteps(op, frame, op.getInputs(), axis, given);
  if (failed(count))
    return failure();
  std::vector<Datum> carried;
  for (Value init : op.getInits())
    carried.push_back(frame.values[init]);
  return runSteps(
      {self, op, op.getBlock(), op.getInputs(), axis, op.getReverse()}, *count,
      std::move(carried), frame);
}

static LogicalResult evaluate(EvaluatorImpl &self, WeaveOp op, Frame &frame) {
  auto axis = static_cast<int64_t>(op.getAxis());
  FailureOr<int64_t> count =
      countSteps(op, frame, op.getInputs(), axis, std::nullopt);
  if (failed(count))
    return failure();
  return runSteps({self, op, op.getBody().front(), op.getInputs(), axis, false},
                  *count, {}, frame);
}

/// Whether no element changes by more than `tolerance`; integers do not change.
static bool hasSettled(EvaluatorImpl &self, const Tensor &before,
                       const Tensor &after, double tolerance) {
  bool settled = true;
  for (auto [a, b] : llvm::zip_equal(before.data, after.data)) {
    if (before.isReal()) {
      double change = std::fabs(a.real - b.real), error = a.error + b.error;
      settled &= change <= tolerance;
      self.dependsOnRounding |=
          error > 0 && !(std::fabs(change - tolerance) > error);
    } else {
      settled &= a.integer == b.integer;
      self.dependsOnRounding |= a.error > 0 || b.error > 0;
    }
  }
  return settled;
}

static LogicalResult evaluate(EvaluatorImpl &self, FixedPointOp op,
                              Frame &frame) {
  Block &body = op.getBody().front();
  double tolerance = op.getTolerance().convertToDouble();
  std::vector<Datum> values;
  for (auto [init, argument] :
       llvm::zip_equal(op.getInits(), body.getArguments())) {
    values.push_back(frame.values[init]);
    if (failed(checkExtents(op, *values.back().tensor, argument.getType())))
      return failure();
  }
  // What is not iterated to its end still shows its extents.
  auto limit = self.checksExtentsOnly ? 1 : static_cast<int64_t>(op.getLimit());
  int64_t iterations = 0;
  bool settled = false;
  // All values decide on how often the region runs.
  const DataFailure *first = nullptr;
  auto addFailures = [&] {
    for (const Datum &datum : values)
      first = getFirst(first, datum.failure);
  };
  addFailures();
  while (!settled && iterations < limit) {
    auto next = self.run(body, values, frame);
    if (failed(next))
      return failure();
    settled = true;
    for (auto [before, after] : llvm::zip_equal(values, *next)) {
      if (before.tensor->shape != after.tensor->shape)
        return op.emitOpError("expected the values to keep their extents");
      settled &= hasSettled(self, *before.tensor, *after.tensor, tolerance);
    }
    values = std::move(*next);
    addFailures();
    ++iterations;
  }
  if (!settled && !op.getBestEffort()) {
    self.failOnData(op, EvaluationFailure::Numeric,
                    "did not settle within " + Twine(limit) + " iterations");
    first = getFirst(first, self.currentFailure);
  }
  size_t count = values.size();
  for (auto [result, datum] :
       llvm::zip(op.getResults().take_front(count), values))
    frame.values[result] = datum;
  for (auto [index, number] :
       {std::pair(count, iterations), std::pair(count + 1, int64_t(settled))}) {
    Tensor tensor({}, getElementTypeOrSelf(op.getResult(index)));
    tensor.data[0].integer = number;
    frame.set(op.getResult(index), std::move(tensor));
  }
  for (Value result : op.getResults())
    frame.values[result].failure = first;
  return success();
}

void nn::addControlOps(OpTable &table) {
  table.addControl<CondOp>(evaluate);
  table.addControl<ScanOp>(evaluate);
  table.addControl<WeaveOp>(evaluate);
  table.addControl<FixedPointOp>(evaluate);
}
