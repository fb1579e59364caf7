//===- Cost.cpp - What the functions of a module cost ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/Cost.h"
#include "dialects/NN/NNOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/CastInterfaces.h"
#include "nn/Analysis/CallGraph.h"
#include <set>

using namespace mlir;
using namespace nn;

Cost &Cost::operator+=(const Cost &other) {
  operations += other.operations;
  bytesRead += other.bytesRead;
  bytesWritten += other.bytesWritten;
  return *this;
}

Cost &Cost::operator*=(const Polynomial &times) {
  operations *= times;
  bytesRead *= times;
  bytesWritten *= times;
  return *this;
}

namespace {
/// The parameters that something reads; their order is that of their names.
using Params = std::set<StringRef>;

/// What a block, or an op with all that it runs, costs.
struct BlockCost {
  Cost cost;
  Params params;
  std::vector<LiveMemory> peaks;
};

/// A function for arguments of certain shapes.
struct AnalyzedFunction {
  BlockCost body;
  std::vector<OpCost> ops;
  SmallVector<SymbolicShape> results;
};

class CostAnalysis {
public:
  explicit CostAnalysis(ModuleOp module) : module(module), symbols(module) {}

  FailureOr<ModuleCost> run();

private:
  const AnalyzedFunction &analyze(func::FuncOp function,
                                  ArrayRef<SymbolicShape> arguments);
  const AnalyzedFunction *analyzeCallee(Operation *op,
                                        ArrayRef<SymbolicShape> operands);
  BlockCost countBlock(Block &block, const SymbolicExtents &extents,
                       std::vector<OpCost> *ops);
  BlockCost countOp(Operation *op, const SymbolicExtents &extents);
  BlockCost countRegions(Operation *op, const SymbolicExtents &extents);
  ParameterCount countParameters(const Params &params);

  ModuleOp module;
  SymbolTable symbols;
  ModuleCost result;
  /// Functions by name and shapes of arguments.
  std::map<std::string, AnalyzedFunction> functions;
};
} // namespace

/// Adds what is live at one more place to those that are not smaller than
/// another.
static void addPeak(std::vector<LiveMemory> &peaks, LiveMemory next) {
  auto covers = [](const Polynomial &left, const Polynomial &right) {
    return left.isUnknown() || right.isAtMost(left);
  };
  if (llvm::any_of(peaks, [&](const LiveMemory &peak) {
        return covers(peak.bytes, next.bytes);
      }))
    return;
  llvm::erase_if(peaks, [&](const LiveMemory &peak) {
    return covers(next.bytes, peak.bytes);
  });
  peaks.push_back(std::move(next));
}

//===----------------------------------------------------------------------===//
// One op
//===----------------------------------------------------------------------===//

static bool isTensor(Value value) {
  return isa<RankedTensorType>(value.getType());
}

static Polynomial countElements(Value tensor, const SymbolicExtents &extents) {
  Polynomial count = 1;
  for (const Polynomial &extent : extents.getShape(tensor))
    count *= extent;
  return count;
}

static Polynomial countBytes(Value tensor, const SymbolicExtents &extents) {
  return countElements(tensor, extents) *
         getElementBytes(cast<RankedTensorType>(tensor.getType()));
}

/// Whether a value takes no memory of its own: another has it, or the code, or
/// the caller.
static bool isBorrowed(Value value) {
  Operation *op = value.getDefiningOp();
  return !op || op->hasTrait<OpTrait::ConstantLike>() ||
         isa<ParamRefOp, CastOpInterface>(op);
}

namespace {
/// A copy of an op whose tensors can be given any extents. It belongs to no
/// block.
class OpAtShapes {
public:
  OpAtShapes(Operation *op, const SymbolicExtents &extents) : extents(extents) {
    IRMapping mapping;
    for (Value value : getValuesRead(op)) {
      Value copy = scratch.addArgument(value.getType(), value.getLoc());
      mapping.map(value, copy);
      addTensor(value, copy);
    }
    copy = op->clone(mapping);
    for (auto [value, other] :
         llvm::zip_equal(op->getResults(), copy->getResults()))
      addTensor(value, other);
  }
  ~OpAtShapes() { copy->destroy(); }

  /// A count of the op as a formula.
  Polynomial
  count(llvm::function_ref<std::optional<int64_t>(CostOpInterface)> get) {
    std::map<std::string, unsigned> degrees;
    for (auto [value, other] : tensors)
      for (const Polynomial &extent : extents.getShape(value)) {
        std::set<std::string> variables;
        for (const auto &term : extent.getTerms())
          variables.insert(term.first.begin(), term.first.end());
        for (const std::string &variable : variables)
          degrees[variable] += extent.getDegree(variable);
      }
    return interpolate(
        SmallVector<std::pair<std::string, unsigned>>(degrees.begin(),
                                                      degrees.end()),
        [&](const llvm::StringMap<int64_t> &point) -> std::optional<int64_t> {
          if (!setExtents(point))
            return std::nullopt;
          return get(cast<CostOpInterface>(copy));
        });
  }

private:
  void addTensor(Value value, Value other) {
    if (isTensor(value))
      tensors.emplace_back(value, other);
  }

