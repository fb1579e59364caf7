// #nn.cos: `cos(x)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @cos(
// PRINT: nn.activation #nn.cos, %
// CHECK-LABEL: func.func @cos(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[COS:.*]] = math.cos %[[X]] : f32
// CHECK: nn.yield %[[COS]] : f32
func.func @cos(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.cos, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
