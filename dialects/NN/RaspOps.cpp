//===- RaspOps.cpp - What RASP programs are made of -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include <limits>

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// nn.select
//===----------------------------------------------------------------------===//

LogicalResult SelectOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         SelectOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType keys = getTensorType(adaptor.getKeys());
  RankedTensorType queries = getTensorType(adaptor.getQueries());
  // C1.
  if (failed(infer.verifyElement("queries", queries, keys.getElementType(),
                                 "keys")))
    return failure();
  AxisTable table(infer);
  if (failed(table.bind("query", queries, 0, "queries")) ||
      failed(table.bind("key", keys, 0, "keys")))
    return failure();
  results.push_back(
      table.makeType({"query", "key"}, IntegerType::get(context, 1)));
  return success();
}

std::optional<int64_t> SelectOp::getOperationCount() {
  return scaleByExtents(1, getType().getShape());
}

static arith::CmpFPredicate getFloatPredicate(SelectPredicate predicate) {
  switch (predicate) {
  case SelectPredicate::Equal:
    return arith::CmpFPredicate::OEQ;
  case SelectPredicate::NotEqual:
    return arith::CmpFPredicate::UNE;
  case SelectPredicate::Less:
    return arith::CmpFPredicate::OLT;
  case SelectPredicate::LessOrEqual:
    return arith::CmpFPredicate::OLE;
  case SelectPredicate::Greater:
    return arith::CmpFPredicate::OGT;
  case SelectPredicate::GreaterOrEqual:
    return arith::CmpFPredicate::OGE;
  }
  llvm_unreachable("unknown predicate");
}

/// That of integers, or of booleans, of which the one that is set is above.
static arith::CmpIPredicate getIntegerPredicate(SelectPredicate predicate,
                                                bool isBoolean) {
  using P = arith::CmpIPredicate;
  switch (predicate) {
  case SelectPredicate::Equal:
    return P::eq;
  case SelectPredicate::NotEqual:
    return P::ne;
  case SelectPredicate::Less:
    return isBoolean ? P::ult : P::slt;
  case SelectPredicate::LessOrEqual:
    return isBoolean ? P::ule : P::sle;
  case SelectPredicate::Greater:
    return isBoolean ? P::ugt : P::sgt;
  case SelectPredicate::GreaterOrEqual:
    return isBoolean ? P::uge : P::sge;
  }
  llvm_unreachable("unknown predicate");
}

Value nn::compareElements(OpBuilder &builder, Location loc,
                          SelectPredicate predicate, Value key, Value query) {
  if (isa<FloatType>(key.getType()))
    return arith::CmpFOp::create(builder, loc, getFloatPredicate(predicate),
                                 key, query);
  bool isBoolean = key.getType().isInteger(1);
  return arith::CmpIOp::create(
      builder, loc, getIntegerPredicate(predicate, isBoolean), key, query);
}

FailureOr<SmallVector<Value>> SelectOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Value queries = core.align(getQueries(), {0}, 2);
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    return compareElements(b, loc, getPredicate(), v[0], v[1]);
  };
  return core.finish(*this, core.map({getKeys(), queries}, body));
}

static SelectPredicate negate(SelectPredicate predicate) {
  switch (predicate) {
  case SelectPredicate::Equal:
    return SelectPredicate::NotEqual;
  case SelectPredicate::NotEqual:
    return SelectPredicate::Equal;
  case SelectPredicate::Less:
    return SelectPredicate::GreaterOrEqual;
  case SelectPredicate::LessOrEqual:
    return SelectPredicate::Greater;
  case SelectPredicate::Greater:
    return SelectPredicate::LessOrEqual;
  case SelectPredicate::GreaterOrEqual:
    return SelectPredicate::Less;
  }
  llvm_unreachable("unknown predicate");
}

/// Whether the negated predicate holds exactly where `op` does not. Of
/// not-a-number, neither `lt` nor `ge` holds.
static bool canNegate(SelectOp op) {
  return op.getPredicate() == SelectPredicate::Equal ||
         op.getPredicate() == SelectPredicate::NotEqual ||
         !isa<FloatType>(op.getKeys().getType().getElementType());
}

