//===- HoldHalvesAsBits.cpp - 16-bit floats as integers in LLVM -----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// When conversions are arithmetic on bits (ExpandHalves.cpp), a 16-bit float is
// only loaded, passed on and stored. But a bf16 that goes from one basic block
// to another does so as f32 (x86 of LLVM 22), rounded by a call of __truncsfbf2
// of compiler-rt, which our artefacts do not link. An integer stays what it is.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_HOLDHALVESASBITSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

namespace {
struct HoldHalvesAsBits : nn::impl::HoldHalvesAsBitsPassBase<HoldHalvesAsBits> {
  using HoldHalvesAsBitsPassBase::HoldHalvesAsBitsPassBase;

  void runOnOperation() override {
    AttrTypeReplacer replacer;
    auto word = IntegerType::get(&getContext(), 16);
    auto isHeldAsBits = [this](Type type) {
      return type.isBF16() || (type.isF16() && !nativeF16);
    };
    replacer.addReplacement([=](FloatType type) -> std::optional<Type> {
      return isHeldAsBits(type) ? std::optional<Type>(word) : std::nullopt;
    });
    replacer.addReplacement([=](FloatAttr number) -> std::optional<Attribute> {
      if (!isHeldAsBits(number.getType()))
        return std::nullopt;
      return IntegerAttr::get(word, number.getValue().bitcastToAPInt());
    });
    replacer.addReplacement(
        [=](DenseFPElementsAttr numbers) -> std::optional<Attribute> {
          if (!isHeldAsBits(numbers.getElementType()))
            return std::nullopt;
          return numbers.bitcast(word);
        });
    // Instructions for halves take them as such.
    SmallVector<std::pair<OpOperand *, Type>> given;
    getOperation().walk([&](LLVM::CallIntrinsicOp call) {
      for (OpOperand &argument : call->getOpOperands())
        given.push_back({&argument, argument.get().getType()});
    });
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>()) {
      function.setFunctionType(cast<LLVM::LLVMFunctionType>(
          replacer.replace(function.getFunctionType())));
      for (Block &block : function.getBody())
        for (BlockArgument argument : block.getArguments())
          argument.setType(replacer.replace(argument.getType()));
    }
    getOperation().walk([&](Operation *op) {
      if (!op->getParentOfType<LLVM::LLVMFuncOp>())
        return;
      replacer.replaceElementsIn(op, /*replaceAttrs=*/true,
                                 /*replaceLocs=*/false, /*replaceTypes=*/true);
      auto cast = dyn_cast<LLVM::BitcastOp>(op);
      if (cast && cast.getType() == cast.getArg().getType()) {
        cast.replaceAllUsesWith(cast.getArg());
        cast.erase();
      }
    });
    for (auto [argument, type] : given)
      if (argument->get().getType() != type) {
        OpBuilder builder(argument->getOwner());
        argument->set(LLVM::BitcastOp::create(
            builder, argument->getOwner()->getLoc(), type, argument->get()));
      }
  }
};
} // namespace
