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

/// A function that an op calls, once or for each element of a batch.
struct Callee {
  const AnalyzedFunction *function = nullptr;
  SmallVector<SymbolicShape> results;
  std::optional<Polynomial> runs;
};

class CostAnalysis {
public:
  explicit CostAnalysis(ModuleOp module) : module(module), symbols(module) {}

  FailureOr<ModuleCost> run();

private:
  const AnalyzedFunction &analyze(func::FuncOp function,
                                  ArrayRef<SymbolicShape> arguments);
  Callee analyzeCallee(Operation *op, ArrayRef<SymbolicShape> operands);
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

void nn::addPeak(std::vector<LiveMemory> &peaks, LiveMemory next) {
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

static Polynomial countElements(const SymbolicShape &shape) {
  Polynomial count = 1;
  for (const Polynomial &extent : shape)
    count *= extent;
  return count;
}

static Polynomial countBytes(Value tensor, const SymbolicExtents &extents) {
  return countElements(extents.getShape(tensor)) *
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

  /// Whether the number of operations is a polynomial in the extents that are
  /// not known yet.
  bool isPolynomial() {
    setExtents([](const Polynomial &extent) {
      return extent.getConstant().value_or(ShapedType::kDynamic);
    });
    return cast<CostOpInterface>(copy).isOperationCountPolynomial();
  }

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
          bool areExtents = true;
          setExtents([&](const Polynomial &extent) {
            int64_t number = extent.evaluate(point).value_or(-1);
            areExtents &= number >= 0;
            return std::max<int64_t>(number, 0);
          });
          if (!areExtents)
            return std::nullopt;
          return get(cast<CostOpInterface>(copy));
        });
  }

private:
  void addTensor(Value value, Value other) {
    if (isTensor(value))
      tensors.emplace_back(value, other);
  }

  void setExtents(llvm::function_ref<int64_t(const Polynomial &)> get) {
    for (auto [value, other] : tensors) {
      auto type = cast<RankedTensorType>(value.getType());
      other.setType(RankedTensorType::get(
          llvm::map_to_vector(extents.getShape(value), get),
          type.getElementType(), type.getEncoding()));
    }
  }

  const SymbolicExtents &extents;
  Block scratch;
  Operation *copy;
  SmallVector<std::pair<Value, Value>> tensors;
};
} // namespace