/// Replaces `op`, which says where `select` does not hold.
static LogicalResult replaceByNegation(PatternRewriter &rewriter, Operation *op,
                                       SelectOp select) {
  if (!select)
    return rewriter.notifyMatchFailure(op, "what is negated is no 'nn.select'");
  if (!canNegate(select))
    return rewriter.notifyMatchFailure(op, "floats may be unordered");
  auto predicate =
      SelectPredicateAttr::get(op->getContext(), negate(select.getPredicate()));
  rewriter.replaceOpWithNewOp<SelectOp>(op, op->getResult(0).getType(),
                                        predicate, select.getKeys(),
                                        select.getQueries());
  return success();
}

namespace {
/// arith.xori (nn.select p), true  ->  nn.select (not p)
struct NegateSelect : OpRewritePattern<arith::XOrIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::XOrIOp op,
                                PatternRewriter &rewriter) const override {
    // A constant stands on the right.
    if (!getElementTypeOrSelf(op.getType()).isInteger(1) ||
        !matchPattern(op.getRhs(), m_One()))
      return rewriter.notifyMatchFailure(op, "negates no booleans");
    return replaceByNegation(rewriter, op,
                             op.getLhs().getDefiningOp<SelectOp>());
  }
};

/// nn.map (nn.select p) { arith.xori %0, true }  ->  nn.select (not p)
///
/// A tensor of dynamic extents has no constant to be combined with.
struct NegateSelectInMap : OpRewritePattern<MapOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(MapOp op,
                                PatternRewriter &rewriter) const override {
    Block &body = op.getBody().front();
    auto negation =
        body.getTerminator()->getOperand(0).getDefiningOp<arith::XOrIOp>();
    if (op.getInputs().size() != 1 || !negation ||
        negation.getLhs() != body.getArgument(0) ||
        !matchPattern(negation.getRhs(), m_One()))
      return rewriter.notifyMatchFailure(op, "negates no booleans");
    return replaceByNegation(rewriter, op,
                             op.getInputs()[0].getDefiningOp<SelectOp>());
  }
};
} // namespace

unsigned nn::getRelations(SelectPredicate predicate) {
  switch (predicate) {
  case SelectPredicate::Equal:
    return kEqual;
  case SelectPredicate::NotEqual:
    return kBelow | kAbove | kUnordered;
  case SelectPredicate::Less:
    return kBelow;
  case SelectPredicate::LessOrEqual:
    return kBelow | kEqual;
  case SelectPredicate::Greater:
    return kAbove;
  case SelectPredicate::GreaterOrEqual:
    return kAbove | kEqual;
  }
  llvm_unreachable("unknown predicate");
}

std::optional<SelectPredicate> nn::getPredicate(unsigned relations,
                                                unsigned possible) {
  for (unsigned i = 0; i <= getMaxEnumValForSelectPredicate(); ++i) {
    auto predicate = static_cast<SelectPredicate>(i);
    if ((getRelations(predicate) & possible) == relations)
      return predicate;
  }
  return std::nullopt;
}

namespace {
/// Op (nn.select p %k, %q), (nn.select r %k, %q)  ->  nn.select s %k, %q
///
/// Where the two together hold always or never, a map yields that.
template <typename Op> struct CombineSelects : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    auto left = op.getLhs().template getDefiningOp<SelectOp>();
    auto right = op.getRhs().template getDefiningOp<SelectOp>();
    if (!left || !right || left.getKeys() != right.getKeys() ||
        left.getQueries() != right.getQueries())
      return rewriter.notifyMatchFailure(op, "compares different sequences");
    bool isFloat = isa<FloatType>(left.getKeys().getType().getElementType());
    unsigned possible = kBelow | kEqual | kAbove | (isFloat ? kUnordered : 0);
    unsigned p = getRelations(left.getPredicate());
    unsigned r = getRelations(right.getPredicate());
    unsigned both = possible & combine(p, r);
    if (auto predicate = getPredicate(both, possible)) {
      rewriter.replaceOpWithNewOp<SelectOp>(
          op, op.getType(),
          SelectPredicateAttr::get(op.getContext(), *predicate), left.getKeys(),
          left.getQueries());
      return success();
    }
    if (both != 0 && both != possible)
      return rewriter.notifyMatchFailure(op, "no predicate says both");
    Value constant =
        MapOp::create(rewriter, op.getLoc(), left.getResult(),
                      [&](OpBuilder &b, Location l, ValueRange) -> Value {
                        return arith::ConstantIntOp::create(b, l, both != 0, 1);
                      });
    if (constant.getType() != op.getType())
      constant =
          tensor::CastOp::create(rewriter, op.getLoc(), op.getType(), constant);
    rewriter.replaceOp(op, constant);
    return success();
  }

