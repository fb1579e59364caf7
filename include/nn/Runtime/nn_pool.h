/*===- nn_pool.h - A small pool of threads ----------------------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The threads of our executables, for programs that have none of their own to
 * offer to a model (libNNRuntime; libraries of models do not need it):
 *
 *   nn_pool *pool = nn_pool_create(4);
 *   nn_exec exec = {sizeof(exec), 4, nn_pool_parallel_for, pool};
 *
 * The threads sleep between calls. After one they look for the next for some
 * microseconds before they fall asleep, since a call hands over one loop after
 * the other.
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_RUNTIME_NN_POOL_H
#define NN_RUNTIME_NN_POOL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nn_pool nn_pool;

/* Starts `num_threads` - 1 threads: the one that calls works, too. Null if
 * there is not enough memory or no more threads can be started. */
nn_pool *nn_pool_create(uint32_t num_threads);

/* Ends the threads; null is no pool. No call may be under way. */
void nn_pool_destroy(nn_pool *pool);

/* Runs task(argument, i) for 0 <= i < count on the threads of the pool and
 * returns when all are done. It is what nn_exec.parallel_for asks for. Several
 * threads may call it at the same time, and tasks may call it: while the pool
 * works for one, the others run their tasks themselves. */
void nn_pool_parallel_for(void *pool, int64_t count,
                          void (*task)(void *argument, int64_t index),
                          void *argument);

#ifdef __cplusplus
}
#endif
#endif /* NN_RUNTIME_NN_POOL_H */
