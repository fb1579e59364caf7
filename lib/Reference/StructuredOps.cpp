//===- StructuredOps.cpp - Evaluation of the structured stage -------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// linalg and loops on tensors, and the buffers at the ends of a kernel. Numbers
// are those of the model stage: floats in double precision, integers exact.
//
//===----------------------------------------------------------------------===//

#include "Implementation.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Analysis/Signature.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Elements of tensors
//===----------------------------------------------------------------------===//

/// A tensor whose elements mean nothing; if they are used all the same, it
/// shows.
static Tensor makeMeaningless(ArrayRef<int64_t> shape, Type element) {
  Tensor tensor(shape, element);
  Number number;
  if (tensor.isReal())
    number.real = std::numeric_limits<double>::quiet_NaN();
  else
    number.integer =
        element.isInteger(1)
            ? 1
            : llvm::SignExtend64(
                  0xa5a5a5a5a5a5a5a5,
                  element.isIndex() ? 64 : element.getIntOrFloatBitWidth());
  llvm::fill(tensor.data, number);
  return tensor;
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::EmptyOp op,
                              Frame &frame) {
  SmallVector<int64_t> shape = getNumbers(op.getMixedSizes(), frame);
  if (failed(verifyExtents(op, shape)))
    return failure();
  frame.set(op, makeMeaningless(shape, op.getType().getElementType()));
  return success();
}

/// The place of the element of `tensor` that `indices` name.
static FailureOr<int64_t> getPlace(Operation *op, const Tensor &tensor,
                                   ValueRange indices, Frame &frame) {
  SmallVector<int64_t> index;
  for (auto [axis, value] : llvm::enumerate(indices)) {
    index.push_back(frame.getScalar(value).integer);
    if (index.back() < 0 || index.back() >= tensor.shape[axis])
      return op->emitOpError("expected an index of axis ")
             << axis << " of extent " << tensor.shape[axis] << ", got "
             << index.back();
  }
  return dot(index, getStrides(tensor.shape));
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::ExtractOp op,
                              Frame &frame) {
  const Tensor &tensor = frame.getTensor(op.getTensor());
  FailureOr<int64_t> place = getPlace(op, tensor, op.getIndices(), frame);
  if (failed(place))
    return failure();
  frame.values[op].scalar = tensor.data[*place];
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, tensor::InsertOp op,
                              Frame &frame) {
  Tensor tensor = frame.getTensor(op.getDest());
  FailureOr<int64_t> place = getPlace(op, tensor, op.getIndices(), frame);
  if (failed(place))
    return failure();
  tensor.data[*place] = frame.getScalar(op.getScalar());
  frame.set(op, std::move(tensor));
  return success();
}

//===----------------------------------------------------------------------===//
// linalg
//===----------------------------------------------------------------------===//

namespace {
/// What an operand of a linalg op is at each point of its loops: an element at
/// `start` plus `steps` times the point, or at `index` of it where that is not
/// linear; a scalar is one everywhere.
struct Access {
  AffineMap map;
  SmallVector<int64_t> strides;
  SmallVector<int64_t> steps;
  int64_t start = 0;
  bool isLinear = false;

  int64_t getPlace(ArrayRef<int64_t> point) const {
    return isLinear ? start + dot(steps, point)
                    : dot(map.compose(point), strides);
  }
};
} // namespace

/// Whether `expr` is a sum of dimensions with factors.
static bool isLinear(AffineExpr expr) {
  if (isa<AffineDimExpr, AffineConstantExpr>(expr))
    return true;
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  return binary &&
         (expr.getKind() == AffineExprKind::Add ||
          (expr.getKind() == AffineExprKind::Mul &&
           isa<AffineConstantExpr>(binary.getRHS()))) &&
         isLinear(binary.getLHS()) && isLinear(binary.getRHS());
}

