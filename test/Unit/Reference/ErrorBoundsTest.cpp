//===- ErrorBoundsTest.cpp - Bounds against arithmetic in floats ----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "nn/Reference/Evaluator.h"
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

using namespace mlir;
using namespace nn;

namespace {
class ErrorBounds : public testing::Test {
protected:
  ErrorBounds() {
    context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect,
                        math::MathDialect, tensor::TensorDialect>();
  }

  template <typename Element>
  Tensor makeTensor(ArrayRef<int64_t> shape, ArrayRef<Element> values) {
    Tensor tensor(shape, sizeof(Element) == 4
                             ? Type(Float32Type::get(&context))
                             : Type(Float64Type::get(&context)));
    EXPECT_EQ(tensor.data.size(), values.size());
    for (size_t i = 0; i < values.size(); ++i)
      tensor.data[i].real = values[i];
    return tensor;
  }

  /// The function `f` of `text` on `inputs`.
  Tensor run(StringRef text, ArrayRef<Tensor> inputs,
             bool filtersMinimally = false) {
    auto module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module);
    Evaluator evaluator(
        *module, EvaluatorOptions{/*boundsErrors=*/true, filtersMinimally});
    EXPECT_TRUE(succeeded(evaluator.prepare("f")));
    auto results = evaluator.evaluate("f", inputs);
    EXPECT_TRUE(succeeded(results));
    return (*results)[0];
  }

  /// `%r` as a function of the f32 values `%x` and `%y`.
  Tensor runScalar(const std::string &body, float x, float y,
                   StringRef result = "f32") {
    std::string type = "tensor<" + result.str() + ">";
    std::string text =
        "func.func @f(%a: tensor<f32>, %b: tensor<f32>) -> " + type +
        " {\n%0 = nn.map %a, %b : (tensor<f32>, tensor<f32>) "
        "-> " +
        type + " {\n^bb0(%x: f32, %y: f32):\n" + body +
        "nn.yield %r : " + result.str() + "\n}\nreturn %0 : " + type + "\n}";
    return run(text, {makeTensor<float>({}, x), makeTensor<float>({}, y)});
  }

  MLIRContext context;
  std::mt19937 random{20261125};
};

constexpr double kInf = std::numeric_limits<double>::infinity();

/// Expects `got` to lie within the bound of `number`.
void expectWithin(Number number, double got) {
  EXPECT_LE(std::fabs(number.real - got), number.error)
      << "expected " << number.real << ", got " << got;
}

// Arithmetic in floats stays within the bound, which is not far above it.
TEST_F(ErrorBounds, HoldAndAreTight) {
  std::uniform_real_distribution<float> distribution(-4, 4);
  double worst = 0;
  for (int i = 0; i < 200; ++i) {
    float x = distribution(random), y = distribution(random);
    Number number = runScalar("%p = arith.mulf %x, %y : f32\n"
                              "%q = arith.addf %p, %x : f32\n"
                              "%s = arith.mulf %q, %q : f32\n"
                              "%r = arith.subf %s, %y : f32\n",
                              x, y)
                        .data[0];
    volatile float p = x * y, q = p + x, s = q * q, r = s - y;
    expectWithin(number, r);
    // Without contraction, a few roundings of the largest number on the way.
    double largest = std::max({std::fabs(p), std::fabs(q), std::fabs(s)});
    EXPECT_LE(number.error, 0x1p-24 * 32 * (1 + largest * largest));
    if (number.error > 0)
      worst = std::max(worst, std::fabs(number.real - r) / number.error);
  }
  EXPECT_GT(worst, 0.2);
}

TEST_F(ErrorBounds, AreZeroForShortNumbers) {
  Number number = runScalar("%p = arith.mulf %x, %y : f32\n"
                            "%r = arith.addf %p, %x : f32\n",
                            1.625f, -2.1875f)
                      .data[0];
  EXPECT_EQ(number.error, 0);
  EXPECT_EQ(number.real, 1.625 * -2.1875 + 1.625);
}

// What rounds in f32 does not in f64.
TEST_F(ErrorBounds, DependOnTheType) {
  std::string text = "%r = arith.divf %x, %y : f32\n";
  EXPECT_GT(runScalar(text, 1, 3).data[0].error, 0x1p-28);
  EXPECT_EQ(runScalar("%u = arith.extf %x : f32 to f64\n"
                      "%v = arith.extf %y : f32 to f64\n"
                      "%r = arith.divf %u, %v : f64\n",
                      1, 3, "f64")
                .data[0]
                .error,
            0);
}

