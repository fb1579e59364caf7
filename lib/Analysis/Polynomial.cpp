//===- Polynomial.cpp - Counts that depend on extents ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/Polynomial.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;

Polynomial::Polynomial(int64_t constant) { add({}, constant); }

Polynomial Polynomial::getVariable(StringRef name) {
  Polynomial result;
  result.add({name.str()}, 1);
  return result;
}

Polynomial Polynomial::getUnknown() {
  Polynomial result;
  result.known = false;
  return result;
}

std::optional<int64_t> Polynomial::getConstant() const {
  if (!known || (!terms.empty() && !terms.begin()->first.empty()))
    return std::nullopt;
  return terms.empty() ? 0 : terms.begin()->second;
}

std::optional<int64_t>
Polynomial::evaluate(const llvm::StringMap<int64_t> &values) const {
  if (!known)
    return std::nullopt;
  int64_t sum = 0;
  for (const auto &[factors, coefficient] : terms) {
    int64_t product = coefficient;
    for (const std::string &factor : factors)
      if (llvm::MulOverflow(product, values.at(factor), product))
        return std::nullopt;
    if (llvm::AddOverflow(sum, product, sum))
      return std::nullopt;
  }
  return sum;
}

unsigned Polynomial::getDegree(StringRef variable) const {
  unsigned degree = 0;
  for (const auto &term : terms)
    degree = std::max<unsigned>(degree, llvm::count(term.first, variable));
  return degree;
}

void Polynomial::add(const Factors &factors, int64_t coefficient) {
  if (!known || coefficient == 0)
    return;
  auto [term, isNew] = terms.try_emplace(factors, coefficient);
  if (isNew)
    return;
  if (llvm::AddOverflow(term->second, coefficient, term->second))
    *this = getUnknown();
  else if (term->second == 0)
    terms.erase(term);
}

Polynomial &Polynomial::operator+=(const Polynomial &other) {
  if (!other.known)
    return *this = getUnknown();
  // A copy, in case that both are one.
  for (const auto &[factors, coefficient] : Terms(other.terms))
    add(factors, coefficient);
  return *this;
}

Polynomial &Polynomial::operator-=(const Polynomial &other) {
  return *this += other * Polynomial(-1);
}

Polynomial &Polynomial::operator*=(const Polynomial &other) {
  Polynomial product;
  product.known = known && other.known;
  for (const auto &[left, a] : terms)
    for (const auto &[right, b] : other.terms) {
      Factors factors;
      std::merge(left.begin(), left.end(), right.begin(), right.end(),
                 std::back_inserter(factors));
      int64_t coefficient;
      if (llvm::MulOverflow(a, b, coefficient))
        return *this = getUnknown();
      product.add(factors, coefficient);
    }
  return *this = std::move(product);
}

Polynomial Polynomial::divideExactly(int64_t divisor) const {
  Polynomial quotient;
  quotient.known = known;
  for (const auto &[factors, coefficient] : terms) {
    if (coefficient % divisor != 0)
      return getUnknown();
    quotient.add(factors, coefficient / divisor);
  }
  return quotient;
}

bool Polynomial::isAtMost(const Polynomial &other) const {
  Polynomial distance = other - *this;
  return distance.known && llvm::all_of(distance.terms, [](const auto &term) {
           return term.second > 0;
         });
}

void Polynomial::print(llvm::raw_ostream &os) const {
  if (!known) {
    os << "unknown";
    return;
  }
  if (terms.empty())
    os << 0;
  bool isFirst = true;
  for (const auto &[factors, coefficient] : terms) {
    bool isNegative = coefficient < 0;
    if (isFirst)
      os << (isNegative ? "-" : "");
    else
      os << (isNegative ? " - " : " + ");
    isFirst = false;
    uint64_t magnitude = isNegative ? 0 - static_cast<uint64_t>(coefficient)
                                    : static_cast<uint64_t>(coefficient);
    if (magnitude != 1 || factors.empty())
      os << magnitude << (factors.empty() ? "" : " * ");
    llvm::interleave(factors, os, " * ");
  }
}

std::string Polynomial::str() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  print(os);
  return text;
}
