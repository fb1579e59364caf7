//===- ControlGenerators.cpp - Random ops with regions --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Composer.h"
#include "ScalarComposer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

static bool isAny(Type) { return true; }

//===----------------------------------------------------------------------===//
// Parts of tensors
//===----------------------------------------------------------------------===//

/// A tensor without `axis`: the first part of it in each sample, or zeros where
/// there is none.
static RegionArgument takePart(const LiveTensor &tensor, int64_t axis) {
  RankedTensorType type = tensor.getType();
  SmallVector<int64_t> sizes(type.getShape());
  sizes.erase(sizes.begin() + axis);
  RegionArgument part{RankedTensorType::get(sizes, type.getElementType()), {}};
  for (const Tensor &sample : tensor.samples) {
    SmallVector<int64_t> shape(sample.shape);
    shape.erase(shape.begin() + axis);
    Tensor taken(shape, sample.element);
    int64_t inner =
        getCount(ArrayRef<int64_t>(sample.shape).drop_front(axis + 1));
    int64_t extent = sample.shape[axis];
    for (auto [place, number] : llvm::enumerate(taken.data))
      if (extent > 0)
        number = sample.data[place / inner * inner * extent + place % inner];
    part.samples.push_back(std::move(taken));
  }
  return part;
}

/// The type of `part` with an axis more.
static RankedTensorType stack(Type part, int64_t axis, int64_t extent) {
  auto type = cast<RankedTensorType>(part);
  SmallVector<int64_t> sizes(type.getShape());
  sizes.insert(sizes.begin() + axis, extent);
  return RankedTensorType::get(sizes, type.getElementType());
}

/// Tensors with a common extent along an axis.
struct Stacks {
  int64_t axis = 0;
  Extent extent;
  SmallVector<const LiveTensor *> tensors;
};

static std::optional<Stacks> pickStacks(Composer &net) {
  const LiveTensor *first = net.pickOrMake(isAny, 1);
  if (!first)
    return std::nullopt;
  Stacks stacks;
  stacks.axis = net.random.between(0, first->getRank() - 1);
  stacks.extent = first->getExtent(stacks.axis);
  stacks.tensors.push_back(first);
  for (int64_t i = net.random.pick({0, 0, 1, 2}); i > 0; --i) {
    SmallVector<Extent> shape =
        net.pickShape(stacks.axis, std::max<int64_t>(stacks.axis, 3));
    shape.insert(shape.begin() + stacks.axis, stacks.extent);
    const LiveTensor *next = net.getTensor(net.pickElement(), shape);
    if (!next)
      return std::nullopt;
    stacks.tensors.push_back(next);
  }
  return stacks;
}

/// Further yields of a region: all that it made and does not use, or anything
/// if there is no such.
static SmallVector<Value> pickYields(Composer &net, int64_t axis,
                                     ArrayRef<Value> others = {}) {
  SmallVector<Value> yields;
  Block *block = net.builder.getInsertionBlock();
  auto fits = [&](const LiveTensor &tensor) {
    return tensor.getRank() >= axis && tensor.getRank() < kMaxAxes;
  };
  net.forEachLive([&](const LiveTensor &tensor) {
    Value value = tensor.value;
    if (value.getParentBlock() == block && value.getDefiningOp() &&
        value.use_empty() && fits(tensor) && !llvm::is_contained(others, value))
      yields.push_back(value);
  });
  if (yields.empty() || net.random.chance(10))
    if (const LiveTensor *any = net.pick(fits))
      yields.push_back(any->value);
  return yields;
}

//===----------------------------------------------------------------------===//
// nn.weave and nn.scan
//===----------------------------------------------------------------------===//

static bool buildWeave(Composer &net) {
  std::optional<Stacks> stacks = pickStacks(net);
  if (!stacks)
    return false;
  std::vector<RegionArgument> arguments;
  SmallVector<Value> inputs;
  for (const LiveTensor *tensor : stacks->tensors) {
    arguments.push_back(takePart(*tensor, stacks->axis));
    inputs.push_back(tensor->value);
  }
  OperationState state(net.loc, WeaveOp::getOperationName());
  SmallVector<Type> types;
  auto region = net.buildRegion(arguments, net.random.between(1, 3), [&] {
    SmallVector<Value> yields = pickYields(net, stacks->axis);
    for (Value value : yields)
      types.push_back(
          stack(value.getType(), stacks->axis, stacks->extent.asType()));
    return yields;
  });
  if (!region)
    return false;
  state.addOperands(inputs);
  state.getOrAddProperties<WeaveOp::Properties>().axis =
      net.builder.getI64IntegerAttr(stacks->axis);
  state.addTypes(types);
  state.addRegion(std::move(region));
  return net.createValid(state);
}

