// #nn.sigmoid: `1 / (1 + exp(-x))` from `exp(-|x|)`, which does not overflow.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @sigmoid(
// PRINT: nn.activation #nn.sigmoid, %
// CHECK-LABEL: func.func @sigmoid(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[ABS:.*]] = math.absf %[[X]] : f32
// CHECK: %[[NEG:.*]] = arith.negf %[[ABS]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[NEG]] : f32
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[X]], %[[ZERO]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[ONE]], %[[EXP]] : f32
// CHECK: %[[ONE2:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[EXP]], %[[ONE2]] : f32
// CHECK: %[[QUOT:.*]] = arith.divf %[[SEL]], %[[SUM]] : f32
// CHECK: nn.yield %[[QUOT]] : f32
func.func @sigmoid(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.sigmoid, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
