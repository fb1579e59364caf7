// #nn.exp: `exp(x)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @exp(
// PRINT: nn.activation #nn.exp, %
// CHECK-LABEL: func.func @exp(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[EXP:.*]] = math.exp %[[X]] : f32
// CHECK: nn.yield %[[EXP]] : f32
func.func @exp(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.exp, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
