// A remainder by zero is 0, and so is that of the lowest number by -1: both are
// remainders by 1.
// RUN: nn-opt %s --nn-guard-arithmetic --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @signed
// CHECK-SAME: (%[[A:.*]]: i16, %[[B:.*]]: i16)
// CHECK-DAG: %[[ZERO:.*]] = arith.cmpi eq, %[[B]], %c0_i16
// CHECK-DAG: %[[MINUS:.*]] = arith.cmpi eq, %[[B]], %c-1_i16
// CHECK: %[[UNSAFE:.*]] = arith.ori %[[ZERO]], %[[MINUS]]
// CHECK: %[[DIVISOR:.*]] = arith.select %[[UNSAFE]], %c1_i16, %[[B]]
// CHECK: %[[R:.*]] = arith.remsi %[[A]], %[[DIVISOR]]
// CHECK: return %[[R]]
func.func @signed(%a: i16, %b: i16) -> i16 {
  %0 = arith.remsi %a, %b : i16
  return %0 : i16
}

// Without signs, zero alone is in the way.
// CHECK-LABEL: func.func @unsigned
// CHECK-SAME: (%[[A:.*]]: i16, %[[B:.*]]: i16)
// CHECK-NOT: c-1_i16
// CHECK: %[[ZERO:.*]] = arith.cmpi eq, %[[B]], %c0_i16
// CHECK: %[[DIVISOR:.*]] = arith.select %[[ZERO]], %c1_i16, %[[B]]
// CHECK: %[[R:.*]] = arith.remui %[[A]], %[[DIVISOR]]
// CHECK: return %[[R]]
func.func @unsigned(%a: i16, %b: i16) -> i16 {
  %0 = arith.remui %a, %b : i16
  return %0 : i16
}
