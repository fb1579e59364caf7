// #nn.sqrt: `sqrt(x)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @sqrt(
// PRINT: nn.activation #nn.sqrt, %
// CHECK-LABEL: func.func @sqrt(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[SQRT:.*]] = math.sqrt %[[X]] : f32
// CHECK: nn.yield %[[SQRT]] : f32
func.func @sqrt(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.sqrt, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
