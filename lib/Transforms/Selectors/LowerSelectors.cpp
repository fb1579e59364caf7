//===- LowerSelectors.cpp - Selectors without their matrix ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A selector of n keys and n queries has n^2 elements; what is asked of it
// mostly takes n log n steps. The selector is taken apart into a sum of
// products (SelectorTable.h). Whatever is linear in it (how many keys it marks,
// the sum of their values, the sum of their places, which is the place where
// there is one) is the signed sum of that of the products (SelectorSums.h).
//
//===----------------------------------------------------------------------===//

#include "KnownSequences.h"
#include "SelectorSums.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "nn/Transforms/Passes.h"
#include "llvm/ADT/SetVector.h"

namespace nn {
#define GEN_PASS_DEF_LOWERSELECTORSPASS
#include "nn/Transforms/Passes.h.inc"
} // namespace nn

using namespace mlir;
using namespace nn;

namespace {
struct LowerSelectors : nn::impl::LowerSelectorsPassBase<LowerSelectors> {
  using LowerSelectorsPassBase::LowerSelectorsPassBase;

  void runOnOperation() override {
    SmallVector<Operation *> users;
    getOperation()->walk([&](Operation *op) {
      if (isa<SelectorWidthOp, AggregateOp>(op))
        users.push_back(op);
    });
    for (Operation *op : users) {
      Location loc = op->getLoc();
      auto selector = cast<RankedTensorType>(op->getOperand(0).getType());
      if (selector.getDimSize(0) == 1) {
        if (report)
          emitRemark(loc, "the selector has one row, which is gone through, in "
                          "O(n)");
        continue;
      }
      std::string reason = lower(op);
      ++(reason.empty() ? numLowered : numLeft);
      if (!report)
        continue;
      if (reason.empty())
        emitRemark(loc, "the selector is looked up, in O(n log n)");
      else
        emitRemark(loc, "the selector is gone through, in O(n^2): ") << reason;
    }
  }

private:
  /// Replaces `op`; else why not.
  std::string lower(Operation *op);
};

/// The sums that replace one op.
struct Lowering {
  OpBuilder builder;
  Location loc;
  CoreBuilder b{builder, loc};
  SelectorSums selectors{builder, loc};
  ArrayRef<Criterion> criteria;
  ArrayRef<Term> terms;
  /// All that are compared. Whether a criterion counts or not, they have to
  /// agree in extent: they are operands of the same maps.
  llvm::SmallSetVector<Value, 4> keys, queries;

  Lowering(Operation *op, const SelectorTable &table)
      : builder(op), loc(op->getLoc()), criteria(table.getCriteria()),
        terms(table.getTerms()) {
    for (const Criterion &criterion : criteria) {
      keys.insert(criterion.pair.first);
      queries.insert(criterion.pair.second);
    }
  }

  /// `value`, which has the extent of `others`.
  Value agree(Value value, ArrayRef<Value> others) {
    SmallVector<Value> inputs{value};
    llvm::append_range(inputs, others);
    return b.map(inputs,
                 [](OpBuilder &, Location, ValueRange v) { return v[0]; });
  }

  Value getTotal(Value weights) {
    Value total = addTerms(weights);
    return queries.size() > 1 ? agree(total, queries.getArrayRef()) : total;
  }

  Value addTerms(Value weights) {
    Value total;
    for (const Term &term : terms) {
      Value part = selectors.sum(term, criteria, weights);
      if (!total && term.sign > 0) {
        total = part;
        continue;
      }
      if (!total)
        total =
            b.map(part, [](OpBuilder &i, Location l, ValueRange v) -> Value {
              return arith::ConstantOp::create(i, l,
                                               i.getZeroAttr(v[0].getType()));
            });
      total = term.sign > 0
                  ? selectors.add(total, part)
                  : b.map({total, part},
                          [](OpBuilder &i, Location l, ValueRange v) -> Value {
                            return arith::SubIOp::create(i, l, v[0], v[1]);
                          });
    }
    if (total)
      return total;
    // Nothing is marked.
    Type element = cast<RankedTensorType>(weights.getType()).getElementType();
    return b.map(
        queries.front(), [&](OpBuilder &i, Location l, ValueRange) -> Value {
          return arith::ConstantOp::create(i, l, i.getZeroAttr(element));
        });
  }

