//===- Contractions.cpp - nn.einsum and nn.reduce as linalg ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "dialects/NN/AxisPattern.h"
#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/ProductAttributes.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace nn;

namespace {
/// The loops of a linalg op, named by axes of an equation.
struct LoopNest {
  llvm::StringMap<unsigned> position;
  SmallVector<utils::IteratorType> iterators;

  void add(StringRef axis, utils::IteratorType kind) {
    if (position.try_emplace(axis, iterators.size()).second)
      iterators.push_back(kind);
  }
};

/// The access of a source with the axes of the operand replaced by loops.
AffineMap getMap(const AffineRead &read, ArrayRef<AffineExpr> loopOfAxis,
                 unsigned numLoops, MLIRContext *context) {
  SmallVector<AffineExpr> results;
  for (AffineExpr expr : read.access)
    results.push_back(expr.replaceDims(loopOfAxis));
  return AffineMap::get(numLoops, 0, results, context);
}

/// Adds an operand that is not read for the loops that occur only in sums with
/// others, as those over a window do: linalg takes the extent of a loop from an
/// operand that it indexes directly. `maps` are those of `sources`.
void addShapeOperand(OpBuilder &builder, Location loc,
                     SmallVectorImpl<Value> &sources,
                     SmallVectorImpl<AffineMap> &maps, AffineMap resultMap,
                     ArrayRef<OpFoldResult> loopExtents, Type element) {
  SmallVector<AffineExpr> missing;
  SmallVector<OpFoldResult> shape;
  for (auto [loop, extent] : llvm::enumerate(loopExtents)) {
    AffineExpr expr = builder.getAffineDimExpr(loop);
    auto hasLoop = [&](AffineMap map) {
      return llvm::is_contained(map.getResults(), expr);
    };
    if (hasLoop(resultMap) || llvm::any_of(maps, hasLoop))
      continue;
    missing.push_back(expr);
    shape.push_back(extent);
  }
  if (missing.empty())
    return;
  sources.push_back(tensor::EmptyOp::create(builder, loc, shape, element));
  maps.push_back(
      AffineMap::get(loopExtents.size(), 0, missing, builder.getContext()));
}

/// sum_k a[i, k] b[k, j]  ->  linalg.generic { mul, add }
struct LowerEinsum : OpRewritePattern<EinsumOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(EinsumOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MLIRContext *context = op.getContext();
    EinsumEquation equation = *parseEinsum(op.getEquation(), nullptr);

    SmallVector<AffineRead> reads;
    for (Value input : op.getInputs()) {
      FailureOr<AffineRead> read = readThroughWindow(rewriter, input);
      if (failed(read))
        return rewriter.notifyMatchFailure(op, "a window is not padded yet");
      reads.push_back(std::move(*read));
    }

    LoopNest nest;
    for (StringRef axis : equation.result)
      nest.add(axis, utils::IteratorType::parallel);
    for (StringRef axis : equation.getAllAxes())
      nest.add(axis, utils::IteratorType::reduction);
    unsigned numLoops = nest.iterators.size();
    bool sums = numLoops != equation.result.size();
    bool tinyIsZero =
        op->hasAttr(kTinyIsZeroAttr) || op.getType().getElementType().isBF16();

    llvm::StringMap<OpFoldResult> extents;
    SmallVector<AffineMap> maps;
    SmallVector<Value> sources;
    for (auto [term, input, read] :
         llvm::zip_equal(equation.inputs, op.getInputs(), reads)) {
      SmallVector<AffineExpr> loops;
      for (auto [axis, label] : llvm::enumerate(term)) {
        loops.push_back(rewriter.getAffineDimExpr(nest.position[label]));
        OpFoldResult extent = getExtent(rewriter, loc, input, axis);
        auto [known, isNew] = extents.try_emplace(label, extent);
        if (isNew)
          continue;
        requireEqual(rewriter, loc, known->second, extent,
                     "axis '" + label + "' has two extents");
        // Prefer a static extent.
        if (isa<Attribute>(extent))
          known->second = extent;
      }
      maps.push_back(getMap(read, loops, numLoops, context));
      sources.push_back(read.source);
    }

    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> resultExprs;
    for (StringRef axis : equation.result) {
      shape.push_back(extents[axis]);
      resultExprs.push_back(rewriter.getAffineDimExpr(nest.position[axis]));
    }
    AffineMap resultMap = AffineMap::get(numLoops, 0, resultExprs, context);
    Type element = op.getType().getElementType();
    SmallVector<OpFoldResult> loopExtents(numLoops);
    for (auto &entry : nest.position)
      loopExtents[entry.second] = extents[entry.first()];
    addShapeOperand(rewriter, loc, sources, maps, resultMap, loopExtents,
                    element);
    maps.push_back(resultMap);
    Value init = tensor::EmptyOp::create(rewriter, loc, shape, element);
    if (sums) {
      Value zero = arith::ConstantOp::create(rewriter, loc,
                                             rewriter.getZeroAttr(element));
      init = linalg::FillOp::create(rewriter, loc, zero, init).getResult(0);
    }
    auto generic = linalg::GenericOp::create(
        rewriter, loc, init.getType(), sources, init, maps, nest.iterators,
        [&](OpBuilder &b, Location l, ValueRange args) {
          Value product = args.front();
          for (Value factor : args.slice(1, op.getInputs().size() - 1))
            product = multiply(b, l, product, factor, tinyIsZero);
          if (sums)
            product = add(b, l, args.back(), product);
          linalg::YieldOp::create(b, l, product);
        });
    rewriter.replaceOp(
        op, castToType(rewriter, loc, generic.getResult(0), op.getType()));
    return success();
  }

