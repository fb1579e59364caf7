//===- SanitizerOptions.cpp - AddressSanitizer in fuzz targets ------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

/// What holds unless ASAN_OPTIONS says otherwise. The headers of LLVM poison
/// parts of allocators in our code, which the packaged library, compiled
/// without, then uses. Memory that cannot be had is for our code to report.
/// Short stacks of allocations and a small quarantine make runs faster.
extern "C" const char *__asan_default_options() {
  return "allow_user_poisoning=0:allocator_may_return_null=1:"
         "malloc_context_size=6:quarantine_size_mb=16";
}
