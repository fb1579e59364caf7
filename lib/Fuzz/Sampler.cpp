//===- Sampler.cpp - The values of tensors in sample calls ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sampler.h"
#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include <cmath>

using namespace mlir;
using namespace nn;

Extent LiveTensor::getExtent(int64_t axis) const {
  Extent extent;
  for (const Tensor &sample : samples)
    extent.samples.push_back(sample.shape[axis]);
  extent.isDynamic = getType().isDynamicDim(axis);
  if (StringAttr name = getAxisNames(getType())[axis])
    extent.name = name.str();
  return extent;
}

SmallVector<Extent> LiveTensor::getExtents() const {
  SmallVector<Extent> extents;
  for (int64_t axis = 0; axis < getRank(); ++axis)
    extents.push_back(getExtent(axis));
  return extents;
}

//===----------------------------------------------------------------------===//
// Conditioning
//===----------------------------------------------------------------------===//

double nn::getScale(const Tensor &tensor) {
  if (!tensor.isReal())
    return 0;
  double squares = 0;
  int64_t count = 0;
  for (Number number : tensor.data)
    if (std::isfinite(number.real)) {
      squares += number.real * number.real;
      ++count;
    }
  return count == 0 ? 0 : std::sqrt(squares / static_cast<double>(count));
}

bool nn::isWellConditioned(Number number, bool isReal, double scale) {
  if (number.error == 0)
    return true;
  return isReal &&
         number.error <= 1e-2 * std::max(std::fabs(number.real), scale);
}

bool nn::isMeaningful(const Tensor &tensor) {
  int64_t count = tensor.data.size(), bad = 0;
  if (count > kMaxElements)
    return false;
  double scale = getScale(tensor);
  for (Number number : tensor.data) {
    bool isModerate = !tensor.isReal() || std::fabs(number.real) < 1e8;
    bad += !isModerate || !isWellConditioned(number, tensor.isReal(), scale);
  }
  return bad * 8 <= count;
}

bool nn::isExact(const Tensor &tensor) {
  return static_cast<int64_t>(tensor.data.size()) <= kMaxElements &&
         llvm::all_of(tensor.data,
                      [](Number number) { return number.error == 0; });
}

//===----------------------------------------------------------------------===//
// Evaluation of an op
//===----------------------------------------------------------------------===//

Sampler::Sampler(Location loc) : module(ModuleOp::create(loc)) {}

void Sampler::addSymbol(Operation *symbol) {
  module->push_back(symbol->clone());
}

namespace {
/// Builds a function around one op, whose arguments are the tensors that the op
/// depends on.
class Wrapper {
public:
  Wrapper(ModuleOp module, Location loc)
      : builder(module.getContext()), loc(loc) {
    builder.setInsertionPointToEnd(module.getBody());
    function = func::FuncOp::create(builder, loc, "sampled",
                                    builder.getFunctionType({}, {}));
    block = function.addEntryBlock();
    builder.setInsertionPointToEnd(block);
  }
  ~Wrapper() { function.erase(); }

  /// Copies `op` with what it needs. False if that is no tensor and no op
  /// makes it.
  bool wrap(Operation *op) {
    // The op may stand in a region that has no parent yet, which upstream's
    // search for the values that regions use from above does not expect.
    llvm::DenseSet<Value> inside;
    op->walk([&](Operation *nested) {
      for (Region &region : nested->getRegions())
        for (BlockArgument argument : region.getArguments())
          inside.insert(argument);
      if (nested != op)
        inside.insert(nested->result_begin(), nested->result_end());
    });
    auto result = op->walk([&](Operation *nested) {
      for (Value operand : nested->getOperands())
        if (!inside.contains(operand) && !provide(operand))
          return WalkResult::interrupt();
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return false;
    Operation *copy = builder.clone(*op, mapping);
    func::ReturnOp::create(builder, loc, copy->getResults());
    function.setType(builder.getFunctionType(block->getArgumentTypes(),
                                             copy->getResultTypes()));
    return true;
  }

  StringRef getName() { return function.getName(); }
  ArrayRef<Value> getTensors() const { return tensors; }

private:
  bool provide(Value value) {
    if (mapping.contains(value))
      return true;
    if (isa<RankedTensorType>(value.getType())) {
      tensors.push_back(value);
      mapping.map(value, block->addArgument(value.getType(), loc));
      return true;
    }
    Operation *op = value.getDefiningOp();
    if (!op || !llvm::all_of(op->getOperands(),
                             [&](Value operand) { return provide(operand); }))
      return false;
    builder.clone(*op, mapping);
    return true;
  }

  OpBuilder builder;
  Location loc;
  func::FuncOp function;
  Block *block;
  IRMapping mapping;
  SmallVector<Value> tensors;
};
} // namespace

std::optional<std::vector<std::vector<Tensor>>>
Sampler::evaluate(Operation *op,
                  llvm::function_ref<const LiveTensor *(Value)> find) {
  Wrapper wrapper(*module, op->getLoc());
  if (!wrapper.wrap(op))
    return std::nullopt;
  SmallVector<const LiveTensor *> operands;
  for (Value tensor : wrapper.getTensors()) {
    operands.push_back(find(tensor));
    if (!operands.back())
      return std::nullopt;
  }
  Evaluator evaluator(*module, EvaluatorOptions{/*boundsErrors=*/true});
  if (failed(evaluator.prepare(wrapper.getName())))
    return std::nullopt;
  std::vector<std::vector<Tensor>> results;
  for (size_t sample = 0; sample < kNumSamples; ++sample) {
    std::vector<Tensor> inputs;
    for (const LiveTensor *operand : operands)
      inputs.push_back(operand->samples[sample]);
    auto evaluated = evaluator.evaluate(wrapper.getName(), inputs);
    if (failed(evaluated) || evaluator.dependsOnRounding())
      return std::nullopt;
    results.push_back(std::move(*evaluated));
  }
  return results;
}