  Value getWidth() {
    Value ones = b.map(keys.getArrayRef(),
                       [](OpBuilder &i, Location l, ValueRange) -> Value {
                         return arith::ConstantIntOp::create(i, l, 1, 64);
                       });
    return getTotal(ones);
  }

  /// The place of the only key that is marked, the number of rows of `values`
  /// if there is not one.
  Value getPlace(Value values, Value width) {
    auto number = [](OpBuilder &i, Location l, ValueRange) -> Value {
      Value place = IndexOp::create(i, l, i.getIndexType(), 0);
      return arith::IndexCastOp::create(i, l, i.getI64Type(), place);
    };
    // The keys agree with the rows, too.
    Value extent = tensor::DimOp::create(builder, loc, values, 0);
    Value no = arith::ConstantIntOp::create(builder, loc, 0, 1);
    auto rowsType =
        RankedTensorType::get({ShapedType::kDynamic}, builder.getI1Type());
    SmallVector<Value> inputs(keys.getArrayRef());
    inputs.push_back(
        tensor::SplatOp::create(builder, loc, rowsType, no, extent));
    Value places = getTotal(b.map(inputs, number));
    Value count =
        arith::IndexCastOp::create(builder, loc, builder.getI64Type(), extent);
    return b.map(
        {places, width}, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
          Value one = arith::ConstantIntOp::create(i, l, 1, 64);
          Value isOne =
              arith::CmpIOp::create(i, l, arith::CmpIPredicate::eq, v[1], one);
          return arith::SelectOp::create(i, l, isOne, v[0], count);
        });
  }

  /// The value at that place, or the default.
  Value pick(AggregateOp op, Value width) {
    Value values = op.getValues();
    auto type = cast<RankedTensorType>(values.getType());
    Value row = op.getOtherwise();
    if (!row)
      row = makeZeroRow(values, type);
    std::string axes = listAxes("a", type.getRank() - 1);
    Value last = b.rearrange(axes + " -> 1" + axes, row);
    Value all = ConcatOp::create(builder, loc,
                                 ValueRange{b.dropNames(values), last}, 0);
    return b.gather(all, 0, getPlace(values, width));
  }

  Value makeZeroRow(Value values, RankedTensorType type) {
    Type element = type.getElementType();
    auto zero = cast<TypedAttr>(builder.getZeroAttr(element));
    auto rowType = RankedTensorType::get(type.getShape().drop_front(), element);
    if (rowType.hasStaticShape())
      return arith::ConstantOp::create(
          builder, loc,
          DenseElementsAttr::get(rowType, ArrayRef<Attribute>(zero)));
    SmallVector<Value> extents;
    for (auto [axis, extent] : llvm::enumerate(rowType.getShape()))
      if (ShapedType::isDynamic(extent))
        extents.push_back(
            tensor::DimOp::create(builder, loc, values, axis + 1));
    Value scalar = arith::ConstantOp::create(builder, loc, zero);
    return tensor::SplatOp::create(builder, loc, rowType, scalar, extents);
  }

  /// total / width, or total, and the default where nothing is marked.
  Value finishSum(AggregateOp op, Value total, Value width) {
    bool isMean = op.getKind() == AggregateKind::Mean;
    SmallVector<Value> inputs{total, width};
    if (op.getOtherwise())
      inputs.push_back(op.getOtherwise());
    return b.map(inputs, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
      Value result =
          isMean ? divideSum(i, l, v[0], v[1], i.getF64Type()) : v[0];
      Value otherwise = v.size() == 3
                            ? v[2]
                            : arith::ConstantOp::create(
                                  i, l, i.getZeroAttr(result.getType()));
      Value zero = arith::ConstantIntOp::create(i, l, 0, 64);
      Value isEmpty =
          arith::CmpIOp::create(i, l, arith::CmpIPredicate::eq, v[1], zero);
      return arith::SelectOp::create(i, l, isEmpty, otherwise, result);
    });
  }
};
} // namespace

