//===- Polynomial.h - Counts that depend on extents -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_ANALYSIS_POLYNOMIAL_H
#define NN_ANALYSIS_POLYNOMIAL_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nn {
/// A polynomial with whole coefficients in variables that are never negative:
/// run-time extents, called by their names. A result whose coefficients do not
/// fit 64 bits is unknown, and so is all that is computed from it.
class Polynomial {
public:
  /// The variables of a term in alphabetical order, each as often as it is a
  /// factor.
  using Factors = std::vector<std::string>;
  /// Terms of higher degree come first.
  struct Order {
    bool operator()(const Factors &left, const Factors &right) const {
      return left.size() != right.size() ? left.size() > right.size()
                                         : left < right;
    }
  };
  using Terms = std::map<Factors, int64_t, Order>;

  Polynomial(int64_t constant = 0);
  static Polynomial getVariable(llvm::StringRef name);
  static Polynomial getUnknown();

  bool isUnknown() const { return !known; }
  /// The coefficients that are not 0.
  const Terms &getTerms() const { return terms; }
  /// The value if it is known and depends on no variable.
  std::optional<int64_t> getConstant() const;
  /// The value where the variables have these values, which are all given.
  /// Nothing if it is unknown or does not fit.
  std::optional<int64_t> evaluate(const llvm::StringMap<int64_t> &values) const;
  /// The largest exponent of a variable.
  unsigned getDegree(llvm::StringRef variable) const;

  Polynomial &operator+=(const Polynomial &other);
  Polynomial &operator-=(const Polynomial &other);
  Polynomial &operator*=(const Polynomial &other);
  friend Polynomial operator+(Polynomial left, const Polynomial &right) {
    return left += right;
  }
  friend Polynomial operator-(Polynomial left, const Polynomial &right) {
    return left -= right;
  }
  friend Polynomial operator*(Polynomial left, const Polynomial &right) {
    return left *= right;
  }
  /// The quotient if every coefficient has one, else unknown.
  Polynomial divideExactly(int64_t divisor) const;

  bool operator==(const Polynomial &other) const {
    return known == other.known && terms == other.terms;
  }
  bool operator!=(const Polynomial &other) const { return !(*this == other); }
  /// Whether this is at most `other` whatever the variables are. What is
  /// unknown is not comparable.
  bool isAtMost(const Polynomial &other) const;

  /// "1074 * batch + 12"; "unknown".
  void print(llvm::raw_ostream &os) const;
  std::string str() const;

private:
  void add(const Factors &factors, int64_t coefficient);

  Terms terms;
  bool known = true;
};

/// The polynomial whose values `function` gives, where that is one of no higher
/// degree in a variable than stated. Exact: its values at enough numbers from
/// 64 on determine a polynomial. Two more values are compared, one of them far
/// off unless it overflows; if one, or a value that is nothing, does not fit a
/// polynomial with whole coefficients, the result is unknown.
Polynomial interpolate(
    llvm::ArrayRef<std::pair<std::string, unsigned>> degrees,
    llvm::function_ref<std::optional<int64_t>(const llvm::StringMap<int64_t> &)>
        function);

inline llvm::raw_ostream &operator<<(llvm::raw_ostream &os,
                                     const Polynomial &polynomial) {
  polynomial.print(os);
  return os;
}
} // namespace nn

#endif // NN_ANALYSIS_POLYNOMIAL_H
