//===- ActivationTest.cpp - What activations say of themselves ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The value of every activation against a formula of its own, the derivative
// against central differences, the inverse against the value, range and slope
// against samples; all in double precision.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Verifier.h"
#include "nn/Reference/Evaluator.h"
#include "gtest/gtest.h"
#include <cmath>

using namespace mlir;
using namespace nn;

namespace {
using Real = long double;

struct Case {
  const char *attribute;
  Real (*value)(Real);
  bool isInvertible;
};

std::ostream &operator<<(std::ostream &os, const Case &c) {
  return os << c.attribute;
}

class Activation : public testing::TestWithParam<Case> {
protected:
  Activation() {
    context.loadDialect<NNDialect, func::FuncDialect, arith::ArithDialect,
                        math::MathDialect>();
    function = dyn_cast_if_present<ActivationInterface>(
        parseAttribute(GetParam().attribute, &context));
    // Away from multiples of 0.025, where some have a kink.
    if (function)
      points = makePoints(0.025, 0.0125);
  }

  /// The numbers of the domain from -10 to 10 with this step and offset.
  std::vector<double> makePoints(double step, double offset) {
    auto [low, high] = function.getDomain();
    std::vector<double> result;
    for (int i = static_cast<int>(-10 / step); i * step <= 10; ++i)
      if (double x = i * step + offset; low < x && x < high)
        result.push_back(x);
    return result;
  }

  /// What `build` builds, at every point of `inputs`; empty if it builds
  /// nothing.
  template <typename Build>
  std::vector<double> evaluate(Build build, std::vector<double> inputs,
                               bool isWide = true) {
    OpBuilder b(&context);
    Location loc = b.getUnknownLoc();
    OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
    b.setInsertionPointToStart(module->getBody());
    Type element = isWide ? Type(b.getF64Type()) : b.getF32Type();
    auto type =
        RankedTensorType::get({static_cast<int64_t>(inputs.size())}, element);
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
    EXPECT_TRUE(succeeded(verify(*module)));
    Evaluator evaluator(*module);
    EXPECT_TRUE(succeeded(evaluator.prepare("f")));
    Tensor tensor(type.getShape(), element);
    for (size_t i = 0; i < inputs.size(); ++i)
      tensor.data[i].real = inputs[i];
    auto results = evaluator.evaluate("f", {tensor});
    EXPECT_TRUE(succeeded(results));
    std::vector<double> values;
    for (Number number : (*results)[0].data)
      values.push_back(number.real);
    return values;
  }

  std::vector<double> getValues(std::vector<double> inputs,
                                bool isWide = true) {
    return evaluate([&](OpBuilder &b, Location loc,
                        Value x) { return function.buildValue(b, loc, x); },
                    std::move(inputs), isWide);
  }
  std::vector<double> getDerivatives(std::vector<double> inputs) {
    return evaluate(
        [&](OpBuilder &b, Location loc, Value x) {
          return function.buildDerivative(b, loc, x);
        },
        std::move(inputs));
  }
  std::vector<double> getInverses(std::vector<double> inputs) {
    return evaluate([&](OpBuilder &b, Location loc,
                        Value y) { return function.buildInverse(b, loc, y); },
                    std::move(inputs));
  }

  MLIRContext context;
  ActivationInterface function;
  std::vector<double> points;
};
} // namespace

TEST_P(Activation, ValueIsThatOfTheFormula) {
  ASSERT_TRUE(function);
  std::vector<double> values = getValues(points);
  // In f32 constants are rounded; the arithmetic is that of the evaluator.
  std::vector<double> narrow = getValues(points, /*isWide=*/false);
  for (size_t i = 0; i < points.size(); ++i) {
    double expected = static_cast<double>(GetParam().value(points[i]));
    EXPECT_NEAR(values[i], expected, 1e-12 * std::fabs(expected))
        << "at " << points[i];
    EXPECT_NEAR(narrow[i], expected, 1e-6 * std::max(1.0, std::fabs(expected)))
        << "at " << points[i];
  }
}

TEST_P(Activation, DerivativeIsTheSlope) {
  ASSERT_TRUE(function);
  // The error of central differences is h^2 f''' / 6 and rounding over h.
  std::vector<double> steps, above, below;
  for (double point : points) {
    steps.push_back(3e-5 * std::min(1.0, std::fabs(point)));
    above.push_back(point + steps.back());
    below.push_back(point - steps.back());
  }
  above = getValues(above);
  below = getValues(below);
  std::vector<double> derivative = getDerivatives(points);
  for (size_t i = 0; i < points.size(); ++i) {
    double slope = (above[i] - below[i]) / (2 * steps[i]);
    EXPECT_NEAR(derivative[i], slope, 1e-7 * std::max(1.0, std::fabs(slope)))
        << "at " << points[i];
  }
}

