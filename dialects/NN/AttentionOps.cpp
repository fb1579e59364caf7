//===- AttentionOps.cpp - Attention ---------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/AxisTable.h"
#include "dialects/NN/CoreBuilder.h"
#include "dialects/NN/Inference.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/ScalarBuilder.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Inference and cost
//===----------------------------------------------------------------------===//

/// Binds the axes of `operand`, if there is one, to the last of `labels`, where
/// an extent of 1 stretches.
static LogicalResult bindBroadcast(const Inference &infer, AxisTable &table,
                                   StringRef name, Value operand,
                                   ArrayRef<StringRef> labels) {
  if (!operand)
    return success();
  RankedTensorType type = getTensorType(operand);
  int64_t offset = static_cast<int64_t>(labels.size()) - type.getRank();
  if (offset < 0)
    return infer() << "expected '" << name << "' to have at most "
                   << labels.size() << " axes, got " << type.getRank();
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    if (failed(table.bindStretching(labels[offset + axis], type, axis, name)))
      return failure();
  return success();
}

LogicalResult AttentionOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            AttentionOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType query = getTensorType(adaptor.getQuery());
  Type element = query.getElementType();
  // C1.
  AxisTable table(infer);
  auto bindAll = [&](StringRef name, Value operand,
                     ArrayRef<StringRef> labels) -> LogicalResult {
    for (auto [axis, label] : llvm::enumerate(labels))
      if (failed(table.bind(label, getTensorType(operand), axis, name)))
        return failure();
    return success();
  };
  if (failed(bindAll("query", adaptor.getQuery(),
                     {"batch", "head", "query", "depth"})) ||
      failed(bindAll("key", adaptor.getKey(),
                     {"batch", "key head", "key", "depth"})) ||
      failed(bindAll("value", adaptor.getValue(),
                     {"batch", "key head", "key", "value depth"})))
    return failure();
  // C4.
  if (Value slopes = adaptor.getSlopes())
    if (failed(bindAll("slopes", slopes, {"head"})))
      return failure();
  // C3.
  StringRef scores[] = {"batch", "head", "query", "key"};
  if (failed(bindBroadcast(infer, table, "mask", adaptor.getMask(), scores)) ||
      failed(bindBroadcast(infer, table, "bias", adaptor.getBias(), scores)))
    return failure();
  // C2.
  int64_t heads = table.getExtent("head");
  int64_t groups = table.getExtent("key head");
  if (!ShapedType::isDynamic(heads) && !ShapedType::isDynamic(groups) &&
      (groups == 0 ? heads != 0 : heads % groups != 0))
    return infer() << "expected the " << groups
                   << " heads of 'key' to divide the " << heads
                   << " heads of 'query'";
  // C5.
  if (std::optional<APFloat> scale = adaptor.getScale())
    if (!scale->isFinite())
      return infer() << "expected a finite 'scale', got "
                     << scale->convertToDouble();
  // C6.
  std::pair<StringRef, Value> operands[] = {{"key", adaptor.getKey()},
                                            {"value", adaptor.getValue()},
                                            {"bias", adaptor.getBias()},
                                            {"slopes", adaptor.getSlopes()}};
  for (auto [name, operand] : operands)
    if (operand &&
        failed(infer.verifyElement(name, operand.getType(), element, "query")))
      return failure();
  results.push_back(
      table.makeType({"batch", "head", "query", "value depth"}, element));
  return success();
}

std::optional<int64_t> AttentionOp::getOperationCount() {
  // Two products, and of each score: scale, maximum, difference, exponential
  // and sum.
  ArrayRef<int64_t> query = getQuery().getType().getShape();
  ArrayRef<int64_t> value = getValue().getType().getShape();
  auto depths = scaleByExtents(1, {query[3]});
  auto valueDepths = scaleByExtents(1, {value[3]});
  if (!depths || !valueDepths)
    return std::nullopt;
  auto scores = scaleByExtents(1, {query[0], query[1], query[2], value[2]});
  if (!scores)
    return std::nullopt;
  return scaleByExtents(*scores, {2 * (*depths + *valueDepths) + 5});
}

//===----------------------------------------------------------------------===//
// Decomposition
//===----------------------------------------------------------------------===//

namespace {
/// The parts of an attention.
struct AttentionBuilder {
  AttentionOp op;
  CoreBuilder core;
  Value query = core.dropNames(op.getQuery());
  Value key = core.dropNames(op.getKey());
  Value value = core.dropNames(op.getValue());

  /// Whether the heads that share a head of the key are an axis of their own.
  /// None serve none (C2), so that the two numbers of heads have to agree.
  bool isGrouped() {
    int64_t groups = getTensorType(key).getDimSize(1);
    return !ShapedType::isDynamic(groups) && groups != 0 &&
           groups != getTensorType(query).getDimSize(1);
  }

  Value splitHeads(Value tensor) {
    return core.rearrange("b (h g) q d -> b h g q d", tensor,
                          {{"h", getTensorType(key).getDimSize(1)}});
  }

  /// Products of queries and keys.
  Value makeProducts() {
    if (!isGrouped())
      return core.einsum("b h q d, b h k d -> b h q k", {query, key});
    Value products = core.einsum("b h g q d, b h k d -> b h g q k",
                                 {splitHeads(query), key});
    return core.rearrange("b h g q k -> b (h g) q k", products);
  }

