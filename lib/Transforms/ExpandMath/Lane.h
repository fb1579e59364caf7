//===- Lane.h - Arithmetic of a vector lane ---------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Builds `arith` ops from expressions that read like the formula.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TRANSFORMS_EXPANDMATH_LANE_H
#define NN_LIB_TRANSFORMS_EXPANDMATH_LANE_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

namespace nn {
/// A float, an integer or a boolean, or a vector of them. A product and a sum
/// of floats may be contracted into one rounding.
struct Lane {
  static constexpr auto kContract = mlir::arith::FastMathFlags::contract;

  mlir::OpBuilder &b;
  mlir::Location loc;
  mlir::Value value;

  Lane make(mlir::Value other) const { return {b, loc, other}; }
  template <typename Op> Lane unary() const {
    return make(Op::create(b, loc, value));
  }
  template <typename Op, typename... Flags>
  Lane combine(Lane other, Flags... flags) const {
    return make(Op::create(b, loc, value, other.value, flags...));
  }

  mlir::Type getElement() const {
    return mlir::getElementTypeOrSelf(value.getType());
  }
  bool isInteger() const { return mlir::isa<mlir::IntegerType>(getElement()); }
  /// `element`, or the vector of it that has our shape.
  mlir::Type like(mlir::Type element) const {
    if (auto shaped = mlir::dyn_cast<mlir::ShapedType>(value.getType()))
      return shaped.clone(element);
    return element;
  }
  template <typename Op> Lane convert(mlir::Type element) const {
    return make(Op::create(b, loc, like(element), value));
  }

  /// A number of our own type.
  template <typename Number> Lane constant(Number number) const {
    mlir::Type element = getElement();
    mlir::TypedAttr attribute;
    if (mlir::isa<mlir::FloatType>(element))
      attribute = b.getFloatAttr(element, static_cast<double>(number));
    else
      attribute = b.getIntegerAttr(element, static_cast<int64_t>(number));
    mlir::Type type = value.getType();
    if (auto shaped = mlir::dyn_cast<mlir::ShapedType>(type))
      attribute = mlir::DenseElementsAttr::get(shaped, attribute);
    return make(mlir::arith::ConstantOp::create(b, loc, attribute));
  }

  /// The bits of a float as an integer of its width, and back.
  Lane asInteger() const {
    unsigned width = getElement().getIntOrFloatBitWidth();
    return convert<mlir::arith::BitcastOp>(b.getIntegerType(width));
  }
  Lane asFloat() const {
    mlir::Type element = b.getF64Type();
    if (getElement().getIntOrFloatBitWidth() == 32)
      element = b.getF32Type();
    return convert<mlir::arith::BitcastOp>(element);
  }
  /// The nearest f32 of a 32-bit integer.
  Lane toFloat() const {
    return convert<mlir::arith::SIToFPOp>(b.getF32Type());
  }
  /// An f32 as f64, and back with one rounding.
  Lane widen() const { return convert<mlir::arith::ExtFOp>(b.getF64Type()); }
  Lane narrow() const { return convert<mlir::arith::TruncFOp>(b.getF32Type()); }

  Lane abs() const { return unary<mlir::math::AbsFOp>(); }
  Lane sqrt() const { return unary<mlir::math::SqrtOp>(); }
  Lane copySign(Lane sign) const {
    return combine<mlir::math::CopySignOp>(sign);
  }

