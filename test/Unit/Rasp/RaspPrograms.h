//===- RaspPrograms.h - Programs for tests of the syntax --------*- C++ -*-===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Together they use all of the grammar. The fuzz target starts from them, too
// (test/Fuzz/make-corpora.py).
//
//===----------------------------------------------------------------------===//

#ifndef NN_TEST_UNIT_RASP_RASPPROGRAMS_H
#define NN_TEST_UNIT_RASP_RASPPROGRAMS_H

namespace nntest {
inline const char *const programs[] = {
    R"rasp(
# How often each token occurs, without the mark at the start.
same = select(tokens, tokens, ==);
def width_after_mark(s) {
  with_mark = s or select(indices, 0, ==);
  # the share of the mark is one over the number of the selected
  return round(1 / aggregate(with_mark, indicator(indices == 0))) - 1;
}

counts = width_after_mark(same); # one row for each token
counts("abca");
)rasp",
    R"rasp(
def order(seq, key) {
	smaller = select(key, key, <) or (select(key, key, ==)
	          and select(indices, indices, <));
	place = selector_width(smaller);
	place = -1 if indices == 0 else place;
	return aggregate(select(place, indices, ==), seq, "§");
}
sorted = order(tokens, -indices + 2 * 3 ^ 2 % 7);
)rasp",
    R"rasp(
def balanced(pairs) {
  open = [p[0] for p in pairs];
  close = [p[1] for p in pairs];
  is_open = indicator(tokens in open);
  is_close = indicator(tokens in close);
  before = select(indices, indices, <=);
  depth = round((indices + 1) * aggregate(before, is_open - is_close));
  wrong = aggregate(before, indicator(depth < 0 or not is_open and is_close)) > 0;
  return "F" if wrong else ("T" if depth == 0 else "P");
}
one = balanced(["()"]);
three = balanced(["()", "{}", "[]"]);# the comment follows at once
)rasp",
    R"rasp(
rounds=3;
parts = ["x","y"]; names = {"x": 1, "y": 2.50, "z": parts};
marks = {n: select(tokens, n, ==) for n in parts + ["z"]};
def spread(table) {
  def one(s) { # a function in a function
    return aggregate(same, indicator(s)) > 0;
  }
  return {k: one(table[k]) for k in table};
}
def both(a, b) { return {k: a[k] or b[k] for k in a}, {}; }
left, right = both(marks, marks);
steps = [];
for _ in range(rounds) {
  ### the first half ###
  left, right =
    [spread(t) for t in [left, right]];
  steps = steps + [{"l": left, "r": right}]; # kept for later
  for name, table in zip(["l", "r"], [left, right]) {
    out = "";
    for k in table { out = out + (k if table[k] else ""); }
    draw(out);
  }
  # the end of the loop
}
last = steps[-1]["l"];
)rasp",
    R"rasp(
def numbers() {
  def digit(t) {
    table = {"0":0, "1":1, "2":2};
    res = -1;
    for d in table {
      res = table[d] if t==d else res;
    }
    return res;
  }
  plus = aggregate(select(tokens, "+", ==), indices);
  return digit(tokens) if indices > plus else 0, digit(tokens);
}
high, low = numbers();
carry = high + low > 9 or high + low == 9 and high >= low;
sum = (high + low + indicator(carry)) % 10;
)rasp",
    R"rasp(
set example "abc"
set s-op example [1, 2, len([3, 4])]
set selector example "x" + "y"
show example
show s-op example
show selector example
examples off
s-op examples on
selector examples off
full seq display on
load "lib/a b"; # relative
load "x";
draw(tokens); draw(indices + 1, [4, 7]);
exit
)rasp",
    R"rasp(
far = select(indices, indices, !=) and
      not select(1, 2, >=) and select(a, b, >);
s; "a#b"; 007; 1.50; 0.1; f()(1)[2]("x"); [1,2][0]; {1: 2}[1]; (3)(4);
a in b in c; [x in y for x, y in zip(a, b) if c else d];
not not a == - - +b; (a)
[0]; a if b else c if d else e;
range(1, 2, 3); range(4); {};
indices+

4;
# at the end
)rasp",
    R"rasp(
# Words of the grammar that are names all the same.
set = 1; show = set; example, examples = on, off; full = draw + load;
selector = s-op; exit = quit; select = 1; zip + len;
f(draw(exit), selector, example);
(select)(1); (draw)(2); (exit)(); exit + 1; quit[2];
for load in set { exit; }
def draw(range) { return range; }
quit()
)rasp",
};
} // namespace nntest

#endif // NN_TEST_UNIT_RASP_RASPPROGRAMS_H
