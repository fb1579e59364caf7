//===- Activations.cpp - Scalar functions and what is known of them -------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNAttributes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace nn;

static constexpr double kInf = std::numeric_limits<double>::infinity();

namespace {
/// Scalar float arithmetic that reads like the formula.
struct Scalar {
  OpBuilder &builder;
  Location loc;
  Value value;

  Scalar make(Value other) const { return {builder, loc, other}; }
  Scalar constant(double number) const {
    return make(arith::ConstantOp::create(
        builder, loc, builder.getFloatAttr(value.getType(), number)));
  }
  template <typename Op> Scalar unary() const {
    return make(Op::create(builder, loc, value));
  }
  Scalar exp() const { return unary<math::ExpOp>(); }
  Scalar log() const { return unary<math::LogOp>(); }
  Scalar log1p() const { return unary<math::Log1pOp>(); }
  Scalar expm1() const { return unary<math::ExpM1Op>(); }
  Scalar tanh() const { return unary<math::TanhOp>(); }
  Scalar erf() const { return unary<math::ErfOp>(); }
  Scalar abs() const { return unary<math::AbsFOp>(); }
  Scalar operator-() const { return unary<arith::NegFOp>(); }

  Scalar max(Scalar other) const {
    return make(arith::MaximumFOp::create(builder, loc, value, other.value));
  }
  Scalar lessThan(double bound) const {
    return make(arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLT,
                                      value, constant(bound).value));
  }
  /// `yes` where this, a boolean, holds, else `no`.
  Scalar select(Scalar yes, Scalar no) const {
    return make(
        arith::SelectOp::create(builder, loc, value, yes.value, no.value));
  }
  /// `positive` where this is above zero, else `other`.
  Scalar ifPositive(Scalar positive, Scalar other) const {
    return make(arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGT,
                                      value, constant(0).value))
        .select(positive, other);
  }
};

Scalar operator+(Scalar a, Scalar b) {
  return a.make(arith::AddFOp::create(a.builder, a.loc, a.value, b.value));
}
Scalar operator-(Scalar a, Scalar b) {
  return a.make(arith::SubFOp::create(a.builder, a.loc, a.value, b.value));
}
Scalar operator*(Scalar a, Scalar b) {
  return a.make(arith::MulFOp::create(a.builder, a.loc, a.value, b.value));
}
Scalar operator/(Scalar a, Scalar b) {
  return a.make(arith::DivFOp::create(a.builder, a.loc, a.value, b.value));
}
Scalar operator+(Scalar a, double b) { return a + a.constant(b); }
Scalar operator*(Scalar a, double b) { return a * a.constant(b); }
Scalar operator-(double a, Scalar b) { return b.constant(a) - b; }

/// The logistic function, which is 1 / (1 + e^-x) = e^x / (1 + e^x): the
/// exponential of -|x| cannot overflow, and small results keep their accuracy.
Scalar sigmoid(Scalar x) {
  Scalar e = (-x.abs()).exp();
  return x.ifPositive(x.constant(1), e) / (e + 1.0);
}

/// The distribution function of the standard normal distribution.
Scalar normalCdf(Scalar x) { return ((x * std::sqrt(0.5)).erf() + 1.0) * 0.5; }
} // namespace

//===----------------------------------------------------------------------===//
// relu: the derivative at 0 is 0, that from the left
//===----------------------------------------------------------------------===//

Value ReluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return s.max(s.constant(0)).value;
}
Value ReluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return s.ifPositive(s.constant(1), s.constant(0)).value;
}
Value ReluAttr::buildInverse(OpBuilder &, Location, Value) const { return {}; }
std::pair<double, double> ReluAttr::getRange() const { return {0, kInf}; }
std::optional<double> ReluAttr::getLipschitzConstant() const { return 1.0; }
bool ReluAttr::isPositivelyHomogeneous() const { return true; }

//===----------------------------------------------------------------------===//
// leaky_relu
//===----------------------------------------------------------------------===//

Value LeakyReluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return s.ifPositive(s, s * getSlope().convertToDouble()).value;
}
Value LeakyReluAttr::buildDerivative(OpBuilder &b, Location loc,
                                     Value x) const {
  Scalar s{b, loc, x};
  return s.ifPositive(s.constant(1), s.constant(getSlope().convertToDouble()))
      .value;
}
Value LeakyReluAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  double slope = getSlope().convertToDouble();
  if (slope <= 0)
    return {};
  Scalar s{b, loc, y};
  return s.ifPositive(s, s / s.constant(slope)).value;
}
std::pair<double, double> LeakyReluAttr::getRange() const {
  // x < 0 maps to slope * x: down to -inf, to 0, or up to +inf.
  return {getSlope().convertToDouble() > 0 ? -kInf : 0.0, kInf};
}
std::optional<double> LeakyReluAttr::getLipschitzConstant() const {
  return std::max(1.0, std::fabs(getSlope().convertToDouble()));
}
bool LeakyReluAttr::isPositivelyHomogeneous() const { return true; }

