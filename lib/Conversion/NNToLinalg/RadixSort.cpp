//===- RadixSort.cpp - Sorting numbers by their digits --------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A radix sort from the least significant byte on: elements are counted by the
// byte, and laid down in its order as they come, from one pair of tensors
// (numbers and indices) into another one. Two bytes make a round, so that the
// result always ends in the first pair; a round in whose bytes all numbers
// agree is left out. n elements take n steps per byte in which they differ.
//
//===----------------------------------------------------------------------===//

#include "SortLoops.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace nn;

static constexpr int64_t kDigitBits = 8, kNumDigits = 1 << kDigitBits;

namespace {
/// What a round moves.
struct Elements {
  Value numbers, indices;
};

struct RadixBuilder {
  Value count;

  static Value number(const LoopBuilder &s, int64_t value) {
    return arith::ConstantIntOp::create(s.b, s.loc, value, 64);
  }
  static Value makeEmpty(const LoopBuilder &s, OpFoldResult extent,
                         Type element) {
    return tensor::EmptyOp::create(s.b, s.loc, extent, element);
  }
  /// The byte of `value` at bit `shift`, as an index.
  static Value getDigit(const LoopBuilder &s, Value value, Value shift) {
    Value moved = arith::ShRUIOp::create(s.b, s.loc, value, shift);
    Value digit =
        arith::AndIOp::create(s.b, s.loc, moved, number(s, kNumDigits - 1));
    return arith::IndexCastOp::create(s.b, s.loc, s.b.getIndexType(), digit);
  }

  Value findPlaces(const LoopBuilder &s, Value numbers, Value shift) const;
  Elements moveByDigit(const LoopBuilder &s, Elements from, Elements to,
                       Value shift) const;
};
} // namespace

/// For each digit, where its first element goes.
Value RadixBuilder::findPlaces(const LoopBuilder &s, Value numbers,
                               Value shift) const {
  Value zero = s.constant(0), one = s.constant(1);
  Value numDigits = s.constant(kNumDigits);
  auto clear = [&](LoopBuilder t, Value i, ValueRange state) {
    return SmallVector<Value>{t.store(zero, state[0], i)};
  };
  Value counts = s.loop(
      zero, numDigits, one,
      makeEmpty(s, s.b.getIndexAttr(kNumDigits), s.b.getIndexType()), clear)[0];
  auto countOne = [&](LoopBuilder t, Value i, ValueRange state) {
    Value digit = getDigit(t, t.load(numbers, i), shift);
    return SmallVector<Value>{
        t.store(t.add(t.load(state[0], digit), one), state[0], digit)};
  };
  counts = s.loop(zero, count, one, counts, countOne)[0];
  auto addUp = [&](LoopBuilder t, Value i, ValueRange state) {
    Value next = t.add(state[1], t.load(state[0], i));
    return SmallVector<Value>{t.store(state[1], state[0], i), next};
  };
  return s.loop(zero, numDigits, one, {counts, zero}, addUp)[0];
}

Elements RadixBuilder::moveByDigit(const LoopBuilder &s, Elements from,
                                   Elements to, Value shift) const {
  Value zero = s.constant(0), one = s.constant(1);
  Value places = findPlaces(s, from.numbers, shift);
  auto move = [&](LoopBuilder t, Value i, ValueRange state) {
    Value value = t.load(from.numbers, i), index = t.load(from.indices, i);
    Value digit = getDigit(t, value, shift);
    Value place = t.load(state[2], digit);
    return SmallVector<Value>{t.store(value, state[0], place),
                              t.store(index, state[1], place),
                              t.store(t.add(place, one), state[2], digit)};
  };
  SmallVector<Value> moved =
      s.loop(zero, count, one, {to.numbers, to.indices, places}, move);
  return {moved[0], moved[1]};
}

Value nn::sortNumbers(
    const LoopBuilder &s, Value count,
    llvm::function_ref<Value(const LoopBuilder &, Value)> makeNumber) {
  RadixBuilder radix{count};
  Value zero = s.constant(0), one = s.constant(1);
  OpFoldResult extent = getAsOpFoldResult(count);
  Type i64 = s.b.getI64Type(), index = s.b.getIndexType();
  // Which bits differ: those that are set somewhere, but not everywhere.
  auto begin = [&](LoopBuilder t, Value i, ValueRange state) {
    Value value = makeNumber(t, i);
    return SmallVector<Value>{
        t.store(value, state[0], i), t.store(i, state[1], i),
        t.either(state[2], value), t.both(state[3], value)};
  };
  SmallVector<Value> begun =
      s.loop(zero, count, one,
             {RadixBuilder::makeEmpty(s, extent, i64),
              RadixBuilder::makeEmpty(s, extent, index),
              RadixBuilder::number(s, 0), RadixBuilder::number(s, -1)},
             begin);
  Value differing = arith::XOrIOp::create(s.b, s.loc, begun[2], begun[3]);
  auto round = [&](LoopBuilder t, Value bit, ValueRange state) {
    Value shift = arith::IndexCastOp::create(t.b, t.loc, i64, bit);
    Value moved = arith::ShRUIOp::create(t.b, t.loc, differing, shift);
    Value own =
        t.both(moved, RadixBuilder::number(t, (1 << 2 * kDigitBits) - 1));
    Value differs =
        t.compare(arith::CmpIPredicate::ne, own, RadixBuilder::number(t, 0));
    auto branch = scf::IfOp::create(
        t.b, t.loc, differs,
        [&](OpBuilder &b, Location l) {
          LoopBuilder u{b, l};
          Value next = arith::AddIOp::create(
              b, l, shift, RadixBuilder::number(u, kDigitBits));
          Elements there = radix.moveByDigit(u, {state[0], state[1]},
                                             {state[2], state[3]}, shift);
          Elements back =
              radix.moveByDigit(u, there, {state[0], state[1]}, next);
          scf::YieldOp::create(b, l,
                               ValueRange{back.numbers, back.indices,
                                          there.numbers, there.indices});
        },
        [&](OpBuilder &b, Location l) { scf::YieldOp::create(b, l, state); });
    return SmallVector<Value>(branch.getResults());
  };
  constexpr int64_t bits = 64;
  return s.loop(zero, s.constant(bits), s.constant(2 * kDigitBits),
                {begun[0], begun[1], RadixBuilder::makeEmpty(s, extent, i64),
                 RadixBuilder::makeEmpty(s, extent, index)},
                round)[1];
}
