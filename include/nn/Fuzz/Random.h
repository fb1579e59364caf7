//===- Random.h - Numbers from a seed ---------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The generator is written out, since the distributions of the standard library
// differ between its implementations: a seed means the same network everywhere.
//
//===----------------------------------------------------------------------===//

#ifndef NN_FUZZ_RANDOM_H
#define NN_FUZZ_RANDOM_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/xxhash.h"
#include <cassert>
#include <cstdint>

namespace nn {
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
class Random {
public:
  explicit Random(uint64_t seed) : state(seed) {}

  uint64_t next() {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// A number from `low` to `high`, both included.
  int64_t between(int64_t low, int64_t high) {
    assert(low <= high && "expected a range with a number");
    uint64_t count = static_cast<uint64_t>(high) - low + 1;
    return count == 0 ? static_cast<int64_t>(next())
                      : low + static_cast<int64_t>(next() % count);
  }

  /// A number in [0, 1).
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  /// True in `percent` of 100 cases.
  bool chance(int percent) { return between(0, 99) < percent; }

  template <typename Range> auto &&pick(Range &&range) {
    return range[between(0, static_cast<int64_t>(std::size(range)) - 1)];
  }
  template <typename T> const T &pick(std::initializer_list<T> list) {
    return list.begin()[between(0, static_cast<int64_t>(list.size()) - 1)];
  }

  template <typename Range> void shuffle(Range &range) {
    for (size_t i = std::size(range); i-- > 1;)
      std::swap(range[i], range[between(0, static_cast<int64_t>(i))]);
  }

private:
  uint64_t state;
};

/// A seed that depends on `seed` and a number or a text.
inline uint64_t mixSeed(uint64_t seed, uint64_t number) {
  return Random(seed ^ (0xd1b54a32d192ed03 * (number + 1))).next();
}
inline uint64_t mixSeed(uint64_t seed, llvm::StringRef text) {
  return mixSeed(seed, llvm::xxh3_64bits(text));
}
} // namespace nn

#endif // NN_FUZZ_RANDOM_H
