//===- SpecializeApply.cpp - Networks with other weights as calls ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A bound parameter is an argument of a clone of the callee. Bindings hold
// during the whole call, so the clone passes its own on to the networks that
// it applies; those that bind the parameter anew take the nearer value. There
// are no circles of calls, so the cloning ends.
//
// A batched application is a weave over single ones.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Analysis/CallGraph.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/MapVector.h"
#include <map>
#include <set>

namespace nn {
#define GEN_PASS_DEF_SPECIALIZEAPPLYPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
/// Values bound to parameters, by name.
using Bindings = llvm::MapVector<StringAttr, Value>;

struct SpecializeApply : nn::impl::SpecializeApplyPassBase<SpecializeApply> {
  void runOnOperation() override {
    SymbolTable table(getOperation());
    if (failed(verifyCalls(getOperation(), table)))
      return signalPassFailure();
    symbols = &table;
    clones.clear();
    params.clear();
    SmallVector<ApplyOp> batched;
    getOperation().walk([&](ApplyOp op) {
      if (op.getBatched())
        batched.push_back(op);
    });
    for (ApplyOp op : batched)
      weaveRuns(op);
    SmallVector<func::FuncOp> functions(getOperation().getOps<func::FuncOp>());
    for (func::FuncOp function : functions)
      if (failed(rewriteCalls(function, {})))
        return signalPassFailure();
  }

private:
  /// Replaces a batched application by a weave over the runs.
  void weaveRuns(ApplyOp op) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    auto callee = symbols->lookup<func::FuncOp>(op.getCallee());
    SmallVector<Value> inputs(op.getInputs()), params(op.getParams());
    SmallVector<Type> types(callee.getArgumentTypes()), paramTypes, partTypes;
    for (auto name : op.getParamNames().getAsRange<FlatSymbolRefAttr>())
      paramTypes.push_back(
          symbols->lookup<ParamOp>(name.getAttr()).getTensorType());
    // What has a leading axis becomes an argument of the region.
    SmallVector<Value> woven;
    SmallVector<Value *> places;
    auto collect = [&](MutableArrayRef<Value> values, ArrayRef<Type> singles) {
      for (auto [value, single] : llvm::zip_equal(values, singles))
        if (ApplyOp::isBatchedValue(value.getType(), single)) {
          woven.push_back(value);
          partTypes.push_back(single);
          places.push_back(&value);
        } else if (value.getType() != single) {
          value = tensor::CastOp::create(builder, loc, single, value);
        }
    };
    collect(inputs, types);
    collect(params, paramTypes);
    auto weave = WeaveOp::create(builder, loc, op.getResultTypes(), woven,
                                 /*axis=*/0);
    Block *body =
        builder.createBlock(&weave.getBody(), {}, partTypes,
                            SmallVector<Location>(partTypes.size(), loc));
    for (auto [place, argument] : llvm::zip_equal(places, body->getArguments()))
      *place = argument;
    auto single =
        ApplyOp::create(builder, loc, callee.getResultTypes(), op.getCallee(),
                        inputs, params, op.getParamNames(), /*batched=*/false);
    YieldOp::create(builder, loc, single.getResults());
    op.replaceAllUsesWith(weave.getResults());
    op.erase();
  }

  /// Replaces the applications in `function`, in which `outer` is bound.
  LogicalResult rewriteCalls(func::FuncOp function, const Bindings &outer) {
    SmallVector<ApplyOp> applies;
    function.walk([&](ApplyOp op) { applies.push_back(op); });
    for (ApplyOp op : applies) {
      auto callee = symbols->lookup<func::FuncOp>(op.getCallee());
      if (!callee)
        return op.emitOpError("expected 'callee' to be a 'func.func'");
      Bindings bindings = outer;
      for (auto [name, value] :
           llvm::zip_equal(op.getParamNames().getAsRange<FlatSymbolRefAttr>(),
                           op.getParams()))
        bindings[name.getAttr()] = value;
      OpBuilder builder(op);
      auto call =
          makeCall(builder, op.getLoc(), callee, op.getInputs(), bindings);
      if (failed(call))
        return failure();
      op.replaceAllUsesWith(*call);
      op.erase();
    }
    if (outer.empty())
      return success();
    // Applications of the function that were rewritten before it was cloned.
    SmallVector<func::CallOp> calls;
    function.walk([&](func::CallOp op) { calls.push_back(op); });
    for (func::CallOp op : calls) {
      auto callee = symbols->lookup<func::FuncOp>(op.getCallee());
      if (!callee)
        continue;
      OpBuilder builder(op);
      auto call =
          makeCall(builder, op.getLoc(), callee, op.getOperands(), outer);
      if (failed(call))
        return failure();
      op.replaceAllUsesWith(*call);
      op.erase();
    }
    return success();
  }

