//===- DerivativesMain.cpp - Derivatives in the place of activations ------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints a module in which every nn.activation has become the derivative of its
// function, so that derivatives can be compiled and measured.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace nn;

int main(int argc, char **argv) {
  if (argc != 2) {
    llvm::errs() << "usage: nn-test-derivatives MODULE\n";
    return 2;
  }
  MLIRContext context;
  context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect,
                      math::MathDialect>();
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(argv[1], &context);
  if (!module)
    return 1;
  module->walk([](ActivationOp op) {
    OpBuilder builder(op);
    Value derivative =
        MapOp::create(builder, op.getLoc(), op.getInput(),
                      [&](OpBuilder &b, Location loc, ValueRange x) {
                        return op.getFunction().buildDerivative(b, loc, x[0]);
                      });
    op.replaceAllUsesWith(derivative);
    op.erase();
  });
  module->print(llvm::outs());
  return 0;
}
