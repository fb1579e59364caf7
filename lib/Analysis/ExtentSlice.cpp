//===- ExtentSlice.cpp - Extents at another place -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Analysis/ExtentSlice.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace nn;

static InFlightDiagnostic refuse(Value value) {
  return emitError(value.getLoc(), "expected an extent to follow from the "
                                   "extents of inputs by arithmetic");
}

FailureOr<Value> ExtentSlice::get(OpFoldResult number, Location loc) {
  if (auto value = dyn_cast<Value>(number))
    return get(value);
  return getValueOrCreateConstantIndexOp(builder, loc, number);
}

FailureOr<Value> ExtentSlice::get(Value number) {
  if (isAvailable(number))
    return number;
  if (Value known = mapping.lookupOrNull(number))
    return known;
  Operation *op = number.getDefiningOp();
  if (!op)
    return refuse(number);
  // An axis that is known: of a tensor or of a buffer.
  auto getAxis = [&](auto dim) -> FailureOr<Value> {
    std::optional<int64_t> axis = dim.getConstantIndex();
    if (!axis)
      return refuse(number);
    return getExtent(dim.getSource(), *axis);
  };
  FailureOr<Value> extent =
      TypeSwitch<Operation *, FailureOr<Value>>(op)
          .Case<tensor::DimOp, memref::DimOp>(getAxis)
          .Default([&](Operation *) -> FailureOr<Value> {
            auto isNumber = [](Type type) {
              return type.isIntOrIndexOrFloat();
            };
            // A division need not be speculatable: '--nn-guard-arithmetic'
            // gives it a result everywhere.
            if (!isMemoryEffectFree(op) || op->getNumRegions() != 0 ||
                !llvm::all_of(op->getOperandTypes(), isNumber))
              return refuse(number);
            for (Value operand : op->getOperands())
              if (!isAvailable(operand)) {
                FailureOr<Value> copy = get(operand);
                if (failed(copy))
                  return failure();
                mapping.map(operand, *copy);
              }
            builder.clone(*op, mapping);
            return mapping.lookup(number);
          });
  if (succeeded(extent))
    mapping.map(number, *extent);
  return extent;
}

FailureOr<Value> ExtentSlice::getExtent(Value shaped, int64_t axis) {
  auto type = cast<ShapedType>(shaped.getType());
  Location loc = shaped.getLoc();
  if (!type.isDynamicDim(axis))
    return Value(
        arith::ConstantIndexOp::create(builder, loc, type.getDimSize(axis)));
  if (isAvailable(shaped)) {
    if (isa<MemRefType>(type))
      return builder.createOrFold<memref::DimOp>(loc, shaped, axis);
    return builder.createOrFold<tensor::DimOp>(loc, shaped, axis);
  }
  if (Value known = extents.lookup({shaped, axis}))
    return known;
  if (Value source = sources.lookup({shaped, axis})) {
    if (!visiting.insert({shaped, axis}).second)
      return refuse(shaped);
    return get(source);
  }
  auto given = shapes.find(shaped);
  if (given != shapes.end()) {
    auto [outer, dropped] = given->second;
    return getExtent(outer, axis + (dropped && axis >= *dropped ? 1 : 0));
  }
  if (auto argument = dyn_cast<BlockArgument>(shaped))
    return getExtentOfArgument(argument, axis);
  return getExtentOfResult(cast<OpResult>(shaped), axis);
}

FailureOr<Value> ExtentSlice::getExtentOfArgument(BlockArgument argument,
                                                  int64_t axis) {
  // What loops carry keeps its extents.
  Operation *parent = argument.getOwner()->getParentOp();
  if (auto loop = dyn_cast<scf::ForOp>(parent))
    if (OpOperand *init = loop.getTiedLoopInit(argument))
      return getExtent(init->get(), axis);
  if (auto loop = dyn_cast<scf::WhileOp>(parent)) {
    unsigned number = argument.getArgNumber();
    if (argument.getOwner() == loop.getBeforeBody())
      return getExtent(loop.getInits()[number], axis);
    return getExtent(loop.getConditionOp().getArgs()[number], axis);
  }
  return refuse(argument);
}

/// Sizes of a part of a tensor or buffer at `axis` of the part, which may have
/// fewer axes than there are sizes.
template <typename Op> static OpFoldResult getSizeOfPart(Op op, int64_t axis) {
  llvm::SmallBitVector dropped = op.getDroppedDims();
  for (auto [place, size] : llvm::enumerate(op.getMixedSizes()))
    if (!dropped.test(place) && axis-- == 0)
      return size;
  llvm_unreachable("a part has its axes");
}

