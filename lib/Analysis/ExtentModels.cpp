//===- ExtentModels.cpp - Extents of results from operands ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/ExtentModels.h"
#include "RegionModels.h"
#include "dialects/NN/AxisPattern.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/SlicePattern.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

using Extents = SmallVector<OpFoldResult>;

/// The extents of `result`: what its type states, and `computed` elsewhere.
static Extents preferStatic(Builder &builder, Value result, Extents computed) {
  auto type = cast<RankedTensorType>(result.getType());
  for (auto [extent, stated] : llvm::zip_equal(computed, type.getShape()))
    if (!ShapedType::isDynamic(stated))
      extent = builder.getIndexAttr(stated);
  return computed;
}

/// An affine function of one extent.
static OpFoldResult apply(OpBuilder &builder, Location loc, AffineExpr expr,
                          OpFoldResult extent) {
  return affine::makeComposedFoldedAffineApply(builder, loc, expr, extent);
}

namespace {
/// All results of an op have the extents that `Model::compute` gives, or those
/// that their types state.
template <typename Model, typename Op>
struct ExtentModel
    : ReifyRankedShapedTypeOpInterface::ExternalModel<ExtentModel<Model, Op>,
                                                      Op> {
  LogicalResult reifyResultShapes(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) const {
    Extents computed = Model::compute(cast<Op>(op), builder);
    for (Value result : op->getResults())
      shapes.push_back(preferStatic(builder, result, computed));
    return success();
  }
};

/// An axis has the extent of any operand on which it occurs.
struct EinsumExtents {
  static Extents compute(EinsumOp einsum, OpBuilder &builder) {
    EinsumEquation equation = *parseEinsum(einsum.getEquation(), nullptr);
    llvm::StringMap<OpFoldResult> extents;
    for (auto [term, input] :
         llvm::zip_equal(equation.inputs, einsum.getInputs()))
      for (auto [axis, label] : llvm::enumerate(term)) {
        OpFoldResult &known = extents[label];
        // A number says more than an extent that has yet to be equal to it.
        if (!known || isa<Value>(known))
          known = tensor::getMixedSize(builder, einsum.getLoc(), input, axis);
      }
    Extents result;
    for (StringRef axis : equation.result)
      result.push_back(extents[axis]);
    return result;
  }
};

/// What remains of the extent of a group on the left belongs to its one axis
/// of unknown extent; a group on the right has the product of its axes.
struct RearrangeExtents {
  static Extents compute(RearrangeOp rearrange, OpBuilder &builder) {
    Location loc = rearrange.getLoc();
    RearrangePattern pattern = *parseRearrange(rearrange.getPattern(), nullptr);
    llvm::StringMap<int64_t> known = *solveRearrange(
        pattern, rearrange.getInput().getType().getShape(),
        rearrange.getSizesAttr(), [&] { return rearrange.emitOpError(); });
    llvm::StringMap<OpFoldResult> extents;
    for (auto &entry : known)
      extents[entry.first()] = builder.getIndexAttr(entry.second);
    for (auto [axis, group] : llvm::enumerate(pattern.left)) {
      int64_t product = 1;
      StringRef rest;
      for (StringRef part : group)
        if (ShapedType::isDynamic(known[part]))
          rest = part;
        else
          product *= known[part];
      if (rest.empty())
        continue;
      // The verifier asks for every part of an axis that has an empty one.
      extents[rest] =
          apply(builder, loc, builder.getAffineDimExpr(0).floorDiv(product),
                tensor::getMixedSize(builder, loc, rearrange.getInput(), axis));
    }
    Extents result;
    for (const AxisGroup &group : pattern.right) {
      Value product;
      int64_t factor = 1;
      for (StringRef part : group) {
        OpFoldResult extent = extents[part];
        if (std::optional<int64_t> number = getConstantIntValue(extent))
          factor *= *number;
        else
          product = product ? arith::MulIOp::create(builder, loc, product,
                                                    cast<Value>(extent))
                            : cast<Value>(extent);
      }
      result.push_back(product ? apply(builder, loc,
                                       builder.getAffineDimExpr(0) * factor,
                                       product)
                               : OpFoldResult(builder.getIndexAttr(factor)));
    }
    return result;
  }
};

/// An extent is that of any operand that does not stretch.
struct MapExtents {
  static Extents compute(MapOp map, OpBuilder &builder) {
    int64_t rank = map.getType().getRank();
    Extents result(rank, builder.getIndexAttr(1));
    for (Value input : map.getInputs()) {
      auto type = cast<RankedTensorType>(input.getType());
      for (int64_t axis = 0; axis < type.getRank(); ++axis)
        if (type.getDimSize(axis) != 1)
          result[rank - type.getRank() + axis] =
              tensor::getMixedSize(builder, map.getLoc(), input, axis);
    }
    return result;
  }
};

struct ReduceExtents {
  static Extents compute(ReduceOp reduce, OpBuilder &builder) {
    Extents result;
    for (auto [axis, extent] : llvm::enumerate(tensor::getMixedSizes(
             builder, reduce.getLoc(), reduce.getInputs()[0])))
      if (!llvm::is_contained(reduce.getAxes(), static_cast<int64_t>(axis)))
        result.push_back(extent);
      else if (reduce.getKeep())
        result.push_back(builder.getIndexAttr(1));
    return result;
  }
};

/// The number of positions, and the places of the window.
struct WindowExtents {
  static Extents compute(WindowOp window, OpBuilder &builder) {
    Location loc = window.getLoc();
    Extents result = tensor::getMixedSizes(builder, loc, window.getInput());
    SmallVector<int64_t> stride = window.getStrideOrDefault();
    SmallVector<int64_t> dilation = window.getDilationOrDefault();
    SmallVector<int64_t> padding = window.getPaddingOrDefault();
    SmallVector<int64_t> spread = window.getBaseDilationOrDefault();
    AffineExpr extent = builder.getAffineDimExpr(0);
    for (auto [i, axis] : llvm::enumerate(window.getAxes())) {
      int64_t reach = dilation[i] * (window.getSize()[i] - 1) + 1;
      if (spread[i] != 1)
        // Nothing lies between the elements of an empty axis.
        result[axis] = affine::makeComposedFoldedAffineMax(
            builder, loc,
            AffineMap::get(1, 0,
                           {(extent - 1) * spread[i] + 1,
                            builder.getAffineConstantExpr(0)},
                           window.getContext()),
            {result[axis]});
      result[axis] =
          apply(builder, loc,
                (extent + (padding[2 * i] + padding[2 * i + 1] - reach))
                        .floorDiv(stride[i]) +
                    1,
                result[axis]);
    }
    for (int64_t size : window.getSize())
      result.push_back(builder.getIndexAttr(size));
    return result;
  }
};

/// Along the axis, one extent after the other.
struct ConcatExtents {
  static Extents compute(ConcatOp concat, OpBuilder &builder) {
    Extents result = tensor::getMixedSizes(builder, concat.getLoc(),
                                           concat.getInputs().front());
    AffineExpr sum = builder.getAffineConstantExpr(0);
    Extents parts;
    for (auto [i, input] : llvm::enumerate(concat.getInputs())) {
      sum = sum + builder.getAffineDimExpr(i);
      parts.push_back(tensor::getMixedSize(builder, concat.getLoc(), input,
                                           concat.getAxis()));
    }
    result[concat.getAxis()] = affine::makeComposedFoldedAffineApply(
        builder, concat.getLoc(), sum, parts);
    return result;
  }
};

/// The number of steps from the first place to the last.
struct SliceExtents {
  static Extents compute(SliceOp slice, OpBuilder &builder) {
    Extents input =
        tensor::getMixedSizes(builder, slice.getLoc(), slice.getInput());
    Extents result;
    auto getExpr = [&](SlicePlace place) {
      AffineExpr value = builder.getAffineConstantExpr(place.value);
      return place.isFromEnd ? builder.getAffineDimExpr(0) + value : value;
    };
    SmallVector<SliceTerm> terms = *parseSlice(slice.getRanges(), nullptr);
    for (auto [extent, term] : llvm::zip_equal(input, terms)) {
      if (term.isIndex)
        continue;
      auto [begin, end] = getPlaces(term);
      AffineExpr length = getExpr(end) - getExpr(begin);
      result.push_back(apply(builder, slice.getLoc(),
                             term.step > 0 ? length.ceilDiv(term.step)
                                           : (-length).ceilDiv(-term.step),
                             extent));
    }
    return result;
  }
};

/// The axes of the indices in the place of the first axis that they index.
struct GatherExtents {
  static Extents compute(GatherOp gather, OpBuilder &builder) {
    ArrayRef<int64_t> axes = gather.getAxes();
    Extents result;
    for (auto [axis, extent] : llvm::enumerate(tensor::getMixedSizes(
             builder, gather.getLoc(), gather.getInput()))) {
      if (static_cast<int64_t>(axis) == axes.front())
        llvm::append_range(result,
                           tensor::getMixedSizes(builder, gather.getLoc(),
                                                 gather.getIndices().front()));
      if (!llvm::is_contained(axes, static_cast<int64_t>(axis)))
        result.push_back(extent);
    }
    return result;
  }
};

/// All results have the extents of one operand.
template <unsigned operand> struct SameExtents {
  static Extents compute(Operation *op, OpBuilder &builder) {
    return tensor::getMixedSizes(builder, op->getLoc(),
                                 op->getOperand(operand));
  }
};

/// Those of the tensor that it is like, or of the type.
struct RandomExtents {
  static Extents compute(RandomOp random, OpBuilder &builder) {
    if (Value like = random.getLike())
      return tensor::getMixedSizes(builder, random.getLoc(), like);
    return getAsIndexOpFoldResult(random.getContext(),
                                  random.getType().getShape());
  }
};

/// One extent of rows; along the other axis, one extent after the other.
struct JoinRowsExtents {
  static Extents compute(JoinRowsOp join, OpBuilder &builder) {
    AffineExpr sum = builder.getAffineConstantExpr(0);
    Extents parts;
    for (auto [i, input] : llvm::enumerate(join.getInputs())) {
      sum = sum + builder.getAffineDimExpr(i);
      parts.push_back(tensor::getMixedSize(builder, join.getLoc(), input, 1));
    }
    return {tensor::getMixedSize(builder, join.getLoc(),
                                 join.getInputs().front(), 0),
            affine::makeComposedFoldedAffineApply(builder, join.getLoc(), sum,
                                                  parts)};
  }
};

/// Each result has the rows of its operand.
struct InternExtents
    : ReifyRankedShapedTypeOpInterface::ExternalModel<InternExtents, InternOp> {
  LogicalResult reifyResultShapes(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) const {
    for (auto [operand, result] :
         llvm::zip_equal(op->getOperands(), op->getResults()))
      shapes.push_back(preferStatic(
          builder, result,
          {tensor::getMixedSize(builder, op->getLoc(), operand, 0)}));
    return success();
  }
};
} // namespace

template <typename Model, typename Op>
static void attach(MLIRContext *context) {
  Op::template attachInterface<ExtentModel<Model, Op>>(*context);
}

void nn::registerExtentModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NNDialect *) {
    context->loadDialect<affine::AffineDialect>();
    attach<EinsumExtents, EinsumOp>(context);
    attach<RearrangeExtents, RearrangeOp>(context);
    attach<MapExtents, MapOp>(context);
    attach<ReduceExtents, ReduceOp>(context);
    attach<WindowExtents, WindowOp>(context);
    attach<ConcatExtents, ConcatOp>(context);
    attach<SliceExtents, SliceOp>(context);
    attach<GatherExtents, GatherOp>(context);
    attach<SameExtents<1>, ScatterOp>(context);
    attach<SameExtents<0>, SortOp>(context);
    attach<RandomExtents, RandomOp>(context);
    attach<SameExtents<0>, RequireOp>(context);
    attach<JoinRowsExtents, JoinRowsOp>(context);
    InternOp::attachInterface<InternExtents>(*context);
    attachRegionModels(*context);
  });
}
