// #nn.leaky_relu: `x` where positive, else `slope x`.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @leaky_relu(
// PRINT: nn.activation #nn.leaky_relu<slope = 1.000000e-01>, %
// CHECK-LABEL: func.func @leaky_relu(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[C:.*]] = arith.constant 1.000000e-01 : f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[X]], %[[C]] : f32
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[X]], %[[ZERO]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[X]], %[[PROD]] : f32
// CHECK: nn.yield %[[SEL]] : f32
func.func @leaky_relu(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.leaky_relu<slope = 1.000000e-01>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// The sign of zero is kept in the attribute; without a slope it is a maximum.
// PRINT-LABEL: func.func @zero(
// PRINT: nn.activation #nn.leaky_relu<slope = -0.000000e+00>, %
// CHECK-LABEL: func.func @zero(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[ZERO]] : f64
// CHECK: nn.yield %[[MAX]] : f64
func.func @zero(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.leaky_relu<slope = -0.000000e+00>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