  // The order of summation is not specified, and a product may be fused with
  // the sum that it enters. The factors keep their order: LLVM takes apart what
  // one of them was computed by, too, with other roundings.
  static constexpr arith::FastMathFlags productFlags =
      arith::FastMathFlags::contract;
  static constexpr arith::FastMathFlags sumFlags =
      arith::FastMathFlags::contract | arith::FastMathFlags::reassoc;

  static Value multiply(OpBuilder &b, Location loc, Value x, Value y,
                        bool tinyIsZero) {
    if (isa<FloatType>(x.getType())) {
      auto product = arith::MulFOp::create(b, loc, x, y, productFlags);
      if (tinyIsZero)
        product->setAttr(kTinyIsZeroAttr, b.getUnitAttr());
      return product;
    }
    return arith::MulIOp::create(b, loc, x, y);
  }
  static Value add(OpBuilder &b, Location loc, Value x, Value y) {
    if (isa<FloatType>(x.getType()))
      return arith::AddFOp::create(b, loc, x, y, sumFlags);
    return arith::AddIOp::create(b, loc, x, y);
  }
};

/// Lets the sums and products of a reduction, whose order is not specified, be
/// formed in any order.
static void allowAnyOrder(linalg::GenericOp op) {
  for (unsigned number = 0; number < op.getNumDpsInits(); ++number) {
    SmallVector<Operation *, 4> combiners;
    if (!matchReduction(op.getRegionOutputArgs(), number, combiners) ||
        combiners.size() != 1 ||
        !isa<arith::AddFOp, arith::MulFOp>(combiners[0]))
      continue;
    auto combiner = cast<arith::ArithFastMathInterface>(combiners[0]);
    combiner->setAttr(
        combiner.getFastMathAttrName(),
        arith::FastMathFlagsAttr::get(
            op.getContext(), combiner.getFastMathFlagsAttr().getValue() |
                                 arith::FastMathFlags::reassoc));
  }
}

/// Replaces the results of `op` by values of nearly their types.
static void replaceWithCasts(ReduceOp op, ValueRange values,
                             PatternRewriter &rewriter) {
  SmallVector<Value> results;
  for (auto [value, type] : llvm::zip_equal(values, op.getResultTypes()))
    results.push_back(castToType(rewriter, op.getLoc(), value, type));
  rewriter.replaceOp(op, results);
}

