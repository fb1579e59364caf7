//===- ExponentialActivations.cpp - Activations made of exponentials ------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNAttributes.h"
#include "dialects/NN/ScalarBuilder.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace mlir;
using namespace nn;

/// The logistic function, which is 1 / (1 + e^-x) = e^x / (1 + e^x): the
/// exponential of -|x| cannot overflow, and small results keep their accuracy.
static Scalar sigmoid(Scalar x) {
  Scalar e = (-x.abs()).exp();
  return x.ifPositive(x.constant(1), e) / (e + 1.0);
}

/// sigmoid(x) sigmoid(-x), of which neither is taken from 1. In f32 the errors
/// of four steps would add up to 4 ulp.
static Scalar sigmoidDerivative(Scalar x) {
  Scalar e = (-x.widen().abs()).exp(), sum = e + 1.0;
  return (e / (sum * sum)).narrowLike(x);
}

/// A derivative: `derivative` at `x`, or near its zero `root` the Taylor series
/// `d (series[0] + series[1] d + ...)` in the difference `d`. The terms of
/// `derivative` cancel there, and what functions of f64 that may be approximate
/// leave of them is not accurate. Those that may not are left as they are.
static Scalar expandAtRoot(Scalar x, double root, ArrayRef<double> series,
                           Scalar derivative) {
  if (x.flags == arith::FastMathFlags::none)
    return derivative;
  Scalar difference = x - root;
  Value sum = x.constant(series.back()).value;
  for (double coefficient : llvm::reverse(series.drop_back()))
    sum = (x.make(sum) * difference + coefficient).value;
  // Five terms reach 2^-28 of the first one; beyond, an error of 2^-33 is less
  // than that of f32.
  return difference.abs().isBelow(0x1p-6).select(x.make(sum) * difference,
                                                 derivative);
}

//===----------------------------------------------------------------------===//
// elu, selu: alpha (e^x - 1) for x <= 0, with the inverse log(1 + y / alpha)
//===----------------------------------------------------------------------===//

static constexpr double kSeluScale = 1.0507009873554804934;
static constexpr double kSeluAlpha = 1.6732632423543772848;

/// scale x for x > 0, else scale alpha (e^x - 1).
static Scalar elu(Scalar x, double scale, double alpha) {
  double factor = scale * alpha;
  Scalar power = x.expm1();
  // A large factor would magnify what is lost of a subnormal number.
  if (std::fabs(factor) > 2)
    power.value = x.abs().isBelow(0x1p-26).select(x, power).value;
  return x.ifPositive(x * scale, power.scaleBy(factor));
}
static Scalar eluDerivative(Scalar x, double scale, double alpha) {
  // A large factor would magnify what rounding does to a subnormal power. It
  // stands between two roots, as e^x alone may be below f64 and the result not.
  Scalar root = (x.widen() * 0.5).exp();
  Scalar slope = root * (scale * alpha) * root;
  return x.ifPositive(x.constant(scale), slope.narrowLike(x));
}
static Scalar eluInverse(Scalar y, double scale, double alpha) {
  Scalar ratio = y.divideBy(scale * alpha);
  return y.ifPositive(y / y.constant(scale), ratio.log1p());
}

LogicalResult
EluAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                APFloat alpha) {
  // C1.
  if (!alpha.isFinite())
    return emitError() << "expected a finite 'alpha', got "
                       << alpha.convertToDouble();
  return success();
}

Value EluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return elu({b, loc, x}, 1, getAlpha().convertToDouble()).value;
}
Value EluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return eluDerivative({b, loc, x}, 1, getAlpha().convertToDouble()).value;
}
Value EluAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  double alpha = getAlpha().convertToDouble();
  if (alpha <= 0)
    return {};
  return eluInverse({b, loc, y}, 1, alpha).value;
}
std::pair<double, double> EluAttr::getRange() const {
  // Below zero the values go to -alpha, on the one side of 0 or the other.
  return {std::min(0.0, -getAlpha().convertToDouble()), kInf};
}
std::optional<double> EluAttr::getLipschitzConstant() const {
  return std::max(1.0, std::fabs(getAlpha().convertToDouble()));
}
bool EluAttr::isPositivelyHomogeneous() const { return getAlpha().isZero(); }