TEST_P(Activation, DerivativeIsTakenFromTheLeft) {
  ASSERT_TRUE(function);
  // Numbers where kinks are, and their neighbours.
  std::vector<double> exact = makePoints(0.5, 0), left;
  for (double x : exact)
    left.push_back(x - 1e-9);
  std::vector<double> derivative = getDerivatives(exact),
                      ofNeighbour = getDerivatives(left);
  for (size_t i = 0; i < exact.size(); ++i)
    EXPECT_NEAR(derivative[i], ofNeighbour[i],
                1e-7 * std::max(1.0, std::fabs(derivative[i])))
        << "at " << exact[i];
}

TEST_P(Activation, InverseUndoesTheValue) {
  ASSERT_TRUE(function);
  // Where the function is flat the inverse has nothing to go by.
  std::vector<double> inputs;
  for (double point : points)
    if (std::fabs(point) < 4)
      inputs.push_back(point);
  std::vector<double> back = getInverses(getValues(inputs));
  EXPECT_EQ(GetParam().isInvertible, !back.empty());
  for (size_t i = 0; i < back.size(); ++i)
    EXPECT_NEAR(back[i], inputs[i], 1e-11);
}

TEST_P(Activation, RangeAndSlopeHold) {
  ASSERT_TRUE(function);
  std::vector<double> inputs = makePoints(0.001, 0);
  // To the right of kinks.
  llvm::append_range(inputs, makePoints(0.5, 1e-6));
  auto [from, to] = function.getDomain();
  for (double far : {1e-8, 1e-4, 20.0, 50.0, 1e3, 1e8})
    for (double x : {-far, far})
      if (from < x && x < to)
        inputs.push_back(x);
  auto [low, high] = function.getRange();
  double least = INFINITY, most = -INFINITY, steepest = 0;
  for (double value : getValues(inputs)) {
    EXPECT_GE(value * (1 + std::copysign(1e-15, value)), low);
    EXPECT_LE(value * (1 - std::copysign(1e-15, value)), high);
    least = std::min(least, value);
    most = std::max(most, value);
  }
  // The bounds are tight: samples come near those that are finite.
  if (std::isfinite(low)) {
    EXPECT_NEAR(least, low, 1e-3);
  } else {
    EXPECT_LT(least, -10);
  }
  if (std::isfinite(high)) {
    EXPECT_NEAR(most, high, 1e-3);
  } else {
    EXPECT_GT(most, 10);
  }
  for (double slope : getDerivatives(inputs))
    steepest = std::max(steepest, std::fabs(slope));
  if (std::optional<double> bound = function.getLipschitzConstant()) {
    EXPECT_LE(steepest, *bound * (1 + 1e-12));
    EXPECT_NEAR(steepest, *bound, 1e-3 * std::max(1.0, *bound));
  } else {
    EXPECT_GT(steepest, 1e3);
  }
}

TEST_P(Activation, HomogeneityHolds) {
  ASSERT_TRUE(function);
  std::vector<double> scaled;
  for (double point : points)
    scaled.push_back(3 * point);
  std::vector<double> values = getValues(points), of3 = getValues(scaled);
  bool isHomogeneous = true;
  for (size_t i = 0; i < points.size(); ++i)
    isHomogeneous &= std::fabs(of3[i] - 3 * values[i]) <=
                     1e-12 * std::max(1.0, std::fabs(of3[i]));
  EXPECT_EQ(isHomogeneous, function.isPositivelyHomogeneous());
}

TEST_P(Activation, InfinitiesGiveLimits) {
  ASSERT_TRUE(function);
  auto [low, high] = function.getDomain();
  StringRef name = GetParam().attribute;
  bool hasLimits = name != "#nn.sin" && name != "#nn.cos" &&
                   !name.starts_with("#nn.rational");
  for (double sign : {-1.0, 1.0}) {
    if (sign < 0 ? low > -INFINITY : high < INFINITY)
      continue;
    double limit = getValues({sign * INFINITY})[0];
    double far = getValues({sign * 1e30})[0];
    EXPECT_EQ(hasLimits, !std::isnan(limit));
    if (std::isinf(limit)) {
      EXPECT_GT(std::copysign(1, limit) * far, 30);
    } else if (hasLimits) {
      EXPECT_NEAR(far, limit, 1e-12);
    }
  }
}

