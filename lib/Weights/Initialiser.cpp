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
  size_t width = element.isF32() ? sizeof(float) : sizeof(double);
  std::vector<char> bytes(count * width);
  auto store = [&](int64_t index, double value) {
    if (element.isF32()) {
      auto rounded = static_cast<float>(value);
      std::memcpy(&bytes[index * width], &rounded, width);
    } else {
      std::memcpy(&bytes[index * width], &value, width);
    }
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
