//===- Artifacts.h - Archives, shared libraries, executables -----*- C++
//-*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TARGET_ARTIFACTS_H
#define NN_TARGET_ARTIFACTS_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/TargetParser/Triple.h"
#include <string>

namespace nn {
/// What went wrong, for the exit code of a tool.
enum class ArtifactError { None, Output, Toolchain };

struct ArtifactResult {
  ArtifactError error = ArtifactError::None;
  std::string message;
  explicit operator bool() const { return error == ArtifactError::None; }
};

/// The folder of the libraries that executables link, seen from the tool that
/// was started as `argv0`: `../lib` of an installed or a built tree.
std::string getRuntimeDirectory(const char *argv0);

/// Writes a static library with one member.
ArtifactResult writeArchive(llvm::StringRef path, llvm::StringRef memberName,
                            llvm::StringRef object);

/// Links an object to a shared library with the C compiler of the system, or
/// to an executable together with our program around a model.
ArtifactResult linkShared(llvm::StringRef path, llvm::StringRef object);
ArtifactResult linkExecutable(llvm::StringRef path, llvm::StringRef object,
                              llvm::StringRef runtimeDirectory);
} // namespace nn

#endif // NN_TARGET_ARTIFACTS_H
