//===- RegionModels.cpp - Extents inside of control flow ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RegionModels.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

static Value getYielded(Region &region, unsigned index) {
  return region.front().getTerminator()->getOperand(index);
}

namespace {
template <typename Model, typename Op>
using RegionModel = RegionProgramOpInterface::ExternalModel<Model, Op>;

/// Carried values, parts of inputs, and stacked outputs.
struct ScanModel : RegionModel<ScanModel, ScanOp> {
  ExtentSource getArgumentSource(Operation *op, BlockArgument argument) const {
    auto scan = cast<ScanOp>(op);
    size_t index = argument.getArgNumber(), carried = scan.getInits().size();
    if (index < carried)
      return {scan.getInits()[index], std::nullopt};
    return {scan.getInputs()[index - carried], scan.getAxis()};
  }
  ExtentSource getResultSource(Operation *op, OpResult result) const {
    auto scan = cast<ScanOp>(op);
    size_t index = result.getResultNumber();
    if (index < scan.getInits().size())
      return {scan.getInits()[index], std::nullopt};
    return {getYielded(scan.getBody(), index), scan.getAxis()};
  }
  OpFoldResult reifyRunCount(Operation *op, OpBuilder &builder,
                             unsigned) const {
    auto scan = cast<ScanOp>(op);
    if (scan.getInputs().empty())
      return scan.getCount();
    return tensor::getMixedSize(builder, op->getLoc(), scan.getInputs().front(),
                                scan.getAxis());
  }
};

struct WeaveModel : RegionModel<WeaveModel, WeaveOp> {
  ExtentSource getArgumentSource(Operation *op, BlockArgument argument) const {
    auto weave = cast<WeaveOp>(op);
    return {weave.getInputs()[argument.getArgNumber()], weave.getAxis()};
  }
  ExtentSource getResultSource(Operation *op, OpResult result) const {
    auto weave = cast<WeaveOp>(op);
    return {getYielded(weave.getBody(), result.getResultNumber()),
            weave.getAxis()};
  }
  OpFoldResult reifyRunCount(Operation *op, OpBuilder &builder,
                             unsigned) const {
    auto weave = cast<WeaveOp>(op);
    return tensor::getMixedSize(builder, op->getLoc(),
                                weave.getInputs().front(), weave.getAxis());
  }
};

/// Both regions yield the same extents; which of them runs depends on data.
struct CondModel : RegionModel<CondModel, CondOp> {
  ExtentSource getArgumentSource(Operation *, BlockArgument) const {
    llvm_unreachable("the regions of nn.cond have no arguments");
  }
  ExtentSource getResultSource(Operation *op, OpResult result) const {
    return {
        getYielded(cast<CondOp>(op).getThenRegion(), result.getResultNumber()),
        std::nullopt};
  }
  OpFoldResult reifyRunCount(Operation *op, OpBuilder &builder,
                             unsigned) const {
    return builder.getIndexAttr(1);
  }
};

/// Values keep their extents; when they settle depends on data.
struct FixedPointModel : RegionModel<FixedPointModel, FixedPointOp> {
  ExtentSource getArgumentSource(Operation *op, BlockArgument argument) const {
    return {op->getOperand(argument.getArgNumber()), std::nullopt};
  }
  ExtentSource getResultSource(Operation *op, OpResult result) const {
    auto inits = cast<FixedPointOp>(op).getInits();
    unsigned index = result.getResultNumber();
    return {index < inits.size() ? inits[index] : Value(), std::nullopt};
  }
  OpFoldResult reifyRunCount(Operation *, OpBuilder &, unsigned) const {
    return {};
  }
};
} // namespace

void nn::attachRegionModels(MLIRContext &context) {
  CondOp::attachInterface<CondModel>(context);
  FixedPointOp::attachInterface<FixedPointModel>(context);
  ScanOp::attachInterface<ScanModel>(context);
  WeaveOp::attachInterface<WeaveModel>(context);
}