/// Whether sums are made from the first key to the last, as they are where the
/// selector is gone through. The sum of several products, or of a prefix in
/// another order, would lose other digits.
static bool addsInOrder(const SelectorTable &table) {
  return table.getTerms().size() == 1 &&
         SelectorSums::addsInOrder(table.getTerms()[0], table.getCriteria());
}

std::string LowerSelectors::lower(Operation *op) {
  FailureOr<SelectorTable> table = SelectorTable::get(op->getOperand(0));
  if (failed(table))
    return "it is not made of up to four comparisons";
  if (table->getCriteria().empty())
    return "it is a constant";
  // Sequences of a few elements are faster gone through.
  auto isSequence = [](Value tensor) {
    auto type = cast<RankedTensorType>(tensor.getType());
    return type.isDynamicDim(0) && !type.getEncoding();
  };
  for (const Criterion &criterion : table->getCriteria())
    if (!isSequence(criterion.pair.first) || !isSequence(criterion.pair.second))
      return "its extents are static, or its axes have names";
  ArrayRef<Term> terms = table->getTerms();
  constexpr size_t maxTerms = 8;
  if (terms.size() > maxTerms)
    return "it is a sum of more than eight products";
  if (llvm::any_of(terms, [&](const Term &term) {
        return !SelectorSums::isPossible(term, table->getCriteria());
      }))
    return "a key is compared by more than two orders at once";
  Lowering lowering(op, *table);
  CoreBuilder &b = lowering.b;
  auto replace = [&](Value value) {
    op->replaceAllUsesWith(b.finish(op, value));
    op->erase();
    return std::string();
  };
  auto aggregate = dyn_cast<AggregateOp>(op);
  if (!aggregate)
    return replace(lowering.getWidth());
  auto values = cast<RankedTensorType>(aggregate.getValues().getType());
  if (!isSequence(aggregate.getValues()))
    return "its values have a static extent, or their axes have names";
  switch (aggregate.getKind()) {
  case AggregateKind::Only: {
    Value width = lowering.getWidth();
    return replace(requireOne(b, lowering.pick(aggregate, width), width));
  }
  case AggregateKind::Sum:
  case AggregateKind::Mean: {
    bool isReal = isa<FloatType>(values.getElementType());
    if (values.getRank() != 1)
      return "its values have several axes";
    if (isReal && !values.getElementType().isF64())
      return "it sums floats of less than 64 bits";
    if (isReal && !addsInOrder(*table))
      return "it would sum floats in another order";
    Value weights = aggregate.getValues();
    if (!isReal && !values.getElementType().isInteger(64)) {
      if (aggregate.getKind() == AggregateKind::Sum)
        return "it sums integers of less than 64 bits";
      weights =
          b.map(weights, [&](OpBuilder &i, Location l, ValueRange v) -> Value {
            if (v[0].getType().isInteger(1))
              return arith::ExtUIOp::create(i, l, i.getI64Type(), v[0]);
            if (v[0].getType().isIndex())
              return arith::IndexCastOp::create(i, l, i.getI64Type(), v[0]);
            return arith::ExtSIOp::create(i, l, i.getI64Type(), v[0]);
          });
    }
    if (lowering.keys.size() > 1)
      weights = lowering.agree(weights, lowering.keys.getArrayRef());
    Value width = lowering.getWidth();
    return replace(
        lowering.finishSum(aggregate, lowering.getTotal(weights), width));
  }
  default:
    return "it takes the first, the last, the least or the largest value";
  }
}
