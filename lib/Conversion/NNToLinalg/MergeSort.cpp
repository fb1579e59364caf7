//===- MergeSort.cpp - Loops that sort ------------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A bottom-up merge sort of indices: runs of 1, 2, 4, ... indices are merged
// from one tensor into another and back, two passes at a time, so that the
// result always ends in the first. Merging takes from the left run at equality,
// so the sort is stable. n elements take n log2(n) comparisons and 2 n indices.
//
//===----------------------------------------------------------------------===//

#include "SortLoops.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

Value LoopBuilder::load(Value tensor, ValueRange at) const {
  return tensor::ExtractOp::create(b, loc, tensor, at);
}

Value LoopBuilder::store(Value value, Value tensor, ValueRange at) const {
  return tensor::InsertOp::create(b, loc, value, tensor, at);
}

SmallVector<Value> LoopBuilder::loop(
    Value low, Value high, Value step, ValueRange inits,
    llvm::function_ref<SmallVector<Value>(LoopBuilder, Value, ValueRange)> body)
    const {
  auto made = scf::ForOp::create(
      b, loc, low, high, step, inits,
      [&](OpBuilder &inner, Location l, Value i, ValueRange carried) {
        scf::YieldOp::create(inner, l, body(LoopBuilder{inner, l}, i, carried));
      });
  return made.getResults();
}

/// Merges the runs of `width` indices in `from` into runs of twice the width.
static Value mergeRuns(const LoopBuilder &builder, BuildsOrder isBefore,
                       Value count, Value width, Value from, Value to) {
  Value zero = builder.constant(0), one = builder.constant(1);
  Value last = arith::SubIOp::create(builder.b, builder.loc, count, one);
  auto merge = [&](LoopBuilder s, Value low, ValueRange target) {
    Value middle = s.minimum(s.add(low, width), count);
    Value high = s.minimum(s.add(middle, width), count);
    auto take = [&](LoopBuilder t, Value k, ValueRange state) {
      Value left = state[1], right = state[2];
      // What is read beyond the end of a run is not used.
      Value leftIndex = t.load(from, t.minimum(left, last));
      Value rightIndex = t.load(from, t.minimum(right, last));
      Value rightIsBefore = isBefore(t, rightIndex, leftIndex);
      Value leftIsEmpty = t.compare(arith::CmpIPredicate::sge, left, middle);
      Value hasRight = t.isBelow(right, high);
      Value takesRight = t.either(leftIsEmpty, t.both(hasRight, rightIsBefore));
      Value index = t.select(takesRight, rightIndex, leftIndex);
      Value nextLeft = t.select(takesRight, left, t.add(left, one));
      Value nextRight = t.select(takesRight, t.add(right, one), right);
      return SmallVector<Value>{t.store(index, state[0], k), nextLeft,
                                nextRight};
    };
    SmallVector<Value> done =
        s.loop(low, high, one, {target[0], low, middle}, take);
    return SmallVector<Value>{done[0]};
  };
  return builder.loop(zero, count, builder.add(width, width), to, merge)[0];
}

Value nn::sortIndices(const LoopBuilder &builder, Value count,
                      BuildsOrder isBefore) {
  Value zero = builder.constant(0), one = builder.constant(1);
  OpFoldResult extent = getAsOpFoldResult(count);
  auto makeEmpty = [&]() -> Value {
    return tensor::EmptyOp::create(builder.b, builder.loc, extent,
                                   builder.b.getIndexType());
  };
  auto number = [&](LoopBuilder t, Value i, ValueRange state) {
    return SmallVector<Value>{t.store(i, state[0], i)};
  };
  Value order = builder.loop(zero, count, one, makeEmpty(), number)[0];
  // The width grows fourfold per round.
  auto isNotDone = [&](OpBuilder &b, Location l, ValueRange state) {
    LoopBuilder t{b, l};
    scf::ConditionOp::create(b, l, t.isBelow(state[2], count), state);
  };
  auto round = [&](OpBuilder &b, Location l, ValueRange state) {
    LoopBuilder t{b, l};
    Value twice = t.add(state[2], state[2]);
    Value other = mergeRuns(t, isBefore, count, state[2], state[0], state[1]);
    Value back = mergeRuns(t, isBefore, count, twice, other, state[0]);
    scf::YieldOp::create(b, l, {back, other, t.add(twice, twice)});
  };
  SmallVector<Value> inits = {order, makeEmpty(), one};
  auto rounds =
      scf::WhileOp::create(builder.b, builder.loc, ValueRange(inits).getTypes(),
                           inits, isNotDone, round);
  return rounds.getResult(0);
}
