//===- IndexingGenerators.cpp - Random ops on places ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Composer.h"
#include "ScalarComposer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace nn;

static bool isAny(Type) { return true; }

//===----------------------------------------------------------------------===//
// nn.concat and nn.slice
//===----------------------------------------------------------------------===//

static bool buildConcat(Composer &net) {
  const LiveTensor *first = net.pickOrMake(isAny, 1);
  if (!first)
    return false;
  int64_t axis = net.random.between(0, first->getRank() - 1);
  SmallVector<Value> inputs = {first->value};
  for (int64_t i = net.random.pick({0, 1, 1, 2}); i > 0; --i) {
    SmallVector<Extent> shape = first->getExtents();
    shape[axis] = net.pickExtent();
    const LiveTensor *next = net.getTensor(first->getElement(), shape);
    if (!next)
      return false;
    inputs.push_back(next->value);
  }
  net.random.shuffle(inputs);
  OperationState state(net.loc, ConcatOp::getOperationName());
  state.addOperands(inputs);
  state.getOrAddProperties<ConcatOp::Properties>().axis =
      net.builder.getI64IntegerAttr(axis);
  return net.createInferred(state);
}

/// A term of a slice of an axis that has at least `extent` elements.
static std::string makeTerm(Random &random, int64_t extent) {
  // Places count from the beginning, or from the end.
  auto place = [&](int64_t number) { return std::to_string(number); };
  int64_t begin = random.between(0, extent);
  int64_t end = random.between(begin, extent);
  switch (random.between(0, 9)) {
  case 0:
    return ":";
  case 1:
    return "::-1";
  case 2:
    return "::2";
  case 3:
    return place(begin) + ":";
  case 4:
    return ":" + place(end);
  case 5:
    return begin < extent ? ":-" + place(begin + 1) : ":";
  case 6:
    return place(begin) + ":" + place(end) + ":" + place(random.between(1, 3));
  case 7:
    return extent > 0 ? place(random.between(0, extent - 1)) : ":";
  case 8:
    return extent > 0 ? place(random.between(-extent, -1)) : ":";
  default:
    // Backwards, from an element that is there.
    return begin < end ? place(end - 1) + ":" + place(begin) + ":-1" : ":";
  }
}

static bool buildSlice(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isAny, 1);
  if (!input)
    return false;
  SmallVector<std::string> terms;
  for (const Extent &extent : input->getExtents())
    terms.push_back(
        net.random.chance(30)
            ? ":"
            : makeTerm(net.random, *llvm::min_element(extent.samples)));
  OperationState state(net.loc, SliceOp::getOperationName());
  state.addOperands(input->value);
  state.getOrAddProperties<SliceOp::Properties>().ranges =
      net.builder.getStringAttr(llvm::join(terms, ", "));
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// nn.gather and nn.scatter
//===----------------------------------------------------------------------===//

/// Indices of an axis of `tensor` made of integers, as their remainders: by the
/// extent, or by the least that the samples have, which a call with another
/// extent may break.
static const LiveTensor *makeIndices(Composer &net, const LiveTensor &tensor,
                                     int64_t axis, const LiveTensor &integers) {
  OpBuilder &b = net.builder;
  Type type = integers.getElement();
  Extent extent = tensor.getExtent(axis);
  int64_t least = *llvm::min_element(extent.samples);
  Value count;
  if (net.random.chance(50)) {
    count = tensor::DimOp::create(b, net.loc, tensor.value, axis);
    if (type.isIndex())
      // Index arithmetic is not guarded by the compiler.
      count = arith::MaxSIOp::create(
          b, net.loc, count, arith::ConstantIndexOp::create(b, net.loc, 1));
    else
      count = arith::IndexCastOp::create(b, net.loc, type, count);
  } else {
    count = arith::ConstantOp::create(
        b, net.loc, b.getIntegerAttr(type, std::max<int64_t>(least, 1)));
  }
  return net.makeRemainders(integers, count);
}

/// Axes of a tensor, and a tensor of indices for each.
struct Places {
  SmallVector<int64_t> axes;
  SmallVector<Value> indices;
  /// The extents of a gather.
  SmallVector<Extent> shape;
};

