// RUN: nn-opt %s --nn-guard-arithmetic --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @divide
// CHECK-SAME: (%[[A:.*]]: i32, %[[B:.*]]: i32)
// CHECK-DAG: %[[ZERO:.*]] = arith.cmpi eq, %[[B]], %c0_i32
// CHECK-DAG: %[[ONE:.*]] = arith.cmpi eq, %[[B]], %c-1_i32
// CHECK: %[[UNSAFE:.*]] = arith.ori %[[ZERO]], %[[ONE]]
// CHECK: %[[DIVISOR:.*]] = arith.select %[[UNSAFE]], %c1_i32, %[[B]]
// CHECK: arith.divsi %[[A]], %[[DIVISOR]]
func.func @divide(%a: i32, %b: i32) -> i32 {
  %0 = arith.divsi %a, %b : i32
  return %0 : i32
}

// A literal divisor needs no guard.
// CHECK-LABEL: func.func @literal
// CHECK-SAME: (%[[A:.*]]: i32)
// CHECK-NEXT: %[[C:.*]] = arith.constant 7
// CHECK-NEXT: %[[Q:.*]] = arith.divsi %[[A]], %[[C]]
// CHECK-NEXT: return %[[Q]]
func.func @literal(%a: i32) -> i32 {
  %c = arith.constant 7 : i32
  %0 = arith.divsi %a, %c : i32
  return %0 : i32
}

// Vectors are guarded lane by lane; rounding divisions become plain ones.
// CHECK-LABEL: func.func @vector
// CHECK-NOT: floordivsi
// CHECK: arith.cmpi eq, %{{.*}} : vector<4xi8>
// CHECK: arith.divsi %{{.*}} : vector<4xi8>
func.func @vector(%a: vector<4xi8>, %b: vector<4xi8>) -> vector<4xi8> {
  %0 = arith.floordivsi %a, %b : vector<4xi8>
  return %0 : vector<4xi8>
}

// Indices stay.
// CHECK-LABEL: func.func @index
// CHECK-NEXT: arith.divui
// CHECK-NEXT: return
func.func @index(%a: index, %b: index) -> index {
  %0 = arith.divui %a, %b : index
  return %0 : index
}