Value SeluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return elu({b, loc, x}, kSeluScale, kSeluAlpha).value;
}
Value SeluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return eluDerivative({b, loc, x}, kSeluScale, kSeluAlpha).value;
}
Value SeluAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  return eluInverse({b, loc, y}, kSeluScale, kSeluAlpha).value;
}
std::pair<double, double> SeluAttr::getRange() const {
  return {-kSeluScale * kSeluAlpha, kInf};
}
std::optional<double> SeluAttr::getLipschitzConstant() const {
  return kSeluScale * kSeluAlpha;
}

//===----------------------------------------------------------------------===//
// exp, log
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

Value LogAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.log().value;
}
Value LogAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return (1.0 / Scalar{b, loc, x}).value;
}
Value LogAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  return Scalar{b, loc, y}.exp().value;
}
std::pair<double, double> LogAttr::getDomain() const { return {0, kInf}; }
std::pair<double, double> LogAttr::getRange() const { return {-kInf, kInf}; }
std::optional<double> LogAttr::getLipschitzConstant() const {
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// gelu
//===----------------------------------------------------------------------===//

/// Values below this are zero even in f64. It keeps minus infinity from being
/// multiplied by zero.
static constexpr double kGeluLowest = -40;

/// The distribution function of the standard normal distribution.
static Scalar normalCdf(Scalar x) {
  return (x * -llvm::numbers::inv_sqrt2).erfc() * 0.5;
}

/// The form `tanh` is x / (1 + e^-w) with w = 2 sqrt(2 / pi) (x + 0.044715
/// x^3).
static constexpr double kGeluCubic = 0.044715;
static constexpr double kGeluScale =
    2 * llvm::numbers::sqrt2 * llvm::numbers::inv_sqrtpi;
static Scalar geluExponent(Scalar x) {
  return x * (x * x * (kGeluScale * kGeluCubic) + kGeluScale);
}

Value GeluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar argument{b, loc, x}, s = argument.widen().max(kGeluLowest);
  Scalar value = getForm() == GeluForm::Exact
                     ? s * normalCdf(s)
                     : s / ((-geluExponent(s)).exp() + 1.0);
  return value.narrowLike(argument).value;
}

Value GeluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar argument{b, loc, x};
  Scalar s = argument.widen().max(kGeluLowest).min(-kGeluLowest);
  if (getForm() == GeluForm::Exact) {
    constexpr double normalizer =
        llvm::numbers::inv_sqrtpi * llvm::numbers::inv_sqrt2;
    // Minus a difference, which is -0 where both terms are zero.
    Scalar density = (s * s * -0.5).exp() * normalizer;
    Scalar derivative = -(-s * density - normalCdf(s));
    return expandAtRoot(s, -0.75179152469356446,
                        {0.4314939923140469198, 0.388284982990551988,
                         -0.01819967639867108710, -0.1140082332972217086,
                         -0.01477152214824433782},
                        derivative)
        .narrowLike(argument)
        .value;
  }
  // g (1 + x (1 - g) w'), with 1 - g as the function of -w.
  Scalar exponent = geluExponent(s);
  Scalar slope = s * s * (3 * kGeluCubic * kGeluScale) + kGeluScale;
  Scalar derivative =
      sigmoid(exponent) * (s * sigmoid(-exponent) * slope + 1.0);
  return expandAtRoot(s, -0.75246142207101626,
                      {0.4304000910248585091, 0.3875184461357889264,
                       -0.01578285352184802834, -0.1139444830809589871,
                       -0.01661932834306255269},
                      derivative)
      .narrowLike(argument)
      .value;
}

std::pair<double, double> GeluAttr::getRange() const {
  // At x = -0.75179 and x = -0.75246.
  return {getForm() == GeluForm::Exact ? -0.16997120747990366
                                       : -0.17004075057125405,
          kInf};
}
std::optional<double> GeluAttr::getLipschitzConstant() const {
  // At x = sqrt(2) and x = 1.41850.
  return getForm() == GeluForm::Exact ? 1.1289041451851548 : 1.1289930686587718;
}

//===----------------------------------------------------------------------===//
// mish: minimum at x = -1.19243, steepest at x = 1.49058 (numerically)
//===----------------------------------------------------------------------===//

/// The number beyond which tanh(log(1 + e^x)) is 1 even in f64. It is
/// n / (n + 2) with n = e^x (e^x + 2).
static constexpr double kMishHighest = 40;

