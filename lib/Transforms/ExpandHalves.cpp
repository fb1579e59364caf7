//===- ExpandHalves.cpp - Conversions of 16-bit floats as arithmetic ------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where a processor has no instruction that converts between f16 and f32, LLVM
// calls a function of compiler-rt, which our artefacts do not link and the
// vectoriser does not look into. Here the conversion is arithmetic without
// branches on the bits (after F. Giesen, "Half to float done quick",
// fgiesen.wordpress.com/2012/03/28). bf16 is expanded everywhere: it costs a
// shift or an addition, and the instructions of x86 for it drop subnormal
// numbers. Upstream has the patterns between bf16 and f32.
//
// A number is rounded once. On the way from f64, or from an integer that f64
// does not hold, the intermediate is rounded to odd: what is not exact gets a
// last bit of 1, so it lies neither on a number of the narrow type nor halfway
// between two, and rounding it gives what rounding the original would give. The
// intermediate has to have two bits more than the result (Boldo and
// Melquiond, "Emulation of FMA and correctly rounded sums: proved algorithms
// using rounding to odd", IEEE Transactions on Computers 57, 2008); here it has
// at least 13.
//
//===----------------------------------------------------------------------===//

#include "ExpandMath/Lane.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "nn/Transforms/Passes.h"

namespace nn {
#define GEN_PASS_DEF_EXPANDHALVESPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

/// An exponent of f32 as the bits of its power of two.
static constexpr int32_t exponentBits(int32_t exponent) {
  return (exponent + 127) << 23;
}

/// f16 -> f32, exact. The exponent moves from bias 15 to bias 127; an infinity
/// keeps the largest, and a subnormal number, whose leading 1 is not implied,
/// becomes m 2^-24 = (1 + m 2^-10) 2^-14 - 2^-14.
static Lane expandF16ToF32(Lane half) {
  Builder &b = half.b;
  Lane bits = half.convert<arith::BitcastOp>(b.getI16Type())
                  .convert<arith::ExtUIOp>(b.getI32Type());
  Lane sign = (bits & 0x8000) << 16;
  Lane moved = (bits & 0x7FFF) << 13;
  Lane exponent = moved & (0x1F << 23);
  Lane normal = moved + ((127 - 15) << 23);
  Lane infinite = normal + ((255 - 31 - (127 - 15)) << 23);
  Lane subnormal = ((normal + (1 << 23)).asFloat() - 0x1p-14f).asInteger();
  Lane magnitude =
      exponent.compare(arith::CmpIPredicate::eq, 0x1F << 23)
          .select(infinite, exponent.compare(arith::CmpIPredicate::eq, 0)
                                .select(subnormal, normal));
  return (magnitude | sign).asFloat();
}

/// f32 -> f16, to the nearest, of two to the even one. Adding half a last place
/// less one, and one more where the last place is odd, rounds as it should when
/// the lower bits are cut off; a carry reaches the exponent. The sum with 1/2,
/// whose last place is that of the subnormal numbers of f16, rounds those.
static Lane expandF32ToF16(Lane number) {
  Builder &b = number.b;
  Lane bits = number.asInteger();
  Lane sign = (bits >> 16) & 0x8000;
  Lane magnitude = bits & 0x7FFFFFFF;
  Lane isOdd = (magnitude >> 13) & 1;
  Lane normal = (magnitude + (0xFFF - ((127 - 15) << 23)) + isOdd) >> 13;
  Lane subnormal = (magnitude.asFloat() + 0.5f).asInteger() - exponentBits(-1);
  Lane special = magnitude.compare(arith::CmpIPredicate::sgt, 0x7F800000)
                     .select(bits.constant(0x7E00), bits.constant(0x7C00));
  Lane half = magnitude.compare(arith::CmpIPredicate::sge, exponentBits(16))
                  .select(special, magnitude
                                       .compare(arith::CmpIPredicate::slt,
                                                exponentBits(-14))
                                       .select(subnormal, normal));
  return (half | sign)
      .convert<arith::TruncIOp>(b.getI16Type())
      .convert<arith::BitcastOp>(b.getF16Type());
}

/// f64 -> f32, to odd: of the two neighbours of a number the one whose last bit
/// is 1. Bits of floats count upwards in magnitude.
static Lane roundToOdd(Lane number) {
  Builder &b = number.b;
  Lane nearest = number.convert<arith::TruncFOp>(b.getF32Type());
  Lane back = nearest.convert<arith::ExtFOp>(b.getF64Type());
  Lane bits = nearest.asInteger();
  Lane other = back.abs()
                   .compare(arith::CmpFPredicate::OLT, number.abs())
                   .select(bits + 1, bits - 1);
  Lane isExact = back.compare(arith::CmpFPredicate::UEQ, number);
  Lane isOdd = (bits & 1).compare(arith::CmpIPredicate::ne, 0);
  return (isExact | isOdd).select(bits, other).asFloat();
}

/// An i64 whose upper 52 bits are the upper bits of the integer and whose last
/// of them is 1 if a bit below was; the integer itself if f64 holds it.
static Lane shortenToOdd(Lane integer, bool isSigned) {
  constexpr int64_t low = (1 << 12) - 1, exact = int64_t(1) << 53;
  Lane kept = integer & ~low;
  Lane isInexact =
      (integer & low).compare(arith::CmpIPredicate::ne, int64_t(0));
  Lane shortened = isInexact.select(kept | kept.constant(low + 1), kept);
  // One unsigned comparison for -2^53 <= x < 2^53.
  Lane isHeld =
      (isSigned ? integer + exact : integer)
          .compare(arith::CmpIPredicate::ult, isSigned ? 2 * exact : exact);
  return isHeld.select(integer, shortened);
}

namespace {
/// extf f16 -> f32 on a processor without an instruction for it.
struct ExpandExtension : OpRewritePattern<arith::ExtFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ExtFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getIn().getType()).isF16() ||
        !getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "not from f16 to f32");
    rewriter.replaceOp(
        op, expandF16ToF32({rewriter, op.getLoc(), op.getIn()}).value);
    return success();
  }
};

