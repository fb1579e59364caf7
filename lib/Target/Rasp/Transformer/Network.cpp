//===- Network.cpp - A transformer with explicit weights ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Network.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace nn::rasp;
using llvm::BitVector;

Affine Affine::ofEntry(unsigned entry, double factor) {
  Affine result;
  result.terms.push_back({entry, factor});
  return result;
}

void Affine::add(const Affine &other, double factor) {
  constant += factor * other.constant;
  if (factor == 0)
    return;
  std::vector<Term> sum;
  auto left = terms.begin();
  auto right = other.terms.begin();
  while (left != terms.end() || right != other.terms.end()) {
    if (right == other.terms.end() ||
        (left != terms.end() && left->entry < right->entry)) {
      sum.push_back(*left++);
      continue;
    }
    Term term{right->entry, factor * right->factor};
    if (left != terms.end() && left->entry == right->entry)
      term.factor += (left++)->factor;
    ++right;
    if (term.factor != 0)
      sum.push_back(term);
  }
  terms = std::move(sum);
}

static void mark(const Affine &affine, BitVector &live) {
  for (const Term &term : affine.terms)
    live.set(term.entry);
}

/// Removes the parts of `block` that write to no live entry, and marks what the
/// others read.
static void simplify(NetworkBlock &block, BitVector &live) {
  auto isDead = [&](const Term &term) { return !live.test(term.entry); };
  for (Mlp &mlp : llvm::reverse(block.mlps)) {
    llvm::erase_if(mlp.bias, isDead);
    llvm::erase_if(mlp.units, [&](Unit &unit) {
      llvm::erase_if(unit.outputs, isDead);
      return unit.outputs.empty();
    });
    // No unit reads an entry that its own layer writes.
    for (const Unit &unit : mlp.units)
      mark(unit.input, live);
  }
  llvm::erase_if(block.mlps, [](const Mlp &mlp) {
    return mlp.units.empty() && mlp.bias.empty();
  });
  llvm::erase_if(block.heads, [&](Head &head) {
    llvm::erase_if(head.values, [&](const Head::Value &value) {
      return !live.test(value.output);
    });
    return head.values.empty();
  });
  for (const Head &head : block.heads) {
    for (const Affine &query : head.queries)
      mark(query, live);
    for (const Affine &key : head.keys)
      mark(key, live);
    for (const Head::Value &value : head.values)
      mark(value.input, live);
  }
}

/// Gives live entries new numbers.
static void renumber(Network &network, const std::vector<unsigned> &numbers) {
  auto renumberTerms = [&](std::vector<Term> &terms) {
    for (Term &term : terms)
      term.entry = numbers[term.entry];
  };
  for (NetworkBlock &block : network.blocks) {
    for (Head &head : block.heads) {
      for (Affine &query : head.queries)
        renumberTerms(query.terms);
      for (Affine &key : head.keys)
        renumberTerms(key.terms);
      for (Head::Value &value : head.values) {
        renumberTerms(value.input.terms);
        value.output = numbers[value.output];
      }
    }
    for (Mlp &mlp : block.mlps) {
      renumberTerms(mlp.bias);
      for (Unit &unit : mlp.units) {
        renumberTerms(unit.input.terms);
        renumberTerms(unit.outputs);
      }
    }
  }
  for (Affine &output : network.outputs)
    renumberTerms(output.terms);
}

void Network::simplify() {
  BitVector live(width);
  for (const Affine &output : outputs)
    mark(output, live);
  for (NetworkBlock &block : llvm::reverse(blocks))
    ::simplify(block, live);
  // A block of attention without heads says nothing, apart from its MLPs.
  for (size_t i = blocks.size(); i-- > 1;)
    if (blocks[i].heads.empty()) {
      llvm::append_range(blocks[i - 1].mlps, blocks[i].mlps);
      blocks.erase(blocks.begin() + i);
    }
  if (live.none())
    live.set(0);

  std::vector<unsigned> numbers(width);
  unsigned count = 0;
  for (unsigned entry : live.set_bits())
    numbers[entry] = count++;
  std::vector<Subspace> kept;
  for (Subspace &subspace : subspaces) {
    Subspace rest{subspace.name, 0, 0, {}};
    for (unsigned i = 0; i < subspace.size; ++i) {
      unsigned entry = subspace.start + i;
      if (!live.test(entry))
        continue;
      if (rest.size++ == 0)
        rest.start = numbers[entry];
      if (!subspace.values.empty())
        rest.values.push_back(subspace.values[i]);
    }
    if (rest.size > 0)
      kept.push_back(std::move(rest));
  }
  subspaces = std::move(kept);
  for (auto *entries : {&tokenEntries, &positionEntries})
    for (std::optional<unsigned> &entry : *entries)
      entry = live.test(*entry) ? std::optional(numbers[*entry]) : std::nullopt;
  renumber(*this, numbers);
  width = count;
}
