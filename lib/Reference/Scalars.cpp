//===- Scalars.cpp - Scalar ops of arith and math -------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Scalars.h"
#include "ErrorBounds.h"
#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace mlir;
using namespace nn;

static Number real(double value) {
  Number number;
  number.real = value;
  return number;
}

/// `value` wrapped around to `width` bits; one bit is 0 or 1.
static Number integer(int64_t value, unsigned width) {
  Number number;
  if (width == 1)
    number.integer = value & 1;
  else
    number.integer = width >= 64 ? value : llvm::SignExtend64(value, width);
  return number;
}

/// A boolean that is set is -1 as a signed number.
static int64_t asSigned(int64_t value, unsigned width) {
  return width == 1 ? -value : value;
}

static uint64_t asUnsigned(int64_t value, unsigned width) {
  return width >= 64 ? value
                     : static_cast<uint64_t>(value) &
                           llvm::maskTrailingOnes<uint64_t>(width);
}

Number nn::getNumber(Attribute attribute) {
  if (auto value = dyn_cast<FloatAttr>(attribute))
    return real(value.getValueAsDouble());
  auto value = cast<IntegerAttr>(attribute);
  unsigned width = value.getValue().getBitWidth();
  return integer(value.getValue().getZExtValue(), width);
}

/// A signed division that wraps; 0 where the divisor is.
static int64_t divide(int64_t a, int64_t b) {
  if (b == 0)
    return 0;
  return b == -1 ? static_cast<int64_t>(0 - static_cast<uint64_t>(a)) : a / b;
}

/// A division that rounds down, or up; 0 where the divisor is.
static int64_t divideDown(int64_t a, int64_t b) {
  int64_t quotient = divide(a, b);
  bool hasRest = b != 0 && b != -1 && a % b != 0;
  return quotient - (hasRest && (a < 0) != (b < 0));
}
static int64_t divideUp(int64_t a, int64_t b) {
  int64_t quotient = divide(a, b);
  bool hasRest = b != 0 && b != -1 && a % b != 0;
  return quotient + (hasRest && (a < 0) == (b < 0));
}

/// The nearest integer of a type to a truncated number; 0 for not-a-number.
static int64_t saturate(double value, unsigned width, bool isSigned) {
  if (std::isnan(value))
    return 0;
  value = std::trunc(value);
  if (isSigned) {
    if (value >= std::ldexp(1.0, width - 1))
      return llvm::maxIntN(width);
    if (value < -std::ldexp(1.0, width - 1))
      return llvm::minIntN(width);
    return static_cast<int64_t>(value);
  }
  if (value >= std::ldexp(1.0, width))
    return static_cast<int64_t>(llvm::maxUIntN(width));
  return value <= 0 ? 0 : static_cast<int64_t>(static_cast<uint64_t>(value));
}

/// The number of a float type that is nearest to an integer of 64 bits.
static Number toFloat(uint64_t value, bool isSigned, Type type) {
  llvm::APFloat number(cast<FloatType>(type).getFloatSemantics());
  number.convertFromAPInt(llvm::APInt(64, value), isSigned,
                          llvm::APFloat::rmNearestTiesToEven);
  return real(number.convertToDouble());
}

/// Shifts move every bit out where the amount is the width or more.
static uint64_t shiftLeft(uint64_t value, uint64_t amount, unsigned width) {
  return amount < width ? value << amount : 0;
}
static uint64_t shiftRight(uint64_t value, uint64_t amount, unsigned width) {
  return amount < width ? value >> amount : 0;
}
static int64_t shiftRightSigned(int64_t value, uint64_t amount,
                                unsigned width) {
  return value >> (amount < width ? amount : width - 1);
}

