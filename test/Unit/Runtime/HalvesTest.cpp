//===- HalvesTest.cpp - Half-width floats and their values ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "nn/Runtime/nn_halves.h"
#include "gtest/gtest.h"

#include <cmath>

namespace {

/// The value of a float format by its definition.
double valueOf(uint16_t bits, int mantissaBits, int bias) {
  int exponentBits = 15 - mantissaBits;
  int exponent = bits >> mantissaBits & ((1 << exponentBits) - 1);
  int mantissa = bits & ((1 << mantissaBits) - 1);
  double sign = bits >> 15 ? -1 : 1;
  if (exponent == (1 << exponentBits) - 1)
    return mantissa ? std::nan("") : sign * INFINITY;
  if (exponent == 0)
    return sign * std::ldexp(mantissa, 1 - bias - mantissaBits);
  return sign * std::ldexp(mantissa + (1 << mantissaBits),
                           exponent - bias - mantissaBits);
}

/// What a number becomes, searched among all halves: the nearest, of two the
/// one with an even last bit, with infinity at the place of the next power.
struct Rounding {
  Rounding(int mantissaBits, int bias)
      : infinity(static_cast<uint16_t>(((1 << (15 - mantissaBits)) - 1)
                                       << mantissaBits)),
        largest(std::ldexp(1, bias + 1)), mantissaBits(mantissaBits),
        bias(bias) {}

  double at(uint16_t bits) const {
    return bits == infinity ? largest : valueOf(bits, mantissaBits, bias);
  }
  uint16_t operator()(double x) const {
    uint16_t sign = std::signbit(x) ? 0x8000 : 0;
    x = std::fabs(x);
    if (x >= largest)
      return sign | infinity;
    uint16_t low = 0, high = infinity;
    while (high - low > 1) {
      uint16_t middle = (low + high) / 2;
      (at(middle) <= x ? low : high) = middle;
    }
    double below = x - at(low), above = at(high) - x;
    bool up = below > above || (below == above && low % 2);
    return sign | (up ? high : low);
  }

  uint16_t infinity;
  double largest;
  int mantissaBits, bias;
};

template <typename ToFloat, typename FromFloat>
void checkFormat(int mantissaBits, int bias, ToFloat toFloat,
                 FromFloat fromFloat) {
  Rounding round(mantissaBits, bias);
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    auto half = static_cast<uint16_t>(bits);
    double expected = valueOf(half, mantissaBits, bias);
    float got = toFloat(half);
    if (std::isnan(expected)) {
      ASSERT_TRUE(std::isnan(got)) << bits;
      ASSERT_TRUE(std::isnan(toFloat(fromFloat(got)))) << bits;
      continue;
    }
    ASSERT_EQ(got, expected) << bits;
    ASSERT_EQ(std::signbit(got), std::signbit(expected)) << bits;
    ASSERT_EQ(fromFloat(got), half);
    // Halfway to the next number, and one float to either side of that.
    if (std::isinf(expected))
      continue;
    auto middle = static_cast<float>(
        (round.at(half & 0x7FFF) + round.at((half & 0x7FFF) + 1)) / 2);
    for (float x : {std::nextafterf(middle, 0), middle,
                    std::nextafterf(middle, INFINITY)})
      for (float y : {x, -x})
        ASSERT_EQ(fromFloat(y), round(y)) << y;
  }
  for (uint64_t bits = 0; bits < uint64_t(1) << 32; bits += 40009) {
    float x = nn_float_from_bits(static_cast<uint32_t>(bits));
    if (!std::isnan(x)) {
      ASSERT_EQ(fromFloat(x), round(x)) << x;
    }
  }
}

TEST(Halves, Binary16) { checkFormat(10, 15, nn_f16_to_f32, nn_f16_from_f32); }

TEST(Halves, Bfloat16) {
  checkFormat(7, 127, nn_bf16_to_f32, nn_bf16_from_f32);
}

} // namespace
