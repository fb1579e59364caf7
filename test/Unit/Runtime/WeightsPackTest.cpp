//===- WeightsPackTest.cpp ------------------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Runtime/nn_weights_bind.h"
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace {
struct Layout {
  std::vector<int64_t> shape, source, start, moves;

  nnrt_packing describe(uint32_t bytes) const {
    nnrt_packing packing{};
    packing.element_bytes = bytes;
    packing.rank = shape.size();
    packing.source_rank = source.size();
    packing.shape = shape.data();
    packing.source_shape = source.data();
    packing.start = start.data();
    packing.moves = moves.data();
    return packing;
  }
};

int64_t count(const std::vector<int64_t> &shape) {
  return std::accumulate(shape.begin(), shape.end(), int64_t(1),
                         std::multiplies<>());
}

/// Element by element, as the comment on nnrt_packing says.
template <typename T>
std::vector<T> relayByDefinition(const Layout &layout,
                                 const std::vector<T> &source) {
  std::vector<T> result;
  size_t rank = layout.shape.size(), sourceRank = layout.source.size();
  for (int64_t flat = 0; flat < count(layout.shape); ++flat) {
    std::vector<int64_t> place = layout.start;
    int64_t left = flat;
    for (size_t axis = rank; axis-- > 0;) {
      for (size_t i = 0; i < sourceRank; ++i)
        place[i] +=
            left % layout.shape[axis] * layout.moves[axis * sourceRank + i];
      left /= layout.shape[axis];
    }
    int64_t offset = 0;
    bool inside = true;
    for (size_t i = 0; i < sourceRank; ++i) {
      inside &= place[i] < layout.source[i];
      offset = offset * layout.source[i] + place[i];
    }
    result.push_back(inside ? source[offset] : T(0));
  }
  return result;
}

template <typename T> void checkRelay(const Layout &layout) {
  std::vector<T> source(count(layout.source));
  std::iota(source.begin(), source.end(), T(1));
  std::vector<T> target(count(layout.shape) + 1, T(77));
  nnrt_packing packing = layout.describe(sizeof(T));
  nnrt_relay(&packing, source.data(), target.data());
  EXPECT_EQ(target.back(), T(77));
  target.pop_back();
  EXPECT_EQ(target, relayByDefinition(layout, source));
}

TEST(WeightsPack, PanelsOfAMatrix) {
  // Rows in panels of 4, the last with one of its own.
  Layout layout{{2, 3, 4}, {5, 3}, {0, 0}, {4, 0, 0, 1, 1, 0}};
  checkRelay<float>(layout);
  checkRelay<uint8_t>(layout);
  checkRelay<double>(layout);
  checkRelay<uint16_t>(layout);
}

TEST(WeightsPack, ARowLongerThanTheSource) {
  checkRelay<float>({{7}, {3}, {1}, {1}});
  checkRelay<float>({{7}, {3}, {3}, {1}});
  checkRelay<float>({{3, 2}, {4}, {0}, {0, 3}});
}

TEST(WeightsPack, NoElements) {
  checkRelay<float>({{0, 4}, {0, 4}, {0, 0}, {1, 0, 0, 1}});
  checkRelay<float>({{2, 4}, {0, 4}, {0, 0}, {1, 0, 0, 1}});
}

TEST(WeightsPack, RandomLayouts) {
  std::mt19937 random(7);
  auto draw = [&](int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  };
  for (int round = 0; round < 2000; ++round) {
    Layout layout;
    for (int64_t i = draw(1, 4); i > 0; --i)
      layout.shape.push_back(draw(1, 5));
    for (int64_t i = draw(1, 4); i > 0; --i) {
      layout.source.push_back(draw(1, 7));
      layout.start.push_back(draw(0, 2));
    }
    for (size_t i = 0; i < layout.shape.size() * layout.source.size(); ++i)
      layout.moves.push_back(draw(0, 3));
    checkRelay<float>(layout);
    checkRelay<uint16_t>(layout);
  }
}

/// Each 3 x 3 matrix of a weight times a factor of 4 rows from both sides, laid
/// out as [row, column, first axis, second axis], or from the second matrix on.
template <typename T> void checkFactor(std::vector<int64_t> start) {
  const double factor[4][3] = {
      {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0.25, 1}};
  Layout layout{{4, 4, 5, 2},
                {5, 2, 3, 3},
                std::move(start),
                {0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0}};
  std::vector<T> source(count(layout.source));
  std::mt19937 random(3);
  for (T &element : source)
    element = std::normal_distribution<T>()(random);
  std::vector<T> target(count(layout.shape));
  nnrt_packing packing = layout.describe(sizeof(T));
  packing.factor = factor[0];
  packing.factor_rows = 4;
  nnrt_relay(&packing, source.data(), target.data());
  for (int64_t place = 0; place < count(layout.shape); ++place) {
    int64_t second = place % 2 + layout.start[1],
            first = place / 2 % 5 + layout.start[0];
    int64_t column = place / 10 % 4, row = place / 40;
    double sum = 0, size = 0;
    for (int64_t i = 0; i < 3; ++i)
      for (int64_t j = 0; j < 3; ++j)
        if (first < 5 && second < 2) {
          double term = factor[row][i] * factor[column][j] *
                        source[(first * 2 + second) * 9 + i * 3 + j];
          sum += term;
          size += std::abs(term);
        }
    // A rounding of the element, and those of the sums in f64.
    EXPECT_NEAR(target[place], sum,
                std::numeric_limits<T>::epsilon() / 2 * std::abs(sum) +
                    0x1p-48 * size);
  }
}

TEST(WeightsPack, MatricesTimesAFactor) {
  checkFactor<float>({0, 0, 0, 0});
  checkFactor<double>({0, 0, 0, 0});
  checkFactor<float>({3, 1, 0, 0});
}

TEST(WeightsPack, Prepack) {
  struct {
    nn_weights head;
    const void *tensor[2];
    const void *packed;
  } weights = {{sizeof weights, 2}, {nullptr, nullptr}, nullptr};
  std::vector<float> first = {1, 2, 3}, second = {4, 5, 6, 7};
  Layout reversed{{2, 2}, {2, 2}, {0, 0}, {0, 1, 1, 0}};
  nnrt_packing packing = reversed.describe(4);
  packing.weight = 1;
  packing.offset = 64;
  alignas(64) char packed[128];
  auto prepack = [&](void *target, size_t bytes) {
    return nnrt_weights_prepack(&packing, 1, 2, 128, &weights.head, target,
                                bytes);
  };
  EXPECT_EQ(prepack(packed, 128), NN_E_WEIGHTS);
  weights.tensor[1] = second.data();
  EXPECT_EQ(prepack(packed, 127), NN_E_WORKSPACE);
  EXPECT_EQ(prepack(packed + 4, 128), NN_E_ALIGN);
  EXPECT_EQ(prepack(nullptr, 128), NN_E_INVALID_ARG);
  EXPECT_EQ(weights.packed, nullptr);
  weights.head.count = 1;
  EXPECT_EQ(prepack(packed, 128), NN_E_WEIGHTS);
  weights.head.count = 2;
  ASSERT_EQ(prepack(packed, 128), NN_OK);
  EXPECT_EQ(weights.packed, packed);
  float values[4];
  std::memcpy(values, packed + 64, sizeof values);
  EXPECT_EQ(std::vector<float>(values, values + 4),
            (std::vector<float>{4, 6, 5, 7}));
}
} // namespace
