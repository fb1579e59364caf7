//===- PiecewiseActivations.cpp - Activations made of pieces --------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNAttributes.h"
#include "dialects/NN/ScalarBuilder.h"
#include <cmath>

using namespace mlir;
using namespace nn;

/// `inside` where low < x <= high: a derivative from the left that is 0
/// elsewhere.
static Scalar within(Scalar x, double low, double high, Scalar inside) {
  Scalar zero = x.constant(0);
  return x.isAbove(low).select(x.isAtMost(high).select(inside, zero), zero);
}

//===----------------------------------------------------------------------===//
// abs
//===----------------------------------------------------------------------===//

Value AbsAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.abs().value;
}
Value AbsAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return s.ifPositive(s.constant(1), s.constant(-1)).value;
}
std::pair<double, double> AbsAttr::getRange() const { return {0, kInf}; }
std::optional<double> AbsAttr::getLipschitzConstant() const { return 1.0; }
bool AbsAttr::isPositivelyHomogeneous() const { return true; }

//===----------------------------------------------------------------------===//
// clamp, hard_tanh, relu6
//===----------------------------------------------------------------------===//

LogicalResult
ClampAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                  APFloat low, APFloat high) {
  // C1.
  if (!low.isFinite() || !high.isFinite())
    return emitError() << "expected finite 'low' and 'high', got "
                       << low.convertToDouble() << " and "
                       << high.convertToDouble();
  if (low >= high)
    return emitError() << "expected 'low' below 'high', got "
                       << low.convertToDouble() << " and "
                       << high.convertToDouble();
  return success();
}

Value ClampAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  auto [low, high] = getRange();
  return Scalar{b, loc, x}.max(low).min(high).value;
}
Value ClampAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  auto [low, high] = getRange();
  Scalar s{b, loc, x};
  return within(s, low, high, s.constant(1)).value;
}
std::pair<double, double> ClampAttr::getRange() const {
  return {getLow().convertToDouble(), getHigh().convertToDouble()};
}
std::optional<double> ClampAttr::getLipschitzConstant() const { return 1.0; }

Value HardTanhAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.max(-1).min(1).value;
}
Value HardTanhAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return within(s, -1, 1, s.constant(1)).value;
}
std::pair<double, double> HardTanhAttr::getRange() const { return {-1, 1}; }
std::optional<double> HardTanhAttr::getLipschitzConstant() const { return 1.0; }

Value Relu6Attr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.max(0).min(6).value;
}
Value Relu6Attr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return within(s, 0, 6, s.constant(1)).value;
}
std::pair<double, double> Relu6Attr::getRange() const { return {0, 6}; }
std::optional<double> Relu6Attr::getLipschitzConstant() const { return 1.0; }

//===----------------------------------------------------------------------===//
// hard_sigmoid, hard_swish
//===----------------------------------------------------------------------===//

/// min(max(x + 3, 0), 6) / 6. The sum is exact where it is small.
static Scalar hardSigmoid(Scalar x) {
  return (x + 3.0).max(0).min(6) * (1.0 / 6.0);
}

Value HardSigmoidAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return hardSigmoid({b, loc, x}).value;
}
Value HardSigmoidAttr::buildDerivative(OpBuilder &b, Location loc,
                                       Value x) const {
  Scalar s{b, loc, x};
  return within(s, -3, 3, s.constant(1.0 / 6.0)).value;
}
std::pair<double, double> HardSigmoidAttr::getRange() const { return {0, 1}; }
std::optional<double> HardSigmoidAttr::getLipschitzConstant() const {
  return 1.0 / 6.0;
}

