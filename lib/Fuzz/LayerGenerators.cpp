//===- LayerGenerators.cpp - Random layers --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Composer.h"
#include "mlir/AsmParser/AsmParser.h"

using namespace mlir;
using namespace nn;

static bool isFloat(Type type) { return isa<FloatType>(type); }

/// Appends `tensor` to the operands of `state`; false if there is none.
static bool addOperand(OperationState &state, const LiveTensor *tensor) {
  if (!tensor)
    return false;
  state.addOperands(tensor->value);
  return true;
}

/// Entries for attributes such as strides, each one of `choices`.
static DenseI64ArrayAttr makeEntries(Composer &net, size_t count,
                                     ArrayRef<int64_t> choices) {
  SmallVector<int64_t> entries;
  for (size_t i = 0; i < count; ++i)
    entries.push_back(net.random.pick(choices));
  return net.builder.getDenseI64ArrayAttr(entries);
}

//===----------------------------------------------------------------------===//
// Element by element
//===----------------------------------------------------------------------===//

static constexpr StringLiteral kActivations[] = {
    "#nn.exp",      "#nn.gelu",    "#nn.leaky_relu<slope = 0.25>",
    "#nn.relu",     "#nn.sigmoid", "#nn.leaky_relu<slope = -0.5>",
    "#nn.softplus", "#nn.silu",    "#nn.tanh",
};

static bool buildActivation(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat);
  OperationState state(net.loc, ActivationOp::getOperationName());
  if (!addOperand(state, input))
    return false;
  state.getOrAddProperties<ActivationOp::Properties>().function =
      llvm::cast<ActivationInterface>(parseAttribute(
          net.random.pick(kActivations), net.builder.getContext()));
  state.addTypes(input->getType());
  return net.createValid(state);
}

//===----------------------------------------------------------------------===//
// Contractions
//===----------------------------------------------------------------------===//

static bool buildLinear(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 1, 4);
  if (!input)
    return false;
  Type element = input->getElement();
  Extent in = input->getExtent(input->getRank() - 1), out = net.pickExtent();
  OperationState state(net.loc, LinearOp::getOperationName());
  state.addOperands(input->value);
  if (!addOperand(state, net.getTensor(element, {out, in})))
    return false;
  if (net.random.chance(60) && !addOperand(state, net.getTensor(element, out)))
    return false;
  return net.createInferred(state);
}

static bool buildConv(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 4, 4);
  if (!input)
    return false;
  Type element = input->getElement();
  Extent channels = input->getExtent(1);
  int64_t groups = 1;
  Extent out = net.pickExtent(), perGroup = channels;
  if (std::optional<int64_t> count = channels.getFixed();
      count && *count % 2 == 0 && *count > 0 && net.random.chance(40)) {
    groups = net.random.chance(50) ? 2 : *count;
    out = net.fixed(groups * net.random.between(1, 2));
    perGroup = net.fixed(*count / groups);
  }
  OperationState state(net.loc, ConvOp::getOperationName());
  state.addOperands(input->value);
  if (!addOperand(state, net.getTensor(element,
                                       {out, perGroup,
                                        net.fixed(net.random.between(1, 3)),
                                        net.fixed(net.random.between(1, 3))})))
    return false;
  if (net.random.chance(50) && !addOperand(state, net.getTensor(element, out)))
    return false;
  auto &properties = state.getOrAddProperties<ConvOp::Properties>();
  if (net.random.chance(40))
    properties.stride = makeEntries(net, 2, {1, 2});
  if (net.random.chance(30))
    properties.dilation = makeEntries(net, 2, {1, 2});
  if (net.random.chance(60))
    properties.padding = makeEntries(net, 4, {0, 1, 1, 2});
  if (groups != 1 || net.random.chance(10))
    properties.groups = net.builder.getI64IntegerAttr(groups);
  return net.createInferred(state);
}

static bool buildPool(Composer &net) {
  OperationState state(net.loc, PoolOp::getOperationName());
  if (!addOperand(state, net.pickOrMake(isFloat, 4, 4)))
    return false;
  auto &properties = state.getOrAddProperties<PoolOp::Properties>();
  properties.kind = PoolKindAttr::get(
      net.builder.getContext(),
      net.random.pick({PoolKind::Max, PoolKind::Average}));
  properties.size = makeEntries(net, 2, {1, 2, 3});
  if (net.random.chance(50))
    properties.stride = makeEntries(net, 2, {1, 2, 3});
  if (net.random.chance(40))
    properties.padding = makeEntries(net, 4, {0, 1});
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// Normalisation
//===----------------------------------------------------------------------===//

static bool buildSoftmax(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 1);
  OperationState state(net.loc, SoftmaxOp::getOperationName());
  if (!addOperand(state, input))
    return false;
  state.getOrAddProperties<SoftmaxOp::Properties>().axis =
      net.builder.getI64IntegerAttr(
          net.random.between(0, input->getRank() - 1));
  state.addTypes(input->getType());
  return net.createValid(state);
}

static FloatAttr makeEpsilon(Composer &net) {
  return net.builder.getF64FloatAttr(net.random.pick({1e-5, 1e-3, 0.25}));
}

static bool buildLayerNorm(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 1);
  if (!input)
    return false;
  SmallVector<Extent> trailing = input->getExtents();
  trailing.erase(trailing.begin(),
                 trailing.begin() +
                     net.random.between(0, input->getRank() - 1));
  OperationState state(net.loc, LayerNormOp::getOperationName());
  state.addOperands(input->value);
  for (int i = 0; i < 2; ++i)
    if (!addOperand(state, net.getTensor(input->getElement(), trailing)))
      return false;
  state.getOrAddProperties<LayerNormOp::Properties>().epsilon =
      makeEpsilon(net);
  return net.createInferred(state);
}

static bool buildBatchNorm(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 2);
  if (!input)
    return false;
  OperationState state(net.loc, BatchNormOp::getOperationName());
  state.addOperands(input->value);
  for (int i = 0; i < 4; ++i)
    if (!addOperand(state, net.getTensor(input->getElement(),
                                         input->getExtent(1))))
      return false;
  state.getOrAddProperties<BatchNormOp::Properties>().epsilon =
      makeEpsilon(net);
  return net.createInferred(state);
}

ArrayRef<OpGenerator> nn::getLayerGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.activation", 4, buildActivation},
      {"nn.batch_norm", 2, buildBatchNorm},
      {"nn.conv", 3, buildConv},
      {"nn.layer_norm", 3, buildLayerNorm},
      {"nn.linear", 4, buildLinear},
      {"nn.pool", 2, buildPool},
      {"nn.softmax", 3, buildSoftmax},
  };
  return generators;
}
