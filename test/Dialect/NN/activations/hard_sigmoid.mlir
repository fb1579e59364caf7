// #nn.hard_sigmoid: `min(max(x + 3, 0), 6) / 6`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @hard_sigmoid_f32(
// PRINT: nn.activation #nn.hard_sigmoid, %
// CHECK-LABEL: func.func @hard_sigmoid_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[X]], %[[THREE]] : f32
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[SUM]], %[[ZERO]] : f32
// CHECK: %[[SIX:.*]] = arith.constant 6.000000e+00 : f32
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[SIX]] : f32
// CHECK: %[[C:.*]] = arith.constant 0.166666672 : f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[MIN]], %[[C]] : f32
// CHECK: nn.yield %[[PROD]] : f32
func.func @hard_sigmoid_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.hard_sigmoid, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @hard_sigmoid_f64(
// PRINT: nn.activation #nn.hard_sigmoid, %
// CHECK-LABEL: func.func @hard_sigmoid_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[X]], %[[THREE]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[SUM]], %[[ZERO]] : f64
// CHECK: %[[SIX:.*]] = arith.constant 6.000000e+00 : f64
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[SIX]] : f64
// CHECK: %[[C:.*]] = arith.constant 0.16666666666666666 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[MIN]], %[[C]] : f64
// CHECK: nn.yield %[[PROD]] : f64
func.func @hard_sigmoid_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.hard_sigmoid, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
