// RUN: nn-opt %s --nn-call-libm | FileCheck %s

// CHECK-DAG: func.func private @log1p(f64) -> f64
// CHECK-DAG: func.func private @expm1(f64) -> f64

// CHECK-LABEL: func.func @near_zero
// CHECK: call @log1p(%{{.*}}) : (f64) -> f64
// CHECK: call @expm1(%{{.*}}) : (f64) -> f64
func.func @near_zero(%x: f64) -> (f64, f64) {
  %0 = math.log1p %x : f64
  %1 = math.expm1 %x : f64
  return %0, %1 : f64, f64
}

// What LLVM has an intrinsic for stays.
// CHECK-LABEL: func.func @unchanged
// CHECK-NEXT: math.exp %{{.*}} : f64
// CHECK-NEXT: math.floor %{{.*}} : f64
// CHECK-NEXT: math.tan %{{.*}} : f64
func.func @unchanged(%x: f64) -> (f64, f64, f64) {
  %0 = math.exp %x : f64
  %1 = math.floor %x : f64
  %2 = math.tan %x : f64
  return %0, %1, %2 : f64, f64, f64
}
