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
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include <memory>
#include <string>

namespace nn {
/// The folder of the libraries that executables for `triple` link, seen from
/// the tool that was started as `argv0`: `../lib` of an installed or a built
/// tree, and in it, for another machine than this, the folder named after the
/// triple.
std::string getRuntimeDirectory(const char *argv0, const llvm::Triple &triple);

/// A static library with one member; the same bytes for the same object.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
makeArchive(llvm::StringRef memberName, llvm::StringRef object);

/// The program around a model: on tensors in files, or on sequences as text.
enum class ProgramKind { Tensors, Sequences };

/// How objects are linked.
struct LinkOptions {
  /// The target of the object.
  llvm::Triple triple{llvm::sys::getProcessTriple()};
  /// A program that links as a C compiler does. If empty, the first one there
  /// is: for this machine `cc`, `clang` or `gcc`, for another the compiler that
  /// is named after the triple, such as `aarch64-linux-gnu-gcc`.
  std::string linker;
  /// Whether the library of AddressSanitizer is linked, too.
  bool sanitizesAddresses = false;
};

/// Links an object to a shared library, or to an executable together with our
/// program around a model. Fails if there is no linker, or with what it
/// printed.
llvm::Error linkShared(llvm::StringRef path, llvm::StringRef object,
                       const LinkOptions &options);
llvm::Error linkExecutable(llvm::StringRef path, llvm::StringRef object,
                           const LinkOptions &options,
                           llvm::StringRef runtimeDirectory,
                           ProgramKind kind = ProgramKind::Tensors);
} // namespace nn

#endif // NN_TARGET_ARTIFACTS_H
