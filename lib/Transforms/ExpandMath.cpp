//===- ExpandMath.cpp - Elementary functions as arithmetic ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Replaces elementary functions of f32 by polynomials without branches or
// calls, so that LLVM can vectorise the loops that hold them. Upstream's
// polynomial approximations rest on fused multiply-add and floor, which are
// calls into libm on processors that lack them (baseline x86-64). Here products
// and sums may be contracted where the processor can and need not be.
//
// tools/fit-approximations computes the coefficients, and measure_ulp.c of the
// tests the errors over all floats.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"
#include <cmath>
#include <limits>

namespace nn {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;

namespace {
constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kLog2E = 1.44269504f;
/// log(2) in two parts: the upper has 9 bits, so that its product with an
/// exponent is exact.
constexpr float kLog2Hi = 0.693359375f;
constexpr float kLog2Lo = -2.12194440e-4f;
constexpr int32_t kMantissaBits = 23;
constexpr int32_t kExponentBias = 127;

/// An f32 or i32, or a vector of them, with arithmetic that reads like the
/// formula.
struct Lane {
  OpBuilder &b;
  Location loc;
  Value value;

  Lane make(Value other) const { return {b, loc, other}; }

  Type like(Type element) const {
    if (auto shaped = dyn_cast<ShapedType>(value.getType()))
      return shaped.clone(element);
    return element;
  }
  Lane constant(TypedAttr attribute) const {
    Type type = like(attribute.getType());
    if (auto shaped = dyn_cast<ShapedType>(type))
      attribute = DenseElementsAttr::get(shaped, attribute);
    return make(arith::ConstantOp::create(b, loc, attribute));
  }
  Lane constant(float number) const {
    return constant(b.getF32FloatAttr(number));
  }
  Lane constant(int32_t number) const {
    return constant(b.getI32IntegerAttr(number));
  }
  Lane asInteger() const {
    return make(arith::BitcastOp::create(b, loc, like(b.getI32Type()), value));
  }
  Lane asFloat() const {
    return make(arith::BitcastOp::create(b, loc, like(b.getF32Type()), value));
  }
  Lane toFloat() const {
    return make(arith::SIToFPOp::create(b, loc, like(b.getF32Type()), value));
  }
  Lane abs() const { return make(math::AbsFOp::create(b, loc, value)); }
  Lane copySign(Lane sign) const {
    return make(math::CopySignOp::create(b, loc, value, sign.value));
  }

