//===- LayerOps.cpp - Activations and affine maps -------------------------===//
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

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// nn.activation
//===----------------------------------------------------------------------===//

std::optional<int64_t> ActivationOp::getOperationCount() {
  return scaleByExtents(1, getType().getShape());
}

FailureOr<SmallVector<Value>> ActivationOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  auto body = [&](OpBuilder &b, Location loc, ValueRange x) {
    return getFunction().buildValue(b, loc, x[0]);
  };
  return core.finish(*this, core.map(getInput(), body));
}

//===----------------------------------------------------------------------===//
// nn.prelu
//===----------------------------------------------------------------------===//

LogicalResult PreluOp::inferReturnTypes(MLIRContext *context,
                                        std::optional<Location> location,
                                        PreluOp::Adaptor adaptor,
                                        SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  RankedTensorType slope = getTensorType(adaptor.getSlope());
  // C1.
  if (slope.getDimSize(0) != 1) {
    if (input.getRank() < 2)
      return infer() << "expected 'slope' to have extent 1, as 'input' has no "
                        "axis 1, got "
                     << slope;
    AxisTable table(infer);
    if (failed(table.bind("channel", input, 1, "input")) ||
        failed(table.bind("channel", slope, 0, "slope")))
      return failure();
  }
  // C2.
  if (failed(infer.verifyElement("slope", slope, input.getElementType())))
    return failure();
  results.push_back(input);
  return success();
}

std::optional<int64_t> PreluOp::getOperationCount() {
  return scaleByExtents(1, getType().getShape());
}

FailureOr<SmallVector<Value>> PreluOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  Value input = getInput(), slope = getSlope();
  if (getSlope().getType().getDimSize(0) == 1) {
    slope = core.rearrange("1 ->", slope);
  } else {
    core.agree({{&input, 1}, {&slope, 0}});
    slope = core.align(slope, {1}, getType().getRank());
  }
  auto body = [](OpBuilder &b, Location loc, ValueRange v) -> Value {
    Scalar x{b, loc, v[0]};
    return x.ifPositive(x, x * x.make(v[1])).value;
  };
  return core.finish(*this, core.map({input, slope}, body));
}

//===----------------------------------------------------------------------===//
// nn.linear
//===----------------------------------------------------------------------===//

LogicalResult LinearOp::inferReturnTypes(MLIRContext *context,
                                         std::optional<Location> location,
                                         LinearOp::Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType input = getTensorType(adaptor.getInput());
  RankedTensorType weight = getTensorType(adaptor.getWeight());
  Type element = input.getElementType();
  // C1.
  if (input.getRank() == 0)
    return infer() << "expected 'input' to have at least one axis";
  // C4.
  if (failed(infer.verifyElement("weight", weight, element)))
    return failure();
  // C2 and C3.
  AxisTable table(infer);
  int64_t last = input.getRank() - 1;
  if (failed(table.bind("in", input, last, "input")) ||
      failed(table.bind("in", weight, 1, "weight")) ||
      failed(table.bind("out", weight, 0, "weight")))
    return failure();
  if (Value bias = adaptor.getBias())
    if (failed(infer.verifyElement("bias", bias.getType(), element)) ||
        failed(table.bind("out", getTensorType(bias), 0, "bias")))
      return failure();
  auto axes = table.bindNumbered(input, last, "input");
  if (failed(axes))
    return failure();
  axes->push_back("out");
  results.push_back(table.makeType(*axes, element));
  return success();
}

std::optional<int64_t> LinearOp::getOperationCount() {
  auto product = scaleByExtents(2, getType().getShape());
  if (!product)
    return std::nullopt;
  return scaleByExtents(*product, getWeight().getType().getDimSize(1));
}

FailureOr<SmallVector<Value>> LinearOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  // "b0 b1 i, o i -> b0 b1 o"
  std::string batch = listAxes("b", getInput().getType().getRank() - 1);
  Value weight = getWeight(), bias = getBias();
  if (bias)
    core.agree({{&weight, 0}, {&bias, 0}});
  Value result =
      core.einsum(batch + " i, o i ->" + batch + " o", {getInput(), weight});
  if (bias)
    result = core.map<arith::AddFOp>({result, bias});
  return core.finish(*this, result);
}

//===----------------------------------------------------------------------===//
// nn.embedding
//===----------------------------------------------------------------------===//

LogicalResult EmbeddingOp::inferReturnTypes(MLIRContext *context,
                                            std::optional<Location> location,
                                            EmbeddingOp::Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  Inference infer(getOperationName(), context, location);
  RankedTensorType indices = getTensorType(adaptor.getIndices());
  RankedTensorType table = getTensorType(adaptor.getTable());
  AxisTable axes(infer);
  auto labels = axes.bindNumbered(indices, indices.getRank(), "indices");
  if (failed(labels) || failed(axes.bind("vector", table, 1, "table")))
    return failure();
  labels->push_back("vector");
  results.push_back(axes.makeType(*labels, table.getElementType()));
  return success();
}

std::optional<int64_t> EmbeddingOp::getOperationCount() { return 0; }

FailureOr<SmallVector<Value>> EmbeddingOp::decompose(OpBuilder &builder) {
  CoreBuilder core{builder, getLoc()};
  return core.finish(*this, core.gather(getTable(), 0, getIndices()));
}
