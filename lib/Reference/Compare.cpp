//===- Compare.cpp - How far two tensors are apart ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/Compare.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace mlir;
using namespace nn;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

namespace {
/// The error of one element, and its share of what is tolerated: more than 1
/// if the elements do not agree.
struct ElementError {
  double absolute = 0, magnitude = 0, share = 0;
};
} // namespace

static ElementError compareReals(double actual, double expected,
                                 const Tolerance &tolerance) {
  if (actual == expected || (std::isnan(actual) && std::isnan(expected)))
    return {};
  if (!std::isfinite(actual) || !std::isfinite(expected))
    return {kInfinity, std::fabs(expected), kInfinity};
  ElementError error;
  error.absolute = std::fabs(actual - expected);
  error.magnitude = std::fabs(expected);
  double allowed = tolerance.absolute + tolerance.relative * error.magnitude;
  error.share = allowed > 0 ? error.absolute / allowed : kInfinity;
  return error;
}

static ElementError compareIntegers(int64_t actual, int64_t expected) {
  if (actual == expected)
    return {};
  // The difference of 64-bit numbers may need one bit more.
  uint64_t distance = actual > expected
                          ? static_cast<uint64_t>(actual) - expected
                          : static_cast<uint64_t>(expected) - actual;
  return {static_cast<double>(distance),
          std::fabs(static_cast<double>(expected)), kInfinity};
}

Difference nn::compare(const Tensor &actual, const Tensor &expected,
                       const Tolerance &tolerance) {
  assert(actual.shape == expected.shape && "expected tensors of one shape");
  Difference difference;
  ElementError worst;
  for (auto [place, numbers] :
       llvm::enumerate(llvm::zip_equal(actual.data, expected.data))) {
    auto [got, wanted] = numbers;
    ElementError error = actual.isReal()
                             ? compareReals(got.real, wanted.real, tolerance)
                             : compareIntegers(got.integer, wanted.integer);
    difference.count += error.share > 1;
    if (std::pair(error.share, error.absolute) <=
        std::pair(worst.share, worst.absolute))
      continue;
    worst = error;
    difference.place = static_cast<int64_t>(place);
  }
  difference.absolute = worst.absolute;
  if (worst.absolute > 0)
    difference.relative =
        worst.magnitude > 0 ? worst.absolute / worst.magnitude : kInfinity;
  // Infinity by infinity.
  if (std::isnan(difference.relative))
    difference.relative = kInfinity;
  return difference;
}

std::string nn::formatIndex(const Tensor &tensor, int64_t place) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "[";
  llvm::interleaveComma(getStrides(tensor.shape), os, [&](int64_t stride) {
    os << place / stride;
    place %= stride;
  });
  os << "]";
  return text;
}

/// `value` with the fewest significant digits that `Float` reads back.
template <typename Float>
static std::string formatShortest(Float value, int fewest, int most) {
  std::string text;
  for (int digits = fewest; digits <= most; ++digits) {
    text.clear();
    llvm::raw_string_ostream(text)
        << llvm::format("%.*g", digits, static_cast<double>(value));
    if (static_cast<Float>(std::strtod(text.c_str(), nullptr)) == value)
      break;
  }
  return text;
}

std::string nn::formatElement(const Tensor &tensor, int64_t place) {
  Number number = tensor.data[place];
  if (tensor.element.isInteger(1))
    return number.integer ? "true" : "false";
  if (!tensor.isReal())
    return std::to_string(number.integer);
  if (tensor.element.isF32())
    return formatShortest(static_cast<float>(number.real), 6, 9);
  return formatShortest(number.real, 6, 17);
}

std::string nn::formatError(double error) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%.3g", error);
  return text;
}