/// The access of an operand of shape `shape`; verifies that it stays inside for
/// loops of the extents `loops`.
static FailureOr<Access> makeAccess(Operation *op, AffineMap map,
                                    ArrayRef<int64_t> shape,
                                    ArrayRef<int64_t> loops) {
  Access access{map, getStrides(shape), {}, 0, false};
  access.isLinear = llvm::all_of(map.getResults(), isLinear);
  bool runs = !llvm::is_contained(loops, 0);
  auto verify = [&](ArrayRef<int64_t> index) -> LogicalResult {
    for (auto [axis, extent] : llvm::enumerate(shape))
      if (index[axis] < 0 || index[axis] >= extent)
        return op->emitOpError("expected an index of axis ")
               << axis << " of extent " << extent << ", got " << index[axis];
    return success();
  };
  if (!access.isLinear) {
    LogicalResult isInside = success();
    forEachIndex(loops, [&](ArrayRef<int64_t> point) {
      if (succeeded(isInside))
        isInside = verify(map.compose(point));
    });
    if (failed(isInside))
      return failure();
    return access;
  }
  SmallVector<int64_t> point(loops.size(), 0);
  SmallVector<int64_t> start = map.compose(point);
  access.start = dot(start, access.strides);
  SmallVector<int64_t> lowest = start, highest = start;
  for (auto [loop, extent] : llvm::enumerate(loops)) {
    point[loop] = 1;
    SmallVector<int64_t> next = map.compose(point);
    point[loop] = 0;
    access.steps.push_back(dot(next, access.strides) - access.start);
    for (size_t axis = 0; axis < shape.size(); ++axis) {
      int64_t reach = (next[axis] - start[axis]) * (extent - 1);
      (reach < 0 ? lowest : highest)[axis] += reach;
    }
  }
  if (runs && (failed(verify(lowest)) || failed(verify(highest))))
    return failure();
  return access;
}

namespace {
/// The loops of a linalg op with what it reads and writes.
class Loops {
public:
  /// Fails after a diagnostic where an operand is too small for the loops.
  LogicalResult prepare(linalg::LinalgOp op, Frame &frame);

  ArrayRef<int64_t> getExtents() const { return extents; }

  /// The arguments of the body at `point`, until the next call.
  ArrayRef<Number> gather(ArrayRef<int64_t> point) {
    for (size_t i = 0; i < arguments.size(); ++i)
      if (const Tensor *tensor = getTensor(i))
        arguments[i] = tensor->data[accesses[i].getPlace(point)];
    return arguments;
  }
  void store(ArrayRef<int64_t> point, size_t result, Number number) {
    int64_t place = accesses[inputs.size() + result].getPlace(point);
    results[result].data[place] = number;
  }

  std::vector<Tensor> results;

private:
  /// Null for a scalar, whose argument never changes.
  const Tensor *getTensor(size_t operand) const {
    return operand < inputs.size() ? inputs[operand]
                                   : &results[operand - inputs.size()];
  }

  SmallVector<int64_t> extents;
  SmallVector<Access> accesses;
  SmallVector<const Tensor *> inputs;
  SmallVector<Number> arguments;
};
} // namespace

LogicalResult Loops::prepare(linalg::LinalgOp op, Frame &frame) {
  AffineMap shapesToLoops = op.getShapesToLoopsMap();
  if (!shapesToLoops)
    return op->emitOpError("expected operands that say the extents of loops");
  SmallVector<int64_t> shapes;
  for (Value operand : op->getOperands())
    if (isa<RankedTensorType>(operand.getType()))
      llvm::append_range(shapes, frame.getTensor(operand).shape);
  extents = shapesToLoops.compose(shapes);
  for (Value input : op.getDpsInputs())
    inputs.push_back(isa<RankedTensorType>(input.getType())
                         ? &frame.getTensor(input)
                         : nullptr);
  for (Value init : op.getDpsInits())
    results.push_back(frame.getTensor(init));
  for (auto [i, map] : llvm::enumerate(op.getIndexingMapsArray())) {
    const Tensor *tensor = getTensor(i);
    FailureOr<Access> access = makeAccess(
        op, map, tensor ? ArrayRef(tensor->shape) : ArrayRef<int64_t>(),
        extents);
    if (failed(access))
      return failure();
    accesses.push_back(std::move(*access));
    arguments.push_back(tensor ? Number{} : frame.getScalar(op->getOperand(i)));
  }
  return success();
}

