//===- Network.h - A transformer with explicit weights ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the planner makes: a residual stream, whose entries have a meaning, and
// layers that read and write single entries. The weights follow from it.
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_TRANSFORMER_NETWORK_H
#define NN_LIB_TARGET_RASP_TRANSFORMER_NETWORK_H

#include "../Atom.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <vector>

namespace nn::rasp {
/// An entry of the residual stream, times a factor.
struct Term {
  unsigned entry;
  double factor;

  bool operator==(const Term &other) const {
    return entry == other.entry && factor == other.factor;
  }
  bool operator<(const Term &other) const {
    return std::tie(entry, factor) < std::tie(other.entry, other.factor);
  }
};

/// `constant` plus a sum of entries of the residual stream, each at most once
/// and in order.
struct Affine {
  std::vector<Term> terms;
  double constant = 0;

  Affine() = default;
  explicit Affine(double constant) : constant(constant) {}
  static Affine ofEntry(unsigned entry, double factor = 1);

  /// Adds `other`, times `factor`.
  void add(const Affine &other, double factor = 1);
  bool operator==(const Affine &other) const {
    return constant == other.constant && terms == other.terms;
  }
  bool operator<(const Affine &other) const {
    return std::tie(constant, terms) < std::tie(other.constant, other.terms);
  }
};

/// A hidden unit: `factor * relu(input)` is added to each entry of `outputs`.
struct Unit {
  Affine input;
  std::vector<Term> outputs;
};

/// A layer of hidden units.
struct Mlp {
  std::vector<Unit> units;
  /// Constants that are added to entries.
  std::vector<Term> bias;
};

/// Attention by `sum_d queries[d] * keys[d]`; the mean of each value goes to
/// one entry.
struct Head {
  struct Value {
    Affine input;
    unsigned output;
  };

  std::string name;
  std::vector<Affine> queries, keys;
  std::vector<Value> values;
};

struct NetworkBlock {
  std::vector<Head> heads;
  std::vector<Mlp> mlps;
};

/// Neighbouring entries that belong together.
struct Subspace {
  std::string name;
  unsigned start, size;
  /// Of one-hot entries, what each stands for; else empty.
  std::vector<Atom> values;
};

struct Network {
  /// The tokens, in the order of their numbers.
  std::vector<Atom> vocabulary;
  unsigned maxLength = 0;
  bool causal = false;

  std::vector<Subspace> subspaces;
  unsigned width = 0; ///< of the residual stream
  /// What the embedding of a token and of a position is: single ones.
  std::vector<std::optional<unsigned>> tokenEntries, positionEntries;
  /// The first block has no heads.
  std::vector<NetworkBlock> blocks;

  /// One score per value, or a number alone if there are no values.
  std::vector<Atom> values;
  std::vector<Affine> outputs;

  /// Removes what the outputs do not depend on; `width` is 1 at least.
  void simplify();
};
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_TRANSFORMER_NETWORK_H
