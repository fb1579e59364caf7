//===- RationalActivations.cpp - Polynomials and their quotients ----------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNAttributes.h"
#include "dialects/NN/RealPolynomial.h"
#include "dialects/NN/ScalarBuilder.h"
#include <cmath>

using namespace mlir;
using namespace nn;

static LogicalResult
verifyFinite(llvm::function_ref<InFlightDiagnostic()> emitError, StringRef name,
             DenseF64ArrayAttr numbers) {
  for (double number : numbers.asArrayRef())
    if (!std::isfinite(number))
      return emitError() << "expected finite numbers in '" << name << "', got "
                         << number;
  return success();
}

/// A polynomial by Horner's rule.
static Scalar evaluate(const RealPolynomial &polynomial, Scalar x) {
  ArrayRef<double> coefficients = polynomial.getCoefficients();
  Value sum = x.constant(coefficients.back()).value;
  for (double coefficient : llvm::reverse(coefficients.drop_back()))
    sum = (x.make(sum) * x + coefficient).value;
  return x.make(sum);
}

//===----------------------------------------------------------------------===//
// polynomial
//===----------------------------------------------------------------------===//

LogicalResult
PolynomialAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                       DenseF64ArrayAttr coefficients) {
  // C1.
  if (coefficients.empty())
    return emitError() << "expected at least one coefficient";
  // C2.
  return verifyFinite(emitError, "coefficients", coefficients);
}

Value PolynomialAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return evaluate(RealPolynomial(getCoefficients()), s.widen())
      .narrowLike(s)
      .value;
}
Value PolynomialAttr::buildDerivative(OpBuilder &b, Location loc,
                                      Value x) const {
  Scalar s{b, loc, x};
  return evaluate(RealPolynomial(getCoefficients()).getDerivative(), s.widen())
      .narrowLike(s)
      .value;
}
Value PolynomialAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  RealPolynomial polynomial(getCoefficients());
  if (polynomial.getDegree() != 1)
    return {};
  ArrayRef<double> c = polynomial.getCoefficients();
  Scalar s{b, loc, y}, wide = s.widen();
  return ((wide - c[0]) / wide.constant(c[1])).narrowLike(s).value;
}

std::pair<double, double> PolynomialAttr::getRange() const {
  RealPolynomial polynomial(getCoefficients()),
      derivative = polynomial.getDerivative();
  if (!derivative.isFinite())
    return {-kInf, kInf};
  double low = kInf, high = -kInf;
  auto add = [&](double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  };
  add(polynomial.getLimit(/*atPlus=*/false));
  add(polynomial.getLimit(/*atPlus=*/true));
  for (double x : derivative.getSignChanges())
    add(polynomial(x));
  return {low, high};
}
std::optional<double> PolynomialAttr::getLipschitzConstant() const {
  RealPolynomial derivative = RealPolynomial(getCoefficients()).getDerivative();
  if (derivative.getDegree() > 0)
    return std::nullopt;
  return std::fabs(derivative.getLeading());
}
bool PolynomialAttr::isPositivelyHomogeneous() const {
  RealPolynomial polynomial(getCoefficients());
  return polynomial.getDegree() <= 1 && polynomial(0) == 0;
}

//===----------------------------------------------------------------------===//
// rational: the derivative is (P' - R Q') / Q
//===----------------------------------------------------------------------===//

LogicalResult
RationalAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                     DenseF64ArrayAttr numerator, DenseF64ArrayAttr denominator,
                     DenominatorForm) {
  // C1.
  if (numerator.empty())
    return emitError() << "expected at least one number in 'numerator'";
  // C2.
  return failure(failed(verifyFinite(emitError, "numerator", numerator)) ||
                 failed(verifyFinite(emitError, "denominator", denominator)));
}

/// What the absolute value is taken of: b[0] x + b[1] x^2 + ..., or the same
/// with |b[i]| as a polynomial in |x|.
static RealPolynomial getInner(RationalAttr attr) {
  SmallVector<double> coefficients{0.0};
  for (double b : attr.getDenominator().asArrayRef())
    coefficients.push_back(
        attr.getAbsolute() == DenominatorForm::Terms ? std::fabs(b) : b);
  return RealPolynomial(coefficients);
}

/// The denominator at `x`, and its derivative from the left.
static std::pair<Scalar, Scalar> buildDenominator(RationalAttr attr, Scalar x) {
  RealPolynomial inner = getInner(attr), slope = inner.getDerivative();
  if (attr.getAbsolute() == DenominatorForm::Terms) {
    Scalar a = x.abs(), q = evaluate(slope, a);
    return {evaluate(inner, a) + 1.0, x.ifPositive(q, -q)};
  }
  // To the left of a zero the sum has the sign opposite to its slope.
  Scalar s = evaluate(inner, x), q = evaluate(slope, x);
  Scalar below = s.isBelow(0).select(-q, -q.abs());
  return {s.abs() + 1.0, s.ifPositive(q, below)};
}

