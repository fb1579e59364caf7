//===- Rearrange.cpp - nn.rearrange as reshapes and a copy ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A rearrangement is a reshape that splits axes, a permutation with repeated
// axes, and a reshape that merges axes; only the middle one copies, and it is
// absent if the order stays.
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "dialects/NN/AxisPattern.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace nn;

/// For each group in order, the positions of its axes; groups of no axis (of
/// extent 1) join the next group that has one, or else the last.
static SmallVector<ReassociationIndices>
getReassociation(ArrayRef<size_t> groupSizes) {
  SmallVector<ReassociationIndices> result;
  ReassociationIndices pending;
  for (auto [position, size] : llvm::enumerate(groupSizes)) {
    pending.push_back(position);
    if (size == 0)
      continue;
    result.push_back(pending);
    pending.clear();
  }
  if (!result.empty())
    result.back().append(pending);
  return result;
}

/// The groups as consecutive positions: [[0], [1, 2], [3]].
static SmallVector<ReassociationIndices>
getConsecutive(ArrayRef<AxisGroup> groups) {
  SmallVector<ReassociationIndices> result;
  int64_t next = 0;
  for (const AxisGroup &group : groups) {
    if (group.empty())
      continue;
    ReassociationIndices indices;
    for (size_t i = 0; i < group.size(); ++i)
      indices.push_back(next++);
    result.push_back(indices);
  }
  return result;
}

static SmallVector<size_t> getSizes(ArrayRef<AxisGroup> groups) {
  return llvm::map_to_vector(
      groups, [](const AxisGroup &group) { return group.size(); });
}

static bool hasUnitGroup(ArrayRef<AxisGroup> groups) {
  return llvm::any_of(groups,
                      [](const AxisGroup &group) { return group.empty(); });
}

static bool hasLargeGroup(ArrayRef<AxisGroup> groups) {
  return llvm::any_of(groups,
                      [](const AxisGroup &group) { return group.size() > 1; });
}

namespace {
struct LowerRearrange : OpRewritePattern<RearrangeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(RearrangeOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    RearrangePattern pattern = *parseRearrange(op.getPattern(), nullptr);
    llvm::StringMap<OpFoldResult> extents = getExtents(op, pattern, rewriter);
    auto shapeOf = [&](ArrayRef<StringRef> axes) {
      return llvm::map_to_vector(axes,
                                 [&](StringRef axis) { return extents[axis]; });
    };
    if (llvm::any_of(extents, [](const auto &entry) {
          return isConstantIntValue(entry.second, 0);
        })) {
      rewriter.replaceOp(op, makeEmpty(rewriter, op, pattern, extents));
      return success();
    }
    SmallVector<StringRef> leftAxes = pattern.getLeftAxes();
    SmallVector<StringRef> rightAxes = pattern.getRightAxes();

    Value value = refineInput(rewriter, op, pattern, extents);
    if (hasUnitGroup(pattern.left))
      value = tensor::CollapseShapeOp::create(
          rewriter, loc, value, getReassociation(getSizes(pattern.left)));
    if (hasLargeGroup(pattern.left))
      value = expand(rewriter, loc, value, shapeOf(leftAxes),
                     getConsecutive(pattern.left));
    if (leftAxes != rightAxes)
      value = permute(rewriter, loc, value, leftAxes, rightAxes,
                      shapeOf(rightAxes));
    if (hasLargeGroup(pattern.right))
      value = tensor::CollapseShapeOp::create(rewriter, loc, value,
                                              getConsecutive(pattern.right));
    if (hasUnitGroup(pattern.right)) {
      SmallVector<OpFoldResult> merged =
          tensor::getMixedSizes(rewriter, loc, value);
      SmallVector<OpFoldResult> shape;
      size_t next = 0;
      for (const AxisGroup &group : pattern.right)
        shape.push_back(group.empty() ? OpFoldResult(rewriter.getIndexAttr(1))
                                      : merged[next++]);
      value = expand(rewriter, loc, value, shape,
                     getReassociation(getSizes(pattern.right)));
    }
    rewriter.replaceOp(op, castToType(rewriter, loc, value, op.getType()));
    return success();
  }

private:
  /// Extents of all axes, from the input and the given sizes; requires that
  /// dynamic extents can be split so.
  static llvm::StringMap<OpFoldResult>
  getExtents(RearrangeOp op, const RearrangePattern &pattern,
             OpBuilder &builder) {
    Location loc = op.getLoc();
    llvm::StringMap<int64_t> solved =
        *solveRearrange(pattern, op.getInput().getType().getShape(),
                        op.getSizesAttr(), nullptr);
    llvm::StringMap<OpFoldResult> extents;
    for (auto &entry : solved)
      if (!ShapedType::isDynamic(entry.second))
        extents[entry.first()] = builder.getIndexAttr(entry.second);
    for (auto [index, group] : llvm::enumerate(pattern.left)) {
      if (!op.getInput().getType().isDynamicDim(index))
        continue;
      int64_t known = 1;
      StringRef unknown;
      for (StringRef axis : group) {
        if (ShapedType::isDynamic(solved[axis]))
          unknown = axis;
        else
          known *= solved[axis];
      }
      Value extent = tensor::DimOp::create(builder, loc, op.getInput(), index);
      if (unknown.empty())
        continue;
      if (known == 1) {
        extents[unknown] = extent;
        continue;
      }
      Value factor = arith::ConstantIndexOp::create(builder, loc, known);
      Value part = arith::DivUIOp::create(builder, loc, extent, factor);
      Value product = arith::MulIOp::create(builder, loc, part, factor);
      requireEqual(builder, loc, product, extent,
                   "axis " + Twine(index) + " is not divisible by " +
                       Twine(known));
      extents[unknown] = part;
    }
    return extents;
  }

