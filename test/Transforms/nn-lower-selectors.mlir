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

// Two orders at once are gone through.
// CHECK-LABEL: @dominance
// CHECK: nn.selector_width
// REMARK: remark: the selector is gone through, in O(n^2): a key is compared by two orders at once
func.func @dominance(%x: tensor<?xi64>, %y: tensor<?xi64>) -> tensor<?xi64> {
  %a = nn.select lt %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %b = nn.select lt %y, %y : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %s = arith.andi %a, %b : tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
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
func.func @constant() -> tensor<1xi64> {
  %s = arith.constant dense<true> : tensor<1x6xi1>
  %w = nn.selector_width %s : (tensor<1x6xi1>) -> tensor<1xi64>
  return %w : tensor<1xi64>
}
