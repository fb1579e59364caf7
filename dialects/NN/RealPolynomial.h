//===- RealPolynomial.h - Polynomials of one variable -----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_REALPOLYNOMIAL_H
#define NN_DIALECT_REALPOLYNOMIAL_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace nn {
/// A polynomial in double precision. (That of nn/Analysis has extents for
/// variables and integers for coefficients.)
class RealPolynomial {
public:
  /// `coefficients` begin with the constant.
  explicit RealPolynomial(llvm::ArrayRef<double> coefficients);

  llvm::ArrayRef<double> getCoefficients() const { return coefficients; }
  /// The degree; 0 for constants, zero included.
  size_t getDegree() const { return coefficients.size() - 1; }
  double getLeading() const { return coefficients.back(); }
  /// Whether no coefficient is infinite or not-a-number.
  bool isFinite() const;
  double operator()(double x) const;

  RealPolynomial operator+(const RealPolynomial &other) const;
  RealPolynomial operator-(const RealPolynomial &other) const;
  /// A coefficient of the product is not-a-number where a product of two
  /// numbers other than zero falls below the normal numbers.
  RealPolynomial operator*(const RealPolynomial &other) const;
  RealPolynomial operator*(double factor) const;

  RealPolynomial getDerivative() const;

  /// The limit for `x` to plus or minus infinity.
  double getLimit(bool atPlus) const;

  /// The numbers where the sign changes, in ascending order.
  llvm::SmallVector<double> getSignChanges() const;

private:
  /// At least one; the last is not zero unless it is the only one.
  llvm::SmallVector<double> coefficients;
};
} // namespace nn

#endif // NN_DIALECT_REALPOLYNOMIAL_H
