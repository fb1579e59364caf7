//===- ActivationTest.cpp - What activations say of themselves ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The derivative of every activation against central differences, the inverse
// against the value, range and slope against samples; all in double precision.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "nn/Reference/Evaluator.h"
#include "gtest/gtest.h"
#include <cmath>

using namespace mlir;
using namespace nn;

namespace {
class Activation : public testing::TestWithParam<const char *> {
protected:
  Activation() {
    context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect,
                        math::MathDialect>();
    function = dyn_cast_if_present<ActivationInterface>(
        parseAttribute(GetParam(), &context));
    // Away from 0, where some have a kink.
    for (int i = -400; i <= 400; ++i)
      points.push_back(i * 0.025 + 0.0125);
  }

  /// What `build` builds, at every point of `inputs`; empty if it builds
  /// nothing.
  template <typename Build>
  std::vector<double> evaluate(Build build, std::vector<double> inputs) {
    OpBuilder b(&context);
    Location loc = b.getUnknownLoc();
    OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
    b.setInsertionPointToStart(module->getBody());
    auto type = RankedTensorType::get({static_cast<int64_t>(inputs.size())},
                                      b.getF64Type());
    auto func =
        func::FuncOp::create(b, loc, "f", b.getFunctionType(type, type));
    b.setInsertionPointToStart(func.addEntryBlock());
    bool exists = true;
    Value result = MapOp::create(
        b, loc, func.getArguments(),
        [&](OpBuilder &builder, Location l, ValueRange x) -> Value {
          Value value = build(builder, l, x[0]);
          exists = static_cast<bool>(value);
          return exists ? value : x[0];
        });
    func::ReturnOp::create(b, loc, result);
    if (!exists)
      return {};
    Evaluator evaluator(*module);
    EXPECT_TRUE(succeeded(evaluator.prepare("f")));
    Tensor tensor(type.getShape(), b.getF64Type());
    for (size_t i = 0; i < inputs.size(); ++i)
      tensor.data[i].real = inputs[i];
    auto results = evaluator.evaluate("f", {tensor});
    EXPECT_TRUE(succeeded(results));
    std::vector<double> values;
    for (Number number : (*results)[0].data)
      values.push_back(number.real);
    return values;
  }

  std::vector<double> getValues(std::vector<double> inputs) {
    return evaluate([&](OpBuilder &b, Location loc,
                        Value x) { return function.buildValue(b, loc, x); },
                    std::move(inputs));
  }
  std::vector<double> getDerivatives(std::vector<double> inputs) {
    return evaluate(
        [&](OpBuilder &b, Location loc, Value x) {
          return function.buildDerivative(b, loc, x);
        },
        std::move(inputs));
  }

  std::vector<double> shifted(double by) const {
    std::vector<double> result = points;
    for (double &point : result)
      point += by;
    return result;
  }

  MLIRContext context;
  ActivationInterface function;
  std::vector<double> points;
};
} // namespace

TEST_P(Activation, DerivativeIsTheSlope) {
  ASSERT_TRUE(function);
  // The error of central differences is h^2 f''' / 6 and rounding over h.
  constexpr double h = 1e-4;
  std::vector<double> above = getValues(shifted(h)),
                      below = getValues(shifted(-h)),
                      derivative = getDerivatives(points);
  for (size_t i = 0; i < points.size(); ++i) {
    double slope = (above[i] - below[i]) / (2 * h);
    EXPECT_NEAR(derivative[i], slope, 1e-7 * std::max(1.0, std::fabs(slope)))
        << GetParam() << " at " << points[i];
  }
}

TEST_P(Activation, InverseUndoesTheValue) {
  // Where the function is flat the inverse has nothing to go by.
  std::vector<double> inputs;
  for (double point : points)
    if (std::fabs(point) < 4)
      inputs.push_back(point);
  std::vector<double> values = getValues(inputs);
  std::vector<double> back =
      evaluate([&](OpBuilder &b, Location loc,
                   Value y) { return function.buildInverse(b, loc, y); },
               values);
  for (size_t i = 0; i < back.size(); ++i)
    EXPECT_NEAR(back[i], inputs[i], 1e-11) << GetParam();
}

TEST_P(Activation, RangeAndSlopeHold) {
  auto [low, high] = function.getRange();
  double least = INFINITY, most = -INFINITY, steepest = 0;
  std::vector<double> inputs = points;
  inputs.push_back(0);
  for (double value : getValues(inputs)) {
    EXPECT_GE(value, low);
    EXPECT_LE(value, high);
    least = std::min(least, value);
    most = std::max(most, value);
  }
  // The bounds are tight: samples come near those that are finite.
  if (std::isfinite(low)) {
    EXPECT_NEAR(least, low, 1e-3) << GetParam();
  }
  if (std::isfinite(high)) {
    EXPECT_NEAR(most, high, 1e-3) << GetParam();
  }
  for (double slope : getDerivatives(points))
    steepest = std::max(steepest, std::fabs(slope));
  if (std::optional<double> bound = function.getLipschitzConstant()) {
    EXPECT_LE(steepest, *bound * (1 + 1e-12)) << GetParam();
    EXPECT_NEAR(steepest, *bound, 1e-3) << GetParam();
  } else {
    EXPECT_GT(steepest, 1e3) << GetParam();
  }
}

TEST_P(Activation, HomogeneityHolds) {
  std::vector<double> scaled;
  for (double point : points)
    scaled.push_back(3 * point);
  std::vector<double> values = getValues(points), of3 = getValues(scaled);
  bool isHomogeneous = true;
  for (size_t i = 0; i < points.size(); ++i)
    isHomogeneous &= std::fabs(of3[i] - 3 * values[i]) <=
                     1e-12 * std::max(1.0, std::fabs(of3[i]));
  EXPECT_EQ(isHomogeneous, function.isPositivelyHomogeneous()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    All, Activation,
    testing::Values("#nn.relu", "#nn.leaky_relu<slope = 0.25>",
                    "#nn.leaky_relu<slope = -2.0>", "#nn.tanh", "#nn.sigmoid",
                    "#nn.silu", "#nn.gelu", "#nn.exp", "#nn.softplus"));
