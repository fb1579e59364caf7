// The function of each float type: of f64 and f32 their own, of 16-bit floats that
// of f32, once declared and free of side effects.
// RUN: nn-opt %s --nn-call-libm | FileCheck %s

// CHECK-DAG: func.func private @log1pf(f32) -> f32 attributes {llvm.readnone}
// CHECK-DAG: func.func private @expm1(f64) -> f64 attributes {llvm.readnone}
// CHECK-NOT: func.func private

// CHECK-LABEL: func.func @single
// CHECK: call @log1pf(%{{.*}}) : (f32) -> f32
func.func @single(%x: f32) -> f32 {
  %0 = math.log1p %x : f32
  return %0 : f32
}

// CHECK-LABEL: func.func @half
// CHECK-SAME: (%[[X:.*]]: f16)
// CHECK: %[[W:.*]] = arith.extf %[[X]] : f16 to f32
// CHECK: %[[Y:.*]] = call @log1pf(%[[W]]) : (f32) -> f32
// CHECK: arith.truncf %[[Y]] : f32 to f16
func.func @half(%x: f16) -> f16 {
  %0 = math.log1p %x : f16
  return %0 : f16
}

// CHECK-LABEL: func.func @twice
// CHECK: %[[A:.*]] = call @expm1(%{{.*}}) : (f64) -> f64
// CHECK: call @expm1(%[[A]]) : (f64) -> f64
func.func @twice(%x: f64) -> f64 {
  %0 = math.expm1 %x : f64
  %1 = math.expm1 %0 : f64
  return %1 : f64
}