Value HardSwishAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  // Zero below -3, also for minus infinity.
  Scalar s = Scalar{b, loc, x}.max(-3);
  return (s * hardSigmoid(s)).value;
}
Value HardSwishAttr::buildDerivative(OpBuilder &b, Location loc,
                                     Value x) const {
  Scalar s{b, loc, x};
  // Twice the argument is exact, and so is the sum near its zero.
  Scalar inside = (s * 2.0 + 3.0) * (1.0 / 6.0);
  return s.isAbove(3).select(s.constant(1), within(s, -3, 3, inside)).value;
}
std::pair<double, double> HardSwishAttr::getRange() const {
  return {-0.375, kInf}; // at x = -3/2
}
std::optional<double> HardSwishAttr::getLipschitzConstant() const {
  return 1.5; // at x = 3 from the left
}

//===----------------------------------------------------------------------===//
// leaky_relu
//===----------------------------------------------------------------------===//

LogicalResult
LeakyReluAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                      APFloat slope) {
  // C1.
  if (!slope.isFinite())
    return emitError() << "expected a finite 'slope', got "
                       << slope.convertToDouble();
  return success();
}

Value LeakyReluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  // Zero times minus infinity would be none.
  if (getSlope().isZero())
    return s.max(0).value;
  return s.ifPositive(s, s.scaleBy(getSlope().convertToDouble())).value;
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
  return s.ifPositive(s, s.divideBy(slope)).value;
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
// relu: the derivative at 0 is 0, that from the left
//===----------------------------------------------------------------------===//

Value ReluAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.max(0).value;
}
Value ReluAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return s.ifPositive(s.constant(1), s.constant(0)).value;
}
std::pair<double, double> ReluAttr::getRange() const { return {0, kInf}; }
std::optional<double> ReluAttr::getLipschitzConstant() const { return 1.0; }
bool ReluAttr::isPositivelyHomogeneous() const { return true; }

//===----------------------------------------------------------------------===//
// piecewise_linear
//===----------------------------------------------------------------------===//

LogicalResult
PiecewiseLinearAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                            DenseF64ArrayAttr knots, DenseF64ArrayAttr values,
                            APFloat before, APFloat after) {
  // C1.
  if (knots.empty())
    return emitError() << "expected at least one knot";
  // C2.
  if (knots.size() != values.size())
    return emitError() << "expected one value per knot, got " << values.size()
                       << " values for " << knots.size() << " knots";
  // C3.
  for (DenseF64ArrayAttr numbers : {knots, values})
    for (double number : numbers.asArrayRef())
      if (!std::isfinite(number))
        return emitError() << "expected finite knots and values, got "
                           << number;
  if (!before.isFinite() || !after.isFinite())
    return emitError() << "expected finite slopes, got "
                       << before.convertToDouble() << " and "
                       << after.convertToDouble();
  for (int64_t i = 1, e = knots.size(); i < e; ++i) {
    // C4.
    if (knots[i] <= knots[i - 1])
      return emitError() << "expected knots that ascend strictly, got "
                         << knots[i] << " after " << knots[i - 1];
    // C5. A distance beyond f64 would pass as a slope of zero.
    if (!std::isfinite(knots[i] - knots[i - 1]))
      return emitError() << "expected finite distances of knots, got an "
                            "infinite one between the knots "
                         << knots[i - 1] << " and " << knots[i];
    if (!std::isfinite((values[i] - values[i - 1]) / (knots[i] - knots[i - 1])))
      return emitError() << "expected finite slopes, got an infinite one "
                            "between the knots "
                         << knots[i - 1] << " and " << knots[i];
  }
  return success();
}

SmallVector<double> PiecewiseLinearAttr::getSlopes() const {
  ArrayRef<double> knots = getKnots(), values = getValues();
  SmallVector<double> slopes{getBefore().convertToDouble()};
  for (size_t i = 1; i < knots.size(); ++i)
    slopes.push_back((values[i] - values[i - 1]) / (knots[i] - knots[i - 1]));
  slopes.push_back(getAfter().convertToDouble());
  return slopes;
}

