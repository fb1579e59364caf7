//===- Indexing.cpp - Elements by their places ----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "dialects/NN/SlicePattern.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace nn;

namespace {
/// Index arithmetic that folds.
struct IndexBuilder {
  OpBuilder &b;
  Location loc;

  Value constant(int64_t value) const {
    return arith::ConstantIndexOp::create(b, loc, value);
  }
  Value get(OpFoldResult value) const {
    return getValueOrCreateConstantIndexOp(b, loc, value);
  }
  Value add(Value x, Value y) const {
    return b.createOrFold<arith::AddIOp>(loc, x, y);
  }
  Value subtract(Value x, Value y) const {
    return b.createOrFold<arith::SubIOp>(loc, x, y);
  }
  Value multiply(Value x, int64_t factor) const {
    return b.createOrFold<arith::MulIOp>(loc, x, constant(factor));
  }
  Value isAtMost(Value x, Value y) const {
    return b.createOrFold<arith::CmpIOp>(loc, arith::CmpIPredicate::sle, x, y);
  }
  Value isBelow(Value x, Value y) const {
    return b.createOrFold<arith::CmpIOp>(loc, arith::CmpIPredicate::slt, x, y);
  }
  /// The number as an attribute where it is known.
  static OpFoldResult fold(Value value) { return getAsOpFoldResult(value); }
};

/// Tensors one after the other  ->  tensor.insert_slice of each into one tensor
struct LowerConcat : OpRewritePattern<ConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ConcatOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    IndexBuilder index{rewriter, loc};
    auto joined = static_cast<int64_t>(op.getAxis());
    SmallVector<OpFoldResult> shape =
        getExtents(rewriter, loc, op.getInputs()[0]);
    SmallVector<SmallVector<OpFoldResult>> sizes;
    Value total = index.constant(0);
    for (auto [place, input] : llvm::enumerate(op.getInputs())) {
      sizes.push_back(getExtents(rewriter, loc, input));
      for (auto [axis, extent] : llvm::enumerate(sizes.back())) {
        if (place == 0 || static_cast<int64_t>(axis) == joined)
          continue;
        requireEqual(rewriter, loc, shape[axis], extent,
                     "inputs differ in extent");
        if (isa<Attribute>(extent))
          shape[axis] = extent;
      }
      total = index.add(total, index.get(sizes.back()[joined]));
    }
    // What one input knows of the other axes holds for all.
    for (SmallVector<OpFoldResult> &size : sizes)
      for (auto [axis, extent] : llvm::enumerate(shape))
        if (static_cast<int64_t>(axis) != joined)
          size[axis] = extent;
    shape[joined] = index.fold(total);
    Value result = tensor::EmptyOp::create(rewriter, loc, shape,
                                           op.getType().getElementType());
    SmallVector<OpFoldResult> offsets(shape.size(), rewriter.getIndexAttr(0));
    SmallVector<OpFoldResult> strides(shape.size(), rewriter.getIndexAttr(1));
    Value offset = index.constant(0);
    for (auto [input, size] : llvm::zip_equal(op.getInputs(), sizes)) {
      if (isEmptyShape(size))
        continue;
      offsets[joined] = index.fold(offset);
      result = tensor::InsertSliceOp::create(
          rewriter, loc, castToExtents(rewriter, loc, input, size), result,
          offsets, size, strides);
      offset = index.add(offset, index.get(size[joined]));
    }
    rewriter.replaceOp(op, castToType(rewriter, loc, result, op.getType()));
    return success();
  }
};