// Coefficients whose products leave the range of f64: a bound is none rather
// than a wrong one.
TEST(ActivationBounds, HoldWhereProductsUnderflow) {
  MLIRContext context;
  context.loadDialect<NNDialect>();
  auto parse = [&](const char *attribute) {
    return cast<ActivationInterface>(parseAttribute(attribute, &context));
  };
  // x^2 vanishes from the numerator of the derivative; 0.5e-100 at 1e100.
  ActivationInterface hump = parse("#nn.rational<numerator = [0.0, 1.0e-200], "
                                   "denominator = [0.0, 1.0e-200]>");
  EXPECT_LE(hump.getRange().first, -0.5e-100);
  EXPECT_GE(hump.getRange().second, 0.5e-100);
  // x^6 vanishes from its denominator; slopes of 0.75e200 at 1e100 are bounded
  // by more.
  ActivationInterface steep =
      parse("#nn.rational<numerator = [0.0, 0.0, 0.0, 1.0], "
            "denominator = [0.0, 0.0, 1.0e-300]>");
  EXPECT_GE(steep.getLipschitzConstant().value_or(INFINITY), 0.75e200);
}

static Real elu(Real x, Real alpha) { return x > 0 ? x : alpha * expm1l(x); }
static Real clamp(Real x, Real low, Real high) {
  return x < low ? low : x > high ? high : x;
}

static const Case kPiecewise[] = {
    {"#nn.abs", [](Real x) { return fabsl(x); }, false},
    {"#nn.clamp<low = -2.0, high = 0.5>",
     [](Real x) { return clamp(x, -2, 0.5); }, false},
    {"#nn.hard_sigmoid", [](Real x) { return clamp(x / 6 + 0.5L, 0, 1); },
     false},
    {"#nn.hard_swish", [](Real x) { return x * clamp(x + 3, 0, 6) / 6; },
     false},
    {"#nn.hard_tanh", [](Real x) { return clamp(x, -1, 1); }, false},
    {"#nn.leaky_relu<slope = 0.25>", [](Real x) { return x > 0 ? x : x / 4; },
     true},
    {"#nn.leaky_relu<slope = 0.0>", [](Real x) { return x > 0 ? x : 0; },
     false},
    {"#nn.leaky_relu<slope = -2.0>", [](Real x) { return x > 0 ? x : -2 * x; },
     false},
    {"#nn.piecewise_linear<knots = [-1.0, 0.0, 2.0], values = [0.5, 0.0, 1.0], "
     "slopes = [-0.5, 0.0]>",
     [](Real x) {
       return x < -1 ? 0.5L - (x + 1) / 2 : x < 0 ? -x / 2 : clamp(x / 2, 0, 1);
     },
     false},
    {"#nn.piecewise_linear<knots = [-1.0, 0.5, 1.5], values = [-2.0, 1.0, 1.5],"
     " slopes = [0.25, 4.0]>",
     [](Real x) {
       return x < -1    ? -2 + (x + 1) / 4
              : x < 0.5 ? 2 * x
              : x < 1.5 ? 1 + (x - 0.5L) / 2
                        : 1.5L + 4 * (x - 1.5L);
     },
     true},
    {"#nn.piecewise_linear<knots = [1.0, 2.0], values = [1.0, -1.0], "
     "slopes = [-1.0, -0.5]>",
     [](Real x) {
       return x < 1 ? 2 - x : x < 2 ? 3 - 2 * x : -1 - (x - 2) / 2;
     },
     true},
    {"#nn.piecewise_linear<knots = [-1.0, 0.0], values = [2.0, 0.0], "
     "slopes = [-2.0, 3.0]>",
     [](Real x) { return x < 0 ? -2 * x : 3 * x; }, false},
    {"#nn.piecewise_linear<knots = [0.5], values = [2.0], slopes = [0.0, 1.0]>",
     [](Real x) { return x < 0.5 ? 2 : x + 1.5L; }, false},
    {"#nn.piecewise_linear<knots = [0.5, 1.0], values = [2.0, 3.0], "
     "slopes = [0.0, 0.0]>",
     [](Real x) { return clamp(2 * x + 1, 2, 3); }, false},
    {"#nn.relu", [](Real x) { return x > 0 ? x : 0; }, false},
    {"#nn.relu6", [](Real x) { return clamp(x, 0, 6); }, false},
};

