//===- Random.cpp - Random numbers as arithmetic --------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "nn/Weights/Philox.h"

using namespace mlir;
using namespace nn;

namespace {
/// Arithmetic on 64-bit words.
struct WordBuilder {
  OpBuilder &b;
  Location loc;

  Value constant(uint64_t value) const {
    return arith::ConstantIntOp::create(b, loc, static_cast<int64_t>(value),
                                        64);
  }
  Value number(double value) const {
    return arith::ConstantOp::create(b, loc, b.getF64FloatAttr(value));
  }
  Value xorOf(Value x, Value y) const {
    return arith::XOrIOp::create(b, loc, x, y);
  }
  Value shiftRight(Value x, unsigned bits) const {
    return arith::ShRUIOp::create(b, loc, x, constant(bits));
  }

  /// The four words of `counter`.
  SmallVector<Value, 4> getBlock(Value counter, Value seed,
                                 uint64_t stream) const {
    SmallVector<Value, 4> words = {counter, constant(0), constant(0),
                                   constant(0)};
    Value key0 = seed;
    uint64_t key1 = stream;
    for (int round = 0; round < kPhiloxRounds; ++round) {
      auto product0 = arith::MulUIExtendedOp::create(
          b, loc, words[0], constant(kPhiloxMultipliers[0]));
      auto product1 = arith::MulUIExtendedOp::create(
          b, loc, words[2], constant(kPhiloxMultipliers[1]));
      words = {xorOf(xorOf(product1.getHigh(), words[1]), key0),
               product1.getLow(),
               xorOf(xorOf(product0.getHigh(), words[3]), constant(key1)),
               product0.getLow()};
      key0 = arith::AddIOp::create(b, loc, key0, constant(kPhiloxWeyl[0]));
      key1 += kPhiloxWeyl[1];
    }
    return words;
  }

  Value select(Value condition, Value yes, Value no) const {
    return arith::SelectOp::create(b, loc, condition, yes, no);
  }
  /// Whether a bit of `x` is set.
  Value hasBit(Value x, unsigned bit) const {
    return arith::TruncIOp::create(b, loc, b.getI1Type(), shiftRight(x, bit));
  }
  /// A word as a double in [0, 1).
  Value toUnit(Value word) const {
    Value integer = shiftRight(word, 11);
    Value real = arith::UIToFPOp::create(b, loc, b.getF64Type(), integer);
    return arith::MulFOp::create(b, loc, real, number(0x1p-53));
  }
};

/// Element i from the words of counter i / 4 + 1.
struct LowerRandom : OpRewritePattern<RandomOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(RandomOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Type element = op.getType().getElementType();
    int64_t rank = op.getType().getRank();
    SmallVector<OpFoldResult> shape;
    for (int64_t extent : op.getType().getShape())
      shape.push_back(rewriter.getIndexAttr(extent));
    if (op.getLike())
      shape = getExtents(rewriter, loc, op.getLike());
    Value seed =
        tensor::ExtractOp::create(rewriter, loc, op.getSeed(), ValueRange());
    Value init = tensor::EmptyOp::create(rewriter, loc, shape, element);
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    auto generic = linalg::GenericOp::create(
        rewriter, loc, init.getType(), ValueRange(), init,
        rewriter.getMultiDimIdentityMap(rank), iterators,
        [&](OpBuilder &b, Location l, ValueRange) {
          WordBuilder words{b, l};
          Value place = getRowMajorIndex(b, l, init, rank);
          linalg::YieldOp::create(b, l,
                                  makeElement(words, op, seed, place, element));
        });
    rewriter.replaceOp(
        op, castToType(rewriter, loc, generic.getResult(0), op.getType()));
    return success();
  }

  /// The number of elements before the current one, as i64.
  static Value getRowMajorIndex(OpBuilder &b, Location loc, Value tensor,
                                int64_t rank) {
    Value place = arith::ConstantIndexOp::create(b, loc, 0);
    for (int64_t axis = 0; axis < rank; ++axis) {
      Value extent = b.createOrFold<tensor::DimOp>(loc, tensor, axis);
      place = arith::MulIOp::create(b, loc, place, extent);
      place = arith::AddIOp::create(b, loc, place,
                                    linalg::IndexOp::create(b, loc, axis));
    }
    return arith::IndexCastOp::create(b, loc, b.getI64Type(), place);
  }

  static Value makeElement(const WordBuilder &words, RandomOp op, Value seed,
                           Value place, Type element) {
    OpBuilder &b = words.b;
    Location loc = words.loc;
    Value counter = arith::AddIOp::create(b, loc, words.shiftRight(place, 2),
                                          words.constant(1));
    SmallVector<Value, 4> block = words.getBlock(counter, seed, op.getStream());
    Value isOdd = words.hasBit(place, 0), isUpper = words.hasBit(place, 1);
    Value even = words.select(isUpper, block[2], block[0]);
    Value odd = words.select(isUpper, block[3], block[1]);
    Value word = words.select(isOdd, odd, even);
    switch (op.getKind()) {
    case RandomKind::Bits: {
      unsigned width = element.getIntOrFloatBitWidth();
      if (width == 64)
        return word;
      return arith::TruncIOp::create(b, loc, element,
                                     words.shiftRight(word, 64 - width));
    }
    case RandomKind::Uniform:
      return round(words, words.toUnit(word), element);
    case RandomKind::Normal: {
      Value rest =
          arith::SubFOp::create(b, loc, words.number(1.0), words.toUnit(even));
      Value square = arith::MulFOp::create(
          b, loc, math::LogOp::create(b, loc, rest), words.number(-2.0));
      Value radius = math::SqrtOp::create(b, loc, square);
      Value angle = arith::MulFOp::create(
          b, loc, words.toUnit(odd), words.number(6.283185307179586476925));
      Value wave = words.select(isOdd, math::SinOp::create(b, loc, angle),
                                math::CosOp::create(b, loc, angle));
      return round(words, arith::MulFOp::create(b, loc, radius, wave), element);
    }
    }
    llvm_unreachable("unknown distribution");
  }

  static Value round(const WordBuilder &words, Value value, Type element) {
    if (element.isF64())
      return value;
    return arith::TruncFOp::create(words.b, words.loc, element, value);
  }
};
} // namespace

void nn::populateRandomPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerRandom>(patterns.getContext());
}
