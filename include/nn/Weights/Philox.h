//===- Philox.h - Random numbers by counter ---------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Philox4x64-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
// easy as 1, 2, 3", SC 2011: four words from a counter and a key. The sequence
// is that of numpy.random.Philox with the same key.
//
//===----------------------------------------------------------------------===//

#ifndef NN_WEIGHTS_PHILOX_H
#define NN_WEIGHTS_PHILOX_H

#include <array>
#include <cstdint>

namespace nn {
/// Constants of the rounds: multipliers of words 0 and 2, and what the key
/// grows by.
inline constexpr uint64_t kPhiloxMultipliers[] = {0xD2E7470EE14C6C93,
                                                  0xCA5A826395121157};
inline constexpr uint64_t kPhiloxWeyl[] = {0x9E3779B97F4A7C15,
                                           0xBB67AE8584CAA73B};
inline constexpr int kPhiloxRounds = 10;

/// The words of one counter, whose upper three words are 0.
std::array<uint64_t, 4> computePhilox(uint64_t counter,
                                      std::array<uint64_t, 2> key);

/// The words of a key one after the other, from counter 1 on.
class PhiloxWords {
public:
  explicit PhiloxWords(std::array<uint64_t, 2> key) : key(key) {}
  uint64_t next();
  /// The next word as a double in [0, 1), a multiple of 2^-53.
  double nextUnit();
  /// Two independent numbers of the standard normal distribution, by the method
  /// of Box and Muller.
  std::array<double, 2> nextNormals();

private:
  std::array<uint64_t, 2> key;
  uint64_t counter = 0;
  std::array<uint64_t, 4> block{};
  unsigned place = 4;
};
} // namespace nn

#endif // NN_WEIGHTS_PHILOX_H
