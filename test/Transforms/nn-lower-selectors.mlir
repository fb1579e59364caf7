// Selectors become sorting, sums by group and prefix sums, or stay.
// RUN: nn-opt %s --nn-lower-selectors --canonicalize | FileCheck %s
// RUN: nn-opt %s --nn-lower-selectors=report=true -o /dev/null 2>&1 | \
// RUN:   FileCheck %s --check-prefix=REMARK
// RUN: nn-opt %s --check-each-pass --nn-lower-selectors -o /dev/null

// An equality: keys are ranked, and counted by rank.
// CHECK-LABEL: @histogram
// CHECK-NOT: nn.select
// CHECK: nn.sort
// CHECK: nn.scan
// CHECK: nn.scatter
// CHECK: nn.gather
// REMARK: remark: the selector is looked up, in O(n log n)
func.func @histogram(%x: tensor<?xi64>) -> tensor<?xi64> {
  %s = nn.select eq %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// An index on one side is a rank.
// CHECK-LABEL: @load
// CHECK-NOT: nn.sort
// CHECK: nn.require
// REMARK: remark: the selector is looked up, in O(n log n)
func.func @load(%x: tensor<?xi32>, %at: tensor<?xi64>) -> tensor<?xi32> {
  %i = nn.map %x : (tensor<?xi32>) -> tensor<?xi64> {
  ^bb0(%v: i32):
    %place = nn.index 0
    %n = arith.index_cast %place : index to i64
    nn.yield %n : i64
  }
  %s = nn.select eq %i, %at : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %a = nn.aggregate only %s, %x : (tensor<?x?xi1>, tensor<?xi32>) -> tensor<?xi32>
  return %a : tensor<?xi32>
}

// Two orders at once: keys are counted by the bits of their places in the second
// order, where they stand in the first.
// CHECK-LABEL: @dominance
// CHECK-NOT: nn.select
// CHECK: math.ctlz
// CHECK: nn.scan init({{.*}}) over(%{{.*}} : tensor<?xi64>) -> tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>, tensor<?xi64>
// REMARK: remark: the selector is looked up, in O(n log n)
func.func @dominance(%x: tensor<?xi64>, %y: tensor<?xf64>) -> tensor<?xi64> {
  %a = nn.select lt %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %b = nn.select ge %y, %y : (tensor<?xf64>, tensor<?xf64>) -> tensor<?x?xi1>
  %s = arith.andi %a, %b : tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// Two sides of one order are a difference of prefixes.
// CHECK-LABEL: @window
// CHECK-NOT: math.ctlz
// CHECK-NOT: nn.select
// CHECK: return
// REMARK: remark: the selector is looked up, in O(n log n)
func.func @window(%x: tensor<?xi64>, %y: tensor<?xi64>, %z: tensor<?xi64>) -> tensor<?xi64> {
  %a = nn.select gt %x, %y : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %b = nn.select le %x, %z : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %s = arith.andi %a, %b : tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// Three orders at once are gone through.
// CHECK-LABEL: @three
// CHECK: nn.selector_width
// REMARK: remark: the selector is gone through, in O(n^2): a key is compared by more than two orders at once
func.func @three(%x: tensor<?xi64>, %y: tensor<?xi64>, %z: tensor<?xi64>) -> tensor<?xi64> {
  %a = nn.select lt %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %b = nn.select lt %y, %y : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %c = nn.select lt %z, %z : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %ab = arith.andi %a, %b : tensor<?x?xi1>
  %s = arith.andi %ab, %c : tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// A comparison with one number is no order: it says which keys count, or which
// queries. Nothing is ranked but by the index.
// CHECK-LABEL: @with_one_number
// CHECK-SAME: (%[[X:.*]]: tensor<?xi64>, %[[Y:.*]]: tensor<?xi64>, %[[N:.*]]: tensor<1xi64>)
// CHECK-NOT: nn.sort
// CHECK: %[[COUNTS:.*]] = nn.map %{{.*}}, %[[X]], %{{.*}} : (tensor<?xi64>, tensor<?xi64>, tensor<1xi64>)
// CHECK-NEXT: ^bb0(%[[W:.*]]: i64, %[[K:.*]]: i64,
// CHECK: %[[IS:.*]] = arith.cmpi sgt, %[[K]]
// CHECK: arith.select %[[IS]], %[[W]]
// CHECK: nn.scatter %[[COUNTS]]
// CHECK: nn.map {{.*}}, %[[N]], %[[Y]] :
// REMARK: remark: the selector is looked up, in O(n log n)
func.func @with_one_number(%x: tensor<?xi64>, %y: tensor<?xi64>, %n: tensor<1xi64>) -> tensor<?xi64> {
  %i = nn.map %x : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%v: i64):
    %place = nn.index 0
    %at = arith.index_cast %place : index to i64
    nn.yield %at : i64
  }
  %seven = nn.map %x : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%v: i64):
    %c = arith.constant 7 : i64
    nn.yield %c : i64
  }
  %repeated = nn.map %n, %x : (tensor<1xi64>, tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%v: i64, %w: i64):
    nn.yield %v : i64
  }
  %a = nn.select le %i, %i : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %b = nn.select gt %x, %seven : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %c = nn.select lt %repeated, %y : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %ab = arith.andi %a, %b : tensor<?x?xi1>
  %s = arith.andi %ab, %c : tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// One query.
