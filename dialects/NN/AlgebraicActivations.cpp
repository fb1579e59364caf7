//===- AlgebraicActivations.cpp - Sines, roots and powers -----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNAttributes.h"
#include "dialects/NN/ScalarBuilder.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// sin, cos
//===----------------------------------------------------------------------===//

Value SinAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.sin().value;
}
Value SinAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.cos().value;
}
std::pair<double, double> SinAttr::getRange() const { return {-1, 1}; }
std::optional<double> SinAttr::getLipschitzConstant() const { return 1.0; }

Value CosAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.cos().value;
}
Value CosAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return (-Scalar{b, loc, x}.sin()).value;
}
std::pair<double, double> CosAttr::getRange() const { return {-1, 1}; }
std::optional<double> CosAttr::getLipschitzConstant() const { return 1.0; }

//===----------------------------------------------------------------------===//
// softsign: the derivative is 1 / (1 + |x|)^2, the inverse y / (1 - |y|)
//===----------------------------------------------------------------------===//

Value SoftsignAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  // Beyond the bounds it is 1 in magnitude even in f64; an infinite quotient
  // would be none.
  Scalar s = Scalar{b, loc, x}.max(-0x1p100).min(0x1p100);
  return (s / (s.abs() + 1.0)).value;
}
Value SoftsignAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  // Two quotients: the square of the sum would be infinite too early, and that
  // of a quotient would double its error.
  Scalar sum = Scalar{b, loc, x}.abs() + 1.0;
  return (1.0 / sum / sum).value;
}
Value SoftsignAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  Scalar s{b, loc, y};
  return (s / (1.0 - s.abs())).value;
}
std::pair<double, double> SoftsignAttr::getRange() const { return {-1, 1}; }
std::optional<double> SoftsignAttr::getLipschitzConstant() const { return 1.0; }

//===----------------------------------------------------------------------===//
// square, sqrt
//===----------------------------------------------------------------------===//

Value SquareAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  Scalar s{b, loc, x};
  return (s * s).value;
}
Value SquareAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return (Scalar{b, loc, x} * 2.0).value;
}
std::pair<double, double> SquareAttr::getRange() const { return {0, kInf}; }
std::optional<double> SquareAttr::getLipschitzConstant() const {
  return std::nullopt;
}

Value SqrtAttr::buildValue(OpBuilder &b, Location loc, Value x) const {
  return Scalar{b, loc, x}.sqrt().value;
}
Value SqrtAttr::buildDerivative(OpBuilder &b, Location loc, Value x) const {
  return (0.5 / Scalar{b, loc, x}.sqrt()).value;
}
Value SqrtAttr::buildInverse(OpBuilder &b, Location loc, Value y) const {
  Scalar s{b, loc, y};
  return (s * s).value;
}
std::pair<double, double> SqrtAttr::getDomain() const { return {0, kInf}; }
std::pair<double, double> SqrtAttr::getRange() const { return {0, kInf}; }
std::optional<double> SqrtAttr::getLipschitzConstant() const {
  return std::nullopt;
}
