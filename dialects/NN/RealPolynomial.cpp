//===- RealPolynomial.cpp - Polynomials of one variable -------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/RealPolynomial.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>
#include <cmath>
#include <limits>

using namespace nn;

RealPolynomial::RealPolynomial(llvm::ArrayRef<double> given)
    : coefficients(given.begin(), given.end()) {
  while (coefficients.size() > 1 && coefficients.back() == 0)
    coefficients.pop_back();
  if (coefficients.empty())
    coefficients.push_back(0);
}

bool RealPolynomial::isFinite() const {
  return llvm::all_of(coefficients,
                      [](double number) { return std::isfinite(number); });
}

double RealPolynomial::operator()(double x) const {
  double sum = coefficients.back();
  for (double coefficient :
       llvm::reverse(llvm::ArrayRef(coefficients).drop_back()))
    sum = sum * x + coefficient;
  return sum;
}

RealPolynomial RealPolynomial::operator+(const RealPolynomial &other) const {
  llvm::SmallVector<double> sum(coefficients);
  sum.resize(std::max(coefficients.size(), other.coefficients.size()));
  for (auto [index, coefficient] : llvm::enumerate(other.coefficients))
    sum[index] += coefficient;
  return RealPolynomial(sum);
}

RealPolynomial RealPolynomial::operator-(const RealPolynomial &other) const {
  return *this + other * -1.0;
}

RealPolynomial RealPolynomial::operator*(const RealPolynomial &other) const {
  llvm::SmallVector<double> product(getDegree() + other.getDegree() + 1, 0.0);
  constexpr double smallest = std::numeric_limits<double>::min();
  for (auto [i, x] : llvm::enumerate(coefficients))
    for (auto [j, y] : llvm::enumerate(other.coefficients)) {
      bool isLost = x != 0 && y != 0 && std::fabs(x * y) < smallest;
      product[i + j] += isLost ? NAN : x * y;
    }
  return RealPolynomial(product);
}

RealPolynomial RealPolynomial::operator*(double factor) const {
  llvm::SmallVector<double> product(coefficients);
  for (double &coefficient : product)
    coefficient *= factor;
  return RealPolynomial(product);
}

RealPolynomial RealPolynomial::getDerivative() const {
  llvm::SmallVector<double> result;
  for (size_t i = 1; i < coefficients.size(); ++i)
    result.push_back(static_cast<double>(i) * coefficients[i]);
  return RealPolynomial(result);
}

double RealPolynomial::getLimit(bool atPlus) const {
  if (getDegree() == 0)
    return coefficients[0];
  bool isNegative = getLeading() < 0;
  if (!atPlus && getDegree() % 2 == 1)
    isNegative = !isNegative;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return isNegative ? -infinity : infinity;
}

llvm::SmallVector<double> RealPolynomial::getSignChanges() const {
  if (getDegree() == 0)
    return {};
  // Between two changes of sign of the derivative the polynomial is monotone,
  // so that it changes its own at most once: bisection finds where.
  constexpr double largest = std::numeric_limits<double>::max();
  llvm::SmallVector<double> borders = getDerivative().getSignChanges();
  borders.insert(borders.begin(), -largest);
  borders.push_back(largest);
  auto isNegative = [&](double x) {
    if (std::fabs(x) == largest)
      return getLimit(x > 0) < 0;
    return (*this)(x) < 0;
  };
  llvm::SmallVector<double> changes;
  for (size_t i = 1; i < borders.size(); ++i) {
    double low = borders[i - 1], high = borders[i];
    bool sign = isNegative(low);
    if (isNegative(high) == sign)
      continue;
    for (double middle;
         middle = low / 2 + high / 2, low < middle && middle < high;)
      (isNegative(middle) == sign ? low : high) = middle;
    changes.push_back(high);
  }
  return changes;
}
