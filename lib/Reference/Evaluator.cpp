//===- Evaluator.cpp - What networks mean, in numbers ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/Evaluator.h"
#include "Scalars.h"
#include "dialects/NN/AxisPattern.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Pass/PassManager.h"
#include "nn/Analysis/CallGraph.h"
#include "nn/Transforms/Passes.h"

using namespace mlir;
using namespace nn;

namespace {
/// A scalar or a tensor. Tensors are shared, never changed.
struct Datum {
  Number scalar{};
  std::shared_ptr<const Tensor> tensor;
};

/// Tensors that nn.apply binds to parameters.
using Bindings = llvm::DenseMap<StringAttr, Datum>;

/// A running function.
struct Frame {
  llvm::DenseMap<Value, Datum> values;
  const Bindings &bindings;

  const Tensor &getTensor(Value value) { return *values[value].tensor; }
  void set(Value value, Tensor tensor) {
    values[value].tensor = std::make_shared<const Tensor>(std::move(tensor));
  }
};
} // namespace

/// Calls `visit` with every index of `shape` in row-major order.
static void forEachIndex(ArrayRef<int64_t> shape,
                         llvm::function_ref<void(ArrayRef<int64_t>)> visit) {
  SmallVector<int64_t> index(shape.size(), 0);
  for (int64_t i = 0, count = getCount(shape); i < count; ++i) {
    visit(index);
    for (size_t axis = shape.size(); axis-- > 0;) {
      if (++index[axis] < shape[axis])
        break;
      index[axis] = 0;
    }
  }
}

static int64_t dot(ArrayRef<int64_t> a, ArrayRef<int64_t> b) {
  int64_t sum = 0;
  for (auto [x, y] : llvm::zip_equal(a, b))
    sum += x * y;
  return sum;
}

struct Evaluator::Implementation {
  using OpFn = LogicalResult (Implementation::*)(Operation *, Frame &);

  explicit Implementation(ModuleOp original)
      : module(original.clone()), symbols(*module), params(*module) {}

  static const llvm::StringMap<OpFn> &getOps();

  LogicalResult collectUnknown(func::FuncOp function,
                               llvm::DenseSet<Operation *> &seen);
  FailureOr<std::vector<Datum>> call(func::FuncOp function,
                                     std::vector<Datum> arguments,
                                     const Bindings &bindings);
  LogicalResult evaluate(Operation *op, Frame &frame);
  LogicalResult checkResults(Operation *op, Frame &frame);

  LogicalResult einsum(Operation *op, Frame &frame);
  LogicalResult rearrange(Operation *op, Frame &frame);
  LogicalResult map(Operation *op, Frame &frame);
  LogicalResult reduce(Operation *op, Frame &frame);
  LogicalResult window(Operation *op, Frame &frame);
  LogicalResult paramRef(Operation *op, Frame &frame);
  LogicalResult apply(Operation *op, Frame &frame);
  LogicalResult callFunction(Operation *op, Frame &frame);
  LogicalResult constant(Operation *op, Frame &frame);
  LogicalResult dim(Operation *op, Frame &frame);
  LogicalResult cast(Operation *op, Frame &frame);
  LogicalResult reshape(Operation *op, Frame &frame);
  LogicalResult splat(Operation *op, Frame &frame);
  LogicalResult fromElements(Operation *op, Frame &frame);
  LogicalResult concat(Operation *op, Frame &frame);
  LogicalResult extractSlice(Operation *op, Frame &frame);
  LogicalResult insertSlice(Operation *op, Frame &frame);
  LogicalResult pad(Operation *op, Frame &frame);
  LogicalResult elementwise(Operation *op, Frame &frame);

  OwningOpRef<ModuleOp> module;
  SymbolTable symbols;
  ParamValues params;
  llvm::DenseMap<StringAttr, Datum> paramData;
};

