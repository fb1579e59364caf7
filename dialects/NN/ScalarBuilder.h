//===- ScalarBuilder.h - Scalar code of activations -------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Builds `arith` and `math` ops from expressions that read like the formula.
//
//===----------------------------------------------------------------------===//

#ifndef NN_DIALECT_SCALARBUILDER_H
#define NN_DIALECT_SCALARBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include <limits>

namespace nn {
inline constexpr double kInf = std::numeric_limits<double>::infinity();

/// A scalar: a float, or the boolean of a comparison.
struct Scalar {
  mlir::OpBuilder &builder;
  mlir::Location loc;
  mlir::Value value;
  /// Of exp and erfc: in f64 that is rounded to f32 in the end, they may be
  /// approximate (see --nn-expand-math).
  mlir::arith::FastMathFlags flags = mlir::arith::FastMathFlags::none;

  Scalar make(mlir::Value other) const { return {builder, loc, other, flags}; }
  Scalar constant(double number) const {
    return make(mlir::arith::ConstantOp::create(
        builder, loc, builder.getFloatAttr(value.getType(), number)));
  }

  /// This as f64. Where rounding errors of f32 would be magnified, formulas are
  /// evaluated in f64 and rounded once.
  Scalar widen() const {
    if (value.getType().isF64())
      return *this;
    Scalar wide = make(
        mlir::arith::ExtFOp::create(builder, loc, builder.getF64Type(), value));
    wide.flags = mlir::arith::FastMathFlags::afn;
    return wide;
  }
  /// This rounded to the type of `other`.
  Scalar narrowLike(Scalar other) const {
    mlir::Type type = other.value.getType();
    if (value.getType() == type)
      return other.make(value);
    return other.make(mlir::arith::TruncFOp::create(builder, loc, type, value));
  }

  /// Whether the type has the number to its full precision: as zero or as a
  /// normal number.
  bool holds(double number) const {
    llvm::APFloat narrow(number);
    bool losesInfo = false;
    narrow.convert(
        llvm::cast<mlir::FloatType>(value.getType()).getFloatSemantics(),
        llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    return number == 0 || narrow.isNormal();
  }
  /// Times a factor, or over a divisor, in f64 if the type does not hold it.
  Scalar scaleBy(double factor) const {
    return holds(factor) ? *this * factor
                         : (widen() * factor).narrowLike(*this);
  }
  Scalar divideBy(double divisor) const {
    if (holds(divisor))
      return *this / constant(divisor);
    Scalar wide = widen();
    return (wide / wide.constant(divisor)).narrowLike(*this);
  }

  Scalar exp() const {
    return make(mlir::math::ExpOp::create(builder, loc, value, flags));
  }
  Scalar erfc() const {
    return make(mlir::math::ErfcOp::create(builder, loc, value, flags));
  }
  template <typename Op> Scalar function() const {
    return make(Op::create(builder, loc, value));
  }
  Scalar expm1() const { return function<mlir::math::ExpM1Op>(); }
  Scalar log() const { return function<mlir::math::LogOp>(); }
  Scalar log1p() const { return function<mlir::math::Log1pOp>(); }
  Scalar tanh() const { return function<mlir::math::TanhOp>(); }
  Scalar sin() const { return function<mlir::math::SinOp>(); }
  Scalar cos() const { return function<mlir::math::CosOp>(); }
  Scalar sqrt() const { return function<mlir::math::SqrtOp>(); }
  Scalar abs() const { return function<mlir::math::AbsFOp>(); }
  Scalar operator-() const {
    return make(mlir::arith::NegFOp::create(builder, loc, value));
  }

  template <typename Op> Scalar combine(Scalar other) const {
    return make(Op::create(builder, loc, value, other.value));
  }
  Scalar operator+(Scalar other) const {
    return combine<mlir::arith::AddFOp>(other);
  }
  Scalar operator-(Scalar other) const {
    return combine<mlir::arith::SubFOp>(other);
  }
  Scalar operator*(Scalar other) const {
    return combine<mlir::arith::MulFOp>(other);
  }
  Scalar operator/(Scalar other) const {
    return combine<mlir::arith::DivFOp>(other);
  }
  Scalar operator+(double number) const { return *this + constant(number); }
  Scalar operator-(double number) const { return *this - constant(number); }
  Scalar operator*(double number) const { return *this * constant(number); }

  /// The larger and the smaller number; not-a-number stays.
  Scalar max(double bound) const {
    return combine<mlir::arith::MaximumFOp>(constant(bound));
  }
  Scalar min(double bound) const {
    return combine<mlir::arith::MinimumFOp>(constant(bound));
  }

  Scalar compare(mlir::arith::CmpFPredicate predicate, double bound) const {
    return make(mlir::arith::CmpFOp::create(builder, loc, predicate, value,
                                            constant(bound).value));
  }
  Scalar isBelow(double bound) const {
    return compare(mlir::arith::CmpFPredicate::OLT, bound);
  }
  Scalar isAtMost(double bound) const {
    return compare(mlir::arith::CmpFPredicate::OLE, bound);
  }
  Scalar isAbove(double bound) const {
    return compare(mlir::arith::CmpFPredicate::OGT, bound);
  }
  /// `yes` where this, a boolean, holds, else `no`.
  Scalar select(Scalar yes, Scalar no) const {
    return yes.make(mlir::arith::SelectOp::create(builder, loc, value,
                                                  yes.value, no.value));
  }
  /// `positive` where this is above zero, else `other`.
  Scalar ifPositive(Scalar positive, Scalar other) const {
    return isAbove(0).select(positive, other);
  }
};

inline Scalar operator-(double number, Scalar scalar) {
  return scalar.constant(number) - scalar;
}
inline Scalar operator/(double number, Scalar scalar) {
  return scalar.constant(number) / scalar;
}
} // namespace nn

#endif // NN_DIALECT_SCALARBUILDER_H
