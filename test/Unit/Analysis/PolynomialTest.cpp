//===- PolynomialTest.cpp - Counts that depend on extents -----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/Polynomial.h"
#include "llvm/Support/MathExtras.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace nn;

static const Polynomial b = Polynomial::getVariable("b");
static const Polynomial r = Polynomial::getVariable("r");

TEST(Polynomial, Prints) {
  EXPECT_EQ(Polynomial().str(), "0");
  EXPECT_EQ(Polynomial(-3).str(), "-3");
  EXPECT_EQ(b.str(), "b");
  EXPECT_EQ((Polynomial(12) + b * 1074).str(), "1074 * b + 12");
  // Higher degrees first, then the alphabet.
  EXPECT_EQ((r - r * b * 2 + b * b - 5).str(), "b * b - 2 * b * r + r - 5");
  EXPECT_EQ((b * -1).str(), "-b");
  EXPECT_EQ(Polynomial(INT64_MIN).str(), "-9223372036854775808");
  EXPECT_EQ(Polynomial::getUnknown().str(), "unknown");
}

TEST(Polynomial, Computes) {
  Polynomial square = (b + r) * (b + r);
  EXPECT_EQ(square, b * b + b * r * 2 + r * r);
  EXPECT_EQ(square - square, Polynomial());
  EXPECT_EQ(square.getDegree("b"), 2u);
  EXPECT_EQ(square.getDegree("x"), 0u);
  EXPECT_EQ(square.evaluate({{"b", 3}, {"r", 4}}), 49);
  EXPECT_EQ(square.getConstant(), std::nullopt);
  EXPECT_EQ(Polynomial(7).getConstant(), 7);
  EXPECT_EQ(Polynomial().getConstant(), 0);
  EXPECT_EQ((b * 6 + 4).divideExactly(2), b * 3 + 2);
  EXPECT_TRUE((b * 6 + 3).divideExactly(2).isUnknown());
  Polynomial twice = b;
  twice += twice;
  EXPECT_EQ(twice, b * 2);
  twice *= twice;
  EXPECT_EQ(twice, b * b * 4);
}

TEST(Polynomial, OverflowIsUnknown) {
  Polynomial large = INT64_MAX;
  EXPECT_TRUE((large + 1).isUnknown());
  EXPECT_TRUE((large * b * 2).isUnknown());
  EXPECT_TRUE((Polynomial::getUnknown() * 0).isUnknown());
  EXPECT_TRUE((b + Polynomial::getUnknown() - b).isUnknown());
  EXPECT_EQ((large * b).evaluate({{"b", 2}}), std::nullopt);
  EXPECT_EQ(Polynomial::getUnknown().evaluate({}), std::nullopt);
  EXPECT_EQ(Polynomial::getUnknown().getConstant(), std::nullopt);
}

TEST(Polynomial, ComparesForAllValues) {
  EXPECT_TRUE((b * 3).isAtMost(b * 3));
  EXPECT_TRUE((b * 3).isAtMost(b * 4 + r));
  EXPECT_TRUE((b - 2).isAtMost(b));
  EXPECT_FALSE((b + 1).isAtMost(b * 2));
  EXPECT_FALSE(b.isAtMost(r));
  EXPECT_FALSE(Polynomial::getUnknown().isAtMost(1));
  EXPECT_FALSE(Polynomial(1).isAtMost(Polynomial::getUnknown()));
}

TEST(Polynomial, Interpolates) {
  Polynomial expected = b * b * r * 3 - b * 7 + r * r + 5;
  auto values = [&](const llvm::StringMap<int64_t> &point) {
    return expected.evaluate(point);
  };
  EXPECT_EQ(interpolate({{"b", 2}, {"r", 2}}, values), expected);
  EXPECT_EQ(interpolate({{"r", 3}, {"b", 4}}, values), expected);
  // b (b - 1) / 2 has whole values, but no whole coefficients.
  EXPECT_TRUE(interpolate({{"b", 2}}, [](const auto &point) {
                return std::optional(point.lookup("b") *
                                     (point.lookup("b") - 1) / 2);
              }).isUnknown());
  EXPECT_EQ(interpolate({}, [](const auto &) { return std::optional(4); }),
            Polynomial(4));
}

TEST(Polynomial, DoesNotInterpolateWhatIsNoPolynomial) {
  // The degree is too high, or there is none.
  auto cube = [](const llvm::StringMap<int64_t> &point) {
    int64_t x = point.lookup("b");
    return std::optional(x * x * x);
  };
  EXPECT_TRUE(interpolate({{"b", 2}}, cube).isUnknown());
  EXPECT_EQ(interpolate({{"b", 3}}, cube), b * b * b);
  auto quotient = [](const llvm::StringMap<int64_t> &point) {
    return std::optional(point.lookup("b") / 2);
  };
  EXPECT_TRUE(interpolate({{"b", 1}}, quotient).isUnknown());
  auto nothing = [](const llvm::StringMap<int64_t> &) {
    return std::optional<int64_t>();
  };
  EXPECT_TRUE(interpolate({{"b", 1}}, nothing).isUnknown());
  // More values than anyone should ask for.
  SmallVector<std::pair<std::string, unsigned>> many;
  for (int i = 0; i < 20; ++i)
    many.emplace_back("x" + std::to_string(i), 1);
  EXPECT_TRUE(interpolate(many, cube).isUnknown());
  EXPECT_TRUE(interpolate({{"b", 21}}, cube).isUnknown());
}

TEST(Polynomial, DoesNotInterpolateWhatLooksLikeOneNearby) {
  // Constant from 64 to 127.
  auto logarithm = [](const llvm::StringMap<int64_t> &point) {
    return std::optional<int64_t>(llvm::Log2_64(point.lookup("b")));
  };
  EXPECT_TRUE(interpolate({{"b", 1}}, logarithm).isUnknown());
  // One that does not fit far off is one all the same.
  Polynomial expected = b * b * b * b * b * b;
  EXPECT_EQ(interpolate({{"b", 6}},
                        [&](const llvm::StringMap<int64_t> &point) {
                          return expected.evaluate(point);
                        }),
            expected);
}