  /// The result where it has no elements. Collapsing `? x 0` is refused by the
  /// bufferization of LLVM 22, which takes the product for the static 0.
  static Value makeEmpty(OpBuilder &builder, RearrangeOp op,
                         const RearrangePattern &pattern,
                         const llvm::StringMap<OpFoldResult> &extents) {
    Location loc = op.getLoc();
    SmallVector<OpFoldResult> shape;
    for (const AxisGroup &group : pattern.right) {
      bool isZero = llvm::any_of(group, [&](StringRef axis) {
        return isConstantIntValue(extents.lookup(axis), 0);
      });
      OpFoldResult product = builder.getIndexAttr(isZero ? 0 : 1);
      for (StringRef axis : group)
        if (!isZero)
          product = builder.createOrFold<arith::MulIOp>(
              loc, getValueOrCreateConstantIndexOp(builder, loc, product),
              getValueOrCreateConstantIndexOp(builder, loc,
                                              extents.lookup(axis)));
      shape.push_back(product);
    }
    Value empty = tensor::EmptyOp::create(builder, loc, shape,
                                          op.getType().getElementType());
    return castToType(builder, loc, empty, op.getType());
  }

  /// The input with a type that states every extent that the pattern and the
  /// given sizes determine; requires at run time that they hold.
  static Value refineInput(OpBuilder &builder, RearrangeOp op,
                           const RearrangePattern &pattern,
                           const llvm::StringMap<OpFoldResult> &extents) {
    RankedTensorType type = op.getInput().getType();
    SmallVector<int64_t> shape(type.getShape());
    for (auto [extent, group] : llvm::zip_equal(shape, pattern.left)) {
      int64_t product = 1;
      for (StringRef axis : group) {
        std::optional<int64_t> factor =
            getConstantIntValue(extents.lookup(axis));
        product = factor && !ShapedType::isDynamic(product)
                      ? product * *factor
                      : ShapedType::kDynamic;
      }
      if (!ShapedType::isDynamic(product))
        extent = product;
    }
    return castToType(builder, op.getLoc(), op.getInput(),
                      RankedTensorType::get(shape, type.getElementType()));
  }

  static Value expand(OpBuilder &builder, Location loc, Value value,
                      ArrayRef<OpFoldResult> shape,
                      ArrayRef<ReassociationIndices> reassociation) {
    auto [staticShape, dynamicShape] = decomposeMixedValues(shape);
    auto type = RankedTensorType::get(
        staticShape, cast<RankedTensorType>(value.getType()).getElementType());
    return tensor::ExpandShapeOp::create(builder, loc, type, value,
                                         reassociation, shape);
  }

  /// Copies to the order of `rightAxes`, repeating along new ones.
  static Value permute(OpBuilder &builder, Location loc, Value value,
                       ArrayRef<StringRef> leftAxes,
                       ArrayRef<StringRef> rightAxes,
                       ArrayRef<OpFoldResult> shape) {
    SmallVector<AffineExpr> exprs;
    for (StringRef axis : leftAxes)
      exprs.push_back(builder.getAffineDimExpr(llvm::find(rightAxes, axis) -
                                               rightAxes.begin()));
    unsigned rank = rightAxes.size();
    Value init = tensor::EmptyOp::create(
        builder, loc, shape,
        cast<RankedTensorType>(value.getType()).getElementType());
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    return linalg::GenericOp::create(
               builder, loc, init.getType(), value, init,
               {AffineMap::get(rank, 0, exprs, builder.getContext()),
                builder.getMultiDimIdentityMap(rank)},
               iterators,
               [](OpBuilder &b, Location l, ValueRange args) {
                 linalg::YieldOp::create(b, l, args.front());
               })
        .getResult(0);
  }
};
} // namespace

void nn::populateRearrangePatterns(RewritePatternSet &patterns) {
  patterns.add<LowerRearrange>(patterns.getContext());
}
