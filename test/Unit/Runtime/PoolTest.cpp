//===- PoolTest.cpp - A small pool of threads -----------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "nn/Runtime/nn_pool.h"
#include <atomic>
#include <chrono>
#include <ctime>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <thread>
#include <vector>

namespace {

using Pool = std::unique_ptr<nn_pool, decltype(&nn_pool_destroy)>;

Pool makePool(uint32_t threads) {
  return Pool(nn_pool_create(threads), nn_pool_destroy);
}

/// Runs `task` for all indices below `count`.
template <typename Task> void run(const Pool &pool, int64_t count, Task task) {
  nn_pool_parallel_for(
      pool.get(), count,
      [](void *argument, int64_t index) {
        (*static_cast<Task *>(argument))(index);
      },
      &task);
}

/// How often each index is run; what tasks write is seen afterwards, without
/// atomics.
std::vector<int> countRuns(const Pool &pool, int64_t count) {
  std::vector<int> runs(static_cast<size_t>(count));
  run(pool, count, [&](int64_t index) { ++runs[static_cast<size_t>(index)]; });
  return runs;
}

double getProcessorSeconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) * 1e-9;
}

TEST(Pool, RunsEachTaskOnce) {
  for (uint32_t threads : {0, 1, 2, 3, 8}) {
    Pool pool = makePool(threads);
    ASSERT_TRUE(pool);
    for (int64_t count : {0, 1, 2, 3, 7, 8, 9, 1000})
      EXPECT_EQ(countRuns(pool, count),
                std::vector<int>(static_cast<size_t>(count), 1));
    EXPECT_TRUE(countRuns(pool, 0).empty());
    run(pool, -3, [](int64_t) { FAIL(); });
  }
}

TEST(Pool, SeesWhatCallerWrote) {
  // One job after the other, as the loops of a model; with pauses, in which
  // threads fall asleep.
  Pool pool = makePool(4);
  ASSERT_TRUE(pool);
  int64_t value = 0;
  for (int64_t round = 0; round < 20000; ++round) {
    if (round % 1000 == 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    int64_t parts[4];
    run(pool, 4, [&](int64_t index) { parts[index] = value + index; });
    value = parts[0] + parts[3] - parts[1] - parts[2] + round;
    ASSERT_EQ(value, round);
  }
}

TEST(Pool, UsesItsThreads) {
  // Each of four tasks waits for the three others.
  Pool pool = makePool(4);
  ASSERT_TRUE(pool);
  std::atomic<int> arrived{0};
  std::vector<std::thread::id> ids(4);
  run(pool, 4, [&](int64_t index) {
    ids[static_cast<size_t>(index)] = std::this_thread::get_id();
    ++arrived;
    while (arrived < 4)
      std::this_thread::yield();
  });
  EXPECT_EQ(std::set<std::thread::id>(ids.begin(), ids.end()).size(), 4u);
}

TEST(Pool, TasksMayCallIt) {
  Pool pool = makePool(3);
  ASSERT_TRUE(pool);
  std::atomic<int64_t> sum{0};
  run(pool, 5, [&](int64_t outer) {
    run(pool, 4, [&](int64_t inner) { sum += 10 * outer + inner; });
  });
  EXPECT_EQ(sum, 10 * 4 * (0 + 1 + 2 + 3 + 4) + 5 * (0 + 1 + 2 + 3));
}

TEST(Pool, SeveralCallersAtOnce) {
  Pool pool = makePool(3);
  ASSERT_TRUE(pool);
  std::vector<std::thread> callers;
  std::atomic<int> wrong{0};
  for (int caller = 0; caller < 4; ++caller)
    callers.emplace_back([&] {
      for (int round = 0; round < 500; ++round)
        wrong += countRuns(pool, 6) != std::vector<int>(6, 1);
    });
  for (std::thread &caller : callers)
    caller.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Pool, SleepsBetweenCalls) {
  Pool pool = makePool(4);
  ASSERT_TRUE(pool);
  countRuns(pool, 4);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  double before = getProcessorSeconds();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_LT(getProcessorSeconds() - before, 0.05);
  EXPECT_EQ(countRuns(pool, 4), std::vector<int>(4, 1));
}

TEST(Pool, EndsWhileThreadsAreAwake) {
  for (int round = 0; round < 200; ++round) {
    Pool pool = makePool(3);
    ASSERT_TRUE(pool);
    countRuns(pool, 3);
  }
  nn_pool_destroy(nullptr);
}

} // namespace
