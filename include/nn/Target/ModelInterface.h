//===- ModelInterface.h - What a compiled model offers ----------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_MODELINTERFACE_H
#define NN_TARGET_MODELINTERFACE_H

#include "dialects/NN/NNOps.h"
#include "nn/Analysis/Signature.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Weights/ParamValues.h"

namespace nn {
/// Where the weights of an artefact are.
enum class WeightsMode {
  Auto,    ///< embedded up to a threshold, else external
  Embed,   ///< read-only data of the code
  External ///< a safetensors file that the caller maps
};

/// A parameter that an entry reads.
struct WeightSignature {
  std::string name;
  mlir::RankedTensorType type;
};

/// A weight that the code reads in another layout.
struct PackedWeight {
  std::string name;
  mlir::RankedTensorType type;
  unsigned weight; ///< which one
  Packing packing;
  uint64_t offset; ///< bytes from the start of all
};

/// A processor that there is code for.
struct CpuLevel {
  std::string cpu;
  /// The instruction sets that the code may use, comma separated.
  std::string features;
  /// What is laid out for it, and the bytes of all of that.
  std::vector<PackedWeight> packedWeights;
  uint64_t packedBytes = 0;
};

/// What the header, the tables and the C functions of a model are made from.
/// It is collected at the buffers stage, and holds no values.
struct ModelInterface {
  /// Prefix of every exported symbol; a C identifier.
  std::string name;
  std::vector<EntrySignature> entries;
  std::vector<WeightSignature> weights;
  /// What the code at hand reads in another layout, and the bytes of all that.
  std::vector<PackedWeight> packedWeights;
  uint64_t packedBytes = 0;
  /// The processors that there is code for, the later preferred.
  std::vector<CpuLevel> levels;
  bool embedsWeights = true;
  /// Whether the code at hand multiplies in registers that the system lends.
  bool usesMatrices = false;
  /// Whether the object is linked with our `main`, which asks it for its table
  /// under a name of its own.
  bool isProgram = false;
  /// Where that program finds its weights if they are external.
  std::string weightsFile;

  /// Collects the entries of `module` and the parameters that they use, in the
  /// order of declaration. Fails after a diagnostic if there is no entry, or if
  /// names of entries clash in C.
  static mlir::FailureOr<ModelInterface> collect(mlir::ModuleOp module,
                                                 llvm::StringRef name);

  /// The weight of that name, or its number in 'packedWeights'.
  std::optional<unsigned> findWeight(llvm::StringRef name) const;
  std::optional<unsigned> findPackedWeight(llvm::StringRef name) const;
  /// Whether code reads the weight of that number as it is.
  bool readsAsIs(unsigned weight) const;
};

/// The element type as the C interface names it.
nn_dtype getDtype(mlir::Type element);
/// "float", "int32_t", ...
llvm::StringRef getCType(mlir::Type element);

/// A C identifier made from the name of a file or module.
std::string makeModelName(llvm::StringRef name);
} // namespace nn

#endif // NN_TARGET_MODELINTERFACE_H