  /// Sums of values, weighted by `weights`.
  Value sumValues(Value weights) {
    if (!isGrouped())
      return core.einsum("b h q k, b h k e -> b h q e", {weights, value});
    Value sums = core.einsum("b h g q k, b h k e -> b h g q e",
                             {splitHeads(weights), value});
    return core.rearrange("b h g q e -> b (h g) q e", sums);
  }

  /// The given scale, or 1 / sqrt(max(depth, 1)), as a scalar.
  Value makeScale() {
    Type element = op.getType().getElementType();
    if (std::optional<APFloat> scale = op.getScale())
      return arith::ConstantOp::create(
          core.builder, core.loc,
          core.builder.getFloatAttr(element, scale->convertToDouble()));
    // At least 1, since infinity times a product of nothing is not a number.
    Value one = arith::ConstantIndexOp::create(core.builder, core.loc, 1);
    Value depth = core.builder.createOrFold<arith::MaxSIOp>(
        core.loc, core.builder.createOrFold<tensor::DimOp>(core.loc, query, 3),
        one);
    return math::RsqrtOp::create(
        core.builder, core.loc,
        indexToFloat(core.builder, core.loc, depth, element));
  }

  /// The number of keys before the first query.
  Value makeOffset() {
    auto count = [&](Value tensor) {
      return core.builder.createOrFold<tensor::DimOp>(core.loc, tensor, 2);
    };
    return core.builder.createOrFold<arith::SubIOp>(core.loc, count(key),
                                                    count(query));
  }

  /// Scores of products: scaled, biased, and minus infinity where a query does
  /// not see a key.
  Value makeScores(Value products) {
    Value bias = core.dropNames(op.getBias());
    Value slopes = core.dropNames(op.getSlopes());
    Value mask = core.dropNames(op.getMask());
    if (slopes)
      slopes = core.align(slopes, {1}, 4);
    SmallVector<Value> inputs;
    for (Value *operand : {&bias, &slopes, &mask})
      if (*operand) {
        core.agreeBroadcast(products, *operand);
        inputs.push_back(*operand);
      }
    inputs.insert(inputs.begin(), products);
    Value scale = makeScale();
    Value offset = slopes || op.getCausal() ? makeOffset() : Value();
    return core.map(inputs, [&](OpBuilder &b, Location l, ValueRange v) {
      Value score = arith::MulFOp::create(b, l, v[0], scale);
      v = v.drop_front();
      if (bias) {
        score = arith::AddFOp::create(b, l, score, v[0]);
        v = v.drop_front();
      }
      // The number of keys from the one aligned with the query to this one.
      Value ahead;
      if (offset) {
        Value place =
            arith::AddIOp::create(b, l, IndexOp::create(b, l, 2), offset);
        ahead = arith::SubIOp::create(b, l, IndexOp::create(b, l, 3), place);
      }
      if (slopes) {
        Value distance = indexToFloat(b, l, ahead, score.getType());
        distance = math::AbsFOp::create(b, l, distance);
        distance = arith::MulFOp::create(b, l, distance, v[0]);
        score = arith::SubFOp::create(b, l, score, distance);
        v = v.drop_front();
      }
      Value unseen = constantLike(b, l, score, -kInf);
      if (mask)
        score = arith::SelectOp::create(b, l, v[0], score, unseen);
      if (op.getCausal()) {
        Value zero = arith::ConstantIndexOp::create(b, l, 0);
        Value isSeen =
            arith::CmpIOp::create(b, l, arith::CmpIPredicate::sle, ahead, zero);
        score = arith::SelectOp::create(b, l, isSeen, score, unseen);
      }
      return score;
    });
  }
};
} // namespace

FailureOr<SmallVector<Value>> AttentionOp::decompose(OpBuilder &builder) {
  AttentionBuilder attention{*this, CoreBuilder{builder, getLoc()}};
  const CoreBuilder &core = attention.core;
  Value scores = attention.makeScores(attention.makeProducts());
  Value largest = core.maximum(scores, {3}, /*keep=*/true);
  // Where nothing is seen, the maximum is minus infinity and any number in its
  // place makes all weights zero.
  Value powers = core.map(
      {scores, largest}, [](OpBuilder &b, Location l, ValueRange v) -> Value {
        Value isEmpty =
            arith::CmpFOp::create(b, l, arith::CmpFPredicate::OEQ, v[1],
                                  constantLike(b, l, v[1], -kInf));
        Value start = arith::SelectOp::create(
            b, l, isEmpty, constantLike(b, l, v[1], 0.0), v[1]);
        Value shifted = arith::SubFOp::create(b, l, v[0], start);
        return math::ExpOp::create(b, l, shifted);
      });
  Value total = core.sum(powers, {3}, /*keep=*/true);
  // A total is zero only where nothing is seen: the largest score gives one.
  Value result =
      core.map({attention.sumValues(powers), total},
               [](OpBuilder &b, Location l, ValueRange v) -> Value {
                 Value zero = constantLike(b, l, v[1], 0.0);
                 Value isEmpty = arith::CmpFOp::create(
                     b, l, arith::CmpFPredicate::OEQ, v[1], zero);
                 Value mean = arith::DivFOp::create(b, l, v[0], v[1]);
                 return arith::SelectOp::create(b, l, isEmpty, zero, mean);
               });
  return core.finish(*this, result);
}
