//===- Manifest.cpp - A compiled model described in JSON ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Target/Manifest.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Weights/Safetensors.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace nn;
using llvm::json::OStream;

static void writeTensors(OStream &json, ArrayRef<TensorSignature> tensors,
                         const EntrySignature &entry) {
  for (const TensorSignature &tensor : tensors)
    json.object([&] {
      json.attribute("name", tensor.name);
      json.attribute("dtype",
                     getSafetensorsDtype(tensor.type.getElementType()));
      json.attributeArray("shape", [&] {
        for (auto [axis, extent] : llvm::enumerate(tensor.type.getShape()))
          if (!ShapedType::isDynamic(extent))
            json.value(extent);
          else if (tensor.extent[axis] >= 0)
            json.value(entry.extents[tensor.extent[axis]]);
          else
            json.value(nullptr);
      });
      json.attributeArray("axes", [&] {
        for (StringAttr name : getAxisNames(tensor.type))
          if (name)
            json.value(name.getValue());
          else
            json.value(nullptr);
      });
    });
}

void nn::writeManifest(llvm::raw_ostream &os, const CompiledModel &model) {
  const ModelInterface &interface = model.interface;
  OStream json(os, /*IndentSize=*/2);
  json.object([&] {
    json.attribute("model", interface.name);
    json.attribute("abi_version", NN_ABI_VERSION);
    json.attributeObject("target", [&] {
      json.attribute("triple", model.machine->getTargetTriple().str());
      json.attribute("cpu", interface.levels[0].cpu);
      json.attribute("features", interface.levels[0].features);
      json.attributeArray("levels", [&] {
        for (const CpuLevel &level : interface.levels)
          json.object([&] {
            json.attribute("cpu", level.cpu);
            json.attribute("features", level.features);
            json.attribute("packed_bytes",
                           static_cast<int64_t>(level.packedBytes));
          });
      });
    });
    json.attributeArray("entries", [&] {
      for (const EntrySignature &entry : interface.entries)
        json.object([&] {
          json.attribute("name", entry.name);
          json.attribute("function",
                         interface.name + "_" + makeModelName(entry.name));
          json.attributeArray("extents", [&] {
            for (const std::string &extent : entry.extents)
              json.value(extent);
          });
          json.attributeArray("inputs",
                              [&] { writeTensors(json, entry.inputs, entry); });
          json.attributeArray(
              "outputs", [&] { writeTensors(json, entry.outputs, entry); });
          json.attributeArray("checks", [&] {
            for (const CheckSignature &check : entry.checks)
              json.object([&] {
                json.attribute("status", check.status);
                json.attribute("text", llvm::json::fixUTF8(check.text));
              });
          });
        });
    });
    json.attribute("embedded_weights", interface.embedsWeights);
    json.attributeArray("weights", [&] {
      for (size_t i = 0; i < interface.weights.size(); ++i)
        json.object([&] {
          const WeightSignature &weight = interface.weights[i];
          ArrayRef<char> bytes = model.weights[i];
          json.attribute("name", weight.name);
          json.attribute("dtype",
                         getSafetensorsDtype(weight.type.getElementType()));
          json.attributeArray("shape", [&] {
            for (int64_t extent : weight.type.getShape())
              json.value(extent);
          });
          json.attribute("bytes", static_cast<int64_t>(bytes.size()));
          uint64_t hash = llvm::xxh3_64bits(llvm::ArrayRef(
              reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()));
          json.attribute("xxh3", llvm::utohexstr(hash, /*LowerCase=*/true,
                                                 /*Width=*/16));
        });
    });
  });
  os << "\n";
}
