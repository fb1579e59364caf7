//===- ErrorBounds.cpp - How far a correct program may lie ----------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorBounds.h"
#include "dialects/NN/ElementTypes.h"
#include "dialects/NN/NNOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/bit.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace nn;

static constexpr double kInf = std::numeric_limits<double>::infinity();

/// Units in the last place that an elementary function may be off: those of
/// --nn-expand-math are within 4, those of the C library within 2.
static constexpr double kElementaryUlps = 4;

/// The same for functions of f64 that may be approximate, of which
/// --nn-expand-math says that their relative error is below 2^-33.
static constexpr double kApproximateUlps = 0x1p20;

/// The same for erfc in a `gelu`, which is computed as a whole, with an error
/// of 4 units in the last place of f32.
static constexpr double kGeluErfcUlps = 0x1p31;

double nn::roundTo(double value, Type type) {
  if (type.isF64())
    return value;
  if (type.isF32())
    return static_cast<double>(static_cast<float>(value));
  llvm::APFloat number(value);
  bool losesInfo;
  number.convert(cast<FloatType>(type).getFloatSemantics(),
                 llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  return number.convertToDouble();
}

FloatType nn::getArithmeticType(FloatType type) {
  return isHalf(type) ? Float32Type::get(type.getContext()) : type;
}

/// Bits of the mantissa of `type`, and the exponent of its smallest number.
static int getDigits(Type type) {
  return cast<FloatType>(type).getFPMantissaWidth();
}
static int getLowestExponent(Type type) {
  return llvm::APFloat::semanticsMinExponent(
             cast<FloatType>(type).getFloatSemantics()) -
         (getDigits(type) - 1);
}

/// The least number of f32, and bf16, that is not subnormal.
static constexpr double kLeastNormal = 0x1p-126;

static double getLargest(Type type) {
  return llvm::APFloat::getLargest(cast<FloatType>(type).getFloatSemantics())
      .convertToDouble();
}

double nn::getUnitInLastPlace(double value, Type type) {
  if (value == 0 || !std::isfinite(value))
    return std::ldexp(1.0, getLowestExponent(type));
  int exponent = std::ilogb(value) - (getDigits(type) - 1);
  return std::ldexp(1.0, std::max(exponent, getLowestExponent(type)));
}

/// How far `result` is from `value`, which may be infinite or not-a-number.
static double getDistance(double result, double value) {
  if (result == value || (std::isnan(result) && std::isnan(value)))
    return 0;
  double distance = std::fabs(result - value);
  return std::isnan(distance) ? kInf : distance;
}

/// The alternatives of a selection that may go either way.
static Number join(Number chosen, Number other, bool isReal) {
  if (isReal)
    chosen.error = std::max(chosen.error,
                            getDistance(other.real, chosen.real) + other.error);
  else if (other.error > 0 || other.integer != chosen.integer)
    chosen.error = kInf;
  return chosen;
}

Number nn::roundToStorage(Number number, Type type) {
  if (!isHalf(type))
    return number;
  Number rounded = number;
  rounded.real = roundTo(number.real, type);
  // Rounding is monotone.
  if (number.error > 0)
    rounded.error = std::max(
        getDistance(roundTo(number.real - number.error, type), rounded.real),
        getDistance(roundTo(number.real + number.error, type), rounded.real));
  return rounded;
}

bool nn::isDecided(Number a, Number b) {
  if (a.error == 0 && b.error == 0)
    return true;
  return std::fabs(a.real - b.real) > a.error + b.error;
}

Number nn::evaluateWithBound(const ScalarStep &step, const Number *args) {
  Number center = step.evaluate(step, args);
  unsigned count = step.numOperands;
  if (step.rule == BoundRule::Select) {
    bool isReal = static_cast<bool>(step.floatType);
    Number chosen = args[args[0].integer ? 1 : 2];
    Number other = args[args[0].integer ? 2 : 1];
    return args[0].error > 0 ? join(chosen, other, isReal) : chosen;
  }
  bool isOpen =
      step.rule == BoundRule::CompareFloats && !isDecided(args[0], args[1]);
  SmallVector<unsigned> inexact;
  for (unsigned i = 0; i < count; ++i) {
    // The sign of a zero depends on the order of a sum, and some jumps on it.
    if (args[i].error > 0 || (step.side && args[i].real == 0))
      inexact.push_back(i);
    isOpen |= !(args[i].error < kInf);
  }
  if (isOpen) {
    center.error = kInf;
    return center;
  }
  // The corners of the box, or its only point.
  SmallVector<Number, 3> corner(args, args + count);
  double error = 0;
  for (unsigned choice = 0; choice < 1u << inexact.size(); ++choice) {
    for (auto [bit, i] : llvm::enumerate(inexact)) {
      bool isUpper = choice >> bit & 1;
      double reach = isUpper ? args[i].error : -args[i].error;
      // Outwards, since the addition rounds as well.
      corner[i].real =
          std::nextafter(args[i].real + reach, isUpper ? kInf : -kInf);
    }
    if (step.side && !inexact.empty() &&
        step.side(corner.data()) != step.side(args)) {
      center.error = kInf;
      return center;
    }
    Number result = step.evaluate(step, corner.data());
    if (!step.floatType) {
      error = result.integer == center.integer ? error : kInf;
      continue;
    }
    double slack = step.slack;
    // A program that rounds further may do so in one step (upstream folds
    // truncf of sitofp), and the evaluator itself rounds to 53 bits.
    if (step.rule == BoundRule::FromInteger &&
        std::fabs(center.real) >= (step.floatType.isF32() ? 0x1p24 : 0x1p53))
      slack = 1;
    double distance =
        getDistance(roundTo(result.real, step.floatType), center.real);
    if (slack > 0 && std::isfinite(result.real))
      distance += slack * getUnitInLastPlace(result.real, step.floatType);
    error = std::max(error, distance);
  }
  // A turning point may lie inside of the box.
  if (step.swings)
    error =
        std::max(error, std::min(2.0, args[0].error) +
                            step.slack * getUnitInLastPlace(1, step.floatType));
  if (step.mayRoundToHalf) {
    double rounded = roundTo(center.real, step.type);
    error += getDistance(rounded, center.real);
    if (error > 0 && std::isfinite(rounded))
      error += getUnitInLastPlace(rounded, step.type);
  }
  center.error = error;
  return center;
}

//===----------------------------------------------------------------------===//
// Rules of ops
//===----------------------------------------------------------------------===//

/// Whether `op` is a function of f64 that may be approximate.
static bool isApproximate(Operation *op) {
  auto function = dyn_cast<arith::ArithFastMathInterface>(op);
  return function && getElementTypeOrSelf(op->getResult(0)).isF64() &&
         arith::bitEnumContainsAll(function.getFastMathFlagsAttr().getValue(),
                                   arith::FastMathFlags::afn);
}

/// Whether nothing reads `op` but a product of three that is rounded.
static bool isInGelu(Operation *op) {
  for (int factor = 0; factor < 2; ++factor) {
    if (!op->hasOneUse() || !isa<arith::MulFOp>(*op->user_begin()))
      return false;
    op = *op->user_begin();
  }
  return op->hasOneUse() && isa<arith::TruncFOp>(*op->user_begin());
}

static double getSign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

/// Where functions jump. A pole is one, and so is every zero of the divisor of
/// a remainder.
static double (*getSide(StringRef name))(const Number *) {
  constexpr double pi = 3.14159265358979323846;
  if (name == "arith.divf")
    return [](const Number *v) { return getSign(v[1].real); };
  if (name == "arith.remf")
    return [](const Number *v) { return std::trunc(v[0].real / v[1].real); };
  if (name == "math.atan2")
    return
        [](const Number *v) { return v[1].real > 0 ? 2 : getSign(v[0].real); };
  if (name == "math.copysign")
    return [](const Number *v) { return getSign(v[1].real); };
  if (name == "math.powf")
    return [](const Number *v) { return getSign(v[0].real); };
  if (name == "math.tan")
    return [](const Number *v) { return std::floor(v[0].real / pi + 0.5); };
  return nullptr;
}

/// Whether every value that `op` computes with is a constant.
static bool isOfConstants(Operation *op) {
  SmallVector<Value> pending(op->getOperands());
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!pending.empty()) {
    Value value = pending.pop_back_val();
    Operation *source = value.getDefiningOp();
    if (auto map = dyn_cast<MapOp>(value.getParentBlock()->getParentOp());
        map && !source) {
      pending.push_back(
          map.getInputs()[cast<BlockArgument>(value).getArgNumber()]);
      continue;
    }
    if (!source || !(source->hasTrait<OpTrait::ConstantLike>() ||
                     source->hasTrait<OpTrait::Elementwise>()))
      return false;
    if (seen.insert(source).second)
      llvm::append_range(pending, source->getOperands());
  }
  return true;
}

