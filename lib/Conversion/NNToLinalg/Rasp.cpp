//===- Rasp.cpp - Checks and texts as loops -------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rows of up to three code points are packed into the bits of an integer; that
// of one code point is a load, a conversion and a shift. Longer ones are laid
// into one tensor, sorted, and numbered in their order. Where the longest
// extent is known at run time only, the program chooses.
//
//===----------------------------------------------------------------------===//

#include "SortLoops.h"
#include "NNToLinalg.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace nn;

/// All elements of `input` combined by `ScalarOp`, as a scalar.
template <typename ScalarOp>
static Value combineElements(OpBuilder &builder, Location loc, Value input,
                             TypedAttr neutral) {
  int64_t rank = cast<RankedTensorType>(input.getType()).getRank();
  if (rank == 0)
    return tensor::ExtractOp::create(builder, loc, input, ValueRange());
  Value start = arith::ConstantOp::create(builder, loc, neutral);
  Value init = tensor::EmptyOp::create(builder, loc, ArrayRef<int64_t>(),
                                       neutral.getType());
  init = linalg::FillOp::create(builder, loc, start, init).getResult(0);
  AffineMap maps[] = {builder.getMultiDimIdentityMap(rank),
                      AffineMap::get(rank, 0, builder.getContext())};
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::reduction);
  Value combined =
      linalg::GenericOp::create(
          builder, loc, init.getType(), input, init, maps, iterators,
          [](OpBuilder &b, Location l, ValueRange args) {
            Value both = ScalarOp::create(b, l, args[1], args[0]);
            linalg::YieldOp::create(b, l, both);
          })
          .getResult(0);
  return tensor::ExtractOp::create(builder, loc, combined, ValueRange());
}

namespace {
/// nn.require %value, %ok  ->  %value, after a check of all elements of %ok
struct LowerRequire : OpRewritePattern<RequireOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(RequireOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    if (op.getOk().getType().getRank() != 0)
      for (auto [value, ok] :
           llvm::zip_equal(getExtents(rewriter, loc, op.getValue()),
                           getExtents(rewriter, loc, op.getOk())))
        requireEqual(rewriter, loc, value, ok,
                     "'ok' differs in extent from what it is about");
    Value holds = combineElements<arith::AndIOp>(rewriter, loc, op.getOk(),
                                                 rewriter.getBoolAttr(true));
    CheckOp::create(rewriter, loc, CheckKind::Value, holds, op.getMessage());
    rewriter.replaceOp(op,
                       castToType(rewriter, loc, op.getValue(), op.getType()));
    return success();
  }
};

/// Builds the numbers of the rows of one op, whose extents are `shapes`.
struct InternBuilder {
  ArrayRef<Value> rows;
  ArrayRef<SmallVector<OpFoldResult>> shapes;
  Value longest;

  static Type getI64(const LoopBuilder &s) { return s.b.getI64Type(); }
  static Value asIndex(const LoopBuilder &s, OpFoldResult extent) {
    return getValueOrCreateConstantIndexOp(s.b, s.loc, extent);
  }
  static Value extend(const LoopBuilder &s, Value value, Type type) {
    if (value.getType() == type)
      return value;
    return arith::ExtSIOp::create(s.b, s.loc, type, value);
  }
  static RankedTensorType getType(OpFoldResult extent, Type element) {
    return RankedTensorType::get(
        getConstantIntValue(extent).value_or(ShapedType::kDynamic), element);
  }

  void checkElements(const LoopBuilder &s) const;
  SmallVector<Value> pack(const LoopBuilder &s) const;
  SmallVector<Value> rank(const LoopBuilder &s) const;

private:
  template <typename Body>
  static Value makeNumbers(const LoopBuilder &s, OpFoldResult count, Body body);
  static Value packKnown(const LoopBuilder &s, Value rows, OpFoldResult count,
                         int64_t extent);
  static Value packUnknown(const LoopBuilder &s, Value rows, OpFoldResult count,
                           Value extent);
  Value layTogether(const LoopBuilder &s, OpFoldResult count,
                    ArrayRef<OpFoldResult> offsets) const;
  std::pair<Value, Value> findDifference(const LoopBuilder &s, Value all,
                                         Value x, Value y) const;
};
} // namespace

/// C2: the bits of all elements together are those of a number below the limit.
void InternBuilder::checkElements(const LoopBuilder &s) const {
  Value bits;
  for (auto [value, shape] : llvm::zip_equal(rows, shapes)) {
    if (isEmptyShape(shape))
      continue;
    Type element = getElementTypeOrSelf(value);
    Value own = extend(s,
                       combineElements<arith::OrIOp>(
                           s.b, s.loc, value, s.b.getIntegerAttr(element, 0)),
                       getI64(s));
    bits = bits ? s.either(bits, own) : own;
  }
  if (!bits)
    return;
  Value limit = arith::ConstantIntOp::create(
      s.b, s.loc, int64_t(1) << InternOp::kElementBits, 64);
  CheckOp::create(s.b, s.loc, CheckKind::Value,
                  s.compare(arith::CmpIPredicate::ult, bits, limit),
                  "a code point does not lie in [0, 2^21)");
}

