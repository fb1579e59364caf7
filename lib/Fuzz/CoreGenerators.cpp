//===- CoreGenerators.cpp - Random ops of the core ------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LayerGenerators.h"
#include "ScalarComposer.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace nn;

/// Points of a space of axes that an op visits at most.
static constexpr int64_t kMaxPoints = 16384;

static bool isAny(Type) { return true; }
static bool isNumber(Type type) { return !type.isInteger(1); }

/// The number of points that extents span in the largest sample.
static int64_t countPoints(ArrayRef<Extent> extents) {
  int64_t largest = 0;
  for (size_t sample = 0; sample < kNumSamples; ++sample) {
    int64_t count = 1;
    for (const Extent &extent : extents)
      count = std::min(count * extent.samples[sample], kMaxPoints + 1);
    largest = std::max(largest, count);
  }
  return largest;
}

//===----------------------------------------------------------------------===//
// nn.einsum
//===----------------------------------------------------------------------===//

namespace {
/// An equation under construction: an extent for each axis of it.
struct Equation {
  explicit Equation(Random &random) : useWords(random.chance(30)) {}

  bool useWords;
  SmallVector<Extent> axes;
  SmallVector<SmallVector<size_t>> terms;

  std::string getName(size_t axis) const {
    return useWords ? ("axis" + Twine(axis)).str()
                    : std::string(1, static_cast<char>('a' + axis));
  }
  std::string print(ArrayRef<size_t> term) const {
    return llvm::join(
        llvm::map_range(term, [&](size_t axis) { return getName(axis); }), " ");
  }

  /// Names the axes of an operand: those that agree with a known axis are
  /// mostly that one.
  void addTerm(const LiveTensor &tensor, Random &random) {
    SmallVector<size_t> term;
    for (const Extent &extent : tensor.getExtents()) {
      SmallVector<size_t> known;
      for (auto [index, axis] : llvm::enumerate(axes)) {
        // An axis twice in a term walks the diagonal, which is rare.
        bool isRepeated = llvm::is_contained(term, index);
        if (agree(axis, extent) && (!isRepeated || random.chance(10)))
          known.push_back(index);
      }
      if (!known.empty() && random.chance(80)) {
        term.push_back(random.pick(known));
      } else {
        term.push_back(axes.size());
        axes.push_back(extent);
      }
    }
    terms.push_back(std::move(term));
  }
};
} // namespace