/// The function through the points with these slopes before, between and after
/// them.
static Scalar interpolate(Scalar argument, ArrayRef<double> knots,
                          ArrayRef<double> values, ArrayRef<double> slopes) {
  Scalar x = argument.widen();
  // Where an end is flat the argument stays between the knots, which is right
  // for infinities and not-a-number too, and leaves one piece fewer.
  size_t first = 0, last = knots.size();
  if (slopes[first] == 0) {
    x.value = x.max(knots.front()).value;
    ++first;
  }
  if (slopes[last] == 0) {
    x.value = x.min(knots.back()).value;
    last = std::max(last - 1, first);
  }
  // Piece i lies between the knots i - 1 and i. It starts from the one with the
  // smaller value, so that it is exact next to a zero.
  auto makePiece = [&](size_t piece) {
    size_t knot = std::min(piece, knots.size() - 1);
    if (piece == knots.size() ||
        (piece > 0 && std::fabs(values[piece - 1]) < std::fabs(values[knot])))
      knot = piece - 1;
    return (x - knots[knot]) * slopes[piece] + values[knot];
  };
  Value result = makePiece(last).value;
  for (size_t piece = last; piece-- > first;)
    result =
        x.isBelow(knots[piece]).select(makePiece(piece), x.make(result)).value;
  return x.make(result).narrowLike(argument);
}

Value PiecewiseLinearAttr::buildValue(OpBuilder &b, Location loc,
                                      Value x) const {
  return interpolate({b, loc, x}, getKnots(), getValues(), getSlopes()).value;
}

Value PiecewiseLinearAttr::buildDerivative(OpBuilder &b, Location loc,
                                           Value x) const {
  ArrayRef<double> knots = getKnots();
  SmallVector<double> slopes = getSlopes();
  Scalar s{b, loc, x}, wide = s.widen();
  Value result = s.constant(slopes.back()).value;
  for (size_t piece = knots.size(); piece-- > 0;)
    result = wide.isAtMost(knots[piece])
                 .select(s.constant(slopes[piece]), s.make(result))
                 .value;
  return result;
}

Value PiecewiseLinearAttr::buildInverse(OpBuilder &b, Location loc,
                                        Value y) const {
  SmallVector<double> knots(getValues().asArrayRef()),
      values(getKnots().asArrayRef()), slopes = getSlopes();
  bool descends = slopes.front() < 0;
  for (double &slope : slopes) {
    if (slope == 0 || (slope < 0) != descends || !std::isfinite(1 / slope))
      return {};
    slope = 1 / slope;
  }
  if (descends) {
    std::reverse(knots.begin(), knots.end());
    std::reverse(values.begin(), values.end());
    std::reverse(slopes.begin(), slopes.end());
  }
  return interpolate({b, loc, y}, knots, values, slopes).value;
}

std::pair<double, double> PiecewiseLinearAttr::getRange() const {
  ArrayRef<double> values = getValues();
  SmallVector<double> slopes = getSlopes();
  auto [low, high] = std::minmax_element(values.begin(), values.end());
  bool fallsToInfinity = slopes.front() > 0 || slopes.back() < 0;
  bool risesToInfinity = slopes.front() < 0 || slopes.back() > 0;
  return {fallsToInfinity ? -kInf : *low, risesToInfinity ? kInf : *high};
}

std::optional<double> PiecewiseLinearAttr::getLipschitzConstant() const {
  double steepest = 0;
  for (double slope : getSlopes())
    steepest = std::max(steepest, std::fabs(slope));
  return steepest;
}

bool PiecewiseLinearAttr::isPositivelyHomogeneous() const {
  // Two half-lines that meet in the origin.
  double before = getBefore().convertToDouble();
  double after = getAfter().convertToDouble();
  bool hasKnotAtZero = false;
  for (auto [knot, value] :
       llvm::zip_equal(getKnots().asArrayRef(), getValues().asArrayRef())) {
    if (value != knot * (knot < 0 ? before : after))
      return false;
    hasKnotAtZero |= knot == 0;
  }
  return hasKnotAtZero || before == after;
}
