//===- ParamValues.h - The values of parameters -----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_WEIGHTS_PARAMVALUES_H
#define NN_WEIGHTS_PARAMVALUES_H

#include "dialects/NN/NNOps.h"
#include "nn/Runtime/nn_safetensors.h"
#include "nn/Runtime/nn_weights_bind.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"

namespace nn {
/// Reads the values of the parameters of a module, each once, and keeps what
/// has to be kept: mapped files, and values that are computed.
class ParamValues {
public:
  explicit ParamValues(mlir::ModuleOp module) : module(module) {}

  /// The value of `param`: row-major, little-endian, a boolean in one byte.
  /// Valid as long as this object and the context live. Resources, dense values
  /// and mapped files are not copied. Fails after a diagnostic at `param` if
  /// there is no such value.
  mlir::FailureOr<llvm::ArrayRef<char>> get(ParamOp param);

  /// The files that values were read from.
  llvm::SmallVector<llvm::StringRef> getFiles() const {
    return llvm::to_vector(files.keys());
  }

private:
  struct File {
    std::unique_ptr<llvm::MemoryBuffer> buffer;
    nn_st_file tensors;
  };

  mlir::FailureOr<llvm::ArrayRef<char>> read(ParamOp param);
  mlir::FailureOr<llvm::ArrayRef<char>> readDense(ParamOp param,
                                                  mlir::DenseElementsAttr);
  mlir::FailureOr<llvm::ArrayRef<char>>
  readResource(ParamOp param, mlir::DenseResourceElementsAttr);
  mlir::FailureOr<llvm::ArrayRef<char>> readExternal(ParamOp param,
                                                     ExternalAttr external);
  mlir::FailureOr<llvm::ArrayRef<char>> readRelaid(ParamOp param,
                                                   RelaidAttr relaid);
  mlir::FailureOr<File *> openFile(ParamOp param, llvm::StringRef path);
  llvm::ArrayRef<char> keep(std::vector<char> bytes);

  mlir::ModuleOp module;
  llvm::DenseMap<mlir::StringAttr, llvm::ArrayRef<char>> known;
  std::vector<std::unique_ptr<std::vector<char>>> kept;
  llvm::StringMap<std::unique_ptr<File>> files;
};

/// How a parameter is laid out anew, as the runtime takes it.
struct Packing {
  uint32_t elementBytes = 0;
  std::vector<int64_t> shape, sourceShape, start, moves;
  /// Row by row; empty if there is none.
  std::vector<double> factor;

  /// Points into this object; without a weight and an offset.
  nnrt_packing describe() const;
};

/// The layout of `param`, whose value is `relaid`. Fails after a diagnostic if
/// the runtime cannot make it.
mlir::FailureOr<Packing> getPacking(ParamOp param, RelaidAttr relaid);

/// Bytes that the values of a tensor with static extents take.
int64_t getByteSize(mlir::RankedTensorType type);

/// The elements that an initialiser makes, as `#nn.init` specifies them, for
/// `count` elements of the float type `element`.
std::vector<char> makeInitialValue(InitAttr init, mlir::Type element,
                                   int64_t count);
} // namespace nn

#endif // NN_WEIGHTS_PARAMVALUES_H
