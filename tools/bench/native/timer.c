/* Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Calls the first entry point of a compiled model. */
#include "clock.h"
#include "nn/Runtime/nn_abi.h"
#include "nn/Runtime/nn_pool.h"

size_t model_workspace_size(const nn_model_info *model, const int64_t *extents,
                            uint32_t threads) {
  const nn_entry_info *entry = &model->entries[0];
  return entry->workspace_size(extents) +
         (threads - 1) * entry->thread_workspace_size(extents);
}

/* Nanoseconds of `calls` calls on the threads of `pool`, which is null for one,
 * or the negative status of one that fails. */
double model_time(const nn_model_info *model, const void *const *inputs,
                  void *const *outputs, const int64_t *extents, void *workspace,
                  size_t bytes, nn_pool *pool, uint32_t threads,
                  int64_t calls) {
  const nn_entry_info *entry = &model->entries[0];
  nn_exec exec = {sizeof(exec), threads, nn_pool_parallel_for, pool};
  double start = now();
  for (int64_t i = 0; i < calls; ++i) {
    nn_status status = entry->invoke(inputs, outputs, extents, 0, workspace,
                                     bytes, pool ? &exec : 0);
    if (status)
      return -status;
  }
  return now() - start;
}
