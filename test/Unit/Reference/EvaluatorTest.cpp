//===- EvaluatorTest.cpp - The evaluator on written examples --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/Evaluator.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace nn;

namespace {
class Evaluation : public testing::Test {
protected:
  Evaluation() {
    context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect,
                        math::MathDialect, tensor::TensorDialect>();
    handler = std::make_unique<ScopedDiagnosticHandler>(
        &context, [&](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
            errors.push_back(diagnostic.str());
          return success();
        });
  }

  Tensor makeTensor(ArrayRef<int64_t> shape, ArrayRef<double> values) {
    Tensor tensor(shape, Float32Type::get(&context));
    EXPECT_EQ(tensor.data.size(), values.size());
    for (size_t i = 0; i < values.size(); ++i)
      tensor.data[i].real = values[i];
    return tensor;
  }

  /// The function `f` of `text` on `inputs`; nothing if it fails.
  std::optional<Tensor> run(StringRef text, ArrayRef<Tensor> inputs) {
    module = parseSourceString<ModuleOp>(text, &context);
    if (!module) {
      ADD_FAILURE() << "the text does not parse";
      return std::nullopt;
    }
    Evaluator evaluator(*module);
    if (failed(evaluator.prepare("f")))
      return std::nullopt;
    auto results = evaluator.evaluate("f", inputs);
    return failed(results) ? std::nullopt
                           : std::optional<Tensor>((*results)[0]);
  }

  static std::vector<double> values(const Tensor &tensor) {
    std::vector<double> result;
    for (Number number : tensor.data)
      result.push_back(number.real);
    return result;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::vector<std::string> errors;
  std::unique_ptr<ScopedDiagnosticHandler> handler;
};
} // namespace

TEST_F(Evaluation, SumsProducts) {
  auto y = run(
      R"(func.func @f(%x: tensor<?x2xf32>, %w: tensor<3x2xf32>)
                      -> tensor<?x3xf32> {
    %y = nn.einsum "b i, o i -> b o" %x, %w
        : (tensor<?x2xf32>, tensor<3x2xf32>) -> tensor<?x3xf32>
    return %y : tensor<?x3xf32> })",
      {makeTensor({1, 2}, {2, 3}), makeTensor({3, 2}, {1, 0, 0, 1, 1, -1})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), (std::vector<double>{2, 3, -1}));
}

TEST_F(Evaluation, WalksDiagonals) {
  auto y = run(R"(func.func @f(%x: tensor<2x2xf32>) -> tensor<f32> {
    %y = nn.einsum "i i ->" %x : (tensor<2x2xf32>) -> tensor<f32>
    return %y : tensor<f32> })",
               {makeTensor({2, 2}, {1, 2, 4, 8})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), std::vector<double>{9});
}

TEST_F(Evaluation, KeepsDoublePrecisionBetweenOps) {
  // 1 + 2^-40 - 1 is 0 in f32.
  auto y = run(R"(func.func @f(%x: tensor<1xf32>, %s: tensor<1xf32>)
                      -> tensor<1xf32> {
    %a = arith.addf %x, %s : tensor<1xf32>
    %y = arith.subf %a, %x : tensor<1xf32>
    return %y : tensor<1xf32> })",
               {makeTensor({1}, {1}), makeTensor({1}, {0x1p-40})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), std::vector<double>{0x1p-40});
}

TEST_F(Evaluation, RoundsTensorsOfHalves) {
  // An op computes in double and rounds its result: 2049 is 2048 in f16.
  const char *text = R"(func.func @f(%x: tensor<2xf32>) -> tensor<1xf32> {
    %h = arith.truncf %x : tensor<2xf32> to tensor<2xf16>
    %s = nn.reduce %h axes [0] keep : (tensor<2xf16>) -> tensor<1xf16>
        neutral 1.0 {
    ^bb0(%a: f16, %b: f16):
      %c = arith.addf %a, %b : f16
      nn.yield %c : f16
    }
    %y = arith.extf %s : tensor<1xf16> to tensor<1xf32>
    return %y : tensor<1xf32> })";
  auto y = run(text, {makeTensor({2}, {2048, 1})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), std::vector<double>{2050});
  y = run(text, {makeTensor({2}, {2048, -0x1p-30})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), std::vector<double>{2048});
}

TEST_F(Evaluation, ReducesFromTheNeutralElement) {
  auto y = run(R"(func.func @f(%x: tensor<2x0xf32>) -> tensor<2xf32> {
    %y = nn.reduce %x axes [1]
        : (tensor<2x0xf32>) -> tensor<2xf32> neutral 7.0 {
    ^bb0(%a: f32, %b: f32):
      %c = arith.addf %a, %b : f32
      nn.yield %c : f32
    }
    return %y : tensor<2xf32> })",
               {makeTensor({2, 0}, {})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), (std::vector<double>{7, 7}));
}