static Number compareFloats(const ScalarStep &step, const Number *v) {
  using P = arith::CmpFPredicate;
  double a = v[0].real, b = v[1].real;
  bool unordered = std::isnan(a) || std::isnan(b);
  auto answer = [&](bool value) { return integer(value, 1); };
  switch (static_cast<P>(step.predicate)) {
  case P::AlwaysFalse:
    return answer(false);
  case P::OEQ:
    return answer(!unordered && a == b);
  case P::OGT:
    return answer(a > b);
  case P::OGE:
    return answer(a >= b);
  case P::OLT:
    return answer(a < b);
  case P::OLE:
    return answer(a <= b);
  case P::ONE:
    return answer(!unordered && a != b);
  case P::ORD:
    return answer(!unordered);
  case P::UEQ:
    return answer(unordered || a == b);
  case P::UGT:
    return answer(unordered || a > b);
  case P::UGE:
    return answer(unordered || a >= b);
  case P::ULT:
    return answer(unordered || a < b);
  case P::ULE:
    return answer(unordered || a <= b);
  case P::UNE:
    return answer(unordered || a != b);
  case P::UNO:
    return answer(unordered);
  case P::AlwaysTrue:
    return answer(true);
  }
  llvm_unreachable("unknown predicate");
}

static Number compareIntegers(const ScalarStep &step, const Number *v) {
  using P = arith::CmpIPredicate;
  int64_t a = asSigned(v[0].integer, step.operandWidth);
  int64_t b = asSigned(v[1].integer, step.operandWidth);
  uint64_t ua = asUnsigned(v[0].integer, step.operandWidth);
  uint64_t ub = asUnsigned(v[1].integer, step.operandWidth);
  auto answer = [&](bool value) { return integer(value, 1); };
  switch (static_cast<P>(step.predicate)) {
  case P::eq:
    return answer(a == b);
  case P::ne:
    return answer(a != b);
  case P::slt:
    return answer(a < b);
  case P::sle:
    return answer(a <= b);
  case P::sgt:
    return answer(a > b);
  case P::sge:
    return answer(a >= b);
  case P::ult:
    return answer(ua < ub);
  case P::ule:
    return answer(ua <= ub);
  case P::ugt:
    return answer(ua > ub);
  case P::uge:
    return answer(ua >= ub);
  }
  llvm_unreachable("unknown predicate");
}

/// The larger number, NaN if one is NaN; +0 above -0.
static double maximum(double a, double b) {
  if (std::isnan(a) || std::isnan(b))
    return std::nan("");
  if (a == b)
    return std::signbit(a) ? b : a;
  return a > b ? a : b;
}

#define REAL(expression)                                                       \
  [](const ScalarStep &, const Number *v) { return real(expression); }
#define INTEGER(expression)                                                    \
  [](const ScalarStep &s, const Number *v) {                                   \
    return integer(expression, s.width);                                       \
  }
#define A (v[0].real)
#define B (v[1].real)
#define I asSigned(v[0].integer, s.operandWidth)
#define J asSigned(v[1].integer, s.operandWidth)
#define UI asUnsigned(v[0].integer, s.operandWidth)
#define UJ asUnsigned(v[1].integer, s.operandWidth)