/// A tensor of `count` numbers, of which `body` builds the one at an index.
template <typename Body>
Value InternBuilder::makeNumbers(const LoopBuilder &s, OpFoldResult count,
                                 Body body) {
  Value init = tensor::EmptyOp::create(s.b, s.loc, count, getI64(s));
  return linalg::GenericOp::create(
             s.b, s.loc, init.getType(), ValueRange(), init,
             s.b.getMultiDimIdentityMap(1), utils::IteratorType::parallel,
             [&](OpBuilder &b, Location l, ValueRange) {
               LoopBuilder t{b, l};
               Value row = linalg::IndexOp::create(b, l, 0);
               linalg::YieldOp::create(b, l, body(t, row));
             })
      .getResult(0);
}

/// `element` as the part of a number that belongs to place `j` of a row.
static Value shiftToPlace(const LoopBuilder &s, Value element, int64_t j) {
  Value wide = InternBuilder::extend(s, element, InternBuilder::getI64(s));
  int64_t distance = InternOp::kElementBits * (InternOp::kPackedExtent - 1 - j);
  if (distance == 0)
    return wide;
  return arith::ShLIOp::create(
      s.b, s.loc, wide, arith::ConstantIntOp::create(s.b, s.loc, distance, 64));
}

Value InternBuilder::packKnown(const LoopBuilder &s, Value rows,
                               OpFoldResult count, int64_t extent) {
  return makeNumbers(s, count, [&](const LoopBuilder &t, Value row) -> Value {
    Value sum;
    for (int64_t j = 0; j < extent; ++j) {
      Value part = shiftToPlace(t, t.load(rows, {row, t.constant(j)}), j);
      sum = sum ? t.add(sum, part) : part;
    }
    return sum ? sum : arith::ConstantIntOp::create(t.b, t.loc, 0, 64);
  });
}

/// The same for an extent of at most three.
Value InternBuilder::packUnknown(const LoopBuilder &s, Value rows,
                                 OpFoldResult count, Value extent) {
  auto body = [&](const LoopBuilder &t, Value row) -> Value {
    Value sum = arith::ConstantIntOp::create(t.b, t.loc, 0, 64);
    for (int64_t j = 0; j < InternOp::kPackedExtent; ++j) {
      Value place = t.constant(j);
      auto part = scf::IfOp::create(
          t.b, t.loc, t.isBelow(place, extent),
          [&](OpBuilder &b, Location l) {
            LoopBuilder yes{b, l};
            scf::YieldOp::create(
                b, l, shiftToPlace(yes, yes.load(rows, {row, place}), j));
          },
          [&](OpBuilder &b, Location l) {
            Value zero = arith::ConstantIntOp::create(b, l, 0, 64);
            scf::YieldOp::create(b, l, zero);
          });
      sum = t.add(sum, part.getResult(0));
    }
    return sum;
  };
  // Most texts are characters.
  Value isOne = s.compare(arith::CmpIPredicate::eq, extent, s.constant(1));
  auto numbers = scf::IfOp::create(
      s.b, s.loc, isOne,
      [&](OpBuilder &b, Location l) {
        scf::YieldOp::create(b, l,
                             packKnown(LoopBuilder{b, l}, rows, count, 1));
      },
      [&](OpBuilder &b, Location l) {
        scf::YieldOp::create(b, l, makeNumbers(LoopBuilder{b, l}, count, body));
      });
  return numbers.getResult(0);
}

SmallVector<Value> InternBuilder::pack(const LoopBuilder &s) const {
  SmallVector<Value> numbers;
  for (auto [value, shape] : llvm::zip_equal(rows, shapes)) {
    std::optional<int64_t> extent = getConstantIntValue(shape[1]);
    numbers.push_back(
        extent ? packKnown(s, value, shape[0], *extent)
               : packUnknown(s, value, shape[0], asIndex(s, shape[1])));
  }
  return numbers;
}

