//===- MakeEntries.cpp - The calling convention of kernels ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Analysis/ExtentSlice.h"
#include "nn/Analysis/Signature.h"
#include "nn/Analysis/Subroutines.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_MAKEENTRIESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

static MemRefType getBufferType(RankedTensorType type) {
  return MemRefType::get(type.getShape(), type.getElementType());
}

/// Parameters that `func` refers to, in the order of declaration.
static SmallVector<FlatSymbolRefAttr> getParams(func::FuncOp func,
                                                ModuleOp module) {
  llvm::DenseSet<StringAttr> used;
  func.walk([&](ParamRefOp ref) { used.insert(ref.getParamAttr().getAttr()); });
  SmallVector<FlatSymbolRefAttr> params;
  for (auto param : module.getOps<ParamOp>())
    if (used.contains(param.getSymNameAttr()))
      params.push_back(FlatSymbolRefAttr::get(param.getSymNameAttr()));
  return params;
}

namespace {
struct MakeEntries : nn::impl::MakeEntriesPassBase<MakeEntries> {
  void runOnOperation() override {
    llvm::DenseSet<func::FuncOp> made;
    for (func::FuncOp func : getSubroutines(getOperation())) {
      if (failed(verifyBody(func, made)) || failed(makeSubroutine(func)))
        return signalPassFailure();
      made.insert(func);
    }
    SmallVector<func::FuncOp> entries;
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (func.isPublic() && !func.isDeclaration())
        entries.push_back(func);
    for (func::FuncOp func : entries) {
      if (failed(verifyBody(func, made))) {
        signalPassFailure();
        continue;
      }
      FailureOr<EntrySignature> signature =
          EntrySignature::infer(func, getParams(func, getOperation()));
      if (failed(signature)) {
        signalPassFailure();
        continue;
      }
      changeConvention(func, *signature);
      signature->attachTo(func);
      func.setName(getKernelName(signature->name));
    }
  }

  /// Whether `func` calls nothing but subroutines, which have been made.
  static LogicalResult verifyBody(func::FuncOp func,
                                  const llvm::DenseSet<func::FuncOp> &made) {
    if (!func.getBody().hasOneBlock())
      return func.emitOpError("expected an entry to have one block");
    SymbolTable symbols(func->getParentOfType<ModuleOp>());
    auto result = func.walk([&](func::CallOp call) {
      auto callee = symbols.lookup<func::FuncOp>(call.getCallee());
      if (callee && made.contains(callee))
        return WalkResult::advance();
      call.emitOpError(callee && isSubroutine(callee)
                           ? "cannot be lowered: functions call each other in "
                             "a circle"
                           : "cannot be lowered: it has not been inlined");
      return WalkResult::interrupt();
    });
    return failure(result.wasInterrupted());
  }

  /// Gives a subroutine a buffer for each result, which its calls make.
  LogicalResult makeSubroutine(func::FuncOp func) {
    if (!llvm::all_of(func.getArgumentTypes(), isPlainTensor) ||
        !llvm::all_of(func.getResultTypes(), isPlainTensor))
      return func.emitOpError("expected a function that is not inlined to take "
                              "and give tensors without names of axes");
    Block &block = func.getBody().front();
    auto returnOp = cast<func::ReturnOp>(block.getTerminator());
    SmallVector<Value> results(returnOp.getOperands());
    OpBuilder builder(&getContext());
    for (func::CallOp call : getCalls(func, getOperation())) {
      builder.setInsertionPoint(call);
      ExtentSlice slice(builder, [&](Value value) {
        return value.getParentRegion()->isAncestor(call->getParentRegion());
      });
      for (auto [argument, operand] :
           llvm::zip_equal(block.getArguments(), call.getOperands()))
        for (auto [axis, extent] : llvm::enumerate(
                 cast<RankedTensorType>(argument.getType()).getShape()))
          if (ShapedType::isDynamic(extent))
            slice.setExtent(argument, axis,
                            builder.createOrFold<tensor::DimOp>(call.getLoc(),
                                                                operand, axis));
      SmallVector<Value> operands(call.getOperands()), buffers;
      for (Value result : results) {
        auto type = cast<RankedTensorType>(result.getType());
        SmallVector<Value> extents;
        for (int64_t axis = 0; axis < type.getRank(); ++axis) {
          if (!type.isDynamicDim(axis))
            continue;
          FailureOr<Value> extent = slice.getExtent(result, axis);
          if (failed(extent))
            return failure();
          extents.push_back(*extent);
        }
        buffers.push_back(memref::AllocOp::create(
            builder, call.getLoc(), getBufferType(type), extents));
      }
      llvm::append_range(operands, buffers);
      func::CallOp::create(builder, call.getLoc(), func.getName(), TypeRange(),
                           operands);
      for (auto [result, buffer] : llvm::zip_equal(call.getResults(), buffers))
        result.replaceAllUsesWith(bufferization::ToTensorOp::create(
            builder, call.getLoc(), result.getType(), buffer, /*restrict=*/true,
            /*writable=*/true));
      call.erase();
    }
    SmallVector<Type> types(block.getArgumentTypes());
    builder.setInsertionPoint(returnOp);
    for (Value result : results) {
      types.push_back(getBufferType(cast<RankedTensorType>(result.getType())));
      writeTo(builder, block.addArgument(types.back(), func.getLoc()), result);
    }
    returnOp->setOperands({});
    func.setType(builder.getFunctionType(types, {}));
    // The conversion to LLVM does not know `no_inline` of functions (LLVM 22).
    func->setAttr("passthrough", builder.getStrArrayAttr({"noinline"}));
    func.setAllArgAttrs(SmallVector<DictionaryAttr>(
        types.size(), builder.getDictionaryAttr({})));
    func.removeResAttrsAttr();
    return success();
  }

