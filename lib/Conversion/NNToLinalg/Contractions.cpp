//===- Contractions.cpp - nn.einsum and nn.reduce as linalg ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NNToLinalg.h"
#include "dialects/NN/AxisPattern.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

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
/// operand that it indexes directly. The last of `maps` is that of the result.
void addShapeOperand(OpBuilder &builder, Location loc,
                     SmallVectorImpl<Value> &sources,
                     SmallVectorImpl<AffineMap> &maps,
                     ArrayRef<OpFoldResult> loopExtents, Type element) {
  SmallVector<AffineExpr> missing;
  SmallVector<OpFoldResult> shape;
  for (auto [loop, extent] : llvm::enumerate(loopExtents)) {
    AffineExpr expr = builder.getAffineDimExpr(loop);
    if (llvm::any_of(maps, [&](AffineMap map) {
          return llvm::is_contained(map.getResults(), expr);
        }))
      continue;
    missing.push_back(expr);
    shape.push_back(extent);
  }
  if (missing.empty())
    return;
  sources.push_back(tensor::EmptyOp::create(builder, loc, shape, element));
  maps.insert(maps.end() - 1, AffineMap::get(loopExtents.size(), 0, missing,
                                             builder.getContext()));
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
    maps.push_back(AffineMap::get(numLoops, 0, resultExprs, context));
    Type element = op.getType().getElementType();
    SmallVector<OpFoldResult> loopExtents(numLoops);
    for (auto &entry : nest.position)
      loopExtents[entry.second] = extents[entry.first()];
    addShapeOperand(rewriter, loc, sources, maps, loopExtents, element);
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
            product = multiply(b, l, product, factor);
          if (sums)
            product = add(b, l, args.back(), product);
          linalg::YieldOp::create(b, l, product);
        });
    rewriter.replaceOp(
        op, castToType(rewriter, loc, generic.getResult(0), op.getType()));
    return success();
  }

  // The order of summation is not specified, and a product may be fused with
  // the sum that it enters.
  static constexpr arith::FastMathFlags flags =
      arith::FastMathFlags::contract | arith::FastMathFlags::reassoc;

  static Value multiply(OpBuilder &b, Location loc, Value x, Value y) {
    if (isa<FloatType>(x.getType()))
      return arith::MulFOp::create(b, loc, x, y, flags);
    return arith::MulIOp::create(b, loc, x, y);
  }
  static Value add(OpBuilder &b, Location loc, Value x, Value y) {
    if (isa<FloatType>(x.getType()))
      return arith::AddFOp::create(b, loc, x, y, flags);
    return arith::AddIOp::create(b, loc, x, y);
  }
};

/// nn.reduce { f }  ->  linalg.generic { f } on a tensor full of the neutral
struct LowerReduce : OpRewritePattern<ReduceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReduceOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MLIRContext *context = op.getContext();
    Value input = op.getInput();
    int64_t rank = op.getInput().getType().getRank();
    FailureOr<AffineRead> read = readThroughWindow(rewriter, input);
    if (failed(read))
      return rewriter.notifyMatchFailure(op, "the window is not padded yet");

    SmallVector<utils::IteratorType> iterators;
    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> loops, resultExprs;
    SmallVector<OpFoldResult> loopExtents =
        tensor::getMixedSizes(rewriter, loc, input);
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
        shape.push_back(rewriter.getIndexAttr(1));
        resultExprs.push_back(rewriter.getAffineConstantExpr(0));
      }
    }
    SmallVector<Value> sources = {read->source};
    SmallVector<AffineMap> maps = {getMap(*read, loops, rank, context)};
    maps.push_back(AffineMap::get(rank, 0, resultExprs, context));
    addShapeOperand(rewriter, loc, sources, maps, loopExtents,
                    op.getType().getElementType());

    Value neutral = arith::ConstantOp::create(rewriter, loc, op.getNeutral());
    Value init = tensor::EmptyOp::create(rewriter, loc, shape,
                                         op.getType().getElementType());
    init = linalg::FillOp::create(rewriter, loc, neutral, init).getResult(0);
    auto generic = linalg::GenericOp::create(
        rewriter, loc, init.getType(), sources, init, maps, iterators,
        [&](OpBuilder &b, Location l, ValueRange args) {
          inlineScalarBody(b, l, op.getBody().front(),
                           {args.back(), args.front()});
        });
    rewriter.replaceOp(
        op, castToType(rewriter, loc, generic.getResult(0), op.getType()));
    return success();
  }
};
} // namespace

void nn::populateContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerEinsum, LowerReduce>(patterns.getContext());
}
