// #nn.softplus: `max(x, 0) + log1p(exp(-|x|))`
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @softplus(
// PRINT: nn.activation #nn.softplus, %
// CHECK-LABEL: func.func @softplus(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[ZERO]] : f32
// CHECK: %[[ABS:.*]] = math.absf %[[X]] : f32
// CHECK: %[[NEG:.*]] = arith.negf %[[ABS]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[NEG]] : f32
// CHECK: %[[LOG1P:.*]] = math.log1p %[[EXP]] : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[MAX]], %[[LOG1P]] : f32
// CHECK: nn.yield %[[SUM]] : f32
func.func @softplus(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.softplus, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
