//===- TestFiles.h - Files for the tests of the runtime ---------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef NN_TEST_UNIT_RUNTIME_TESTFILES_H
#define NN_TEST_UNIT_RUNTIME_TESTFILES_H

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <unistd.h>

namespace nntest {

/// A folder that goes away with what is in it (no folders below).
class TempFolder {
public:
  TempFolder() {
    char name[] = "/tmp/nn-runtime-XXXXXX";
    if (char *made = mkdtemp(name))
      path = made;
  }
  ~TempFolder() {
    for (const std::string &file : list())
      unlink(file_(file).c_str());
    rmdir(path.c_str());
  }
  std::string operator/(const std::string &name) const { return file_(name); }

  std::set<std::string> list() const {
    std::set<std::string> names;
    if (DIR *folder = opendir(path.c_str())) {
      while (dirent *entry = readdir(folder))
        if (entry->d_name[0] != '.')
          names.insert(entry->d_name);
      closedir(folder);
    }
    return names;
  }

private:
  std::string file_(const std::string &name) const { return path + "/" + name; }
  std::string path;
};

inline void writeFile(const std::string &path, const std::string &bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), bytes.size());
}

inline std::string readFile(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The bytes of a safetensors file.
inline std::string safetensors(const std::string &header,
                               const std::string &data) {
  std::string file;
  for (unsigned i = 0; i < 8; ++i)
    file.push_back(static_cast<char>(uint64_t(header.size()) >> 8 * i));
  return file + header + data;
}

/// A copy in its own heap block, so that AddressSanitizer sees every byte
/// that is read behind its end. Aligned to 16 bytes plus `shift`.
class Block {
public:
  explicit Block(const std::string &text, size_t shift = 0)
      : memory(new char[text.size() + shift]), shift(shift),
        bytes(text.size()) {
    std::memcpy(memory.get() + shift, text.data(), text.size());
  }
  const void *data() const { return memory.get() + shift; }
  size_t size() const { return bytes; }

private:
  std::unique_ptr<char[]> memory;
  size_t shift, bytes;
};

/// The bytes of numbers.
template <typename T> std::string bytesOf(std::initializer_list<T> values) {
  std::string bytes;
  for (T value : values)
    bytes.append(reinterpret_cast<const char *>(&value), sizeof(T));
  return bytes;
}

} // namespace nntest

#endif // NN_TEST_UNIT_RUNTIME_TESTFILES_H
