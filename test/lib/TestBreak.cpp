//===- TestBreak.cpp - Change what an op means ----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What finds wrong passes must find this one.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Tools/Plugins/PassPlugin.h"

using namespace mlir;

namespace {
/// Doubles the first result of every op of one name, where it is a number or a
/// tensor of numbers.
struct TestBreak : PassWrapper<TestBreak, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestBreak)

  TestBreak() = default;
  TestBreak(const TestBreak &other) : PassWrapper(other) {}

  StringRef getArgument() const override { return "nn-test-break"; }
  StringRef getDescription() const override {
    return "double the results of ops of one name";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    registry.insert<arith::ArithDialect>();
  }

  void runOnOperation() override {
    getOperation()->walk([&](Operation *op) {
      if (op->getName().getStringRef() != name || op->getNumResults() == 0 ||
          (singleUse && !op->getResult(0).hasOneUse()))
        return;
      OpBuilder builder(op->getContext());
      builder.setInsertionPointAfter(op);
      Value result = op->getResult(0);
      Type element = getElementTypeOrSelf(result);
      Value twice;
      if (isa<FloatType>(element))
        twice = arith::AddFOp::create(builder, op->getLoc(), result, result);
      else if (element.isIntOrIndex())
        twice = arith::AddIOp::create(builder, op->getLoc(), result, result);
      if (twice)
        result.replaceAllUsesExcept(twice, twice.getDefiningOp());
    });
  }

  Option<std::string> name{*this, "op", llvm::cl::desc("name of the ops")};
  Option<bool> singleUse{
      *this, "single-use",
      llvm::cl::desc("spare results with several uses, as fusion does"),
      llvm::cl::init(false)};
};
} // namespace

extern "C" LLVM_ATTRIBUTE_WEAK PassPluginLibraryInfo mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "NNTestPasses", "1",
          [] { PassRegistration<TestBreak>(); }};
}
