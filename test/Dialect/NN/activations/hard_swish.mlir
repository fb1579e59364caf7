// #nn.hard_swish: `x min(max(x + 3, 0), 6) / 6`, where infinity is not multiplied by zero.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @hard_swish(
// PRINT: nn.activation #nn.hard_swish, %
// CHECK-LABEL: func.func @hard_swish(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[C:.*]] = arith.constant -3.000000e+00 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f32
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[MAX]], %[[THREE]] : f32
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[MAX2:.*]] = arith.maximumf %[[SUM]], %[[ZERO]] : f32
// CHECK: %[[SIX:.*]] = arith.constant 6.000000e+00 : f32
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX2]], %[[SIX]] : f32
// CHECK: %[[C2:.*]] = arith.constant 0.166666672 : f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[MIN]], %[[C2]] : f32
// CHECK: %[[PROD2:.*]] = arith.mulf %[[MAX]], %[[PROD]] : f32
// CHECK: nn.yield %[[PROD2]] : f32
func.func @hard_swish(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.hard_swish, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