  Lane compare(arith::CmpFPredicate predicate, float bound) const {
    return make(
        arith::CmpFOp::create(b, loc, predicate, value, constant(bound).value));
  }
  Lane select(Lane yes, Lane no) const {
    return make(arith::SelectOp::create(b, loc, value, yes.value, no.value));
  }
  /// The smaller of this and `bound`; not-a-number stays.
  Lane atMost(float bound) const {
    return compare(arith::CmpFPredicate::OGT, bound)
        .select(constant(bound), *this);
  }
  Lane atLeast(float bound) const {
    return compare(arith::CmpFPredicate::OLT, bound)
        .select(constant(bound), *this);
  }
};

constexpr auto kContract = arith::FastMathFlags::contract;

Lane operator+(Lane x, Lane y) {
  if (isa<IntegerType>(getElementTypeOrSelf(x.value)))
    return x.make(arith::AddIOp::create(x.b, x.loc, x.value, y.value));
  return x.make(arith::AddFOp::create(x.b, x.loc, x.value, y.value, kContract));
}
Lane operator-(Lane x, Lane y) {
  if (isa<IntegerType>(getElementTypeOrSelf(x.value)))
    return x.make(arith::SubIOp::create(x.b, x.loc, x.value, y.value));
  return x.make(arith::SubFOp::create(x.b, x.loc, x.value, y.value, kContract));
}
Lane operator*(Lane x, Lane y) {
  return x.make(arith::MulFOp::create(x.b, x.loc, x.value, y.value, kContract));
}
Lane operator/(Lane x, Lane y) {
  return x.make(arith::DivFOp::create(x.b, x.loc, x.value, y.value));
}
Lane operator<<(Lane x, int32_t bits) {
  return x.make(
      arith::ShLIOp::create(x.b, x.loc, x.value, x.constant(bits).value));
}
Lane operator>>(Lane x, int32_t bits) {
  return x.make(
      arith::ShRSIOp::create(x.b, x.loc, x.value, x.constant(bits).value));
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
} // namespace

/// A polynomial by Horner's rule, coefficients of low powers first.
static Lane evaluatePolynomial(Lane x, ArrayRef<float> coefficients) {
  Lane sum = x.constant(coefficients.back());
  for (float coefficient : llvm::reverse(coefficients.drop_back()))
    sum.value = (sum * x + coefficient).value;
  return sum;
}

namespace {
/// x = n log(2) + r with |r| <= log(2) / 2, for |x| < 2^22 log(2).
struct Reduced {
  Lane n; ///< i32
  Lane r;
};
} // namespace

static Reduced reduceByLog2(Lane x) {
  // Adding 1.5 * 2^23 rounds to the nearest integer and leaves it in the low
  // bits, without a conversion that would be undefined for not-a-number.
  constexpr float magic = 12582912.0f;
  Lane shifted = x * kLog2E + magic;
  Lane n = shifted - magic;
  Lane r = (x - n * kLog2Hi) - n * kLog2Lo;
  return {shifted.asInteger() - x.constant(magic).asInteger(), r};
}

/// e^r - 1 for a reduced argument.
static Lane expm1Reduced(Lane r) {
  Lane q =
      evaluatePolynomial(r, {0.5f, 0.166666657f, 0.0416663624f, 0.00833338965f,
                             0.00139406172f, 0.000198458773f});
  return r * r * q + r;
}

/// 2^n for an exponent of normal numbers.
static Lane exp2Integer(Lane n) {
  return ((n + kExponentBias) << kMantissaBits).asFloat();
}

/// e^x = 2^n e^r. The scale is applied in two halves, so that subnormal
/// results are rounded once and large ones overflow to infinity.
static Lane expandExp(Lane x) {
  auto [n, r] = reduceByLog2(x.atMost(89.0f).atLeast(-104.5f));
  Lane half = n >> 1;
  return (expm1Reduced(r) + 1.0f) * exp2Integer(half) * exp2Integer(n - half);
}

/// e^x - 1 = 2 (2^(n-1) (e^r - 1) + (2^(n-1) - 1/2)): where n = 0 nothing
/// cancels, elsewhere the second term is at least 1/4 of the result.
static Lane expandExpM1(Lane x) {
  auto [n, r] = reduceByLog2(x.atMost(89.0f).atLeast(-18.0f));
  Lane half = exp2Integer(n - 1);
  Lane y = half * expm1Reduced(r) + (half - 0.5f);
  return y + y;
}

/// tanh|x| = -t / (t + 2) with t = e^(-2|x|) - 1.
static Lane expandTanh(Lane x) {
  auto [n, r] = reduceByLog2(x.abs().atMost(9.1f) * -2.0f);
  Lane scale = exp2Integer(n);
  Lane t = scale * expm1Reduced(r) + (scale - 1.0f);
  return (t / (t + 2.0f)).copySign(x);
}

/// log(x) = e log(2) + log(1 + f) with x = 2^e (1 + f) and 1 + f between
/// sqrt(1/2) and sqrt(2).
static Lane expandLog(Lane x) {
  constexpr int32_t rootHalf = 0x3f3504f3; // the bits of sqrt(1/2)
  Lane isSubnormal =
      x.compare(arith::CmpFPredicate::OLT, std::numeric_limits<float>::min());
  Lane normal = isSubnormal.select(x * 8388608.0f, x);
  Lane bits = normal.asInteger();
  Lane exponent = (bits - rootHalf) >> kMantissaBits;
  Lane f = (bits - (exponent << kMantissaBits)).asFloat() - 1.0f;
  Lane e = (exponent - isSubnormal.select(x.constant(kMantissaBits),
                                          x.constant(int32_t(0))))
               .toFloat();
  Lane p = evaluatePolynomial(f, {0.333333135f, -0.250000089f, 0.200021192f,
                                  -0.166679963f, 0.142195523f, -0.124055892f,
                                  0.11888162f, -0.116756521f, 0.0674664006f});
  Lane square = f * f;
  Lane correction = square * f * p + e * kLog2Lo - square * 0.5f;
  Lane result = f + correction + e * kLog2Hi;

  // Infinity and not-a-number give themselves.
  Lane special =
      x.compare(arith::CmpFPredicate::OEQ, 0.0f)
          .select(x.constant(-kInf), x.compare(arith::CmpFPredicate::OLT, 0.0f)
                                         .select(x.constant(kNaN), x));
  Lane isPositive = x.compare(arith::CmpFPredicate::OGT, 0.0f);
  Lane isFinite = x.compare(arith::CmpFPredicate::OLT, kInf);
  return isPositive.select(isFinite.select(result, special), special);
}

/// log(1 + x) = log(u) x / (u - 1) with u = 1 + x rounded: the rounding errors
/// of the two factors cancel (Goldberg 1991, theorem 4).
static Lane expandLog1p(Lane x) {
  Lane u = x + 1.0f;
  Lane difference = u - 1.0f;
  Lane log = expandLog(u);
  Lane isTiny = difference.compare(arith::CmpFPredicate::OEQ, 0.0f);
  Lane isInfinite = u.compare(arith::CmpFPredicate::OEQ, kInf);
  Lane quotient = log * (x / difference);
  return isTiny.select(x, isInfinite.select(u, quotient));
}

/// erf(x) = x + x p(x^2) near zero, 1 - exp(p(|x|)) beyond 1.
static Lane expandErf(Lane x) {
  Lane near = x + x * evaluatePolynomial(
                          x * x, {0.128379166f, -0.37612626f, 0.112835854f,
                                  -0.0268538129f, 0.00518832775f,
                                  -0.000801019371f, 7.85386146e-05f});
  Lane a = x.abs().atMost(4.0f);
  Lane exponent = evaluatePolynomial(
      a, {0.000202063631f, -1.12964928f, -0.63306576f, -0.108606569f,
          0.0253489036f, -0.00427062577f, 0.000460354786f, -2.47537264e-05f,
          2.12049258e-07f});
  auto [n, r] = reduceByLog2(exponent);
  Lane erfc = (expm1Reduced(r) + 1.0f) * exp2Integer(n);
  Lane far = (x.constant(1.0f) - erfc).copySign(x);
  return a.compare(arith::CmpFPredicate::OLT, 1.0f).select(near, far);
}

namespace {
template <typename Op, Lane (*expand)(Lane)>
struct ExpandOp : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "only f32 has approximations");
    rewriter.replaceOp(op,
                       expand({rewriter, op.getLoc(), op.getOperand()}).value);
    return success();
  }
};

struct ExpandMath : nn::impl::ExpandMathPassBase<ExpandMath> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<
        ExpandOp<math::ExpOp, expandExp>, ExpandOp<math::ExpM1Op, expandExpM1>,
        ExpandOp<math::TanhOp, expandTanh>, ExpandOp<math::LogOp, expandLog>,
        ExpandOp<math::Log1pOp, expandLog1p>, ExpandOp<math::ErfOp, expandErf>>(
        &getContext());
    walkAndApplyPatterns(getOperation(), std::move(patterns));
  }
};
} // namespace