private:
  static unsigned combine(unsigned p, unsigned r) {
    if constexpr (std::is_same_v<Op, arith::AndIOp>)
      return p & r;
    else if constexpr (std::is_same_v<Op, arith::OrIOp>)
      return p | r;
    else
      return p ^ r;
  }
};
} // namespace

void SelectOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *context) {
  patterns.add<NegateSelect, NegateSelectInMap, CombineSelects<arith::AndIOp>,
               CombineSelects<arith::OrIOp>, CombineSelects<arith::XOrIOp>>(
      context);
}

//===----------------------------------------------------------------------===//
// nn.selector_width
//===----------------------------------------------------------------------===//

LogicalResult SelectorWidthOp::inferReturnTypes(
    MLIRContext *context, std::optional<Location> location,
    SelectorWidthOp::Adaptor adaptor, SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  AxisTable table(infer);
  if (failed(table.bind("query", getTensorType(adaptor.getSelector()), 0,
                        "selector")))
    return failure();
  results.push_back(table.makeType({"query"}, IntegerType::get(context, 64)));
  return success();
}

std::optional<int64_t> SelectorWidthOp::getOperationCount() {
  return scaleByExtents(1, getSelector().getType().getShape());
}

/// `input` combined along axis 1.
template <typename ScalarOp>
static Value reduceKeys(const CoreBuilder &core, Value input,
                        TypedAttr neutral) {
  auto body = [](OpBuilder &b, Location l, Value soFar, Value next) -> Value {
    return ScalarOp::create(b, l, soFar, next);
  };
  return ReduceOp::create(core.builder, core.loc, input, ArrayRef<int64_t>{1},
                          /*keep=*/false, neutral, body)
      .getResult(0);
}

/// How many keys each query marks, in i64.
static Value countKeys(const CoreBuilder &core, Value selector) {
  Type i64 = core.builder.getI64Type();
  auto toNumber = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    return arith::ExtUIOp::create(b, loc, i64, v[0]);
  };
  return reduceKeys<arith::AddIOp>(core, core.map(selector, toNumber),
                                   core.builder.getI64IntegerAttr(0));
}

FailureOr<SmallVector<Value>> SelectorWidthOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  return core.finish(*this, countKeys(core, getSelector()));
}

//===----------------------------------------------------------------------===//
// nn.aggregate
//===----------------------------------------------------------------------===//

LogicalResult AggregateOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            AggregateOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType selector = getTensorType(adaptor.getSelector());
  RankedTensorType values = getTensorType(adaptor.getValues());
  AxisTable table(infer);
  // C1.
  if (values.getRank() == 0)
    return infer() << "expected 'values' to have at least one axis";
  if (failed(table.bind("query", selector, 0, "selector")) ||
      failed(table.bind("key", selector, 1, "selector")) ||
      failed(table.bind("key", values, 0, "values")))
    return failure();
  // C3.
  Type element = values.getElementType();
  if (adaptor.getKind() == AggregateKind::Sum && element.isInteger(1))
    return infer() << "expected 'values' of a sum to have elements that are no "
                      "booleans, got "
                   << values;
  if (adaptor.getKind() == AggregateKind::Mean && !isa<FloatType>(element))
    element = Float64Type::get(context);
  SmallVector<std::string> labels;
  for (int64_t axis = 1; axis < values.getRank(); ++axis) {
    labels.push_back(std::to_string(axis));
    if (failed(table.bind(labels.back(), values, axis, "values")))
      return failure();
  }
  // C2.
  if (Value otherwise = adaptor.getOtherwise()) {
    RankedTensorType type = getTensorType(otherwise);
    if (type.getElementType() != element)
      return infer() << "expected 'default' to have elements of type "
                     << element << ", as the result has, got "
                     << type.getElementType();
    if (type.getRank() != values.getRank() - 1)
      return infer() << "expected 'default' to have the axes of a row of "
                        "'values', "
                     << values.getRank() - 1 << ", got " << type.getRank();
    for (int64_t axis = 0; axis < type.getRank(); ++axis)
      if (failed(table.bind(labels[axis], type, axis, "default")))
        return failure();
  }
  SmallVector<StringRef> axes = {"query"};
  axes.append(labels.begin(), labels.end());
  results.push_back(table.makeType(axes, element));
  return success();
}

