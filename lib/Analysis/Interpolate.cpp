//===- Interpolate.cpp - Polynomials from their values --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Newton's formula: with the forward differences D^m p of a polynomial p of
// degree d at b, b + 1, ..., b + d,
//
//   p(x) = sum over m of  D^m p(b) / m! * (x - b) (x - b - 1) ... (x - b - m +
//   1)
//
// One variable after the other: the values are polynomials in those that
// follow. The denominators are brought to d!, by which the sum is divided last.
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/Polynomial.h"

using namespace mlir;
using namespace nn;

/// Extents such as `row - 2` are extents for numbers from here on.
static constexpr int64_t kFirst = 64;
/// How far another value is from those that are near.
static constexpr int64_t kFar = 1999;
/// The most values that are asked for.
static constexpr size_t kMaxValues = 1 << 14;

namespace {
struct Interpolation {
  ArrayRef<std::pair<std::string, unsigned>> degrees;
  llvm::function_ref<std::optional<int64_t>(const llvm::StringMap<int64_t> &)>
      function;
  llvm::StringMap<int64_t> point;

  /// The polynomial in the variables from `index` on, where those before have
  /// the values of `point`.
  Polynomial run(size_t index) {
    if (index == degrees.size()) {
      std::optional<int64_t> value = function(point);
      return value ? Polynomial(*value) : Polynomial::getUnknown();
    }
    const auto &[name, degree] = degrees[index];
    std::vector<Polynomial> differences;
    for (unsigned i = 0; i <= degree; ++i) {
      point[name] = kFirst + i;
      differences.push_back(run(index + 1));
    }
    for (unsigned order = 1; order <= degree; ++order)
      for (unsigned i = degree; i >= order; --i)
        differences[i] -= differences[i - 1];

    int64_t factorial = 1;
    for (unsigned i = 2; i <= degree; ++i)
      factorial *= i;
    Polynomial variable = Polynomial::getVariable(name);
    Polynomial sum, falling = 1;
    int64_t divisor = 1;
    for (unsigned order = 0; order <= degree; ++order) {
      if (order > 1)
        divisor *= order;
      sum += differences[order] * falling * (factorial / divisor);
      falling *= variable - (kFirst + order);
    }
    return sum.divideExactly(factorial);
  }
};
} // namespace

Polynomial nn::interpolate(
    ArrayRef<std::pair<std::string, unsigned>> degrees,
    llvm::function_ref<std::optional<int64_t>(const llvm::StringMap<int64_t> &)>
        function) {
  size_t count = 1;
  for (const auto &[name, degree] : degrees) {
    // 20! is the largest factorial of 64 bits.
    if (degree > 20 || count > kMaxValues / (degree + 1))
      return Polynomial::getUnknown();
    count *= degree + 1;
  }
  Polynomial result = Interpolation{degrees, function, {}}.run(0);
  // The values at the point beyond those that were used, plus `offset`.
  auto agrees = [&](int64_t offset, bool mayOverflow) {
    llvm::StringMap<int64_t> point;
    for (const auto &[index, entry] : llvm::enumerate(degrees))
      point[entry.first] =
          kFirst + entry.second + 1 + static_cast<int64_t>(index % 7) + offset;
    std::optional<int64_t> value = function(point);
    std::optional<int64_t> expected = result.evaluate(point);
    return value && expected ? value == expected : mayOverflow;
  };
  // A function may look like a polynomial nearby.
  if (!agrees(0, /*mayOverflow=*/false) || !agrees(kFar, /*mayOverflow=*/true))
    return Polynomial::getUnknown();
  return result;
}
