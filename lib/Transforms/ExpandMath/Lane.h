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
/// A float, an integer or a boolean, or a vector of them. Products and sums of
/// floats may be contracted; what relies on separate roundings must not hold a
/// product beside a sum.
struct Lane {
  mlir::OpBuilder &b;
  mlir::Location loc;
  mlir::Value value;

  Lane make(mlir::Value other) const { return {b, loc, other}; }
  template <typename Op> Lane unary() const {
    return make(Op::create(b, loc, value));
  }

  mlir::Type getElement() const {
    return mlir::getElementTypeOrSelf(value.getType());
  }
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

  Lane abs() const { return unary<mlir::math::AbsFOp>(); }
  Lane copySign(Lane sign) const {
    return make(mlir::math::CopySignOp::create(b, loc, value, sign.value));
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
};

constexpr auto kContract = mlir::arith::FastMathFlags::contract;

inline Lane operator+(Lane x, Lane y) {
  if (mlir::isa<mlir::IntegerType>(x.getElement()))
    return x.make(mlir::arith::AddIOp::create(x.b, x.loc, x.value, y.value));
  return x.make(
      mlir::arith::AddFOp::create(x.b, x.loc, x.value, y.value, kContract));
}
inline Lane operator-(Lane x, Lane y) {
  if (mlir::isa<mlir::IntegerType>(x.getElement()))
    return x.make(mlir::arith::SubIOp::create(x.b, x.loc, x.value, y.value));
  return x.make(
      mlir::arith::SubFOp::create(x.b, x.loc, x.value, y.value, kContract));
}
inline Lane operator*(Lane x, Lane y) {
  return x.make(
      mlir::arith::MulFOp::create(x.b, x.loc, x.value, y.value, kContract));
}
inline Lane operator/(Lane x, Lane y) {
  return x.make(mlir::arith::DivFOp::create(x.b, x.loc, x.value, y.value));
}
inline Lane operator<<(Lane x, int bits) {
  return x.make(
      mlir::arith::ShLIOp::create(x.b, x.loc, x.value, x.constant(bits).value));
}
inline Lane operator>>(Lane x, int bits) {
  return x.make(mlir::arith::ShRSIOp::create(x.b, x.loc, x.value,
                                             x.constant(bits).value));
}
template <typename Number> Lane operator+(Lane x, Number y) {
  return x + x.constant(y);
}
template <typename Number> Lane operator-(Lane x, Number y) {
  return x - x.constant(y);
}
template <typename Number> Lane operator*(Lane x, Number y) {
  return x * x.constant(y);
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