std::optional<int64_t> AggregateOp::getOperationCount() {
  RankedTensorType values = getValues().getType();
  ArrayRef<int64_t> row = values.getShape().drop_front();
  SmallVector<int64_t> marks(getSelector().getType().getShape());
  if (ShapedType::isDynamic(marks[1]))
    marks[1] = values.getDimSize(0);
  if (movesElements())
    return scaleByExtents(1, marks);
  // An operation for every mark and element of a row, and the division.
  std::optional<int64_t> count = scaleByExtents(1, marks);
  if (!count || !(count = scaleByExtents(*count, row)))
    return std::nullopt;
  if (getKind() != AggregateKind::Mean)
    return count;
  std::optional<int64_t> rows = scaleByExtents(1, marks[0]);
  return detail::addCounts(count,
                           rows ? scaleByExtents(*rows, row) : std::nullopt);
}

bool AggregateOp::movesElements() {
  return getKind() == AggregateKind::First ||
         getKind() == AggregateKind::Last || getKind() == AggregateKind::Only;
}

/// The key that each query marks first or last; the number of rows of `values`,
/// of which there is one per key, where it marks none.
static Value chooseKeys(const CoreBuilder &core, Value selector, Value values,
                        bool first) {
  OpBuilder &builder = core.builder;
  Type i64 = builder.getI64Type();
  Value rows = builder.createOrFold<tensor::DimOp>(core.loc, values, 0);
  Value extent = arith::IndexCastOp::create(builder, core.loc, i64, rows);
  auto none = builder.getI64IntegerAttr(
      first ? std::numeric_limits<int64_t>::max() : -1);
  auto toKey = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    Value key =
        arith::IndexCastOp::create(b, loc, i64, IndexOp::create(b, loc, 1));
    Value unmarked = arith::ConstantOp::create(b, loc, none);
    return arith::SelectOp::create(b, loc, v[0], key, unmarked);
  };
  // The extent that the keys have to have.
  int64_t count = cast<RankedTensorType>(values.getType()).getDimSize(0);
  Value no = arith::ConstantIntOp::create(builder, core.loc, 0, 1);
  auto rowType = RankedTensorType::get({count}, builder.getI1Type());
  Value row = tensor::SplatOp::create(
      builder, core.loc, rowType, no,
      rowType.hasStaticShape() ? ValueRange() : ValueRange(rows));
  Value keys = core.map({selector, row}, toKey);
  keys = first ? reduceKeys<arith::MinSIOp>(core, keys, none)
               : reduceKeys<arith::MaxSIOp>(core, keys, none);
  auto limit = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    if (first)
      return arith::MinSIOp::create(b, loc, v[0], extent);
    Value zero = arith::ConstantOp::create(b, loc, b.getI64IntegerAttr(0));
    Value isNone =
        arith::CmpIOp::create(b, loc, arith::CmpIPredicate::slt, v[0], zero);
    return arith::SelectOp::create(b, loc, isNone, extent, v[0]);
  };
  return core.map(keys, limit);
}

/// `values` with one more row, `otherwise` or zeros.
static Value appendRow(const CoreBuilder &core, Value values, Value otherwise) {
  OpBuilder &builder = core.builder;
  std::string row =
      listAxes("a", cast<RankedTensorType>(values.getType()).getRank() - 1);
  if (otherwise) {
    Value last = core.rearrange(row + " -> 1" + row, otherwise);
    return ConcatOp::create(builder, core.loc, ValueRange{values, last},
                            builder.getI64IntegerAttr(0));
  }
  // A window of one element, which comes to lie in the padding.
  auto list = [&](ArrayRef<int64_t> numbers) {
    return builder.getDenseI64ArrayAttr(numbers);
  };
  Value padded = WindowOp::create(
      builder, core.loc, values, list({0}), list({1}), DenseI64ArrayAttr(),
      DenseI64ArrayAttr(), list({0, 1}), DenseI64ArrayAttr(), TypedAttr());
  return core.rearrange("k" + row + " 1 -> k" + row, padded);
}