TEST_F(ErrorBounds, AllowElementaryFunctionsSomeUnits) {
  Number number = runScalar("%r = math.exp %x : f32\n", 1, 0).data[0];
  EXPECT_GE(number.error, 4 * 0x1p-22);
  EXPECT_LE(number.error, 6 * 0x1p-22);
  // An argument that is not exact counts by its slope.
  Number steep = runScalar("%q = arith.divf %x, %y : f32\n"
                           "%r = math.exp %q : f32\n",
                           10, 3)
                     .data[0];
  EXPECT_GT(steep.error, std::exp(10.0 / 3) * 0x1p-24);
}

// Functions of f64 that may be approximate serve results of f32.
TEST_F(ErrorBounds, AllowApproximateFunctionsMore) {
  std::string wide = "%w = arith.extf %x : f32 to f64\n";
  Number number =
      runScalar(wide + "%r = math.exp %w fastmath<afn> : f64\n", 1, 0, "f64")
          .data[0];
  EXPECT_GE(number.error, std::exp(1.0) * 0x1p-33);
  EXPECT_LE(number.error, std::exp(1.0) * 0x1p-31);
  Number exact =
      runScalar(wide + "%r = math.exp %w : f64\n", 1, 0, "f64").data[0];
  EXPECT_LE(exact.error, std::exp(1.0) * 0x1p-49);
}

// A divisor that may be zero is none of its corners.
TEST_F(ErrorBounds, LeaveJumpsOpen) {
  // 2^24 + 1 is not a float, so the difference to 2^24 may be 0, 1 or 2.
  std::string difference = "%s = arith.addf %x, %y : f32\n"
                           "%d = arith.subf %s, %x : f32\n";
  for (const char *function :
       {"%r = arith.divf %d, %d : f32\n", "%r = arith.remf %x, %d : f32\n"})
    EXPECT_EQ(runScalar(difference + function, 0x1p24, 1).data[0].error,
              std::numeric_limits<double>::infinity())
        << function;
  EXPECT_LT(runScalar("%r = arith.divf %x, %y : f32\n", 1, 3).data[0].error,
            0x1p-24);
}

// A sum may be either zero, and some functions tell them apart.
TEST_F(ErrorBounds, LeaveTheSignOfZeroOpen) {
  std::string difference = "%d = arith.subf %x, %x : f32\n";
  for (const char *function :
       {"%r = arith.divf %y, %d : f32\n", "%r = math.atan2 %d, %d : f32\n",
        "%r = math.copysign %y, %d : f32\n"})
    EXPECT_EQ(runScalar(difference + function, 1, 2).data[0].error,
              std::numeric_limits<double>::infinity())
        << function;
  EXPECT_LT(runScalar(difference + "%r = arith.divf %d, %y : f32\n", 1, 2)
                .data[0]
                .error,
            0x1p-140);
}

// Far from zero, an angle says nothing of its sine.
TEST_F(ErrorBounds, CoverTurningPoints) {
  // The sum may be off by 2^7, many turns.
  std::string sum = "%s = arith.addf %x, %y : f32\n"
                    "%p = arith.mulf %s, %y : f32\n";
  for (const char *function :
       {"%r = math.sin %p : f32\n", "%r = math.cos %p : f32\n"})
    EXPECT_GE(runScalar(sum + function, 0x1p30 + 65, 3).data[0].error, 2)
        << function;
}

TEST_F(ErrorBounds, LeaveDecisionsOpen) {
  // 1 / 3 * 3 may be 1 or not.
  std::string product = "%q = arith.divf %x, %y : f32\n"
                        "%p = arith.mulf %q, %y : f32\n";
  EXPECT_EQ(
      runScalar(product + "%r = arith.cmpf olt, %p, %x : f32\n", 1, 3, "i1")
          .data[0]
          .error,
      kInf);
  EXPECT_EQ(
      runScalar(product + "%r = arith.cmpf olt, %p, %y : f32\n", 1, 3, "i1")
          .data[0]
          .error,
      0);
  EXPECT_EQ(
      runScalar(product + "%r = arith.fptosi %p : f32 to i32\n", 1, 3, "i32")
          .data[0]
          .error,
      kInf);
  // The selected value is one of two.
  Number either = runScalar(product + "%c = arith.cmpf olt, %p, %x : f32\n"
                                      "%r = arith.select %c, %x, %y : f32\n",
                            1, 3)
                      .data[0];
  EXPECT_EQ(either.error, 2);
}