static std::optional<Places> makePlaces(Composer &net,
                                        const LiveTensor &tensor) {
  Places places;
  int64_t rank = tensor.getRank();
  places.axes.push_back(net.random.between(0, rank - 1));
  if (rank > 1 && net.random.chance(25)) {
    int64_t other = net.random.between(0, rank - 2);
    places.axes.push_back(other + (other >= places.axes[0]));
    llvm::sort(places.axes);
  }
  SmallVector<Extent> placeShape = net.pickShape(0, 2);
  for (int64_t axis : places.axes) {
    Type type = net.builder.getIntegerType(net.random.pick({8, 16, 32, 64}));
    if (net.random.chance(10))
      type = net.builder.getIndexType();
    const LiveTensor *integers = net.getTensor(type, placeShape);
    const LiveTensor *indices =
        integers ? makeIndices(net, tensor, axis, *integers) : nullptr;
    if (!indices)
      return std::nullopt;
    places.indices.push_back(indices->value);
  }
  for (auto [axis, extent] : llvm::enumerate(tensor.getExtents())) {
    auto place = static_cast<int64_t>(axis);
    if (place == places.axes.front())
      llvm::append_range(places.shape, placeShape);
    if (!llvm::is_contained(places.axes, place))
      places.shape.push_back(extent);
  }
  if (places.shape.size() > static_cast<size_t>(kMaxAxes))
    return std::nullopt;
  return places;
}

static bool buildGather(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isAny, 1);
  if (!input)
    return false;
  std::optional<Places> places = makePlaces(net, *input);
  if (!places)
    return false;
  OperationState state(net.loc, GatherOp::getOperationName());
  state.addOperands(input->value);
  state.addOperands(places->indices);
  state.getOrAddProperties<GatherOp::Properties>().axes =
      net.builder.getDenseI64ArrayAttr(places->axes);
  return net.createInferred(state);
}

static bool buildScatter(Composer &net) {
  const LiveTensor *dest = net.pickOrMake(isAny, 1);
  if (!dest)
    return false;
  std::optional<Places> places = makePlaces(net, *dest);
  if (!places)
    return false;
  Type element = dest->getElement();
  const LiveTensor *updates = net.getTensor(element, places->shape);
  if (!updates)
    return false;
  OperationState state(net.loc, ScatterOp::getOperationName());
  state.addOperands({updates->value, dest->value});
  state.addOperands(places->indices);
  state.getOrAddProperties<ScatterOp::Properties>().axes =
      net.builder.getDenseI64ArrayAttr(places->axes);
  auto region = std::make_unique<Region>();
  {
    OpBuilder::InsertionGuard guard(net.builder);
    Block *block = net.builder.createBlock(region.get(), {}, {element, element},
                                           {net.loc, net.loc});
    // The order of updates is specified, so that any function will do.
    ScalarComposer composer(net.builder, net.loc, net.random,
                            block->getArguments());
    YieldOp::create(net.builder, net.loc,
                    composer.make(element, net.random.between(0, 2)));
  }
  state.addRegion(std::move(region));
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// nn.sort and nn.random
//===----------------------------------------------------------------------===//

static bool buildSort(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isAny, 1);
  if (!input)
    return false;
  OperationState state(net.loc, SortOp::getOperationName());
  state.addOperands(input->value);
  auto &properties = state.getOrAddProperties<SortOp::Properties>();
  properties.axis = net.builder.getI64IntegerAttr(
      net.random.between(0, input->getRank() - 1));
  properties.descending =
      net.random.chance(50) ? net.builder.getUnitAttr() : nullptr;
  return net.createInferred(state);
}

static bool buildRandom(Composer &net) {
  const LiveTensor *seed = net.getTensor(net.builder.getI64Type(), {});
  if (!seed)
    return false;
  OperationState state(net.loc, RandomOp::getOperationName());
  state.addOperands(seed->value);
  auto &properties = state.getOrAddProperties<RandomOp::Properties>();
  RandomKind kind = net.random.pick(
      {RandomKind::Bits, RandomKind::Uniform, RandomKind::Normal});
  properties.kind = RandomKindAttr::get(net.builder.getContext(), kind);
  properties.stream =
      net.builder.getI64IntegerAttr(net.random.pick({0, 0, 1, 7}));
  Type element = net.pickElement();
  while (isa<FloatType>(element) == (kind == RandomKind::Bits))
    element = net.pickElement();
  SmallVector<int64_t> sizes;
  if (net.random.chance(60)) {
    const LiveTensor *like = net.pickOrMake(isAny);
    if (!like)
      return false;
    state.addOperands(like->value);
    llvm::append_range(sizes, like->getType().getShape());
  } else {
    for (const Extent &extent : net.pickShape(0, 3))
      sizes.push_back(extent.samples.front());
  }
  state.addTypes(RankedTensorType::get(sizes, element));
  return net.createValid(state);
}

ArrayRef<OpGenerator> nn::getIndexingGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.concat", 5, buildConcat}, {"nn.gather", 5, buildGather},
      {"nn.random", 2, buildRandom}, {"nn.scatter", 4, buildScatter},
      {"nn.slice", 6, buildSlice},   {"nn.sort", 4, buildSort},
  };
  return generators;
}
