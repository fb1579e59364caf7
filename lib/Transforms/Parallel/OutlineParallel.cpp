//===- OutlineParallel.cpp - Functions for parts of loops -----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Inner regions first: what such a function hands to a part of its own parts is
// then an operand of a call. Views and indices are made again inside rather
// than handed over, so that LLVM sees constants where there are some, and which
// buffers are different.
//
// Layers that repeat have equal loops, which differ in the parameters that are
// handed over. Of equal functions one stays: most of the time of a compilation
// goes into what follows. Upstream's --duplicate-function-elimination knows
// neither that a function that is declared stands for another one by its name,
// nor, in one run, that functions are equal which call equal ones.
//
//===----------------------------------------------------------------------===//

#include "Parts.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/RegionUtils.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_OUTLINEPARALLELPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// Whether `op` is made again where its results are used.
static bool isRemade(Operation *op) {
  if (!op || op->getNumRegions() > 0 || !isPure(op))
    return false;
  return op->hasTrait<OpTrait::ConstantLike>() ||
         llvm::all_of(op->getResultTypes(),
                      llvm::IsaPred<IndexType, MemRefType>);
}

namespace {
/// Makes values available in the region of an nn.parallel.
class Captures {
public:
  explicit Captures(ParallelOp parallel)
      : region(parallel.getBody()), builder(region) {}

  /// Makes `value` again in the region, or notes that it is handed over. The
  /// team is, in any case.
  void add(Value value) {
    if (isa<LLVM::LLVMPointerType>(value.getType()))
      return;
    Value inner = get(value);
    if (inner != value)
      replaceAllUsesInRegionWith(value, inner, region);
  }

  ArrayRef<Value> getValues() const { return values.getArrayRef(); }

private:
  Value get(Value value) {
    if (region.isAncestor(value.getParentRegion()))
      return value;
    if (Value known = mapping.lookupOrNull(value))
      return known;
    Operation *op = value.getDefiningOp();
    if (!isRemade(op)) {
      values.insert(value);
      return value;
    }
    for (Value operand : op->getOperands())
      if (Value inner = get(operand); inner != operand)
        mapping.map(operand, inner);
    builder.clone(*op, mapping);
    return mapping.lookup(value);
  }

  Region &region;
  OpBuilder builder;
  IRMapping mapping;
  llvm::SetVector<Value> values;
};

struct OutlineParallel : nn::impl::OutlineParallelPassBase<OutlineParallel> {
  void runOnOperation() override {
    SmallVector<func::FuncOp> entries;
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (func->hasAttr(kSignatureAttr))
        entries.push_back(func);
    parts.clear();
    for (func::FuncOp func : entries)
      if (failed(outline(func)))
        return signalPassFailure();
  }

private:
  LogicalResult outline(func::FuncOp func) {
    if (failed(func.insertArgument(func.getNumArguments(),
                                   LLVM::LLVMPointerType::get(&getContext()),
                                   {}, func.getLoc())))
      return failure();
    Value team = func.getArguments().back();
    unsigned number = 0;
    func.walk([&](ParallelOp parallel) {
      outline(parallel, team,
              (func.getName() + ".part" + Twine(number++)).str());
    });
    return success();
  }

  void outline(ParallelOp parallel, Value team, const std::string &name) {
    Location loc = parallel.getLoc();
    Region &region = parallel.getBody();
    llvm::SetVector<Value> used;
    getUsedValuesDefinedAbove(region, used);
    Captures captures(parallel);
    for (Value value : used)
      captures.add(value);

    OpBuilder builder(&getContext());
    builder.setInsertionPointToStart(getOperation().getBody());
    Type index = builder.getIndexType();
    SmallVector<Type> types = {team.getType(), index, index};
    llvm::append_range(types, ValueRange(captures.getValues()).getTypes());
    llvm::append_range(types, parallel.getBuffers().getTypes());
    FunctionType type = builder.getFunctionType(types, {});
    auto part = func::FuncOp::create(builder, loc, name, type);
    auto run =
        func::FuncOp::create(builder, loc, name + kRunSuffix.str(), type);
    part.setPrivate();
    run.setPrivate();
    describe(run, parallel, captures.getValues(), team);

    Block &block = region.front();
    auto replace = [&](Value outer, unsigned place) {
      Value inner = block.insertArgument(place, outer.getType(), loc);
      replaceAllUsesInRegionWith(outer, inner, region);
    };
    replace(team, 0);
    for (auto [place, value] : llvm::enumerate(captures.getValues()))
      replace(value, 3 + place);
    part.getBody().takeBody(region);
    builder.setInsertionPointToEnd(&block);
    func::ReturnOp::create(builder, loc);
    run = replaceByEqual(part, run);

    builder.setInsertionPoint(parallel);
    SmallVector<Value> operands = {team, parallel.getCount(),
                                   parallel.getGrain()};
    llvm::append_range(operands, captures.getValues());
    llvm::append_range(operands, parallel.getBuffers());
    func::CallOp::create(builder, loc, run, operands);
    parallel.erase();
  }

  /// Erases `part` and `run` if there are equal functions. Returns the `run`
  /// that there is then.
  func::FuncOp replaceByEqual(func::FuncOp part, func::FuncOp run) {
    auto &similar = parts[part.getFunctionType()];
    for (auto [otherPart, otherRun] : similar) {
      if (otherRun->getDiscardableAttrDictionary() !=
              run->getDiscardableAttrDictionary() ||
          !OperationEquivalence::isRegionEquivalentTo(
              &part.getBody(), &otherPart.getBody(),
              OperationEquivalence::Flags::IgnoreLocations))
        continue;
      part.erase();
      run.erase();
      ++numShared;
      return otherRun;
    }
    similar.emplace_back(part, run);
    return run;
  }

  /// Says of `run` what 'nn-make-tasks' has to know.
  static void describe(func::FuncOp run, ParallelOp parallel,
                       ArrayRef<Value> captures, Value team) {
    Builder builder(run.getContext());
    SmallVector<int64_t> ranks;
    for (Type type : parallel.getBuffers().getTypes())
      ranks.push_back(cast<MemRefType>(type).getRank());
    run->setAttr(kPartBuffersAttr, builder.getDenseI64ArrayAttr(ranks));
    // Inner ones are calls by now.
    bool isNested = llvm::any_of(team.getUses(), [&](OpOperand &use) {
      return parallel->isProperAncestor(use.getOwner());
    });
    if (isNested)
      run->setAttr(kNestedPartsAttr, builder.getUnitAttr());
    auto isRoot = [](Value value) {
      auto argument = dyn_cast<BlockArgument>(value);
      return !isa<MemRefType>(value.getType()) ||
             (argument && isa<func::FuncOp, ParallelOp>(
                              argument.getOwner()->getParentOp()));
    };
    if (llvm::all_of(captures, isRoot))
      run->setAttr(kDistinctBuffersAttr, builder.getUnitAttr());
  }

  /// The functions for one part and for all, by the type of both.
  llvm::DenseMap<Type, SmallVector<std::pair<func::FuncOp, func::FuncOp>>>
      parts;
};
} // namespace
