//===- Evaluator.cpp - What networks mean, in numbers ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/Evaluator.h"
#include "ErrorBounds.h"
#include "Implementation.h"
#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/SourcePlace.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Iterators.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/RegionUtils.h"
#include "nn/Analysis/CallGraph.h"
#include "nn/Analysis/Signature.h"
#include "nn/Transforms/Passes.h"

using namespace mlir;
using namespace nn;

void Frame::set(Value value, Tensor tensor) {
  if (isHalf(tensor.element))
    for (Number &number : tensor.data)
      number = roundToStorage(number, tensor.element);
  values[value].tensor = std::make_shared<const Tensor>(std::move(tensor));
}

void nn::forEachIndex(ArrayRef<int64_t> shape,
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

int64_t nn::dot(ArrayRef<int64_t> a, ArrayRef<int64_t> b) {
  int64_t sum = 0;
  for (auto [x, y] : llvm::zip_equal(a, b))
    sum += x * y;
  return sum;
}

//===----------------------------------------------------------------------===//
// Functions and parameters
//===----------------------------------------------------------------------===//

static LogicalResult finishCall(EvaluatorImpl &self, Operation *op,
                                Frame &frame, func::FuncOp callee,
                                ValueRange inputs, const Bindings &bindings) {
  std::vector<Datum> arguments;
  for (Value input : inputs)
    arguments.push_back(frame.values[input]);
  auto results = self.call(callee, std::move(arguments), bindings);
  if (failed(results))
    return failure();
  for (auto [result, datum] : llvm::zip_equal(op->getResults(), *results))
    frame.values[result] = datum;
  return success();
}

/// Runs the network of a batched application once per index of the leading
/// axes.
static LogicalResult evaluateBatched(EvaluatorImpl &self, ApplyOp op,
                                     Frame &frame) {
  auto callee = self.symbols.lookup<func::FuncOp>(op.getCallee());
  std::optional<int64_t> count;
  bool agrees = true;
  // The part of a value that belongs to one run, by its number.
  auto getPart = [&](Value value, Type single, std::optional<int64_t> run) {
    if (!ApplyOp::isBatchedValue(value.getType(), single))
      return frame.values[value];
    const Tensor &tensor = frame.getTensor(value);
    agrees &= count.value_or(tensor.shape[0]) == tensor.shape[0];
    count = tensor.shape[0];
    return makeDatum(takePart(tensor, 0, run), frame.values[value].failure);
  };
  auto getOperands = [&](std::optional<int64_t> run, Bindings &bindings) {
    std::vector<Datum> arguments;
    for (auto [input, type] :
         llvm::zip_equal(op.getInputs(), callee.getArgumentTypes()))
      arguments.push_back(getPart(input, type, run));
    for (auto [name, value] :
         llvm::zip_equal(op.getParamNames().getAsRange<FlatSymbolRefAttr>(),
                         op.getParams())) {
      auto param = self.symbols.lookup<ParamOp>(name.getAttr());
      bindings[name.getAttr()] = getPart(value, param.getTensorType(), run);
    }
    return arguments;
  };
  // A run on zeros shows the extents.
  Bindings bindings = frame.bindings;
  std::vector<Datum> arguments = getOperands(std::nullopt, bindings);
  if (!agrees)
    return op.emitOpError("expected one extent of the leading axes");
  bool before = std::exchange(self.checksExtentsOnly, true);
  auto shapes = self.call(callee, std::move(arguments), bindings);
  self.checksExtentsOnly = before;
  if (failed(shapes))
    return failure();
  std::vector<Tensor> results;
  for (const Datum &datum : *shapes) {
    SmallVector<int64_t> shape(datum.tensor->shape);
    shape.insert(shape.begin(), *count);
    results.emplace_back(shape, datum.tensor->element);
  }
  std::vector<const DataFailure *> failures(results.size());
  for (int64_t run = 0; run < *count; ++run) {
    arguments = getOperands(run, bindings);
    auto values = self.call(callee, std::move(arguments), bindings);
    if (failed(values))
      return failure();
    for (auto [result, failure, datum] :
         llvm::zip_equal(results, failures, *values)) {
      putPart(*datum.tensor, result, 0, run);
      failure = getFirst(failure, datum.failure);
    }
  }
  for (auto [value, result, failure] :
       llvm::zip_equal(op.getResults(), results, failures)) {
    frame.set(value, std::move(result));
    frame.values[value].failure = failure;
  }
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, ApplyOp op, Frame &frame) {
  if (op.getBatched())
    return evaluateBatched(self, op, frame);
  Bindings bindings = frame.bindings;
  for (auto [name, value] : llvm::zip_equal(
           op.getParamNames().getAsRange<FlatSymbolRefAttr>(), op.getParams()))
    bindings[name.getAttr()] = frame.values[value];
  return finishCall(self, op, frame,
                    self.symbols.lookup<func::FuncOp>(op.getCallee()),
                    op.getInputs(), bindings);
}

static LogicalResult evaluate(EvaluatorImpl &self, func::CallOp op,
                              Frame &frame) {
  return finishCall(self, op, frame,
                    self.symbols.lookup<func::FuncOp>(op.getCallee()),
                    op.getOperands(), frame.bindings);
}

static LogicalResult evaluate(EvaluatorImpl &self, ParamRefOp op,
                              Frame &frame) {
  StringAttr name = op.getParamAttr().getAttr();
  auto bound = frame.bindings.find(name);
  if (bound != frame.bindings.end()) {
    frame.values[op] = bound->second;
    return success();
  }
  FailureOr<Datum> datum = self.getParam(name);
  if (failed(datum))
    return failure();
  frame.values[op] = *datum;
  return success();
}

FailureOr<Datum> EvaluatorImpl::getParam(StringAttr name) {
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
  return datum;
}

static const OpTable &getOps() {
  static const OpTable table = [] {
    OpTable ops;
    ops.addControl<ApplyOp>(evaluate);
    ops.addControl<func::CallOp>(evaluate);
    ops.addControl<ParamRefOp>(evaluate);
    addControlOps(ops);
    addCoreOps(ops);
    addIndexingOps(ops);
    addRandomOps(ops);
    addRaspOps(ops);
    addTensorOps(ops);
    return ops;
  }();
  return table;
}

std::vector<StringRef> nn::getEvaluatedOpNames() {
  std::vector<StringRef> names = getKnownScalarOps();
  llvm::append_range(names, getOps().getNames());
  return names;
}

static const OpTable &getStructuredOps() {
  static const OpTable table = [] {
    OpTable ops;
    addStructuredOps(ops);
    return ops;
  }();
  return table;
}

const OpFunction *EvaluatorImpl::find(OperationName name) const {
  if (const OpFunction *function = getOps().find(name))
    return function;
  return knowsStructured ? getStructuredOps().find(name) : nullptr;
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// Erases what no result depends on. An extent that a type states depends on
/// nothing.
static void eraseUnused(Operation *root) {
  root->walk([](tensor::DimOp op) {
    auto type = dyn_cast<RankedTensorType>(op.getSource().getType());
    std::optional<int64_t> axis = op.getConstantIndex();
    if (!type || !axis || *axis < 0 || *axis >= type.getRank() ||
        type.isDynamicDim(*axis))
      return;
    OpBuilder builder(op);
    op.replaceAllUsesWith(arith::ConstantIndexOp::create(builder, op.getLoc(),
                                                         type.getDimSize(*axis))
                              .getResult());
  });
  root->walk<WalkOrder::PostOrder, ReverseIterator>([](Operation *op) {
    if (isOpTriviallyDead(op))
      op->erase();
  });
}

LogicalResult EvaluatorImpl::decompose() {
  if (!isDecomposed) {
    PassManager pm(module->getContext());
    VerifyStagePassOptions options;
    options.stage = "model";
    if (!knowsStructured)
      pm.addPass(createVerifyStagePass(options));
    pm.addPass(createDecomposePass());
    isDecomposed =
        succeeded(verifyCalls(*module, symbols)) && succeeded(pm.run(*module));
    if (*isDecomposed)
      eraseUnused(*module);
  }
  return success(*isDecomposed);
}

LogicalResult EvaluatorImpl::collectUnknown(func::FuncOp function,
                                            llvm::DenseSet<Operation *> &seen) {
  if (!seen.insert(function).second)
    return success();
  if (function.isDeclaration())
    return function.emitError("the evaluator needs the body of the function");
  LogicalResult known = success();
  function.walk([&](Operation *op) {
    if (op == function.getOperation() ||
        isa<IndexOp, YieldOp, func::ReturnOp, tensor::YieldOp>(op) ||
        (knowsStructured && op->hasTrait<OpTrait::IsTerminator>()))
      return;
    if (!find(op->getName()) && !prepareScalar(op)) {
      op->emitOpError("is unknown to the evaluator");
      known = failure();
      return;
    }
    if (isa<linalg::LinalgOp>(op) &&
        llvm::any_of(op->getOperandTypes(), llvm::IsaPred<BaseMemRefType>)) {
      op->emitOpError("is unknown to the evaluator on buffers");
      known = failure();
      return;
    }
    if (func::FuncOp callee = getCallee(op, symbols))
      if (failed(collectUnknown(callee, seen)))
        known = failure();
  });
  return known;
}

LogicalResult EvaluatorImpl::verifyElementCount(Operation *op,
                                                ArrayRef<int64_t> shape) const {
  if (llvm::is_contained(shape, 0))
    return success();
  uint64_t elements = 1;
  for (int64_t extent : shape)
    if (!ShapedType::isDynamic(extent))
      elements = llvm::SaturatingMultiply<uint64_t>(elements, extent);
  if (elements > maxElements)
    return op->emitOpError("has a result of ")
           << elements << " elements, more than the " << maxElements
           << " that the evaluator holds";
  return success();
}

LogicalResult EvaluatorImpl::checkSize(Operation *op) const {
  for (Type result : op->getResultTypes())
    if (auto type = dyn_cast<RankedTensorType>(result))
      if (failed(verifyElementCount(op, type.getShape())))
        return failure();
  return success();
}

/// The extents of results are those that their types state.
static LogicalResult checkResults(Operation *op, Frame &frame) {
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

LogicalResult EvaluatorImpl::evaluate(Operation *op, Frame &frame) {
  if (failed(checkSize(op)))
    return failure();
  const OpFunction *function = find(op->getName());
  currentFailure = nullptr;
  if (failed(function ? function->evaluate(*this, op, frame)
                      : evaluateElementwise(op, frame)))
    return failure();
  if (function && function->tracksFailures)
    return success();
  const DataFailure *first = getFirst(currentFailure, findFailure(op, frame));
  for (Value result : op->getResults())
    frame.values[result].failure = first;
  return success();
}

/// Whether an op reads the elements of an operand, not its extents alone.
static bool readsElements(OpOperand &operand) {
  Operation *op = operand.getOwner();
  if (auto map = dyn_cast<MapOp>(op))
    return !map.getBody().getArgument(operand.getOperandNumber()).use_empty();
  if (auto random = dyn_cast<RandomOp>(op))
    return operand.get() != random.getLike();
  return !isa<tensor::DimOp>(op) || operand.getOperandNumber() > 0;
}

const DataFailure *EvaluatorImpl::findFailure(Operation *op,
                                              Frame &frame) const {
  if (dataFailures.empty())
    return nullptr;
  const DataFailure *first = nullptr;
  for (OpOperand &operand : op->getOpOperands())
    if (readsElements(operand))
      first = getFirst(first, frame.values[operand.get()].failure);
  if (op->getNumRegions() > 0)
    visitUsedValuesDefinedAbove(op->getRegions(), [&](OpOperand *used) {
      first = getFirst(first, frame.values[used->get()].failure);
    });
  return first;
}

const DataFailure *nn::getFirst(const DataFailure *a, const DataFailure *b) {
  if (!a || !b)
    return a ? a : b;
  return a->number < b->number ? a : b;
}

FailureOr<std::vector<Datum>>
EvaluatorImpl::run(Block &block, std::vector<Datum> arguments, Frame &frame) {
  for (auto [argument, datum] :
       llvm::zip_equal(block.getArguments(), arguments))
    frame.values[argument] = datum;
  for (Operation &op : block.without_terminator())
    if (failed(evaluate(&op, frame)) || failed(checkResults(&op, frame)))
      return failure();
  std::vector<Datum> results;
  for (Value result : block.getTerminator()->getOperands())
    results.push_back(frame.values[result]);
  return results;
}

void EvaluatorImpl::beginEvaluation() {
  failureKind = EvaluationFailure::Shape;
  failureText.clear();
  dependsOnRounding = false;
  dataFailures.clear();
  certainFailure = nullptr;
}

LogicalResult EvaluatorImpl::finishEvaluation(const DataFailure *ofResults) {
  const DataFailure *first = getFirst(certainFailure, ofResults);
  if (!first)
    return success();
  failureKind = first->kind;
  failureText = getSourcePlace(first->op) + first->message;
  return first->op->emitOpError(first->message);
}

void EvaluatorImpl::failOnData(Operation *op, EvaluationFailure kind,
                               const Twine &message) {
  if (checksExtentsOnly)
    return;
  dataFailures.push_back(
      {op, kind, message.str(), static_cast<int64_t>(dataFailures.size())});
  currentFailure = &dataFailures.back();
}

FailureOr<std::vector<Datum>>
EvaluatorImpl::checkExtents(Block &block, std::vector<Datum> arguments,
                            Frame &frame) {
  bool before = std::exchange(checksExtentsOnly, true);
  auto results = run(block, std::move(arguments), frame);
  checksExtentsOnly = before;
  return results;
}

FailureOr<std::vector<Datum>> EvaluatorImpl::call(func::FuncOp function,
                                                  std::vector<Datum> arguments,
                                                  const Bindings &bindings) {
  Frame frame{llvm::DenseMap<Value, Datum>(), bindings};
  return run(function.getBody().front(), std::move(arguments), frame);
}

//===----------------------------------------------------------------------===//
// Interface
//===----------------------------------------------------------------------===//

nn_status nn::getStatus(EvaluationFailure failure) {
  switch (failure) {
  case EvaluationFailure::Shape:
    return NN_E_SHAPE;
  case EvaluationFailure::Index:
    return NN_E_INDEX;
  case EvaluationFailure::Numeric:
    return NN_E_NUMERIC;
  case EvaluationFailure::Value:
    return NN_E_VALUE;
  }
  llvm_unreachable("unknown failure");
}

Evaluator::Evaluator(ModuleOp module, const EvaluatorOptions &options)
    : implementation(std::make_unique<EvaluatorImpl>(module, options)) {}

func::FuncOp EvaluatorImpl::findEntry(StringRef name) {
  if (auto function = symbols.lookup<func::FuncOp>(name))
    return function;
  return knowsStructured ? symbols.lookup<func::FuncOp>(getKernelName(name))
                         : nullptr;
}

Evaluator::~Evaluator() = default;

LogicalResult Evaluator::prepare(StringRef name) {
  EvaluatorImpl &self = *implementation;
  if (failed(self.decompose()))
    return failure();
  func::FuncOp function = self.findEntry(name);
  if (!function)
    return self.module->emitError("expected a function called '")
           << name << "'";
  llvm::DenseSet<Operation *> seen;
  return self.collectUnknown(function, seen);
}

FailureOr<std::vector<Tensor>> Evaluator::evaluate(StringRef name,
                                                   ArrayRef<Tensor> inputs) {
  EvaluatorImpl &self = *implementation;
  self.beginEvaluation();
  auto function = self.symbols.lookup<func::FuncOp>(name);
  std::vector<Datum> arguments(inputs.size());
  for (auto [argument, input] : llvm::zip_equal(arguments, inputs))
    argument.tensor = std::make_shared<const Tensor>(input);
  auto results = self.call(function, std::move(arguments), Bindings());
  if (failed(results))
    return failure();
  const DataFailure *first = nullptr;
  std::vector<Tensor> tensors;
  for (const Datum &result : *results) {
    tensors.push_back(*result.tensor);
    first = getFirst(first, result.failure);
  }
  if (failed(self.finishEvaluation(first)))
    return failure();
  return tensors;
}

bool Evaluator::mayFail(EvaluationFailure kind) const {
  return llvm::any_of(
      implementation->dataFailures,
      [kind](const DataFailure &failure) { return failure.kind == kind; });
}

FailureOr<std::vector<Tensor>>
Evaluator::evaluateExtents(StringRef name, ArrayRef<Tensor> inputs) {
  implementation->checksExtentsOnly = true;
  auto results = evaluate(name, inputs);
  implementation->checksExtentsOnly = false;
  return results;
}

StringRef Evaluator::getFailureText() const {
  return implementation->failureText;
}

EvaluationFailure Evaluator::getFailure() const {
  return implementation->failureKind;
}

bool Evaluator::dependsOnRounding() const {
  return implementation->dependsOnRounding;
}