  Lane compare(mlir::arith::CmpFPredicate predicate, Lane other) const {
    return make(
        mlir::arith::CmpFOp::create(b, loc, predicate, value, other.value));
  }
  template <typename Number>
  Lane compare(mlir::arith::CmpFPredicate predicate, Number bound) const {
    return compare(predicate, constant(bound));
  }
  /// Comparisons that do not hold for not-a-number.
  template <typename Other> Lane isEqual(Other other) const {
    return compare(mlir::arith::CmpFPredicate::OEQ, other);
  }
  template <typename Other> Lane isBelow(Other other) const {
    return compare(mlir::arith::CmpFPredicate::OLT, other);
  }
  template <typename Other> Lane isAbove(Other other) const {
    return compare(mlir::arith::CmpFPredicate::OGT, other);
  }
  template <typename Other> Lane isAtLeast(Other other) const {
    return compare(mlir::arith::CmpFPredicate::OGE, other);
  }
  template <typename Number>
  Lane compare(mlir::arith::CmpIPredicate predicate, Number bound) const {
    return make(mlir::arith::CmpIOp::create(b, loc, predicate, value,
                                            constant(bound).value));
  }
  /// Whether bits of an integer are set.
  Lane hasBits(int64_t bits) const {
    return make(
        mlir::arith::CmpIOp::create(b, loc, mlir::arith::CmpIPredicate::ne,
                                    (*this & bits).value, constant(0).value));
  }

  /// `yes` where this, a boolean, holds, else `no`.
  Lane select(Lane yes, Lane no) const {
    return make(
        mlir::arith::SelectOp::create(b, loc, value, yes.value, no.value));
  }
  /// The smaller of this and `bound`; not-a-number stays.
  template <typename Number> Lane atMost(Number bound) const {
    return isAbove(bound).select(constant(bound), *this);
  }
  template <typename Number> Lane atLeast(Number bound) const {
    return isBelow(bound).select(constant(bound), *this);
  }

  Lane operator-() const { return unary<mlir::arith::NegFOp>(); }
  Lane operator+(Lane other) const {
    if (isInteger())
      return combine<mlir::arith::AddIOp>(other);
    return combine<mlir::arith::AddFOp>(other, kContract);
  }
  Lane operator-(Lane other) const {
    if (isInteger())
      return combine<mlir::arith::SubIOp>(other);
    return combine<mlir::arith::SubFOp>(other, kContract);
  }
  Lane operator*(Lane other) const {
    return combine<mlir::arith::MulFOp>(other, kContract);
  }
  Lane operator/(Lane other) const {
    return combine<mlir::arith::DivFOp>(other);
  }
  Lane operator&(Lane other) const {
    return combine<mlir::arith::AndIOp>(other);
  }
  Lane operator|(Lane other) const {
    return combine<mlir::arith::OrIOp>(other);
  }
  Lane operator^(Lane other) const {
    return combine<mlir::arith::XOrIOp>(other);
  }
  template <typename Number> Lane operator+(Number number) const {
    return *this + constant(number);
  }
  template <typename Number> Lane operator-(Number number) const {
    return *this - constant(number);
  }
  template <typename Number> Lane operator*(Number number) const {
    return *this * constant(number);
  }
  Lane operator&(int64_t bits) const { return *this & constant(bits); }
  Lane operator<<(int bits) const {
    return combine<mlir::arith::ShLIOp>(constant(bits));
  }
  /// Shifts that keep the sign, and that bring in zeros.
  Lane operator>>(int bits) const {
    return combine<mlir::arith::ShRSIOp>(constant(bits));
  }
  Lane shiftRightUnsigned(int bits) const {
    return combine<mlir::arith::ShRUIOp>(constant(bits));
  }
};

template <typename Number> Lane operator-(Number number, Lane lane) {
  return lane.constant(number) - lane;
}
template <typename Number> Lane operator/(Number number, Lane lane) {
  return lane.constant(number) / lane;
}

/// A polynomial by Horner's rule, coefficients of low powers first.
template <typename Number>
Lane evaluatePolynomial(Lane x, std::initializer_list<Number> coefficients) {
  llvm::ArrayRef<Number> all(coefficients);
  mlir::Value sum = x.constant(all.back()).value;
  for (Number coefficient : llvm::reverse(all.drop_back()))
    sum = (x.make(sum) * x + coefficient).value;
  return x.make(sum);
}
} // namespace nn

#endif // NN_LIB_TRANSFORMS_EXPANDMATH_LANE_H
