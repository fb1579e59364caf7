//===- FuzzTarget.h - What fuzz targets share -------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_TEST_FUZZ_FUZZTARGET_H
#define NN_TEST_FUZZ_FUZZTARGET_H

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

/// The function that libFuzzer calls, and Replay.cpp where there is none.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace nnfuzz {
/// Ends the process, a find, unless `condition` holds. In force in every build.
inline void expect(bool condition, const char *what) {
  if (condition)
    return;
  std::fprintf(stderr, "fuzz target: expected %s\n", what);
  std::abort();
}

/// The path of a new temporary file or folder, but for what makes it unique.
inline std::string getTemporaryPrefix() {
  const char *folder = std::getenv("TMPDIR");
  return std::string(folder ? folder : "/tmp") + "/nn-fuzz-";
}
} // namespace nnfuzz

#endif // NN_TEST_FUZZ_FUZZTARGET_H
