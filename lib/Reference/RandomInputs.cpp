//===- RandomInputs.cpp - Inputs of entries from seeds --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Reference/RandomInputs.h"
#include <random>

using namespace mlir;
using namespace nn;

// The standard specifies the numbers of the generator, but not those of its
// distributions.
static double makeReal(std::mt19937_64 &generator) {
  return static_cast<double>(generator() >> 11) * 0x1p-51 - 2;
}

static int64_t makeInteger(std::mt19937_64 &generator, IntegerRange range) {
  uint64_t count = static_cast<uint64_t>(range.high - range.low) + 1;
  return range.low + static_cast<int64_t>(generator() % count);
}

std::vector<Tensor> nn::makeRandomInputs(const EntrySignature &entry,
                                         ArrayRef<int64_t> extents,
                                         uint64_t seed, IntegerRange range) {
  std::mt19937_64 generator(seed);
  std::vector<Tensor> inputs;
  for (const TensorSignature &input : entry.inputs) {
    SmallVector<int64_t> shape(input.type.getShape());
    for (auto [extent, index] : llvm::zip_equal(shape, input.extent))
      if (index >= 0)
        extent = extents[index];
    Tensor &tensor = inputs.emplace_back(shape, input.type.getElementType());
    for (Number &number : tensor.data)
      if (tensor.isReal())
        number.real = makeReal(generator);
      else if (tensor.element.isInteger(1))
        number.integer = makeInteger(generator, {0, 1});
      else
        number.integer = makeInteger(generator, range);
  }
  return inputs;
}
