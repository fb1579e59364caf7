//===- CompareTest.cpp - How far two tensors are apart --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/Compare.h"
#include "mlir/IR/MLIRContext.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace mlir;
using namespace nn;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kNan = std::nan("");

class Compare : public testing::Test {
protected:
  Tensor reals(ArrayRef<int64_t> shape, ArrayRef<double> values) {
    Tensor tensor(shape, Float32Type::get(&context));
    for (auto [number, value] : llvm::zip_equal(tensor.data, values))
      number.real = value;
    return tensor;
  }
  Tensor integers(unsigned width, ArrayRef<int64_t> values) {
    Tensor tensor(static_cast<int64_t>(values.size()),
                  IntegerType::get(&context, width));
    for (auto [number, value] : llvm::zip_equal(tensor.data, values))
      number.integer = value;
    return tensor;
  }

  MLIRContext context;
};
} // namespace

TEST_F(Compare, CountsWhatExceedsTheTolerance) {
  Difference difference = compare(reals({2, 2}, {1, 2.02, 100.5, 0}),
                                  reals({2, 2}, {1, 2, 100, 0.05}),
                                  {/*relative=*/0.006,
                                   /*absolute=*/0.01});
  // 0.02 <= 0.01 + 0.012, 0.5 <= 0.01 + 0.6, 0.05 > 0.01 + 0.0003.
  EXPECT_EQ(difference.count, 1);
  EXPECT_EQ(difference.place, 3);
  EXPECT_DOUBLE_EQ(difference.absolute, 0.05);
  EXPECT_DOUBLE_EQ(difference.relative, 1);
}

TEST_F(Compare, NamesTheWorstOfThoseThatAgree) {
  Difference difference =
      compare(reals({2}, {1.001, 100.01}), reals({2}, {1, 100}), {0.01, 0});
  EXPECT_FALSE(difference);
  EXPECT_EQ(difference.place, 0);
  EXPECT_NEAR(difference.absolute, 0.001, 1e-12);
  EXPECT_FALSE(compare(reals({2}, {1, 2}), reals({2}, {1, 2}), {0, 0}));
  EXPECT_EQ(compare(reals({2}, {1, 2}), reals({2}, {1, 2}), {}).place, -1);
}

TEST_F(Compare, SpecialValues) {
  EXPECT_EQ(compare(reals({4}, {kNan, kInfinity, -kInfinity, 0}),
                    reals({4}, {-kNan, kInfinity, -kInfinity, -0.0}), {0, 0})
                .count,
            0);
  Tolerance loose = {1e9, 1e9};
  for (auto [actual, expected] :
       {std::pair(kNan, 1.0), std::pair(1.0, kNan), std::pair(kInfinity, 1.0),
        std::pair(1.0, kInfinity), std::pair(kInfinity, -kInfinity)}) {
    Difference difference =
        compare(reals({}, actual), reals({}, expected), loose);
    EXPECT_EQ(difference.count, 1);
    EXPECT_EQ(difference.place, 0);
    EXPECT_EQ(difference.absolute, kInfinity);
    EXPECT_EQ(difference.relative, kInfinity);
  }
}

TEST_F(Compare, IntegersAreExact) {
  Tolerance loose = {1, 100};
  Difference difference =
      compare(integers(64, {INT64_MAX, 4, 7}), integers(64, {-1, 5, 7}), loose);
  EXPECT_EQ(difference.count, 2);
  EXPECT_EQ(difference.place, 0);
  EXPECT_EQ(difference.absolute, 0x1p63);
  EXPECT_EQ(compare(integers(1, {1}), integers(1, {0}), loose).count, 1);
  EXPECT_EQ(compare(integers(1, {1}), integers(1, {0}), loose).relative,
            kInfinity);
}

TEST_F(Compare, Formats) {
  Tensor tensor = reals({2, 1, 3}, {0.1, 1e-7, 16777216, kNan, -kInfinity, 0});
  EXPECT_EQ(formatIndex(tensor, 4), "[1, 0, 1]");
  EXPECT_EQ(formatIndex(reals({}, 0.0), 0), "[]");
  EXPECT_EQ(formatElement(tensor, 0), "0.1");
  EXPECT_EQ(formatElement(tensor, 1), "1e-07");
  EXPECT_EQ(formatElement(tensor, 2), "16777216");
  EXPECT_EQ(formatElement(tensor, 3), "nan");
  EXPECT_EQ(formatElement(tensor, 4), "-inf");
  EXPECT_EQ(formatElement(integers(64, {INT64_MIN}), 0),
            "-9223372036854775808");
  EXPECT_EQ(formatElement(integers(1, {1}), 0), "true");
  Tensor wide(ArrayRef<int64_t>(), Float64Type::get(&context));
  wide.data[0].real = 0.1 + 0.2;
  EXPECT_EQ(formatElement(wide, 0), "0.30000000000000004");
}