Value MishAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  // Values below the bound are zero even in f64.
  Scalar argument{b, loc, x}, s = argument.widen().max(-1000);
  Scalar e = s.min(kMishHighest).exp();
  Scalar n = e * (e + 2.0);
  return (s * (n / (n + 2.0))).narrowLike(argument).value;
}
Value MishAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  // With t = n / (n + 2), 1 - t^2 = 4 (1 + e^x)^2 / (n + 2)^2, and the sum
  // t + x (1 - t^2) sigmoid(x) has the factor e^x / (n + 2).
  Scalar argument{b, loc, x};
  Scalar s = argument.widen().max(-1000).min(kMishHighest);
  Scalar e = s.exp();
  Scalar denominator = e * (e + 2.0) + 2.0;
  Scalar derivative =
      e / denominator * (s * (e + 1.0) * 4.0 / denominator + (e + 2.0));
  return expandAtRoot(s, -1.1924312145154952,
                      {0.2669479140495345113, 0.2047312640801058664,
                       0.04190782104360987308, -0.02027182271668424613,
                       -0.01582112656173338098},
                      derivative)
      .narrowLike(argument)
      .value;
}
std::pair<double, double> MishAttr::getRange() const {
  return {-0.30884341301725041, kInf};
}
std::optional<double> MishAttr::getLipschitzConstant() const {
  return 1.0884981612517279;
}

//===----------------------------------------------------------------------===//
// sigmoid: the derivative is 1/4 at 0, the inverse is the logit
//===----------------------------------------------------------------------===//

Value SigmoidAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return sigmoid({b, loc, x}).value;
}
Value SigmoidAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return sigmoidDerivative({b, loc, x}).value;
}
Value SigmoidAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  Scalar s{b, loc, y};
  return (s.log() - (-s).log1p()).value;
}
std::pair<double, double> SigmoidAttr::getRange() const { return {0, 1}; }
std::optional<double> SigmoidAttr::getLipschitzConstant() const { return 0.25; }

//===----------------------------------------------------------------------===//
// silu: minimum at x = -1.27846, steepest at x = 2.39936 (numerically)
//===----------------------------------------------------------------------===//

Value SiluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  // x / (1 + e^-x) = x e^x / (1 + e^x). Where e^x would be subnormal before the
  // result is, it becomes e^(x + shift) e^-shift: the sum in the exponent is
  // exact, e^-22.625 is all but a number of f32, and 1 + e^(x + shift) is still
  // 1. Below `lowest` the result is zero.
  Scalar argument{b, loc, x};
  bool isWide = x.getType().isF64();
  double shift = isWide ? 100 : 22.625, far = isWide ? -690 : -80,
         lowest = isWide ? -800 : -120;
  Scalar s = argument.max(lowest);
  Scalar isFar = s.isBelow(far), negated = -s.abs();
  Scalar e = isFar.select(negated + shift, negated).exp();
  Scalar product = s * e;
  Scalar numerator =
      s.ifPositive(s, isFar.select(product * std::exp(-shift), product));
  return (numerator / (e + 1.0)).value;
}
Value SiluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  // g (1 + x (1 - g)), with 1 - g as the function of -x. Beyond the bounds it
  // is constant even in f64.
  Scalar argument{b, loc, x}, s = argument.widen().max(-800).min(800);
  Scalar derivative = sigmoid(s) * (s * sigmoid(-s) + 1.0);
  return expandAtRoot(s, -1.2784645427610738,
                      {0.2178117057198000988, 0.1466487969969469002,
                       0.01887481422378230741, -0.01522265522318803169,
                       -0.006606589138356696436},
                      derivative)
      .narrowLike(argument)
      .value;
}
std::pair<double, double> SiluAttr::getRange() const {
  return {-0.27846454276107380, kInf};
}
std::optional<double> SiluAttr::getLipschitzConstant() const {
  return 1.0998393201288669;
}

//===----------------------------------------------------------------------===//
// softplus: the derivative is the logistic function, the inverse
// y + log(-expm1(-y))
//===----------------------------------------------------------------------===//

Value SoftplusAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return (s.max(0) + (-s.abs()).exp().log1p()).value;
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

//===----------------------------------------------------------------------===//
// tanh: the derivative 1 - tanh^2 is four times that of the logistic function
// at 2 x, the inverse log((1 + y) / (1 - y)) / 2
//===----------------------------------------------------------------------===//

Value TanhAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.tanh().value;
}
Value TanhAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x}, wide = s.widen();
  return (sigmoidDerivative(wide * 2.0) * 4.0).narrowLike(s).value;
}
Value TanhAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  Scalar s{b, loc, y};
  return ((s.log1p() - (-s).log1p()) * 0.5).value;
}
std::pair<double, double> TanhAttr::getRange() const { return {-1, 1}; }
std::optional<double> TanhAttr::getLipschitzConstant() const { return 1.0; }