/// nn.reduce { f }  ->  linalg.generic { f } on tensors full of the neutral
struct LowerReduce : OpRewritePattern<ReduceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReduceOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.getNeutral())
      return rewriter.notifyMatchFailure(op, "it begins with an element");
    Location loc = op.getLoc();
    SmallVector<AffineRead> reads;
    for (Value input : op.getInputs()) {
      FailureOr<AffineRead> read = readThroughWindow(rewriter, input);
      if (failed(read))
        return rewriter.notifyMatchFailure(op, "a window is not padded yet");
      reads.push_back(std::move(*read));
    }
    SmallVector<OpFoldResult> loopExtents =
        getExtents(rewriter, loc, op.getInputs()[0]);
    for (Value input : op.getInputs().drop_front())
      for (auto [axis, extent] : llvm::enumerate(loopExtents)) {
        OpFoldResult other = getExtent(rewriter, loc, input, axis);
        requireEqual(rewriter, loc, extent, other, "inputs differ in extent");
        if (isa<Attribute>(other))
          extent = other;
      }

    int64_t rank = loopExtents.size(), numKept = 0;
    SmallVector<utils::IteratorType> iterators;
    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> loops, resultExprs;
    for (int64_t axis = 0; axis < rank; ++axis) {
      AffineExpr loop = rewriter.getAffineDimExpr(axis);
      loops.push_back(loop);
      if (!llvm::is_contained(op.getAxes(), axis)) {
        iterators.push_back(utils::IteratorType::parallel);
        shape.push_back(loopExtents[axis]);
        resultExprs.push_back(loop);
        continue;
      }
      iterators.push_back(utils::IteratorType::reduction);
      if (op.getKeep()) {
        // A loop over one index: linalg cuts what loops index into tiles.
        shape.push_back(rewriter.getIndexAttr(1));
        resultExprs.push_back(rewriter.getAffineDimExpr(rank + numKept++));
      }
    }
    int64_t numLoops = rank + numKept;
    iterators.append(numKept, utils::IteratorType::parallel);
    loopExtents.append(numKept, rewriter.getIndexAttr(1));
    SmallVector<Value> sources, inits;
    SmallVector<AffineMap> maps;
    for (const AffineRead &read : reads) {
      sources.push_back(read.source);
      maps.push_back(getMap(read, loops, numLoops, op.getContext()));
    }
    AffineMap resultMap =
        AffineMap::get(numLoops, 0, resultExprs, op.getContext());
    addShapeOperand(rewriter, loc, sources, maps, resultMap, loopExtents,
                    getElementTypeOrSelf(op.getInputs()[0]));
    for (Attribute value : op.getNeutralAttr()) {
      Value neutral =
          arith::ConstantOp::create(rewriter, loc, cast<TypedAttr>(value));
      Value empty =
          tensor::EmptyOp::create(rewriter, loc, shape, neutral.getType());
      inits.push_back(
          linalg::FillOp::create(rewriter, loc, neutral, empty).getResult(0));
      maps.push_back(resultMap);
    }
    auto generic = linalg::GenericOp::create(
        rewriter, loc, ValueRange(inits).getTypes(), sources, inits, maps,
        iterators, [&](OpBuilder &b, Location l, ValueRange args) {
          SmallVector<Value> arguments(args.take_back(inits.size()));
          llvm::append_range(arguments, args.take_front(reads.size()));
          inlineScalarBody(b, l, op.getBody().front(), arguments);
        });
    allowAnyOrder(generic);
    replaceWithCasts(op, generic.getResults(), rewriter);
    return success();
  }
};

