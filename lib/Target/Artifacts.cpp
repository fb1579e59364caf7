//===- Artifacts.cpp - Archives, shared libraries, executables ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Target/Artifacts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/TargetParser/Host.h"

using namespace nn;
using llvm::SmallString;
using llvm::SmallVector;
using llvm::StringRef;

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
nn::makeArchive(StringRef memberName, StringRef object) {
  SmallVector<llvm::NewArchiveMember, 1> members;
  members.emplace_back(llvm::MemoryBufferRef(object, memberName));
  // Deterministic: no time stamps, no owners.
  return llvm::writeArchiveToBuffer(
      members, llvm::SymtabWritingMode::NormalSymtab,
      llvm::object::Archive::K_GNU, /*Deterministic=*/true, /*Thin=*/false);
}

/// Whether what is made for `triple` runs on this machine.
static bool isForThisMachine(const llvm::Triple &triple) {
  return triple.getArch() ==
         llvm::Triple(llvm::sys::getProcessTriple()).getArch();
}

/// The triple as cross compilers and their folders are named: without a vendor,
/// `aarch64-linux-gnu`.
static std::string getSystemName(const llvm::Triple &triple) {
  std::string name = (triple.getArchName() + "-" + triple.getOSName()).str();
  if (!triple.getEnvironmentName().empty())
    name += ("-" + triple.getEnvironmentName()).str();
  return name;
}

static llvm::Expected<std::string> findLinker(const LinkOptions &options) {
  SmallVector<std::string> names;
  if (!options.linker.empty())
    names = {options.linker};
  else if (isForThisMachine(options.triple))
    names = {"cc", "clang-22", "clang", "gcc"};
  else
    names = {getSystemName(options.triple) + "-gcc",
             options.triple.str() + "-gcc"};
  for (StringRef name : names)
    if (auto found = llvm::sys::findProgramByName(name))
      return *found;
  if (!options.linker.empty())
    return llvm::createStringError("cannot find the linker '" + options.linker +
                                   "'");
  return llvm::createStringError(
      "expected a C compiler ('" + llvm::join(names, "' or '") +
      "') to link with, found none; name one with '--linker'");
}

/// Runs a C compiler as a linker.
static llvm::Error link(StringRef path, StringRef object,
                        const LinkOptions &options,
                        llvm::ArrayRef<std::string> arguments) {
  llvm::Expected<std::string> compiler = findLinker(options);
  if (!compiler)
    return compiler.takeError();

  SmallString<128> objectPath, messages;
  int descriptor = -1;
  if (std::error_code code =
          llvm::sys::fs::createTemporaryFile("nn", "o", descriptor, objectPath))
    return llvm::createStringError(code, "cannot write a temporary file");
  llvm::FileRemover removeObject(objectPath);
  {
    llvm::raw_fd_ostream os(descriptor, /*shouldClose=*/true);
    os << object;
    os.flush();
    std::error_code code = os.error();
    os.clear_error();
    if (code)
      return llvm::createStringError(code, "cannot write a temporary file");
  }
  if (std::error_code code =
          llvm::sys::fs::createTemporaryFile("nn", "txt", messages))
    return llvm::createStringError(code, "cannot write a temporary file");
  llvm::FileRemover removeMessages(messages);

  SmallVector<std::string> all = {*compiler, objectPath.str().str()};
  all.append(arguments.begin(), arguments.end());
  if (options.sanitizesAddresses)
    all.push_back("-fsanitize=address");
  all.append({"-lm", "-o", path.str()});
  SmallVector<StringRef> argv(all.begin(), all.end());
  std::optional<StringRef> redirects[] = {std::nullopt, StringRef(messages),
                                          StringRef(messages)};
  std::string reason;
  int status = llvm::sys::ExecuteAndWait(*compiler, argv, std::nullopt,
                                         redirects, 0, 0, &reason);
  if (status == 0)
    return llvm::Error::success();
  auto text = llvm::MemoryBuffer::getFile(messages);
  return llvm::createStringError(
      "linking with '" + *compiler +
      "' failed: " + (text ? (*text)->getBuffer().rtrim().str() : reason));
}

std::string nn::getRuntimeDirectory(const char *argv0,
                                    const llvm::Triple &triple) {
  std::string program = llvm::sys::fs::getMainExecutable(
      argv0, reinterpret_cast<void *>(&getRuntimeDirectory));
  SmallString<128> directory(llvm::sys::path::parent_path(program));
  llvm::sys::path::append(directory, "..", "lib");
  if (!isForThisMachine(triple))
    llvm::sys::path::append(directory, getSystemName(triple));
  llvm::sys::path::remove_dots(directory, /*remove_dot_dot=*/true);
  return directory.str().str();
}

llvm::Error nn::linkShared(StringRef path, StringRef object,
                           const LinkOptions &options) {
  return link(path, object, options, {"-shared"});
}

llvm::Error nn::linkExecutable(StringRef path, StringRef object,
                               const LinkOptions &options,
                               StringRef runtimeDirectory, ProgramKind kind) {
  SmallVector<std::string> archives;
  StringRef main = kind == ProgramKind::Tensors ? "libNNProgramMain.a"
                                                : "libNNSequenceMain.a";
  for (StringRef name : {main, StringRef("libNNRuntime.a")}) {
    SmallString<128> file(runtimeDirectory);
    llvm::sys::path::append(file, name);
    if (!llvm::sys::fs::exists(file))
      return llvm::createStringError("expected the runtime library '" +
                                     file.str() +
                                     "'; '--runtime-dir' says where it is");
    archives.push_back(file.str().str());
  }
  archives.push_back("-pthread");
  return link(path, object, options, archives);
}
