//===- RaspGenerators.cpp - Random selectors, checks and texts ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LayerGenerators.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

static bool isAny(Type) { return true; }

/// Admits an op and gives its first result; null if there is none.
static const LiveTensor *admitted(Composer &net, Operation *op) {
  return op && net.admit(op) ? net.find(op->getResult(0)) : nullptr;
}

//===----------------------------------------------------------------------===//
// Selectors
//===----------------------------------------------------------------------===//

/// A sequence of integers of which many are equal, or of anything.
static const LiveTensor *makeKeys(Composer &net, Type element,
                                  ArrayRef<Extent> shape) {
  const LiveTensor *keys = net.getTensor(element, shape);
  auto integer = dyn_cast<IntegerType>(element);
  if (!keys || !integer || integer.getWidth() < 8 || net.random.chance(40))
    return keys;
  Value divisor = arith::ConstantOp::create(
      net.builder, net.loc,
      net.builder.getIntegerAttr(element, net.random.between(1, 4)));
  return net.makeRemainders(*keys, divisor);
}

static Operation *makeSelect(Composer &net) {
  const LiveTensor *keys = nullptr;
  if (net.random.chance(50)) {
    keys = net.pickOrMake(isAny, 1, 1);
  } else {
    Type element = net.builder.getIntegerType(net.random.pick({8, 32, 64}));
    keys = makeKeys(net, element, net.pickExtent());
  }
  if (!keys)
    return nullptr;
  Type element = keys->getElement();
  const LiveTensor *queries =
      net.random.chance(30) ? keys : makeKeys(net, element, net.pickExtent());
  if (!queries)
    return nullptr;
  OperationState state(net.loc, SelectOp::getOperationName());
  state.addOperands({keys->value, queries->value});
  state.getOrAddProperties<SelectOp::Properties>().predicate =
      SelectPredicateAttr::get(
          net.builder.getContext(),
          static_cast<SelectPredicate>(net.random.between(0, 5)));
  return net.createInferred(state);
}

/// The selector that marks what another does not.
static Operation *makeNegation(Composer &net, const LiveTensor &selector) {
  OpBuilder &b = net.builder;
  RankedTensorType type = selector.getType();
  if (type.hasStaticShape() && net.random.chance(50)) {
    Value yes = arith::ConstantOp::create(
        b, net.loc,
        DenseElementsAttr::get(cast<ShapedType>(dropAxisNames(type)), true));
    return arith::XOrIOp::create(b, net.loc, selector.value,
                                 net.castTo(type, yes));
  }
  return net.createMap(selector.value, [&](ValueRange v) -> Value {
    Value yes = arith::ConstantIntOp::create(b, net.loc, 1, 1);
    return arith::XOrIOp::create(b, net.loc, v[0], yes);
  });
}

/// A selector: one that is there, a new one, a part of one, or what two make.
static const LiveTensor *makeSelector(Composer &net) {
  auto isSelector = [](const LiveTensor &tensor) {
    return tensor.getRank() == 2 && tensor.getElement().isInteger(1);
  };
  const LiveTensor *selector =
      net.random.chance(60) ? net.pick(isSelector) : nullptr;
  if (!selector)
    selector = admitted(net, makeSelect(net));
  if (!selector || net.random.chance(50))
    return selector;
  if (net.random.chance(40))
    return admitted(net, makeNegation(net, *selector));
  const LiveTensor *other =
      net.getTensor(net.builder.getI1Type(), selector->getExtents());
  if (!other)
    return nullptr;
  Value left = selector->value;
  Value right = net.castTo(selector->getType(), other->value);
  OpBuilder &b = net.builder;
  switch (net.random.between(0, 2)) {
  case 0:
    return admitted(net, arith::AndIOp::create(b, net.loc, left, right));
  case 1:
    return admitted(net, arith::OrIOp::create(b, net.loc, left, right));
  default:
    return admitted(net, arith::XOrIOp::create(b, net.loc, left, right));
  }
}

static bool buildSelect(Composer &net) {
  Operation *select = makeSelect(net);
  if (!select || !net.random.chance(20))
    return select;
  const LiveTensor *selector = admitted(net, select);
  return selector && makeNegation(net, *selector);
}

static bool buildSelectorWidth(Composer &net) {
  OperationState state(net.loc, SelectorWidthOp::getOperationName());
  return addOperand(state, makeSelector(net)) && net.createInferred(state);
}

