/*===- CheckCpuImpl.h - Questions to processors by architecture -*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_LIB_RUNTIME_CHECKCPUIMPL_H
#define NN_LIB_RUNTIME_CHECKCPUIMPL_H

#include <stddef.h>

/* Whether the `bytes` at `text` are `name`. */
static inline int nnrtIsName(const char *text, size_t bytes, const char *name) {
  for (size_t i = 0; i < bytes; ++i)
    if (name[i] == 0 || text[i] != name[i])
      return 0;
  return name[bytes] == 0;
}

#if defined(__aarch64__)
/* Whether this processor has a feature; 1 for those that are not asked for. */
int nnrt_has_aarch64_feature(const char *text, size_t bytes);
#endif

#endif /* NN_LIB_RUNTIME_CHECKCPUIMPL_H */
