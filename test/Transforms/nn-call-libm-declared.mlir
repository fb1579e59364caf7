// A declaration that is there already is used.
// RUN: nn-opt %s --nn-call-libm | FileCheck %s
// CHECK-COUNT-1: func.func private @expm1(f64) -> f64
// CHECK-NOT: func.func private
// CHECK: call @expm1
func.func private @expm1(f64) -> f64
func.func @f(%x: f64) -> f64 {
  %0 = math.expm1 %x : f64
  return %0 : f64
}
