//===- EmbeddedFiles.h - Files that our libraries carry ---------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_EMBEDDEDFILES_H
#define NN_LIB_TARGET_EMBEDDEDFILES_H

#include "llvm/ADT/StringRef.h"

namespace llvm {
class Triple;
} // namespace llvm

namespace nn {
/// The text of nn_abi.h.
llvm::StringRef getAbiHeader();

/// LLVM bitcode of the freestanding part of lib/Runtime for the architecture
/// of `triple`; empty if there is none.
llvm::StringRef getRuntimeBitcode(const llvm::Triple &triple);
} // namespace nn

#endif // NN_LIB_TARGET_EMBEDDEDFILES_H