/// The ops of arith and math on one number each. Arithmetic on integers is
/// done on unsigned words, where it wraps.
static const llvm::StringMap<ScalarFn> &getScalarOps() {
  static const llvm::StringMap<ScalarFn> ops = {
      {"arith.constant",
       [](const ScalarStep &s, const Number *) { return s.constant; }},
      {"arith.addf", REAL(A + B)},
      {"arith.subf", REAL(A - B)},
      {"arith.mulf", REAL(A * B)},
      {"arith.divf", REAL(A / B)},
      {"arith.remf", REAL(std::fmod(A, B))},
      {"arith.negf", REAL(-A)},
      {"arith.maximumf", REAL(maximum(A, B))},
      {"arith.minimumf", REAL(-maximum(-A, -B))},
      // Of two zeros the second, as --nn-expand-math has it.
      {"arith.maxnumf", REAL(std::isnan(B) ? A
                             : A > B       ? A
                                           : B)},
      {"arith.minnumf", REAL(std::isnan(B) ? A
                             : A < B       ? A
                                           : B)},
      {"arith.extf", REAL(A)},
      {"arith.truncf",
       [](const ScalarStep &s, const Number *v) {
         return real(roundTo(A, s.type));
       }},
      {"arith.cmpf", compareFloats},
      {"arith.cmpi", compareIntegers},
      {"arith.select",
       [](const ScalarStep &, const Number *v) {
         return v[0].integer ? v[1] : v[2];
       }},
      {"arith.addi", INTEGER(uint64_t(I) + uint64_t(J))},
      {"arith.subi", INTEGER(uint64_t(I) - uint64_t(J))},
      {"arith.muli", INTEGER(uint64_t(I) * uint64_t(J))},
      {"arith.divsi", INTEGER(divide(I, J))},
      {"arith.divui", INTEGER(UJ ? UI / UJ : 0)},
      {"arith.remsi", INTEGER(J == 0 || J == -1 ? 0 : I % J)},
      {"arith.remui", INTEGER(UJ ? UI % UJ : 0)},
      {"arith.floordivsi", INTEGER(divideDown(I, J))},
      {"arith.ceildivsi", INTEGER(divideUp(I, J))},
      {"arith.ceildivui", INTEGER(UJ ? UI / UJ + (UI % UJ != 0) : 0)},
      {"arith.shli", INTEGER(shiftLeft(UI, UJ, s.width))},
      {"arith.shrui", INTEGER(shiftRight(UI, UJ, s.width))},
      {"arith.shrsi", INTEGER(shiftRightSigned(I, UJ, s.width))},
      {"arith.andi", INTEGER(I & J)},
      {"arith.ori", INTEGER(I | J)},
      {"arith.xori", INTEGER(I ^ J)},
      {"arith.maxsi", INTEGER(std::max(I, J))},
      {"arith.minsi", INTEGER(std::min(I, J))},
      {"arith.maxui", INTEGER(std::max(UI, UJ))},
      {"arith.minui", INTEGER(std::min(UI, UJ))},
      {"arith.extsi", INTEGER(I)},
      {"arith.extui", INTEGER(UI)},
      {"arith.trunci", INTEGER(I)},
      {"arith.index_cast", INTEGER(I)},
      {"arith.index_castui", INTEGER(UI)},
      {"arith.sitofp",
       [](const ScalarStep &s, const Number *v) {
         return toFloat(I, true, s.type);
       }},
      {"arith.uitofp",
       [](const ScalarStep &s, const Number *v) {
         return toFloat(UI, false, s.type);
       }},
      {"arith.fptosi", INTEGER(saturate(A, s.width, true))},
      {"arith.fptoui", INTEGER(saturate(A, s.width, false))},
      {"math.absf", REAL(std::fabs(A))},
      {"math.isnan", INTEGER(std::isnan(A))},
      {"math.isfinite", INTEGER(std::isfinite(A))},
      {"math.ctlz", INTEGER(llvm::countl_zero(UI) - (64 - int(s.width)))},
      {"math.cttz", INTEGER(std::min<int>(llvm::countr_zero(UI), s.width))},
      {"math.ctpop", INTEGER(llvm::popcount(UI))},
      {"math.absi", INTEGER(I < 0 ? 0 - uint64_t(I) : I)},
      {"math.ceil", REAL(std::ceil(A))},
      {"math.floor", REAL(std::floor(A))},
      {"math.round", REAL(std::round(A))},
      {"math.roundeven", REAL(std::nearbyint(A))},
      {"math.trunc", REAL(std::trunc(A))},
      {"math.copysign", REAL(std::copysign(A, B))},
      {"math.sqrt", REAL(std::sqrt(A))},
      {"math.rsqrt", REAL(1.0 / std::sqrt(A))},
      {"math.cbrt", REAL(std::cbrt(A))},
      {"math.exp", REAL(std::exp(A))},
      {"math.exp2", REAL(std::exp2(A))},
      {"math.expm1", REAL(std::expm1(A))},
      {"math.log", REAL(std::log(A))},
      {"math.log2", REAL(std::log2(A))},
      {"math.log10", REAL(std::log10(A))},
      {"math.log1p", REAL(std::log1p(A))},
      {"math.sin", REAL(std::sin(A))},
      {"math.cos", REAL(std::cos(A))},
      {"math.tan", REAL(std::tan(A))},
      {"math.asin", REAL(std::asin(A))},
      {"math.acos", REAL(std::acos(A))},
      {"math.atan", REAL(std::atan(A))},
      {"math.atan2", REAL(std::atan2(A, B))},
      {"math.sinh", REAL(std::sinh(A))},
      {"math.cosh", REAL(std::cosh(A))},
      {"math.tanh", REAL(std::tanh(A))},
      {"math.asinh", REAL(std::asinh(A))},
      {"math.acosh", REAL(std::acosh(A))},
      {"math.atanh", REAL(std::atanh(A))},
      {"math.erf", REAL(std::erf(A))},
      {"math.erfc", REAL(std::erfc(A))},
      {"math.powf", REAL(std::pow(A, B))},
      {"math.fma", REAL(std::fma(A, B, v[2].real))},
  };
  return ops;
}