/// A range  ->  tensor.extract_slice, reversed where the step is negative
struct LowerSlice : OpRewritePattern<SliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SliceOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    IndexBuilder index{rewriter, loc};
    auto terms = *parseSlice(op.getRanges(), nullptr);
    Value zero = index.constant(0), one = index.constant(1);
    SmallVector<OpFoldResult> offsets, sizes, strides, shape;
    SmallVector<int64_t> staticShape;
    SmallVector<bool> isReversed;
    for (auto [axis, term] : llvm::enumerate(terms)) {
      OpFoldResult known = getExtent(rewriter, loc, op.getInput(), axis);
      Value extent = index.get(known);
      auto [beginPlace, endPlace] = getPlaces(term);
      auto resolve = [&, n = extent](SlicePlace place) {
        Value value = index.constant(place.value);
        return place.isFromEnd ? index.add(value, n) : value;
      };
      Value begin = resolve(beginPlace), end = resolve(endPlace);
      int64_t distance = std::abs(term.step);
      bool forward = term.step > 0;
      if (isa<Value>(known))
        requireInside(index, term, begin, end, extent, axis);
      Value length =
          forward ? index.subtract(end, begin) : index.subtract(begin, end);
      Value count = rewriter.createOrFold<arith::CeilDivSIOp>(
          loc, length, index.constant(distance));
      // Two places that both count from the end are a known distance apart.
      FailureOr<int64_t> knownCount = countSlice(
          term, op.getInput().getType().getDimSize(axis), "", nullptr);
      if (!ShapedType::isDynamic(*knownCount))
        count = index.constant(*knownCount);
      Value first = begin;
      if (!forward) {
        // The last index of the walk, inside of the tensor if there is none.
        Value steps = rewriter.createOrFold<arith::MaxSIOp>(
            loc, index.subtract(count, one), zero);
        first = rewriter.createOrFold<arith::MaxSIOp>(
            loc, index.subtract(begin, index.multiply(steps, distance)), zero);
      }
      // A slice may not begin behind the last element, be it empty.
      sizes.push_back(index.fold(count));
      offsets.push_back(isConstantIntValue(sizes.back(), 0)
                            ? OpFoldResult(rewriter.getIndexAttr(0))
                            : index.fold(first));
      strides.push_back(rewriter.getIndexAttr(distance));
      if (term.isIndex)
        continue;
      shape.push_back(sizes.back());
      staticShape.push_back(
          getConstantIntValue(sizes.back()).value_or(ShapedType::kDynamic));
      isReversed.push_back(!forward);
    }
    auto type =
        RankedTensorType::get(staticShape, op.getType().getElementType());
    if (isEmptyShape(sizes)) {
      Value empty = tensor::EmptyOp::create(rewriter, loc, shape,
                                            op.getType().getElementType());
      rewriter.replaceOp(op, castToType(rewriter, loc, empty, op.getType()));
      return success();
    }
    Value result = tensor::ExtractSliceOp::create(
        rewriter, loc, type, op.getInput(), offsets, sizes, strides);
    if (llvm::is_contained(isReversed, true))
      result = reverse(rewriter, loc, result, shape, isReversed);
    rewriter.replaceOp(op, castToType(rewriter, loc, result, op.getType()));
    return success();
  }

  /// C2 of nn.slice for an extent that is known at run time only.
  static void requireInside(const IndexBuilder &index, const SliceTerm &term,
                            Value begin, Value end, Value extent, size_t axis) {
    bool forward = term.step > 0;
    Value least = index.constant(forward ? 0 : -1);
    Value low = forward ? begin : end, high = forward ? end : begin;
    Value limit = forward ? extent : index.subtract(extent, index.constant(1));
    std::pair<Value, Value> bounds[] = {
        {least, low}, {low, high}, {high, limit}};
    for (auto [x, y] : bounds)
      require(index.b, index.loc, index.isAtMost(x, y),
              "the range does not lie inside of axis " + Twine(axis));
  }

  /// Element i of the result is element n - 1 - i.
  static Value reverse(OpBuilder &builder, Location loc, Value tensor,
                       ArrayRef<OpFoldResult> shape,
                       ArrayRef<bool> isReversed) {
    auto type = cast<RankedTensorType>(tensor.getType());
    int64_t rank = type.getRank();
    Value init =
        tensor::EmptyOp::create(builder, loc, shape, type.getElementType());
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    IndexBuilder outside{builder, loc};
    SmallVector<Value> last;
    for (OpFoldResult extent : shape)
      last.push_back(
          outside.subtract(outside.get(extent), outside.constant(1)));
    return linalg::GenericOp::create(
               builder, loc, init.getType(), ValueRange(), init,
               builder.getMultiDimIdentityMap(rank), iterators,
               [&](OpBuilder &b, Location l, ValueRange) {
                 SmallVector<Value> place;
                 for (int64_t axis = 0; axis < rank; ++axis) {
                   Value i = linalg::IndexOp::create(b, l, axis);
                   place.push_back(isReversed[axis] ? arith::SubIOp::create(
                                                          b, l, last[axis], i)
                                                    : i);
                 }
                 Value element = tensor::ExtractOp::create(b, l, tensor, place);
                 linalg::YieldOp::create(b, l, element);
               })
        .getResult(0);
  }
};