//===----------------------------------------------------------------------===//
// tanh: the derivative is 1 - tanh^2, the inverse log((1 + y) / (1 - y)) / 2
//===----------------------------------------------------------------------===//

Value TanhAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.tanh().value;
}
Value TanhAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar t = Scalar{b, loc, x}.tanh();
  return (1.0 - t * t).value;
}
Value TanhAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  Scalar s{b, loc, y};
  return ((s.log1p() - (-s).log1p()) * 0.5).value;
}
std::pair<double, double> TanhAttr::getRange() const { return {-1, 1}; }
std::optional<double> TanhAttr::getLipschitzConstant() const { return 1.0; }
bool TanhAttr::isPositivelyHomogeneous() const { return false; }

//===----------------------------------------------------------------------===//
// sigmoid: the derivative s (1 - s) is 1/4 at 0, the inverse is the logit
//===----------------------------------------------------------------------===//

Value SigmoidAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return sigmoid({b, loc, x}).value;
}
Value SigmoidAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s = sigmoid({b, loc, x});
  return (s * (1.0 - s)).value;
}
Value SigmoidAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  Scalar s{b, loc, y};
  return (s.log() - (-s).log1p()).value;
}
std::pair<double, double> SigmoidAttr::getRange() const { return {0, 1}; }
std::optional<double> SigmoidAttr::getLipschitzConstant() const { return 0.25; }
bool SigmoidAttr::isPositivelyHomogeneous() const { return false; }

//===----------------------------------------------------------------------===//
// silu: minimum at x = -1.2785, steepest at x = 2.3994 (numerically)
//===----------------------------------------------------------------------===//

Value SiluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  // x / (1 + e^-x) = x e^x / (1 + e^x). Where e^x would be subnormal before
  // the result is, the product takes e^(x/2) twice instead.
  Scalar s{b, loc, x};
  Scalar isFar = s.lessThan(-80.0);
  Scalar negated = -s.abs();
  Scalar e = isFar.select(negated * 0.5, negated).exp();
  Scalar product = s * e;
  Scalar numerator = s.ifPositive(s, isFar.select(product * e, product));
  return (numerator / (e + 1.0)).value;
}
Value SiluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  Scalar g = sigmoid(s);
  return (g + s * g * (1.0 - g)).value;
}
Value SiluAttr::buildInverse(OpBuilder &, Location, Value) const { return {}; }
std::pair<double, double> SiluAttr::getRange() const {
  return {-0.27846454276107380, kInf};
}
std::optional<double> SiluAttr::getLipschitzConstant() const {
  return 1.0998393201286292;
}
bool SiluAttr::isPositivelyHomogeneous() const { return false; }

//===----------------------------------------------------------------------===//
// gelu: minimum at x = -0.7518, steepest at x = sqrt(2)
//===----------------------------------------------------------------------===//

Value GeluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return (s * normalCdf(s)).value;
}
Value GeluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  double normalizer = 1.0 / std::sqrt(2.0 * 3.14159265358979323846);
  Scalar density = (s * s * -0.5).exp() * normalizer;
  return (normalCdf(s) + s * density).value;
}
Value GeluAttr::buildInverse(OpBuilder &, Location, Value) const { return {}; }
std::pair<double, double> GeluAttr::getRange() const {
  return {-0.16997120747990369, kInf};
}
std::optional<double> GeluAttr::getLipschitzConstant() const {
  return 1.1289041451851551;
}
bool GeluAttr::isPositivelyHomogeneous() const { return false; }

//===----------------------------------------------------------------------===//
// exp
//===----------------------------------------------------------------------===//

Value ExpAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.exp().value;
}
Value ExpAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.exp().value;
}
Value ExpAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  return Scalar{b, loc, y}.log().value;
}
std::pair<double, double> ExpAttr::getRange() const { return {0, kInf}; }
std::optional<double> ExpAttr::getLipschitzConstant() const {
  return std::nullopt;
}
bool ExpAttr::isPositivelyHomogeneous() const { return false; }

//===----------------------------------------------------------------------===//
// softplus: the derivative is the logistic function, the inverse
// y + log(-expm1(-y))
//===----------------------------------------------------------------------===//

Value SoftplusAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return (s.max(s.constant(0)) + (-s.abs()).exp().log1p()).value;
}
Value SoftplusAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return sigmoid({b, loc, x}).value;
}
Value SoftplusAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  Scalar s{b, loc, y};
  return (s + (-(-s).expm1()).log()).value;
}
std::pair<double, double> SoftplusAttr::getRange() const { return {0, kInf}; }
std::optional<double> SoftplusAttr::getLipschitzConstant() const { return 1.0; }
bool SoftplusAttr::isPositivelyHomogeneous() const { return false; }
