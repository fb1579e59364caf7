//===- Trigonometric.cpp - Trigonometric functions of f32 -----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expansions.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>
#include <limits>

using namespace nn;
using llvm::numbers::pi;

//===----------------------------------------------------------------------===//
// Sine, cosine and tangent
//===----------------------------------------------------------------------===//

namespace {
/// An angle in quarters of a turn and a rest.
struct Angle {
  Lane quarters; ///< i64, of which the last two bits count
  Lane rest;     ///< f64 in turns, at most 1/8 in magnitude
};
} // namespace

static constexpr int kDigitBits = 28;

/// Digit `index` of 1 / (2 pi) to the base 2^28, with its place value.
static double getDigit(int index) {
  constexpr int64_t digits[] = {0x28be60d, 0xb939105, 0x4a7f09d, 0x5f47d4d,
                                0x377036d, 0x8a5664f, 0x10e4107};
  return std::ldexp(digits[index], -kDigitBits * (index + 1));
}

/// Divides by 2 pi in the manner of Payne and Hanek (SIGNUM 1983), in f64: the
/// product of an f32 and a digit of 28 bits is exact. Where x >= 2^(51 + 28 i),
/// its products with digits up to the i-th are whole turns and can be left out;
/// then of the next four digits only the first two give whole turns besides a
/// rest, and what follows them is below 2^-61.
static Angle reduceByTurns(Lane x) {
  Lane wide = x.widen(), a = wide.abs();
  Lane isAtLeast[] = {a.isAtLeast(0x1p51), a.isAtLeast(0x1p79),
                      a.isAtLeast(0x1p107)};
  auto multiply = [&](int position) {
    mlir::Value digit = wide.constant(getDigit(position)).value;
    for (int skipped = 1; skipped <= 3; ++skipped)
      digit = isAtLeast[skipped - 1]
                  .select(wide.constant(getDigit(position + skipped)),
                          wide.make(digit))
                  .value;
    return wide * wide.make(digit);
  };
  auto dropTurns = [](Lane turns) {
    return turns - ((turns + kRoundWide) - kRoundWide);
  };
  Lane turns = dropTurns(multiply(0)) +
               (dropTurns(multiply(1)) + (multiply(2) + multiply(3)));
  Lane shifted = turns * 4.0 + kRoundWide;
  return {shifted.asInteger(), turns - (shifted - kRoundWide) * 0.25};
}

static Lane sinOfRest(Lane rest) {
  return rest *
         evaluatePolynomial(rest * rest, {6.283185307151, -41.34170215055592,
                                          81.6052038075558, -76.6977741696855,
                                          41.46989113736011});
}

static Lane cosOfRest(Lane rest) {
  return evaluatePolynomial(
      rest * rest, {0.9999999999439372, -19.73920863303614, 64.93931074461483,
                    -85.44229797271447, 59.20279604599484});
}

/// `lane`, negated where bit `bit` of the integer `word` is set.
static Lane negateIf(Lane lane, Lane word, int bit) {
  Lane sign = (word & (int64_t(1) << bit)) << (63 - bit);
  return (lane.asInteger() ^ sign).asFloat();
}

/// The sine of `rest` and a number of quarters of a turn.
static Lane sinOfAngle(Angle angle) {
  Lane isOdd = angle.quarters.hasBits(1);
  Lane y = isOdd.select(cosOfRest(angle.rest), sinOfRest(angle.rest));
  return negateIf(y, angle.quarters, 1).narrow();
}

Lane nn::expandSin(Lane x) { return sinOfAngle(reduceByTurns(x)); }

Lane nn::expandCos(Lane x) {
  auto [quarters, rest] = reduceByTurns(x);
  return sinOfAngle({quarters + 1, rest});
}

Lane nn::expandTan(Lane x) {
  auto [quarters, rest] = reduceByTurns(x);
  Lane sin = sinOfRest(rest), cos = cosOfRest(rest);
  Lane isOdd = quarters.hasBits(1);
  Lane y = isOdd.select(cos, sin) / isOdd.select(sin, cos);
  return negateIf(y, quarters, 0).narrow();
}

//===----------------------------------------------------------------------===//
// Inverse functions
//===----------------------------------------------------------------------===//

/// The arc tangent of a number between -1 and 1.
static Lane atanPolynomial(Lane x) {
  return x * evaluatePolynomial(x * x,
                                {0.9999999999412355, -0.3333333157121203,
                                 0.19999912051622826, -0.14283980765392032,
                                 0.11093241325370523, -0.08980239458055626,
                                 0.07245719419389407, -0.054279128352892385,
                                 0.03420963276496552, -0.01611169791487635,
                                 0.00485094051041801, -0.0006847936147867012});
}

/// atan(|x|) = pi/2 - atan(1/|x|) beyond 1.
Lane nn::expandAtan(Lane x) {
  Lane a = x.abs().widen();
  Lane isLarge = a.isAbove(1.0);
  Lane p = atanPolynomial(isLarge.select(1.0 / a, a));
  return isLarge.select(pi / 2 - p, p).narrow().copySign(x);
}

/// The angle of the smaller to the larger coordinate, reflected into the right
/// octant.
Lane nn::expandAtan2(Lane y, Lane x) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Lane height = y.abs().widen(), width = x.abs().widen();
  Lane isSteep = height.isAbove(width);
  Lane smaller = isSteep.select(width, height);
  Lane larger = isSteep.select(height, width);
  // 0 / 0 is 0 here, and infinity / infinity is 1.
  Lane quotient =
      smaller / larger.isEqual(0.0).select(larger.constant(1.0), larger);
  Lane ratio =
      smaller.isEqual(infinity).select(quotient.constant(1.0), quotient);
  Lane p = atanPolynomial(ratio);
  Lane acute = isSteep.select(pi / 2 - p, p);
  Lane isLeft = x.asInteger().hasBits(int64_t(1) << 31);
  Lane angle = isLeft.select(pi - acute, acute).narrow().copySign(y);
  Lane isNumber = y.compare(mlir::arith::CmpFPredicate::ORD, x);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  return isNumber.select(angle, angle.constant(nan));
}

/// Whether a > 1/2, and asin(a) if not, else acos(a) / 2 = asin(sqrt((1 - a) /
/// 2)).
static std::pair<Lane, Lane> asinReduced(Lane a) {
  Lane isLarge = a.isAbove(0.5);
  Lane square = isLarge.select((1.0 - a) * 0.5, a * a);
  Lane root = isLarge.select(square.sqrt(), a);
  Lane value = root * evaluatePolynomial(
                          square, {0.9999999999849034, 0.16666667421673304,
                                   0.07499938198608332, 0.04466203565883241,
                                   0.030092207880117763, 0.024711551279254524,
                                   0.007223802348078138, 0.03495158505466008});
  return {isLarge, value};
}

Lane nn::expandAsin(Lane x) {
  auto [isLarge, value] = asinReduced(x.abs().widen());
  return isLarge.select(pi / 2 - value * 2.0, value).narrow().copySign(x);
}

Lane nn::expandAcos(Lane x) {
  Lane wide = x.widen();
  auto [isLarge, value] = asinReduced(wide.abs());
  Lane twice = value * 2.0;
  Lane far = wide.isBelow(0.0).select(pi - twice, twice);
  return isLarge.select(far, pi / 2 - value.copySign(wide)).narrow();
}
