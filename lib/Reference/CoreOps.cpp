//===- CoreOps.cpp - Evaluation of the core -------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorBounds.h"
#include "Implementation.h"
#include "dialects/NN/AxisPattern.h"
#include "dialects/NN/ProductAttributes.h"
#include "mlir/IR/TypeUtilities.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace nn;

/// The windows of `op` that are summed with a filter, if they may be computed
/// by minimal filtering: those of 3 x 3 that move by one element, perhaps along
/// further axes of one position.
static std::optional<unsigned>
getFilteredInput(EinsumOp op, const EinsumEquation &equation) {
  Type element = op.getType().getElementType();
  if (op.getInputs().size() != 2 || !(element.isF32() || element.isF64()))
    return std::nullopt;
  for (unsigned input : {0, 1}) {
    auto window = op.getInputs()[input].getDefiningOp<WindowOp>();
    if (!window)
      continue;
    ArrayRef<int64_t> sizes = window.getSize();
    int64_t numMoving = 0, numOthers = 0;
    for (size_t axis = 0; axis < sizes.size(); ++axis) {
      auto isOne = [&](std::optional<ArrayRef<int64_t>> numbers) {
        return !numbers || (*numbers)[axis] == 1;
      };
      if (sizes[axis] == 3 && isOne(window.getStride()) &&
          isOne(window.getDilation()))
        ++numMoving;
      else
        numOthers += sizes[axis] != 1;
    }
    if (numMoving == 2 && numOthers == 0)
      return input;
  }
  return std::nullopt;
}