/// An extent of what the steps of `op` yield, one behind the other.
template <typename Op>
FailureOr<Value> ExtentSlice::getStackedExtent(Op op, Value countOrNull,
                                               ValueRange inits,
                                               unsigned number, int64_t axis) {
  auto along = static_cast<int64_t>(op.getAxis());
  if (axis == along)
    return countOrNull ? get(countOrNull)
                       : getExtent(op.getInputs().front(), along);
  Block &body = op.getBody().front();
  for (auto [argument, init] : llvm::zip(body.getArguments(), inits))
    setShape(argument, init);
  for (auto [argument, input] : llvm::zip_equal(
           body.getArguments().drop_front(inits.size()), op.getInputs()))
    setShape(argument, input, along);
  return getExtent(body.getTerminator()->getOperand(number),
                   axis > along ? axis - 1 : axis);
}

FailureOr<Value> ExtentSlice::getExtentOfResult(OpResult result, int64_t axis) {
  Operation *op = result.getOwner();
  unsigned number = result.getResultNumber();
  Location loc = op->getLoc();
  using Extent = FailureOr<Value>;
  auto product = [&](Value source, ArrayRef<int64_t> axes) -> Extent {
    Value extent = arith::ConstantIndexOp::create(builder, loc, 1);
    for (int64_t part : axes) {
      Extent factor = getExtent(source, part);
      if (failed(factor))
        return failure();
      extent = builder.createOrFold<arith::MulIOp>(loc, extent, *factor);
    }
    return extent;
  };
  return TypeSwitch<Operation *, Extent>(op)
      .Case([&](CondOp cond) {
        // Both sides yield the same extents.
        return getExtent(
            cond.getThenRegion().front().getTerminator()->getOperand(number),
            axis);
      })
      .Case([&](FixedPointOp loop) {
        return getExtent(loop.getInits()[number], axis);
      })
      .Case([&](ScanOp scan) -> Extent {
        if (number < scan.getInits().size())
          return getExtent(scan.getInits()[number], axis);
        return getStackedExtent(scan, scan.getCount(), scan.getInits(), number,
                                axis);
      })
      .Case([&](WeaveOp weave) {
        return getStackedExtent(weave, Value(), ValueRange(), number, axis);
      })
      .Case([&](scf::ForOp loop) {
        return getExtent(loop.getInitArgs()[number], axis);
      })
      .Case([&](scf::WhileOp loop) {
        return getExtent(loop.getConditionOp().getArgs()[number], axis);
      })
      .Case([&](scf::IfOp branch) {
        // Both sides yield the same extents.
        return getExtent(branch.thenYield().getOperand(number), axis);
      })
      .Case<tensor::CastOp, memref::CastOp>(
          [&](auto cast) { return getExtent(cast.getSource(), axis); })
      .Case<tensor::ExtractSliceOp, memref::SubViewOp>(
          [&](auto part) { return get(getSizeOfPart(part, axis), loc); })
      .Case<tensor::ExpandShapeOp, memref::ExpandShapeOp>([&](auto expand) {
        return get(expand.getMixedOutputShape()[axis], loc);
      })
      .Case<tensor::CollapseShapeOp, memref::CollapseShapeOp>(
          [&](auto collapse) {
            return product(collapse.getSrc(),
                           collapse.getReassociationIndices()[axis]);
          })
      .Case<tensor::EmptyOp, memref::AllocOp>(
          [&](auto made) { return get(made.getMixedSizes()[axis], loc); })
      .Case([&](memref::ViewOp view) -> Extent {
        return get(view.getSizes()[view.getType().getDynamicDimIndex(axis)]);
      })
      .Case([&](bufferization::ToTensorOp tensor) {
        return getExtent(tensor.getBuffer(), axis);
      })
      .Case([&](arith::SelectOp select) {
        return getExtent(select.getTrueValue(), axis);
      })
      .Case([&](DestinationStyleOpInterface made) {
        return getExtent(made.getTiedOpOperand(result)->get(), axis);
      })
      .Case([&](ReifyRankedShapedTypeOpInterface reify) -> Extent {
        OpBuilder after(op->getContext());
        after.setInsertionPointAfter(op);
        FailureOr<OpFoldResult> extent =
            reifyDimOfResult(after, op, number, axis);
        if (failed(extent))
          return refuse(result);
        return get(*extent, loc);
      })
      .Default([&](Operation *) -> Extent { return refuse(result); });
}
