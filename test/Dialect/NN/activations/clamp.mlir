// #nn.clamp: `min(max(x, low), high)`: maximum and minimum, which let not-a-number stay.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @clamp(
// PRINT: nn.activation #nn.clamp<low = -2.000000e+00, high = 5.000000e-01>, %
// CHECK-LABEL: func.func @clamp(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[C:.*]] = arith.constant -2.000000e+00 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f32
// CHECK: %[[HALF:.*]] = arith.constant 5.000000e-01 : f32
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[HALF]] : f32
// CHECK: nn.yield %[[MIN]] : f32
func.func @clamp(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.clamp<low = -2.000000e+00, high = 5.000000e-01>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// No digit of a bound is lost.
// PRINT-LABEL: func.func @bits(
// PRINT: nn.activation #nn.clamp<low = -1.000000e+00, high = 0.33333333333333331>, %
// CHECK-LABEL: func.func @bits(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[MINUS_ONE:.*]] = arith.constant -1.000000e+00 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[MINUS_ONE]] : f64
// CHECK: %[[C:.*]] = arith.constant 0.33333333333333331 : f64
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[C]] : f64
// CHECK: nn.yield %[[MIN]] : f64
func.func @bits(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.clamp<low = 0xBFF0000000000000, high = 0.33333333333333331>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
