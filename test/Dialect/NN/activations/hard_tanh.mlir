// #nn.hard_tanh: `min(max(x, -1), 1)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @hard_tanh(
// PRINT: nn.activation #nn.hard_tanh, %
// CHECK-LABEL: func.func @hard_tanh(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[MINUS_ONE:.*]] = arith.constant -1.000000e+00 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[MINUS_ONE]] : f32
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[ONE]] : f32
// CHECK: nn.yield %[[MIN]] : f32
func.func @hard_tanh(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.hard_tanh, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