/// Whether every op of `body` computes a scalar from scalars.
static bool isScalarBody(Block &body) {
  return llvm::all_of(body.without_terminator(), [](Operation &op) {
    return isa<linalg::IndexOp>(op) || prepareScalar(&op);
  });
}

/// Runs a body that reads more than its arguments, op by op.
static LogicalResult runBody(EvaluatorImpl &self, Block &body, Loops &loops,
                             Frame &frame) {
  SmallVector<linalg::IndexOp> indices(body.getOps<linalg::IndexOp>());
  LogicalResult done = success();
  forEachIndex(loops.getExtents(), [&](ArrayRef<int64_t> point) {
    if (failed(done))
      return;
    for (linalg::IndexOp index : indices)
      frame.values[index].scalar.integer = point[index.getDim()];
    std::vector<Datum> arguments;
    for (Number number : loops.gather(point))
      arguments.push_back({number, nullptr});
    auto yielded = self.run(body, std::move(arguments), frame);
    done = yielded;
    if (failed(done))
      return;
    for (auto [result, datum] : llvm::enumerate(*yielded))
      loops.store(point, result, datum.scalar);
  });
  return done;
}

template <typename Op>
static LogicalResult evaluateLinalg(EvaluatorImpl &self, Op op, Frame &frame) {
  Loops loops;
  if (failed(loops.prepare(op, frame)))
    return failure();
  Block &body = *op.getBlock();
  if (isScalarBody(body)) {
    ScalarProgram program(
        body, [&](Value value) { return frame.getScalar(value); },
        /*boundsErrors=*/false);
    forEachIndex(loops.getExtents(), [&](ArrayRef<int64_t> point) {
      for (auto [result, number] :
           llvm::enumerate(program.run(loops.gather(point), point)))
        loops.store(point, result, number);
    });
  } else if (failed(runBody(self, body, loops, frame))) {
    return failure();
  }
  for (auto [value, result] : llvm::zip_equal(op->getResults(), loops.results))
    frame.set(value, std::move(result));
  return success();
}

/// What runs the body has set it.
static LogicalResult evaluate(EvaluatorImpl &self, linalg::IndexOp op,
                              Frame &frame) {
  return success();
}

//===----------------------------------------------------------------------===//
// Loops and branches
//===----------------------------------------------------------------------===//

static std::vector<Datum> getData(ValueRange values, Frame &frame) {
  std::vector<Datum> data;
  for (Value value : values)
    data.push_back(frame.values[value]);
  return data;
}

static LogicalResult setResults(Operation *op,
                                const FailureOr<std::vector<Datum>> &data,
                                Frame &frame) {
  if (failed(data))
    return failure();
  for (auto [result, datum] : llvm::zip_equal(op->getResults(), *data))
    frame.values[result] = datum;
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, scf::ForOp op,
                              Frame &frame) {
  int64_t upper = frame.getScalar(op.getUpperBound()).integer;
  int64_t step = frame.getScalar(op.getStep()).integer;
  if (step <= 0)
    return op.emitOpError("expected a positive step, got ") << step;
  FailureOr<std::vector<Datum>> carried = getData(op.getInitArgs(), frame);
  for (int64_t i = frame.getScalar(op.getLowerBound()).integer; i < upper;
       i += step) {
    Datum index;
    index.scalar.integer = i;
    carried->insert(carried->begin(), index);
    carried = self.run(*op.getBody(), std::move(*carried), frame);
    if (failed(carried))
      return failure();
  }
  return setResults(op, carried, frame);
}