/// The rows of all operands, extended by zeros, in one tensor.
Value InternBuilder::layTogether(const LoopBuilder &s, OpFoldResult count,
                                 ArrayRef<OpFoldResult> offsets) const {
  if (rows.size() == 1)
    return rows[0];
  Type widest = getElementTypeOrSelf(rows[0]);
  for (Value value : rows)
    if (Type type = getElementTypeOrSelf(value);
        type.getIntOrFloatBitWidth() > widest.getIntOrFloatBitWidth())
      widest = type;
  SmallVector<OpFoldResult> extents = {count, getAsOpFoldResult(longest)};
  Value all = tensor::EmptyOp::create(s.b, s.loc, extents, widest);
  Value zero = arith::ConstantOp::create(s.b, s.loc, s.b.getZeroAttr(widest));
  all = linalg::FillOp::create(s.b, s.loc, zero, all).getResult(0);
  OpFoldResult none = s.b.getIndexAttr(0), one = s.b.getIndexAttr(1);
  for (auto [value, shape, offset] : llvm::zip_equal(rows, shapes, offsets)) {
    if (isEmptyShape(shape))
      continue;
    Value part = value;
    if (getElementTypeOrSelf(part) != widest) {
      Value init = tensor::EmptyOp::create(s.b, s.loc, shape, widest);
      SmallVector<AffineMap> maps(2, s.b.getMultiDimIdentityMap(2));
      SmallVector<utils::IteratorType> iterators(2,
                                                 utils::IteratorType::parallel);
      part = linalg::GenericOp::create(
                 s.b, s.loc, init.getType(), part, init, maps, iterators,
                 [&](OpBuilder &b, Location l, ValueRange args) {
                   linalg::YieldOp::create(
                       b, l, extend(LoopBuilder{b, l}, args[0], widest));
                 })
                 .getResult(0);
    }
    all = tensor::InsertSliceOp::create(
        s.b, s.loc, part, all, ArrayRef<OpFoldResult>{offset, none}, shape,
        ArrayRef<OpFoldResult>{one, one});
  }
  return all;
}

/// Where the rows `x` and `y` of `all` first differ, or else their last
/// elements.
std::pair<Value, Value> InternBuilder::findDifference(const LoopBuilder &s,
                                                      Value all, Value x,
                                                      Value y) const {
  Value one = s.constant(1);
  Value last = arith::SubIOp::create(s.b, s.loc, longest, one);
  auto isEqual = [&](OpBuilder &b, Location l, ValueRange state) {
    LoopBuilder t{b, l};
    Value isInside = t.isBelow(state[0], last);
    Value equal =
        t.compare(arith::CmpIPredicate::eq, t.load(all, {x, state[0]}),
                  t.load(all, {y, state[0]}));
    scf::ConditionOp::create(b, l, t.both(isInside, equal), state);
  };
  auto advance = [&](OpBuilder &b, Location l, ValueRange state) {
    scf::YieldOp::create(b, l, LoopBuilder{b, l}.add(state[0], one));
  };
  auto walk = scf::WhileOp::create(s.b, s.loc, s.b.getIndexType(),
                                   ValueRange{s.constant(0)}, isEqual, advance);
  Value place = walk.getResult(0);
  return {s.load(all, {x, place}), s.load(all, {y, place})};
}

SmallVector<Value> InternBuilder::rank(const LoopBuilder &s) const {
  Value count = s.constant(0), zero = s.constant(0), one = s.constant(1);
  SmallVector<OpFoldResult> offsets;
  for (const SmallVector<OpFoldResult> &shape : shapes) {
    offsets.push_back(getAsOpFoldResult(count));
    count = s.b.createOrFold<arith::AddIOp>(s.loc, count, asIndex(s, shape[0]));
  }
  OpFoldResult total = getAsOpFoldResult(count);
  Value all = layTogether(s, total, offsets);
  auto isBefore = [&](const LoopBuilder &t, Value x, Value y) {
    auto [left, right] = findDifference(t, all, x, y);
    return t.isBelow(left, right);
  };
  Value order = sortIndices(s, count, isBefore);
  // A row has another number than the one before if they differ.
  auto number = [&](LoopBuilder t, Value k, ValueRange state) {
    Value before = arith::SubIOp::create(t.b, t.loc, k, one);
    before = arith::MaxSIOp::create(t.b, t.loc, before, zero);
    Value row = t.load(order, k);
    auto [left, right] = findDifference(t, all, t.load(order, before), row);
    Value step = arith::ExtUIOp::create(
        t.b, t.loc, getI64(t),
        t.compare(arith::CmpIPredicate::ne, left, right));
    Value rank = t.add(state[1], step);
    return SmallVector<Value>{t.store(rank, state[0], row), rank};
  };
  Value init = tensor::EmptyOp::create(s.b, s.loc, total, getI64(s));
  Value first = arith::ConstantIntOp::create(s.b, s.loc, 0, 64);
  Value ranks = s.loop(zero, count, one, {init, first}, number)[0];
  if (rows.size() == 1)
    return {ranks};
  SmallVector<Value> numbers;
  for (auto [shape, offset] : llvm::zip_equal(shapes, offsets)) {
    RankedTensorType type = getType(shape[0], getI64(s));
    if (isEmptyShape(shape[0]))
      numbers.push_back(
          tensor::EmptyOp::create(s.b, s.loc, shape[0], getI64(s)));
    else
      numbers.push_back(tensor::ExtractSliceOp::create(
          s.b, s.loc, type, ranks, offset, shape[0],
          OpFoldResult(s.b.getIndexAttr(1))));
  }
  return numbers;
}

