//===- ScalarComposer.cpp - Random scalar functions -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScalarComposer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace nn;

ArrayRef<ScalarOp> nn::getScalarOps() {
  using S = ScalarSignature;
  using D = Domain;
  static constexpr ScalarOp ops[] = {
      {"arith.addf", S::FloatBinary},
      {"arith.subf", S::FloatBinary},
      {"arith.mulf", S::FloatBinary},
      {"arith.divf", S::FloatBinary, D::Any, D::NonZero},
      {"arith.remf", S::FloatBinary, D::Any, D::NonZero},
      {"arith.negf", S::FloatUnary},
      {"arith.maximumf", S::FloatBinary},
      {"arith.minimumf", S::FloatBinary},
      {"arith.maxnumf", S::FloatBinary},
      {"arith.minnumf", S::FloatBinary},
      {"arith.cmpf", S::CompareFloats},
      {"arith.select", S::Select},
      {"arith.extf", S::Extend},
      {"arith.truncf", S::Truncate},
      {"arith.sitofp", S::FromInteger},
      {"arith.uitofp", S::FromInteger},
      {"arith.fptosi", S::ToInteger},
      {"arith.fptoui", S::ToInteger},
      {"arith.addi", S::IntegerBinary},
      {"arith.subi", S::IntegerBinary},
      {"arith.muli", S::IntegerBinary},
      {"arith.divsi", S::IntegerBinary, D::Any, D::NonZero},
      {"arith.divui", S::IntegerBinary, D::Any, D::NonZero},
      {"arith.remsi", S::IntegerBinary, D::Any, D::NonZero},
      {"arith.remui", S::IntegerBinary, D::Any, D::NonZero},
      {"arith.floordivsi", S::IntegerBinary, D::Any, D::NonZero},
      {"arith.ceildivsi", S::IntegerBinary, D::Any, D::NonZero},
      {"arith.ceildivui", S::IntegerBinary, D::Any, D::NonZero},
      {"arith.shli", S::IntegerBinary, D::Any, D::Shift},
      {"arith.shrui", S::IntegerBinary, D::Any, D::Shift},
      {"arith.shrsi", S::IntegerBinary, D::Any, D::Shift},
      {"arith.andi", S::IntegerBinary},
      {"arith.ori", S::IntegerBinary},
      {"arith.xori", S::IntegerBinary},
      {"arith.maxsi", S::IntegerBinary},
      {"arith.minsi", S::IntegerBinary},
      {"arith.maxui", S::IntegerBinary},
      {"arith.minui", S::IntegerBinary},
      {"arith.cmpi", S::CompareIntegers},
      {"arith.extsi", S::ExtendInteger},
      {"arith.extui", S::ExtendInteger},
      {"arith.trunci", S::TruncateInteger},
      {"arith.index_cast", S::IndexCast},
      {"arith.index_castui", S::IndexCast},
      {"math.absf", S::FloatUnary},
      {"math.isnan", S::TestFloat},
      {"math.isfinite", S::TestFloat},
      {"math.absi", S::IntegerUnary},
      {"math.ctlz", S::IntegerUnary},
      {"math.cttz", S::IntegerUnary},
      {"math.ctpop", S::IntegerUnary},
      {"math.ceil", S::FloatUnary},
      {"math.floor", S::FloatUnary},
      {"math.round", S::FloatUnary},
      {"math.roundeven", S::FloatUnary},
      {"math.trunc", S::FloatUnary},
      {"math.copysign", S::FloatBinary},
      {"math.sqrt", S::FloatUnary, D::Positive},
      {"math.rsqrt", S::FloatUnary, D::Positive},
      {"math.cbrt", S::FloatUnary},
      {"math.exp", S::FloatUnary, D::Moderate},
      {"math.exp2", S::FloatUnary, D::Moderate},
      {"math.expm1", S::FloatUnary, D::Moderate},
      {"math.log", S::FloatUnary, D::Positive},
      {"math.log2", S::FloatUnary, D::Positive},
      {"math.log10", S::FloatUnary, D::Positive},
      {"math.log1p", S::FloatUnary, D::AboveMinusOne},
      {"math.sin", S::FloatUnary},
      {"math.cos", S::FloatUnary},
      {"math.tan", S::FloatUnary},
      {"math.asin", S::FloatUnary, D::Unit},
      {"math.acos", S::FloatUnary, D::Unit},
      {"math.atan", S::FloatUnary},
      {"math.atan2", S::FloatBinary, D::NonZero, D::NonZero},
      {"math.sinh", S::FloatUnary, D::Moderate},
      {"math.cosh", S::FloatUnary, D::Moderate},
      {"math.tanh", S::FloatUnary},
      {"math.asinh", S::FloatUnary},
      {"math.acosh", S::FloatUnary, D::AtLeastOne},
      {"math.atanh", S::FloatUnary, D::Unit},
      {"math.erf", S::FloatUnary},
      {"math.erfc", S::FloatUnary, D::Moderate},
      {"math.powf", S::FloatBinary, D::Positive, D::Moderate},
      {"math.fma", S::FloatTernary},
  };
  return ops;
}