static LogicalResult evaluate(EvaluatorImpl &self, EinsumOp op, Frame &frame) {
  EinsumEquation equation = *parseEinsum(op.getEquation(), nullptr);
  SmallVector<StringRef> axes = equation.getAllAxes();
  SmallVector<int64_t> extents(axes.size(), -1);

  // How far each operand moves with each axis; an axis that occurs twice moves
  // along the diagonal.
  SmallVector<SmallVector<int64_t>> steps;
  SmallVector<const Tensor *> inputs;
  for (auto [term, input] : llvm::zip_equal(equation.inputs, op.getInputs())) {
    const Tensor &tensor = frame.getTensor(input);
    SmallVector<int64_t> strides = getStrides(tensor.shape);
    SmallVector<int64_t> step(axes.size(), 0);
    for (auto [axis, label] : llvm::enumerate(term)) {
      size_t place = llvm::find(axes, label) - axes.begin();
      if (extents[place] >= 0 && extents[place] != tensor.shape[axis])
        return op.emitOpError("expected axis '")
               << label << "' to have one extent, got " << extents[place]
               << " and " << tensor.shape[axis];
      extents[place] = tensor.shape[axis];
      step[place] += strides[axis];
    }
    steps.push_back(std::move(step));
    inputs.push_back(&tensor);
  }

  size_t rank = equation.result.size();
  ArrayRef<int64_t> all = extents;
  Type element = op.getType().getElementType();
  Tensor result(all.take_front(rank), element);
  int64_t place = 0;
  SmallVector<Number> factors(inputs.size());
  // By minimal filtering, what is infinite or not-a-number spreads.
  std::optional<unsigned> image;
  bool isFinite = true;
  SmallVector<int64_t> channelSteps(axes.size() - rank, 0);
  size_t numChannels = 1;
  if (self.filtersMinimally)
    image = getFilteredInput(op, equation);
  if (image) {
    for (const Tensor *input : inputs)
      for (const Number &number : input->data)
        isFinite &= std::isfinite(number.real) && std::isfinite(number.error);
    size_t numWindowAxes =
        op.getInputs()[*image].getDefiningOp<WindowOp>().getAxes().size();
    auto windowAxes =
        ArrayRef(equation.inputs[*image]).take_back(numWindowAxes);
    for (size_t axis = rank; axis < axes.size(); ++axis) {
      if (llvm::is_contained(windowAxes, axes[axis]))
        continue;
      channelSteps[axis - rank] = numChannels;
      numChannels *= extents[axis];
    }
  }
  forEachIndex(all.take_front(rank), [&](ArrayRef<int64_t> outer) {
    ProductSum sum(element, self.boundsErrors, op->hasAttr(kTinyIsZeroAttr));
    FilteredSum filtered(element, image ? numChannels : 0);
    SmallVector<int64_t> start;
    for (const auto &step : steps)
      start.push_back(dot(ArrayRef(step).take_front(rank), outer));
    forEachIndex(all.drop_front(rank), [&](ArrayRef<int64_t> inner) {
      for (auto [i, input] : llvm::enumerate(inputs))
        factors[i] =
            input->data[start[i] +
                        dot(ArrayRef(steps[i]).drop_front(rank), inner)];
      sum.add(factors);
      if (image)
        filtered.add(dot(channelSteps, inner), factors[*image],
                     factors[1 - *image]);
    });
    result.data[place] = sum.get();
    if (image)
      result.data[place].error += isFinite
                                      ? filtered.getError()
                                      : std::numeric_limits<double>::infinity();
    ++place;
  });
  frame.set(op, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, RearrangeOp op,
                              Frame &frame) {
  const Tensor &input = frame.getTensor(op.getInput());
  RearrangePattern pattern = *parseRearrange(op.getPattern(), nullptr);
  auto extents = solveRearrange(pattern, input.shape, op.getSizesAttr(),
                                [&] { return op.emitOpError(); });
  if (failed(extents))
    return failure();
  // The input as a tensor with one axis per name, and what a step along each
  // axis of the right moves in it: nothing for a repeated one.
  SmallVector<StringRef> left = pattern.getLeftAxes();
  SmallVector<StringRef> right = pattern.getRightAxes();
  auto shapeOf = [&](ArrayRef<StringRef> axes) {
    return llvm::map_to_vector(
        axes, [&](StringRef axis) { return (*extents)[axis]; });
  };
  SmallVector<int64_t> leftStrides = getStrides(shapeOf(left));
  SmallVector<int64_t> steps(right.size(), 0);
  for (auto [axis, label] : llvm::enumerate(right)) {
    auto *found = llvm::find(left, label);
    if (found != left.end())
      steps[axis] = leftStrides[found - left.begin()];
  }
  SmallVector<int64_t> shape;
  for (const AxisGroup &group : pattern.right)
    shape.push_back(getCount(shapeOf(group)));
  Tensor result(shape, input.element);
  int64_t place = 0;
  forEachIndex(shapeOf(right), [&](ArrayRef<int64_t> index) {
    result.data[place++] = input.data[dot(index, steps)];
  });
  frame.set(op, std::move(result));
  return success();
}

/// Evaluates a scalar function on every element of operands that broadcast as
/// `types` say: only an extent written as 1 stretches.
static FailureOr<Tensor> broadcastMap(
    Operation *op, ArrayRef<const Tensor *> inputs,
    ArrayRef<RankedTensorType> types, Type element,
    llvm::function_ref<Number(ArrayRef<Number>, ArrayRef<int64_t>)> function) {
  size_t rank = 0;
  for (const Tensor *input : inputs)
    rank = std::max(rank, input->shape.size());
  SmallVector<int64_t> shape(rank, 1);
  SmallVector<bool> known(rank, false);
  SmallVector<SmallVector<int64_t>> steps;
  for (auto [input, type] : llvm::zip_equal(inputs, types)) {
    SmallVector<int64_t> strides = getStrides(input->shape);
    SmallVector<int64_t> step(rank, 0);
    for (size_t axis = 0; axis < input->shape.size(); ++axis) {
      if (type.getDimSize(axis) == 1)
        continue;
      size_t place = rank - input->shape.size() + axis;
      if (known[place] && shape[place] != input->shape[axis])
        return op->emitOpError("expected operands of equal extents, got ")
               << shape[place] << " and " << input->shape[axis];
      shape[place] = input->shape[axis];
      known[place] = true;
      step[place] = strides[axis];
    }
    steps.push_back(std::move(step));
  }
  Tensor result(shape, element);
  SmallVector<Number> arguments(inputs.size());
  int64_t place = 0;
  forEachIndex(shape, [&](ArrayRef<int64_t> index) {
    for (auto [i, input] : llvm::enumerate(inputs))
      arguments[i] = input->data[dot(index, steps[i])];
    result.data[place++] = function(arguments, index);
  });
  return result;
}

static LogicalResult evaluate(EvaluatorImpl &self, MapOp op, Frame &frame) {
  ScalarProgram program(
      op.getBody().front(),
      [&](Value value) { return frame.values[value].scalar; },
      self.boundsErrors);
  SmallVector<const Tensor *> inputs;
  SmallVector<RankedTensorType> types;
  for (Value input : op.getInputs()) {
    inputs.push_back(&frame.getTensor(input));
    types.push_back(cast<RankedTensorType>(input.getType()));
  }
  auto result =
      broadcastMap(op, inputs, types, op.getType().getElementType(),
                   [&](ArrayRef<Number> arguments, ArrayRef<int64_t> index) {
                     return program.run(arguments, index)[0];
                   });
  if (failed(result))
    return failure();
  frame.set(op, std::move(*result));
  return success();
}

LogicalResult EvaluatorImpl::evaluateElementwise(Operation *op, Frame &frame) {
  ScalarStep step = *prepareScalar(op, boundsErrors);
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type) {
    SmallVector<Number> arguments;
    for (Value operand : op->getOperands())
      arguments.push_back(frame.values[operand].scalar);
    frame.values[op->getResult(0)].scalar =
        roundToStorage(step.run(arguments.data()), step.type);
    return success();
  }
  SmallVector<const Tensor *> inputs;
  SmallVector<RankedTensorType> types;
  SmallVector<Tensor> scalars;
  scalars.reserve(op->getNumOperands());
  for (Value operand : op->getOperands()) {
    auto operandType = dyn_cast<RankedTensorType>(operand.getType());
    if (operandType) {
      inputs.push_back(&frame.getTensor(operand));
      types.push_back(RankedTensorType::get(
          SmallVector<int64_t>(operandType.getRank(), ShapedType::kDynamic),
          operandType.getElementType()));
      continue;
    }
    // The condition of a select may be one scalar for all elements.
    scalars.emplace_back(ArrayRef<int64_t>(), operand.getType());
    scalars.back().data[0] = frame.values[operand].scalar;
    inputs.push_back(&scalars.back());
    types.push_back(RankedTensorType::get({}, operand.getType()));
  }
  auto result =
      broadcastMap(op, inputs, types, type.getElementType(),
                   [&](ArrayRef<Number> arguments, ArrayRef<int64_t>) {
                     return step.run(arguments.data());
                   });
  if (failed(result))
    return failure();
  frame.set(op->getResult(0), std::move(*result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, ReduceOp op, Frame &frame) {
  SmallVector<const Tensor *> inputs;
  for (Value input : op.getInputs())
    inputs.push_back(&frame.getTensor(input));
  ArrayRef<int64_t> shape = inputs[0]->shape;
  for (const Tensor *input : inputs)
    if (ArrayRef<int64_t>(input->shape) != shape)
      return op.emitOpError("expected inputs of equal extents");
  ScalarProgram program(
      op.getBody().front(),
      [&](Value value) { return frame.values[value].scalar; },
      self.boundsErrors);
  // With reduced axes kept, a step along one does not move the result.
  SmallVector<int64_t> kept(shape), resultShape;
  bool isEmpty = false;
  for (int64_t axis : op.getAxes()) {
    isEmpty |= kept[axis] == 0;
    kept[axis] = 1;
  }
  for (size_t axis = 0; axis < kept.size(); ++axis)
    if (op.getKeep() ||
        !llvm::is_contained(op.getAxes(), static_cast<int64_t>(axis)))
      resultShape.push_back(kept[axis]);
  if (isEmpty && !op.getNeutral())
    return op.emitOpError("expected elements to reduce, since there is no "
                          "neutral element");
  SmallVector<int64_t> steps = getStrides(kept);
  for (int64_t axis : op.getAxes())
    steps[axis] = 0;
  std::vector<Tensor> results;
  for (auto [index, input] : llvm::enumerate(inputs)) {
    results.emplace_back(resultShape, input->element);
    if (ArrayAttr neutral = op.getNeutralAttr())
      llvm::fill(results.back().data, getNumber(neutral[index]));
  }
  std::vector<bool> hasBegun(results[0].data.size(),
                             op.getNeutral().has_value());
  size_t count = inputs.size();
  std::optional<ReductionBounds> bounds;
  if (self.boundsErrors)
    bounds.emplace(op.getBody().front(), results);
  SmallVector<Number> arguments(2 * count);
  int64_t place = 0;
  forEachIndex(shape, [&](ArrayRef<int64_t> index) {
    int64_t target = dot(index, steps);
    for (size_t i = 0; i < count; ++i) {
      arguments[i] = results[i].data[target];
      arguments[count + i] = inputs[i]->data[place];
    }
    ArrayRef<Number> elements = ArrayRef(arguments).drop_front(count);
    ArrayRef<Number> values = elements;
    if (hasBegun[target])
      values = program.run(arguments);
    if (bounds)
      bounds->note(target, elements, values);
    hasBegun[target] = true;
    for (size_t i = 0; i < count; ++i)
      results[i].data[target] = values[i];
    ++place;
  });
  if (bounds)
    bounds->apply(results);
  for (auto [value, result] : llvm::zip_equal(op.getResults(), results))
    frame.set(value, std::move(result));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, WindowOp op, Frame &frame) {
  const Tensor &input = frame.getTensor(op.getInput());
  ArrayRef<int64_t> axes = op.getAxes(), size = op.getSize();
  SmallVector<int64_t> stride = op.getStrideOrDefault();
  SmallVector<int64_t> dilation = op.getDilationOrDefault();
  SmallVector<int64_t> padding = op.getPaddingOrDefault();
  SmallVector<int64_t> baseDilation = op.getBaseDilationOrDefault();
  size_t rank = input.shape.size();
  SmallVector<int64_t> shape(input.shape);
  for (auto [i, axis] : llvm::enumerate(axes)) {
    int64_t extent = input.shape[axis];
    int64_t spread = extent == 0 ? 0 : (extent - 1) * baseDilation[i] + 1;
    int64_t last = spread + padding[2 * i] + padding[2 * i + 1] -
                   dilation[i] * (size[i] - 1) - 1;
    if (last < 0)
      return op.emitOpError("expected the window to fit into axis ")
             << axis << " of extent " << input.shape[axis];
    shape[axis] = last / stride[i] + 1;
  }
  llvm::append_range(shape, size);
  Tensor result(shape, input.element);
  Number outside = getNumber(op.getPadValueOrDefault());
  SmallVector<int64_t> strides = getStrides(input.shape);
  int64_t place = 0;
  forEachIndex(shape, [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> source(index.take_front(rank));
    for (auto [i, axis] : llvm::enumerate(axes))
      source[axis] = index[axis] * stride[i] + index[rank + i] * dilation[i] -
                     padding[2 * i];
    bool inside = true;
    for (auto [i, axis] : llvm::enumerate(axes)) {
      inside &= source[axis] >= 0 && source[axis] % baseDilation[i] == 0;
      source[axis] /= baseDilation[i];
    }
    for (auto [position, extent] : llvm::zip_equal(source, input.shape))
      inside &= position >= 0 && position < extent;
    result.data[place++] = inside ? input.data[dot(source, strides)] : outside;
  });
  frame.set(op, std::move(result));
  return success();
}

void nn::addCoreOps(OpTable &table) {
  table.add<EinsumOp>(evaluate);
  table.add<RearrangeOp>(evaluate);
  table.add<MapOp>(evaluate);
  table.add<ReduceOp>(evaluate);
  table.add<WindowOp>(evaluate);
}
