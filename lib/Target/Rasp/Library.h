//===- Library.h - The library of RASP --------------------------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NN_LIB_TARGET_RASP_LIBRARY_H
#define NN_LIB_TARGET_RASP_LIBRARY_H

namespace nn::rasp {
/// What every program can use besides `length`, `selector_width`, `tokens` and
/// the other sequences of the input. The results are those of the reference's
/// library; how many keys a selector marks is a step of its own here, which the
/// reference computes from means.
inline constexpr char kLibrary[] = R"(
full_s = select(0, 0, ==);

def average(seq) { return aggregate(full_s, seq); }
def has_focus(sel) { return selector_width(sel) > 0; }
def count(seq, atom) {
  return selector_width(select(seq == atom, True, ==));
}
def contains(seq, atom) { return count(seq, atom) > 0; }

def max(a, b) { return a if a > b else b; }
def min(a, b) { return a if a < b else b; }

def load_from_location(seq, location) {
  return aggregate(select(indices, location, ==), seq);
}
def shift(seq, n, filler) {
  return aggregate(select(n + indices, indices, ==), seq, filler);
}

def mark_last_instance(seq, val) {
  again = select(seq, val, ==) and select(indices, indices, >);
  return seq == val and not has_focus(again);
}
def mark_first_instance(seq, val) {
  before = select(seq, val, ==) and select(indices, indices, <);
  return seq == val and not has_focus(before);
}
def select_from_last(seq, val) {
  return select(mark_last_instance(seq, val), True, ==);
}
def select_from_first(seq, val) {
  return select(mark_first_instance(seq, val), True, ==);
}

# Stable: of equal keys the earlier one stays in front.
def sort(seq, key) {
  tie = select(key, key, ==) and select(indices, indices, <);
  place = selector_width(select(key, key, <) or tie);
  return aggregate(select(place, indices, ==), seq);
}
def select_next_identical(seq) {
  same = select(seq, seq, ==);
  rank = selector_width(same and select(indices, indices, <));
  return same and select(rank, rank + 1, ==);
}
)";
} // namespace nn::rasp

#endif // NN_LIB_TARGET_RASP_LIBRARY_H