/// What gather and scatter share: index tensors laid over a tensor.
struct Places {
  Value indexed;
  ArrayRef<int64_t> axes;
  SmallVector<Value> indices;
  /// Extents of the index tensors, and of the indexed tensor along `axes`.
  SmallVector<OpFoldResult> shape, limits;
  /// Whether it is known that all indices lie inside.
  bool inBounds;

  /// Requires that the index tensors have equal extents and that all indices
  /// lie inside, unless it is known that they do.
  Places(OpBuilder &builder, Location loc, Value indexed, ValueRange tensors,
         ArrayRef<int64_t> axes, bool inBounds)
      : indexed(indexed), axes(axes), indices(tensors), inBounds(inBounds) {
    shape = getExtents(builder, loc, indices[0]);
    for (Value other : ArrayRef(indices).drop_front())
      for (auto [axis, extent] : llvm::enumerate(shape)) {
        OpFoldResult found = getExtent(builder, loc, other, axis);
        requireEqual(builder, loc, extent, found,
                     "index tensors differ in extent");
        if (isa<Attribute>(found))
          extent = found;
      }
    for (int64_t axis : axes)
      limits.push_back(getExtent(builder, loc, indexed, axis));
    if (!inBounds)
      checkIndices(builder, loc);
  }

  /// Whether a clamped index is always one of an element.
  bool canClamp() const {
    return llvm::all_of(limits, [](OpFoldResult limit) {
      return getConstantIntValue(limit).value_or(0) > 0;
    });
  }

  /// The elements of the index tensors as indices.
  SmallVector<Value> toIndices(OpBuilder &b, Location loc,
                               ValueRange elements) const {
    return llvm::map_to_vector(elements, [&](Value element) -> Value {
      return arith::IndexCastOp::create(b, loc, b.getIndexType(), element);
    });
  }

  Value isInside(OpBuilder &b, Location loc, ValueRange values) const {
    IndexBuilder index{b, loc};
    Value inside;
    for (auto [value, limit] : llvm::zip_equal(values, limits)) {
      // Below 0 is far above every limit.
      Value below = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ult,
                                          value, index.get(limit));
      inside = inside ? arith::AndIOp::create(b, loc, inside, below) : below;
    }
    return inside;
  }

  SmallVector<Value> clamp(OpBuilder &b, Location loc,
                           ValueRange values) const {
    IndexBuilder index{b, loc};
    SmallVector<Value> result;
    for (auto [value, limit] : llvm::zip_equal(values, limits)) {
      Value last = index.constant(*getConstantIntValue(limit) - 1);
      Value high = arith::MinSIOp::create(b, loc, value, last);
      result.push_back(arith::MaxSIOp::create(b, loc, high, index.constant(0)));
    }
    return result;
  }

  /// Places in the indexed tensor: `found` along `axes`, `rest` along the
  /// others.
  template <typename T>
  SmallVector<T> merge(ArrayRef<T> found, ArrayRef<T> rest) const {
    SmallVector<T> place;
    size_t next = 0, nextFound = 0;
    int64_t rank = cast<RankedTensorType>(indexed.getType()).getRank();
    for (int64_t axis = 0; axis < rank; ++axis)
      place.push_back(llvm::is_contained(axes, axis) ? found[nextFound++]
                                                     : rest[next++]);
    return place;
  }

private:
  /// and over all places of "the indices lie inside", with a check
  void checkIndices(OpBuilder &builder, Location loc) {
    int64_t rank = shape.size();
    Value yes = arith::ConstantIntOp::create(builder, loc, 1, 1);
    Value init = tensor::EmptyOp::create(builder, loc, ArrayRef<int64_t>(),
                                         builder.getI1Type());
    init = linalg::FillOp::create(builder, loc, yes, init).getResult(0);
    SmallVector<AffineMap> maps(indices.size(),
                                builder.getMultiDimIdentityMap(rank));
    maps.push_back(AffineMap::get(rank, 0, builder.getContext()));
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::reduction);
    Value inside =
        linalg::GenericOp::create(
            builder, loc, init.getType(), indices, init, maps, iterators,
            [&](OpBuilder &b, Location l, ValueRange args) {
              Value both = arith::AndIOp::create(
                  b, l, args.back(),
                  isInside(b, l, toIndices(b, l, args.drop_back())));
              linalg::YieldOp::create(b, l, both);
            })
            .getResult(0);
    Value condition =
        tensor::ExtractOp::create(builder, loc, inside, ValueRange());
    CheckOp::create(builder, loc, CheckKind::Index, condition,
                    "an index lies outside of its axis");
  }
};

