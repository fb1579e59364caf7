/* Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef NN_BENCH_CLOCK_H
#define NN_BENCH_CLOCK_H

#include <time.h>

/* Nanoseconds since some moment. */
static inline double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

#endif
