//===- Safetensors.h - Writing safetensors files ----------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_WEIGHTS_SAFETENSORS_H
#define NN_WEIGHTS_SAFETENSORS_H

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace nn {
/// A tensor of a file to write.
struct SafetensorsEntry {
  std::string name;
  mlir::RankedTensorType type;
  llvm::ArrayRef<char> bytes;
};

/// Writes a safetensors file (https://github.com/huggingface/safetensors,
/// checked against its format description) with the tensors in order. Spaces
/// behind the header align the first tensor to 64 bytes.
void writeSafetensors(llvm::raw_ostream &os,
                      llvm::ArrayRef<SafetensorsEntry> entries);

/// The name of an element type in such files, "F32"; empty if it has none.
llvm::StringRef getSafetensorsDtype(mlir::Type element);
} // namespace nn

#endif // NN_WEIGHTS_SAFETENSORS_H
