//===- SymbolicExtentsTest.cpp - Extents as polynomials -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/SymbolicExtents.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/IR/TensorInferTypeOpInterfaceImpl.h"
#include "mlir/Parser/Parser.h"
#include "nn/Analysis/ExtentModels.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace nn;

namespace {
class Extents : public testing::Test {
protected:
  Extents() {
    DialectRegistry registry;
    registry.insert<NNDialect, func::FuncDialect, arith::ArithDialect,
                    math::MathDialect, tensor::TensorDialect>();
    tensor::registerInferTypeOpInterfaceExternalModels(registry);
    registerExtentModels(registry);
    context.appendDialectRegistry(registry);
    context.allowUnregisteredDialects();
  }

  /// The shape of what a function with the given arguments and body returns.
  std::string analyze(const std::string &arguments, const std::string &body,
                      const std::string &type) {
    module = parseSourceString<ModuleOp>("func.func @f(" + arguments + ") -> " +
                                             type + " {" + body +
                                             " return %r : " + type + " }",
                                         &context);
    if (!module)
      return "does not parse";
    auto function = *module->getOps<func::FuncOp>().begin();
    std::string before = print();
    SmallVector<std::string> names;
    unknown.clear();
    SymbolicExtents extents(
        function, nameArgumentExtents(function, names),
        [](auto *, auto) { return SmallVector<SymbolicShape>(); }, unknown);
    EXPECT_EQ(print(), before);
    std::string text;
    llvm::raw_string_ostream os(text);
    llvm::interleaveComma(
        extents.getShape(
            function.getBody().front().getTerminator()->getOperand(0)),
        os);
    return text;
  }

  std::string print() {
    std::string text;
    llvm::raw_string_ostream os(text);
    module->print(os);
    return text;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::vector<UnknownNumber> unknown;
};
} // namespace

TEST_F(Extents, OfArguments) {
  EXPECT_EQ(analyze("%r: tensor<?x3x?xf32, #nn.axes<batch, _, _>> {nn.name = "
                    "\"x\"}",
                    "", "tensor<?x3x?xf32, #nn.axes<batch, _, _>>"),
            "batch, 3, x_2");
}

TEST_F(Extents, OfEinsum) {
  EXPECT_EQ(analyze("%x: tensor<?x?xf32, #nn.axes<batch, _>>, %w: "
                    "tensor<?x7xf32>",
                    R"(%r = nn.einsum "b i, o i -> o b" %x, %w :
                       (tensor<?x?xf32, #nn.axes<batch, _>>, tensor<?x7xf32>)
                       -> tensor<?x?xf32>)",
                    "tensor<?x?xf32>"),
            "input1_0, batch");
  // One operand states the extent.
  EXPECT_EQ(analyze("%x: tensor<?xf32>, %y: tensor<5xf32>",
                    R"(%r = nn.einsum "i, i -> i" %x, %y :
                       (tensor<?xf32>, tensor<5xf32>) -> tensor<?xf32>)",
                    "tensor<?xf32>"),
            "5");
}

TEST_F(Extents, OfRearrangements) {
  EXPECT_EQ(
      analyze("%x: tensor<?x?x3xf32>",
              R"mlir(%r = nn.rearrange "a b c -> (a b c) d" %x sizes {d = 2}
                       : (tensor<?x?x3xf32>) -> tensor<?x2xf32>)mlir",
              "tensor<?x2xf32>"),
      "3 * input0_0 * input0_1, 2");
  EXPECT_EQ(analyze("%x: tensor<?xf32>",
                    R"mlir(%r = nn.rearrange "(a b) -> b a" %x sizes {b = 4}
                       : (tensor<?xf32>) -> tensor<4x?xf32>)mlir",
                    "tensor<4x?xf32>"),
            "4, (input0_0 floordiv 4)");
  // What was merged can be split again.
  EXPECT_EQ(analyze("%x: tensor<?x4xf32>",
                    R"mlir(%0 = nn.rearrange "a b -> (a b)" %x
                       : (tensor<?x4xf32>) -> tensor<?xf32>
                       %r = nn.rearrange "(a b) -> b a" %0 sizes {b = 2}
                       : (tensor<?xf32>) -> tensor<2x?xf32>)mlir",
                    "tensor<2x?xf32>"),
            "2, 2 * input0_0");
}