/// nn.reduce over one axis from its first elements  ->  linalg.generic { f } on
/// the first slices, over the others
struct LowerReduceFromFirst : OpRewritePattern<ReduceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReduceOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getNeutral())
      return rewriter.notifyMatchFailure(op, "it begins with a constant");
    Location loc = op.getLoc();
    SmallVector<OpFoldResult> extents = requireOneShape(op, rewriter);
    if (op.getAxes().empty()) {
      replaceWithCasts(op, op.getInputs(), rewriter);
      return success();
    }
    if (op.getAxes().size() != 1) {
      auto isHalfTensor = [](Value input) { return isHalf(input.getType()); };
      if (op.getAxes().size() > 1 && llvm::any_of(op.getInputs(), isHalfTensor))
        reduceMergedAxes(op, rewriter);
      else
        reduceAxisByAxis(op, rewriter);
      return success();
    }
    int64_t reduced = op.getAxes()[0];
    Value extent =
        getValueOrCreateConstantIndexOp(rewriter, loc, extents[reduced]);
    Value one = arith::ConstantIndexOp::create(rewriter, loc, 1);
    if (isa<Value>(extents[reduced]))
      require(rewriter, loc,
              arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::sge,
                                    extent, one),
              "there is no element to begin with");
    int64_t rank = extents.size();
    SmallVector<OpFoldResult> strides(rank, rewriter.getIndexAttr(1));
    SmallVector<OpFoldResult> offsets(rank, rewriter.getIndexAttr(0));
    SmallVector<OpFoldResult> firstSizes(extents), restSizes(extents);
    firstSizes[reduced] = rewriter.getIndexAttr(1);
    restSizes[reduced] = rewriter.createOrFold<arith::SubIOp>(loc, extent, one);
    if (std::optional<int64_t> known = getConstantIntValue(restSizes[reduced]))
      restSizes[reduced] = rewriter.getIndexAttr(*known);

    // Upstream refuses slices that begin behind the last element, empty or not.
    if (isEmptyShape(extents)) {
      SmallVector<OpFoldResult> shape(firstSizes);
      if (!op.getKeep())
        shape.erase(shape.begin() + reduced);
      SmallVector<Value> empty;
      for (Value input : op.getInputs())
        empty.push_back(tensor::EmptyOp::create(rewriter, loc, shape,
                                                getElementTypeOrSelf(input)));
      replaceWithCasts(op, empty, rewriter);
      return success();
    }
    SmallVector<Value> firsts, rests;
    for (Value input : op.getInputs())
      firsts.push_back(makeFirst(rewriter, loc, input, reduced, op.getKeep(),
                                 offsets, firstSizes, strides));
    if (isConstantIntValue(restSizes[reduced], 0)) {
      replaceWithCasts(op, firsts, rewriter);
      return success();
    }
    for (Value input : op.getInputs()) {
      offsets[reduced] = rewriter.getIndexAttr(1);
      rests.push_back(tensor::ExtractSliceOp::create(
          rewriter, loc, input, offsets, restSizes, strides));
    }
    SmallVector<AffineExpr> resultExprs;
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    iterators[reduced] = utils::IteratorType::reduction;
    for (int64_t axis = 0; axis < rank; ++axis) {
      if (axis != reduced)
        resultExprs.push_back(rewriter.getAffineDimExpr(axis));
      else if (op.getKeep())
        resultExprs.push_back(rewriter.getAffineConstantExpr(0));
    }
    SmallVector<AffineMap> maps(rests.size(),
                                rewriter.getMultiDimIdentityMap(rank));
    maps.append(firsts.size(),
                AffineMap::get(rank, 0, resultExprs, op.getContext()));
    auto generic = linalg::GenericOp::create(
        rewriter, loc, ValueRange(firsts).getTypes(), rests, firsts, maps,
        iterators, [&](OpBuilder &b, Location l, ValueRange args) {
          SmallVector<Value> arguments(args.take_back(firsts.size()));
          llvm::append_range(arguments, args.take_front(rests.size()));
          inlineScalarBody(b, l, op.getBody().front(), arguments);
        });
    allowAnyOrder(generic);
    replaceWithCasts(op, generic.getResults(), rewriter);
    return success();
  }

  /// The first slice along `axis`, without that axis unless `keep`.
  static Value makeFirst(OpBuilder &builder, Location loc, Value input,
                         int64_t axis, bool keep,
                         ArrayRef<OpFoldResult> offsets,
                         ArrayRef<OpFoldResult> sizes,
                         ArrayRef<OpFoldResult> strides) {
    if (keep)
      return tensor::ExtractSliceOp::create(builder, loc, input, offsets, sizes,
                                            strides);
    SmallVector<int64_t> shape;
    for (OpFoldResult size : sizes)
      shape.push_back(getConstantIntValue(size).value_or(ShapedType::kDynamic));
    shape.erase(shape.begin() + axis);
    auto type =
        RankedTensorType::get(shape, getElementTypeOrSelf(input.getType()));
    return tensor::ExtractSliceOp::create(builder, loc, type, input, offsets,
                                          sizes, strides);
  }

  /// The extents of the inputs; requires that they are the same.
  static SmallVector<OpFoldResult> requireOneShape(ReduceOp op,
                                                   OpBuilder &builder) {
    Location loc = op.getLoc();
    SmallVector<OpFoldResult> extents =
        getExtents(builder, loc, op.getInputs()[0]);
    for (Value input : op.getInputs().drop_front())
      for (auto [axis, extent] : llvm::enumerate(extents)) {
        OpFoldResult other = getExtent(builder, loc, input, axis);
        requireEqual(builder, loc, extent, other, "inputs differ in extent");
        if (isa<Attribute>(other))
          extent = other;
      }
    return extents;
  }

  /// One reduction per axis, the last axis first; over no axis, the inputs.
  static void reduceAxisByAxis(ReduceOp op, PatternRewriter &rewriter) {
    SmallVector<Value> values(op.getInputs());
    for (int64_t axis : llvm::reverse(op.getAxes()))
      values = reduceAlong(op, rewriter, values, axis, op.getKeep());
    replaceWithCasts(op, values, rewriter);
  }

  /// One reduction over all axes made one: between reductions, halves would be
  /// rounded.
  static void reduceMergedAxes(ReduceOp op, PatternRewriter &rewriter) {
    std::string all, kept, reduced, restored;
    auto rank = static_cast<int64_t>(requireOneShape(op, rewriter).size());
    for (int64_t axis = 0; axis < rank; ++axis) {
      std::string name = " a" + std::to_string(axis);
      bool isReduced = llvm::is_contained(op.getAxes(), axis);
      all += name;
      (isReduced ? reduced : kept) += name;
      restored += isReduced ? (op.getKeep() ? " 1" : "") : name;
    }
    auto rearrange = [&](const std::string &pattern, Value value) -> Value {
      return RearrangeOp::create(rewriter, op.getLoc(),
                                 rewriter.getStringAttr(pattern), value,
                                 DictionaryAttr());
    };
    SmallVector<Value> values;
    for (Value input : op.getInputs())
      values.push_back(
          rearrange(all + " ->" + kept + " (" + reduced + ")", input));
    int64_t last = rank - static_cast<int64_t>(op.getAxes().size());
    values = reduceAlong(op, rewriter, values, last, /*keep=*/false);
    for (Value &value : values)
      value = rearrange(kept + " ->" + restored, value);
    replaceWithCasts(op, values, rewriter);
  }

  /// `values` reduced along one axis with the region of `op`.
  static SmallVector<Value> reduceAlong(ReduceOp op, PatternRewriter &rewriter,
                                        ValueRange values, int64_t axis,
                                        bool keep) {
    auto makeBody = [&](OpBuilder &b, Location, ValueRange soFar,
                        ValueRange next) {
      SmallVector<Value> arguments(soFar), results;
      llvm::append_range(arguments, next);
      IRMapping mapping;
      mapping.map(op.getBody().front().getArguments(), arguments);
      for (Operation &nested : op.getBody().front().without_terminator())
        b.clone(nested, mapping);
      for (Value value : op.getBody().front().getTerminator()->getOperands())
        results.push_back(mapping.lookupOrDefault(value));
      return results;
    };
    auto made =
        ReduceOp::create(rewriter, op.getLoc(), values, ArrayRef<int64_t>(axis),
                         keep, ArrayRef<Attribute>(), makeBody);
    return llvm::to_vector_of<Value>(made.getResults());
  }
};
} // namespace

void nn::populateContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerEinsum, LowerReduce, LowerReduceFromFirst>(
      patterns.getContext());
}
