//===- SequenceGenerators.cpp - Random layers on sequences ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LayerGenerators.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace nn;

//===----------------------------------------------------------------------===//
// Attention
//===----------------------------------------------------------------------===//

static bool buildAttention(Composer &net) {
  const LiveTensor *query = net.pickOrMake(isFloat, 4, 4);
  if (!query)
    return false;
  Type element = query->getElement();
  Extent batch = query->getExtent(0), heads = query->getExtent(1);
  Extent queries = query->getExtent(2), depth = query->getExtent(3);
  Extent groups = heads, keys = net.pickExtent();
  if (std::optional<int64_t> count = heads.getFixed();
      count && *count % 2 == 0 && *count > 0 && net.random.chance(50))
    groups = net.fixed(*count / 2);
  if (net.random.chance(30))
    keys = queries;
  OperationState state(net.loc, AttentionOp::getOperationName());
  state.addOperands(query->value);
  if (!addOperand(state, net.getTensor(element, {batch, groups, keys, depth})))
    return false;
  if (!addOperand(state, net.getTensor(
                             element, {batch, groups, keys, net.pickExtent()})))
    return false;
  auto &properties = state.getOrAddProperties<AttentionOp::Properties>();
  auto &segments = properties.operandSegmentSizes;
  segments = {1, 1, 1, 0, 0, 0};
  // Masks and biases that broadcast in several ways.
  auto pickShape = [&]() -> SmallVector<Extent> {
    switch (net.random.between(0, 3)) {
    case 0:
      return {keys};
    case 1:
      return {queries, keys};
    case 2:
      return {heads, net.fixed(1), keys};
    default:
      return {batch, net.fixed(1), queries, net.fixed(1)};
    }
  };
  if (!addOptional(net, state, segments[3], 30, net.builder.getI1Type(),
                   pickShape()) ||
      !addOptional(net, state, segments[4], 30, element, pickShape()) ||
      !addOptional(net, state, segments[5], 20, element, heads))
    return false;
  if (net.random.chance(50))
    properties.causal = net.builder.getUnitAttr();
  if (net.random.chance(40))
    properties.scale = net.builder.getF64FloatAttr(0.5);
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// Positions
//===----------------------------------------------------------------------===//

static bool buildPositions(Composer &net) {
  const LiveTensor *input = net.pickOrMake([](Type) { return true; }, 1);
  OperationState state(net.loc, PositionsOp::getOperationName());
  if (!addOperand(state, input))
    return false;
  state.getOrAddProperties<PositionsOp::Properties>().axis =
      net.builder.getI64IntegerAttr(
          net.random.between(0, input->getRank() - 1));
  return net.createInferred(state);
}

static PairLayoutAttr pickLayout(Composer &net) {
  return PairLayoutAttr::get(
      net.builder.getContext(),
      net.random.pick({PairLayout::Interleaved, PairLayout::Halves}));
}

static FloatAttr pickBase(Composer &net) {
  return net.builder.getF64FloatAttr(net.random.pick({2.0, 100.0, 1e4}));
}

static bool buildSinusoidalEncoding(Composer &net) {
  OperationState state(net.loc, SinusoidalEncodingOp::getOperationName());
  if (!addOperand(state, net.pickOrMake(isFloat, 0, 3)))
    return false;
  auto &properties =
      state.getOrAddProperties<SinusoidalEncodingOp::Properties>();
  properties.layout = pickLayout(net);
  properties.depth = net.builder.getI64IntegerAttr(net.random.pick({2, 4, 6}));
  properties.base = pickBase(net);
  return net.createInferred(state);
}

static bool buildRotary(Composer &net) {
  const LiveTensor *input = net.pick([](const LiveTensor &tensor) {
    return isFloat(tensor.getElement()) && tensor.getRank() > 1 &&
           tensor.getType().getShape().back() % 2 == 0 &&
           !tensor.getType().isDynamicDim(tensor.getRank() - 1);
  });
  if (!input) {
    SmallVector<Extent> shape = net.pickShape(1, 3);
    shape.push_back(net.fixed(net.random.pick({2, 4})));
    input = net.getTensor(net.pickFloat(), shape);
  }
  OperationState state(net.loc, RotaryOp::getOperationName());
  if (!addOperand(state, input))
    return false;
  SmallVector<Extent> places = {input->getExtent(input->getRank() - 2)};
  if (input->getRank() > 2 && net.random.chance(50))
    places.insert(places.begin(), input->getExtent(0));
  Type element = net.random.chance(50) ? input->getElement()
                                       : Type(net.builder.getI32Type());
  int32_t hasPositions = 0;
  if (!addOptional(net, state, hasPositions, 60, element, places))
    return false;
  auto &properties = state.getOrAddProperties<RotaryOp::Properties>();
  properties.layout = pickLayout(net);
  properties.base = pickBase(net);
  return net.createInferred(state);
}

/// Rows of the tables of embeddings.
static constexpr int64_t kNumRows = 8;

/// Whether every element is the index of a row.
static bool holdsIndices(const LiveTensor &tensor) {
  auto type = dyn_cast<IntegerType>(tensor.getElement());
  if (!type || type.getWidth() == 1)
    return false;
  return llvm::all_of(tensor.samples, [](const Tensor &sample) {
    return llvm::all_of(sample.data, [](Number number) {
      return number.integer >= 0 && number.integer < kNumRows;
    });
  });
}

static bool buildEmbedding(Composer &net) {
  const LiveTensor *indices = net.pick(holdsIndices);
  if (!indices) {
    Type type = net.builder.getIntegerType(net.random.pick({8, 16, 32, 64}));
    const LiveTensor *integers = net.getTensor(type, net.pickShape(0, 2));
    if (!integers)
      return false;
    Value count = arith::ConstantOp::create(
        net.builder, net.loc, net.builder.getIntegerAttr(type, kNumRows));
    indices = net.makeRemainders(*integers, count);
  }
  OperationState state(net.loc, EmbeddingOp::getOperationName());
  if (!addOperand(state, indices) ||
      !addOperand(state, net.getTensor(net.pickFloat(), {net.fixed(kNumRows),
                                                         net.pickExtent()})))
    return false;
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// Cells
//===----------------------------------------------------------------------===//

/// A cell with `gates` gates; the states are as many as the op has results.
template <typename Op, int64_t gates> static bool buildCell(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isFloat, 1, 3);
  if (!input)
    return false;
  Type element = input->getElement();
  SmallVector<Extent> stateShape = input->getExtents();
  Extent in = stateShape.back(), hidden = net.pickExtent();
  stateShape.back() = hidden;
  Extent rows = hidden;
  for (int64_t &sample : rows.samples)
    sample *= gates;
  if (gates != 1)
    rows.name.clear();
  OperationState state(net.loc, Op::getOperationName());
  state.addOperands(input->value);
  constexpr bool isLstm = std::is_same_v<Op, LstmCellOp>;
  for (int i = 0; i < (isLstm ? 2 : 1); ++i)
    if (!addOperand(state, net.getTensor(element, stateShape)))
      return false;
  if (!addOperand(state, net.getTensor(element, {rows, in})) ||
      !addOperand(state, net.getTensor(element, {rows, hidden})))
    return false;
  int32_t hasBias = net.random.chance(50);
  for (int i = 0; i < 2 * hasBias; ++i)
    if (!addOperand(state, net.getTensor(element, rows)))
      return false;
  auto &properties = state.getOrAddProperties<typename Op::Properties>();
  auto &segments = properties.operandSegmentSizes;
  llvm::fill(segments, 1);
  segments[segments.size() - 1] = segments[segments.size() - 2] = hasBias;
  if constexpr (std::is_same_v<Op, ElmanCellOp>)
    properties.function = llvm::cast<ActivationInterface>(parseAttribute(
        net.random.pick({"#nn.tanh", "#nn.relu"}), net.builder.getContext()));
  return net.createInferred(state);
}

ArrayRef<OpGenerator> nn::getSequenceGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.attention", 3, buildAttention},
      {"nn.elman_cell", 1, buildCell<ElmanCellOp, 1>},
      {"nn.embedding", 2, buildEmbedding},
      {"nn.gru_cell", 1, buildCell<GruCellOp, 3>},
      {"nn.lstm_cell", 1, buildCell<LstmCellOp, 4>},
      {"nn.positions", 2, buildPositions},
      {"nn.rotary", 2, buildRotary},
      {"nn.sinusoidal_encoding", 1, buildSinusoidalEncoding},
  };
  return generators;
}