void nn::setBoundRule(ScalarStep &step, Operation *op) {
  step.floatType = dyn_cast<FloatType>(step.type);
  // Upstream folds arithmetic on constants in the type that is written.
  step.mayRoundToHalf = step.floatType && isHalf(step.floatType) &&
                        op->getNumOperands() > 0 && isOfConstants(op);
  if (step.floatType &&
      !isa<arith::TruncFOp, arith::SIToFPOp, arith::UIToFPOp>(op))
    step.floatType = getArithmeticType(step.floatType);
  StringRef name = op->getName().getStringRef();
  if (name == "arith.select")
    step.rule = BoundRule::Select;
  else if (name == "arith.cmpf")
    step.rule = BoundRule::CompareFloats;
  else if (name == "arith.sitofp" || name == "arith.uitofp")
    step.rule = BoundRule::FromInteger;
  step.side = getSide(name);
  step.swings = name == "math.sin" || name == "math.cos";
  // Those of the math dialect that IEEE 754 defines to the last bit.
  static constexpr StringRef exact[] = {
      "math.absf",  "math.ceil",      "math.copysign", "math.floor",
      "math.round", "math.roundeven", "math.sqrt",     "math.trunc"};
  if (name == "math.fma")
    step.slack = 1; // rounded twice here
  else if (name.starts_with("math.") && !llvm::is_contained(exact, name))
    step.slack = !isApproximate(op)                    ? kElementaryUlps
                 : name == "math.erfc" && isInGelu(op) ? kGeluErfcUlps
                                                       : kApproximateUlps;
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

ProductSum::ProductSum(Type type, bool boundsErrors, bool takesTinyForZero)
    : type(type), boundsErrors(boundsErrors),
      takesTinyForZero(takesTinyForZero || type.isBF16()),
      quantum(std::numeric_limits<int>::max()) {
  if (auto floatType = dyn_cast<FloatType>(type))
    this->type = getArithmeticType(floatType);
}

void ProductSum::add(ArrayRef<Number> factors) {
  if (!isa<FloatType>(type)) {
    uint64_t product = 1;
    for (Number factor : factors) {
      product *= static_cast<uint64_t>(factor.integer);
      isExact &= factor.error == 0;
    }
    integerSum += product;
    return;
  }
  double product = 1;
  for (Number factor : factors)
    product *= factor.real;
  realSum += product;
  if (boundsErrors)
    addMagnitude(factors, product);
}

Number ProductSum::get() const {
  Number result;
  if (isa<FloatType>(type)) {
    result.real = realSum;
    result.error = boundsErrors ? getError() : 0;
  } else {
    result.integer =
        llvm::SignExtend64(integerSum, type.getIntOrFloatBitWidth());
    result.error = isExact ? 0 : kInf;
  }
  return result;
}

/// The exponent of the lowest bit that is set in a number other than zero.
static int getLowestBit(double value) {
  int exponent = std::ilogb(value);
  double scaled = std::ldexp(std::fabs(value), 52 - exponent);
  return exponent - 52 + llvm::countr_zero(static_cast<uint64_t>(scaled));
}

void ProductSum::addMagnitude(ArrayRef<Number> factors, double product) {
  double largest = 1;
  // Of the whole product, and the lowest of products of some factors.
  int lowestBit = 0, lowestPart = 0;
  for (Number factor : factors) {
    largest *= std::fabs(factor.real) + factor.error;
    isExact &= factor.error == 0;
    if (factor.real != 0 && std::isfinite(factor.real)) {
      int bit = getLowestBit(factor.real);
      lowestBit += bit;
      lowestPart += std::min(bit, 0);
    }
  }
  // What is lost with a factor that counts as zero.
  for (Number factor : factors)
    if (takesTinyForZero && factor.real != 0 &&
        std::fabs(factor.real) < kLeastNormal) {
      underflow += largest;
      isExact = false;
    }
  // A product of some factors, in an order that is open, may be too large for
  // the type, or too small; the others magnify what it lost.
  if (factors.size() > 2) {
    double others = 1;
    for (Number factor : factors)
      others *= std::max(1.0, std::fabs(factor.real) + factor.error);
    int lowest = getLowestExponent(type);
    bool isSmall = others <= getLargest(type);
    underflow += isSmall ? std::ldexp(others, lowest) : kInf;
    isExact &= isSmall && lowestPart >= lowest;
  }
  // To add zero is exact.
  if (largest == 0)
    return;
  // Infinite, or zero times infinite.
  if (!std::isfinite(largest))
    largest = kInf;
  magnitude += largest;
  inherited += std::isfinite(largest) ? largest - std::fabs(product) : kInf;
  numFactors = std::max(numFactors, factors.size());
  ++numTerms;
  if (product != 0)
    quantum = std::min(quantum, lowestBit);
}

double ProductSum::getError() const {
  if (magnitude == 0)
    return isExact ? 0 : underflow;
  int digits = getDigits(type);
  int lowest =
      takesTinyForZero ? std::ilogb(kLeastNormal) : getLowestExponent(type);
  bool isShort = std::ldexp(magnitude, -quantum) <= std::ldexp(1.0, digits) &&
                 quantum >= lowest;
  if (isExact && isShort)
    return 0;
  // Half a unit for each rounding of the program and of the evaluator, and what
  // is lost of numbers too small for the type.
  double roundings = static_cast<double>(numTerms - 1 + numFactors - 1);
  double unit = std::ldexp(1.0, -digits) + 0x1p-53;
  double error =
      inherited + underflow +
      roundings * (unit * magnitude * 1.001 + std::ldexp(1.0, lowest));
  return magnitude + error <= getLargest(type) ? error : kInf;
}

FilteredSum::FilteredSum(Type type, size_t numChannels)
    : type(type), image(numChannels, 0), weight(numChannels, 0) {}

void FilteredSum::add(size_t channel, Number imageElement,
                      Number weightElement) {
  image[channel] += std::fabs(imageElement.real) + imageElement.error;
  weight[channel] += std::fabs(weightElement.real) + weightElement.error;
}

double FilteredSum::getError() const {
  double magnitude = 0, most = 1;
  for (auto [its, other] : llvm::zip_equal(image, weight)) {
    magnitude += 4 * its * other;
    most = std::max({most, its, other});
  }
  // Each of the 16 products of a channel may be too small for the type, and so
  // may the sums that it is of, whose loss the other factor magnifies.
  double lost = 16 * static_cast<double>(image.size()) * (2 * most + 1) *
                std::ldexp(1.0, getLowestExponent(type));
  double roundings = static_cast<double>(image.size()) + 8;
  double error =
      roundings * std::ldexp(1.0, -getDigits(type)) * magnitude * 1.001 + lost;
  // The sums may be too large for the type, too.
  return std::max(magnitude + error, most) <= getLargest(type) ? error : kInf;
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

/// Whether an op of a region only chooses between its operands.
static bool isChoice(Operation &op) {
  return isa<arith::ConstantOp, arith::MaximumFOp, arith::MinimumFOp,
             arith::MaxNumFOp, arith::MinNumFOp, arith::CmpFOp, arith::CmpIOp,
             arith::SelectOp>(op);
}

ReductionBounds::ReductionBounds(Block &body, ArrayRef<Tensor> results) {
  bool isRounded = !llvm::all_of(body.without_terminator(), isChoice);
  size_t count = results.size();
  for (auto [i, result] : llvm::enumerate(results)) {
    Component &component = components.emplace_back();
    component.type = result.element;
    if (!result.isReal() || !isRounded)
      continue;
    component.type = getArithmeticType(cast<FloatType>(result.element));
    Value soFar = body.getArgument(i), element = body.getArgument(count + i);
    auto add = dyn_cast_if_present<arith::AddFOp>(
        body.getTerminator()->getOperand(i).getDefiningOp());
    if (add && ((add.getLhs() == soFar && add.getRhs() == element) ||
                (add.getLhs() == element && add.getRhs() == soFar))) {
      component.sums.assign(result.data.size(),
                            ProductSum(component.type, /*boundsErrors=*/true));
      for (auto [sum, start] : llvm::zip_equal(component.sums, result.data))
        sum.add(start);
    } else {
      component.largest.assign(result.data.size(), 0);
      component.counts.assign(result.data.size(), 0);
    }
  }
}

void ReductionBounds::note(size_t target, ArrayRef<Number> elements,
                           ArrayRef<Number> soFar) {
  for (auto [i, component] : llvm::enumerate(components)) {
    if (!component.sums.empty())
      component.sums[target].add(elements[i]);
    if (component.counts.empty())
      continue;
    component.largest[target] =
        std::max(component.largest[target], std::fabs(soFar[i].real));
    ++component.counts[target];
  }
}

void ReductionBounds::apply(MutableArrayRef<Tensor> results) const {
  for (auto [component, result] : llvm::zip_equal(components, results)) {
    for (auto [number, sum] : llvm::zip(result.data, component.sums))
      number.error = sum.get().error;
    for (auto [number, largest, count] :
         llvm::zip(result.data, component.largest, component.counts))
      number.error += static_cast<double>(count) *
                      getUnitInLastPlace(largest, component.type);
  }
}
