//===- ImageGenerators.cpp - Random layers along spatial axes -------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LayerGenerators.h"

using namespace mlir;
using namespace nn;

/// A tensor with a batch, channels, and one to three spatial axes.
static const LiveTensor *pickImage(Composer &net) {
  return net.pickOrMake(isFloat, 3, 5);
}

static size_t countSpatialAxes(const LiveTensor *input) {
  return input->getRank() - 2;
}

/// Groups into which channels divide, often one.
static int64_t pickGroups(Composer &net, const Extent &channels) {
  std::optional<int64_t> count = channels.getFixed();
  if (!count || *count % 2 != 0 || *count == 0 || net.random.chance(60))
    return 1;
  return net.random.pick({int64_t(2), *count});
}

/// A kernel with the given first axes.
static const LiveTensor *getKernel(Composer &net, const LiveTensor *input,
                                   const Extent &first, const Extent &second) {
  SmallVector<Extent> shape = {first, second};
  for (size_t i = 0; i < countSpatialAxes(input); ++i)
    shape.push_back(net.fixed(net.random.between(1, 3)));
  return net.getTensor(input->getElement(), shape);
}

static bool buildConv(Composer &net) {
  const LiveTensor *input = pickImage(net);
  if (!input)
    return false;
  Extent channels = input->getExtent(1), out = net.pickExtent();
  int64_t groups = pickGroups(net, channels);
  if (groups != 1) {
    out = net.fixed(groups * net.random.between(1, 2));
    channels = net.fixed(*channels.getFixed() / groups);
  }
  OperationState state(net.loc, ConvOp::getOperationName());
  state.addOperands(input->value);
  if (!addOperand(state, getKernel(net, input, out, channels)))
    return false;
  if (net.random.chance(50) &&
      !addOperand(state, net.getTensor(input->getElement(), out)))
    return false;
  size_t count = countSpatialAxes(input);
  auto &properties = state.getOrAddProperties<ConvOp::Properties>();
  if (net.random.chance(40))
    properties.stride = makeEntries(net, count, {1, 2});
  if (net.random.chance(30))
    properties.dilation = makeEntries(net, count, {1, 2});
  if (net.random.chance(60))
    properties.padding = makeEntries(net, 2 * count, {0, 1, 1, 2});
  if (groups != 1 || net.random.chance(10))
    properties.groups = net.builder.getI64IntegerAttr(groups);
  return net.createInferred(state);
}

static bool buildConvTranspose(Composer &net) {
  const LiveTensor *input = pickImage(net);
  if (!input)
    return false;
  Extent channels = input->getExtent(1), perGroup = net.pickExtent();
  int64_t groups = pickGroups(net, channels);
  OperationState state(net.loc, ConvTransposeOp::getOperationName());
  state.addOperands(input->value);
  const LiveTensor *kernel = getKernel(net, input, channels, perGroup);
  if (!addOperand(state, kernel))
    return false;
  Extent out = perGroup;
  for (int64_t &sample : out.samples)
    sample *= groups;
  if (groups != 1)
    out.name.clear();
  if (net.random.chance(50) &&
      !addOperand(state, net.getTensor(input->getElement(), out)))
    return false;
  size_t count = countSpatialAxes(input);
  auto &properties = state.getOrAddProperties<ConvTransposeOp::Properties>();
  if (net.random.chance(60))
    properties.stride = makeEntries(net, count, {1, 2});
  if (net.random.chance(30))
    properties.output_padding = makeEntries(net, count, {0, 1});
  // The kernel adds as many elements as may be cut off.
  if (net.random.chance(40))
    properties.padding = makeEntries(net, 2 * count, {0, 0, 1});
  if (net.random.chance(30))
    properties.dilation = makeEntries(net, count, {1, 2});
  if (groups != 1)
    properties.groups = net.builder.getI64IntegerAttr(groups);
  return net.createInferred(state);
}

static PoolKindAttr pickPoolKind(Composer &net) {
  return PoolKindAttr::get(net.builder.getContext(),
                           net.random.pick({PoolKind::Max, PoolKind::Average}));
}

static bool buildPool(Composer &net) {
  const LiveTensor *input = pickImage(net);
  OperationState state(net.loc, PoolOp::getOperationName());
  if (!addOperand(state, input))
    return false;
  size_t count = countSpatialAxes(input);
  auto &properties = state.getOrAddProperties<PoolOp::Properties>();
  properties.kind = pickPoolKind(net);
  properties.size = makeEntries(net, count, {1, 2, 3});
  if (net.random.chance(50))
    properties.stride = makeEntries(net, count, {1, 2, 3});
  if (net.random.chance(30))
    properties.dilation = makeEntries(net, count, {1, 2});
  if (net.random.chance(40))
    properties.padding = makeEntries(net, 2 * count, {0, 1});
  if (properties.kind.getValue() == PoolKind::Average && net.random.chance(50))
    properties.exclude_padding = net.builder.getUnitAttr();
  return net.createInferred(state);
}

static bool buildAdaptivePool(Composer &net) {
  const LiveTensor *input = pickImage(net);
  OperationState state(net.loc, AdaptivePoolOp::getOperationName());
  if (!addOperand(state, input))
    return false;
  auto &properties = state.getOrAddProperties<AdaptivePoolOp::Properties>();
  properties.kind = pickPoolKind(net);
  properties.size = makeEntries(net, countSpatialAxes(input), {1, 2, 3, 5});
  return net.createInferred(state);
}

static bool buildResize(Composer &net) {
  const LiveTensor *input = pickImage(net);
  OperationState state(net.loc, ResizeOp::getOperationName());
  if (!addOperand(state, input))
    return false;
  size_t count = countSpatialAxes(input);
  auto &properties = state.getOrAddProperties<ResizeOp::Properties>();
  auto kind = net.random.pick({ResizeKind::Nearest, ResizeKind::Linear});
  properties.kind = ResizeKindAttr::get(net.builder.getContext(), kind);
  if (net.random.chance(50))
    properties.size = makeEntries(net, count, {1, 2, 3, 5});
  else
    properties.factor = makeEntries(net, count, {1, 2, 3});
  if (kind == ResizeKind::Linear && net.random.chance(50))
    properties.align_corners = net.builder.getUnitAttr();
  return net.createInferred(state);
}

ArrayRef<OpGenerator> nn::getImageGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.adaptive_pool", 2, buildAdaptivePool},
      {"nn.conv", 3, buildConv},
      {"nn.conv_transpose", 2, buildConvTranspose},
      {"nn.pool", 2, buildPool},
      {"nn.resize", 2, buildResize},
  };
  return generators;
}
