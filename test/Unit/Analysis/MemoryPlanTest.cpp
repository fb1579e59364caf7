//===- MemoryPlanTest.cpp - What is read from planned code ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/MemoryPlan.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "nn/Transforms/Passes.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace nn;

namespace {
class Memory : public testing::Test {
protected:
  Memory() {
    context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect,
                        cf::ControlFlowDialect, memref::MemRefDialect,
                        scf::SCFDialect>();
  }

  /// The memory of an entry from `x` to `y`, both of 4 elements, once planned.
  EntryMemory plan(const std::string &body) {
    module = parseSourceString<ModuleOp>(
        "func.func @f.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes "
        "{nn.signature = {inputs = [[\"x\", tensor<4xf32>]], name = \"f\", "
        "outputs = [[\"y\", tensor<4xf32>]], params = []}} {\n"
        "%c0 = arith.constant 0 : index\n%c1 = arith.constant 1 : index\n"
        "%c4 = arith.constant 4 : index\n" +
            body + "\nreturn }",
        &context);
    PassManager pm(&context);
    pm.addPass(createPlanMemoryPass());
    EXPECT_TRUE(module && succeeded(pm.run(*module)));
    FailureOr<MemoryPlan> read = readMemoryPlan(*module, OpNames());
    EXPECT_TRUE(succeeded(read));
    EXPECT_EQ(read->entries.size(), 1u);
    EXPECT_TRUE(read->unknown.empty());
    return read->entries.front();
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};
} // namespace

// A buffer that a loop hands to its next iteration takes two places.
TEST_F(Memory, AlternatingBuffer) {
  EntryMemory memory = plan(R"(
    %a = memref.alloc() : memref<4xf32>
    %0 = memref.load %x[%c0] : memref<4xf32>
    memref.store %0, %a[%c0] : memref<4xf32>
    %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%last = %a) -> memref<4xf32> {
      %new = memref.alloc() : memref<4xf32>
      %1 = memref.load %last[%c0] : memref<4xf32>
      memref.store %1, %new[%c1] : memref<4xf32>
      scf.yield %new : memref<4xf32>
    }
    %2 = memref.load %r[%c0] : memref<4xf32>
    memref.store %2, %y[%c0] : memref<4xf32>)");
  EXPECT_EQ(memory.workspace, Polynomial(192));
  ASSERT_EQ(memory.buffers.size(), 2u);
  Polynomial bytes;
  for (const PlannedBuffer &buffer : memory.buffers) {
    bytes += buffer.bytes;
    EXPECT_TRUE(buffer.offset.getConstant());
  }
  EXPECT_EQ(bytes, Polynomial(192));
  ASSERT_EQ(memory.peaks.size(), 1u);
  EXPECT_EQ(memory.peaks.front().bytes, Polynomial(192));
  EXPECT_TRUE(memory.parts.empty());
}

// What a part of a loop allocates, each further thread needs, too.
TEST_F(Memory, Parts) {
  EntryMemory memory = plan(R"(
    nn.parallel %c4 grain %c1 {
    ^bb0(%begin: index, %end: index):
      scf.for %i = %begin to %end step %c1 {
        %a = memref.alloc() : memref<40xf32>
        %0 = memref.load %x[%i] : memref<4xf32>
        memref.store %0, %a[%c0] : memref<40xf32>
        %1 = memref.load %a[%c0] : memref<40xf32>
        memref.store %1, %y[%i] : memref<4xf32>
      }
    })");
  EXPECT_EQ(memory.workspace, Polynomial(192));
  ASSERT_EQ(memory.parts.size(), 1u);
  EXPECT_EQ(memory.parts.front().bytes, Polynomial(192));
}
