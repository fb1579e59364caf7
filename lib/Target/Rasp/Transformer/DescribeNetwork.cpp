//===- DescribeNetwork.cpp - A transformer in words -----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmitNetwork.h"
#include "llvm/Support/JSON.h"

using namespace nn::rasp;
using llvm::StringRef;
namespace json = llvm::json;

static json::Value toJson(const Atom &atom) {
  if (auto *flag = std::get_if<bool>(&atom))
    return *flag;
  if (auto *number = std::get_if<int64_t>(&atom))
    return *number;
  if (auto *text = std::get_if<std::string>(&atom))
    return *text;
  double number = std::get<double>(atom);
  // JSON has no infinities.
  return std::isfinite(number) ? json::Value(number) : json::Value(nullptr);
}

static void writeAtoms(json::OStream &os, StringRef name,
                       llvm::ArrayRef<Atom> atoms) {
  os.attributeArray(name, [&] {
    for (const Atom &atom : atoms)
      os.value(toJson(atom));
  });
}

namespace {
/// The subspaces that something reads or writes, by their names.
class SubspaceSet {
public:
  explicit SubspaceSet(const Network &network)
      : network(network), used(network.subspaces.size()) {}

  void add(unsigned entry) {
    auto after =
        llvm::partition_point(network.subspaces, [&](const Subspace &subspace) {
          return subspace.start <= entry;
        });
    used[after - network.subspaces.begin() - 1] = true;
  }
  void add(const Affine &affine) {
    for (const Term &term : affine.terms)
      add(term.entry);
  }
  void write(json::OStream &os, StringRef name) const {
    os.attributeArray(name, [&] {
      for (auto [subspace, isUsed] : llvm::zip_equal(network.subspaces, used))
        if (isUsed)
          os.value(subspace.name);
    });
  }

private:
  const Network &network;
  std::vector<bool> used;
};
} // namespace

static void writeHead(json::OStream &os, const Network &network,
                      const Head &head) {
  SubspaceSet queries(network), keys(network), inputs(network),
      outputs(network);
  for (const Affine &query : head.queries)
    queries.add(query);
  for (const Affine &key : head.keys)
    keys.add(key);
  for (const Head::Value &value : head.values) {
    inputs.add(value.input);
    outputs.add(value.output);
  }
  os.object([&] {
    os.attribute("selector", head.name);
    os.attribute("depth", static_cast<int64_t>(head.queries.size()));
    queries.write(os, "queries");
    keys.write(os, "keys");
    inputs.write(os, "values");
    outputs.write(os, "writes");
  });
}

static void writeMlp(json::OStream &os, const Network &network,
                     const Mlp &mlp) {
  SubspaceSet inputs(network), outputs(network);
  for (const Unit &unit : mlp.units) {
    inputs.add(unit.input);
    for (const Term &output : unit.outputs)
      outputs.add(output.entry);
  }
  for (const Term &term : mlp.bias)
    outputs.add(term.entry);
  os.object([&] {
    os.attribute("units", static_cast<int64_t>(mlp.units.size()));
    inputs.write(os, "reads");
    outputs.write(os, "writes");
  });
}

void nn::rasp::describeNetwork(const Network &network,
                               const NetworkWeights &weights, StringRef name,
                               StringRef weightsPath, bool isLoop,
                               llvm::raw_ostream &out) {
  int64_t numParameters = 0;
  for (const Weight *weight : weights.getAll())
    numParameters += weight->values.size();
  json::OStream os(out, /*IndentSize=*/2);
  os.object([&] {
    os.attribute("format", "nn-rasp-transformer");
    os.attribute("version", 1);
    os.attribute("function", name);
    os.attribute("weights", weightsPath);
    writeAtoms(os, "vocabulary", network.vocabulary);
    os.attribute("max_length", static_cast<int64_t>(network.maxLength));
    os.attribute("causal", network.causal);
    os.attributeObject("output", [&] {
      os.attribute("kind", isLoop                   ? "tokens"
                           : network.values.empty() ? "number"
                                                    : "scores");
      if (!network.values.empty() && !isLoop)
        writeAtoms(os, "values", network.values);
    });
    os.attribute("width", static_cast<int64_t>(network.width));
    os.attribute("parameters", numParameters);
    os.attributeArray("subspaces", [&] {
      for (const Subspace &subspace : network.subspaces)
        os.object([&] {
          os.attribute("name", subspace.name);
          os.attribute("start", static_cast<int64_t>(subspace.start));
          os.attribute("size", static_cast<int64_t>(subspace.size));
          os.attribute("kind", subspace.values.empty() ? "numbers" : "one-hot");
          if (!subspace.values.empty())
            writeAtoms(os, "values", subspace.values);
        });
    });
    os.attributeArray("blocks", [&] {
      for (const NetworkBlock &block : network.blocks)
        os.object([&] {
          os.attributeArray("heads", [&] {
            for (const Head &head : block.heads)
              writeHead(os, network, head);
          });
          os.attributeArray("mlps", [&] {
            for (const Mlp &mlp : block.mlps)
              writeMlp(os, network, mlp);
          });
        });
    });
  });
  out << "\n";
}
