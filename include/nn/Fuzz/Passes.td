//===- Passes.td - Passes of lib/Fuzz ----------------------*- tablegen -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_PASSES
#define NN_FUZZ_PASSES

include "mlir/Pass/PassBase.td"

def ReduceNetworksPass : Pass<"nn-reduce-networks", "::mlir::ModuleOp"> {
  let summary = "make a network smaller that passes a test";
  let description = [{
    A pass of `nn-reduce`. Drops functions and results, inlines, decomposes
    layers, makes tensors inputs and replaces ops by what they take, as long as
    the program `test` answers other than 0 for the file of the module, which is
    its last argument; so it does at the beginning. `-reduction-tree` of upstream
    erases ops with their uses, of which a chain of ops does not leave a valid
    network.
  }];
  let options = [
    Option<"test", "test", "std::string", /*default=*/"\"\"",
           "program that answers whether a module is of interest">,
    ListOption<"testArguments", "test-arg", "std::string",
               "arguments of the program">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::tensor::TensorDialect"];
}

#endif // NN_FUZZ_PASSES