/// result[.., p, ..] = input[.., indices[p], ..]
struct LowerGather : OpRewritePattern<GatherOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(GatherOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Places places(rewriter, loc, op.getInput(), op.getIndices(), op.getAxes(),
                  op.getInBounds());
    RankedTensorType inputType = op.getInput().getType();
    // The loops: those before the first indexed axis, those of the index
    // tensors, and the rest.
    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> placeExprs;
    SmallVector<unsigned> restLoops;
    for (int64_t axis = 0; axis < inputType.getRank(); ++axis) {
      if (axis == op.getAxes().front())
        for (OpFoldResult extent : places.shape) {
          placeExprs.push_back(rewriter.getAffineDimExpr(shape.size()));
          shape.push_back(extent);
        }
      if (llvm::is_contained(op.getAxes(), axis))
        continue;
      restLoops.push_back(shape.size());
      shape.push_back(getExtent(rewriter, loc, op.getInput(), axis));
    }
    unsigned rank = shape.size();
    Value init = tensor::EmptyOp::create(rewriter, loc, shape,
                                         inputType.getElementType());
    SmallVector<AffineMap> maps(
        places.indices.size(),
        AffineMap::get(rank, 0, placeExprs, op.getContext()));
    maps.push_back(rewriter.getMultiDimIdentityMap(rank));
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    auto makeBody = [&](OpBuilder &b, Location l, ValueRange args) {
      SmallVector<Value> found = places.toIndices(b, l, args.drop_back());
      SmallVector<Value> rest;
      for (unsigned loop : restLoops)
        rest.push_back(linalg::IndexOp::create(b, l, loop));
      auto read = [&](OpBuilder &inner, ArrayRef<Value> at) -> Value {
        return tensor::ExtractOp::create(inner, l, op.getInput(),
                                         places.merge<Value>(at, rest));
      };
      Value element;
      if (places.inBounds) {
        element = read(b, found);
      } else if (places.canClamp()) {
        element = read(b, places.clamp(b, l, found));
      } else {
        auto branch = scf::IfOp::create(
            b, l, places.isInside(b, l, found),
            [&](OpBuilder &yes, Location) {
              scf::YieldOp::create(yes, l, read(yes, found));
            },
            [&](OpBuilder &no, Location) {
              Value zero = arith::ConstantOp::create(
                  no, l, no.getZeroAttr(inputType.getElementType()));
              scf::YieldOp::create(no, l, zero);
            });
        element = branch.getResult(0);
      }
      linalg::YieldOp::create(b, l, element);
    };
    auto generic =
        linalg::GenericOp::create(rewriter, loc, init.getType(), places.indices,
                                  init, maps, iterators, makeBody);
    rewriter.replaceOp(
        op, castToType(rewriter, loc, generic.getResult(0), op.getType()));
    return success();
  }
};

