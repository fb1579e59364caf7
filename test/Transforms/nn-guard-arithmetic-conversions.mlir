// A float beyond the numbers of an integer gives the nearest of them, not-a-number
// gives 0.
// RUN: nn-opt %s --nn-guard-arithmetic --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @signed
// CHECK-SAME: (%[[X:.*]]: f32)
// CHECK-DAG: %[[TOP:.*]] = arith.constant 2.14748365E+9 : f32
// CHECK-DAG: %[[BOTTOM:.*]] = arith.constant -2.14748365E+9 : f32
// CHECK-DAG: %[[ABOVE:.*]] = arith.cmpf oge, %[[X]], %[[TOP]]
// CHECK-DAG: %[[WITHIN:.*]] = arith.cmpf oge, %[[X]], %[[BOTTOM]]
// CHECK-DAG: %[[NUMBER:.*]] = arith.cmpf ord, %[[X]], %[[X]]
// CHECK-DAG: %[[LOW:.*]] = arith.select %[[NUMBER]], %c-2147483648_i32, %c0_i32
// CHECK-DAG: %[[Y:.*]] = arith.fptosi %[[X]] : f32 to i32
// CHECK: %[[A:.*]] = arith.select %[[WITHIN]], %[[Y]], %[[LOW]]
// CHECK: %[[B:.*]] = arith.select %[[ABOVE]], %c2147483647_i32, %[[A]]
// CHECK: return %[[B]]
func.func @signed(%x: f32) -> i32 {
  %0 = arith.fptosi %x : f32 to i32
  return %0 : i32
}

// Below 0 there is nothing but 0.
// CHECK-LABEL: func.func @unsigned
// CHECK-SAME: (%[[X:.*]]: f64)
// CHECK-DAG: %[[TOP:.*]] = arith.constant 2.560000e+02 : f64
// CHECK-DAG: %[[BOTTOM:.*]] = arith.constant 0.000000e+00 : f64
// CHECK-DAG: %[[ABOVE:.*]] = arith.cmpf oge, %[[X]], %[[TOP]]
// CHECK-DAG: %[[WITHIN:.*]] = arith.cmpf oge, %[[X]], %[[BOTTOM]]
// CHECK-DAG: %[[Y:.*]] = arith.fptoui %[[X]] : f64 to i8
// CHECK: %[[A:.*]] = arith.select %[[WITHIN]], %[[Y]], %c0_i8
// CHECK: %[[B:.*]] = arith.select %[[ABOVE]], %c-1_i8, %[[A]]
// CHECK: return %[[B]]
func.func @unsigned(%x: f64) -> i8 {
  %0 = arith.fptoui %x : f64 to i8
  return %0 : i8
}

// Other conversions have a result everywhere.
// CHECK-LABEL: func.func @others
// CHECK-NEXT: arith.sitofp
// CHECK-NEXT: arith.truncf
// CHECK-NEXT: return
func.func @others(%x: i32, %y: f64) -> (f32, f32) {
  %0 = arith.sitofp %x : i32 to f32
  %1 = arith.truncf %y : f64 to f32
  return %0, %1 : f32, f32
}
