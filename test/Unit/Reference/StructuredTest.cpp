//===- StructuredTest.cpp - The evaluator at the structured stage ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "nn/Reference/Evaluator.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace mlir;
using namespace nn;

namespace {
class Structured : public testing::Test {
protected:
  Structured() {
    context.loadDialect<
        NNDialect, affine::AffineDialect, arith::ArithDialect,
        bufferization::BufferizationDialect, cf::ControlFlowDialect,
        func::FuncDialect, linalg::LinalgDialect, math::MathDialect,
        memref::MemRefDialect, scf::SCFDialect, tensor::TensorDialect>();
    handler = std::make_unique<ScopedDiagnosticHandler>(
        &context, [&](Diagnostic &diagnostic) {
          error = diagnostic.str();
          return success();
        });
  }

  Tensor reals(ArrayRef<int64_t> shape, ArrayRef<double> values) {
    Tensor tensor(shape, Float32Type::get(&context));
    for (auto [number, value] : llvm::zip_equal(tensor.data, values))
      number.real = value;
    return tensor;
  }
  Tensor integers(ArrayRef<int64_t> shape, ArrayRef<int64_t> values) {
    Tensor tensor(shape, IntegerType::get(&context, 64));
    for (auto [number, value] : llvm::zip_equal(tensor.data, values))
      number.integer = value;
    return tensor;
  }

  static EvaluatorOptions makeOptions() {
    EvaluatorOptions options;
    options.knowsStructured = true;
    return options;
  }

  bool parse(const std::string &text) {
    module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << error;
    return static_cast<bool>(module);
  }

  /// A function `f` of one result; no values if it fails.
  std::vector<double> run(const std::string &text, ArrayRef<Tensor> inputs) {
    if (!parse(text))
      return {};
    Evaluator evaluator(*module, makeOptions());
    if (failed(evaluator.prepare("f")))
      return {};
    auto results = evaluator.evaluate("f", inputs);
    if (failed(results))
      return {};
    return getValues((*results)[0]);
  }

