//===- CostTest.cpp - Operations and bytes of ops -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace nn;

namespace {
class Cost : public testing::Test {
protected:
  Cost() {
    context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect>();
  }

  /// The one op with a cost in a function with the given arguments.
  CostOpInterface parse(const std::string &arguments, const std::string &op,
                        const std::string &results = "%r") {
    module = parseSourceString<ModuleOp>("func.func @f(" + arguments + ") { " +
                                             results + " = " + op + " return }",
                                         &context);
    CostOpInterface found;
    if (module)
      module->walk([&](CostOpInterface cost) { found = cost; });
    EXPECT_TRUE(found) << op;
    return found;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};
} // namespace

TEST_F(Cost, Einsum) {
  auto op = parse("%x: tensor<8x4xf32>, %w: tensor<3x4xf32>",
                  "nn.einsum \"b i, o i -> b o\" %x, %w : (tensor<8x4xf32>, "
                  "tensor<3x4xf32>) -> tensor<8x3xf32>");
  EXPECT_EQ(op.getOperationCount(), 2 * 8 * 3 * 4);
  EXPECT_EQ(op.getBytesRead(), 4 * (8 * 4 + 3 * 4));
  EXPECT_EQ(op.getBytesWritten(), 4 * 8 * 3);
  EXPECT_EQ(op.getByteCount(), 4 * (8 * 4 + 3 * 4 + 8 * 3));
}

TEST_F(Cost, AnOperandThatIsUsedTwiceIsReadOnce) {
  auto op = parse("%x: tensor<8xf64>",
                  "nn.einsum \"i, i ->\" %x, %x : (tensor<8xf64>, "
                  "tensor<8xf64>) -> tensor<f64>");
  EXPECT_EQ(op.getBytesRead(), 8 * 8);
  EXPECT_EQ(op.getBytesWritten(), 8);
}

TEST_F(Cost, EinsumKnowsAnExtentThatOneOperandStates) {
  auto op = parse("%x: tensor<4xf32>, %y: tensor<?xf32>",
                  "nn.einsum \"i, i ->\" %x, %y : (tensor<4xf32>, "
                  "tensor<?xf32>) -> tensor<f32>");
  EXPECT_EQ(op.getOperationCount(), 2 * 4);
  EXPECT_EQ(op.getBytesRead(), std::nullopt);
  EXPECT_EQ(op.getBytesWritten(), 4);
  EXPECT_EQ(op.getByteCount(), std::nullopt);
}

TEST_F(Cost, Conv) {
  auto op = parse("%x: tensor<2x4x8x8xf32>, %w: tensor<6x2x3x3xf32>",
                  "nn.conv %x, %w padding [1, 1, 1, 1] groups 2 : "
                  "(tensor<2x4x8x8xf32>, tensor<6x2x3x3xf32>) -> "
                  "tensor<2x6x8x8xf32>");
  EXPECT_EQ(op.getOperationCount(), 2 * (2 * 6 * 8 * 8) * (2 * 3 * 3));
}

TEST_F(Cost, ConvAlongOneAxis) {
  auto op = parse("%x: tensor<2x4x8xf32>, %w: tensor<6x4x3xf32>",
                  "nn.conv %x, %w : (tensor<2x4x8xf32>, tensor<6x4x3xf32>) -> "
                  "tensor<2x6x6xf32>");
  EXPECT_EQ(op.getOperationCount(), 2 * (2 * 6 * 6) * (4 * 3));
}

TEST_F(Cost, Pool) {
  auto op = parse("%x: tensor<2x4x8x8xf32>",
                  "nn.pool max %x size [2, 4] : (tensor<2x4x8x8xf32>) -> "
                  "tensor<2x4x4x2xf32>");
  EXPECT_EQ(op.getOperationCount(), (2 * 4 * 4 * 2) * (2 * 4));
}

TEST_F(Cost, NormsCountTheOperandsThatAreThere) {
  auto bare =
      parse("%x: tensor<2x3xf32>", "nn.layer_norm %x axes [1] epsilon 1.0 : "
                                   "(tensor<2x3xf32>) -> tensor<2x3xf32>");
  EXPECT_EQ(bare.getOperationCount(), 5 * 2 * 3);
  auto scaled = parse("%x: tensor<2x3xf32>, %s: tensor<3xf32>",
                      "nn.rms_norm %x axes [1] scale %s epsilon 1.0 : "
                      "(tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>");
  EXPECT_EQ(scaled.getOperationCount(), 4 * 2 * 3);
  EXPECT_EQ(scaled.getByteCount(), 4 * (2 * 3 + 3 + 2 * 3));
}

TEST_F(Cost, AdaptivePool) {
  auto op = parse("%x: tensor<2x4x9x8xf32>",
                  "nn.adaptive_pool max %x size [2, 4] : "
                  "(tensor<2x4x9x8xf32>) -> tensor<2x4x2x4xf32>");
  // 0 to 4 and 4 to 8, which overlap; 0, 1; 2, 3; 4, 5; 6, 7.
  EXPECT_EQ(op.getOperationCount(), 2 * 4 * (9 + 1) * 8);
  EXPECT_TRUE(op.isOperationCountPolynomial());
  auto wide = parse("%x: tensor<1x1x2x?xf32>",
                    "nn.adaptive_pool max %x size [7, 1] : "
                    "(tensor<1x1x2x?xf32>) -> tensor<1x1x7x1xf32>");
  EXPECT_EQ(wide.getOperationCount(), std::nullopt);
  EXPECT_TRUE(wide.isOperationCountPolynomial());
  auto open = parse("%x: tensor<1x1x2x?xf32>",
                    "nn.adaptive_pool max %x size [7, 7] : "
                    "(tensor<1x1x2x?xf32>) -> tensor<1x1x7x7xf32>");
  EXPECT_FALSE(open.isOperationCountPolynomial());
}

TEST_F(Cost, Sort) {
  auto op = parse("%x: tensor<?x9xf32>",
                  "nn.sort %x axis 1 : (tensor<?x9xf32>) -> "
                  "(tensor<?x9xf32>, tensor<?x9xi64>)",
                  "%r:2");
  EXPECT_TRUE(op.isOperationCountPolynomial());
  auto open = parse("%x: tensor<?x9xf32>",
                    "nn.sort %x axis 0 : (tensor<?x9xf32>) -> "
                    "(tensor<?x9xf32>, tensor<?x9xi64>)",
                    "%r:2");
  EXPECT_FALSE(open.isOperationCountPolynomial());
}

TEST_F(Cost, Selectors) {
  auto select = parse("%k: tensor<5xi64>, %q: tensor<3xi64>",
                      "nn.select lt %k, %q : (tensor<5xi64>, tensor<3xi64>) -> "
                      "tensor<3x5xi1>");
  EXPECT_EQ(select.getOperationCount(), 3 * 5);
  EXPECT_EQ(select.getBytesWritten(), 3 * 5);
  auto width =
      parse("%s: tensor<3x5xi1>",
            "nn.selector_width %s : (tensor<3x5xi1>) -> tensor<3xi64>");
  EXPECT_EQ(width.getOperationCount(), 3 * 5);
  EXPECT_EQ(width.getBytesWritten(), 3 * 8);
}

TEST_F(Cost, Aggregate) {
  auto count = [&](const std::string &kind) {
    return parse("%s: tensor<3x?xi1>, %v: tensor<5x2x4xf32>",
                 "nn.aggregate " + kind +
                     " %s, %v : (tensor<3x?xi1>, tensor<5x2x4xf32>) -> "
                     "tensor<3x2x4xf32>")
        .getOperationCount();
  };
  // A mean also divides.
  EXPECT_EQ(count("mean"), 3 * 5 * 2 * 4 + 3 * 2 * 4);
  EXPECT_EQ(count("sum"), 3 * 5 * 2 * 4);
  EXPECT_EQ(count("max"), 3 * 5 * 2 * 4);
  // What is chosen is found once for a row.
  EXPECT_EQ(count("first"), 3 * 5);
  EXPECT_EQ(count("last"), 3 * 5);
}

TEST_F(Cost, Require) {
  auto op = parse("%x: tensor<3xi64>, %ok: tensor<3xi1>",
                  "nn.require %x, %ok, \"\" : (tensor<3xi64>, tensor<3xi1>) -> "
                  "tensor<3xi64>");
  EXPECT_EQ(op.getOperationCount(), 0);
  EXPECT_EQ(op.getBytesRead(), 3 * 8 + 3);
}

TEST_F(Cost, Intern) {
  auto intern = [&](const std::string &first, const std::string &second) {
    return parse("%a: " + first + ", %b: " + second,
                 "nn.intern %a, %b : (" + first + ", " + second +
                     ") -> (tensor<?xi64>, tensor<?xi64>)",
                 "%r:2");
  };
  // A shift and an addition for each element.
  auto packed = intern("tensor<5x3xi32>", "tensor<4x1xi8>");
  EXPECT_EQ(packed.getOperationCount(), 2 * (5 * 3 + 4 * 1));
  EXPECT_TRUE(packed.isOperationCountPolynomial());
  EXPECT_TRUE(
      intern("tensor<?x3xi32>", "tensor<4x1xi8>").isOperationCountPolynomial());
  // Four passes of a merge sort and one that numbers, on rows of six elements.
  auto ranked = intern("tensor<5x6xi32>", "tensor<4x1xi8>");
  EXPECT_EQ(ranked.getOperationCount(), (5 + 4) * (4 + 1) * 6);
  EXPECT_TRUE(ranked.isOperationCountPolynomial());
  EXPECT_FALSE(
      intern("tensor<?x6xi32>", "tensor<4x1xi8>").isOperationCountPolynomial());
  auto open = intern("tensor<5x?xi32>", "tensor<4x1xi8>");
  EXPECT_EQ(open.getOperationCount(), std::nullopt);
  EXPECT_FALSE(open.isOperationCountPolynomial());
}

TEST_F(Cost, JoinRows) {
  auto op = parse("%a: tensor<5x3xi32>, %b: tensor<5x1xi32>",
                  "nn.join_rows %a, %b : (tensor<5x3xi32>, tensor<5x1xi32>) -> "
                  "tensor<5x4xi32>");
  EXPECT_EQ(op.getOperationCount(), 5 * 4);
}

TEST_F(Cost, Attention) {
  auto op = parse("%q: tensor<2x6x3x4xf32>, %k: tensor<2x2x5x4xf32>, "
                  "%v: tensor<2x2x5x7xf32>",
                  "nn.attention %q, %k, %v : (tensor<2x6x3x4xf32>, "
                  "tensor<2x2x5x4xf32>, tensor<2x2x5x7xf32>) -> "
                  "tensor<2x6x3x7xf32>");
  EXPECT_EQ(op.getOperationCount(), (2 * 6 * 3 * 5) * (2 * 4 + 2 * 7 + 5));
}

TEST_F(Cost, Encodings) {
  auto positions =
      parse("%x: tensor<2x3xf32>",
            "nn.positions %x axis 1 : (tensor<2x3xf32>) -> tensor<3xi64>");
  EXPECT_EQ(positions.getOperationCount(), 0);
  auto encoding = parse("%p: tensor<2x3xf32>",
                        "nn.sinusoidal_encoding halves %p depth 4 base 10.0 : "
                        "(tensor<2x3xf32>) -> tensor<2x3x4xf32>");
  EXPECT_EQ(encoding.getOperationCount(), 24 + 12);
  auto rotary = parse("%x: tensor<3x4xf32>",
                      "nn.rotary halves %x base 10.0 : (tensor<3x4xf32>) -> "
                      "tensor<3x4xf32>");
  EXPECT_EQ(rotary.getOperationCount(), 3 * 3 * 4);
}

TEST_F(Cost, ConvTranspose) {
  auto op =
      parse("%x: tensor<2x4x5xf32>, %w: tensor<4x3x3xf32>",
            "nn.conv_transpose %x, %w stride [2] groups 2 : "
            "(tensor<2x4x5xf32>, tensor<4x3x3xf32>) -> tensor<2x6x11xf32>");
  EXPECT_EQ(op.getOperationCount(), 2 * (2 * 4 * 5) * (3 * 3));
}

TEST_F(Cost, Resize) {
  auto nearest = parse("%x: tensor<1x2x3x4xf32>",
                       "nn.resize nearest %x factor [2, 3] : "
                       "(tensor<1x2x3x4xf32>) -> tensor<1x2x6x12xf32>");
  EXPECT_EQ(nearest.getOperationCount(), 0);
  auto linear = parse("%x: tensor<1x2x3x4xf32>",
                      "nn.resize linear %x factor [2, 3] : "
                      "(tensor<1x2x3x4xf32>) -> tensor<1x2x6x12xf32>");
  EXPECT_EQ(linear.getOperationCount(), 3 * (2 * 6 * 4) + 3 * (2 * 6 * 12));
}

TEST_F(Cost, Cells) {
  std::string operands = "%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, ";
  auto elman = parse(operands + "%u: tensor<4x3xf32>, %v: tensor<4x4xf32>",
                     "nn.elman_cell #nn.tanh, %x, %h weights %u, %v : "
                     "(tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, "
                     "tensor<4x4xf32>) -> tensor<8x4xf32>");
  EXPECT_EQ(elman.getOperationCount(), 2 * 8 * (4 * 3 + 4 * 4) + 2 * 8 * 4);
  auto gru = parse(operands + "%u: tensor<12x3xf32>, %v: tensor<12x4xf32>",
                   "nn.gru_cell %x, %h weights %u, %v : "
                   "(tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, "
                   "tensor<12x4xf32>) -> tensor<8x4xf32>");
  EXPECT_EQ(gru.getOperationCount(), 2 * 8 * (12 * 3 + 12 * 4) + 11 * 8 * 4);
  auto lstm = parse(operands + "%u: tensor<16x3xf32>, %v: tensor<16x4xf32>",
                    "nn.lstm_cell %x, %h, %h weights %u, %v : "
                    "(tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, "
                    "tensor<16x3xf32>, tensor<16x4xf32>) -> "
                    "(tensor<8x4xf32>, tensor<8x4xf32>)",
                    "%r:2");
  EXPECT_EQ(lstm.getOperationCount(), 2 * 8 * (16 * 3 + 16 * 4) + 13 * 8 * 4);
}

TEST_F(Cost, Embedding) {
  auto op = parse("%i: tensor<8xi32>, %t: tensor<5x4xf32>",
                  "nn.embedding %i, %t : (tensor<8xi32>, tensor<5x4xf32>) -> "
                  "tensor<8x4xf32>");
  EXPECT_EQ(op.getOperationCount(), 0);
  EXPECT_EQ(op.getByteCount(), 4 * (8 + 5 * 4 + 8 * 4));
}

TEST_F(Cost, DynamicExtentsAreUnknown) {
  auto op =
      parse("%x: tensor<?x4xf32>", "nn.softmax %x axis 1 : tensor<?x4xf32>");
  EXPECT_EQ(op.getOperationCount(), std::nullopt);
  EXPECT_EQ(op.getByteCount(), std::nullopt);
}

TEST_F(Cost, OverflowIsUnknown) {
  auto op = parse("%x: tensor<4294967296x2147483647xi8>",
                  "nn.rearrange \"a b -> b a\" %x : "
                  "(tensor<4294967296x2147483647xi8>) -> "
                  "tensor<2147483647x4294967296xi8>");
  EXPECT_EQ(op.getOperationCount(), 0);
  EXPECT_EQ(op.getByteCount(), std::nullopt);
}
