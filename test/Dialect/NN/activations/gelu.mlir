// #nn.gelu: `x / 2 erfc(-x / sqrt(2))`, evaluated in f64, and its approximation.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// Rounded once, and approximate functions only where f64 is rounded in the end.
// PRINT-LABEL: func.func @exact_f32(
// PRINT: nn.activation #nn.gelu, %
// CHECK-LABEL: func.func @exact_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[WIDE:.*]] = arith.extf %[[X]] : f32 to f64
// CHECK: %[[C:.*]] = arith.constant -4.000000e+01 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[WIDE]], %[[C]] : f64
// CHECK: %[[C2:.*]] = arith.constant -0.70710678118654757 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[MAX]], %[[C2]] : f64
// CHECK: %[[ERFC:.*]] = math.erfc %[[PROD]] fastmath<afn> : f64
// CHECK: %[[HALF:.*]] = arith.constant 5.000000e-01 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[ERFC]], %[[HALF]] : f64
// CHECK: %[[PROD3:.*]] = arith.mulf %[[MAX]], %[[PROD2]] : f64
// CHECK: %[[NARROW:.*]] = arith.truncf %[[PROD3]] : f64 to f32
// CHECK: nn.yield %[[NARROW]] : f32
func.func @exact_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.gelu, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @exact_f64(
// PRINT: nn.activation #nn.gelu, %
// CHECK-LABEL: func.func @exact_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[C:.*]] = arith.constant -4.000000e+01 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f64
// CHECK: %[[C2:.*]] = arith.constant -0.70710678118654757 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[MAX]], %[[C2]] : f64
// CHECK: %[[ERFC:.*]] = math.erfc %[[PROD]] : f64
// CHECK: %[[HALF:.*]] = arith.constant 5.000000e-01 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[ERFC]], %[[HALF]] : f64
// CHECK: %[[PROD3:.*]] = arith.mulf %[[MAX]], %[[PROD2]] : f64
// CHECK: nn.yield %[[PROD3]] : f64
func.func @exact_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.gelu, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}

// The exact form is what is meant without one.
// PRINT-LABEL: func.func @written(
// PRINT: nn.activation #nn.gelu, %
func.func @written(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.gelu<exact>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// `x / (1 + exp(-w))` with `w = 2 sqrt(2 / pi) (x + 0.044715 x^3)`
// PRINT-LABEL: func.func @tanh_f32(
// PRINT: nn.activation #nn.gelu<tanh>, %
// CHECK-LABEL: func.func @tanh_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[WIDE:.*]] = arith.extf %[[X]] : f32 to f64
// CHECK: %[[C:.*]] = arith.constant -4.000000e+01 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[WIDE]], %[[C]] : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[MAX]], %[[MAX]] : f64
// CHECK: %[[C2:.*]] = arith.constant 0.071354816272600249 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[PROD]], %[[C2]] : f64
// CHECK: %[[C3:.*]] = arith.constant 1.5957691216057308 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD2]], %[[C3]] : f64
// CHECK: %[[PROD3:.*]] = arith.mulf %[[MAX]], %[[SUM]] : f64
// CHECK: %[[NEG:.*]] = arith.negf %[[PROD3]] : f64
// CHECK: %[[EXP:.*]] = math.exp %[[NEG]] fastmath<afn> : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[EXP]], %[[ONE]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[MAX]], %[[SUM2]] : f64
// CHECK: %[[NARROW:.*]] = arith.truncf %[[QUOT]] : f64 to f32
// CHECK: nn.yield %[[NARROW]] : f32
func.func @tanh_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.gelu<tanh>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @tanh_f64(
// PRINT: nn.activation #nn.gelu<tanh>, %
// CHECK-LABEL: func.func @tanh_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[C:.*]] = arith.constant -4.000000e+01 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[MAX]], %[[MAX]] : f64
// CHECK: %[[C2:.*]] = arith.constant 0.071354816272600249 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[PROD]], %[[C2]] : f64
// CHECK: %[[C3:.*]] = arith.constant 1.5957691216057308 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD2]], %[[C3]] : f64
// CHECK: %[[PROD3:.*]] = arith.mulf %[[MAX]], %[[SUM]] : f64
// CHECK: %[[NEG:.*]] = arith.negf %[[PROD3]] : f64
// CHECK: %[[EXP:.*]] = math.exp %[[NEG]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[EXP]], %[[ONE]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[MAX]], %[[SUM2]] : f64
// CHECK: nn.yield %[[QUOT]] : f64
func.func @tanh_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.gelu<tanh>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
