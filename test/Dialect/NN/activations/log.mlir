// #nn.log: `log(x)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @log(
// PRINT: nn.activation #nn.log, %
// CHECK-LABEL: func.func @log(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[LOG:.*]] = math.log %[[X]] : f32
// CHECK: nn.yield %[[LOG]] : f32
func.func @log(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.log, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