Value nn::makeScalarOp(OpBuilder &builder, Location loc, Random &random,
                       const ScalarOp &op, ValueRange operands, Type result) {
  OperationState state(loc, op.name);
  state.addOperands(operands);
  state.addTypes(result);
  if (op.signature == ScalarSignature::CompareFloats)
    state.addAttribute(
        "predicate", arith::CmpFPredicateAttr::get(
                         builder.getContext(),
                         // Not 'false' and 'true', the first and the last.
                         static_cast<arith::CmpFPredicate>(random.between(
                             1, arith::getMaxEnumValForCmpFPredicate() - 1))));
  if (op.signature == ScalarSignature::CompareIntegers)
    state.addAttribute("predicate",
                       arith::CmpIPredicateAttr::get(
                           builder.getContext(),
                           static_cast<arith::CmpIPredicate>(random.between(
                               0, arith::getMaxEnumValForCmpIPredicate()))));
  return builder.create(state)->getResult(0);
}

/// The only op of the table with this name.
static const ScalarOp &lookUp(StringRef name) {
  return *llvm::find_if(getScalarOps(),
                        [&](const ScalarOp &op) { return op.name == name; });
}

Value ScalarComposer::build(StringRef name, ValueRange operands, Type result) {
  return makeScalarOp(builder, loc, random, lookUp(name), operands,
                      result ? result : operands.front().getType());
}

//===----------------------------------------------------------------------===//
// Leaves
//===----------------------------------------------------------------------===//

Value ScalarComposer::constant(Type type, double number) {
  TypedAttr attribute;
  if (isa<FloatType>(type))
    attribute = builder.getFloatAttr(type, number);
  else
    attribute = builder.getIntegerAttr(type, static_cast<int64_t>(number));
  return arith::ConstantOp::create(builder, loc, attribute);
}

Value ScalarComposer::makeConstant(Type type) {
  if (isa<FloatType>(type))
    return constant(type, random.chance(85)
                              ? static_cast<double>(random.between(-32, 32)) / 8
                              : random.pick({0.0, -0.0, 1e-3, 0.1, 1e3}));
  if (type.isInteger(1))
    return constant(type, random.chance(50));
  return constant(type, static_cast<double>(random.between(-9, 9)));
}

Value ScalarComposer::makeLeaf(Type type) {
  SmallVector<Value> fitting;
  for (Value leaf : leaves)
    if (leaf.getType() == type)
      fitting.push_back(leaf);
  // A leaf that is not used yet, if there is one.
  SmallVector<Value> unused;
  for (Value leaf : fitting)
    if (leaf.use_empty())
      unused.push_back(leaf);
  if (!unused.empty() && random.chance(70))
    return random.pick(unused);
  if (leaves.empty() || random.chance(15))
    return makeConstant(type);
  if (fitting.empty() || random.chance(10))
    return convert(random.pick(leaves), type);
  return random.pick(fitting);
}

/// `value` as a number of `type`, by some op that has this type.
Value ScalarComposer::convert(Value value, Type type) {
  Type from = value.getType();
  if (from == type)
    return value;
  bool fromFloat = isa<FloatType>(from), toFloat = isa<FloatType>(type);
  if (fromFloat && type.isInteger(1))
    return build("arith.cmpf", {value, makeConstant(from)}, type);
  if (fromFloat && toFloat) {
    unsigned width = from.getIntOrFloatBitWidth();
    // The two kinds of halves meet in f32.
    if (width == type.getIntOrFloatBitWidth())
      return convert(convert(value, builder.getF32Type()), type);
    return build(width < type.getIntOrFloatBitWidth() ? "arith.extf"
                                                      : "arith.truncf",
                 value, type);
  }
  if (fromFloat && type.isIndex())
    return convert(convert(value, builder.getI32Type()), type);
  if (fromFloat)
    return build(random.pick<StringRef>({"arith.fptosi", "arith.fptoui"}),
                 value, type);
  if (toFloat && from.isIndex())
    return convert(convert(value, builder.getI32Type()), type);
  if (toFloat)
    return build(random.pick<StringRef>({"arith.sitofp", "arith.uitofp"}),
                 value, type);
  if (from.isIndex() || type.isIndex())
    return build(
        random.pick<StringRef>({"arith.index_cast", "arith.index_castui"}),
        value, type);
  if (from.getIntOrFloatBitWidth() > type.getIntOrFloatBitWidth())
    return build("arith.trunci", value, type);
  return build(random.pick<StringRef>({"arith.extsi", "arith.extui"}), value,
               type);
}

//===----------------------------------------------------------------------===//
// Domains
//===----------------------------------------------------------------------===//

