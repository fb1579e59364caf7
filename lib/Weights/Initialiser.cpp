//===- Initialiser.cpp - Values from a seed -------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Philox4x64-10: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random
// numbers: as easy as 1, 2, 3", SC 2011.
//
//===----------------------------------------------------------------------===//

#include "nn/Weights/ParamValues.h"
#include <array>
#include <cmath>
#include <cstring>

using namespace mlir;
using namespace nn;

using Words = std::array<uint64_t, 4>;

/// The ten rounds of the generator on one counter.
static Words philox(Words counter, uint64_t key0, uint64_t key1) {
  constexpr uint64_t multiplier0 = 0xD2E7470EE14C6C93;
  constexpr uint64_t multiplier1 = 0xCA5A826395121157;
  constexpr uint64_t weyl0 = 0x9E3779B97F4A7C15;
  constexpr uint64_t weyl1 = 0xBB67AE8584CAA73B;
  for (int round = 0; round < 10; ++round) {
    auto product0 = static_cast<unsigned __int128>(multiplier0) * counter[0];
    auto product1 = static_cast<unsigned __int128>(multiplier1) * counter[2];
    counter = {static_cast<uint64_t>(product1 >> 64) ^ counter[1] ^ key0,
               static_cast<uint64_t>(product1),
               static_cast<uint64_t>(product0 >> 64) ^ counter[3] ^ key1,
               static_cast<uint64_t>(product0)};
    key0 += weyl0;
    key1 += weyl1;
  }
  return counter;
}

namespace {
/// The doubles in [0, 1) of a seed, one after the other.
class UnitDoubles {
public:
  explicit UnitDoubles(uint64_t seed) : seed(seed) {}
  double next() {
    if (place == 4) {
      block = philox({++counter, 0, 0, 0}, seed, 0);
      place = 0;
    }
    return static_cast<double>(block[place++] >> 11) * 0x1p-53;
  }

private:
  uint64_t seed, counter = 0;
  Words block{};
  unsigned place = 4;
};
} // namespace

std::vector<char> nn::makeInitialValue(InitAttr init, Type element,
                                       int64_t count) {
  double first = init.getFirst().convertToDouble();
  double second = init.getSecond().convertToDouble();
  UnitDoubles unit(init.getSeed());
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
      store(i, first + (second - first) * unit.next());
    return bytes;
  }
  constexpr double pi = 3.14159265358979323846;
  for (int64_t i = 0; i < count; i += 2) {
    double a = unit.next(), b = unit.next();
    double radius = std::sqrt(-2.0 * std::log(1.0 - a));
    store(i, first + second * radius * std::cos(2.0 * pi * b));
    if (i + 1 < count)
      store(i + 1, first + second * radius * std::sin(2.0 * pi * b));
  }
  return bytes;
}