TEST_F(ErrorBounds, OverflowLeavesOpen) {
  EXPECT_EQ(
      runScalar("%r = arith.mulf %x, %y : f32\n", 1e30f, 1e30f).data[0].error,
      kInf);
}

// A sum lies within the bound in whatever order it is formed.
TEST_F(ErrorBounds, HoldForEveryOrderOfASum) {
  std::uniform_real_distribution<float> distribution(-1, 1);
  constexpr int kCount = 64;
  std::vector<float> x(kCount), y(kCount);
  for (int i = 0; i < kCount; ++i) {
    x[i] = distribution(random) * (i < 4 ? 1e4f : 1.0f);
    y[i] = distribution(random);
  }
  std::string shape = std::to_string(kCount);
  std::string types = "tensor<" + shape + "xf32>";
  Number product =
      run("func.func @f(%x: " + types + ", %y: " + types +
              ") -> tensor<f32> {\n%0 = nn.einsum \"i, i ->\" %x, %y : (" +
              types + ", " + types +
              ") -> tensor<f32>\nreturn %0 : tensor<f32>\n}",
          {makeTensor<float>(kCount, x), makeTensor<float>(kCount, y)})
          .data[0];
  Number sum =
      run("func.func @f(%x: " + types +
              ") -> tensor<f32> {\n%0 = nn.reduce %x axes [0] : (" + types +
              ") -> tensor<f32> neutral 0.0 {\n^bb0(%s: f32, %v: f32):\n"
              "%t = arith.addf %s, %v : f32\nnn.yield %t : f32\n}\n"
              "return %0 : tensor<f32>\n}",
          makeTensor<float>(kCount, x))
          .data[0];
  std::vector<int> order(kCount);
  std::iota(order.begin(), order.end(), 0);
  for (int i = 0; i < 100; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    volatile float products = 0, total = 0;
    for (int place : order) {
      products = products + x[place] * y[place];
      total = total + x[place];
    }
    expectWithin(product, products);
    expectWithin(sum, total);
  }
  EXPECT_LT(sum.error, 1);
}

TEST_F(ErrorBounds, AreZeroForSumsThatFitTheMantissa) {
  std::string text = R"(
    func.func @f(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<f32> {
      %0 = nn.einsum "i, i ->" %x, %y
          : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
      return %0 : tensor<f32>
    })";
  float x[] = {1.5f, -2.25f, 3.0f, 0.0625f};
  float large[] = {1.5f, -2.25f, 3.0f, 0x1p22f};
  float y[] = {0.5f, 4.0f, -1.75f, 1.0f};
  EXPECT_EQ(run(text, {makeTensor<float>(4, x), makeTensor<float>(4, y)})
                .data[0]
                .error,
            0);
  // The sum of magnitudes has more than 24 bits.
  EXPECT_GT(run(text, {makeTensor<float>(4, large), makeTensor<float>(4, y)})
                .data[0]
                .error,
            0);
}

TEST_F(ErrorBounds, CoverProductsOfSomeFactors) {
  const char *text = R"(
    func.func @f(%x: tensor<1xf32>, %y: tensor<1xf32>, %z: tensor<1xf32>)
        -> tensor<f32> {
      %0 = nn.einsum "i, i, i ->" %x, %y, %z
          : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<f32>
      return %0 : tensor<f32>
    })";
  auto getError = [&](float x, float y, float z) {
    return run(text, {makeTensor<float>({1}, {x}), makeTensor<float>({1}, {y}),
                      makeTensor<float>({1}, {z})})
        .data[0]
        .error;
  };
  EXPECT_EQ(getError(2, 3, 0.5), 0);
  // The first two are less than the least f32, or more than the largest.
  EXPECT_GE(getError(0x1p-100, 0x1p-100, 0x1p100), 0x1p-100);
  EXPECT_LT(getError(0x1p-100, 0x1p-100, 0x1p100), 1);
  double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(getError(0x1p100, 0x1p100, 0x1p-100), infinity);
  // Infinite times zero, in another order.
  EXPECT_EQ(getError(0x1p100, 0x1p100, 0), infinity);
  EXPECT_EQ(getError(2, 3, 0), 0);
}

