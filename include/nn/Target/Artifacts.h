//===- Artifacts.h - Archives, shared libraries, executables ----*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_ARTIFACTS_H
#define NN_TARGET_ARTIFACTS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <string>

namespace nn {
/// The folder of the libraries that executables link, seen from the tool that
/// was started as `argv0`: `../lib` of an installed or a built tree.
std::string getRuntimeDirectory(const char *argv0);

/// A static library with one member; the same bytes for the same object.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
makeArchive(llvm::StringRef memberName, llvm::StringRef object);

/// The program around a model: on tensors in files, or on sequences as text.
enum class ProgramKind { Tensors, Sequences };

/// Links an object to a shared library with the C compiler of the system, or
/// to an executable together with our program around a model. Fails if there
/// is no compiler, or with what it printed.
llvm::Error linkShared(llvm::StringRef path, llvm::StringRef object);
llvm::Error linkExecutable(llvm::StringRef path, llvm::StringRef object,
                           llvm::StringRef runtimeDirectory,
                           ProgramKind kind = ProgramKind::Tensors);
} // namespace nn

#endif // NN_TARGET_ARTIFACTS_H
