//===- Boxes.cpp - Finite functions as disjoint boxes ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Boxes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include <map>

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::BitVector;
using llvm::SmallVector;

bool Combinations::next() {
  for (size_t i = sizes.size(); i-- > 0;) {
    if (++current[i] < sizes[i])
      return true;
    current[i] = 0;
  }
  return false;
}

namespace {
/// Splits by one variable after the other, in a given order. Values of a
/// variable for which the rest of the table is the same stay together.
class Splitter {
public:
  Splitter(ArrayRef<unsigned> sizes, ArrayRef<unsigned> order)
      : sizes(sizes), order(order), sets(sizes.size()) {}

  std::vector<Box> run(const std::vector<int> &table) {
    split(table, 0);
    return std::move(boxes);
  }

private:
  void split(const std::vector<int> &table, size_t depth) {
    if (depth == order.size()) {
      if (table[0] >= 0)
        boxes.push_back({sets, table[0]});
      return;
    }
    unsigned variable = order[depth], size = sizes[variable];
    size_t length = table.size() / size;
    std::map<std::vector<int>, BitVector> groups;
    for (unsigned value = 0; value < size; ++value) {
      auto begin = table.begin() + value * length;
      groups.try_emplace({begin, begin + length}, size)
          .first->second.set(value);
    }
    for (auto &[rest, values] : groups) {
      sets[variable] =
          groups.size() == 1 ? std::nullopt : std::optional(values);
      split(rest, depth + 1);
    }
    sets[variable] = std::nullopt;
  }

  ArrayRef<unsigned> sizes, order;
  std::vector<std::optional<BitVector>> sets;
  std::vector<Box> boxes;
};
} // namespace

/// The table with its axes in another order.
static std::vector<int> transpose(ArrayRef<unsigned> sizes, ArrayRef<int> table,
                                  ArrayRef<unsigned> order) {
  SmallVector<size_t> strides(sizes.size(), 1);
  for (size_t i = sizes.size(); i-- > 1;)
    strides[i - 1] = strides[i] * sizes[i];
  SmallVector<unsigned> newSizes;
  for (unsigned variable : order)
    newSizes.push_back(sizes[variable]);
  std::vector<int> result;
  result.reserve(table.size());
  Combinations combinations(newSizes);
  do {
    size_t place = 0;
    for (auto [variable, value] : llvm::zip_equal(order, combinations.get()))
      place += strides[variable] * value;
    result.push_back(table[place]);
  } while (combinations.next());
  return result;
}

std::vector<Box> nn::rasp::makeBoxes(ArrayRef<unsigned> sizes,
                                     ArrayRef<int> table) {
  auto order = llvm::to_vector(llvm::seq<unsigned>(0, sizes.size()));
  // The number of boxes depends on the order; of more variables, not all are
  // tried.
  constexpr unsigned maxOrders = 6;
  std::vector<Box> best;
  for (unsigned tried = 0; tried < maxOrders; ++tried) {
    std::vector<Box> boxes =
        Splitter(sizes, order).run(transpose(sizes, table, order));
    if (tried == 0 || boxes.size() < best.size())
      best = std::move(boxes);
    if (!std::next_permutation(order.begin(), order.end()))
      break;
  }
  return best;
}
