/*===- CpuLevel.c - Which code of a model with several is used ------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The only state that a model has: a number that is 0 up to the first question,
 * then 1 more than the level, for good. Threads that ask at the same time find
 * the same level, or agree on the one that was settled first.
 *
 *===----------------------------------------------------------------------===*/
#include "nn/Runtime/nn_weights_bind.h"

/* The level in use: `wanted` unless one is settled. */
static uint32_t settle(uint32_t *state, uint32_t wanted) {
  uint32_t known = 0;
  return __atomic_compare_exchange_n(state, &known, wanted + 1, 0,
                                     __ATOMIC_RELAXED, __ATOMIC_RELAXED)
             ? wanted
             : known - 1;
}

uint32_t nnrt_choose_level(uint32_t *state, const char *const *features,
                           uint32_t count) {
  uint32_t known = __atomic_load_n(state, __ATOMIC_RELAXED);
  if (known)
    return known - 1;
  uint32_t level = count - 1;
  while (level > 0 && nnrt_check_cpu(features[level]) != NN_OK)
    --level;
  return settle(state, level);
}

nn_status nnrt_use_level(uint32_t *state, const char *const *features,
                         uint32_t count, uint32_t level) {
  if (level >= count)
    return NN_E_INVALID_ARG;
  if (nnrt_check_cpu(features[level]) != NN_OK)
    return NN_E_CPU_UNSUPPORTED;
  return settle(state, level) == level ? NN_OK : NN_E_INVALID_ARG;
}
