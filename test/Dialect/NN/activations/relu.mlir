// #nn.relu: `max(x, 0)`, where not-a-number stays.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @relu(
// PRINT: nn.activation #nn.relu, %
// CHECK-LABEL: func.func @relu(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[ZERO]] : f32
// CHECK: nn.yield %[[MAX]] : f32
func.func @relu(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.relu, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
