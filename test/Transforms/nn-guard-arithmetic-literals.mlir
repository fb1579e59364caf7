// What literals decide needs no guard.
// RUN: nn-opt %s --nn-guard-arithmetic --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @zero
// CHECK-NEXT: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK-NEXT: return %[[ZERO]], %[[ZERO]]
func.func @zero(%a: i32) -> (i32, i32) {
  %c = arith.constant 0 : i32
  %0 = arith.divsi %a, %c : i32
  %1 = arith.remui %a, %c : i32
  return %0, %1 : i32, i32
}

// A quotient by -1 is a difference, which wraps.
// CHECK-LABEL: func.func @minus_one
// CHECK-SAME: (%[[A:.*]]: i32)
// CHECK: %[[R:.*]] = arith.subi %c0_i32, %[[A]]
// CHECK-NEXT: return %[[R]]
func.func @minus_one(%a: i32) -> i32 {
  %c = arith.constant -1 : i32
  %0 = arith.divsi %a, %c : i32
  return %0 : i32
}

// CHECK-LABEL: func.func @width
// CHECK-SAME: (%[[A:.*]]: i32)
// CHECK: %[[S:.*]] = arith.shli %[[A]], %c31_i32
// CHECK-NEXT: return %[[S]], %c0_i32
func.func @width(%a: i32) -> (i32, i32) {
  %less = arith.constant 31 : i32
  %all = arith.constant 32 : i32
  %0 = arith.shli %a, %less : i32
  %1 = arith.shli %a, %all : i32
  return %0, %1 : i32, i32
}

// Sums, products and comparisons are no business of the pass.
// CHECK-LABEL: func.func @unchanged
// CHECK-NEXT: arith.addi
// CHECK-NEXT: arith.muli
// CHECK-NEXT: arith.maxsi
// CHECK-NEXT: return
func.func @unchanged(%a: i32, %b: i32) -> i32 {
  %0 = arith.addi %a, %b : i32
  %1 = arith.muli %0, %b : i32
  %2 = arith.maxsi %1, %a : i32
  return %2 : i32
}