/// A tensor like a carried one, made in the region if there is such.
static Value pickNext(Composer &net, Value carried) {
  const LiveTensor &like = *net.find(carried);
  SmallVector<Extent> extents = like.getExtents();
  Block *block = net.builder.getInsertionBlock();
  const LiveTensor *next = net.pick([&](const LiveTensor &tensor) {
    return tensor.value != carried && tensor.getBlock() == block &&
           tensor.getElement() == like.getElement() &&
           llvm::equal(tensor.getExtents(), extents, agree);
  });
  return next && net.random.chance(90) ? next->value : carried;
}

/// A number of steps: a constant, or what is known of an extent at run time.
static Value makeCount(Composer &net) {
  Value count = arith::ConstantIndexOp::create(net.builder, net.loc,
                                               net.random.between(0, 4));
  const LiveTensor *tensor =
      net.pick([](const LiveTensor &t) { return t.getRank() > 0; });
  if (!tensor || net.random.chance(40))
    return count;
  Value extent =
      tensor::DimOp::create(net.builder, net.loc, tensor->value,
                            net.random.between(0, tensor->getRank() - 1));
  return arith::MinSIOp::create(net.builder, net.loc, extent, count);
}

static bool buildScan(Composer &net) {
  std::optional<Stacks> stacks;
  if (net.random.chance(85)) {
    stacks = pickStacks(net);
    if (!stacks)
      return false;
  }
  SmallVector<Value> inits, inputs;
  std::vector<RegionArgument> arguments;
  size_t numCarried = net.random.pick({0, 1, 1, 1, 2});
  if (!stacks)
    numCarried = std::max<size_t>(numCarried, 1);
  for (size_t i = 0; i < numCarried; ++i) {
    const LiveTensor *init = net.pickOrMake(isAny, 0, 3);
    if (!init)
      return false;
    inits.push_back(init->value);
    arguments.push_back({init->getType(), init->samples});
  }
  // A count of its own, or that of the inputs once more.
  Value count;
  int64_t axis = 0;
  Extent steps = net.fixed(0);
  if (stacks) {
    axis = stacks->axis;
    steps = stacks->extent;
    for (const LiveTensor *tensor : stacks->tensors) {
      inputs.push_back(tensor->value);
      arguments.push_back(takePart(*tensor, axis));
    }
    if (net.random.chance(15))
      count = tensor::DimOp::create(net.builder, net.loc, inputs[0], axis);
  } else {
    count = makeCount(net);
  }
  SmallVector<Type> types;
  auto region = net.buildRegion(arguments, net.random.between(1, 4), [&] {
    Block *block = net.builder.getInsertionBlock();
    SmallVector<Value> yields;
    for (size_t i = 0; i < numCarried; ++i) {
      yields.push_back(pickNext(net, block->getArgument(i)));
      types.push_back(inits[i].getType());
    }
    if (stacks && (numCarried == 0 || net.random.chance(70)))
      for (Value value : pickYields(net, axis, yields)) {
        yields.push_back(value);
        types.push_back(stack(value.getType(), axis, steps.asType()));
      }
    return yields;
  });
  if (!region)
    return false;
  OperationState state(net.loc, ScanOp::getOperationName());
  state.addOperands(inits);
  state.addOperands(inputs);
  if (count)
    state.addOperands(count);
  auto &properties = state.getOrAddProperties<ScanOp::Properties>();
  properties.axis = net.builder.getI64IntegerAttr(axis);
  properties.reverse =
      net.random.chance(30) ? net.builder.getUnitAttr() : nullptr;
  properties.operandSegmentSizes = {static_cast<int32_t>(inits.size()),
                                    static_cast<int32_t>(inputs.size()),
                                    count ? 1 : 0};
  state.addTypes(types);
  state.addRegion(std::move(region));
  return net.createValid(state);
}

//===----------------------------------------------------------------------===//
// nn.cond
//===----------------------------------------------------------------------===//