static LogicalResult evaluate(EvaluatorImpl &self, scf::IfOp op, Frame &frame) {
  bool isTrue = frame.getScalar(op.getCondition()).integer != 0;
  Region &region = isTrue ? op.getThenRegion() : op.getElseRegion();
  if (region.empty())
    return success();
  return setResults(op, self.run(region.front(), {}, frame), frame);
}

static LogicalResult evaluate(EvaluatorImpl &self, scf::WhileOp op,
                              Frame &frame) {
  std::vector<Datum> carried = getData(op.getInits(), frame);
  while (true) {
    auto before = self.run(op.getBefore().front(), std::move(carried), frame);
    if (failed(before))
      return failure();
    // The condition, and what both the body and the results get.
    bool goesOn = before->front().scalar.integer != 0;
    before->erase(before->begin());
    if (!goesOn)
      return setResults(op, before, frame);
    auto after = self.run(op.getAfter().front(), std::move(*before), frame);
    if (failed(after))
      return failure();
    carried = std::move(*after);
  }
}

static LogicalResult evaluate(EvaluatorImpl &self, cf::AssertOp op,
                              Frame &frame) {
  if (frame.getScalar(op.getArg()).integer == 0)
    return op.emitOpError("failed: ") << op.getMsg();
  return success();
}

static EvaluationFailure getFailure(CheckKind kind) {
  switch (kind) {
  case CheckKind::Index:
    return EvaluationFailure::Index;
  case CheckKind::Numeric:
    return EvaluationFailure::Numeric;
  case CheckKind::Value:
    return EvaluationFailure::Value;
  }
  llvm_unreachable("unknown kind of check");
}

static LogicalResult evaluate(EvaluatorImpl &self, CheckOp op, Frame &frame) {
  if (frame.getScalar(op.getCondition()).integer != 0)
    return success();
  self.failOnData(op, getFailure(op.getKind()), "failed: " + op.getMessage());
  self.certainFailure = getFirst(self.certainFailure, self.currentFailure);
  return success();
}

//===----------------------------------------------------------------------===//
// Arithmetic on extents
//===----------------------------------------------------------------------===//

/// The values of an affine map.
static SmallVector<int64_t> evaluateMap(AffineMap map, ValueRange operands,
                                        Frame &frame) {
  SmallVector<int64_t> numbers;
  for (Value operand : operands)
    numbers.push_back(frame.getScalar(operand).integer);
  // Symbols are dimensions behind the others.
  SmallVector<AffineExpr> dims;
  for (unsigned i = 0; i < map.getNumSymbols(); ++i)
    dims.push_back(getAffineDimExpr(map.getNumDims() + i, map.getContext()));
  return map.replaceDimsAndSymbols({}, dims, map.getNumInputs(), 0)
      .compose(numbers);
}

static LogicalResult evaluate(EvaluatorImpl &self, affine::AffineApplyOp op,
                              Frame &frame) {
  frame.values[op].scalar.integer =
      evaluateMap(op.getAffineMap(), op.getOperands(), frame)[0];
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, affine::AffineMinOp op,
                              Frame &frame) {
  SmallVector<int64_t> numbers =
      evaluateMap(op.getAffineMap(), op.getOperands(), frame);
  frame.values[op].scalar.integer = *llvm::min_element(numbers);
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, affine::AffineMaxOp op,
                              Frame &frame) {
  SmallVector<int64_t> numbers =
      evaluateMap(op.getAffineMap(), op.getOperands(), frame);
  frame.values[op].scalar.integer = *llvm::max_element(numbers);
  return success();
}

//===----------------------------------------------------------------------===//
// Buffers of a kernel
//===----------------------------------------------------------------------===//