TEST_F(Extents, OfMapsAndReductions) {
  EXPECT_EQ(analyze("%x: tensor<?x1xf32>, %y: tensor<?xf32>", R"(
      %r = nn.map %x, %y : (tensor<?x1xf32>, tensor<?xf32>) -> tensor<?x?xf32> {
      ^bb0(%a: f32, %b: f32):
        nn.yield %a : f32
      })",
                    "tensor<?x?xf32>"),
            "input0_0, input1_0");
  EXPECT_EQ(analyze("%x: tensor<?x?xf32>", R"(
      %r = nn.reduce %x axes [0] keep : (tensor<?x?xf32>) -> tensor<1x?xf32>
          neutral 0.0 {
      ^bb0(%a: f32, %b: f32):
        nn.yield %a : f32
      })",
                    "tensor<1x?xf32>"),
            "1, input0_1");
}

TEST_F(Extents, OfTexts) {
  EXPECT_EQ(analyze("%a: tensor<?x?xi32>, %b: tensor<?x2xi32>",
                    R"(%r = nn.join_rows %a, %b :
                       (tensor<?x?xi32>, tensor<?x2xi32>) -> tensor<?x?xi32>)",
                    "tensor<?x?xi32>"),
            "input0_0, input0_1 + 2");
  EXPECT_EQ(analyze("%a: tensor<?x?xi32>, %b: tensor<?x2xi32>",
                    R"(%0, %r = nn.intern %a, %b : (tensor<?x?xi32>,
                       tensor<?x2xi32>) -> (tensor<?xi64>, tensor<?xi64>))",
                    "tensor<?xi64>"),
            "input1_0");
  EXPECT_EQ(analyze("%x: tensor<?x3xf32>, %ok: tensor<?x3xi1>",
                    R"(%r = nn.require %x, %ok, "" :
                       (tensor<?x3xf32>, tensor<?x3xi1>) -> tensor<?x3xf32>)",
                    "tensor<?x3xf32>"),
            "input0_0, 3");
}

TEST_F(Extents, OfWindows) {
  auto window = [&](const std::string &clauses) {
    return analyze("%x: tensor<?xf32>",
                   "%r = nn.window %x axes [0] size [3] " + clauses +
                       " : tensor<?xf32> -> tensor<?x3xf32>",
                   "tensor<?x3xf32>");
  };
  EXPECT_EQ(window("padding [1, 1]"), "input0_0, 3");
  EXPECT_EQ(window(""), "input0_0 - 2, 3");
  EXPECT_EQ(window("stride [2]"), "((input0_0 - 3) floordiv 2) + 1, 3");
  EXPECT_EQ(window("stride [2] dilation [2] padding [2, 3]"),
            "(input0_0 floordiv 2) + 1, 3");
}

TEST_F(Extents, OfLayersFollowFromTheirDecomposition) {
  EXPECT_EQ(analyze("%x: tensor<?x3x?x8xf32>, %w: tensor<?x3x3x3xf32>",
                    R"(%0 = nn.conv %x, %w padding [1, 1, 1, 1] :
                       (tensor<?x3x?x8xf32>, tensor<?x3x3x3xf32>)
                       -> tensor<?x?x?x8xf32>
                       %r = nn.pool max %0 size [2, 2] :
                       (tensor<?x?x?x8xf32>) -> tensor<?x?x?x4xf32>)",
                    "tensor<?x?x?x4xf32>"),
            "input0_0, input1_0, (input0_2 floordiv 2), 4");
}

TEST_F(Extents, PassThroughElementwiseOpsAndCasts) {
  EXPECT_EQ(analyze("%x: tensor<?x2xf32>",
                    R"(%0 = arith.negf %x : tensor<?x2xf32>
                       %1 = math.exp %0 : tensor<?x2xf32>
                       %r = tensor.cast %1 : tensor<?x2xf32> to tensor<?x?xf32>)",
                    "tensor<?x?xf32>"),
            "input0_0, 2");
}

TEST_F(Extents, OfOpsThatSayNothingAreUnknown) {
  EXPECT_EQ(analyze("%x: tensor<?xf32>, %n: index",
                    R"(%0 = "nn_test.filter"(%x) : (tensor<?xf32>)
                       -> tensor<?xf32>
                       %r = arith.negf %0 : tensor<?xf32>)",
                    "tensor<?xf32>"),
            "?0");
  ASSERT_EQ(unknown.size(), 1u);
  EXPECT_EQ(unknown[0].description, "axis 0 of the result of 'nn_test.filter'");
}
