/*===- Pool.c - A small pool of threads -----------------------------------===*
 *
 * Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
 * Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * All threads take tasks from one word, in which the number of the job stands
 * above that of the tasks that nobody has taken. A thread reads the word, then
 * what the job is, and takes a task by exchanging the word for one less: that
 * fails if the job has changed meanwhile, since its number is another one.
 *
 *===----------------------------------------------------------------------===*/
#define _XOPEN_SOURCE 700
#include "nn/Runtime/nn_pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

/* How long a thread looks for work, or for the end of it, before it sleeps:
 * about as long as it takes to wake it. */
#define SPIN_NANOSECONDS 20000
/* Tasks in a word. */
#define MAX_TASKS INT64_C(0xffffffff)

typedef void (*nnp_task)(void *argument, int64_t index);

struct nn_pool {
  _Atomic(uint64_t) work; /* number of the job << 32 | tasks not taken */
  _Atomic(nnp_task) task;
  _Atomic(void *) argument;
  _Atomic(int64_t) first; /* index of the first task of the job */
  _Atomic(int64_t) unfinished;
  atomic_flag isBusy; /* a caller has the pool */

  pthread_mutex_t mutex;
  pthread_cond_t wake, done;
  _Atomic(uint32_t) asleep; /* threads that wait for `wake` */
  _Atomic(int) callerSleeps;
  _Atomic(int) stops;
  uint32_t numWorkers;
  pthread_t workers[];
};

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int hasWork(nn_pool *pool) {
  return (uint32_t)atomic_load(&pool->work) != 0;
}

static int hasEnded(nn_pool *pool) {
  return atomic_load(&pool->unfinished) == 0;
}

/* Waits for a short time; returns whether `condition` holds. */
static int spinUntil(nn_pool *pool, int (*condition)(nn_pool *)) {
  int64_t end = nanoseconds() + SPIN_NANOSECONDS;
  do {
    for (int i = 0; i < 16; ++i) {
      if (condition(pool))
        return 1;
      relax();
    }
  } while (nanoseconds() < end);
  return 0;
}

/* Runs tasks until none is left to take. */
static void runTasks(nn_pool *pool) {
  uint64_t work = atomic_load(&pool->work);
  while ((uint32_t)work != 0) {
    nnp_task task = atomic_load_explicit(&pool->task, memory_order_relaxed);
    void *argument =
        atomic_load_explicit(&pool->argument, memory_order_relaxed);
    int64_t first = atomic_load_explicit(&pool->first, memory_order_relaxed);
    if (!atomic_compare_exchange_weak(&pool->work, &work, work - 1))
      continue;
    task(argument, first + (int64_t)(uint32_t)work - 1);
    if (atomic_fetch_sub(&pool->unfinished, 1) == 1 &&
        atomic_load(&pool->callerSleeps)) {
      pthread_mutex_lock(&pool->mutex);
      pthread_cond_signal(&pool->done);
      pthread_mutex_unlock(&pool->mutex);
    }
    work = atomic_load(&pool->work);
  }
}

static void *runWorker(void *argument) {
  nn_pool *pool = (nn_pool *)argument;
  while (!atomic_load(&pool->stops)) {
    if (!spinUntil(pool, hasWork)) {
      pthread_mutex_lock(&pool->mutex);
      atomic_fetch_add(&pool->asleep, 1);
      while (!hasWork(pool) && !atomic_load(&pool->stops))
        pthread_cond_wait(&pool->wake, &pool->mutex);
      atomic_fetch_sub(&pool->asleep, 1);
      pthread_mutex_unlock(&pool->mutex);
    }
    runTasks(pool);
  }
  return NULL;
}

/* Runs up to MAX_TASKS tasks; the pool is the caller's. */
static void runJob(nn_pool *pool, int64_t first, int64_t count, nnp_task task,
                   void *argument) {
  atomic_store_explicit(&pool->task, task, memory_order_relaxed);
  atomic_store_explicit(&pool->argument, argument, memory_order_relaxed);
  atomic_store_explicit(&pool->first, first, memory_order_relaxed);
  atomic_store(&pool->unfinished, count);
  uint64_t job = (atomic_load(&pool->work) >> 32) + 1;
  atomic_store(&pool->work, job << 32 | (uint64_t)count);
  /* A thread that falls asleep now sees the work before it does. */
  if (atomic_load(&pool->asleep)) {
    pthread_mutex_lock(&pool->mutex);
    for (int64_t i = 1; i < count && i <= (int64_t)pool->numWorkers; ++i)
      pthread_cond_signal(&pool->wake);
    pthread_mutex_unlock(&pool->mutex);
  }
  runTasks(pool);
  if (spinUntil(pool, hasEnded))
    return;
  pthread_mutex_lock(&pool->mutex);
  atomic_store(&pool->callerSleeps, 1);
  while (!hasEnded(pool))
    pthread_cond_wait(&pool->done, &pool->mutex);
  atomic_store(&pool->callerSleeps, 0);
  pthread_mutex_unlock(&pool->mutex);
}

void nn_pool_parallel_for(void *context, int64_t count, nnp_task task,
                          void *argument) {
  nn_pool *pool = (nn_pool *)context;
  if (count <= 1 || atomic_flag_test_and_set(&pool->isBusy)) {
    for (int64_t i = 0; i < count; ++i)
      task(argument, i);
    return;
  }
  for (int64_t first = 0; first < count; first += MAX_TASKS) {
    int64_t left = count - first;
    runJob(pool, first, left < MAX_TASKS ? left : MAX_TASKS, task, argument);
  }
  atomic_flag_clear(&pool->isBusy);
}

nn_pool *nn_pool_create(uint32_t numThreads) {
  uint32_t numWorkers = numThreads > 1 ? numThreads - 1 : 0;
  nn_pool *pool =
      (nn_pool *)calloc(1, sizeof(nn_pool) + numWorkers * sizeof(pthread_t));
  if (!pool)
    return NULL;
  atomic_flag_clear(&pool->isBusy);
  pthread_mutex_init(&pool->mutex, NULL);
  pthread_cond_init(&pool->wake, NULL);
  pthread_cond_init(&pool->done, NULL);
  /* Signals are for the threads of the program. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (pool->numWorkers < numWorkers &&
         pthread_create(&pool->workers[pool->numWorkers], NULL, runWorker,
                        pool) == 0)
    ++pool->numWorkers;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (pool->numWorkers == numWorkers)
    return pool;
  nn_pool_destroy(pool);
  return NULL;
}

void nn_pool_destroy(nn_pool *pool) {
  if (!pool)
    return;
  pthread_mutex_lock(&pool->mutex);
  atomic_store(&pool->stops, 1);
  pthread_cond_broadcast(&pool->wake);
  pthread_mutex_unlock(&pool->mutex);
  for (uint32_t i = 0; i < pool->numWorkers; ++i)
    pthread_join(pool->workers[i], NULL);
  pthread_cond_destroy(&pool->wake);
  pthread_cond_destroy(&pool->done);
  pthread_mutex_destroy(&pool->mutex);
  free(pool);
}
