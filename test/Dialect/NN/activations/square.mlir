// #nn.square: `x^2`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @square(
// PRINT: nn.activation #nn.square, %
// CHECK-LABEL: func.func @square(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[X]], %[[X]] : f32
// CHECK: nn.yield %[[PROD]] : f32
func.func @square(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.square, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
