//===- OutputFiles.h - Files that appear complete or not at all -*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_SUPPORT_OUTPUTFILES_H
#define NN_SUPPORT_OUTPUTFILES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace nn {
/// The files that one run of a tool writes. Each is written under a temporary
/// name beside its place; `commit` moves all of them to their places. What is
/// not committed disappears with the object, so a failure leaves no partial
/// file and no old file damaged.
///
/// A symbolic link is followed. A device or a pipe stays what it is and gets
/// the contents; so does standard output, which is called `-`. Two outputs that
/// are the same file are refused.
class OutputFiles {
public:
  OutputFiles() = default;
  OutputFiles(const OutputFiles &) = delete;
  OutputFiles &operator=(const OutputFiles &) = delete;
  ~OutputFiles();

  /// Adds a file with what `write` writes.
  llvm::Error add(llvm::StringRef path,
                  llvm::function_ref<void(llvm::raw_ostream &)> write);

  /// Adds a file that another program writes: the name to write to.
  llvm::Expected<std::string> reserve(llvm::StringRef path);

  /// Moves the files to their places, in the order in which they were added.
  llvm::Error commit();

private:
  struct File {
    std::string path;    ///< as the user gave it, for messages
    std::string target;  ///< the file to replace
    std::string written; ///< the temporary file
    bool inPlace;        ///< the target is not replaced but written to
  };
  std::vector<File> files;
};
} // namespace nn

#endif // NN_SUPPORT_OUTPUTFILES_H
