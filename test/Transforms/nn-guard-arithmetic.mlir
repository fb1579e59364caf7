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

// An index is an integer of 64 bits.
// CHECK-LABEL: func.func @index
// CHECK-SAME: (%[[A:.*]]: index, %[[B:.*]]: index)
// CHECK: %[[ZERO:.*]] = arith.cmpi eq, %[[B]], %c0 : index
// CHECK: %[[DIVISOR:.*]] = arith.select %[[ZERO]], %c1, %[[B]] : index
// CHECK: arith.divui %[[A]], %[[DIVISOR]] : index
// CHECK: %[[FITS:.*]] = arith.cmpi ule, %[[B]], %c63 : index
// CHECK: arith.select %[[FITS]], %[[B]], %c63 : index
func.func @index(%a: index, %b: index) -> (index, index) {
  %0 = arith.divui %a, %b : index
  %1 = arith.shli %a, %b : index
  return %0, %1 : index, index
}

// Bounds that a narrow float does not have are infinite: f16 ends at 65504.
// CHECK-LABEL: func.func @halves
// CHECK-SAME: (%[[X:.*]]: f16, %[[Y:.*]]: bf16)
// CHECK-DAG: %[[INF:.*]] = arith.constant 0x7C00 : f16
// CHECK-DAG: %[[BOUND:.*]] = arith.constant 1.280000e+02 : bf16
// CHECK-DAG: arith.cmpf oge, %[[X]], %[[INF]] : f16
// CHECK-DAG: arith.cmpf oge, %[[Y]], %[[BOUND]] : bf16
func.func @halves(%x: f16, %y: bf16) -> (i32, i8) {
  %0 = arith.fptosi %x : f16 to i32
  %1 = arith.fptosi %y : bf16 to i8
  return %0, %1 : i32, i8
}
