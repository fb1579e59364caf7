// #nn.softsign: `x / (1 + |x|)`, where an infinite x is none.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @softsign(
// PRINT: nn.activation #nn.softsign, %
// CHECK-LABEL: func.func @softsign(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[C:.*]] = arith.constant -1.2676506E+30 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f32
// CHECK: %[[C2:.*]] = arith.constant 1.2676506E+30 : f32
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[C2]] : f32
// CHECK: %[[ABS:.*]] = math.absf %[[MIN]] : f32
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[ABS]], %[[ONE]] : f32
// CHECK: %[[QUOT:.*]] = arith.divf %[[MIN]], %[[SUM]] : f32
// CHECK: nn.yield %[[QUOT]] : f32
func.func @softsign(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.softsign, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
