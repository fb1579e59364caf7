// #nn.polynomial: by Horner's rule, in f64.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @polynomial_f32(
// PRINT: nn.activation #nn.polynomial<[1.000000e+00, -5.000000e-01, 2.500000e-01]>, %
// CHECK-LABEL: func.func @polynomial_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[WIDE:.*]] = arith.extf %[[X]] : f32 to f64
// CHECK: %[[C:.*]] = arith.constant 2.500000e-01 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[C]], %[[WIDE]] : f64
// CHECK: %[[C2:.*]] = arith.constant -5.000000e-01 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[C2]] : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[SUM]], %[[WIDE]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD2]], %[[ONE]] : f64
// CHECK: %[[NARROW:.*]] = arith.truncf %[[SUM2]] : f64 to f32
// CHECK: nn.yield %[[NARROW]] : f32
func.func @polynomial_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.polynomial<[1.000000e+00, -5.000000e-01, 2.500000e-01]>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @polynomial_f64(
// PRINT: nn.activation #nn.polynomial<[1.000000e+00, -5.000000e-01, 2.500000e-01]>, %
// CHECK-LABEL: func.func @polynomial_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[C:.*]] = arith.constant 2.500000e-01 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[C]], %[[X]] : f64
// CHECK: %[[C2:.*]] = arith.constant -5.000000e-01 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[C2]] : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[SUM]], %[[X]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD2]], %[[ONE]] : f64
// CHECK: nn.yield %[[SUM2]] : f64
func.func @polynomial_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.polynomial<[1.000000e+00, -5.000000e-01, 2.500000e-01]>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}

// A polynomial of degree 0 reads nothing.
// PRINT-LABEL: func.func @constant(
// PRINT: nn.activation #nn.polynomial<[3.000000e+00]>, %
// CHECK-LABEL: func.func @constant(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f64
// CHECK: nn.yield %[[THREE]] : f64
func.func @constant(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.polynomial<[3.000000e+00]>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}

// No digit of a coefficient is lost.
// PRINT-LABEL: func.func @digits(
// PRINT: nn.activation #nn.polynomial<[1.000000e+00, 0.33333333333333331]>, %
// CHECK-LABEL: func.func @digits(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[C:.*]] = arith.constant 0.33333333333333331 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[C]], %[[X]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[ONE]] : f64
// CHECK: nn.yield %[[SUM]] : f64
func.func @digits(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.polynomial<[1.000000e+00, 0.33333333333333331]>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
