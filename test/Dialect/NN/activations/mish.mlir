// #nn.mish: `x n / (n + 2)` with `n = exp(x) (exp(x) + 2)`, evaluated in f64.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @mish_f32(
// PRINT: nn.activation #nn.mish, %
// CHECK-LABEL: func.func @mish_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[WIDE:.*]] = arith.extf %[[X]] : f32 to f64
// CHECK: %[[C:.*]] = arith.constant -1.000000e+03 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[WIDE]], %[[C]] : f64
// CHECK: %[[C2:.*]] = arith.constant 4.000000e+01 : f64
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[C2]] : f64
// CHECK: %[[EXP:.*]] = math.exp %[[MIN]] fastmath<afn> : f64
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[EXP]], %[[TWO]] : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[EXP]], %[[SUM]] : f64
// CHECK: %[[TWO2:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD]], %[[TWO2]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[PROD]], %[[SUM2]] : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[MAX]], %[[QUOT]] : f64
// CHECK: %[[NARROW:.*]] = arith.truncf %[[PROD2]] : f64 to f32
// CHECK: nn.yield %[[NARROW]] : f32
func.func @mish_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.mish, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @mish_f64(
// PRINT: nn.activation #nn.mish, %
// CHECK-LABEL: func.func @mish_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[C:.*]] = arith.constant -1.000000e+03 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f64
// CHECK: %[[C2:.*]] = arith.constant 4.000000e+01 : f64
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[C2]] : f64
// CHECK: %[[EXP:.*]] = math.exp %[[MIN]] : f64
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[EXP]], %[[TWO]] : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[EXP]], %[[SUM]] : f64
// CHECK: %[[TWO2:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD]], %[[TWO2]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[PROD]], %[[SUM2]] : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[MAX]], %[[QUOT]] : f64
// CHECK: nn.yield %[[PROD2]] : f64
func.func @mish_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.mish, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
