//===- FunctionGenerators.cpp - Random parameters and applications --------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Composer.h"
#include "dialects/NN/ElementTypes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace nn;

static bool buildParamRef(Composer &net) {
  if (!net.mayUseParams())
    return false;
  SmallVector<Extent> shape = net.pickShape(0, 3);
  for (Extent &extent : shape)
    extent = net.fixed(extent.samples.front());
  SmallVector<int64_t> sizes;
  for (const Extent &extent : shape)
    sizes.push_back(extent.samples.front());
  Type element = net.pickElement();
  while (!isStoredType(element))
    element = net.pickElement();
  ParamOp param = net.getParam(RankedTensorType::get(sizes, element));
  ParamRefOp::create(net.builder, net.loc, param.getTensorType(),
                     param.getSymNameAttr());
  return true;
}

/// A private function of this module, new or known.
static ModuleContext::Callee *getCallee(Composer &net) {
  ModuleContext &shared = net.shared;
  constexpr size_t kMaxCallees = 3;
  // A callee calls what is finished.
  bool mayMake = !shared.isInCallee && shared.callees.size() < kMaxCallees;
  if (!shared.callees.empty() && (!mayMake || net.random.chance(50)))
    return &net.random.pick(shared.callees);
  if (!mayMake)
    return nullptr;
  shared.isInCallee = true;
  Role role = net.random.chance(60) ? Role::Subroutine : Role::Callee;
  Composer callee(shared, shared.makeName("net"), role);
  // With nothing but applications to choose from there would be no end.
  if (!callee.addOp())
    (void)callee.addOp(getTensorGenerators().front());
  func::FuncOp function = callee.finish(net.random.between(0, 4));
  shared.isInCallee = false;
  if (!function)
    return nullptr;
  shared.sampler.addSymbol(function);
  shared.callees.push_back({function, callee.getInputExtents()});
  return &shared.callees.back();
}

/// `type` with a leading axis.
static Type addLeadingAxis(Type type, const Extent &extent) {
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<int64_t> sizes(tensor.getShape());
  sizes.insert(sizes.begin(), extent.asType());
  return RankedTensorType::get(sizes, tensor.getElementType());
}

namespace {
/// Makes the operands of an application.
struct ArgumentMaker {
  Composer &net;
  /// The extent of the leading axis, if there are several runs.
  std::optional<Extent> batch;
  bool hasBatched = false;

  /// A value of type `type` that has these extents, or one for each run.
  Value make(Type type, ArrayRef<Extent> extents) {
    SmallVector<Extent> shape(extents);
    if (batch && net.random.chance(60)) {
      hasBatched = true;
      shape.insert(shape.begin(), *batch);
      type = addLeadingAxis(type, *batch);
    }
    const LiveTensor *tensor = net.getTensor(getElementTypeOrSelf(type), shape);
    return tensor ? net.castTo(type, tensor->value) : Value();
  }

  /// Operands for a function; false if one is missing.
  bool makeAll(ModuleContext::Callee &callee,
               SmallVectorImpl<Value> &arguments) {
    for (auto [type, extents] :
         llvm::zip_equal(callee.function.getArgumentTypes(), callee.inputs)) {
      arguments.push_back(make(type, extents));
      if (!arguments.back())
        return false;
    }
    return true;
  }
};
} // namespace

static bool buildApply(Composer &net) {
  ModuleContext::Callee *callee = getCallee(net);
  if (!callee)
    return false;
  ArgumentMaker maker{net, std::nullopt};
  if (net.random.chance(30))
    maker.batch = net.pickExtent();
  SmallVector<Value> arguments, values;
  if (!maker.makeAll(*callee, arguments))
    return false;
  // Other values for some of the parameters.
  SmallVector<Attribute> names;
  // A copy, since a value can be a new parameter.
  for (ParamOp param : std::vector<ParamOp>(net.shared.params)) {
    if (!net.random.chance(40))
      continue;
    RankedTensorType type = param.getTensorType();
    SmallVector<Extent> shape;
    for (int64_t extent : type.getShape())
      shape.push_back(net.fixed(extent));
    Value value = maker.make(type, shape);
    if (!value)
      return false;
    names.push_back(FlatSymbolRefAttr::get(param.getSymNameAttr()));
    values.push_back(value);
  }
  OperationState state(net.loc, ApplyOp::getOperationName());
  state.addOperands(arguments);
  state.addOperands(values);
  auto &properties = state.getOrAddProperties<ApplyOp::Properties>();
  properties.callee = FlatSymbolRefAttr::get(callee->function);
  properties.param_names = net.builder.getArrayAttr(names);
  properties.operandSegmentSizes = {static_cast<int32_t>(arguments.size()),
                                    static_cast<int32_t>(values.size())};
  if (maker.hasBatched)
    properties.batched = net.builder.getUnitAttr();
  for (Type type : callee->function.getResultTypes())
    state.addTypes(maker.hasBatched ? addLeadingAxis(type, *maker.batch)
                                    : type);
  return net.createValid(state);
}

static bool buildCall(Composer &net) {
  ModuleContext::Callee *callee = getCallee(net);
  SmallVector<Value> arguments;
  if (!callee || !ArgumentMaker{net, std::nullopt}.makeAll(*callee, arguments))
    return false;
  func::CallOp::create(net.builder, net.loc, callee->function, arguments);
  return true;
}

ArrayRef<OpGenerator> nn::getFunctionGenerators() {
  static constexpr OpGenerator generators[] = {
      {"func.call", 4, buildCall},
      {"nn.apply", 4, buildApply},
      {"nn.param_ref", 2, buildParamRef},
  };
  return generators;
}
