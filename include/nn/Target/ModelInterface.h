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

/// What the header, the tables and the C functions of a model are made from.
/// It is collected at the buffers stage, and holds no values.
struct ModelInterface {
  /// Prefix of every exported symbol; a C identifier.
  std::string name;
  std::vector<EntrySignature> entries;
  std::vector<WeightSignature> weights;
  bool embedsWeights = true;
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

  /// The position in 'weights' of each parameter of an entry.
  llvm::SmallVector<unsigned> getWeightIndices(const EntrySignature &) const;
};

/// The element type as the C interface names it.
nn_dtype getDtype(mlir::Type element);
/// "float", "int32_t", ...
llvm::StringRef getCType(mlir::Type element);

/// A C identifier made from the name of a file or module.
std::string makeModelName(llvm::StringRef name);
} // namespace nn

#endif // NN_TARGET_MODELINTERFACE_H
