//===- Philox.cpp - Random numbers by counter -----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Weights/Philox.h"
#include <cmath>

using namespace nn;

std::array<uint64_t, 4> nn::computePhilox(uint64_t counter,
                                          std::array<uint64_t, 2> key) {
  std::array<uint64_t, 4> words = {counter, 0, 0, 0};
  for (int round = 0; round < kPhiloxRounds; ++round) {
    auto product0 =
        static_cast<unsigned __int128>(kPhiloxMultipliers[0]) * words[0];
    auto product1 =
        static_cast<unsigned __int128>(kPhiloxMultipliers[1]) * words[2];
    words = {static_cast<uint64_t>(product1 >> 64) ^ words[1] ^ key[0],
             static_cast<uint64_t>(product1),
             static_cast<uint64_t>(product0 >> 64) ^ words[3] ^ key[1],
             static_cast<uint64_t>(product0)};
    key[0] += kPhiloxWeyl[0];
    key[1] += kPhiloxWeyl[1];
  }
  return words;
}

uint64_t PhiloxWords::next() {
  if (place == 4) {
    block = computePhilox(++counter, key);
    place = 0;
  }
  return block[place++];
}

double PhiloxWords::nextUnit() {
  return static_cast<double>(next() >> 11) * 0x1p-53;
}

std::array<double, 2> PhiloxWords::nextNormals() {
  constexpr double pi = 3.14159265358979323846;
  double a = nextUnit(), b = nextUnit();
  double radius = std::sqrt(-2.0 * std::log(1.0 - a));
  return {radius * std::cos(2.0 * pi * b), radius * std::sin(2.0 * pi * b)};
}