  bool setExtents(const llvm::StringMap<int64_t> &point) {
    for (auto [value, other] : tensors) {
      SmallVector<int64_t> shape;
      for (const Polynomial &extent : extents.getShape(value)) {
        std::optional<int64_t> number = extent.evaluate(point);
        if (!number || *number < 0)
          return false;
        shape.push_back(*number);
      }
      auto type = cast<RankedTensorType>(value.getType());
      other.setType(RankedTensorType::get(shape, type.getElementType(),
                                          type.getEncoding()));
    }
    return true;
  }

  const SymbolicExtents &extents;
  Block scratch;
  Operation *copy;
  SmallVector<std::pair<Value, Value>> tensors;
};
} // namespace

/// The costs of an op by itself, without what it calls and what its regions
/// cost.
static Cost countByItself(Operation *op, const SymbolicExtents &extents) {
  Cost cost;
  if (isa<CostOpInterface>(op)) {
    OpAtShapes copy(op, extents);
    cost.operations = copy.count(
        [](CostOpInterface cost) { return cost.getOperationCount(); });
    cost.bytesRead =
        copy.count([](CostOpInterface cost) { return cost.getBytesRead(); });
    cost.bytesWritten =
        copy.count([](CostOpInterface cost) { return cost.getBytesWritten(); });
    return cost;
  }
  if (llvm::all_of(op->getResults(), [](Value result) {
        return !isTensor(result) || isBorrowed(result);
      }))
    return cost;
  for (Value value : getValuesRead(op))
    if (isTensor(value))
      cost.bytesRead += countBytes(value, extents);
  for (Value result : op->getResults())
    if (isTensor(result)) {
      cost.bytesWritten += countBytes(result, extents);
      if (op->hasTrait<OpTrait::Elementwise>())
        cost.operations += countElements(result, extents);
    }
  return cost;
}

BlockCost CostAnalysis::countRegions(Operation *op,
                                     const SymbolicExtents &extents) {
  BlockCost total;
  auto interface = dyn_cast<CostOpInterface>(op);
  for (Region &region : op->getRegions())
    for (Block &block : region) {
      Polynomial times = 1;
      if (interface) {
        unsigned index = region.getRegionNumber();
        times = OpAtShapes(op, extents).count([&](CostOpInterface copy) {
          return copy.getExecutionCount(index);
        });
        if (times == Polynomial())
          continue;
        if (times.isUnknown())
          times = addUnknown(result.unknown,
                             "executions of region " + Twine(index) + " of '" +
                                 op->getName().getStringRef() + "'",
                             op->getLoc());
      }
      BlockCost inner = countBlock(block, extents, /*ops=*/nullptr);
      inner.cost *= times;
      total.cost += inner.cost;
      total.params.merge(inner.params);
      for (LiveMemory &peak : inner.peaks)
        addPeak(total.peaks, std::move(peak));
    }
  return total;
}

/// The function that `op` calls with operands of these shapes; null if it calls
/// none with a body.
const AnalyzedFunction *
CostAnalysis::analyzeCallee(Operation *op, ArrayRef<SymbolicShape> operands) {
  func::FuncOp callee = getCallee(op, symbols);
  // An application binds parameters behind the arguments.
  if (!callee || callee.isDeclaration() ||
      callee.getNumArguments() > op->getNumOperands() ||
      failed(verifyCompatibleShapes(
          op->getOperands().take_front(callee.getNumArguments()).getTypes(),
          callee.getArgumentTypes())))
    return nullptr;
  return &analyze(callee, operands.take_front(callee.getNumArguments()));
}

