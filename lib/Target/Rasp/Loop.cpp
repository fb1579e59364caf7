//===- Loop.cpp - S-ops applied to their own values -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Loop.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;
using namespace nn;

void nn::rasp::loopFunction(
    func::FuncOp step, int64_t limit, StringRef result,
    llvm::function_ref<Value(OpBuilder &, Location, Value)> feedBack) {
  Location loc = step.getLoc();
  Type type = step.getArgumentTypes().front();
  OpBuilder b(step->getContext());
  b.setInsertionPointAfter(step);
  auto loop = func::FuncOp::create(b, loc, step.getName(),
                                   b.getFunctionType(type, type));
  loop.setArgAttrs(0, step.getArgAttrDict(0));
  loop.setResultAttr(0, kNameAttr, b.getStringAttr(result));
  // No function of a program has a name with a dot.
  step.setName((step.getName() + ".step").str());
  step.setPrivate();
  step.removeArgAttrsAttr();
  step.removeResAttrsAttr();

  b.setInsertionPointToStart(loop.addEntryBlock());
  Type counter = RankedTensorType::get({}, b.getI64Type());
  Type flag = RankedTensorType::get({}, b.getI1Type());
  auto fixedPoint = FixedPointOp::create(
      b, loc, TypeRange{type, counter, flag}, loop.getArguments(),
      b.getF64FloatAttr(0), b.getI64IntegerAttr(limit),
      /*best_effort=*/UnitAttr());
  func::ReturnOp::create(b, loc, fixedPoint.getResults().front());
  Block *body = b.createBlock(&fixedPoint.getBody(), {}, type, loc);
  auto call = func::CallOp::create(b, loc, step, body->getArgument(0));
  YieldOp::create(b, loc, ValueRange{feedBack(b, loc, call.getResult(0))});
}
