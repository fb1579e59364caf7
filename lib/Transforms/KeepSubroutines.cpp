//===- KeepSubroutines.cpp - Functions that are compiled by themselves ----===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
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

/// Whether a subroutine may take or return a value of `type`.
static bool isPlainTensor(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && !tensor.getEncoding();
}

/// Whether `function` can be compiled by itself.
static bool canStay(func::FuncOp function) {
  if (!isSubroutine(function) || !function.getBody().hasOneBlock() ||
      !llvm::all_of(function.getArgumentTypes(), isPlainTensor) ||
      !llvm::all_of(function.getResultTypes(), isPlainTensor))
    return false;
  WalkResult reads =
      function.walk([](ParamRefOp) { return WalkResult::interrupt(); });
  return !reads.wasInterrupted();
}

namespace {
struct KeepSubroutines : nn::impl::KeepSubroutinesPassBase<KeepSubroutines> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      bool stays = canStay(function);
      function.setNoInline(stays);
      numKept += stays;
    }
    getOperation().walk([](func::CallOp call) { call.setNoInline(false); });
  }
};
} // namespace
