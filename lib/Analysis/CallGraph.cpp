//===- CallGraph.cpp - Which function runs which --------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/CallGraph.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;
using namespace nn;

func::FuncOp nn::getCallee(Operation *op, const SymbolTable &symbols) {
  if (auto apply = dyn_cast<ApplyOp>(op))
    return symbols.lookup<func::FuncOp>(apply.getCallee());
  if (auto call = dyn_cast<func::CallOp>(op))
    return symbols.lookup<func::FuncOp>(call.getCallee());
  return {};
}

namespace {
/// A call from one function to another.
struct Edge {
  Operation *call;
  func::FuncOp callee;
};

/// A function on the current path, and how far its calls have been followed.
struct Step {
  func::FuncOp function;
  size_t next = 0;
};
} // namespace

LogicalResult nn::verifyNoRecursion(ModuleOp module,
                                    const SymbolTable &symbols) {
  llvm::DenseMap<Operation *, SmallVector<Edge>> edges;
  for (auto function : module.getOps<func::FuncOp>())
    function.walk([&](Operation *op) {
      if (func::FuncOp callee = getCallee(op, symbols))
        edges[function].push_back({op, callee});
    });

  // Depth first with a stack of its own: chains of calls may be long.
  LogicalResult result = success();
  llvm::DenseSet<Operation *> seen, onPath;
  for (auto root : module.getOps<func::FuncOp>()) {
    if (!seen.insert(root).second)
      continue;
    SmallVector<Step> path = {{root}};
    onPath.insert(root);
    while (!path.empty()) {
      ArrayRef<Edge> calls = edges[path.back().function];
      if (path.back().next == calls.size()) {
        onPath.erase(path.pop_back_val().function);
        continue;
      }
      Edge edge = calls[path.back().next++];
      if (onPath.contains(edge.callee))
        result = edge.call->emitOpError(
                     "expected functions that do not run each other in a "
                     "circle, but '")
                 << path.back().function.getName() << "' and '"
                 << edge.callee.getName() << "' do";
      else if (seen.insert(edge.callee).second) {
        path.push_back({edge.callee});
        onPath.insert(edge.callee);
      }
    }
  }
  return result;
}