/// The costs of an op by itself, without what it calls and what its regions
/// cost.
static Cost countByItself(Operation *op, const SymbolicExtents &extents,
                          std::vector<UnknownNumber> &unknown) {
  Cost cost;
  if (isa<CostOpInterface>(op)) {
    OpAtShapes copy(op, extents);
    cost.operations = copy.isPolynomial()
                          ? copy.count([](CostOpInterface cost) {
                              return cost.getOperationCount();
                            })
                          : addUnknown(unknown,
                                       "the number of operations of '" +
                                           op->getName().getStringRef() + "'",
                                       op->getLoc());
    cost.bytesRead =
        copy.count([](CostOpInterface cost) { return cost.getBytesRead(); });
    cost.bytesWritten =
        copy.count([](CostOpInterface cost) { return cost.getBytesWritten(); });
    return cost;
  }
  if (isa<RegionProgramOpInterface>(op) ||
      llvm::all_of(op->getResults(), [](Value result) {
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
        cost.operations += countElements(extents.getShape(result));
    }
  return cost;
}

BlockCost CostAnalysis::countRegions(Operation *op,
                                     const SymbolicExtents &extents) {
  BlockCost total;
  for (Region &region : op->getRegions()) {
    std::optional<Polynomial> runs = extents.getRunCount(region);
    if (!runs)
      continue;
    for (Block &block : region) {
      BlockCost inner = countBlock(block, extents, /*ops=*/nullptr);
      inner.cost *= *runs;
      total.cost += inner.cost;
      total.params.merge(inner.params);
      for (LiveMemory &peak : inner.peaks)
        addPeak(total.peaks, std::move(peak));
    }
  }
  return total;
}

/// What `op` calls with operands of these shapes; no function if it calls none
/// with a body.
Callee CostAnalysis::analyzeCallee(Operation *op,
                                   ArrayRef<SymbolicShape> operands) {
  func::FuncOp function = getCallee(op, symbols);
  if (!function || function.isDeclaration())
    return {};
  // An application binds parameters behind the arguments.
  SmallVector<Type> types(function.getArgumentTypes());
  auto apply = dyn_cast<ApplyOp>(op);
  if (apply)
    for (auto name : apply.getParamNames().getAsRange<FlatSymbolRefAttr>())
      types.push_back(symbols.lookup<ParamOp>(name.getAttr()).getTensorType());
  Callee callee;
  SmallVector<SymbolicShape> shapes(operands);
  if (apply && apply.getBatched())
    for (auto [operand, type, shape] :
         llvm::zip_equal(op->getOperands(), types, shapes))
      if (ApplyOp::isBatchedValue(operand.getType(), type)) {
        // A number says more than an extent that has yet to be equal to it.
        if (!callee.runs || !callee.runs->getConstant())
          callee.runs = shape.front();
        shape.erase(shape.begin());
      }
  callee.function = &analyze(
      function, ArrayRef(shapes).take_front(function.getNumArguments()));
  callee.results = callee.function->results;
  if (callee.runs)
    for (SymbolicShape &shape : callee.results)
      shape.insert(shape.begin(), *callee.runs);
  return callee;
}

BlockCost CostAnalysis::countOp(Operation *op, const SymbolicExtents &extents) {
  SmallVector<SymbolicShape> operands =
      llvm::map_to_vector(op->getOperands(), [&](Value operand) {
        return isTensor(operand) ? extents.getShape(operand) : SymbolicShape();
      });
  if (Callee callee = analyzeCallee(op, operands); callee.function) {
    BlockCost cost = callee.function->body;
    cost.cost *= callee.runs.value_or(1);
    if (auto apply = dyn_cast<ApplyOp>(op))
      for (auto name : apply.getParamNames().getAsRange<FlatSymbolRefAttr>())
        cost.params.erase(name.getValue());
    return cost;
  }
  BlockCost cost = countRegions(op, extents);
  cost.cost += countByItself(op, extents, result.unknown);
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
    // A function has counted what it returns, unless that is a part of it.
    auto apply = dyn_cast<ApplyOp>(&op);
    bool isCounted = callee && !(apply && apply.getBatched());
    for (const LiveMemory &peak : cost.peaks)
      addPeak(total.peaks,
              {(isCounted ? before : live) + peak.bytes, peak.loc, peak.op});
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
    Polynomial elements = countElements(SymbolicShape(type.getShape()));
    count.elements += elements;
    count.bytes += elements * getElementBytes(type);
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
    return analyzeCallee(op, operands).results;
  };
  SymbolicExtents extents(function, arguments, callModel, result.unknown);
  Block &body = function.getBody().front();
  analyzed.body = countBlock(body, extents, &analyzed.ops);
  for (Value value : body.getTerminator()->getOperands())
    analyzed.results.push_back(isTensor(value) ? extents.getShape(value)
                                               : SymbolicShape());
  return functions.try_emplace(key, std::move(analyzed)).first->second;
}

/// Whether `op` computes in regions in a way that nothing is known of.
static bool hasUnknownRegions(Operation *op) {
  if (isa<RegionProgramOpInterface, CostOpInterface>(op))
    return false;
  return llvm::any_of(op->getRegions(), [](Region &region) {
    return llvm::any_of(region.getOps(), [](Operation &nested) {
      return !nested.hasTrait<OpTrait::ConstantLike>() &&
             !nested.hasTrait<OpTrait::IsTerminator>();
    });
  });
}

/// Refuses what would be counted as nothing.
static LogicalResult verifyCountable(func::FuncOp function) {
  if (!llvm::hasSingleElement(function.getBody()))
    return function.emitOpError("expected a single block to count the cost of, "
                                "got ")
           << function.getBody().getBlocks().size();
  LogicalResult result = success();
  function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
    bool hasBuffers =
        llvm::any_of(op->getOperandTypes(), llvm::IsaPred<BaseMemRefType>) ||
        llvm::any_of(op->getResultTypes(), llvm::IsaPred<BaseMemRefType>);
    if (!hasBuffers && !hasUnknownRegions(op))
      return WalkResult::advance();
    result = op->emitOpError("has no known cost: it ")
             << (hasBuffers ? "works on buffers" : "computes in a region")
             << "; costs are those of stage 'model'";
    return WalkResult::skip();
  });
  return result;
}

FailureOr<ModuleCost> CostAnalysis::run() {
  LogicalResult isCountable = verifyCalls(module, symbols);
  for (auto function : module.getOps<func::FuncOp>())
    if (!function.isDeclaration() && failed(verifyCountable(function)))
      isCountable = failure();
  if (failed(isCountable))
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
