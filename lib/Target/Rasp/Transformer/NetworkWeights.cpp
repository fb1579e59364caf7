//===- NetworkWeights.cpp - The weights of a transformer ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NetworkWeights.h"

using namespace nn::rasp;
using llvm::Twine;

static Weight makeWeight(const Twine &name, int64_t rows, int64_t columns) {
  return {name.str(), {rows, columns}, std::vector<float>(rows * columns)};
}

static LinearWeights makeLinear(const Twine &name, int64_t to, int64_t from) {
  return {makeWeight(name + ".weight", to, from),
          {(name + ".bias").str(), {to}, std::vector<float>(to)}};
}

/// Adds `factor` to the weight from `from` to `to`.
static void addTo(LinearWeights &linear, int64_t to, int64_t from,
                  double factor) {
  linear.weight.values[to * linear.weight.shape[1] + from] +=
      static_cast<float>(factor);
}

static void setRow(LinearWeights &linear, int64_t to, const Affine &affine) {
  for (const Term &term : affine.terms)
    addTo(linear, to, term.entry, term.factor);
  linear.bias.values[to] = static_cast<float>(affine.constant);
}

static Weight makeTable(const Twine &name, unsigned width,
                        const std::vector<std::optional<unsigned>> &entries) {
  Weight table = makeWeight(name, entries.size(), width);
  for (auto [row, entry] : llvm::enumerate(entries))
    if (entry)
      table.values[row * width + *entry] = 1;
  return table;
}

/// The extents that the heads of a block have in common.
static std::pair<size_t, size_t> getDepths(const NetworkBlock &block) {
  size_t depth = 1, valueDepth = 1;
  for (const Head &head : block.heads) {
    depth = std::max(depth, head.queries.size());
    valueDepth = std::max(valueDepth, head.values.size());
  }
  return {depth, valueDepth};
}

static AttentionWeights makeAttention(const NetworkBlock &block,
                                      const Twine &name, unsigned width) {
  auto [depth, valueDepth] = getDepths(block);
  size_t count = block.heads.size();
  AttentionWeights weights{
      static_cast<int64_t>(count),
      makeLinear(name + ".query", count * depth, width),
      makeLinear(name + ".key", count * depth, width),
      makeLinear(name + ".value", count * valueDepth, width),
      makeLinear(name + ".output", width, count * valueDepth)};
  for (auto [i, head] : llvm::enumerate(block.heads)) {
    for (auto [d, query] : llvm::enumerate(head.queries))
      setRow(weights.query, i * depth + d, query);
    for (auto [d, key] : llvm::enumerate(head.keys))
      setRow(weights.key, i * depth + d, key);
    for (auto [d, value] : llvm::enumerate(head.values)) {
      int64_t place = i * valueDepth + d;
      setRow(weights.value, place, value.input);
      addTo(weights.output, value.output, place, 1);
    }
  }
  return weights;
}

static MlpWeights makeMlp(const Mlp &mlp, const Twine &name, unsigned width) {
  // A layer of constants alone has a unit as well, which does nothing.
  size_t count = std::max<size_t>(mlp.units.size(), 1);
  MlpWeights weights{makeLinear(name + ".up", count, width),
                     makeLinear(name + ".down", width, count)};
  for (auto [i, unit] : llvm::enumerate(mlp.units)) {
    setRow(weights.up, i, unit.input);
    for (const Term &output : unit.outputs)
      addTo(weights.down, output.entry, i, output.factor);
  }
  for (const Term &term : mlp.bias)
    weights.down.bias.values[term.entry] += static_cast<float>(term.factor);
  return weights;
}

NetworkWeights::NetworkWeights(const Network &network)
    : tokens(
          makeTable("tokens.embedding", network.width, network.tokenEntries)),
      positions(makeTable("positions.embedding", network.width,
                          network.positionEntries)),
      output(makeLinear("output", network.outputs.size(), network.width)) {
  for (auto [number, block] : llvm::enumerate(network.blocks)) {
    BlockWeights &weights = blocks.emplace_back();
    std::string name = "block" + std::to_string(number);
    if (!block.heads.empty())
      weights.attention =
          makeAttention(block, name + ".attention", network.width);
    for (auto [i, mlp] : llvm::enumerate(block.mlps))
      weights.mlps.push_back(
          makeMlp(mlp, name + ".mlp" + Twine(i + 1), network.width));
  }
  for (auto [i, affine] : llvm::enumerate(network.outputs))
    setRow(output, i, affine);
}

std::vector<const Weight *> NetworkWeights::getAll() const {
  std::vector<const Weight *> all{&tokens, &positions};
  auto add = [&](const LinearWeights &linear) {
    all.push_back(&linear.weight);
    if (linear.hasBias())
      all.push_back(&linear.bias);
  };
  for (const BlockWeights &block : blocks) {
    if (const auto &attention = block.attention)
      for (const LinearWeights *linear :
           {&attention->query, &attention->key, &attention->value,
            &attention->output})
        add(*linear);
    for (const MlpWeights &mlp : block.mlps) {
      add(mlp.up);
      add(mlp.down);
    }
  }
  add(output);
  return all;
}

double nn::rasp::countParameters(const Network &network) {
  double width = network.width, sum = 0;
  auto addLinear = [&](double to, double from) { sum += to * (from + 1); };
  sum += width * (network.tokenEntries.size() + network.positionEntries.size());
  for (const NetworkBlock &block : network.blocks) {
    if (double count = block.heads.size()) {
      auto [depth, valueDepth] = getDepths(block);
      addLinear(2 * count * depth + count * valueDepth, width);
      addLinear(width, count * valueDepth);
    }
    for (const Mlp &mlp : block.mlps) {
      double units = std::max<size_t>(mlp.units.size(), 1);
      addLinear(units, width);
      addLinear(width, units);
    }
  }
  addLinear(network.outputs.size(), width);
  return sum;
}
