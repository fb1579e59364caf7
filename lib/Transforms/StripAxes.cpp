//===- StripAxes.cpp - Remove the names of axes ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNAttributes.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_STRIPAXESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

static Type strip(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor ? dropAxisNames(tensor) : type;
}

static SmallVector<Type> strip(TypeRange types) {
  return llvm::map_to_vector(types, [](Type type) { return strip(type); });
}

/// A constant of a type with names as one of the type without.
static Attribute strip(DenseElementsAttr value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type || dropAxisNames(type) == type)
    return value;
  return value.reshape(dropAxisNames(type));
}

namespace {
struct StripAxes : nn::impl::StripAxesPassBase<StripAxes> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    // A function before its body: casts see the new types of its arguments.
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      for (Region &region : op->getRegions())
        for (Block &block : region)
          for (BlockArgument argument : block.getArguments())
            argument.setType(strip(argument.getType()));
      for (Value result : op->getResults())
        result.setType(strip(result.getType()));
      if (auto function = dyn_cast<FunctionOpInterface>(op))
        function.setType(FunctionType::get(&getContext(),
                                           strip(function.getArgumentTypes()),
                                           strip(function.getResultTypes())));
      if (auto param = dyn_cast<ParamOp>(op))
        param.setTypeAttr(TypeAttr::get(strip(param.getType())));
      stripAttributes(op);
      auto cast = dyn_cast<tensor::CastOp>(op);
      if (!cast || cast.getType() != cast.getSource().getType())
        return WalkResult::advance();
      rewriter.replaceOp(cast, cast.getSource());
      return WalkResult::skip();
    });
  }

  static void stripAttributes(Operation *op) {
    for (NamedAttribute attribute : op->getAttrs())
      if (auto value = dyn_cast<DenseElementsAttr>(attribute.getValue()))
        op->setAttr(attribute.getName(), strip(value));
      else if (auto value =
                   dyn_cast<DenseResourceElementsAttr>(attribute.getValue()))
        if (auto type = dyn_cast<RankedTensorType>(value.getType()))
          op->setAttr(attribute.getName(),
                      DenseResourceElementsAttr::get(dropAxisNames(type),
                                                     value.getRawHandle()));
  }
};
} // namespace
