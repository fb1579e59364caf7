//===- OutputFiles.cpp - Files that appear complete or not at all ---------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Support/OutputFiles.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace nn;
using llvm::SmallString;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

static llvm::Error cannotWrite(StringRef path, std::error_code code) {
  return llvm::createStringError(code, "cannot write '" + path +
                                           "': " + code.message());
}

/// Ends writing to `os`; what failed on the way, a full disk for one.
static std::error_code finish(llvm::raw_fd_ostream &os) {
  os.flush();
  std::error_code code = os.error();
  os.clear_error();
  return code;
}

OutputFiles::~OutputFiles() {
  for (const File &file : files)
    if (!file.written.empty())
      fs::remove(file.written);
}

/// The name of a file without links and dots, be it there or not.
static std::string getRealPath(StringRef path) {
  SmallString<128> real;
  if (!fs::real_path(path, real))
    return real.str().str();
  StringRef folder = llvm::sys::path::parent_path(path);
  if (fs::real_path(folder.empty() ? "." : folder, real))
    return path.str();
  llvm::sys::path::append(real, llvm::sys::path::filename(path));
  return real.str().str();
}

llvm::Expected<std::string> OutputFiles::reserve(StringRef path) {
  File file{path.str(), path.str(), "", path == "-"};
  fs::file_status status;
  if (!file.inPlace) {
    if (!fs::status(path, status)) {
      if (status.type() == fs::file_type::directory_file)
        return cannotWrite(path,
                           std::make_error_code(std::errc::is_a_directory));
      file.inPlace = status.type() != fs::file_type::regular_file;
    }
    file.target = getRealPath(path);
  }
  for (const File &other : files)
    if (!file.inPlace && other.target == file.target)
      return llvm::createStringError("cannot write '" + path +
                                     "': another output is the same file, '" +
                                     other.path + "'");
  SmallString<128> temporary;
  std::error_code code;
  if (file.inPlace) {
    code = fs::createTemporaryFile("nn", "out", temporary);
  } else {
    SmallString<128> model(llvm::sys::path::parent_path(file.target));
    llvm::sys::path::append(
        model, "." + llvm::sys::path::filename(file.target) + ".%%%%%%%%");
    int descriptor = -1;
    code = fs::createUniqueFile(model, descriptor, temporary);
    if (!code)
      llvm::raw_fd_ostream(descriptor, /*shouldClose=*/true).close();
  }
  if (code)
    return cannotWrite(path, code);
  file.written = temporary.str().str();
  files.push_back(std::move(file));
  return files.back().written;
}

llvm::Error
OutputFiles::add(StringRef path,
                 llvm::function_ref<void(llvm::raw_ostream &)> write) {
  llvm::Expected<std::string> written = reserve(path);
  if (!written)
    return written.takeError();
  std::error_code code;
  llvm::raw_fd_ostream os(*written, code, fs::CD_OpenExisting);
  if (!code) {
    write(os);
    code = finish(os);
  }
  return code ? cannotWrite(path, code) : llvm::Error::success();
}

/// Writes the contents of `from` to an existing file, or to standard output.
static std::error_code copyInto(StringRef target, StringRef from) {
  auto contents = llvm::MemoryBuffer::getFile(from);
  if (!contents)
    return contents.getError();
  std::error_code code;
  llvm::raw_fd_ostream os(target, code, fs::CD_OpenExisting);
  if (code)
    return code;
  os << (*contents)->getBuffer();
  return finish(os);
}

llvm::Error OutputFiles::commit() {
  for (File &file : files) {
    std::error_code code = file.inPlace ? copyInto(file.target, file.written)
                                        : fs::rename(file.written, file.target);
    if (code)
      return cannotWrite(file.path, code);
    if (file.inPlace)
      fs::remove(file.written);
    file.written.clear();
  }
  files.clear();
  return llvm::Error::success();
}