  /// Builds a call of `callee` in which `bindings` hold.
  FailureOr<func::CallOp> makeCall(OpBuilder &builder, Location loc,
                                   func::FuncOp callee, ValueRange inputs,
                                   const Bindings &bindings) {
    SmallVector<Value> operands(inputs);
    const std::set<StringRef> &used = getParamsOf(callee);
    SmallVector<std::pair<StringAttr, Type>> bound;
    for (auto [name, value] : bindings)
      if (used.count(name.getValue()))
        bound.emplace_back(name, value.getType());
    llvm::sort(bound, [](auto a, auto b) {
      return a.first.getValue() < b.first.getValue();
    });
    for (auto [name, type] : bound)
      operands.push_back(bindings.lookup(name));
    if (!bound.empty()) {
      FailureOr<func::FuncOp> clone = getClone(callee, bound);
      if (failed(clone))
        return failure();
      callee = *clone;
    }
    return func::CallOp::create(builder, loc, callee, operands);
  }

  /// `function` with further arguments for the parameters in `bound`.
  FailureOr<func::FuncOp>
  getClone(func::FuncOp function, ArrayRef<std::pair<StringAttr, Type>> bound) {
    std::string key = function.getName().str();
    for (auto [name, type] : bound) {
      llvm::raw_string_ostream stream(key);
      stream << "|" << name.getValue() << "|" << type;
    }
    auto [known, isNew] = clones.try_emplace(key);
    if (!isNew)
      return known->second;

    auto clone = function.clone();
    clone.setPrivate();
    for (unsigned i = 0, e = clone.getNumArguments(); i != e; ++i)
      clone.removeArgAttr(i, kNameAttr);
    for (unsigned i = 0, e = clone.getNumResults(); i != e; ++i)
      clone.removeResultAttr(i, StringAttr::get(&getContext(), kNameAttr));
    symbols->insert(clone);
    clones[key] = clone;
    ++numClones;
    Bindings inner;
    for (auto [name, type] : bound) {
      if (failed(clone.insertArgument(clone.getNumArguments(), type, {},
                                      clone.getLoc())))
        return failure();
      inner[name] = clone.getArguments().back();
    }
    clone.walk([&](ParamRefOp ref) {
      Value value = inner.lookup(ref.getParamAttr().getAttr());
      if (!value)
        return;
      OpBuilder builder(ref);
      if (value.getType() != ref.getType())
        value =
            tensor::CastOp::create(builder, ref.getLoc(), ref.getType(), value);
      ref.replaceAllUsesWith(value);
      ref.erase();
    });
    if (failed(rewriteCalls(clone, inner)))
      return failure();
    return clone;
  }

  /// The parameters that `function` takes from outside, also through others:
  /// the same before and after its applications are rewritten.
  const std::set<StringRef> &getParamsOf(func::FuncOp function) {
    auto known = params.find(function);
    if (known != params.end())
      return known->second;
    std::set<StringRef> result;
    function.walk([&](Operation *op) {
      if (auto ref = dyn_cast<ParamRefOp>(op))
        result.insert(ref.getParam());
      if (func::FuncOp callee = getCallee(op, *symbols)) {
        // What an application binds does not come from outside.
        std::set<StringRef> inner = getParamsOf(callee);
        if (auto apply = dyn_cast<ApplyOp>(op))
          for (auto name :
               apply.getParamNames().getAsRange<FlatSymbolRefAttr>())
            inner.erase(name.getValue());
        result.merge(inner);
      }
    });
    return params.try_emplace(function, std::move(result)).first->second;
  }

  SymbolTable *symbols = nullptr;
  llvm::StringMap<func::FuncOp> clones;
  std::map<Operation *, std::set<StringRef>> params;
};
} // namespace
