// #nn.sin: `sin(x)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @sin(
// PRINT: nn.activation #nn.sin, %
// CHECK-LABEL: func.func @sin(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[SIN:.*]] = math.sin %[[X]] : f32
// CHECK: nn.yield %[[SIN]] : f32
func.func @sin(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.sin, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