static bool buildAggregate(Composer &net) {
  const LiveTensor *selector = makeSelector(net);
  if (!selector)
    return false;
  auto kind = static_cast<AggregateKind>(net.random.between(0, 6));
  Type element = net.pickElement();
  while (kind == AggregateKind::Sum && element.isInteger(1))
    element = net.pickElement();
  SmallVector<Extent> shape = net.pickShape(0, 2);
  SmallVector<Extent> values = {selector->getExtent(1)};
  llvm::append_range(values, shape);
  OperationState state(net.loc, AggregateOp::getOperationName());
  state.addOperands(selector->value);
  if (!addOperand(state, net.getTensor(element, values)))
    return false;
  if (kind == AggregateKind::Mean && !isFloat(element))
    element = net.builder.getF64Type();
  if (net.random.chance(50) &&
      !addOperand(state, net.getTensor(element, shape)))
    return false;
  state.getOrAddProperties<AggregateOp::Properties>().kind =
      AggregateKindAttr::get(net.builder.getContext(), kind);
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// nn.require
//===----------------------------------------------------------------------===//

/// Whether elements of `integers` are no larger than the largest of the
/// samples, which those of another call may be.
static const LiveTensor *makeBound(Composer &net, const LiveTensor &integers) {
  int64_t largest = 0;
  for (const Tensor &sample : integers.samples)
    for (Number number : sample.data)
      largest = std::max(largest, number.integer);
  OpBuilder &b = net.builder;
  Type element = integers.getElement();
  return admitted(net,
                  net.createMap(integers.value, [&](ValueRange v) -> Value {
                    Value limit = arith::ConstantOp::create(
                        b, net.loc, b.getIntegerAttr(element, largest));
                    return arith::CmpIOp::create(
                        b, net.loc, arith::CmpIPredicate::sle, v[0], limit);
                  }));
}

static bool buildRequire(Composer &net) {
  const LiveTensor *value = net.pickOrMake(isAny);
  if (!value)
    return false;
  Type element = net.builder.getIntegerType(net.random.pick({8, 16, 32, 64}));
  if (isa<IntegerType>(value->getElement()) && net.random.chance(50))
    element = value->getElement();
  SmallVector<Extent> shape;
  if (net.random.chance(70))
    shape = value->getExtents();
  const LiveTensor *integers = element == value->getElement() && !shape.empty()
                                   ? value
                                   : net.getTensor(element, shape);
  if (!integers || integers->getElement().isInteger(1))
    return false;
  const LiveTensor *ok = makeBound(net, *integers);
  if (!ok)
    return false;
  OperationState state(net.loc, RequireOp::getOperationName());
  state.addOperands({value->value, ok->value});
  state.getOrAddProperties<RequireOp::Properties>().message =
      net.builder.getStringAttr("expected a small number");
  return net.createInferred(state);
}

//===----------------------------------------------------------------------===//
// nn.intern and nn.join_rows
//===----------------------------------------------------------------------===//

/// Rows of small code points, which often end with zeros.
static const LiveTensor *makeRows(Composer &net, Type element,
                                  const Extent &count) {
  Extent extent = net.random.chance(40) ? net.pickExtent()
                                        : net.fixed(net.random.between(0, 6));
  const LiveTensor *integers = net.getTensor(element, {count, extent});
  if (!integers)
    return nullptr;
  OpBuilder &b = net.builder;
  Value divisor = arith::ConstantOp::create(
      b, net.loc, b.getIntegerAttr(element, net.random.pick({2, 2, 3, 100})));
  const LiveTensor *rows = net.makeRemainders(*integers, divisor);
  if (!rows || net.random.chance(50))
    return rows;
  // What stands behind some place is zero.
  int64_t end = net.random.between(0, 4);
  return admitted(net, net.createMap(rows->value, [&](ValueRange v) -> Value {
    Value place = IndexOp::create(b, net.loc, 1);
    Value limit = arith::ConstantIndexOp::create(b, net.loc, end);
    Value zero = arith::ConstantOp::create(b, net.loc, b.getZeroAttr(element));
    Value isInside = arith::CmpIOp::create(
        b, net.loc, arith::CmpIPredicate::slt, place, limit);
    return arith::SelectOp::create(b, net.loc, isInside, v[0], zero);
  }));
}

static bool buildIntern(Composer &net) {
  OperationState state(net.loc, InternOp::getOperationName());
  for (int64_t i = net.random.pick({1, 1, 2, 2, 3}); i > 0; --i) {
    Type element = net.builder.getIntegerType(net.random.pick({8, 16, 32, 64}));
    if (!addOperand(state, makeRows(net, element, net.pickExtent())))
      return false;
  }
  return net.createInferred(state);
}

static bool buildJoinRows(Composer &net) {
  OperationState state(net.loc, JoinRowsOp::getOperationName());
  Type element = net.builder.getIntegerType(net.random.pick({8, 16, 32, 64}));
  Extent count = net.pickExtent();
  for (int64_t i = net.random.pick({1, 2, 2, 3}); i > 0; --i)
    if (!addOperand(state, makeRows(net, element, count)))
      return false;
  return net.createInferred(state);
}

ArrayRef<OpGenerator> nn::getRaspGenerators() {
  static constexpr OpGenerator generators[] = {
      {"nn.aggregate", 6, buildAggregate},
      {"nn.intern", 3, buildIntern},
      {"nn.join_rows", 3, buildJoinRows},
      {"nn.require", 3, buildRequire},
      {"nn.select", 4, buildSelect},
      {"nn.selector_width", 2, buildSelectorWidth},
  };
  return generators;
}
