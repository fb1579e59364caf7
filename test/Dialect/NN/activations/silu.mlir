// #nn.silu: `x / (1 + exp(-x))`, also where the exponential is subnormal before the result is.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// The bounds depend on the type.
// PRINT-LABEL: func.func @silu_f32(
// PRINT: nn.activation #nn.silu, %
// CHECK-LABEL: func.func @silu_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[C:.*]] = arith.constant -1.200000e+02 : f32
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f32
// CHECK: %[[C2:.*]] = arith.constant -8.000000e+01 : f32
// CHECK: %[[COND:.*]] = arith.cmpf olt, %[[MAX]], %[[C2]] : f32
// CHECK: %[[ABS:.*]] = math.absf %[[MAX]] : f32
// CHECK: %[[NEG:.*]] = arith.negf %[[ABS]] : f32
// CHECK: %[[C3:.*]] = arith.constant 2.262500e+01 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[NEG]], %[[C3]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[SUM]], %[[NEG]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[SEL]] : f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[MAX]], %[[EXP]] : f32
// CHECK: %[[C4:.*]] = arith.constant 1.49309468E-10 : f32
// CHECK: %[[PROD2:.*]] = arith.mulf %[[PROD]], %[[C4]] : f32
// CHECK: %[[SEL2:.*]] = arith.select %[[COND]], %[[PROD2]], %[[PROD]] : f32
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND2:.*]] = arith.cmpf ogt, %[[MAX]], %[[ZERO]] : f32
// CHECK: %[[SEL3:.*]] = arith.select %[[COND2]], %[[MAX]], %[[SEL2]] : f32
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[SUM2:.*]] = arith.addf %[[EXP]], %[[ONE]] : f32
// CHECK: %[[QUOT:.*]] = arith.divf %[[SEL3]], %[[SUM2]] : f32
// CHECK: nn.yield %[[QUOT]] : f32
func.func @silu_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.silu, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @silu_f64(
// PRINT: nn.activation #nn.silu, %
// CHECK-LABEL: func.func @silu_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[C:.*]] = arith.constant -8.000000e+02 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[C]] : f64
// CHECK: %[[C2:.*]] = arith.constant -6.900000e+02 : f64
// CHECK: %[[COND:.*]] = arith.cmpf olt, %[[MAX]], %[[C2]] : f64
// CHECK: %[[ABS:.*]] = math.absf %[[MAX]] : f64
// CHECK: %[[NEG:.*]] = arith.negf %[[ABS]] : f64
// CHECK: %[[C3:.*]] = arith.constant 1.000000e+02 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[NEG]], %[[C3]] : f64
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[SUM]], %[[NEG]] : f64
// CHECK: %[[EXP:.*]] = math.exp %[[SEL]] : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[MAX]], %[[EXP]] : f64
// CHECK: %[[C4:.*]] = arith.constant 3.7200759760208361E-44 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[PROD]], %[[C4]] : f64
// CHECK: %[[SEL2:.*]] = arith.select %[[COND]], %[[PROD2]], %[[PROD]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[COND2:.*]] = arith.cmpf ogt, %[[MAX]], %[[ZERO]] : f64
// CHECK: %[[SEL3:.*]] = arith.select %[[COND2]], %[[MAX]], %[[SEL2]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[EXP]], %[[ONE]] : f64
// CHECK: %[[QUOT:.*]] = arith.divf %[[SEL3]], %[[SUM2]] : f64
// CHECK: nn.yield %[[QUOT]] : f64
func.func @silu_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.silu, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