/// The rows of `values` that are marked, as numbers of the type in which they
/// are combined, and `neutral` in the place of others: [query, key, ...].
static Value maskRows(const CoreBuilder &core, Value selector, Value values,
                      TypedAttr neutral) {
  Type element = neutral.getType();
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    Value number = v[1];
    if (number.getType().isIndex() && !element.isIndex())
      number = arith::IndexCastOp::create(b, loc, element, number);
    else if (number.getType().isInteger(1) && !element.isInteger(1))
      number = arith::ExtUIOp::create(b, loc, element, number);
    else if (number.getType() != element)
      number = arith::ExtSIOp::create(b, loc, element, number);
    Value rest = arith::ConstantOp::create(b, loc, neutral);
    return arith::SelectOp::create(b, loc, v[0], number, rest);
  };
  int64_t rank = cast<RankedTensorType>(values.getType()).getRank();
  return core.map({core.align(selector, {0, 1}, rank + 1), values}, body);
}

/// The sum of marked rows. That of one value is this value: it is the negative
/// zero that changes no other number.
static Value sumRows(const CoreBuilder &core, Value selector, Value values,
                     Type element) {
  OpBuilder &b = core.builder;
  if (isa<FloatType>(element)) {
    TypedAttr zero = b.getFloatAttr(element, -0.0);
    return reduceKeys<arith::AddFOp>(
        core, maskRows(core, selector, values, zero), zero);
  }
  TypedAttr zero = b.getIntegerAttr(element, 0);
  return reduceKeys<arith::AddIOp>(core, maskRows(core, selector, values, zero),
                                   zero);
}

/// The largest or the least of marked rows.
static Value findExtreme(const CoreBuilder &core, Value selector, Value values,
                         bool largest) {
  OpBuilder &b = core.builder;
  Type element = getElementTypeOrSelf(values);
  auto combine = [&](TypedAttr neutral, auto ofLargest, auto ofLeast) {
    Value masked = maskRows(core, selector, values, neutral);
    return largest ? reduceKeys<decltype(ofLargest)>(core, masked, neutral)
                   : reduceKeys<decltype(ofLeast)>(core, masked, neutral);
  };
  if (isa<FloatType>(element)) {
    double infinity = std::numeric_limits<double>::infinity();
    return combine(b.getFloatAttr(element, largest ? -infinity : infinity),
                   arith::MaximumFOp(), arith::MinimumFOp());
  }
  if (element.isInteger(1))
    return combine(b.getBoolAttr(!largest), arith::OrIOp(), arith::AndIOp());
  unsigned width = element.isIndex() ? IndexType::kInternalStorageBitWidth
                                     : element.getIntOrFloatBitWidth();
  APInt end = largest ? APInt::getSignedMinValue(width)
                      : APInt::getSignedMaxValue(width);
  return combine(b.getIntegerAttr(element, end), arith::MaxSIOp(),
                 arith::MinSIOp());
}

Value nn::divideSum(OpBuilder &b, Location loc, Value sum, Value count,
                    Type element) {
  if (sum.getType() != element) {
    sum = arith::SIToFPOp::create(b, loc, element, sum);
  } else {
    // Only the sum of one value may be a negative zero.
    Value zero =
        arith::ConstantOp::create(b, loc, b.getFloatAttr(element, 0.0));
    Value one = arith::ConstantOp::create(b, loc, b.getI64IntegerAttr(1));
    Value isOne =
        arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq, count, one);
    Value fromZero = arith::AddFOp::create(b, loc, zero, sum);
    sum = arith::SelectOp::create(b, loc, isOne, sum, fromZero);
  }
  Value divisor = arith::SIToFPOp::create(b, loc, element, count);
  return arith::DivFOp::create(b, loc, sum, divisor);
}

