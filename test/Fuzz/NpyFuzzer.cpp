//===- NpyFuzzer.cpp - Files that are said to be .npy ---------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The input is a file. It gets an error, or an array of the bytes that its
// header asks for, which is read back from what nn_npy_write makes of it. A
// pipe with the same bytes gives the same.
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "nn/Runtime/nn_npy.h"
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#ifdef NN_FUZZ
#include "TokenMutator.h"
#endif

using nnfuzz::expect;

namespace {
/// A file in memory, and the path under which it can be opened.
class MemoryFile {
public:
  MemoryFile() : descriptor(memfd_create("input", MFD_CLOEXEC)) {
    expect(descriptor >= 0, "a file in memory");
    path = "/proc/self/fd/" + std::to_string(descriptor);
  }
  ~MemoryFile() { close(descriptor); }

  void fill(const void *data, size_t size) {
    expect(ftruncate(descriptor, 0) == 0 &&
               pwrite(descriptor, data, size, 0) == static_cast<ssize_t>(size),
           "a file in memory to be written");
  }

  int descriptor;
  std::string path;
};

struct Array : nn_npy_array {
  Array() : nn_npy_array() {}
  Array(const Array &) = delete;
  ~Array() { nn_npy_free(this); }
};
} // namespace

/// Reads a file; an error names it and gives a reason.
static nn_npy_result readArray(const std::string &path, Array &array) {
  char error[512] = "";
  nn_npy_result result =
      nn_npy_read(path.c_str(), &array, error, sizeof(error));
  std::string prefix = path + ": ";
  expect(result == NN_NPY_OK ||
             (std::strncmp(error, prefix.c_str(), prefix.size()) == 0 &&
              std::strlen(error) > prefix.size()),
         "an error to be FILE: reason");
  expect(result == NN_NPY_OK || !array.data, "no data after an error");
  return result;
}

static void checkEqual(const nn_npy_array &a, const nn_npy_array &b) {
  expect(a.dtype == b.dtype && a.rank == b.rank && a.bytes == b.bytes &&
             a.elements == b.elements &&
             !std::memcmp(a.shape, b.shape, a.rank * sizeof(a.shape[0])),
         "the same type and shape");
  expect(!std::memcmp(a.data, b.data, a.bytes), "the same data");
}

/// Parses the header alone; returns whether that succeeds.
static bool parseHeader(const uint8_t *data, size_t size,
                        nn_npy_header &header) {
  char error[512] = "";
  // In a block of its own, so that AddressSanitizer sees the end.
  std::unique_ptr<uint8_t[]> block(new uint8_t[size]);
  if (size)
    std::memcpy(block.get(), data, size);
  nn_npy_result result =
      nn_npy_parse_header(block.get(), size, &header, error, sizeof(error));
  expect((result == NN_NPY_OK) == !error[0], "an error to have a reason");
  return result == NN_NPY_OK;
}

/// Reads the bytes from a pipe, which has no length that could be looked at.
static void checkPipe(const uint8_t *data, size_t size,
                      const nn_npy_array &expected) {
  int ends[2];
  expect(pipe(ends) == 0, "a pipe");
  std::string path = "/proc/self/fd/" + std::to_string(ends[0]);
  expect(write(ends[1], data, size) == static_cast<ssize_t>(size),
         "a pipe to be written");
  // The reader opens the pipe once more; it ends when no writer is left.
  close(ends[1]);
  Array array;
  nn_npy_result result = readArray(path, array);
  close(ends[0]);
  expect((result == NN_NPY_OK) == (expected.data != nullptr),
         "a pipe to be read as a file is");
  if (result == NN_NPY_OK)
    checkEqual(array, expected);
}

static void checkWritesBack(const nn_npy_array &array) {
  static const std::string path =
      nnfuzz::getTemporaryPrefix() + std::to_string(getpid()) + ".npy";
  char error[512] = "";
  nn_npy_result written =
      nn_npy_write(path.c_str(), array.dtype, array.rank, array.shape,
                   array.data, error, sizeof(error));
  Array again;
  nn_npy_result result = readArray(path, again);
  unlink(path.c_str());
  expect(written == NN_NPY_OK && result == NN_NPY_OK, "an array to be written");
  checkEqual(array, again);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static MemoryFile file;
  file.fill(data, size);
  Array array;
  nn_npy_result result = readArray(file.path, array);
  nn_npy_header header;
  bool parsed = parseHeader(data, size, header);
  expect((result == NN_NPY_OK) <= parsed, "an array to have a header");
  // A pipe holds 64 KiB, and how much it will yield is not known before.
  constexpr size_t maxInPipe = 1 << 16;
  if (size <= maxInPipe && (!parsed || header.data_bytes <= maxInPipe))
    checkPipe(data, size, array);
  if (result != NN_NPY_OK)
    return 0;
  expect(header.header_bytes + header.data_bytes == size &&
             header.dtype == array.dtype && header.rank == array.rank &&
             header.data_bytes == array.bytes,
         "the array of the header");
  expect(reinterpret_cast<uintptr_t>(array.data) % NN_WORKSPACE_ALIGN == 0,
         "aligned data");
  checkWritesBack(array);
  return 0;
}

#ifdef NN_FUZZ
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  // The length of the header has 2 bytes in version 1, else 4.
  constexpr size_t versionAt = 6, lengthAt = 8;
  size_t bytes = size > versionAt && data[versionAt] > 1 ? 4 : 2;
  return nnfuzz::mutateFramedText(data, size, maxSize, seed, {lengthAt, bytes});
}
#endif