  void changeConvention(func::FuncOp func, const EntrySignature &signature) {
    Location loc = func.getLoc();
    Block &block = func.getBody().front();
    IRRewriter rewriter(&getContext());
    SmallVector<Type> types;

    // Inputs are read where tensors were.
    rewriter.setInsertionPointToStart(&block);
    for (BlockArgument argument : block.getArguments()) {
      auto type = cast<RankedTensorType>(argument.getType());
      argument.setType(getBufferType(type));
      types.push_back(argument.getType());
      Value tensor = toTensor(rewriter, loc, argument, type);
      argument.replaceUsesWithIf(tensor, [&](OpOperand &use) {
        return !isa<bufferization::ToTensorOp>(use.getOwner());
      });
    }
    // Parameters.
    llvm::DenseMap<StringAttr, Value> params;
    SymbolTable symbols(getOperation());
    for (FlatSymbolRefAttr name : signature.params) {
      auto param = symbols.lookup<ParamOp>(name.getAttr());
      Type type = getBufferType(param.getTensorType());
      types.push_back(type);
      params[name.getAttr()] =
          toTensor(rewriter, loc, block.addArgument(type, param.getLoc()),
                   param.getTensorType());
    }
    func.walk([&](ParamRefOp ref) {
      rewriter.setInsertionPoint(ref);
      Value value = params[ref.getParamAttr().getAttr()];
      if (value.getType() != ref.getType())
        value = tensor::CastOp::create(rewriter, ref.getLoc(), ref.getType(),
                                       value);
      rewriter.replaceOp(ref, value);
    });
    // Outputs are written where the function returned.
    auto returnOp = cast<func::ReturnOp>(block.getTerminator());
    rewriter.setInsertionPoint(returnOp);
    SmallVector<Value> extents;
    for (Value result : returnOp.getOperands()) {
      auto type = cast<RankedTensorType>(result.getType());
      types.push_back(getBufferType(type));
      Value buffer = block.addArgument(types.back(), loc);
      for (int64_t axis = 0; axis < type.getRank(); ++axis)
        if (type.isDynamicDim(axis))
          extents.push_back(tensor::DimOp::create(rewriter, loc, result, axis));
      if (type != dropAxisNames(type))
        result =
            tensor::CastOp::create(rewriter, loc, dropAxisNames(type), result);
      writeTo(rewriter, buffer, result);
    }
    rewriter.modifyOpInPlace(
        returnOp, [&] { returnOp.getOperandsMutable().assign(extents); });
    func.setType(FunctionType::get(&getContext(), types,
                                   ValueRange(extents).getTypes()));
    func.setAllArgAttrs(SmallVector<DictionaryAttr>(
        types.size(), DictionaryAttr::get(&getContext())));
    func.setAllResultAttrs(SmallVector<DictionaryAttr>(
        extents.size(), DictionaryAttr::get(&getContext())));
  }

  static void writeTo(OpBuilder &builder, Value buffer, Value tensor) {
    bufferization::MaterializeInDestinationOp::create(
        builder, buffer.getLoc(), Type(), tensor, buffer, /*restrict=*/true,
        /*writable=*/true);
  }

  /// `buffer` as a tensor of type `type`, which may have names.
  static Value toTensor(OpBuilder &builder, Location loc, Value buffer,
                        RankedTensorType type) {
    Value tensor = bufferization::ToTensorOp::create(
        builder, loc, dropAxisNames(type), buffer, /*restrict=*/true);
    if (tensor.getType() != type)
      tensor = tensor::CastOp::create(builder, loc, type, tensor);
    return tensor;
  }
};
} // namespace