TEST_F(Evaluation, PadsWindows) {
  auto y = run(R"(func.func @f(%x: tensor<3xf32>) -> tensor<2x2xf32> {
    %y = nn.window %x axes [0] size [2] stride [2] padding [1, 0]
        pad_value -1.0 : f32 : tensor<3xf32> -> tensor<2x2xf32>
    return %y : tensor<2x2xf32> })",
               {makeTensor({3}, {5, 6, 7})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), (std::vector<double>{-1, 5, 6, 7}));
}

TEST_F(Evaluation, BindsParameters) {
  auto y = run(R"(nn.param @w : tensor<2xf32> = dense<1.0>
  func.func private @net(%x: tensor<2xf32>) -> tensor<2xf32> {
    %w = nn.param_ref @w : tensor<2xf32>
    %y = arith.mulf %x, %w : tensor<2xf32>
    return %y : tensor<2xf32>
  }
  func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
    %a = nn.apply @net(%x) params(@w = %x : tensor<2xf32>)
        : (tensor<2xf32>) -> tensor<2xf32>
    %b = nn.apply @net(%a) : (tensor<2xf32>) -> tensor<2xf32>
    return %b : tensor<2xf32>
  })",
               {makeTensor({2}, {3, -2})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), (std::vector<double>{9, 4}));
}

TEST_F(Evaluation, RefusesExtentsThatDoNotFit) {
  auto y = run(R"(func.func @f(%x: tensor<?xf32>, %y: tensor<?xf32>)
                      -> tensor<?xf32> {
    %0 = nn.map %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
    ^bb0(%a: f32, %b: f32):
      nn.yield %a : f32
    }
    return %0 : tensor<?xf32> })",
               {makeTensor({1}, {1}), makeTensor({2}, {1, 2})});
  EXPECT_FALSE(y);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_NE(errors[0].find("equal extents, got 1 and 2"), std::string::npos)
      << errors[0];
}

TEST_F(Evaluation, CastsManyTimes) {
  // The values of a function move when there are more of them.
  std::string text = "func.func @f(%v0: tensor<2xf32>) -> tensor<2xf32> {";
  for (int i = 0; i < 1000; ++i)
    text += "%v" + std::to_string(i + 1) + " = tensor.cast %v" +
            std::to_string(i) + " : tensor<2xf32> to tensor<2xf32> ";
  auto y =
      run(text + "return %v1000 : tensor<2xf32> }", {makeTensor({2}, {1, 2})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), (std::vector<double>{1, 2}));
}

TEST_F(Evaluation, ReportsEveryUnknownOp) {
  auto y = run(R"(func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
    %0 = tensor.empty() : tensor<2xf32>
    %1 = tensor.empty() : tensor<2xf32>
    %2 = arith.addf %0, %1 : tensor<2xf32>
    return %2 : tensor<2xf32> })",
               {makeTensor({2}, {1, 2})});
  EXPECT_FALSE(y);
  EXPECT_EQ(errors.size(), 2u);
}

// What no result depends on is not evaluated, as in compiled code.
TEST_F(Evaluation, LeavesOutWhatIsNotUsed) {
  auto y = run(R"(func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
    %i = arith.constant dense<7> : tensor<i32>
    %0 = nn.gather %x axes [0] at %i
        : (tensor<2xf32>, tensor<i32>) -> tensor<f32>
    return %x : tensor<2xf32> })",
               {makeTensor({2}, {1, 2})});
  ASSERT_TRUE(y);
  EXPECT_EQ(values(*y), (std::vector<double>{1, 2}));
}

// The extents of a region are checked also where it does not run.
TEST_F(Evaluation, ChecksExtentsOfRegionsThatDoNotRun) {
  auto y = run(R"(func.func @f(%x: tensor<?xf32>, %y: tensor<?xf32>)
      -> tensor<?xf32> {
    %no = arith.constant dense<false> : tensor<i1>
    %0 = nn.cond %no : tensor<i1> -> tensor<?xf32> {
      %1 = arith.addf %x, %y : tensor<?xf32>
      nn.yield %1 : tensor<?xf32>
    } else {
      nn.yield %x : tensor<?xf32>
    }
    return %0 : tensor<?xf32> })",
               {makeTensor({1}, {1}), makeTensor({2}, {1, 2})});
  EXPECT_FALSE(y);
  EXPECT_EQ(errors.size(), 1u);
}
