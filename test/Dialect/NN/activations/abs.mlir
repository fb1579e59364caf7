// #nn.abs: `|x|`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @abs(
// PRINT: nn.activation #nn.abs, %
// CHECK-LABEL: func.func @abs(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[ABS:.*]] = math.absf %[[X]] : f32
// CHECK: nn.yield %[[ABS]] : f32
func.func @abs(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.abs, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
