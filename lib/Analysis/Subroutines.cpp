//===- Subroutines.cpp - Functions that stay functions --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/Subroutines.h"

using namespace mlir;
using namespace nn;

bool nn::isSubroutine(func::FuncOp function) {
  return function.isPrivate() && !function.isDeclaration() &&
         function.getNoInline();
}

static void visit(func::FuncOp function, const SymbolTable &symbols,
                  llvm::DenseSet<func::FuncOp> &seen,
                  SmallVectorImpl<func::FuncOp> &order) {
  if (!seen.insert(function).second)
    return;
  function.walk([&](func::CallOp call) {
    if (auto callee = symbols.lookup<func::FuncOp>(call.getCallee()))
      if (isSubroutine(callee))
        visit(callee, symbols, seen, order);
  });
  order.push_back(function);
}

SmallVector<func::FuncOp> nn::getSubroutines(ModuleOp module) {
  SymbolTable symbols(module);
  llvm::DenseSet<func::FuncOp> seen;
  SmallVector<func::FuncOp> order;
  for (auto function : module.getOps<func::FuncOp>())
    if (isSubroutine(function))
      visit(function, symbols, seen, order);
  return order;
}

SmallVector<func::CallOp> nn::getCalls(func::FuncOp function, ModuleOp module) {
  SmallVector<func::CallOp> calls;
  module.walk([&](func::CallOp call) {
    if (call.getCallee() == function.getName())
      calls.push_back(call);
  });
  return calls;
}