/// truncf f32 -> f16 on a processor without an instruction for it.
struct ExpandTruncation : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getIn().getType()).isF32() ||
        !getElementTypeOrSelf(op.getType()).isF16())
      return rewriter.notifyMatchFailure(op, "not from f32 to f16");
    rewriter.replaceOp(
        op, expandF32ToF16({rewriter, op.getLoc(), op.getIn()}).value);
    return success();
  }
};

/// extf half -> f64, and fptosi and fptoui of a half, go by way of f32.
template <typename Op> struct WidenOperand : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!isHalf(op.getIn().getType()) ||
        getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "not from a half to another type");
    Lane wide = Lane{rewriter, op.getLoc(), op.getIn()}.convert<arith::ExtFOp>(
        rewriter.getF32Type());
    rewriter.replaceOpWithNewOp<Op>(op, op.getType(), wide.value);
    return success();
  }
};

/// truncf f64 -> half  ->  truncf (f64 rounded to odd) : f32 to half
struct SplitTruncation : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getIn().getType()).isF64() ||
        !isHalf(op.getType()))
      return rewriter.notifyMatchFailure(op, "not from f64 to a half");
    Lane odd = roundToOdd({rewriter, op.getLoc(), op.getIn()});
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), odd.value);
    return success();
  }
};

/// An integer to a half by way of the float that holds the integer, or enough
/// of it. An f16 needs f32 alone: what f32 rounds is infinite in f16.
template <typename Op, bool isSigned>
struct SplitFromInteger : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!isHalf(op.getType()))
      return rewriter.notifyMatchFailure(op, "not to a half");
    unsigned width =
        getElementTypeOrSelf(op.getIn().getType()).getIntOrFloatBitWidth();
    if (width > 32 && width != 64)
      return rewriter.notifyMatchFailure(op, "not an integer of the dialect");
    bool needsDouble =
        width > 16 && getElementTypeOrSelf(op.getType()).isBF16();
    Lane integer{rewriter, op.getLoc(), op.getIn()};
    if (needsDouble && width == 64)
      integer.value = shortenToOdd(integer, isSigned).value;
    Lane wide = integer.convert<Op>(needsDouble ? Type(rewriter.getF64Type())
                                                : Type(rewriter.getF32Type()));
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), wide.value);
    return success();
  }
};

struct ExpandHalves : nn::impl::ExpandHalvesPassBase<ExpandHalves> {
  using ExpandHalvesPassBase::ExpandHalvesPassBase;

  void runOnOperation() override {
    // Conversions that take two steps, then the steps.
    RewritePatternSet splits(&getContext());
    splits.add<WidenOperand<arith::ExtFOp>, WidenOperand<arith::FPToSIOp>,
               WidenOperand<arith::FPToUIOp>,
               SplitFromInteger<arith::SIToFPOp, true>,
               SplitFromInteger<arith::UIToFPOp, false>>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(splits));
    RewritePatternSet doubles(&getContext());
    doubles.add<SplitTruncation>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(doubles));
    RewritePatternSet steps(&getContext());
    arith::populateExpandBFloat16Patterns(steps);
    if (!nativeF16)
      steps.add<ExpandExtension, ExpandTruncation>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(steps));
  }
};
} // namespace