/// Brings `value` into the domain by a function that leaves most of its values
/// different.
Value ScalarComposer::keepIn(Domain domain, Value value) {
  Type type = value.getType();
  if (type.isIndex()) {
    // Index arithmetic is not guarded by the compiler.
    if (domain == Domain::NonZero)
      return build("arith.maxsi", {value, constant(type, 1)});
    if (domain == Domain::Shift)
      return build("arith.andi", {value, constant(type, 63)});
    return value;
  }
  if (!isa<FloatType>(type) || domain == Domain::Any || random.chance(3))
    return value;
  auto clamp = [&](double limit) {
    Value above = build("arith.maximumf", {value, constant(type, -limit)});
    return build("arith.minimumf", {above, constant(type, limit)});
  };
  auto absolutePlus = [&](double offset) {
    return build("arith.addf",
                 {build("math.absf", value), constant(type, offset)});
  };
  switch (domain) {
  case Domain::Positive:
    return absolutePlus(0.25);
  case Domain::Unit:
    return clamp(0.9375);
  case Domain::AtLeastOne:
    return absolutePlus(1.125);
  case Domain::AboveMinusOne:
    return absolutePlus(-0.75);
  case Domain::Moderate:
    return clamp(5);
  case Domain::NonZero:
    return build("math.copysign", {absolutePlus(0.5), value});
  case Domain::Any:
  case Domain::Shift:
    break;
  }
  return value;
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

Type ScalarComposer::pickFloat(llvm::function_ref<bool(unsigned)> isWidth) {
  SmallVector<Type> types;
  for (Type type : {Type(builder.getF16Type()), Type(builder.getBF16Type()),
                    Type(builder.getF32Type()), Type(builder.getF64Type())})
    if (isWidth(type.getIntOrFloatBitWidth()))
      types.push_back(type);
  return types.empty() ? Type() : random.pick(types);
}

Type ScalarComposer::pickInteger(llvm::function_ref<bool(unsigned)> isWidth) {
  SmallVector<Type> types;
  for (unsigned width : {1, 8, 16, 32, 64})
    if (isWidth(width))
      types.push_back(builder.getIntegerType(width));
  return types.empty() ? Type() : random.pick(types);
}

/// An op with result type `type`; null if the op has none of that type.
Value ScalarComposer::makeOp(const ScalarOp &op, Type type, int depth) {
  using S = ScalarSignature;
  bool isFloat = isa<FloatType>(type), isIndex = type.isIndex();
  bool isInteger = isa<IntegerType>(type);
  unsigned width = isIndex ? 64 : type.getIntOrFloatBitWidth();
  auto any = [](unsigned) { return true; };
  auto wider = [&](unsigned w) { return w > width; };
  auto narrower = [&](unsigned w) { return w < width; };
  SmallVector<Type, 3> operands;
  switch (op.signature) {
  case S::FloatUnary:
  case S::FloatBinary:
  case S::FloatTernary:
    if (isFloat)
      operands.assign(1 + (op.signature != S::FloatUnary) +
                          (op.signature == S::FloatTernary),
                      type);
    break;
  case S::IntegerUnary:
    if (isInteger)
      operands = {type};
    break;
  case S::IntegerBinary:
    if (!isFloat)
      operands = {type, type};
    break;
  case S::CompareFloats:
  case S::TestFloat:
    if (type.isInteger(1))
      operands.assign(op.signature == S::CompareFloats ? 2 : 1, pickFloat(any));
    break;
  case S::CompareIntegers:
    if (type.isInteger(1))
      operands.assign(2, random.chance(10) ? Type(builder.getIndexType())
                                           : pickInteger(any));
    break;
  case S::Select:
    operands = {builder.getI1Type(), type, type};
    break;
  case S::Extend:
  case S::Truncate:
    if (isFloat)
      if (Type from =
              pickFloat(op.signature == S::Extend
                            ? llvm::function_ref<bool(unsigned)>(narrower)
                            : llvm::function_ref<bool(unsigned)>(wider)))
        operands = {from};
    break;
  case S::FromInteger:
    if (isFloat)
      operands = {pickInteger(any)};
    break;
  case S::ToInteger:
    if (isInteger)
      operands = {pickFloat(any)};
    break;
  case S::ExtendInteger:
  case S::TruncateInteger:
    if (isInteger)
      if (Type from =
              pickInteger(op.signature == S::ExtendInteger
                              ? llvm::function_ref<bool(unsigned)>(narrower)
                              : llvm::function_ref<bool(unsigned)>(wider)))
        operands = {from};
    break;
  case S::IndexCast:
    if (isIndex)
      operands = {pickInteger(any)};
    else if (isInteger)
      operands = {builder.getIndexType()};
    break;
  }
  if (operands.empty())
    return nullptr;
  SmallVector<Value, 3> values;
  for (Type operand : operands)
    values.push_back(make(operand, depth - 1));
  values[0] = keepIn(op.first, values[0]);
  if (values.size() == 2)
    values[1] = keepIn(op.second, values[1]);
  return makeScalarOp(builder, loc, random, op, values, type);
}

Value ScalarComposer::make(Type type, int depth) {
  if (depth <= 0)
    return makeLeaf(type);
  while (true)
    if (Value value = makeOp(random.pick(getScalarOps()), type, depth))
      return value;
}
