/*===- nn_team.h - Threads as compiled code sees them -----------*- C -*-===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * What a call makes of its nn_exec, on its stack. Code that the compiler makes
 * writes and reads it; no other program does.
 *
 *===----------------------------------------------------------------------===*/
#ifndef NN_RUNTIME_NN_TEAM_H
#define NN_RUNTIME_NN_TEAM_H

#include "nn/Runtime/nn_abi.h"

typedef struct nnrt_team {
  void (*parallel_for)(void *context, int64_t count,
                       void (*task)(void *argument, int64_t index),
                       void *argument);
  void *context;
  /* How many tasks may run at once: at least 2; and of those that need memory
   * of their own. */
  int64_t num_tasks, num_tasks_with_memory;
  /* The memory of task 1, and how far behind it that of the next lies. */
  char *memory;
  int64_t memory_bytes;
} nnrt_team;

#endif /* NN_RUNTIME_NN_TEAM_H */