/// for p in order: result[.., indices[p], ..] = f(result[..], updates[.., p,
/// ..])
struct LowerScatter : OpRewritePattern<ScatterOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ScatterOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    IndexBuilder index{rewriter, loc};
    Places places(rewriter, loc, op.getDest(), op.getIndices(), op.getAxes(),
                  op.getInBounds());
    RankedTensorType destType = op.getDest().getType();
    // The extents of the part of dest at one place, and of the updates.
    SmallVector<OpFoldResult> restShape, updateShape;
    int64_t firstPlaceAxis = op.getAxes().front();
    for (int64_t axis = 0; axis < destType.getRank(); ++axis) {
      if (axis == firstPlaceAxis)
        llvm::append_range(updateShape, places.shape);
      if (llvm::is_contained(op.getAxes(), axis))
        continue;
      restShape.push_back(getExtent(rewriter, loc, op.getDest(), axis));
      updateShape.push_back(restShape.back());
    }
    for (auto [axis, extent] : llvm::enumerate(updateShape))
      requireEqual(rewriter, loc, extent,
                   getExtent(rewriter, loc, op.getUpdates(), axis),
                   "the updates have another extent than the places");

    if (isEmptyShape(updateShape)) {
      rewriter.replaceOp(op, op.getDest());
      return success();
    }
    SmallVector<Value> lows, highs, steps;
    for (OpFoldResult extent : places.shape) {
      lows.push_back(index.constant(0));
      highs.push_back(index.get(extent));
      steps.push_back(index.constant(1));
    }
    scf::LoopNest nest = scf::buildLoopNest(
        rewriter, loc, lows, highs, steps, op.getDest(),
        [&](OpBuilder &b, Location l, ValueRange at,
            ValueRange carried) -> scf::ValueVector {
          SmallVector<Value> elements;
          for (Value tensor : places.indices)
            elements.push_back(tensor::ExtractOp::create(b, l, tensor, at));
          SmallVector<Value> found = places.toIndices(b, l, elements);
          Value target = carried.front();
          if (places.inBounds)
            return {update(b, op, places, target, found, at, restShape,
                           firstPlaceAxis)};
          auto branch = scf::IfOp::create(
              b, l, places.isInside(b, l, found),
              [&](OpBuilder &yes, Location) {
                Value updated = update(yes, op, places, target, found, at,
                                       restShape, firstPlaceAxis);
                scf::YieldOp::create(yes, l, updated);
              },
              [&](OpBuilder &no, Location) {
                scf::YieldOp::create(no, l, target);
              });
          return {branch.getResult(0)};
        });
    rewriter.replaceOp(op, nest.results.front());
    return success();
  }

  /// `target` with the updates at `at` combined into the part at `found`.
  static Value update(OpBuilder &b, ScatterOp op, const Places &places,
                      Value target, ArrayRef<Value> found, ValueRange at,
                      ArrayRef<OpFoldResult> restShape,
                      int64_t firstPlaceAxis) {
    Location loc = op.getLoc();
    Type element = op.getType().getElementType();
    auto toFold = [](ValueRange values) {
      return llvm::map_to_vector(
          values, [](Value value) -> OpFoldResult { return value; });
    };
    OpFoldResult zero = b.getIndexAttr(0), one = b.getIndexAttr(1);
    SmallVector<OpFoldResult> zeros(restShape.size(), zero);
    SmallVector<OpFoldResult> ones(found.size(), one);
    SmallVector<OpFoldResult> offsets =
        places.merge<OpFoldResult>(toFold(found), zeros);
    SmallVector<OpFoldResult> sizes =
        places.merge<OpFoldResult>(ones, restShape);
    SmallVector<OpFoldResult> strides(offsets.size(), one);
    // In the updates, the axes of the places stand together.
    SmallVector<OpFoldResult> updateOffsets(zeros), updateSizes(restShape);
    SmallVector<OpFoldResult> atFold = toFold(at);
    updateOffsets.insert(updateOffsets.begin() + firstPlaceAxis, atFold.begin(),
                         atFold.end());
    updateSizes.insert(updateSizes.begin() + firstPlaceAxis, at.size(), one);
    SmallVector<OpFoldResult> updateStrides(updateOffsets.size(), one);

    SmallVector<int64_t> staticRest;
    for (OpFoldResult extent : restShape)
      staticRest.push_back(
          getConstantIntValue(extent).value_or(ShapedType::kDynamic));
    auto partType = RankedTensorType::get(staticRest, element);
    Value old = tensor::ExtractSliceOp::create(b, loc, partType, target,
                                               offsets, sizes, strides);
    Value change = tensor::ExtractSliceOp::create(
        b, loc, partType, op.getUpdates(), updateOffsets, updateSizes,
        updateStrides);
    unsigned rank = restShape.size();
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    SmallVector<AffineMap> maps(2, b.getMultiDimIdentityMap(rank));
    Value combined = linalg::GenericOp::create(
                         b, loc, partType, change, old, maps, iterators,
                         [&](OpBuilder &inner, Location l, ValueRange args) {
                           inlineScalarBody(inner, l, op.getBody().front(),
                                            {args[1], args[0]});
                         })
                         .getResult(0);
    return tensor::InsertSliceOp::create(b, loc, combined, target, offsets,
                                         sizes, strides);
  }
};
} // namespace

void nn::populateIndexingPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerConcat, LowerSlice, LowerGather, LowerScatter>(
      patterns.getContext());
}
