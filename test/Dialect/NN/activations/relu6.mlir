// #nn.relu6: `min(max(x, 0), 6)`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @relu6(
// PRINT: nn.activation #nn.relu6, %
// CHECK-LABEL: func.func @relu6(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[ZERO]] : f32
// CHECK: %[[SIX:.*]] = arith.constant 6.000000e+00 : f32
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[SIX]] : f32
// CHECK: nn.yield %[[MIN]] : f32
func.func @relu6(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.relu6, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