Value RationalAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x}, wide = s.widen();
  Scalar p = evaluate(RealPolynomial(getNumerator()), wide);
  Scalar q = buildDenominator(*this, wide).first;
  return (p / q).narrowLike(s).value;
}

Value RationalAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  RealPolynomial numerator(getNumerator());
  Scalar s{b, loc, x}, wide = s.widen();
  Scalar p = evaluate(numerator, wide);
  Scalar slope = evaluate(numerator.getDerivative(), wide);
  auto [q, slopeOfQ] = buildDenominator(*this, wide);
  return ((slope - p / q * slopeOfQ) / q).narrowLike(s).value;
}

namespace {
/// The quotient of two polynomials without poles on an interval.
struct Piece {
  double low, high;
  RealPolynomial p, q;

  bool isFinite() const { return p.isFinite() && q.isFinite(); }

  /// Its derivative, (p' q - p q') / q^2.
  Piece getDerivative() const {
    return {low, high, p.getDerivative() * q - p * q.getDerivative(), q * q};
  }

  double getLimit(bool atPlus) const {
    if (p.getDegree() < q.getDegree())
      return 0;
    double ratio = p.getLeading() / q.getLeading();
    if (p.getDegree() == q.getDegree())
      return ratio;
    // Of the sign of ratio x^(difference of degrees).
    SmallVector<double> power(p.getDegree() - q.getDegree() + 1, 0.0);
    power.back() = ratio;
    return RealPolynomial(power).getLimit(atPlus);
  }

  /// The value at `x`, or the limit at an infinite end; not-a-number where a
  /// power of `x` exceeds the range.
  double operator()(double x) const {
    if (!std::isfinite(x))
      return getLimit(x > 0);
    return std::isfinite(q(x)) ? p(x) / q(x) : NAN;
  }

  /// The ends, and where the derivative changes its sign between them: the
  /// extreme values of the piece are at some of them.
  SmallVector<double> getExtremes() const {
    SmallVector<double> result{low, high};
    for (double x : getDerivative().p.getSignChanges())
      if (low < x && x < high)
        result.push_back(x);
    return result;
  }
};
} // namespace

/// The function as quotients of polynomials, from left to right.
static SmallVector<Piece> getPieces(RationalAttr attr) {
  RealPolynomial p(attr.getNumerator()), inner = getInner(attr), one({1.0});
  if (attr.getAbsolute() == DenominatorForm::Terms) {
    SmallVector<double> reflected(inner.getCoefficients());
    for (size_t i = 1; i < reflected.size(); i += 2)
      reflected[i] = -reflected[i];
    return {{-kInf, 0, p, RealPolynomial(reflected) + one},
            {0, kInf, p, inner + one}};
  }
  SmallVector<double> borders = inner.getSignChanges();
  borders.push_back(kInf);
  SmallVector<Piece> pieces;
  double low = -kInf, sign = inner.getLimit(/*atPlus=*/false) < 0 ? -1 : 1;
  for (double high : borders) {
    pieces.push_back({low, high, p, inner * sign + one});
    low = high;
    sign = -sign;
  }
  return pieces;
}

std::pair<double, double> RationalAttr::getRange() const {
  double low = kInf, high = -kInf;
  for (const Piece &piece : getPieces(*this)) {
    if (!piece.getDerivative().isFinite())
      return {-kInf, kInf};
    for (double x : piece.getExtremes()) {
      double value = piece(x);
      if (std::isnan(value))
        return {-kInf, kInf};
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  return {low, high};
}

std::optional<double> RationalAttr::getLipschitzConstant() const {
  double steepest = 0;
  for (const Piece &piece : getPieces(*this)) {
    Piece derivative = piece.getDerivative();
    if (!derivative.getDerivative().isFinite())
      return std::nullopt;
    for (double x : derivative.getExtremes()) {
      double slope = std::fabs(derivative(x));
      if (!std::isfinite(slope))
        return std::nullopt;
      steepest = std::max(steepest, slope);
    }
  }
  return steepest;
}

bool RationalAttr::isPositivelyHomogeneous() const {
  RealPolynomial numerator(getNumerator());
  return getInner(*this).getDegree() == 0 && numerator.getDegree() <= 1 &&
         numerator(0) == 0;
}
