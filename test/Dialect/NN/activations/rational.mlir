// #nn.rational: `P(x) / (1 + |b[0] x + b[1] x^2 + ...|)`, evaluated in f64.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @sum_f32(
// PRINT: nn.activation #nn.rational<numerator = [1.000000e+00, 2.000000e+00], denominator = [3.000000e+00]>, %
// CHECK-LABEL: func.func @sum_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[WIDE:.*]] = arith.extf %[[X]] : f32 to f64
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[TWO]], %[[WIDE]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[ONE]] : f64
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[THREE]], %[[WIDE]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD2]], %[[ZERO]] : f64
// CHECK: %[[ABS:.*]] = math.absf %[[SUM2]] : f64
// CHECK: %[[ONE2:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM3:.*]] = arith.addf %[[ABS]], %[[ONE2]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[SUM]], %[[SUM3]] : f64
// CHECK: %[[NARROW:.*]] = arith.truncf %[[QUOT]] : f64 to f32
// CHECK: nn.yield %[[NARROW]] : f32
func.func @sum_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.rational<numerator = [1.000000e+00, 2.000000e+00], denominator = [3.000000e+00]>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @sum_f64(
// PRINT: nn.activation #nn.rational<numerator = [1.000000e+00, 2.000000e+00], denominator = [3.000000e+00]>, %
// CHECK-LABEL: func.func @sum_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[TWO]], %[[X]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[ONE]] : f64
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[THREE]], %[[X]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD2]], %[[ZERO]] : f64
// CHECK: %[[ABS:.*]] = math.absf %[[SUM2]] : f64
// CHECK: %[[ONE2:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM3:.*]] = arith.addf %[[ABS]], %[[ONE2]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[SUM]], %[[SUM3]] : f64
// CHECK: nn.yield %[[QUOT]] : f64
func.func @sum_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.rational<numerator = [1.000000e+00, 2.000000e+00], denominator = [3.000000e+00]>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}

// The absolute value of the sum is what is meant without a form.
// PRINT-LABEL: func.func @written(
// PRINT: nn.activation #nn.rational<numerator = [0.000000e+00], denominator = [1.000000e+00]>, %
func.func @written(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.rational<numerator = [0.0], denominator = [1.0], absolute = sum>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// The absolute values of the terms: a polynomial in `|x|`.
// PRINT-LABEL: func.func @terms(
// PRINT: nn.activation #nn.rational<numerator = [1.000000e+00], denominator = [3.000000e+00, -4.000000e+00], absolute = terms>, %
// CHECK-LABEL: func.func @terms(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[ABS:.*]] = math.absf %[[X]] : f64
// CHECK: %[[C:.*]] = arith.constant 4.000000e+00 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[C]], %[[ABS]] : f64
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[THREE]] : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[SUM]], %[[ABS]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD2]], %[[ZERO]] : f64
// CHECK: %[[ONE2:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM3:.*]] = arith.addf %[[SUM2]], %[[ONE2]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[ONE]], %[[SUM3]] : f64
// CHECK: nn.yield %[[QUOT]] : f64
func.func @terms(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.rational<numerator = [1.000000e+00], denominator = [3.000000e+00, -4.000000e+00], absolute = terms>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}

// A denominator without numbers is 1.
// PRINT-LABEL: func.func @no_denominator(
// PRINT: nn.activation #nn.rational<numerator = [2.000000e+00], denominator = []>, %
// CHECK-LABEL: func.func @no_denominator(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[ABS:.*]] = math.absf %[[ZERO]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[ABS]], %[[ONE]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[TWO]], %[[SUM]] : f64
// CHECK: nn.yield %[[QUOT]] : f64
func.func @no_denominator(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.rational<numerator = [2.000000e+00], denominator = []>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
