//===- ModelInterface.cpp - What a compiled model offers ------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Target/ModelInterface.h"
#include "mlir/Dialect/AMX/AMXDialect.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace nn;

nn_dtype nn::getDtype(Type element) {
  if (element.isF32())
    return NN_F32;
  if (element.isF64())
    return NN_F64;
  if (element.isF16())
    return NN_F16;
  if (element.isBF16())
    return NN_BF16;
  switch (element.getIntOrFloatBitWidth()) {
  case 1:
    return NN_BOOL;
  case 8:
    return NN_I8;
  case 16:
    return NN_I16;
  case 32:
    return NN_I32;
  default:
    return NN_I64;
  }
}

StringRef nn::getCType(Type element) {
  switch (getDtype(element)) {
  case NN_F32:
    return "float";
  case NN_F64:
    return "double";
  case NN_I8:
    return "int8_t";
  case NN_I16:
    return "int16_t";
  case NN_I32:
    return "int32_t";
  case NN_I64:
    return "int64_t";
  case NN_BOOL:
    return "uint8_t";
  case NN_F16:
    return "nn_f16";
  case NN_BF16:
    return "nn_bf16";
  }
  llvm_unreachable("unknown element type");
}

std::string nn::makeModelName(StringRef name) { return makeWord(name); }

/// Whether symbols or types of a model called `name` could meet those of the
/// runtime.
static bool isTakenByRuntime(StringRef name) {
  static constexpr StringLiteral families[] = {
      "nn",         "nn_st",     "nn_npy",   "nn_runner", "nn_program",
      "nn_model",   "nn_entry",  "nn_dtype", "nn_tensor", "nn_exec",
      "nn_weights", "nn_status", "nn_f16",   "nn_bf16",   "nn_float",
      "nn_bits",    "nnr",       "nnrt"};
  return llvm::any_of(families, [&](StringRef family) {
    return name == family ||
           (family != "nn" && name.starts_with((family + "_").str()));
  });
}

FailureOr<ModelInterface> ModelInterface::collect(ModuleOp module,
                                                  StringRef name) {
  ModelInterface model;
  model.name = makeModelName(name);
  if (isTakenByRuntime(model.name))
    return module.emitError("expected a name for the model that the runtime "
                            "does not use, got '")
           << name << "'; give another with '--symbol-prefix'";
  module.walk([&](amx::TileZeroOp) { model.usesMatrices = true; });
  llvm::DenseSet<StringAttr> used;
  SmallVector<std::string> taken = {
      "info",      "weights",   "weights_bind", "weights_prepack",
      "check_cpu", "cpu_level", "use_cpu_level"};
  for (auto func : module.getOps<func::FuncOp>()) {
    if (!func->hasAttr(kSignatureAttr))
      continue;
    FailureOr<EntrySignature> entry = EntrySignature::get(func);
    if (failed(entry))
      return failure();
    for (FlatSymbolRefAttr param : entry->params)
      used.insert(param.getAttr());
    std::string identifier = makeModelName(entry->name);
    for (StringRef suffix :
         {"", "_workspace_size", "_thread_workspace_size", "_output_shapes"}) {
      std::string symbol = identifier + suffix.str();
      // Macros are in capitals, so case does not tell two names apart.
      if (llvm::any_of(taken, [&](StringRef other) {
            return other.equals_insensitive(symbol);
          }))
        return func.emitError("expected the names of entries to stay distinct "
                              "in C, but '")
               << model.name << "_" << symbol << "' would be made twice";
      taken.push_back(symbol);
    }
    model.entries.push_back(std::move(*entry));
  }
  if (model.entries.empty())
    return module.emitError("expected a public function with a body: the "
                            "module offers nothing to call");
  SymbolTable symbols(module);
  auto isUsed = [&](ParamOp param) {
    return used.contains(param.getSymNameAttr());
  };
  llvm::DenseSet<StringAttr> sources;
  for (auto param : module.getOps<ParamOp>())
    if (auto relaid = dyn_cast<RelaidAttr>(param.getValue()))
      if (isUsed(param))
        sources.insert(relaid.getSource().getAttr());
  for (auto param : module.getOps<ParamOp>())
    if (!isa<RelaidAttr>(param.getValue()) &&
        (isUsed(param) || sources.contains(param.getSymNameAttr())))
      model.weights.push_back(
          {param.getSymName().str(), dropAxisNames(param.getTensorType())});
  for (auto param : module.getOps<ParamOp>()) {
    auto relaid = dyn_cast<RelaidAttr>(param.getValue());
    if (!relaid || !isUsed(param))
      continue;
    FailureOr<Packing> packing = getPacking(param, relaid);
    if (failed(packing))
      return failure();
    model.packedWeights.push_back(
        {param.getSymName().str(), param.getTensorType(),
         *model.findWeight(relaid.getSource().getValue()), std::move(*packing),
         model.packedBytes});
    model.packedBytes +=
        llvm::alignTo(getByteSize(param.getTensorType()), NN_WORKSPACE_ALIGN);
  }
  return model;
}

std::optional<unsigned> ModelInterface::findWeight(StringRef name) const {
  for (auto [index, weight] : llvm::enumerate(weights))
    if (weight.name == name)
      return index;
  return std::nullopt;
}

std::optional<unsigned> ModelInterface::findPackedWeight(StringRef name) const {
  for (auto [index, weight] : llvm::enumerate(packedWeights))
    if (weight.name == name)
      return index;
  return std::nullopt;
}

bool ModelInterface::readsAsIs(unsigned weight) const {
  return llvm::any_of(entries, [&](const EntrySignature &entry) {
    return llvm::any_of(entry.params, [&](FlatSymbolRefAttr param) {
      return param.getValue() == weights[weight].name;
    });
  });
}
