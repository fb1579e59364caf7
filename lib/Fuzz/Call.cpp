//===- Call.cpp - Calls of entries with made-up inputs --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Fuzz/Call.h"
#include "dialects/NN/ElementTypes.h"
#include "nn/Fuzz/Random.h"

using namespace mlir;
using namespace nn;

/// How the values of a tensor are spread.
enum class Spread { Short, Full, Special, Raw };

/// A number of `type` by its bits: those of any, or of one at the border of a
/// class of numbers.
static Number makeRawFloat(Random &random, FloatType type) {
  const llvm::fltSemantics &semantics = type.getFloatSemantics();
  APInt bits(type.getWidth(), random.next(), /*isSigned=*/false,
             /*implicitTrunc=*/true);
  APFloat number(semantics, bits);
  bool isNegative = random.chance(50);
  switch (random.between(0, 11)) {
  case 0:
    number = APFloat::getZero(semantics, isNegative);
    break;
  case 1:
    number = APFloat::getSmallest(semantics, isNegative);
    break;
  case 2:
    number = APFloat::getSmallestNormalized(semantics, isNegative);
    break;
  case 3:
    number = APFloat::getLargest(semantics, isNegative);
    break;
  case 4:
    number = APFloat::getInf(semantics, isNegative);
    break;
  case 5:
    number = APFloat::getQNaN(semantics, isNegative, &bits);
    break;
  default:
    break;
  }
  Number result;
  result.real = number.convertToDouble();
  return result;
}

static Number makeFloat(Random &random, FloatType type, Spread spread) {
  Number number;
  switch (spread) {
  case Spread::Short:
    number.real = static_cast<double>(random.between(-63, 63)) / 16;
    break;
  case Spread::Full:
    // 24 bits, so that the number is one of f32.
    number.real = std::ldexp(
        static_cast<double>(random.between(-(1 << 24) + 1, (1 << 24) - 1)),
        -23);
    break;
  case Spread::Special:
    // The last are subnormal in f16, in bf16 and f32, and in f64.
    number.real =
        random.pick({0.0, -0.0, 0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -3.0, 100.25,
                     0.0009765625, 0x1p-20, -0x1p-130, 0x1p-1060});
    break;
  case Spread::Raw:
    number = makeRawFloat(random, type);
    break;
  }
  return number;
}

static Number makeInteger(Random &random, Spread spread, unsigned width) {
  Number number;
  int64_t lowest = llvm::minIntN(width), highest = llvm::maxIntN(width);
  switch (spread) {
  case Spread::Short:
    number.integer = random.between(-9, 9);
    break;
  case Spread::Full:
  case Spread::Raw:
    number.integer = random.between(lowest, highest);
    break;
  case Spread::Special:
    number.integer =
        random.pick<int64_t>({0, 1, -1, 2, width - 1, width, lowest, highest});
    break;
  }
  return number;
}

Tensor nn::makeInput(StringRef name, Type element, ArrayRef<int64_t> shape,
                     uint64_t seed) {
  Random random(mixSeed(seed, name));
  int64_t choice = random.between(0, 99);
  Spread spread = choice < 70   ? Spread::Short
                  : choice < 90 ? Spread::Full
                                : Spread::Special;
  if (name.starts_with(kRawPrefix))
    spread = Spread::Raw;
  Tensor tensor(shape, element);
  for (Number &number : tensor.data) {
    if (tensor.isReal())
      number = makeFloat(random, cast<FloatType>(element), spread);
    else if (element.isInteger(1))
      number.integer = random.between(0, 1);
    else
      number = makeInteger(random, spread, element.getIntOrFloatBitWidth());
  }
  return tensor.asStored();
}

std::vector<Tensor> nn::makeInputs(const EntrySignature &signature,
                                   const Call &call) {
  SmallVector<int64_t> extents = call.getExtents(signature);
  std::vector<Tensor> inputs;
  for (const TensorSignature &input : signature.inputs) {
    SmallVector<int64_t> shape(input.type.getShape());
    for (auto [extent, index] : llvm::zip_equal(shape, input.extent))
      if (index >= 0)
        extent = extents[index];
    inputs.push_back(
        makeInput(input.name, input.type.getElementType(), shape, call.seed));
  }
  return inputs;
}

SmallVector<int64_t> Call::getExtents(const EntrySignature &signature) const {
  SmallVector<int64_t> result;
  for (const std::string &name : signature.extents) {
    auto known = extents.find(name);
    result.push_back(known != extents.end()
                         ? known->second
                         : Random(mixSeed(seed, name)).between(1, 5));
  }
  return result;
}

std::string Call::print() const {
  std::string text = entry + ":" + std::to_string(seed);
  char separator = ':';
  for (auto &[name, extent] : extents) {
    text += separator + name + "=" + std::to_string(extent);
    separator = ',';
  }
  return text;
}

std::optional<Call> Call::parse(StringRef text) {
  Call call;
  auto [entry, rest] = text.split(':');
  auto [seed, extents] = rest.split(':');
  call.entry = entry.str();
  if (entry.empty() || seed.getAsInteger(10, call.seed))
    return std::nullopt;
  while (!extents.empty()) {
    auto [first, others] = extents.split(',');
    auto [name, extent] = first.split('=');
    if (name.empty() || extent.getAsInteger(10, call.extents[name.str()]))
      return std::nullopt;
    extents = others;
  }
  return call;
}