const llvm::StringMap<Evaluator::Implementation::OpFn> &
Evaluator::Implementation::getOps() {
  using Self = Implementation;
  static const llvm::StringMap<OpFn> ops = {
      {"nn.einsum", &Self::einsum},
      {"nn.rearrange", &Self::rearrange},
      {"nn.map", &Self::map},
      {"nn.reduce", &Self::reduce},
      {"nn.window", &Self::window},
      {"nn.param_ref", &Self::paramRef},
      {"nn.apply", &Self::apply},
      {"func.call", &Self::callFunction},
      {"arith.constant", &Self::constant},
      {"tensor.dim", &Self::dim},
      {"tensor.cast", &Self::cast},
      {"tensor.expand_shape", &Self::reshape},
      {"tensor.collapse_shape", &Self::reshape},
      {"tensor.splat", &Self::splat},
      {"tensor.from_elements", &Self::fromElements},
      {"tensor.concat", &Self::concat},
      {"tensor.extract_slice", &Self::extractSlice},
      {"tensor.insert_slice", &Self::insertSlice},
      {"tensor.pad", &Self::pad},
  };
  return ops;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

LogicalResult
Evaluator::Implementation::collectUnknown(func::FuncOp function,
                                          llvm::DenseSet<Operation *> &seen) {
  if (!seen.insert(function).second)
    return success();
  if (function.isDeclaration())
    return function.emitError("the evaluator needs the body of the function");
  LogicalResult known = success();
  function.walk([&](Operation *op) {
    if (op == function.getOperation() ||
        isa<YieldOp, func::ReturnOp, tensor::YieldOp>(op))
      return;
    if (!getOps().contains(op->getName().getStringRef()) &&
        !prepareScalar(op)) {
      op->emitOpError("is unknown to the evaluator");
      known = failure();
      return;
    }
    if (func::FuncOp callee = getCallee(op, symbols))
      if (failed(collectUnknown(callee, seen)))
        known = failure();
  });
  return known;
}

FailureOr<std::vector<Datum>>
Evaluator::Implementation::call(func::FuncOp function,
                                std::vector<Datum> arguments,
                                const Bindings &bindings) {
  Frame frame{llvm::DenseMap<Value, Datum>(), bindings};
  for (auto [argument, datum] :
       llvm::zip_equal(function.getArguments(), arguments))
    frame.values[argument] = datum;
  Block &body = function.getBody().front();
  for (Operation &op : body.without_terminator())
    if (failed(evaluate(&op, frame)) || failed(checkResults(&op, frame)))
      return failure();
  std::vector<Datum> results;
  for (Value result : body.getTerminator()->getOperands())
    results.push_back(frame.values[result]);
  return results;
}

LogicalResult Evaluator::Implementation::evaluate(Operation *op, Frame &frame) {
  auto found = getOps().find(op->getName().getStringRef());
  if (found != getOps().end())
    return (this->*found->second)(op, frame);
  return elementwise(op, frame);
}

/// The extents of results are those that their types state.
LogicalResult Evaluator::Implementation::checkResults(Operation *op,
                                                      Frame &frame) {
  for (Value result : op->getResults()) {
    auto type = dyn_cast<RankedTensorType>(result.getType());
    if (!type)
      continue;
    const Tensor &tensor = frame.getTensor(result);
    for (auto [axis, extent] : llvm::enumerate(type.getShape()))
      if (!ShapedType::isDynamic(extent) && tensor.shape[axis] != extent)
        return op->emitOpError("expected axis ")
               << axis << " of the result to have extent " << extent << ", got "
               << tensor.shape[axis];
  }
  return success();
}

LogicalResult Evaluator::Implementation::apply(Operation *op, Frame &frame) {
  auto apply = mlir::cast<ApplyOp>(op);
  auto callee = symbols.lookup<func::FuncOp>(apply.getCallee());
  Bindings bindings = frame.bindings;
  for (auto [name, value] :
       llvm::zip_equal(apply.getParamNames().getAsRange<FlatSymbolRefAttr>(),
                       apply.getParams()))
    bindings[name.getAttr()] = frame.values[value];
  std::vector<Datum> arguments;
  for (Value input : apply.getInputs())
    arguments.push_back(frame.values[input]);
  auto results = call(callee, std::move(arguments), bindings);
  if (failed(results))
    return failure();
  for (auto [result, datum] : llvm::zip_equal(op->getResults(), *results))
    frame.values[result] = datum;
  return success();
}

LogicalResult Evaluator::Implementation::callFunction(Operation *op,
                                                      Frame &frame) {
  auto callOp = mlir::cast<func::CallOp>(op);
  std::vector<Datum> arguments;
  for (Value input : callOp.getOperands())
    arguments.push_back(frame.values[input]);
  auto results = call(symbols.lookup<func::FuncOp>(callOp.getCallee()),
                      std::move(arguments), frame.bindings);
  if (failed(results))
    return failure();
  for (auto [result, datum] : llvm::zip_equal(op->getResults(), *results))
    frame.values[result] = datum;
  return success();
}

LogicalResult Evaluator::Implementation::paramRef(Operation *op, Frame &frame) {
  auto ref = mlir::cast<ParamRefOp>(op);
  StringAttr name = ref.getParamAttr().getAttr();
  auto bound = frame.bindings.find(name);
  if (bound != frame.bindings.end()) {
    frame.values[ref] = bound->second;
    return success();
  }
  Datum &datum = paramData[name];
  if (!datum.tensor) {
    auto param = symbols.lookup<ParamOp>(name);
    FailureOr<ArrayRef<char>> bytes = params.get(param);
    if (failed(bytes))
      return failure();
    RankedTensorType type = param.getTensorType();
    datum.tensor = std::make_shared<const Tensor>(Tensor::fromBytes(
        type.getShape(), type.getElementType(), bytes->data()));
  }
  frame.values[ref] = datum;
  return success();
}

//===----------------------------------------------------------------------===//
// The core
//===----------------------------------------------------------------------===//

LogicalResult Evaluator::Implementation::einsum(Operation *op, Frame &frame) {
  auto einsum = mlir::cast<EinsumOp>(op);
  EinsumEquation equation = *parseEinsum(einsum.getEquation(), nullptr);
  SmallVector<StringRef> axes = equation.getAllAxes();
  SmallVector<int64_t> extents(axes.size(), -1);

  // How far each operand moves with each axis; an axis that occurs twice moves
  // along the diagonal.
  SmallVector<SmallVector<int64_t>> steps;
  SmallVector<const Tensor *> inputs;
  for (auto [term, input] :
       llvm::zip_equal(equation.inputs, einsum.getInputs())) {
    const Tensor &tensor = frame.getTensor(input);
    SmallVector<int64_t> strides = getStrides(tensor.shape);
    SmallVector<int64_t> step(axes.size(), 0);
    for (auto [axis, label] : llvm::enumerate(term)) {
      size_t place = llvm::find(axes, label) - axes.begin();
      if (extents[place] >= 0 && extents[place] != tensor.shape[axis])
        return op->emitOpError("expected axis '")
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
  Type element = einsum.getType().getElementType();
  Tensor result(all.take_front(rank), element);
  unsigned width = element.getIntOrFloatBitWidth();
  int64_t place = 0;
  forEachIndex(all.take_front(rank), [&](ArrayRef<int64_t> outer) {
    double realSum = 0;
    uint64_t integerSum = 0;
    SmallVector<int64_t> start;
    for (const auto &step : steps)
      start.push_back(dot(ArrayRef(step).take_front(rank), outer));
    forEachIndex(all.drop_front(rank), [&](ArrayRef<int64_t> inner) {
      double realProduct = 1;
      uint64_t integerProduct = 1;
      for (auto [i, input] : llvm::enumerate(inputs)) {
        Number number =
            input->data[start[i] +
                        dot(ArrayRef(steps[i]).drop_front(rank), inner)];
        if (input->isReal())
          realProduct *= number.real;
        else
          integerProduct *= static_cast<uint64_t>(number.integer);
      }
      realSum += realProduct;
      integerSum += integerProduct;
    });
    Number &target = result.data[place++];
    if (result.isReal())
      target.real = realSum;
    else
      target.integer = llvm::SignExtend64(integerSum, width);
  });
  frame.set(einsum, std::move(result));
  return success();
}

LogicalResult Evaluator::Implementation::rearrange(Operation *op,
                                                   Frame &frame) {
  auto rearrange = mlir::cast<RearrangeOp>(op);
  const Tensor &input = frame.getTensor(rearrange.getInput());
  RearrangePattern pattern = *parseRearrange(rearrange.getPattern(), nullptr);
  auto extents = solveRearrange(pattern, input.shape, rearrange.getSizesAttr(),
                                [&] { return op->emitOpError(); });
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
  frame.set(rearrange, std::move(result));
  return success();
}

/// Evaluates a scalar function on every element of operands that broadcast as
/// `types` say: only an extent written as 1 stretches.
static FailureOr<Tensor>
broadcastMap(Operation *op, ArrayRef<const Tensor *> inputs,
             ArrayRef<RankedTensorType> types, Type element,
             llvm::function_ref<Number(ArrayRef<Number>)> function) {
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
    result.data[place++] = function(arguments);
  });
  return result;
}

LogicalResult Evaluator::Implementation::map(Operation *op, Frame &frame) {
  auto map = mlir::cast<MapOp>(op);
  ScalarProgram program(map.getBody().front(), [&](Value value) {
    return frame.values[value].scalar;
  });
  SmallVector<const Tensor *> inputs;
  SmallVector<RankedTensorType> types;
  for (Value input : map.getInputs()) {
    inputs.push_back(&frame.getTensor(input));
    types.push_back(mlir::cast<RankedTensorType>(input.getType()));
  }
  auto result = broadcastMap(
      op, inputs, types, map.getType().getElementType(),
      [&](ArrayRef<Number> arguments) { return program.run(arguments); });
  if (failed(result))
    return failure();
  frame.set(map, std::move(*result));
  return success();
}

LogicalResult Evaluator::Implementation::elementwise(Operation *op,
                                                     Frame &frame) {
  ScalarStep step = *prepareScalar(op);
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type) {
    SmallVector<Number> arguments;
    for (Value operand : op->getOperands())
      arguments.push_back(frame.values[operand].scalar);
    frame.values[op->getResult(0)].scalar =
        step.evaluate(step, arguments.data());
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
  auto result = broadcastMap(op, inputs, types, type.getElementType(),
                             [&](ArrayRef<Number> arguments) {
                               return step.evaluate(step, arguments.data());
                             });
  if (failed(result))
    return failure();
  frame.set(op->getResult(0), std::move(*result));
  return success();
}

LogicalResult Evaluator::Implementation::reduce(Operation *op, Frame &frame) {
  auto reduce = mlir::cast<ReduceOp>(op);
  const Tensor &input = frame.getTensor(reduce.getInput());
  ScalarProgram program(reduce.getBody().front(), [&](Value value) {
    return frame.values[value].scalar;
  });
  // With reduced axes kept, a step along one does not move the result.
  SmallVector<int64_t> kept(input.shape), shape;
  for (int64_t axis : reduce.getAxes())
    kept[axis] = 1;
  for (size_t axis = 0; axis < kept.size(); ++axis)
    if (reduce.getKeep() ||
        !llvm::is_contained(reduce.getAxes(), static_cast<int64_t>(axis)))
      shape.push_back(kept[axis]);
  SmallVector<int64_t> steps = getStrides(kept);
  for (int64_t axis : reduce.getAxes())
    steps[axis] = 0;
  Tensor result(shape, input.element);
  llvm::fill(result.data, getNumber(reduce.getNeutral()));
  int64_t place = 0;
  forEachIndex(input.shape, [&](ArrayRef<int64_t> index) {
    Number &sum = result.data[dot(index, steps)];
    sum = program.run({sum, input.data[place++]});
  });
  frame.set(reduce, std::move(result));
  return success();
}

LogicalResult Evaluator::Implementation::window(Operation *op, Frame &frame) {
  auto window = mlir::cast<WindowOp>(op);
  const Tensor &input = frame.getTensor(window.getInput());
  ArrayRef<int64_t> axes = window.getAxes(), size = window.getSize();
  SmallVector<int64_t> stride = window.getStrideOrDefault();
  SmallVector<int64_t> dilation = window.getDilationOrDefault();
  SmallVector<int64_t> padding = window.getPaddingOrDefault();
  size_t rank = input.shape.size();
  SmallVector<int64_t> shape(input.shape);
  for (auto [i, axis] : llvm::enumerate(axes)) {
    int64_t last = input.shape[axis] + padding[2 * i] + padding[2 * i + 1] -
                   dilation[i] * (size[i] - 1) - 1;
    if (last < 0)
      return op->emitOpError("expected the window to fit into axis ")
             << axis << " of extent " << input.shape[axis];
    shape[axis] = last / stride[i] + 1;
  }
  llvm::append_range(shape, size);
  Tensor result(shape, input.element);
  Number outside = getNumber(window.getPadValueOrDefault());
  SmallVector<int64_t> strides = getStrides(input.shape);
  int64_t place = 0;
  forEachIndex(shape, [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> source(index.take_front(rank));
    for (auto [i, axis] : llvm::enumerate(axes))
      source[axis] = index[axis] * stride[i] + index[rank + i] * dilation[i] -
                     padding[2 * i];
    bool inside = true;
    for (auto [position, extent] : llvm::zip_equal(source, input.shape))
      inside &= position >= 0 && position < extent;
    result.data[place++] = inside ? input.data[dot(source, strides)] : outside;
  });
  frame.set(window, std::move(result));
  return success();
}

//===----------------------------------------------------------------------===//
// Constants and shapes
//===----------------------------------------------------------------------===//

LogicalResult Evaluator::Implementation::constant(Operation *op, Frame &frame) {
  auto constant = mlir::cast<arith::ConstantOp>(op);
  if (isa<FloatAttr, IntegerAttr>(constant.getValue())) {
    frame.values[constant].scalar = getNumber(constant.getValue());
    return success();
  }
  auto dense = dyn_cast<DenseElementsAttr>(constant.getValue());
  auto type = dyn_cast<RankedTensorType>(constant.getType());
  if (!dense || !type)
    return op->emitOpError("expected a dense constant of a ranked tensor");
  Tensor tensor(type.getShape(), type.getElementType());
  for (auto [number, attribute] :
       llvm::zip_equal(tensor.data, dense.getValues<Attribute>()))
    number = getNumber(attribute);
  frame.set(constant, std::move(tensor));
  return success();
}

LogicalResult Evaluator::Implementation::dim(Operation *op, Frame &frame) {
  auto dim = mlir::cast<tensor::DimOp>(op);
  const Tensor &tensor = frame.getTensor(dim.getSource());
  int64_t axis = frame.values[dim.getIndex()].scalar.integer;
  if (axis < 0 || axis >= static_cast<int64_t>(tensor.shape.size()))
    return op->emitOpError("expected an axis of a tensor of rank ")
           << tensor.shape.size() << ", got " << axis;
  frame.values[dim].scalar.integer = tensor.shape[axis];
  return success();
}

LogicalResult Evaluator::Implementation::cast(Operation *op, Frame &frame) {
  frame.values[op->getResult(0)] = frame.values[op->getOperand(0)];
  return success();
}

LogicalResult Evaluator::Implementation::reshape(Operation *op, Frame &frame) {
  auto type = mlir::cast<RankedTensorType>(op->getResult(0).getType());
  if (!type.hasStaticShape())
    return op->emitOpError("expected a result with static extents");
  Tensor tensor = frame.getTensor(op->getOperand(0));
  tensor.shape.assign(type.getShape().begin(), type.getShape().end());
  frame.set(op->getResult(0), std::move(tensor));
  return success();
}

LogicalResult Evaluator::Implementation::splat(Operation *op, Frame &frame) {
  auto type = mlir::cast<RankedTensorType>(op->getResult(0).getType());
  if (!type.hasStaticShape())
    return op->emitOpError("expected a result with static extents");
  Tensor tensor(type.getShape(), type.getElementType());
  llvm::fill(tensor.data, frame.values[op->getOperand(0)].scalar);
  frame.set(op->getResult(0), std::move(tensor));
  return success();
}

LogicalResult Evaluator::Implementation::fromElements(Operation *op,
                                                      Frame &frame) {
  auto type = mlir::cast<RankedTensorType>(op->getResult(0).getType());
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

LogicalResult Evaluator::Implementation::concat(Operation *op, Frame &frame) {
  auto concat = mlir::cast<tensor::ConcatOp>(op);
  RankedTensorType type = concat.getResultType();
  Tensor result(type.getShape(), type.getElementType());
  SmallVector<int64_t> offsets(type.getRank(), 0);
  SmallVector<int64_t> strides(type.getRank(), 1);
  for (Value input : concat.getInputs()) {
    const Tensor &tensor = frame.getTensor(input);
    writeSlice(tensor, result, offsets, strides, tensor.shape);
    offsets[concat.getDim()] += tensor.shape[concat.getDim()];
  }
  frame.set(concat, std::move(result));
  return success();
}

LogicalResult Evaluator::Implementation::extractSlice(Operation *op,
                                                      Frame &frame) {
  auto slice = mlir::cast<tensor::ExtractSliceOp>(op);
  const Tensor &source = frame.getTensor(slice.getSource());
  RankedTensorType type = slice.getResultType();
  Tensor result(type.getShape(), type.getElementType());
  SmallVector<int64_t> steps = getStrides(source.shape);
  int64_t start = dot(slice.getStaticOffsets(), steps);
  for (auto [step, stride] : llvm::zip_equal(steps, slice.getStaticStrides()))
    step *= stride;
  int64_t place = 0;
  forEachIndex(slice.getStaticSizes(), [&](ArrayRef<int64_t> index) {
    result.data[place++] = source.data[start + dot(index, steps)];
  });
  frame.set(slice, std::move(result));
  return success();
}

LogicalResult Evaluator::Implementation::insertSlice(Operation *op,
                                                     Frame &frame) {
  auto slice = mlir::cast<tensor::InsertSliceOp>(op);
  Tensor result = frame.getTensor(slice.getDest());
  writeSlice(frame.getTensor(slice.getSource()), result,
             slice.getStaticOffsets(), slice.getStaticStrides(),
             slice.getStaticSizes());
  frame.set(slice, std::move(result));
  return success();
}

LogicalResult Evaluator::Implementation::pad(Operation *op, Frame &frame) {
  auto pad = mlir::cast<tensor::PadOp>(op);
  RankedTensorType type = pad.getResultType();
  Value value = pad.getConstantPaddingValue();
  auto isNegative = [](int64_t width) { return width < 0; };
  if (!value || llvm::any_of(pad.getStaticLow(), isNegative) ||
      llvm::any_of(pad.getStaticHigh(), isNegative))
    return op->emitOpError("expected one padding value and static widths that "
                           "are not negative");
  Attribute literal;
  Number outside = matchPattern(value, m_Constant(&literal))
                       ? getNumber(literal)
                       : frame.values[value].scalar;
  Tensor result(type.getShape(), type.getElementType());
  llvm::fill(result.data, outside);
  const Tensor &source = frame.getTensor(pad.getSource());
  SmallVector<int64_t> strides(type.getRank(), 1);
  writeSlice(source, result, pad.getStaticLow(), strides, source.shape);
  frame.set(pad, std::move(result));
  return success();
}

//===----------------------------------------------------------------------===//
// Interface
//===----------------------------------------------------------------------===//

Evaluator::Evaluator(ModuleOp module)
    : implementation(std::make_unique<Implementation>(module)) {}

Evaluator::~Evaluator() = default;

LogicalResult Evaluator::prepare(StringRef name) {
  Implementation &self = *implementation;
  PassManager pm(self.module->getContext());
  pm.addPass(createDecomposePass());
  if (failed(pm.run(*self.module)))
    return failure();
  auto function = self.symbols.lookup<func::FuncOp>(name);
  if (!function)
    return self.module->emitError("expected a function called '")
           << name << "'";
  if (failed(verifyNoRecursion(*self.module, self.symbols)))
    return failure();
  llvm::DenseSet<Operation *> seen;
  return self.collectUnknown(function, seen);
}

FailureOr<std::vector<Tensor>> Evaluator::evaluate(StringRef name,
                                                   ArrayRef<Tensor> inputs) {
  Implementation &self = *implementation;
  auto function = self.symbols.lookup<func::FuncOp>(name);
  std::vector<Datum> arguments(inputs.size());
  for (auto [argument, input] : llvm::zip_equal(arguments, inputs))
    argument.tensor = std::make_shared<const Tensor>(input);
  auto results = self.call(function, std::move(arguments), Bindings());
  if (failed(results))
    return failure();
  std::vector<Tensor> tensors;
  for (const Datum &result : *results)
    tensors.push_back(*result.tensor);
  return tensors;
}