#undef REAL
#undef INTEGER
#undef A
#undef B
#undef I
#undef J
#undef UI
#undef UJ

bool nn::knowsScalarOp(StringRef name) { return getScalarOps().contains(name); }

std::vector<StringRef> nn::getKnownScalarOps() {
  auto names = getScalarOps().keys();
  return {names.begin(), names.end()};
}

std::optional<ScalarStep> nn::prepareScalar(Operation *op, bool boundsErrors) {
  auto found = getScalarOps().find(op->getName().getStringRef());
  if (found == getScalarOps().end() || op->getNumResults() != 1)
    return std::nullopt;
  ScalarStep step;
  step.evaluate = found->second;
  step.type = getElementTypeOrSelf(op->getResult(0).getType());
  step.width = getBitWidth(step.type);
  if (op->getNumOperands() > 0)
    step.operandWidth =
        getBitWidth(getElementTypeOrSelf(op->getOperand(0).getType()));
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    if (!isa<FloatAttr, IntegerAttr>(constant.getValue()))
      return std::nullopt;
    step.constant = getNumber(constant.getValue());
  }
  if (auto compare = dyn_cast<arith::CmpFOp>(op))
    step.predicate = static_cast<int64_t>(compare.getPredicate());
  if (auto compare = dyn_cast<arith::CmpIOp>(op))
    step.predicate = static_cast<int64_t>(compare.getPredicate());
  step.numOperands = op->getNumOperands();
  step.boundsErrors = boundsErrors;
  setBoundRule(step, op);
  return step;
}

Number ScalarStep::run(const Number *args) const {
  return boundsErrors ? evaluateWithBound(*this, args) : evaluate(*this, args);
}

ScalarProgram::ScalarProgram(Block &body,
                             llvm::function_ref<Number(Value)> outer,
                             bool boundsErrors) {
  llvm::DenseMap<Value, unsigned> slotOf;
  auto getSlot = [&](Value value) {
    auto [found, isNew] = slotOf.try_emplace(value, slots.size());
    if (isNew)
      slots.push_back(outer(value));
    return found->second;
  };
  for (BlockArgument argument : body.getArguments()) {
    slotOf[argument] = slots.size();
    slots.emplace_back();
  }
  for (Operation &op : body.without_terminator()) {
    auto index = dyn_cast<IndexOp>(op);
    auto loopIndex = dyn_cast<linalg::IndexOp>(op);
    if (index || loopIndex) {
      slotOf[op.getResult(0)] = slots.size();
      indices.emplace_back(slots.size(),
                           index ? index.getAxis() : loopIndex.getDim());
      slots.emplace_back();
      continue;
    }
    ScalarStep step = *prepareScalar(&op, boundsErrors);
    for (Value operand : op.getOperands())
      step.operands.push_back(getSlot(operand));
    step.result = slots.size();
    slotOf[op.getResult(0)] = step.result;
    slots.emplace_back();
    steps.push_back(std::move(step));
  }
  for (Value value : body.getTerminator()->getOperands())
    results.push_back(getSlot(value));
  values.resize(results.size());
}

ArrayRef<Number> ScalarProgram::run(ArrayRef<Number> arguments,
                                    ArrayRef<int64_t> index) {
  llvm::copy(arguments, slots.begin());
  for (auto [slot, axis] : indices)
    slots[slot].integer = index[axis];
  SmallVector<Number, 3> operands;
  for (const ScalarStep &step : steps) {
    operands.clear();
    for (unsigned slot : step.operands)
      operands.push_back(slots[slot]);
    slots[step.result] = step.run(operands.data());
  }
  for (auto [value, slot] : llvm::zip_equal(values, results))
    value = slots[slot];
  return values;
}
