//===- Initialiser.cpp - Values from a seed -------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Weights/ParamValues.h"
#include "nn/Weights/Philox.h"
#include <cstring>

using namespace mlir;
using namespace nn;

std::vector<char> nn::makeInitialValue(InitAttr init, Type element,
                                       int64_t count) {
  double first = init.getFirst().convertToDouble();
  double second = init.getSecond().convertToDouble();
  PhiloxWords words({init.getSeed(), 0});
  const llvm::fltSemantics &format =
      cast<FloatType>(element).getFloatSemantics();
  size_t width = element.getIntOrFloatBitWidth() / 8;
  std::vector<char> bytes(count * width);
  auto store = [&](int64_t index, double value) {
    llvm::APFloat number(value);
    bool losesInfo;
    number.convert(format, llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    uint64_t bits = number.bitcastToAPInt().getZExtValue();
    std::memcpy(&bytes[index * width], &bits, width);
  };
  if (init.getKind() == InitKind::Uniform) {
    for (int64_t i = 0; i < count; ++i)
      store(i, first + (second - first) * words.nextUnit());
    return bytes;
  }
  for (int64_t i = 0; i < count; i += 2) {
    auto [even, odd] = words.nextNormals();
    store(i, first + second * even);
    if (i + 1 < count)
      store(i + 1, first + second * odd);
  }
  return bytes;
}
