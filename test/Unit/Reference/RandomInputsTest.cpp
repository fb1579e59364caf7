//===- RandomInputsTest.cpp - Inputs of entries from seeds ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/RandomInputs.h"
#include "mlir/Parser/Parser.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace nn;

TEST(RandomInputs, HaveShapesAndRangesAndRepeat) {
  MLIRContext context;
  context.loadDialect<NNDialect, func::FuncDialect>();
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(
      R"(func.func @f(%x: tensor<?x50xf32, #nn.axes<batch, _>>,
                      %i: tensor<?x100xi32, #nn.axes<batch, _>>,
                      %b: tensor<?x100xi1>) { return })",
      &context);
  auto entry =
      EntrySignature::infer(*module->getOps<func::FuncOp>().begin(), {});
  ASSERT_TRUE(succeeded(entry));
  std::vector<Tensor> inputs = makeRandomInputs(*entry, {3, 2}, 0, {0, 4});
  ASSERT_EQ(inputs.size(), 3u);
  EXPECT_EQ(inputs[0].shape, (SmallVector<int64_t>{3, 50}));
  EXPECT_EQ(inputs[1].shape, (SmallVector<int64_t>{3, 100}));
  EXPECT_EQ(inputs[2].shape, (SmallVector<int64_t>{2, 100}));
  // The generator of the standard begins with this number.
  EXPECT_EQ(inputs[0].data[0].real,
            static_cast<double>(2947667278772165694u >> 11) * 0x1p-51 - 2);
  for (Number number : inputs[0].data) {
    EXPECT_GE(number.real, -2);
    EXPECT_LT(number.real, 2);
  }
  std::vector<size_t> counts(5), bits(2);
  for (Number number : inputs[1].data)
    ++counts.at(number.integer);
  for (Number number : inputs[2].data)
    ++bits.at(number.integer);
  EXPECT_FALSE(llvm::is_contained(counts, 0u));
  EXPECT_FALSE(llvm::is_contained(bits, 0u));

  std::vector<Tensor> again = makeRandomInputs(*entry, {3, 2}, 0, {0, 4});
  std::vector<Tensor> others = makeRandomInputs(*entry, {3, 2}, 1, {0, 4});
  EXPECT_EQ(inputs[0].data[149].real, again[0].data[149].real);
  EXPECT_NE(inputs[0].data[149].real, others[0].data[149].real);
}