static bool buildCond(Composer &net) {
  const LiveTensor *condition = net.getTensor(net.builder.getI1Type(), {});
  if (!condition)
    return false;
  // What both regions yield is like these.
  SmallVector<Value> patterns;
  SmallVector<Type> types;
  for (int64_t i = net.random.between(1, 2); i > 0; --i) {
    const LiveTensor *pattern = net.pickOrMake(isAny);
    if (!pattern)
      return false;
    patterns.push_back(pattern->value);
    types.push_back(dropAxisNames(pattern->getType()));
  }
  OperationState state(net.loc, CondOp::getOperationName());
  state.addOperands(condition->value);
  for (int i = 0; i < 2; ++i) {
    auto region = net.buildRegion({}, net.random.between(0, 3), [&] {
      SmallVector<Value> yields;
      for (Value pattern : patterns)
        yields.push_back(pickNext(net, pattern));
      return yields;
    });
    if (!region)
      return false;
    state.addRegion(std::move(region));
  }
  state.addTypes(types);
  return net.createValid(state);
}

//===----------------------------------------------------------------------===//
// nn.fixed_point
//===----------------------------------------------------------------------===//

/// `x / 4` of a bounded function of `x`, plus another tensor: a contraction.
static Value contract(Composer &net, Value x) {
  const LiveTensor &like = *net.find(x);
  const LiveTensor *offset =
      net.getTensor(like.getElement(), like.getExtents());
  if (!offset)
    return nullptr;
  int64_t choice = net.random.between(0, 3);
  OpBuilder &b = net.builder;
  Operation *map =
      net.createMap({x, offset->value}, [&](ValueRange v) -> Value {
        Value value = v[0];
        if (choice == 0)
          value = math::TanhOp::create(b, net.loc, value);
        else if (choice == 1)
          value = math::AbsFOp::create(b, net.loc, value);
        else if (choice == 2)
          value = math::SinOp::create(b, net.loc, value);
        Value factor = arith::ConstantOp::create(
            b, net.loc, b.getFloatAttr(value.getType(), 0.25));
        Value scaled = arith::MulFOp::create(b, net.loc, value, factor);
        return arith::AddFOp::create(b, net.loc, scaled, v[1]);
      });
  return map && net.admit(map) ? map->getResult(0) : Value();
}

static bool buildFixedPoint(Composer &net) {
  bool settles = net.random.chance(70);
  auto isElement = [&](Type type) { return !settles || isa<FloatType>(type); };
  SmallVector<Value> inits;
  std::vector<RegionArgument> arguments;
  for (int64_t i = net.random.pick({1, 1, 2}); i > 0; --i) {
    const LiveTensor *init = net.pickOrMake(isElement, 0, 3);
    if (!init)
      return false;
    inits.push_back(init->value);
    arguments.push_back({init->getType(), init->samples});
  }
  auto region =
      net.buildRegion(arguments, settles ? 0 : net.random.between(1, 3), [&] {
        SmallVector<Value> yields;
        for (BlockArgument argument :
             net.builder.getInsertionBlock()->getArguments()) {
          Value next =
              settles ? contract(net, argument) : pickNext(net, argument);
          if (!next)
            return SmallVector<Value>();
          yields.push_back(next);
        }
        return yields;
      });
  if (!region)
    return false;
  OperationState state(net.loc, FixedPointOp::getOperationName());
  state.addOperands(inits);
  auto &properties = state.getOrAddProperties<FixedPointOp::Properties>();
  properties.tolerance =
      net.builder.getF64FloatAttr(net.random.pick({1e-2, 1e-3, 1e-4}));
  properties.limit =
      net.builder.getI64IntegerAttr(settles ? 60 : net.random.between(1, 4));
  properties.best_effort =
      !settles || net.random.chance(30) ? net.builder.getUnitAttr() : nullptr;
  state.addTypes(ValueRange(inits).getTypes());
  state.addTypes({RankedTensorType::get({}, net.builder.getI64Type()),
                  RankedTensorType::get({}, net.builder.getI1Type())});
  state.addRegion(std::move(region));
  auto op = cast_if_present<FixedPointOp>(net.createValid(state));
  if (!op || !net.admit(op))
    return false;
  // No more steps than the samples need, which are too few for other data.
  if (!op.getBestEffort() && net.random.chance(50)) {
    int64_t most = 1;
    for (const Tensor &sample :
         net.find(op->getResults().drop_back().back())->samples)
      most = std::max(most, sample.data.front().integer);
    op.setLimit(most);
  }
  return true;
}

ArrayRef<OpGenerator> nn::getControlGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.cond", 3, buildCond},
      {"nn.fixed_point", 3, buildFixedPoint},
      {"nn.scan", 5, buildScan},
      {"nn.weave", 4, buildWeave},
  };
  return generators;
}