Value nn::requireOne(const CoreBuilder &core, Value rows, Value width) {
  OpBuilder &builder = core.builder;
  auto isOne = [](OpBuilder &b, Location loc, ValueRange v) -> Value {
    Value one = arith::ConstantOp::create(b, loc, b.getI64IntegerAttr(1));
    return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::sle, v[0], one);
  };
  Value ok = core.map(width, isOne);
  auto both = [](OpBuilder &b, Location loc, Value x, Value y) -> Value {
    return arith::AndIOp::create(b, loc, x, y);
  };
  if (cast<RankedTensorType>(rows.getType()).getRank() > 1)
    ok = ReduceOp::create(builder, core.loc, ok, ArrayRef<int64_t>{0},
                          /*keep=*/false, builder.getBoolAttr(true), both)
             .getResult(0);
  return RequireOp::create(builder, core.loc, rows, ok,
                           "several keys are marked where one is expected");
}

FailureOr<SmallVector<Value>> AggregateOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Value selector = getSelector(), values = getValues();
  Value otherwise = getOtherwise();
  core.agree({{&selector, 1}, {&values, 0}});
  int64_t rank = getValues().getType().getRank();
  if (otherwise)
    for (int64_t axis = 1; axis < rank; ++axis)
      core.agree({{&values, axis}, {&otherwise, axis - 1}});
  AggregateKind kind = getKind();
  if (movesElements()) {
    Value keys =
        chooseKeys(core, selector, values, kind != AggregateKind::Last);
    Value rows = core.gather(appendRow(core, values, otherwise), 0, keys);
    if (kind == AggregateKind::Only)
      rows = requireOne(core, rows, countKeys(core, selector));
    return core.finish(*this, rows);
  }
  Type element = getType().getElementType();
  bool isMean = kind == AggregateKind::Mean;
  Value combined;
  if (isMean && !isa<FloatType>(getElementTypeOrSelf(values)))
    combined = sumRows(core, selector, values, builder.getI64Type());
  else if (isMean || kind == AggregateKind::Sum)
    combined = sumRows(core, selector, values, element);
  else
    combined = findExtreme(core, selector, values, kind == AggregateKind::Max);
  // A sum of no integers is zero by itself.
  if (kind == AggregateKind::Sum && !otherwise && !isa<FloatType>(element))
    return core.finish(*this, combined);
  Value count = core.align(countKeys(core, selector), {0}, rank);
  SmallVector<Value> inputs = {combined, count};
  if (otherwise)
    inputs.push_back(otherwise);
  auto body = [&](OpBuilder &b, Location loc, ValueRange v) -> Value {
    Value result = isMean ? divideSum(b, loc, v[0], v[1], element) : v[0];
    Value zero = arith::ConstantOp::create(b, loc, b.getI64IntegerAttr(0));
    Value isNone =
        arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq, v[1], zero);
    Value rest = otherwise
                     ? v[2]
                     : arith::ConstantOp::create(b, loc, b.getZeroAttr(element))
                           .getResult();
    return arith::SelectOp::create(b, loc, isNone, rest, result);
  };
  return core.finish(*this, core.map(inputs, body));
}

//===----------------------------------------------------------------------===//
// nn.require
//===----------------------------------------------------------------------===//

LogicalResult RequireOp::inferReturnTypes(MLIRContext *context,
                                          std::optional<Location> location,
                                          RequireOp::Adaptor adaptor,
                                          SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType value = getTensorType(adaptor.getValue());
  RankedTensorType ok = getTensorType(adaptor.getOk());
  AxisTable table(infer);
  auto axes = table.bindNumbered(value, value.getRank(), "value");
  if (failed(axes))
    return failure();
  // C1.
  if (ok.getRank() != 0) {
    if (ok.getRank() != value.getRank())
      return infer() << "expected 'ok' to have the axes of 'value' or none, "
                        "got "
                     << ok.getRank() << " for " << value.getRank();
    if (failed(table.bindNumbered(ok, ok.getRank(), "ok")))
      return failure();
  }
  results.push_back(table.makeType(*axes, value.getElementType()));
  return success();
}

std::optional<int64_t> RequireOp::getOperationCount() { return 0; }

