//===- ReduceNetworks.cpp - Smaller networks that pass a test -------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Reducer/Tester.h"
#include "nn/Fuzz/Passes.h"
#include "nn/Fuzz/Reduce.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"

namespace nn {
#define GEN_PASS_DEF_REDUCENETWORKSPASS
#include "nn/Fuzz/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
struct ReduceNetworks : nn::impl::ReduceNetworksPassBase<ReduceNetworks> {
  using ReduceNetworksPassBase::ReduceNetworksPassBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto program = llvm::sys::findProgramByName(test);
    if (!program || !llvm::sys::fs::can_execute(*program)) {
      module.emitError("cannot run the test '") << test << "'";
      return signalPassFailure();
    }
    SmallVector<std::string> arguments(testArguments.begin(),
                                       testArguments.end());
    Tester tester(*program, arguments);
    auto isInteresting = [&](ModuleOp module) {
      return tester.isInteresting(module).first ==
             Tester::Interestingness::True;
    };
    if (!isInteresting(module)) {
      module.emitError("expected '") << test
                                     << "' to find the module "
                                        "interesting, that is to answer other "
                                        "than 0";
      return signalPassFailure();
    }
    OwningOpRef<ModuleOp> reduced = module.clone();
    reduceNetworks(reduced, isInteresting);
    module.getBodyRegion().takeBody(reduced->getBodyRegion());
  }
};
} // namespace
