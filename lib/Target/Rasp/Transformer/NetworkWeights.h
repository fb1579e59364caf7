//===- NetworkWeights.h - The weights of a transformer ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_TRANSFORMER_NETWORKWEIGHTS_H
#define NN_LIB_TARGET_RASP_TRANSFORMER_NETWORKWEIGHTS_H

#include "Network.h"
#include "llvm/ADT/STLExtras.h"

namespace nn::rasp {
struct Weight {
  std::string name;
  llvm::SmallVector<int64_t, 2> shape;
  std::vector<float> values; ///< row-major
};

/// An affine map by its weight [to, from] and its bias [to], which counts as
/// absent if it is zero.
struct LinearWeights {
  Weight weight, bias;

  bool hasBias() const {
    return llvm::any_of(bias.values, [](float value) { return value != 0; });
  }
};

struct MlpWeights {
  LinearWeights up, down;
};

struct AttentionWeights {
  int64_t numHeads;
  LinearWeights query, key, value, output;
};

struct BlockWeights {
  std::optional<AttentionWeights> attention;
  std::vector<MlpWeights> mlps;
};

/// The weights of a network, in PyTorch's layout. All heads of a block have as
/// many dimensions as the largest one needs.
struct NetworkWeights {
  Weight tokens, positions;
  std::vector<BlockWeights> blocks;
  LinearWeights output;

  explicit NetworkWeights(const Network &network);

  /// All of them, in the order of their use.
  std::vector<const Weight *> getAll() const;
};

/// The number of elements of the weights of `network`, all biases included.
double countParameters(const Network &network);
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_TRANSFORMER_NETWORKWEIGHTS_H