/// The 2 x 2 results of the windows of a tile of 4 x 4, [channel, row, column],
/// by minimal filtering in f32.
std::vector<float> filterMinimally(ArrayRef<float> image,
                                   ArrayRef<float> weight) {
  size_t channels = image.size() / 16;
  std::vector<float> products(16, 0);
  for (size_t channel = 0; channel < channels; ++channel) {
    float half[4][4], sums[4][4];
    ArrayRef<float> d = image.slice(16 * channel, 16);
    for (int j = 0; j < 4; ++j) {
      half[0][j] = d[j] - d[8 + j];
      half[1][j] = d[4 + j] + d[8 + j];
      half[2][j] = d[8 + j] - d[4 + j];
      half[3][j] = d[4 + j] - d[12 + j];
    }
    for (int i = 0; i < 4; ++i) {
      sums[i][0] = half[i][0] - half[i][2];
      sums[i][1] = half[i][1] + half[i][2];
      sums[i][2] = half[i][2] - half[i][1];
      sums[i][3] = half[i][1] - half[i][3];
    }
    const double factor[4][3] = {
        {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
    for (int i = 0; i < 4; ++i)
      for (int j = 0; j < 4; ++j) {
        double filter = 0;
        for (int p = 0; p < 3; ++p)
          for (int q = 0; q < 3; ++q)
            filter +=
                factor[i][p] * factor[j][q] * weight[9 * channel + 3 * p + q];
        products[4 * i + j] += sums[i][j] * static_cast<float>(filter);
      }
  }
  float rows[2][4];
  for (int j = 0; j < 4; ++j) {
    rows[0][j] = products[j] + products[4 + j] + products[8 + j];
    rows[1][j] = products[4 + j] - products[8 + j] - products[12 + j];
  }
  std::vector<float> results;
  for (const auto &row : rows) {
    results.push_back(row[0] + row[1] + row[2]);
    results.push_back(row[1] - row[2] - row[3]);
  }
  return results;
}

TEST_F(ErrorBounds, AllowMinimalFiltering) {
  std::string text = R"(
    func.func @f(%x: tensor<1xCx4x4xf32>, %w: tensor<1xCx3x3xf32>)
        -> tensor<1x1x2x2xf32> {
      %0 = nn.conv %x, %w : (tensor<1xCx4x4xf32>, tensor<1xCx3x3xf32>)
          -> tensor<1x1x2x2xf32>
      return %0 : tensor<1x1x2x2xf32>
    })";
  std::normal_distribution<float> normal;
  bool isOutsideOfOthers = false;
  double worst = 0;
  for (int64_t channels : {1, 2, 7, 32})
    for (int round = 0; round < 50; ++round) {
      std::vector<float> image(16 * channels), weight(9 * channels);
      for (float &element : image)
        element = normal(random) * (round % 2 ? 1 : std::exp(normal(random)));
      for (float &element : weight)
        element = normal(random);
      // A large element counts, also where its factor is zero.
      if (round % 5 == 0) {
        image[5] = 1e5f;
        weight[4] = 0;
      }
      std::string its = text;
      for (size_t at; (at = its.find('C')) != std::string::npos;)
        its.replace(at, 1, std::to_string(channels));
      std::vector<Tensor> inputs = {
          makeTensor<float>({1, channels, 4, 4}, image),
          makeTensor<float>({1, channels, 3, 3}, weight)};
      Tensor plain = run(its, inputs), filtered = run(its, inputs, true);
      std::vector<float> results = filterMinimally(image, weight);
      for (size_t place = 0; place < 4; ++place) {
        EXPECT_EQ(plain.data[place].real, filtered.data[place].real);
        expectWithin(filtered.data[place], results[place]);
        double distance = std::fabs(filtered.data[place].real - results[place]);
        isOutsideOfOthers |= distance > plain.data[place].error;
        worst = std::max(worst, distance / filtered.data[place].error);
      }
    }
  EXPECT_TRUE(isOutsideOfOthers);
  EXPECT_GT(worst, 0.005);

  // Infinities spread within a tile.
  std::vector<float> image(16, 1), weight(9, 1);
  image[0] = std::numeric_limits<float>::infinity();
  std::string its = text;
  for (size_t at; (at = its.find('C')) != std::string::npos;)
    its.replace(at, 1, "1");
  Tensor result = run(its,
                      {makeTensor<float>({1, 1, 4, 4}, image),
                       makeTensor<float>({1, 1, 3, 3}, weight)},
                      true);
  EXPECT_EQ(result.data[3].error, kInf);
}

TEST_F(ErrorBounds, KeepIntegersExact) {
  Number number = runScalar("%i = arith.fptosi %x : f32 to i32\n"
                            "%r = arith.muli %i, %i : i32\n",
                            7.75f, 0, "i32")
                      .data[0];
  EXPECT_EQ(number.integer, 49);
  EXPECT_EQ(number.error, 0);
}
} // namespace