OpFoldResult RequireOp::fold(FoldAdaptor adaptor) {
  // What holds needs no check, unless extents have yet to be compared.
  auto ok = dyn_cast_if_present<SplatElementsAttr>(adaptor.getOk());
  if (!ok || !ok.getSplatValue<bool>() || getValue().getType() != getType())
    return {};
  if (getOk().getType().getRank() != 0 &&
      !getValue().getType().hasStaticShape())
    return {};
  return getValue();
}

//===----------------------------------------------------------------------===//
// nn.intern
//===----------------------------------------------------------------------===//

LogicalResult InternOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         InternOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  // C1.
  if (adaptor.getRows().empty())
    return infer() << "expected at least one operand";
  for (Value operand : adaptor.getRows()) {
    RankedTensorType type = getTensorType(operand);
    results.push_back(
        RankedTensorType::get(type.getDimSize(0), IntegerType::get(context, 64),
                              getAxesEncoding(context, getAxisNames(type)[0])));
  }
  return success();
}

int64_t InternOp::getLongestExtent() {
  int64_t longest = 0;
  for (Value operand : getRows()) {
    int64_t extent = getTensorType(operand).getDimSize(1);
    if (ShapedType::isDynamic(extent))
      return extent;
    longest = std::max(longest, extent);
  }
  return longest;
}

std::optional<int64_t> InternOp::getOperationCount() {
  int64_t longest = getLongestExtent();
  if (ShapedType::isDynamic(longest))
    return std::nullopt;
  std::optional<int64_t> count = 0;
  if (longest <= kPackedExtent) {
    // A shift and an addition for each element.
    for (Value operand : getRows())
      count = detail::addCounts(
          count, scaleByExtents(2, getTensorType(operand).getShape()));
    return count;
  }
  // Comparisons of a merge sort, and those that number the sorted rows.
  for (Value operand : getRows())
    count = detail::addCounts(
        count, scaleByExtents(1, getTensorType(operand).getDimSize(0)));
  if (!count)
    return std::nullopt;
  int64_t passes = 1 + (*count < 2 ? 0 : llvm::Log2_64_Ceil(*count));
  return scaleByExtents(*count, {passes, longest});
}

bool InternOp::isOperationCountPolynomial() {
  int64_t longest = getLongestExtent();
  if (ShapedType::isDynamic(longest))
    return false;
  return longest <= kPackedExtent ||
         llvm::none_of(getRows(), [](Value operand) {
           return getTensorType(operand).isDynamicDim(0);
         });
}

//===----------------------------------------------------------------------===//
// nn.join_rows
//===----------------------------------------------------------------------===//

LogicalResult JoinRowsOp::inferReturnTypes(MLIRContext *context,
                                           std::optional<Location> location,
                                           JoinRowsOp::Adaptor adaptor,
                                           SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  // C1.
  if (adaptor.getInputs().empty())
    return infer() << "expected at least one input";
  Type element = getElementTypeOrSelf(adaptor.getInputs()[0]);
  AxisTable table(infer);
  int64_t extent = 0;
  for (auto [index, input] : llvm::enumerate(adaptor.getInputs())) {
    RankedTensorType type = getTensorType(input);
    std::string name = ("inputs[" + Twine(index) + "]").str();
    // C3.
    if (failed(infer.verifyElement(name, type, element, "inputs[0]")))
      return failure();
    // C4.
    int64_t more = type.getDimSize(1);
    if (ShapedType::isDynamic(extent) || ShapedType::isDynamic(more))
      extent = ShapedType::kDynamic;
    else if (llvm::AddOverflow(extent, more, extent))
      return infer() << "expected the sum of the extents to stay below 2^63";
    // C2.
    RankedTensorType named =
        type.clone({type.getDimSize(0), ShapedType::kDynamic});
    if (failed(table.bind("row", named, 0, name)) ||
        failed(table.bind("place", named, 1, name)))
      return failure();
  }
  table.define("place", extent);
  results.push_back(table.makeType({"row", "place"}, element));
  return success();
}

std::optional<int64_t> JoinRowsOp::getOperationCount() {
  // A comparison for each element.
  return scaleByExtents(1, getType().getShape());
}
