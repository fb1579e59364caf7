// RUN: nn-opt %s --nn-expand-halves | FileCheck %s
// RUN: nn-opt %s --nn-expand-halves=native-f16 | FileCheck %s --check-prefix=NATIVE
// test/Integration/halves.mlir compares the results with NumPy bit by bit.

// CHECK-LABEL: func.func @extend_f16
// CHECK-NOT: arith.extf
// CHECK: arith.bitcast %{{.*}} : i32 to f32
// NATIVE-LABEL: func.func @extend_f16
// NATIVE-NEXT: arith.extf %{{.*}} : f16 to f32
// NATIVE-NEXT: return
func.func @extend_f16(%x: f16) -> f32 {
  %0 = arith.extf %x : f16 to f32
  return %0 : f32
}

// CHECK-LABEL: func.func @round_f16
// CHECK-NOT: arith.truncf
// CHECK: arith.bitcast %{{.*}} : i16 to f16
// NATIVE-LABEL: func.func @round_f16
// NATIVE-NEXT: arith.truncf %{{.*}} : f32 to f16
// NATIVE-NEXT: return
func.func @round_f16(%x: f32) -> f16 {
  %0 = arith.truncf %x : f32 to f16
  return %0 : f16
}

// bf16 is expanded everywhere.
// CHECK-LABEL: func.func @bf16
// CHECK-NOT: arith.{{ext|trunc}}f
// CHECK: return
// NATIVE-LABEL: func.func @bf16
// NATIVE-NOT: arith.{{ext|trunc}}f
// NATIVE: return
func.func @bf16(%x: bf16) -> bf16 {
  %0 = arith.extf %x : bf16 to f32
  %1 = arith.truncf %0 : f32 to bf16
  return %1 : bf16
}

// From f64 by way of f32, rounded to odd; on vectors, too.
// CHECK-LABEL: func.func @from_f64
// CHECK: %[[F32:.*]] = arith.truncf %{{.*}} : vector<4xf64> to vector<4xf32>
// CHECK: %[[BACK:.*]] = arith.extf %[[F32]]
// CHECK: arith.cmpf ueq, %[[BACK]], %{{.*}} : vector<4xf64>
// CHECK-NOT: arith.truncf
// CHECK: return
// NATIVE-LABEL: func.func @from_f64
// NATIVE: arith.cmpf ueq
// NATIVE: arith.truncf %{{.*}} : vector<4xf32> to vector<4xf16>
func.func @from_f64(%x: vector<4xf64>) -> vector<4xf16> {
  %0 = arith.truncf %x : vector<4xf64> to vector<4xf16>
  return %0 : vector<4xf16>
}

// NATIVE-LABEL: func.func @to_others
// NATIVE: %[[A:.*]] = arith.extf %{{.*}} : f16 to f32
// NATIVE: arith.extf %[[A]] : f32 to f64
// NATIVE: arith.fptosi %{{.*}} : f32 to i8
// NATIVE: arith.fptoui %{{.*}} : f32 to i64
func.func @to_others(%x: f16, %y: bf16) -> (f64, i8, i64) {
  %0 = arith.extf %x : f16 to f64
  %1 = arith.fptosi %x : f16 to i8
  %2 = arith.fptoui %y : bf16 to i64
  return %0, %1, %2 : f64, i8, i64
}

// f32 holds what f16 does; bf16 has numbers beyond the integers of f32.
// NATIVE-LABEL: func.func @from_integers
// NATIVE: arith.sitofp %{{.*}} : i64 to f32
// NATIVE: arith.uitofp %{{.*}} : i16 to f32
// NATIVE: arith.sitofp %{{.*}} : i32 to f64
// NATIVE: arith.cmpi ult
// NATIVE: arith.uitofp %{{.*}} : i64 to f64
func.func @from_integers(%x: i64, %y: i16, %z: i32) -> (f16, bf16, bf16, bf16) {
  %0 = arith.sitofp %x : i64 to f16
  %1 = arith.uitofp %y : i16 to bf16
  %2 = arith.sitofp %z : i32 to bf16
  %3 = arith.uitofp %x : i64 to bf16
  return %0, %1, %2, %3 : f16, bf16, bf16, bf16
}

// Conversions between other types stay.
// CHECK-LABEL: func.func @others
// CHECK-NEXT: arith.truncf %{{.*}} : f64 to f32
// CHECK-NEXT: arith.sitofp %{{.*}} : i32 to f32
// CHECK-NEXT: arith.fptosi %{{.*}} : f64 to i32
// CHECK-NEXT: return
func.func @others(%x: f64, %y: i32) -> (f32, f32, i32) {
  %0 = arith.truncf %x : f64 to f32
  %1 = arith.sitofp %y : i32 to f32
  %2 = arith.fptosi %x : f64 to i32
  return %0, %1, %2 : f32, f32, i32
}