static const Case kExponential[] = {
    {"#nn.elu<alpha = 1.5>", [](Real x) { return elu(x, 1.5); }, true},
    {"#nn.elu<alpha = 0.0>", [](Real x) { return elu(x, 0); }, false},
    {"#nn.elu<alpha = -2.0>", [](Real x) { return elu(x, -2); }, false},
    {"#nn.exp", [](Real x) { return expl(x); }, true},
    {"#nn.gelu", [](Real x) { return x * erfcl(-x / sqrtl(2)) / 2; }, false},
    // 1 + tanh(u) cancels, 2 / (1 + exp(-2 u)) does not.
    {"#nn.gelu<tanh>",
     [](Real x) {
       Real u = sqrtl(2 / acosl(-1)) * (x + 0.044715L * x * x * x);
       return x / (1 + expl(-2 * u));
     },
     false},
    {"#nn.log", [](Real x) { return logl(x); }, true},
    {"#nn.mish", [](Real x) { return x * tanhl(log1pl(expl(x))); }, false},
    {"#nn.selu",
     [](Real x) {
       return 1.05070098735548049342L * elu(x, 1.67326324235437728482L);
     },
     true},
    {"#nn.sigmoid", [](Real x) { return 1 / (1 + expl(-x)); }, true},
    {"#nn.silu", [](Real x) { return x / (1 + expl(-x)); }, false},
    {"#nn.softplus", [](Real x) { return log1pl(expl(x)); }, true},
    {"#nn.tanh", [](Real x) { return tanhl(x); }, true},
};

static const Case kAlgebraic[] = {
    {"#nn.cos", [](Real x) { return cosl(x); }, false},
    {"#nn.polynomial<[0.5]>", [](Real) { return Real(0.5); }, false},
    {"#nn.polynomial<[0.0, -2.0, 0.0]>", [](Real x) { return -2 * x; }, true},
    {"#nn.polynomial<[3.0, -2.0, 0.5]>",
     [](Real x) { return 3 - 2 * x + x * x / 2; }, false},
    {"#nn.polynomial<[1.0, -4.0, -1.0, 2.0, -0.25]>",
     [](Real x) { return 1 + x * (-4 + x * (-1 + x * (2 - x / 4))); }, false},
    {"#nn.rational<numerator = [1.0, 2.0, 0.0, 0.0], denominator = [1.0, 0.0]>",
     [](Real x) { return (1 + 2 * x) / (1 + fabsl(x)); }, false},
    // The sum of the denominator changes its sign at -2, 0 and 1.
    {"#nn.rational<numerator = [-0.5, 0.5, 0.25, 0.125], "
     "denominator = [-1.0, 0.5, 0.5]>",
     [](Real x) {
       Real sum = x * (-1 + x * (0.5L + 0.5L * x));
       return (-0.5L + x * (0.5L + x * (0.25L + x / 8))) / (1 + fabsl(sum));
     },
     false},
    {"#nn.rational<numerator = [0.0, 1.0], denominator = [0.0, 1.0]>",
     [](Real x) { return x / (1 + x * x); }, false},
    {"#nn.rational<numerator = [0.5, 1.0, 0.25, 1.0, 0.0, 0.25], "
     "denominator = [-0.5, 1.0, 0.0, -0.25], absolute = terms>",
     [](Real x) {
       Real q = 1 + fabsl(x) / 2 + x * x + x * x * x * x / 4;
       return (0.5L + x * (1 + x * (0.25L + x * (1 + x * x / 4)))) / q;
     },
     false},
    {"#nn.rational<numerator = [0.0, 0.0, 0.0, 1.0], denominator = [1.0]>",
     [](Real x) { return x * x * x / (1 + fabsl(x)); }, false},
    {"#nn.sin", [](Real x) { return sinl(x); }, false},
    {"#nn.softsign", [](Real x) { return x / (1 + fabsl(x)); }, true},
    {"#nn.sqrt", [](Real x) { return sqrtl(x); }, true},
    {"#nn.square", [](Real x) { return x * x; }, false},
};

INSTANTIATE_TEST_SUITE_P(Piecewise, Activation, testing::ValuesIn(kPiecewise));
INSTANTIATE_TEST_SUITE_P(Exponential, Activation,
                         testing::ValuesIn(kExponential));
INSTANTIATE_TEST_SUITE_P(Algebraic, Activation, testing::ValuesIn(kAlgebraic));