// CHECK-LABEL: @one_row
// CHECK: nn.selector_width
// REMARK: remark: the selector has one row, which is gone through, in O(n)
func.func @one_row(%x: tensor<?xi64>, %q: tensor<1xi64>) -> tensor<1xi64> {
  %s = nn.select eq %x, %q : (tensor<?xi64>, tensor<1xi64>) -> tensor<1x?xi1>
  %w = nn.selector_width %s : (tensor<1x?xi1>) -> tensor<1xi64>
  return %w : tensor<1xi64>
}

// A table that is no product: below, or equal and lower in another order.
// CHECK-LABEL: @stable_rank
// CHECK-NOT: nn.select
// REMARK: remark: the selector is looked up, in O(n log n)
func.func @stable_rank(%x: tensor<?xi64>, %y: tensor<?xi64>) -> tensor<?xi64> {
  %below = nn.select lt %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %equal = nn.select eq %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %before = nn.select lt %y, %y : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %tie = arith.andi %equal, %before : tensor<?x?xi1>
  %s = arith.ori %below, %tie : tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// The same, where the place is compared first.
// CHECK-LABEL: @stable_rank_by_place
// CHECK-NOT: nn.select
// CHECK-NOT: math.ctlz
// CHECK: return
// REMARK: remark: the selector is looked up, in O(n log n)
func.func @stable_rank_by_place(%x: tensor<?xi64>, %y: tensor<?xi64>) -> tensor<?xi64> {
  %before = nn.select lt %y, %y : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %equal = nn.select eq %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %tie = arith.andi %before, %equal : tensor<?x?xi1>
  %below = nn.select lt %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %s = arith.ori %tie, %below : tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// Static extents stay.
// CHECK-LABEL: @few
// CHECK: nn.selector_width
// REMARK: its extents are static, or its axes have names
func.func @few(%x: tensor<5xi64>) -> tensor<5xi64> {
  %s = nn.select ne %x, %x : (tensor<5xi64>, tensor<5xi64>) -> tensor<5x5xi1>
  %w = nn.selector_width %s : (tensor<5x5xi1>) -> tensor<5xi64>
  return %w : tensor<5xi64>
}

// CHECK-LABEL: @constant
// CHECK: nn.selector_width
// REMARK: it is a constant
func.func @constant() -> tensor<2xi64> {
  %s = arith.constant dense<true> : tensor<2x6xi1>
  %w = nn.selector_width %s : (tensor<2x6xi1>) -> tensor<2xi64>
  return %w : tensor<2xi64>
}
