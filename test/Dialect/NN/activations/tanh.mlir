// #nn.tanh: `tanh(x)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @tanh(
// PRINT: nn.activation #nn.tanh, %
// CHECK-LABEL: func.func @tanh(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[TANH:.*]] = math.tanh %[[X]] : f32
// CHECK: nn.yield %[[TANH]] : f32
func.func @tanh(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.tanh, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
