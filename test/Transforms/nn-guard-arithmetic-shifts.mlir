// A shift by the width or more: 0, or the sign of a signed shift right.
// RUN: nn-opt %s --nn-guard-arithmetic --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @left
// CHECK-SAME: (%[[A:.*]]: i8, %[[B:.*]]: i8)
// CHECK: %[[FITS:.*]] = arith.cmpi ule, %[[B]], %c7_i8
// CHECK: %[[N:.*]] = arith.select %[[FITS]], %[[B]], %c7_i8
// CHECK: %[[S:.*]] = arith.shli %[[A]], %[[N]]
// CHECK: %[[R:.*]] = arith.select %[[FITS]], %[[S]], %c0_i8
// CHECK: return %[[R]]
func.func @left(%a: i8, %b: i8) -> i8 {
  %0 = arith.shli %a, %b : i8
  return %0 : i8
}

// CHECK-LABEL: func.func @right
// CHECK: %[[S:.*]] = arith.shrui
// CHECK: %[[R:.*]] = arith.select %{{.*}}, %[[S]], %c0_i8
// CHECK: return %[[R]]
func.func @right(%a: i8, %b: i8) -> i8 {
  %0 = arith.shrui %a, %b : i8
  return %0 : i8
}

// A shift by the width less one leaves the sign.
// CHECK-LABEL: func.func @signed
// CHECK-SAME: (%[[A:.*]]: i8, %[[B:.*]]: i8)
// CHECK: %[[N:.*]] = arith.select %{{.*}}, %[[B]], %c7_i8
// CHECK: %[[S:.*]] = arith.shrsi %[[A]], %[[N]]
// CHECK: return %[[S]]
func.func @signed(%a: i8, %b: i8) -> i8 {
  %0 = arith.shrsi %a, %b : i8
  return %0 : i8
}