BlockCost CostAnalysis::countOp(Operation *op, const SymbolicExtents &extents) {
  SmallVector<SymbolicShape> operands =
      llvm::map_to_vector(op->getOperands(), [&](Value operand) {
        return isTensor(operand) ? extents.getShape(operand) : SymbolicShape();
      });
  if (const AnalyzedFunction *callee = analyzeCallee(op, operands)) {
    BlockCost cost = callee->body;
    if (auto apply = dyn_cast<ApplyOp>(op))
      for (auto name : apply.getParamNames().getAsRange<FlatSymbolRefAttr>())
        cost.params.erase(name.getValue());
    return cost;
  }
  BlockCost cost = countRegions(op, extents);
  cost.cost += countByItself(op, extents);
  for (Value value : getValuesRead(op))
    if (auto ref = value.getDefiningOp<ParamRefOp>())
      cost.params.insert(ref.getParam());
  return cost;
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// The value whose memory `value` has.
static Value getOwner(Value value) {
  while (auto cast = value.getDefiningOp<CastOpInterface>()) {
    if (cast->getNumOperands() != 1)
      break;
    value = cast->getOperand(0);
  }
  return value;
}

/// The last op of `block` that uses each value that takes memory.
static llvm::MapVector<Operation *, SmallVector<Value>>
findLastUses(Block &block) {
  llvm::MapVector<Value, Operation *> last;
  for (Operation &op : block) {
    for (Value result : op.getResults())
      if (isTensor(result) && !isBorrowed(result))
        last[result] = &op;
    for (Value value : getValuesRead(&op))
      if (auto known = last.find(getOwner(value)); known != last.end())
        known->second = &op;
  }
  llvm::MapVector<Operation *, SmallVector<Value>> ends;
  for (auto [value, op] : last)
    ends[op].push_back(value);
  return ends;
}

BlockCost CostAnalysis::countBlock(Block &block, const SymbolicExtents &extents,
                                   std::vector<OpCost> *ops) {
  BlockCost total;
  Polynomial live;
  llvm::MapVector<Operation *, SmallVector<Value>> ends = findLastUses(block);
  for (Operation &op : block) {
    BlockCost cost = countOp(&op, extents);
    std::string name = op.getName().getStringRef().str();
    func::FuncOp callee = getCallee(&op, symbols);
    if (callee)
      name += " @" + callee.getName().str();

    Polynomial before = live;
    for (Value value : op.getResults())
      if (isTensor(value) && !isBorrowed(value))
        live += countBytes(value, extents);
    if (live != Polynomial())
      addPeak(total.peaks, {live, op.getLoc(), name});
    // A function has counted what it returns.
    for (const LiveMemory &peak : cost.peaks)
      addPeak(total.peaks,
              {(callee ? before : live) + peak.bytes, peak.loc, peak.op});
    for (Value value : ends.lookup(&op))
      live -= countBytes(value, extents);

    bool isFree = cost.cost == Cost() && cost.params.empty();
    if (ops && !isFree && !op.hasTrait<OpTrait::IsTerminator>())
      ops->push_back(
          {op.getLoc(), name, cost.cost, countParameters(cost.params)});
    total.cost += cost.cost;
    total.params.merge(cost.params);
  }
  return total;
}

ParameterCount CostAnalysis::countParameters(const Params &params) {
  ParameterCount count;
  for (StringRef name : params) {
    RankedTensorType type = symbols.lookup<ParamOp>(name).getTensorType();
    count.elements += type.getNumElements();
    count.bytes += type.getNumElements() * getElementBytes(type);
  }
  return count;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

const AnalyzedFunction &
CostAnalysis::analyze(func::FuncOp function,
                      ArrayRef<SymbolicShape> arguments) {
  std::string key = function.getName().str();
  llvm::raw_string_ostream os(key);
  for (const SymbolicShape &shape : arguments) {
    os << "|";
    llvm::interleave(shape, os, "x");
  }
  if (auto known = functions.find(key); known != functions.end())
    return known->second;
  AnalyzedFunction analyzed;
  auto callModel = [&](Operation *op, ArrayRef<SymbolicShape> operands) {
    const AnalyzedFunction *callee = analyzeCallee(op, operands);
    return callee ? callee->results : SmallVector<SymbolicShape>();
  };
  SymbolicExtents extents(function, arguments, callModel, result.unknown);
  Block &body = function.getBody().front();
  analyzed.body = countBlock(body, extents, &analyzed.ops);
  for (Value value : body.getTerminator()->getOperands())
    analyzed.results.push_back(isTensor(value) ? extents.getShape(value)
                                               : SymbolicShape());
  return functions.try_emplace(key, std::move(analyzed)).first->second;
}

FailureOr<ModuleCost> CostAnalysis::run() {
  if (failed(verifyNoRecursion(module, symbols)))
    return failure();
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isDeclaration())
      continue;
    FunctionCost cost{
        function.getLoc(), function.getName().str(), {}, {}, {}, {}, {}};
    const AnalyzedFunction &analyzed =
        analyze(function, nameArgumentExtents(function, cost.extents));
    cost.ops = analyzed.ops;
    cost.total = analyzed.body.cost;
    cost.parameters = countParameters(analyzed.body.params);
    cost.peaks = analyzed.body.peaks;
    result.functions.push_back(std::move(cost));
  }
  return std::move(result);
}

FailureOr<ModuleCost> nn::analyzeCost(ModuleOp module) {
  return CostAnalysis(module).run();
}