namespace {
struct LowerIntern : OpRewritePattern<InternOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(InternOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    LoopBuilder s{rewriter, loc};
    SmallVector<Value> rows;
    SmallVector<SmallVector<OpFoldResult>> shapes;
    Value longest;
    bool isLong = false;
    for (Value value : op.getRows()) {
      shapes.push_back(getExtents(rewriter, loc, value));
      rows.push_back(castToExtents(rewriter, loc, value, shapes.back()));
      isLong |= getConstantIntValue(shapes.back()[1]).value_or(0) >
                InternOp::kPackedExtent;
      Value extent = InternBuilder::asIndex(s, shapes.back()[1]);
      longest =
          longest ? rewriter.createOrFold<arith::MaxSIOp>(loc, longest, extent)
                  : extent;
    }
    InternBuilder intern{rows, shapes, longest};
    intern.checkElements(s);
    SmallVector<Value> numbers;
    if (isLong) {
      numbers = intern.rank(s);
    } else if (getConstantIntValue(longest)) {
      numbers = intern.pack(s);
    } else {
      Value isShort = s.compare(arith::CmpIPredicate::sle, longest,
                                s.constant(InternOp::kPackedExtent));
      auto branch = scf::IfOp::create(
          rewriter, loc, isShort,
          [&](OpBuilder &b, Location l) {
            scf::YieldOp::create(b, l, intern.pack(LoopBuilder{b, l}));
          },
          [&](OpBuilder &b, Location l) {
            scf::YieldOp::create(b, l, intern.rank(LoopBuilder{b, l}));
          });
      numbers.assign(branch.result_begin(), branch.result_end());
    }
    for (auto [number, declared] :
         llvm::zip_equal(numbers, op.getResultTypes()))
      number = castToType(rewriter, loc, number, declared);
    rewriter.replaceOp(op, numbers);
    return success();
  }
};

/// for i, for each input, for j: result[i, place] = e; place += (e != 0)
///
/// A zero is written, too: the next element comes to lie in its place, which is
/// never behind the last one.
struct LowerJoinRows : OpRewritePattern<JoinRowsOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(JoinRowsOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    LoopBuilder s{rewriter, loc};
    Value zero = s.constant(0), one = s.constant(1);
    Value total = zero;
    OpFoldResult count = getExtent(rewriter, loc, op.getInputs()[0], 0);
    SmallVector<OpFoldResult> extents;
    for (Value input : op.getInputs()) {
      SmallVector<OpFoldResult> shape = getExtents(rewriter, loc, input);
      requireEqual(rewriter, loc, count, shape[0],
                   "inputs differ in the number of rows");
      if (isa<Attribute>(shape[0]))
        count = shape[0];
      extents.push_back(shape[1]);
      total = rewriter.createOrFold<arith::AddIOp>(
          loc, total, getValueOrCreateConstantIndexOp(rewriter, loc, shape[1]));
    }
    Type element = op.getType().getElementType();
    SmallVector<OpFoldResult> shape = {count, getAsOpFoldResult(total)};
    Value result = tensor::EmptyOp::create(rewriter, loc, shape, element);
    if (!isEmptyShape(shape)) {
      Value none = arith::ConstantOp::create(rewriter, loc,
                                             rewriter.getZeroAttr(element));
      result = linalg::FillOp::create(rewriter, loc, none, result).getResult(0);
      auto joinRow = [&](LoopBuilder t, Value row, ValueRange carried) {
        SmallVector<Value> state = {carried[0], zero};
        for (auto [input, extent] : llvm::zip_equal(op.getInputs(), extents)) {
          auto append = [&, from = input](LoopBuilder u, Value j,
                                          ValueRange soFar) {
            Value value = u.load(from, {row, j});
            Value isSome = u.compare(arith::CmpIPredicate::ne, value, none);
            return SmallVector<Value>{
                u.store(value, soFar[0], {row, soFar[1]}),
                u.select(isSome, u.add(soFar[1], one), soFar[1])};
          };
          state =
              t.loop(zero, getValueOrCreateConstantIndexOp(t.b, t.loc, extent),
                     one, state, append);
        }
        return SmallVector<Value>{state[0]};
      };
      result =
          s.loop(zero, getValueOrCreateConstantIndexOp(rewriter, loc, count),
                 one, result, joinRow)[0];
    }
    rewriter.replaceOp(op, castToType(rewriter, loc, result, op.getType()));
    return success();
  }
};
} // namespace

void nn::populateRaspPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerRequire, LowerIntern, LowerJoinRows>(patterns.getContext());
}
