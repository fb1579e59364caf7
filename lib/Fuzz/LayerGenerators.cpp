//===- LayerGenerators.cpp - Random layers --------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LayerGenerators.h"
#include "mlir/AsmParser/AsmParser.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Element by element
//===----------------------------------------------------------------------===//

static constexpr StringLiteral kActivations[] = {
    "#nn.abs",
    "#nn.clamp<low = -0.5, high = 2.0>",
    "#nn.cos",
    "#nn.elu<alpha = 0.5>",
    "#nn.exp",
    "#nn.gelu",
    "#nn.gelu<tanh>",
    "#nn.hard_sigmoid",
    "#nn.hard_swish",
    "#nn.hard_tanh",
    "#nn.leaky_relu<slope = -0.5>",
    "#nn.leaky_relu<slope = 0.25>",
    "#nn.log",
    "#nn.mish",
    "#nn.piecewise_linear<knots = [-1.0, 0.0, 2.0], values = [0.5, 0.0, 1.0], "
    "slopes = [-0.5, 0.0]>",
    "#nn.polynomial<[1.0, -0.5, 0.0, 0.25]>",
    "#nn.rational<numerator = [0.5, 1.0, 0.25], denominator = [-0.5, 1.0]>",
    "#nn.rational<numerator = [0.5, 1.0, 0.25], denominator = [-0.5, 1.0], "
    "absolute = terms>",
    "#nn.relu",
    "#nn.relu6",
    "#nn.selu",
    "#nn.sigmoid",
    "#nn.silu",
    "#nn.sin",
    "#nn.softplus",
    "#nn.softsign",
    "#nn.sqrt",
    "#nn.square",
    "#nn.tanh",
};

static Operation *applyActivation(Composer &net, StringRef function,
                                  Value input) {
  OperationState state(net.loc, ActivationOp::getOperationName());
  state.addOperands(input);
  state.getOrAddProperties<ActivationOp::Properties>().function =
      llvm::cast<ActivationInterface>(
          parseAttribute(function, net.builder.getContext()));
  state.addTypes(input.getType());
  return net.createValid(state);
}

static bool buildActivation(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat);
  if (!input)
    return false;
  Value value = input->value;
  StringRef function = net.random.pick(kActivations);
  // Positive numbers, for functions that have a value there alone.
  if (function == "#nn.log" || function == "#nn.sqrt") {
    Operation *positive = applyActivation(net, "#nn.softplus", value);
    if (!positive)
      return false;
    value = positive->getResult(0);
  }
  return applyActivation(net, function, value);
}

static bool buildPrelu(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat);
  if (!input)
    return false;
  bool perChannel = input->getRank() >= 2 && net.random.chance(60);
  OperationState state(net.loc, PreluOp::getOperationName());
  state.addOperands(input->value);
  return addOperand(state, net.getTensor(input->getElement(),
                                         perChannel ? input->getExtent(1)
                                                    : net.fixed(1))) &&
         net.createInferred(state);
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

//===----------------------------------------------------------------------===//
// Normalisation
//===----------------------------------------------------------------------===//

static FloatAttr makeEpsilon(Composer &net) {
  return net.builder.getF64FloatAttr(net.random.pick({1e-5, 1e-3, 0.25}));
}

/// An op along one axis whose result has the type of its input.
template <typename Op> static bool buildAlongAxis(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 1);
  OperationState state(net.loc, Op::getOperationName());
  if (!addOperand(state, input))
    return false;
  auto &properties = state.getOrAddProperties<typename Op::Properties>();
  properties.axis = net.builder.getI64IntegerAttr(
      net.random.between(0, input->getRank() - 1));
  if constexpr (std::is_same_v<Op, L2NormalizeOp>)
    properties.epsilon = makeEpsilon(net);
  state.addTypes(input->getType());
  return net.createValid(state);
}

/// An op with statistics over any axes.
template <typename Op> static bool buildOverAxes(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 1);
  if (!input)
    return false;
  SmallVector<int64_t> axes;
  SmallVector<Extent> extents;
  for (int64_t axis = 0; axis < input->getRank(); ++axis)
    if (net.random.chance(axis + 1 == input->getRank() ? 80 : 30)) {
      axes.push_back(axis);
      extents.push_back(input->getExtent(axis));
    }
  OperationState state(net.loc, Op::getOperationName());
  state.addOperands(input->value);
  auto &properties = state.getOrAddProperties<typename Op::Properties>();
  properties.axes = net.builder.getDenseI64ArrayAttr(axes);
  properties.epsilon = makeEpsilon(net);
  Type element = input->getElement();
  if constexpr (std::is_same_v<Op, RmsNormOp>) {
    int32_t scale = 0;
    if (!addOptional(net, state, scale, 60, element, extents))
      return false;
  } else {
    auto &segments = properties.operandSegmentSizes;
    segments[0] = 1;
    for (int32_t *segment : {&segments[1], &segments[2]})
      if (!addOptional(net, state, *segment, 60, element, extents))
        return false;
  }
  return net.createInferred(state);
}

/// An op that scales and shifts channels.
template <typename Op> static bool buildOverChannels(Composer &net) {
  constexpr bool hasGroups = std::is_same_v<Op, GroupNormOp>;
  const LiveTensor *input = net.pickOrMake(isFloat, hasGroups ? 2 : 3);
  if (!input)
    return false;
  OperationState state(net.loc, Op::getOperationName());
  state.addOperands(input->value);
  auto &properties = state.getOrAddProperties<typename Op::Properties>();
  properties.epsilon = makeEpsilon(net);
  if constexpr (hasGroups)
    properties.groups =
        net.builder.getI64IntegerAttr(net.random.pick({1, 2, 3}));
  auto &segments = properties.operandSegmentSizes;
  segments[0] = 1;
  for (int32_t *segment : {&segments[1], &segments[2]})
    if (!addOptional(net, state, *segment, 60, input->getElement(),
                     input->getExtent(1)))
      return false;
  return net.createInferred(state);
}

static bool buildBatchNorm(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 2);
  if (!input)
    return false;
  OperationState state(net.loc, BatchNormOp::getOperationName());
  state.addOperands(input->value);
  for (int i = 0; i < 4; ++i)
    if (!addOperand(state,
                    net.getTensor(input->getElement(), input->getExtent(1))))
      return false;
  state.getOrAddProperties<BatchNormOp::Properties>().epsilon =
      makeEpsilon(net);
  return net.createInferred(state);
}

ArrayRef<OpGenerator> nn::getLayerGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.activation", 6, buildActivation},
      {"nn.batch_norm", 2, buildBatchNorm},
      {"nn.group_norm", 2, buildOverChannels<GroupNormOp>},
      {"nn.instance_norm", 1, buildOverChannels<InstanceNormOp>},
      {"nn.l2_normalize", 1, buildAlongAxis<L2NormalizeOp>},
      {"nn.layer_norm", 3, buildOverAxes<LayerNormOp>},
      {"nn.linear", 4, buildLinear},
      {"nn.log_softmax", 1, buildAlongAxis<LogSoftmaxOp>},
      {"nn.prelu", 2, buildPrelu},
      {"nn.rms_norm", 2, buildOverAxes<RmsNormOp>},
      {"nn.softmax", 3, buildAlongAxis<SoftmaxOp>},
  };
  return generators;
}