static LogicalResult evaluate(EvaluatorImpl &self, bufferization::ToTensorOp op,
                              Frame &frame) {
  frame.values[op] = frame.values.lookup(op.getBuffer());
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self,
                              bufferization::AllocTensorOp op, Frame &frame) {
  if (Value copy = op.getCopy()) {
    frame.values[op] = frame.values.lookup(copy);
    return success();
  }
  SmallVector<int64_t> shape =
      getNumbers(getMixedValues(op.getType().getShape(), op.getDynamicSizes(),
                                op.getContext()),
                 frame);
  if (failed(verifyExtents(op, shape)))
    return failure();
  frame.set(op, makeMeaningless(shape, op.getType().getElementType()));
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self,
                              bufferization::MaterializeInDestinationOp op,
                              Frame &frame) {
  Value target = op.getResult() ? op.getResult() : op.getDest();
  frame.values[target] = frame.values.lookup(op.getSource());
  return success();
}

static LogicalResult evaluate(EvaluatorImpl &self, memref::DimOp op,
                              Frame &frame) {
  std::optional<int64_t> axis = op.getConstantIndex();
  if (!axis)
    return op.emitOpError("expected a constant axis");
  frame.values[op].scalar.integer =
      frame.getTensor(op.getSource()).shape[*axis];
  return success();
}

FailureOr<std::vector<Tensor>>
Evaluator::evaluateKernel(StringRef entry, ArrayRef<Tensor> inputs,
                          ArrayRef<SmallVector<int64_t>> outputShapes) {
  EvaluatorImpl &self = *implementation;
  func::FuncOp kernel = self.findEntry(entry);
  FailureOr<EntrySignature> signature = EntrySignature::get(kernel);
  if (failed(signature))
    return failure();
  std::vector<Datum> arguments;
  auto add = [&](Tensor tensor) {
    arguments.push_back(
        {Number{}, std::make_shared<const Tensor>(std::move(tensor))});
  };
  for (const Tensor &input : inputs)
    add(input);
  for (FlatSymbolRefAttr name : signature->params) {
    FailureOr<Datum> param = self.getParam(name.getAttr());
    if (failed(param))
      return failure();
    arguments.push_back(*param);
  }
  size_t firstOutput = arguments.size();
  for (auto [output, shape] : llvm::zip_equal(signature->outputs, outputShapes))
    add(makeMeaningless(shape, output.type.getElementType()));
  if (arguments.size() != kernel.getNumArguments())
    return kernel.emitOpError("expected ")
           << arguments.size() << " arguments, as its signature says, got "
           << kernel.getNumArguments();

  self.beginEvaluation();
  Bindings bindings;
  Frame frame{llvm::DenseMap<Value, Datum>(), bindings};
  if (failed(self.run(kernel.getBody().front(), std::move(arguments), frame)) ||
      failed(self.finishEvaluation(nullptr)))
    return failure();
  std::vector<Tensor> outputs;
  for (Value output : kernel.getArguments().drop_front(firstOutput))
    outputs.push_back(frame.getTensor(output));
  return outputs;
}

void nn::addStructuredOps(OpTable &table) {
  table.add<tensor::EmptyOp>(evaluate);
  table.add<tensor::ExtractOp>(evaluate);
  table.add<tensor::InsertOp>(evaluate);
  table.add<linalg::CopyOp>(evaluateLinalg);
  table.add<linalg::FillOp>(evaluateLinalg);
  table.add<linalg::GenericOp>(evaluateLinalg);
  table.add<linalg::IndexOp>(evaluate);
  table.addControl<scf::ForOp>(evaluate);
  table.addControl<scf::IfOp>(evaluate);
  table.addControl<scf::WhileOp>(evaluate);
  table.add<cf::AssertOp>(evaluate);
  table.add<CheckOp>(evaluate);
  table.add<affine::AffineApplyOp>(evaluate);
  table.add<affine::AffineMinOp>(evaluate);
  table.add<affine::AffineMaxOp>(evaluate);
  table.add<bufferization::AllocTensorOp>(evaluate);
  table.add<bufferization::ToTensorOp>(evaluate);
  table.add<bufferization::MaterializeInDestinationOp>(evaluate);
  table.add<memref::DimOp>(evaluate);
}
