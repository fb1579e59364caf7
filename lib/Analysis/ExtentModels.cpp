//===- ExtentModels.cpp - Extents of results from operands ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/ExtentModels.h"
#include "dialects/NN/AxisPattern.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/WindowShape.h"
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
template <typename Model, typename Op>
using ExtentModel = ReifyRankedShapedTypeOpInterface::ExternalModel<Model, Op>;

/// An axis has the extent of any operand on which it occurs.
struct EinsumExtents : ExtentModel<EinsumExtents, EinsumOp> {
  LogicalResult reifyResultShapes(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) const {
    auto einsum = cast<EinsumOp>(op);
    EinsumEquation equation = *parseEinsum(einsum.getEquation(), nullptr);
    llvm::StringMap<OpFoldResult> extents;
    for (auto [term, input] :
         llvm::zip_equal(equation.inputs, einsum.getInputs()))
      for (auto [axis, label] : llvm::enumerate(term)) {
        OpFoldResult &known = extents[label];
        // A number says more than an extent that has yet to be equal to it.
        if (!known || isa<Value>(known))
          known = tensor::getMixedSize(builder, op->getLoc(), input, axis);
      }
    Extents result;
    for (StringRef axis : equation.result)
      result.push_back(extents[axis]);
    shapes.push_back(
        preferStatic(builder, einsum.getResult(), std::move(result)));
    return success();
  }
};

/// What remains of the extent of a group on the left belongs to its one axis
/// of unknown extent; a group on the right has the product of its axes.
struct RearrangeExtents : ExtentModel<RearrangeExtents, RearrangeOp> {
  LogicalResult reifyResultShapes(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) const {
    Location loc = op->getLoc();
    auto rearrange = cast<RearrangeOp>(op);
    RearrangePattern pattern = *parseRearrange(rearrange.getPattern(), nullptr);
    llvm::StringMap<int64_t> known = *solveRearrange(
        pattern, rearrange.getInput().getType().getShape(),
        rearrange.getSizesAttr(), [&] { return op->emitOpError(); });
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
    shapes.push_back(
        preferStatic(builder, rearrange.getResult(), std::move(result)));
    return success();
  }
};

/// An extent is that of any operand that does not stretch.
struct MapExtents : ExtentModel<MapExtents, MapOp> {
  LogicalResult reifyResultShapes(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) const {
    auto map = cast<MapOp>(op);
    int64_t rank = map.getType().getRank();
    Extents result(rank, builder.getIndexAttr(1));
    for (Value input : map.getInputs()) {
      auto type = cast<RankedTensorType>(input.getType());
      for (int64_t axis = 0; axis < type.getRank(); ++axis)
        if (type.getDimSize(axis) != 1)
          result[rank - type.getRank() + axis] =
              tensor::getMixedSize(builder, op->getLoc(), input, axis);
    }
    shapes.push_back(preferStatic(builder, map.getResult(), std::move(result)));
    return success();
  }
};

struct ReduceExtents : ExtentModel<ReduceExtents, ReduceOp> {
  LogicalResult reifyResultShapes(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) const {
    auto reduce = cast<ReduceOp>(op);
    Extents result;
    for (auto [axis, extent] : llvm::enumerate(tensor::getMixedSizes(
             builder, op->getLoc(), reduce.getInputs()[0])))
      if (!llvm::is_contained(reduce.getAxes(), static_cast<int64_t>(axis)))
        result.push_back(extent);
      else if (reduce.getKeep())
        result.push_back(builder.getIndexAttr(1));
    for (Value value : op->getResults())
      shapes.push_back(preferStatic(builder, value, result));
    return success();
  }
};

/// The number of positions, and the places of the window.
struct WindowExtents : ExtentModel<WindowExtents, WindowOp> {
  LogicalResult reifyResultShapes(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) const {
    Location loc = op->getLoc();
    auto window = cast<WindowOp>(op);
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
                           op->getContext()),
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
    shapes.push_back(
        preferStatic(builder, window.getResult(), std::move(result)));
    return success();
  }
};
} // namespace

void nn::registerExtentModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NNDialect *) {
    context->loadDialect<affine::AffineDialect>();
    EinsumOp::attachInterface<EinsumExtents>(*context);
    RearrangeOp::attachInterface<RearrangeExtents>(*context);
    MapOp::attachInterface<MapExtents>(*context);
    ReduceOp::attachInterface<ReduceExtents>(*context);
    WindowOp::attachInterface<WindowExtents>(*context);
  });
}
