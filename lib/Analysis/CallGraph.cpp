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

/// Marks a diagnostic as one of `kMaxCallDepth`.
static constexpr llvm::StringLiteral kDepthMark = "call depth";

bool nn::isCallDepthError(Diagnostic &diagnostic) {
  return llvm::any_of(diagnostic.getMetadata(), [](const auto &argument) {
    return argument.getKind() ==
               DiagnosticArgument::DiagnosticArgumentKind::String &&
           argument.getAsString() == kDepthMark;
  });
}

namespace {
/// A call from one function to another, within `depth` regions.
struct Edge {
  Operation *call;
  func::FuncOp callee;
  unsigned depth;
};

/// A function on the current path, and how far its calls have been followed.
struct Step {
  func::FuncOp function;
  size_t next = 0;
};

/// Walks the calls of a module depth first, with a stack of its own: chains of
/// calls may be long.
class CallWalk {
public:
  CallWalk(ModuleOp module, const SymbolTable &symbols) : module(module) {
    for (auto function : module.getOps<func::FuncOp>())
      function.walk([&](Operation *op) {
        if (func::FuncOp callee = getCallee(op, symbols))
          edges[function].push_back({op, callee, countRegions(op, function)});
      });
  }

  LogicalResult run() {
    for (auto root : module.getOps<func::FuncOp>())
      visit(root);
    return result;
  }

private:
  static unsigned countRegions(Operation *op, func::FuncOp function) {
    unsigned count = 0;
    for (; op != function; op = op->getParentOp())
      ++count;
    return count;
  }

  void visit(func::FuncOp root) {
    if (!depths.try_emplace(root, 0).second)
      return;
    SmallVector<Step> path = {{root}};
    onPath.insert(root);
    while (!path.empty()) {
      func::FuncOp function = path.back().function;
      ArrayRef<Edge> calls = edges[function];
      if (path.back().next == calls.size()) {
        finish(function);
        onPath.erase(function);
        path.pop_back();
        continue;
      }
      Edge edge = calls[path.back().next++];
      if (onPath.contains(edge.callee)) {
        result = edge.call->emitOpError(
                     "expected functions that do not run each other in a "
                     "circle, but '")
                 << function.getName() << "' and '" << edge.callee.getName()
                 << "' do";
      } else if (depths.try_emplace(edge.callee, 0).second) {
        path.push_back({edge.callee});
        onPath.insert(edge.callee);
      }
    }
  }

  /// Measures how deep the calls of a function go, those of its callees being
  /// known.
  void finish(func::FuncOp function) {
    unsigned deepest = 0;
    for (const Edge &edge : edges[function]) {
      unsigned depth = depths.lookup(edge.callee);
      if (depth != kReported)
        depth += edge.depth;
      if (depth != kReported && depth > kMaxCallDepth) {
        InFlightDiagnostic diag = edge.call->emitOpError(
            "is over a limit: calls, with the regions in which they stand, "
            "nest deeper than ");
        diag << kMaxCallDepth << " levels";
        diag.getUnderlyingDiagnostic()->getMetadata().emplace_back(kDepthMark);
        result = diag;
        depth = kReported;
      }
      deepest = std::max(deepest, depth);
    }
    depths[function] = deepest;
  }

  ModuleOp module;
  LogicalResult result = success();
  llvm::DenseMap<Operation *, SmallVector<Edge>> edges;
  /// How deep the calls of each function that was met go; `kReported` if that
  /// is over the limit.
  static constexpr unsigned kReported = std::numeric_limits<unsigned>::max();
  llvm::DenseMap<Operation *, unsigned> depths;
  llvm::DenseSet<Operation *> onPath;
};
} // namespace

LogicalResult nn::verifyCalls(ModuleOp module, const SymbolTable &symbols) {
  return CallWalk(module, symbols).run();
}