  static std::vector<double> getValues(const Tensor &tensor) {
    std::vector<double> values;
    for (Number number : tensor.data)
      values.push_back(tensor.isReal() ? number.real
                                       : static_cast<double>(number.integer));
    return values;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::string error;
  std::unique_ptr<ScopedDiagnosticHandler> handler;
};

using Values = std::vector<double>;
} // namespace

TEST_F(Structured, Generic) {
  EXPECT_EQ(run(R"mlir(
    #a = affine_map<(i, j, k) -> (i, k)>
    #b = affine_map<(i, j, k) -> (k, j)>
    #c = affine_map<(i, j, k) -> (i, j)>
    func.func @f(%x: tensor<?x2xf32>, %y: tensor<2x2xf32>,
                 %z: tensor<?x2xf32>) -> tensor<?x2xf32> {
      %r = linalg.generic {indexing_maps = [#a, #b, #c],
          iterator_types = ["parallel", "parallel", "reduction"]}
          ins(%x, %y : tensor<?x2xf32>, tensor<2x2xf32>)
          outs(%z : tensor<?x2xf32>) {
      ^bb0(%a: f32, %b: f32, %c: f32):
        %p = arith.mulf %a, %b : f32
        %s = arith.addf %c, %p : f32
        linalg.yield %s : f32
      } -> tensor<?x2xf32>
      return %r : tensor<?x2xf32>
    })mlir",
                {reals({1, 2}, {2, 3}), reals({2, 2}, {1, 10, 100, 1000}),
                 reals({1, 2}, {0.5, 0.25})}),
            (Values{302.5, 3020.25}));
}

TEST_F(Structured, WindowsReadAtSumsOfLoops) {
  const std::string window = R"mlir(
    #in = affine_map<(p, q) -> (p * 2 + q)>
    #shape = affine_map<(p, q) -> (q)>
    #out = affine_map<(p, q) -> (p)>
    func.func @f(%x: tensor<?xf32>, %z: tensor<2xf32>) -> tensor<2xf32> {
      %e = tensor.empty() : tensor<3xf32>
      %r = linalg.generic {indexing_maps = [#in, #shape, #out],
          iterator_types = ["parallel", "reduction"]}
          ins(%x, %e : tensor<?xf32>, tensor<3xf32>)
          outs(%z : tensor<2xf32>) {
      ^bb0(%a: f32, %unused: f32, %c: f32):
        %s = arith.addf %c, %a : f32
        linalg.yield %s : f32
      } -> tensor<2xf32>
      return %r : tensor<2xf32>
    })mlir";
  EXPECT_EQ(run(window, {reals({5}, {1, 2, 3, 4, 5}), reals({2}, {0, 0})}),
            (Values{6, 12}));
  EXPECT_EQ(run(window, {reals({4}, {1, 2, 3, 4}), reals({2}, {0, 0})}),
            Values());
  EXPECT_NE(error.find("expected an index of axis 0 of extent 4, got 4"),
            std::string::npos)
      << error;
}

TEST_F(Structured, AccessesThatAreNotLinear) {
  EXPECT_EQ(run(R"mlir(
    #in = affine_map<(i) -> (i floordiv 2)>
    #out = affine_map<(i) -> (i)>
    func.func @f(%x: tensor<2xf32>, %z: tensor<4xf32>) -> tensor<4xf32> {
      %r = linalg.generic {indexing_maps = [#in, #out],
          iterator_types = ["parallel"]}
          ins(%x : tensor<2xf32>) outs(%z : tensor<4xf32>) {
      ^bb0(%a: f32, %c: f32):
        linalg.yield %a : f32
      } -> tensor<4xf32>
      return %r : tensor<4xf32>
    })mlir",
                {reals({2}, {1, 2}), reals({4}, {0, 0, 0, 0})}),
            (Values{1, 1, 2, 2}));
}

TEST_F(Structured, BodiesReadOtherTensors) {
  const std::string gather = R"mlir(
    #id = affine_map<(i) -> (i)>
    func.func @f(%x: tensor<?xi64>, %at: tensor<2xi64>) -> tensor<2xi64> {
      %e = tensor.empty() : tensor<2xi64>
      %r = linalg.generic {indexing_maps = [#id, #id],
          iterator_types = ["parallel"]}
          ins(%at : tensor<2xi64>) outs(%e : tensor<2xi64>) {
      ^bb0(%a: i64, %c: i64):
        %i = arith.index_cast %a : i64 to index
        %v = tensor.extract %x[%i] : tensor<?xi64>
        %j = linalg.index 0 : index
        %k = arith.index_cast %j : index to i64
        %s = arith.addi %v, %k : i64
        linalg.yield %s : i64
      } -> tensor<2xi64>
      return %r : tensor<2xi64>
    })mlir";
  EXPECT_EQ(run(gather, {integers({3}, {10, 20, 30}), integers({2}, {2, 0})}),
            (Values{30, 11}));
  EXPECT_EQ(run(gather, {integers({3}, {10, 20, 30}), integers({2}, {3, 0})}),
            Values());
  EXPECT_NE(error.find("axis 0 of extent 3, got 3"), std::string::npos)
      << error;
}

TEST_F(Structured, LoopsAndBranches) {
  EXPECT_EQ(run(R"mlir(
    func.func @f(%x: tensor<?xi64>) -> tensor<1xi64> {
      %c0 = arith.constant 0 : index
      %c2 = arith.constant 2 : index
      %n = tensor.dim %x, %c0 : tensor<?xi64>
      %zero = arith.constant 0 : i64
      %hundred = arith.constant 100 : i64
      %sum = scf.for %i = %c0 to %n step %c2 iter_args(%s = %zero) -> i64 {
        %v = tensor.extract %x[%i] : tensor<?xi64>
        %isSmall = arith.cmpi slt, %v, %hundred : i64
        %t = scf.if %isSmall -> i64 {
          %u = arith.addi %s, %v : i64
          scf.yield %u : i64
        } else {
          scf.yield %s : i64
        }
        scf.yield %t : i64
      }
      %last = scf.while (%a = %sum) : (i64) -> i64 {
        %goesOn = arith.cmpi slt, %a, %hundred : i64
        scf.condition(%goesOn) %a : i64
      } do {
      ^bb0(%a: i64):
        %b = arith.addi %a, %a : i64
        scf.yield %b : i64
      }
      %r = tensor.from_elements %last : tensor<1xi64>
      return %r : tensor<1xi64>
    })mlir",
                // 3 + 4, doubled until it is 100 or more.
                {integers({6}, {3, 1, 200, 1, 4, 1})}),
            (Values{112}));
}

TEST_F(Structured, ExtentsAndSlices) {
  const std::string slice = R"mlir(
    func.func @f(%x: tensor<?xf32>, %n: tensor<i64>) -> tensor<?xf32> {
      %v = tensor.extract %n[] : tensor<i64>
      %i = arith.index_cast %v : i64 to index
      %m = affine.apply affine_map<()[s0] -> (s0 * 2 - 1)>()[%i]
      %o = affine.max affine_map<(d0) -> (d0 - 5, 1)>(%i)
      %k = affine.min affine_map<(d0) -> (d0, 2)>(%m)
      %s = tensor.extract_slice %x[%o] [%k] [2] : tensor<?xf32> to tensor<?xf32>
      %f = arith.constant 7.0 : f32
      %e = tensor.splat %f[%m] : tensor<?xf32>
      %r = tensor.insert_slice %s into %e[1] [%k] [1]
          : tensor<?xf32> into tensor<?xf32>
      return %r : tensor<?xf32>
    })mlir";
  Tensor x = reals({5}, {0, 1, 2, 3, 4});
  EXPECT_EQ(run(slice, {x, integers({}, 2)}), (Values{7, 1, 3}));
  EXPECT_EQ(run(slice, {x, integers({}, 9)}), Values());
  EXPECT_NE(error.find("slice inside of axis 0 of extent 5, got 4 to 6"),
            std::string::npos)
      << error;
  EXPECT_EQ(run(slice, {x, integers({}, 0)}), Values());
  EXPECT_NE(error.find("extents that are not negative, got -1"),
            std::string::npos)
      << error;
}

