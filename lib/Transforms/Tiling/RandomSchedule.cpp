//===- RandomSchedule.cpp - Schedules for tests ---------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The model of the processor chooses few of the schedules that an op admits; a
// user may write any of them. Numbers are drawn by remainders: distributions of
// the C++ library differ from one to another.
//
//===----------------------------------------------------------------------===//

#include "RandomSchedule.h"
#include "ScheduleChecks.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"

using namespace mlir;
using namespace nn;

/// How many schedules are drawn before an op is left without.
static constexpr int kAttempts = 20;

/// The most units of a tile: each is code of its own, in each rest as well.
static constexpr int64_t kMostUnits = 12;

/// Draws a schedule that the op need not admit.
static ScheduleAttr draw(linalg::GenericOp op, std::mt19937_64 &random) {
  auto numLoops = static_cast<int64_t>(op.getNumLoops());
  auto below = [&](int64_t end) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(end));
  };
  int64_t vectorLoop = below(4) == 0 ? ScheduleAttr::kNone : below(numLoops);
  int64_t lanes =
      vectorLoop == ScheduleAttr::kNone ? 1 : int64_t(1) << below(6);

  // The steps of each loop, those of blocks first.
  SmallVector<SmallVector<int64_t>> steps(numLoops);
  int64_t units = 1;
  bool hasParts = false;
  for (int64_t loop = 0; loop < numLoops; ++loop) {
    bool reduces =
        linalg::isReductionIterator(op.getIteratorTypesArray()[loop]);
    static constexpr int64_t counts[] = {1, 1, 1, 2, 3, 4, 6, 8};
    int64_t count = counts[below(std::size(counts))];
    if (units * count > kMostUnits || (reduces && hasParts))
      count = 1;
    units *= count;
    hasParts |= reduces && count > 1;
    int64_t tile = count * (loop == vectorLoop ? lanes : 1);
    if (!reduces && below(4) == 0)
      steps[loop].push_back(tile * (2 + below(4)));
    // A loop may be left out, which steps by one.
    if (tile > 1 || !steps[loop].empty() || below(8) > 0)
      steps[loop].push_back(tile);
  }
  SmallVector<int64_t> order, orderedSteps;
  SmallVector<int64_t> left;
  for (int64_t loop = 0; loop < numLoops; ++loop)
    left.append(steps[loop].size(), loop);
  while (!left.empty()) {
    int64_t at = below(static_cast<int64_t>(left.size()));
    int64_t loop = left[at];
    left.erase(left.begin() + at);
    order.push_back(loop);
    orderedSteps.push_back(steps[loop].front());
    steps[loop].erase(steps[loop].begin());
  }
  return ScheduleAttr::get(op.getContext(), order, orderedSteps, lanes,
                           vectorLoop, /*dotSize=*/1, ScheduleAttr::kNone,
                           ScheduleAttr::kNone);
}

ScheduleAttr nn::drawSchedule(linalg::GenericOp op, std::mt19937_64 &random) {
  if (op.getNumLoops() == 0)
    return {};
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    ScheduleAttr schedule = draw(op, random);
    if (getReasonAgainst(schedule, op).empty())
      return schedule;
  }
  return {};
}
