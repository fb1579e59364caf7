//===- OutlineRepeats.cpp - One function for what occurs several times ----===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each op that becomes long code is made a function, with the selectors and
// indices that it is computed from: what is known of them chooses its code.
// Two ops are equal if their functions print alike; of those, the first
// function stays and all are calls of it.
//
//===----------------------------------------------------------------------===//

#include "Selectors/KnownSequences.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"
#include "nn/Analysis/Subroutines.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/MapVector.h"

namespace nn {
#define GEN_PASS_DEF_OUTLINEREPEATSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// Whether what `op` takes and gives are tensors, but for constants, and it
/// reads no parameters, which functions that are compiled by themselves cannot.
static bool isFunctionOfTensors(Operation *op) {
  WalkResult reads =
      op->walk([](ParamRefOp) { return WalkResult::interrupt(); });
  if (reads.wasInterrupted())
    return false;
  auto isPlain = [](Value value) {
    return isPlainTensor(value.getType()) || matchPattern(value, m_Constant());
  };
  bool areUsedPlain = true;
  visitUsedValuesDefinedAbove(op->getRegions(), [&](OpOperand *operand) {
    areUsedPlain &= isPlain(operand->get());
  });
  return areUsedPlain && llvm::all_of(op->getOperands(), isPlain) &&
         llvm::all_of(op->getResultTypes(), isPlainTensor);
}

/// Whether `value` is a selector that an op makes of sequences or of other
/// selectors, and that cannot fail: checks keep their places.
static bool isSelector(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  Operation *op = value.getDefiningOp();
  return type.getRank() == 2 && type.getElementType().isInteger(1) && op &&
         isa<SelectOp, MapOp, arith::AndIOp, arith::OrIOp, arith::XOrIOp>(op) &&
         isFunctionOfTensors(op);
}

namespace {
/// An op as a function of tensors, and what it is called with.
class Outline {
public:
  /// Makes the function, which stands nowhere yet.
  explicit Outline(Operation *op) : op(op) {
    OpBuilder builder(op->getContext());
    Location unknown = builder.getUnknownLoc();
    function =
        func::FuncOp::create(unknown, "f", builder.getFunctionType({}, {}));
    builder.setInsertionPointToStart(function->addEntryBlock());
    Operation *copy = clone(builder, op);
    func::ReturnOp::create(builder, unknown, copy->getResults());
    Block &block = function->getBody().front();
    function->setType(builder.getFunctionType(block.getArgumentTypes(),
                                              copy->getResultTypes()));
    function->walk([&](Operation *part) { part->setLoc(unknown); });
    llvm::raw_string_ostream os(text);
    // Whole, whatever is asked of printing.
    constexpr int64_t all = std::numeric_limits<int64_t>::max();
    function->print(os, OpPrintingFlags()
                            .printGenericOpForm()
                            .useLocalScope()
                            .skipRegions(false)
                            .elideLargeElementsAttrs(all)
                            .elideLargeResourceString(all));
  }

  StringRef getText() const { return text; }
  StringRef getName() const { return op->getName().stripDialect(); }

  /// Hands the function over.
  func::FuncOp takeFunction() { return function.release(); }

  /// Calls `callee` instead of the op. `replaced` holds what has been replaced
  /// before, and takes the results.
  void replaceByCall(func::FuncOp callee, IRMapping &replaced) {
    OpBuilder builder(op);
    SmallVector<Value> operands;
    for (Value argument : arguments)
      operands.push_back(replaced.lookupOrDefault(argument));
    auto call = func::CallOp::create(builder, op->getLoc(), callee, operands);
    replaced.map(op->getResults(), call.getResults());
    op->replaceAllUsesWith(call.getResults());
    op->erase();
  }

private:
  static constexpr unsigned kMaxDepth = 64;

  Operation *clone(OpBuilder &builder, Operation *original,
                   unsigned depth = 0) {
    IRMapping own;
    for (Value operand : original->getOperands())
      own.map(operand, get(builder, operand, depth));
    visitUsedValuesDefinedAbove(
        original->getRegions(), [&](OpOperand *operand) {
          own.map(operand->get(), get(builder, operand->get(), depth));
        });
    return builder.clone(*original, own);
  }

  /// `value` in the function. Selectors that are made of very many others stay
  /// outside.
  Value get(OpBuilder &builder, Value value, unsigned depth = 0) {
    if (Value known = mapping.lookupOrNull(value))
      return known;
    Value own;
    Operation *producer = value.getDefiningOp();
    if (!isPlainTensor(value.getType())) {
      own = builder.clone(*producer)->getResult(0);
    } else if ((isSelector(value) && depth < kMaxDepth) ||
               ((isIota(value) || getRepeated(value)) &&
                isFunctionOfTensors(producer))) {
      own = clone(builder, producer, depth + 1)->getResult(0);
    } else {
      own = function->getBody().front().addArgument(value.getType(),
                                                    builder.getUnknownLoc());
      arguments.push_back(value);
      // That all elements are one number is not forgotten.
      if (TypedAttr number = getUniform(value))
        own = MapOp::create(
            builder, builder.getUnknownLoc(), own,
            [&](OpBuilder &inner, Location loc, ValueRange) -> Value {
              return arith::ConstantOp::create(inner, loc, number);
            });
    }
    mapping.map(value, own);
    return own;
  }

  Operation *op;
  OwningOpRef<func::FuncOp> function;
  IRMapping mapping;
  SmallVector<Value> arguments;
  std::string text;
};

struct OutlineRepeats : nn::impl::OutlineRepeatsPassBase<OutlineRepeats> {
  void runOnOperation() override {
    llvm::MapVector<StringRef, SmallVector<Outline *>> classes;
    std::vector<std::unique_ptr<Outline>> outlines;
    for (auto function : getOperation().getOps<func::FuncOp>())
      for (Operation &op : function.getOps())
        if (op.hasTrait<LongCode>() && isFunctionOfTensors(&op)) {
          outlines.push_back(std::make_unique<Outline>(&op));
          classes[outlines.back()->getText()].push_back(outlines.back().get());
        }
    SymbolTable symbols(getOperation());
    IRMapping replaced;
    for (auto &[text, equal] : classes) {
      if (equal.size() == 1)
        continue;
      func::FuncOp function = equal.front()->takeFunction();
      // No function of C or of a user has such a name.
      function.setName((equal.front()->getName() + ".shared").str());
      function.setPrivate();
      function.setNoInline(true);
      symbols.insert(function);
      ++numFunctions;
      for (Outline *outline : equal) {
        outline->replaceByCall(function, replaced);
        ++numOutlined;
      }
    }
  }
};
} // namespace