TEST_F(Structured, Reshapes) {
  EXPECT_EQ(run(R"mlir(
    func.func @f(%x: tensor<?x2xf32>, %y: tensor<?x2xf32>) -> tensor<?xf32> {
      %c0 = arith.constant 0 : index
      %n = tensor.dim %x, %c0 : tensor<?x2xf32>
      %0 = tensor.concat dim(0) %x, %y
          : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<?x2xf32>
      %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<?x2xf32> into tensor<?xf32>
      %c2 = arith.constant 2 : index
      %m = arith.addi %n, %c2 : index
      %2 = tensor.expand_shape %1 [[0, 1]] output_shape [2, %m]
          : tensor<?xf32> into tensor<2x?xf32>
      %p = arith.constant -1.0 : f32
      %3 = tensor.pad %2 low[0, %n] high[0, 0] {
      ^bb0(%i: index, %j: index):
        tensor.yield %p : f32
      } : tensor<2x?xf32> to tensor<2x?xf32>
      %4 = tensor.collapse_shape %3 [[0, 1]] : tensor<2x?xf32> into tensor<?xf32>
      return %4 : tensor<?xf32>
    })mlir",
                {reals({1, 2}, {1, 2}), reals({2, 2}, {3, 4, 5, 6})}),
            (Values{-1, 1, 2, 3, -1, 4, 5, 6}));
}

TEST_F(Structured, WhatMeansNothingShows) {
  Values values = run(R"mlir(
    func.func @f() -> tensor<2xf32> {
      %e = tensor.empty() : tensor<2xf32>
      return %e : tensor<2xf32>
    })mlir",
                      {});
  ASSERT_EQ(values.size(), 2u);
  EXPECT_TRUE(std::isnan(values[0]));
}

TEST_F(Structured, Asserts) {
  EXPECT_EQ(run(R"mlir(
    func.func @f(%x: tensor<1xi1>) -> tensor<1xi1> {
      %c0 = arith.constant 0 : index
      %c = tensor.extract %x[%c0] : tensor<1xi1>
      cf.assert %c, "the axis has two extents"
      return %x : tensor<1xi1>
    })mlir",
                {Tensor({1}, IntegerType::get(&context, 1))}),
            Values());
  EXPECT_NE(error.find("failed: the axis has two extents"), std::string::npos)
      << error;
}

TEST_F(Structured, Kernels) {
  ASSERT_TRUE(parse(R"mlir(
    nn.param @w : tensor<2xf32> = dense<[10.0, 20.0]>
    func.func @f.kernel(%x: memref<?xf32>, %w: memref<2xf32>,
                        %y: memref<?xf32>) -> index attributes {
        nn.signature = {inputs = [["x", tensor<?xf32>]], name = "f",
                        outputs = [["y", tensor<?xf32>]], params = [@w]}} {
      %c0 = arith.constant 0 : index
      %n = memref.dim %x, %c0 : memref<?xf32>
      %0 = bufferization.to_tensor %x restrict
          : memref<?xf32> to tensor<?xf32>
      %1 = bufferization.to_tensor %w restrict
          : memref<2xf32> to tensor<2xf32>
      %2 = tensor.cast %1 : tensor<2xf32> to tensor<?xf32>
      %3 = arith.addf %0, %2 : tensor<?xf32>
      bufferization.materialize_in_destination %3 in restrict writable %y
          : (tensor<?xf32>, memref<?xf32>) -> ()
      return %n : index
    })mlir"));
  Evaluator evaluator(*module, makeOptions());
  ASSERT_TRUE(succeeded(evaluator.prepare("f"))) << error;
  auto results = evaluator.evaluateKernel("f", {reals({2}, {1, 2})}, {{2}});
  ASSERT_TRUE(succeeded(results)) << error;
  EXPECT_EQ(getValues((*results)[0]), (Values{11, 22}));
}

TEST_F(Structured, IsForThoseWhoAsk) {
  ASSERT_TRUE(parse(R"mlir(
    func.func @f() -> tensor<2xf32> {
      %e = tensor.empty() : tensor<2xf32>
      return %e : tensor<2xf32>
    }
    func.func @g(%x: memref<2xf32>, %v: f32) {
      linalg.fill ins(%v : f32) outs(%x : memref<2xf32>)
      return
    })mlir"));
  EXPECT_TRUE(failed(Evaluator(*module).prepare("f")));
  EXPECT_NE(error.find("cannot stand at stage 'model'"),
            std::string::npos)
      << error;
  EXPECT_TRUE(failed(Evaluator(*module, makeOptions()).prepare("g")));
  EXPECT_NE(error.find("'linalg.fill' op is unknown to the evaluator on "
                       "buffers"),
            std::string::npos)
      << error;
}
