//===- KeepSubroutines.cpp - Functions that are compiled by themselves ----===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The rest becomes a part of its callers: parameters belong to entries, and
// only plain tensors are handed over as buffers.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "nn/Analysis/Subroutines.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_KEEPSUBROUTINESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
/// Which functions read parameters, by themselves or by what they call, which
/// may become a part of them.
class Readers {
public:
  explicit Readers(ModuleOp module) : symbols(module) {}

  bool contains(func::FuncOp function) {
    auto [known, isNew] = readers.try_emplace(function, false);
    if (!isNew)
      return known->second;
    bool reads =
        function
            .walk([&](Operation *op) {
              auto call = dyn_cast<func::CallOp>(op);
              auto callee = call
                                ? symbols.lookup<func::FuncOp>(call.getCallee())
                                : func::FuncOp();
              return isa<ParamRefOp>(op) || (callee && contains(callee))
                         ? WalkResult::interrupt()
                         : WalkResult::advance();
            })
            .wasInterrupted();
    return readers[function] = reads;
  }

private:
  SymbolTable symbols;
  llvm::DenseMap<func::FuncOp, bool> readers;
};
} // namespace

/// Whether `function` can be compiled by itself.
static bool canStay(func::FuncOp function, Readers &readers) {
  return isSubroutine(function) &&
         llvm::all_of(function.getArgumentTypes(), isPlainTensor) &&
         llvm::all_of(function.getResultTypes(), isPlainTensor) &&
         !readers.contains(function);
}

namespace {
struct KeepSubroutines : nn::impl::KeepSubroutinesPassBase<KeepSubroutines> {
  void runOnOperation() override {
    Readers readers(getOperation());
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      bool stays = canStay(function, readers);
      function.setNoInline(stays);
      numKept += stays;
    }
    getOperation().walk([](func::CallOp call) { call.setNoInline(false); });
  }
};
} // namespace