static bool buildEinsum(Composer &net) {
  const LiveTensor *first = net.pickOrMake(isNumber);
  if (!first)
    return false;
  Equation equation(net.random);
  SmallVector<Value> operands = {first->value};
  equation.addTerm(*first, net.random);
  for (int64_t i = net.random.pick({0, 1, 1, 1, 2}); i > 0; --i) {
    const LiveTensor *next = nullptr;
    if (net.random.chance(50))
      next = net.pick([&](const LiveTensor &tensor) {
        return tensor.getElement() == first->getElement();
      });
    else {
      // A matrix, say, that fits an axis.
      SmallVector<Extent> shape = net.pickShape(1, 3);
      if (!equation.axes.empty())
        net.random.pick(shape) = net.random.pick(equation.axes);
      next = net.getTensor(first->getElement(), shape);
    }
    if (!next)
      return false;
    operands.push_back(next->value);
    equation.addTerm(*next, net.random);
  }
  if (countPoints(equation.axes) > kMaxPoints)
    return false;
  SmallVector<size_t> result;
  SmallVector<Extent> resultShape;
  for (size_t axis = 0; axis < equation.axes.size(); ++axis)
    if (net.random.chance(60))
      result.push_back(axis);
  net.random.shuffle(result);
  for (size_t axis : result)
    resultShape.push_back(equation.axes[axis]);
  if (result.size() > kMaxAxes || countPoints(resultShape) > kMaxElements)
    return false;
  std::string text = llvm::join(llvm::map_range(equation.terms,
                                                [&](ArrayRef<size_t> term) {
                                                  return equation.print(term);
                                                }),
                                ", ") +
                     " -> " + equation.print(result);

  OperationState state(net.loc, EinsumOp::getOperationName());
  state.addOperands(operands);
  state.getOrAddProperties<EinsumOp::Properties>().equation =
      net.builder.getStringAttr(text);
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// nn.rearrange
//===----------------------------------------------------------------------===//

/// "(a b) c 1" of groups of axes.
static std::string printGroups(ArrayRef<SmallVector<std::string>> groups) {
  return llvm::join(llvm::map_range(groups,
                                    [](const SmallVector<std::string> &group) {
                                      if (group.empty())
                                        return std::string("1");
                                      std::string axes = llvm::join(group, " ");
                                      return group.size() == 1
                                                 ? axes
                                                 : "(" + axes + ")";
                                    }),
                    " ");
}

static bool buildRearrange(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isAny);
  if (!input)
    return false;
  SmallVector<SmallVector<std::string>> left, right;
  SmallVector<NamedAttribute> sizes;
  SmallVector<std::string> axes;
  auto addSize = [&](StringRef axis, int64_t size) {
    sizes.push_back(
        net.builder.getNamedAttr(axis, net.builder.getI64IntegerAttr(size)));
  };
  int count = 0;
  auto newAxis = [&] { return ("a" + Twine(count++)).str(); };
  for (const Extent &extent : input->getExtents()) {
    if (!extent.isDynamic && extent.samples[0] == 1 && net.random.chance(40)) {
      left.emplace_back();
      continue;
    }
    // A factor of the extent in every sample, split off before or behind.
    SmallVector<int64_t> factors;
    for (int64_t factor : {2, 3, 1})
      if (llvm::all_of(extent.samples,
                       [&](int64_t size) { return size % factor == 0; }))
        factors.push_back(factor);
    SmallVector<std::string> group = {newAxis()};
    if (net.random.chance(20)) {
      group.push_back(newAxis());
      addSize(net.random.pick(group), net.random.pick(factors));
    }
    llvm::append_range(axes, group);
    left.push_back(std::move(group));
  }
  if (net.random.chance(15)) {
    axes.push_back(newAxis());
    addSize(axes.back(), net.random.between(1, 3));
  }
  if (net.random.chance(75))
    net.random.shuffle(axes);
  for (const std::string &axis : axes) {
    if (!right.empty() && !right.back().empty() && net.random.chance(20))
      right.back().push_back(axis);
    else
      right.push_back({axis});
    if (net.random.chance(8))
      right.emplace_back();
  }
  if (right.size() > kMaxAxes)
    return false;
  OperationState state(net.loc, RearrangeOp::getOperationName());
  state.addOperands(input->value);
  auto &properties = state.getOrAddProperties<RearrangeOp::Properties>();
  properties.pattern = net.builder.getStringAttr(printGroups(left) + " -> " +
                                                 printGroups(right));
  if (!sizes.empty())
    properties.sizes = net.builder.getDictionaryAttr(sizes);
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// nn.map
//===----------------------------------------------------------------------===//

/// A scalar that a region can use from outside: a constant, or an extent.
static Value makeOuterScalar(Composer &net) {
  if (net.random.chance(50))
    return arith::ConstantOp::create(net.builder, net.loc,
                                     net.makeNumber(net.pickElement()));
  const LiveTensor *tensor =
      net.pick([](const LiveTensor &t) { return t.getRank() > 0; });
  if (!tensor)
    return nullptr;
  return tensor::DimOp::create(net.builder, net.loc, tensor->value,
                               net.random.between(0, tensor->getRank() - 1));
}

/// Extents that broadcast with those of a tensor: trailing ones, some of them
/// 1.
static SmallVector<Extent> makeBroadcastShape(Composer &net,
                                              const LiveTensor &tensor) {
  SmallVector<Extent> shape = tensor.getExtents();
  shape.erase(shape.begin(),
              shape.begin() +
                  net.random.pick<int64_t>(
                      {0, 0, 0, net.random.between(0, tensor.getRank())}));
  for (Extent &extent : shape)
    if (net.random.chance(15))
      extent = net.fixed(1);
  return shape;
}

static bool buildMap(Composer &net) {
  const LiveTensor *first = net.pickOrMake(isAny);
  if (!first)
    return false;
  SmallVector<Value> operands = {first->value};
  for (int64_t i = net.random.pick({0, 0, 1, 1, 1, 2}); i > 0; --i) {
    const LiveTensor *next = net.getTensor(
        net.random.chance(50) ? first->getElement() : net.pickElement(),
        makeBroadcastShape(net, *first));
    if (!next)
      return false;
    operands.push_back(next->value);
  }
  net.random.shuffle(operands);
  SmallVector<Value> leaves;
  if (net.random.chance(15))
    if (Value scalar = makeOuterScalar(net))
      leaves.push_back(scalar);

  int64_t rank = 0;
  for (Value operand : operands)
    rank = std::max(rank, cast<RankedTensorType>(operand.getType()).getRank());
  return net.createMap(operands, [&](ValueRange elements) {
    llvm::append_range(leaves, elements);
    if (rank > 0 && net.random.chance(20))
      leaves.push_back(IndexOp::create(net.builder, net.loc,
                                       net.random.between(0, rank - 1)));
    ScalarComposer composer(net.builder, net.loc, net.random, leaves);
    Type element =
        net.random.chance(60) ? first->getElement() : net.pickElement();
    return composer.make(element, net.random.pick({0, 1, 1, 2, 2, 3}));
  });
}

//===----------------------------------------------------------------------===//
// nn.reduce
//===----------------------------------------------------------------------===//

/// The neutral element of minimum and maximum.
static TypedAttr makeLimit(Composer &net, Type element, bool isLargest) {
  if (auto type = dyn_cast<FloatType>(element))
    return net.builder.getFloatAttr(
        type, APFloat::getInf(type.getFloatSemantics(), !isLargest));
  unsigned width = getBitWidth(element);
  return net.builder.getIntegerAttr(
      element, isLargest ? APInt::getSignedMaxValue(width)
                         : APInt::getSignedMinValue(width));
}

/// A combining op for elements of a type, and the element that changes nothing.
static std::pair<StringRef, TypedAttr> pickCombiner(Composer &net,
                                                    Type element) {
  OpBuilder &b = net.builder;
  auto number = [&](int64_t value) -> TypedAttr {
    if (isa<FloatType>(element))
      return b.getFloatAttr(element, static_cast<double>(value));
    return b.getIntegerAttr(element, value);
  };
  if (isa<FloatType>(element)) {
    switch (net.random.between(0, 7)) {
    case 0:
    case 1:
    case 2:
      return {"arith.addf", number(0)};
    case 3:
      return {"arith.mulf", number(1)};
    case 4:
      return {"arith.maximumf", makeLimit(net, element, false)};
    case 5:
      return {"arith.minimumf", makeLimit(net, element, true)};
    case 6:
      return {"arith.maxnumf", makeLimit(net, element, false)};
    default:
      return {"arith.minnumf", makeLimit(net, element, true)};
    }
  }
  if (element.isInteger(1)) {
    switch (net.random.between(0, 2)) {
    case 0:
      return {"arith.andi", number(1)};
    case 1:
      return {"arith.ori", number(0)};
    default:
      return {"arith.xori", number(0)};
    }
  }
  switch (net.random.between(0, 6)) {
  case 0:
    return {"arith.addi", number(0)};
  case 1:
    return {"arith.muli", number(1)};
  case 2:
    return {"arith.maxsi", makeLimit(net, element, false)};
  case 3:
    return {"arith.minsi", makeLimit(net, element, true)};
  case 4:
    return {"arith.andi", number(-1)};
  case 5:
    return {"arith.maxui", number(0)};
  default:
    return {"arith.xori", number(0)};
  }
}

/// Some axes of a tensor of rank `rank`, each with the given probability; none
/// at all only now and then.
static SmallVector<int64_t> pickAxes(Composer &net, int64_t rank, int percent) {
  SmallVector<int64_t> axes;
  for (int64_t axis = 0; axis < rank; ++axis)
    if (net.random.chance(percent))
      axes.push_back(axis);
  if (axes.empty() && rank > 0 && net.random.chance(85))
    axes.push_back(net.random.between(0, rank - 1));
  return axes;
}

/// The values so far and the next elements of a reduction, by input.
struct ReductionArguments {
  SmallVector<Value> soFar, elements;
};

/// Each result for itself.
static SmallVector<Value> combineEach(Composer &net, ArrayRef<StringRef> names,
                                      const ReductionArguments &arguments) {
  SmallVector<Value> results;
  for (auto [name, soFar, element] :
       llvm::zip_equal(names, arguments.soFar, arguments.elements)) {
    OperationState state(net.loc, name);
    state.addOperands({soFar, element});
    if (net.random.chance(30))
      std::swap(state.operands[0], state.operands[1]);
    state.addTypes(soFar.getType());
    results.push_back(net.builder.create(state)->getResult(0));
  }
  return results;
}

/// The larger first value, with the second that belongs to it; of equal ones
/// that with the smaller second, so that the order does not matter.
static SmallVector<Value> combineLargest(Composer &net,
                                         const ReductionArguments &arguments) {
  OpBuilder &b = net.builder;
  ArrayRef<Value> soFar = arguments.soFar, elements = arguments.elements;
  auto compare = [&](bool isEqual) -> Value {
    if (isa<FloatType>(soFar[0].getType()))
      return arith::CmpFOp::create(b, net.loc,
                                   isEqual ? arith::CmpFPredicate::OEQ
                                           : arith::CmpFPredicate::OGT,
                                   soFar[0], elements[0]);
    return arith::CmpIOp::create(b, net.loc,
                                 isEqual ? arith::CmpIPredicate::eq
                                         : arith::CmpIPredicate::sgt,
                                 soFar[0], elements[0]);
  };
  Value isFirst = arith::CmpIOp::create(b, net.loc, arith::CmpIPredicate::sle,
                                        soFar[1], elements[1]);
  Value tie = arith::AndIOp::create(b, net.loc, compare(true), isFirst);
  Value keeps = arith::OrIOp::create(b, net.loc, compare(false), tie);
  return {arith::SelectOp::create(b, net.loc, keeps, soFar[0], elements[0]),
          arith::SelectOp::create(b, net.loc, keeps, soFar[1], elements[1])};
}

static bool buildReduce(Composer &net) {
  const LiveTensor *first = net.pickOrMake(isAny, 0);
  if (!first)
    return false;
  SmallVector<Value> inputs = {first->value};
  // The largest element and its mark, or up to three for themselves.
  bool findsLargest = isNumber(first->getElement()) && net.random.chance(20);
  int64_t count = findsLargest ? 2 : net.random.pick({1, 1, 1, 2, 3});
  while (static_cast<int64_t>(inputs.size()) < count) {
    Type element =
        findsLargest
            ? net.builder.getIntegerType(net.random.pick({8, 16, 32, 64}))
            : net.pickElement();
    const LiveTensor *next = net.getTensor(element, first->getExtents());
    if (!next)
      return false;
    inputs.push_back(next->value);
  }
  SmallVector<StringRef> names;
  SmallVector<Attribute> neutral;
  SmallVector<Type> elements;
  for (Value input : inputs) {
    elements.push_back(getElementTypeOrSelf(input));
    auto [name, number] = pickCombiner(net, elements.back());
    names.push_back(name);
    // A start that is not neutral counts once, too.
    neutral.push_back(net.random.chance(10) ? net.makeNumber(elements.back())
                                            : number);
  }
  OperationState state(net.loc, ReduceOp::getOperationName());
  state.addOperands(inputs);
  auto &properties = state.getOrAddProperties<ReduceOp::Properties>();
  properties.axes =
      net.builder.getDenseI64ArrayAttr(pickAxes(net, first->getRank(), 45));
  properties.keep = net.random.chance(30) ? net.builder.getUnitAttr() : nullptr;
  if (net.random.chance(70))
    properties.neutral = net.builder.getArrayAttr(neutral);
  auto region = std::make_unique<Region>();
  {
    OpBuilder::InsertionGuard guard(net.builder);
    SmallVector<Type> types(elements);
    llvm::append_range(types, elements);
    SmallVector<Location> locs(types.size(), net.loc);
    Block *block = net.builder.createBlock(region.get(), {}, types, locs);
    ReductionArguments arguments;
    llvm::append_range(arguments.soFar,
                       block->getArguments().take_front(count));
    llvm::append_range(arguments.elements,
                       block->getArguments().drop_front(count));
    YieldOp::create(net.builder, net.loc,
                    findsLargest ? combineLargest(net, arguments)
                                 : combineEach(net, names, arguments));
  }
  state.addRegion(std::move(region));
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// nn.window
//===----------------------------------------------------------------------===//

static bool buildWindow(Composer &net) {
  const LiveTensor *input = net.pickOrMake(isAny, 0, kMaxAxes - 1);
  if (!input)
    return false;
  SmallVector<int64_t> axes = pickAxes(net, input->getRank(), 40);
  if (input->getRank() + static_cast<int64_t>(axes.size()) > kMaxAxes + 1)
    return false;
  auto makeEntries = [&](size_t perAxis, ArrayRef<int64_t> choices) {
    SmallVector<int64_t> entries;
    for (size_t i = 0; i < perAxis * axes.size(); ++i)
      entries.push_back(net.random.pick(choices));
    return net.builder.getDenseI64ArrayAttr(entries);
  };
  OperationState state(net.loc, WindowOp::getOperationName());
  state.addOperands(input->value);
  auto &properties = state.getOrAddProperties<WindowOp::Properties>();
  properties.axes = net.builder.getDenseI64ArrayAttr(axes);
  properties.size = makeEntries(1, {1, 2, 2, 3});
  if (net.random.chance(50))
    properties.stride = makeEntries(1, {1, 1, 2, 3});
  if (net.random.chance(30))
    properties.dilation = makeEntries(1, {1, 1, 2});
  if (net.random.chance(60))
    properties.padding = makeEntries(2, {0, 1, 1, 2});
  if (net.random.chance(20))
    properties.base_dilation = makeEntries(1, {1, 2, 3});
  if (net.random.chance(30))
    properties.pad_value = net.makeNumber(input->getElement());
  return net.createInferred(state);
}

ArrayRef<OpGenerator> nn::getCoreGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.einsum", 12, buildEinsum},       {"nn.map", 16, buildMap},
      {"nn.rearrange", 10, buildRearrange}, {"nn.reduce", 10, buildReduce},
      {"nn.window", 7, buildWindow},
  };
  return generators;
}
